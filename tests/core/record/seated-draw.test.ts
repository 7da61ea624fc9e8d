import { describe, expect, test } from 'vitest';
import { chancesOfPeople, planDraw, prepareDraw, selectLegacy } from '../../../src/core/record/draw.js';
import { commitmentOf } from '../../../src/core/record/manifest.js';
import { type Evidence, verifyDraw } from '../../../src/core/record/verify.js';
import { NO_HOUSEHOLD, type Pool } from '../../../src/core/register/pool.js';
import { explainConflict } from '../../../src/core/selection/explain-conflict.js';
import { checkQuotas } from '../../../src/core/selection/quota-checks.js';
import { nodeHash } from '../../../src/random/hash.js';
import { noiseSource } from '../../../src/random/noise.js';
import { loadHighsSolver } from '../../../src/solver/highs.js';
import { bruteForceLeximin } from '../../support/brute-force.js';
import { drawn, prepare, provenance, textOf } from '../../support/draws.js';
import fc from '../../support/laws.js';
import { anySmallPool, smallPool } from '../../support/small-pools.js';

const solver = await loadHighsSolver();
const forms = ['named', 'composition'] as const;
const notHolding = (evidence: Evidence): string[] =>
  verifyDraw(nodeHash, evidence).flatMap(({ subject, outcome }) => (outcome === 'holds' ? [] : [subject]));

/** All panels that contain the seated people, person by person. */
function panelsOf(pool: Pool, k: number, seated: readonly number[], rule: boolean): number[][] {
  const n = pool.pseudonyms.length;
  const F = pool.quotas.length;
  const shareHome = (a: number, b: number): boolean =>
    a !== b && pool.households[a] !== NO_HOUSEHOLD && pool.households[a] === pool.households[b];
  return Array.from({ length: 2 ** n }, (_, bits) => [...Array(n).keys()].filter((i) => (bits >> i) & 1)).filter(
    (people) =>
      people.length === k &&
      seated.every((i) => people.includes(i)) &&
      pool.quotas.every(({ quotas }, f) =>
        quotas.every(({ min, max }, v) => {
          const seats = people.filter((i) => pool.values[i * F + f] === v).length;
          return seats >= min && seats <= max;
        }),
      ) &&
      !(rule && people.some((a) => people.some((b) => shareHome(a, b) && !(seated.includes(a) && seated.includes(b))))),
  );
}

/** Leximin over panels of people, each a class of their own. */
function leximinOf(n: number, k: number, panels: readonly number[][]): number[] {
  const instance = {
    ...{ k, T: n, count: new Int32Array(n).fill(1), cap: new Int32Array(n).fill(1), width: 0, freeRow: 0 },
    ...{ rowsOf: new Int32Array(0), lower: new Int32Array(0), upper: new Int32Array(0) },
  };
  const compositions = panels.map((people) => Int32Array.from({ length: n }, (_, i) => (people.includes(i) ? 1 : 0)));
  return bruteForceLeximin(instance, compositions, solver);
}

/** Two of five seats are taken, by two people of one home, whose third member cannot be drawn. */
const pool = smallPool({ age: { junior: [2, 3], senior: [2, 3] }, place: { city: [1, 4], rural: [1, 4] } }, [
  ...([
    ['jc', 0],
    ['sc', 0],
    ['jr', 0],
    ['jc', 1],
    ['sr', 1],
    ['sc', 2],
    ['jr', 2],
  ] as const),
  ...['jc', 'jc', 'sc', 'sr', 'sr'],
]);
const task = { pool, k: 5, onePerHousehold: true };
const seated = ['p0000', 'p0001'];

describe('a draw beside seated people', () => {
  test('gives the leximin chances over all panels that contain them', () => {
    let drawsSeen = 0;
    fc.assert(
      fc.property(
        anySmallPool,
        fc.uniqueArray(fc.nat(4), { minLength: 1, maxLength: 2 }),
        fc.boolean(),
        fc.constantFrom(...forms),
        ({ pool, k }, people, onePerHousehold, lotteryForm) => {
          const panels = panelsOf(pool, k, people, onePerHousehold);
          if (k <= people.length || panels.length === 0) return;
          expect(checkQuotas(pool, k, { seated: people, onePerHousehold })).toEqual([]);
          drawsSeen++;
          const names = people.map((person) => pool.pseudonyms[person]!);
          const prepared = prepare({ pool, k, onePerHousehold }, solver, { seated: names, lotteryForm, tickets: 40 });
          const expected = leximinOf(pool.pseudonyms.length, k, panels);
          chancesOfPeople(prepared).forEach(({ exact, tickets, probability }, person) => {
            expect(exact).toBeCloseTo(expected[person]!, 5);
            expect(tickets === undefined).toBe(lotteryForm === 'composition');
            if (people.includes(person)) expect([probability, exact, tickets ?? 40]).toEqual([1, 1, 40]);
          });
          const { draw, evidence } = drawn(prepared, solver);
          expect(panels.map(String)).toContain([...draw.panel].join());
          expect(notHolding(evidence)).toEqual([]);
        },
      ),
      { seed: 3, numRuns: 250 },
    );
    expect(drawsSeen).toBeGreaterThan(40);
  });

  test.each(forms)(
    'holds with the pool and without, and is the same however they are listed, %s form',
    (lotteryForm) => {
      const { prepared, draw, evidence } = drawn(prepare(task, solver, { seated, lotteryForm }), solver);
      expect(prepared.manifest.settings.seated).toEqual(seated);
      expect(prepared.manifest.quotas[0]!.values.map((quota) => quota.seated)).toEqual([1, 1]);
      expect(draw.record.panel.slice(0, 2)).toEqual(seated);
      expect([draw.panel.length, [...draw.panel, ...draw.alternates].includes(2)]).toEqual([5, false]);
      expect(notHolding(evidence)).toEqual([]);
      expect(notHolding({ ...evidence, pool: undefined })).toEqual(['pool']);
      const again = prepare(task, solver, { seated: ['p0001', 'p0000', 'p0001'], lotteryForm });
      expect(again.commitment).toBe(prepared.commitment);
      const { [2]: atHome, [0]: sitting } = chancesOfPeople(prepared);
      const M = lotteryForm === 'named' ? 1000 : undefined;
      expect(sitting).toEqual({ tickets: M, probability: 1, exact: 1 });
      expect(atHome).toEqual({ tickets: M && 0, probability: 0, exact: 0 });
    },
  );

  test('has another search key than without them', () => {
    const settings = { size: 5, onePerHousehold: true, objective: 'leximin', alternates: 2 };
    const plain = planDraw(nodeHash, pool, settings);
    expect(planDraw(nodeHash, pool, { ...settings, seated: [] }).key).toBe(plain.key);
    expect(planDraw(nodeHash, pool, { ...settings, seated }).key).not.toBe(plain.key);
  });

  test('by the legacy method keeps them on every ticket', () => {
    const settings = { size: 5, onePerHousehold: true, objective: 'legacy', alternates: 2, tickets: 60, seated };
    const plan = planDraw(nodeHash, pool, settings);
    const ports = { hash: nodeHash, noise: noiseSource };
    const prepared = prepareDraw(plan, selectLegacy(plan, noiseSource), ports, provenance);
    const panels = panelsOf(pool, 5, [0, 1], true).map(String);
    if (prepared.lottery.form === 'named')
      for (const panel of prepared.lottery.panels) expect(panels).toContain(String(panel));
    expect(notHolding(drawn(prepared, solver).evidence)).toEqual([]);
  });

  test.each(forms)('fails where the list is another, %s form', (lotteryForm) => {
    const { draw, evidence } = drawn(prepare(task, solver, { seated, lotteryForm }), solver);
    const { manifest } = draw.record;
    const settings = [['p0000', 'p0003'], ['p0000', 'q'], ['p0001', 'p0000'], ['p0000'], [], undefined].map((list) => {
      const { seated: _, ...others } = manifest.settings;
      return { ...others, ...(list !== undefined && { seated: list }) };
    });
    for (const altered of settings) {
      const record = { ...draw.record, manifest: { ...manifest, settings: altered } };
      // As it stands, and with the commitment made anew.
      const lies = [record, { ...record, commitment: commitmentOf(nodeHash, record.manifest) }];
      const [plain, sealed] = lies.map((lie) => notHolding({ ...evidence, record: textOf(lie) }));
      expect(plain).toContain('commitment');
      expect(sealed).not.toEqual([]);
      expect(notHolding({ ...evidence, pool: undefined, record: textOf(lies[1]!) })).not.toEqual(['pool']);
    }
  });

  test('is refused for who is not in the pool', () => {
    expect(() => prepare(task, solver, { seated: ['p0000', 'nobody'] })).toThrow(
      expect.objectContaining({ code: 'SEATED_UNKNOWN', args: { id: 'nobody' } }),
    );
  });
});

describe('a conflict', () => {
  // Two young people sit; the only old one shares a home with them.
  const home = smallPool({ age: { young: [0, 3, 0, 4], old: [1, 2] } }, [['y', 0], 'y', 'y', 'y', ['o', 0]]);

  test('is told of the whole panel', () => {
    const settings = {
      size: 4,
      onePerHousehold: true,
      objective: 'leximin',
      alternates: 0,
      seated: ['p0000', 'p0001'],
    };
    const { instance, left } = planDraw(nodeHash, home, settings);
    const conflict = explainConflict(instance, left.quotas, solver, left.counts);
    expect(conflict?.args).toMatchObject({ size: 4, seated: 2 });
    // Of the two seats left one is for old people, and nobody old is left.
    const bounds = conflict?.args.bounds ?? [];
    expect([
      [{ feature: 'age', value: 'old', side: 'min', seats: 1 }],
      [{ feature: 'age', value: 'young', side: 'max', seats: 3 }],
    ]).toContainEqual(bounds);
    expect(conflict?.message).toContain('No panel of 4 people from this pool, 2 of them on it already, meets');
    expect(conflict?.args.relaxations?.flatMap(({ changes }) => changes)).toContainEqual({
      feature: 'age',
      value: 'young',
      side: 'max',
      from: 3,
      to: 4,
    });
  });
});

describe('quota checks', () => {
  const codes = (size: number, people: readonly number[], onePerHousehold = true): string[] =>
    checkQuotas(pool, size, { seated: people, onePerHousehold }).map(({ code }) => code);

  test('tell of too many seated people before any solve', () => {
    expect(codes(5, [0, 1])).toEqual([]);
    expect(codes(5, [0, 1, 3, 4, 5, 6])).toEqual(['SEATED_FILL_PANEL']);
    expect(codes(5, [0, 1, 3, 4, 5])).toEqual(['SEATED_FILL_PANEL']);
    const [fault] = checkQuotas(pool, 5, { seated: [0, 2, 3, 6], onePerHousehold: false });
    expect(fault).toMatchObject({ code: 'SEATED_ABOVE_MAX', args: { value: 'junior', max: 3, seated: 4 } });
  });

  test('tell where too few people are left', () => {
    const home = smallPool({ age: { young: [0, 9] } }, [['y', 0], ['y', 0], ['y', 0], 'y']);
    expect(checkQuotas(home, 3, { seated: [0], onePerHousehold: true })).toMatchObject([
      { code: 'SEATED_LEAVE_TOO_FEW', args: { seats: 2, people: 1 } },
    ]);
  });
});
