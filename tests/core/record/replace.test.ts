import { beforeAll, describe, expect, test } from 'vitest';
import { fromHex, lengthPrefixed } from '../../../src/core/bytes.js';
import { numberBelow } from '../../../src/core/lottery/draw-seed.js';
import { chancesOf } from '../../../src/core/lottery/lottery.js';
import { openSeats, settleSeats } from '../../../src/core/panel/replacement.js';
import { canonicalJson } from '../../../src/core/record/canonical-json.js';
import { standingOf, undoWithdrawal, withdraw } from '../../../src/core/record/replace.js';
import {
  type ReplacementRecord,
  readReplacement,
  standingAfter,
  standingWithdrawals,
  type Undo,
  type Withdrawal,
} from '../../../src/core/record/replacement-record.js';
import { type ReplacementEvidence, verifyReplacements } from '../../../src/core/record/verify-replacement.js';
import { nodeHash } from '../../../src/random/hash.js';
import { loadJsSolver } from '../../../src/solver/javascript-lp-solver.js';
import { bruteForceLeximin } from '../../support/brute-force.js';
import { textOf } from '../../support/draws.js';
import {
  bestOf,
  type Drawn,
  drawnPanel,
  nothingSeen,
  originOf,
  runHistory,
  tools,
  withEntry,
} from '../../support/replacements.js';

const solver = loadJsSolver();

describe('Replacements', () => {
  test('never call whoever sits ex officio, however short the people are', async () => {
    let called = 0;
    for (let i = 0; i < 10; i++) {
      const { pool, panel } = drawnPanel(`ex officio ${i}`);
      const { draw } = panel;
      const beside = pool.pseudonyms.filter((name, j) => j % 2 === 0 && !draw.panel.includes(name));
      const settings = { ...draw.manifest.settings, ex_officio: beside };
      const given = { ...panel, draw: { ...draw, alternates: [], manifest: { ...draw.manifest, settings } } };
      const { record } = await withdraw(tools, given, pool, { ...originOf(panel), people: draw.panel });
      const names = record.change.called.map(({ person }) => person);
      expect(names.filter((name) => beside.includes(name))).toEqual([]);
      called += names.length;
    }
    expect(called).toBeGreaterThan(0);
  });

  test('are the best that any people could be, judged person by person, over 50 histories', async () => {
    const seen = nothingSeen();
    for (let i = 0; i < 50; i++) await runHistory(`of the tests ${i}`, seen);
    expect(seen.sequences).toBe(50);
    // Every way to answer came about.
    for (const count of [...Object.values(seen.rules), seen.undos, seen.undosRefused, seen.empty])
      expect(count).toBeGreaterThan(0);
  }, 60_000);

  test('give each person the chance that leximin over all best sets of people gives', async () => {
    let unequal = 0;
    for (let i = 0; i < 30; i++) {
      const start = drawnPanel(`chances ${i}`);
      const people = start.panel.draw.panel.slice(0, 2);
      const chances = await chancesOfCalled(start, people);
      const { sets } = bestOf(start, start.panel, people);
      const names = [...new Set(sets.flat())].sort();
      if (names.length === 0) continue;
      const k = sets[0]!.length;
      const own = { ...{ k, T: names.length, width: 1, freeRow: 0 }, rowsOf: new Int32Array(names.length) };
      const instance = {
        ...own,
        count: new Int32Array(names.length).fill(1),
        cap: new Int32Array(names.length).fill(1),
        lower: Int32Array.of(0),
        upper: Int32Array.of(k + 1),
      };
      const panels = sets.map((set) => Int32Array.from(names, (name) => (set.includes(name) ? 1 : 0)));
      const best = bruteForceLeximin(instance, panels, solver);
      expect([...chances.keys()].sort()).toEqual(names);
      names.forEach((name, j) => {
        expect(chances.get(name)).toBeCloseTo(best[j]!, 5);
      });
      if (new Set(best.map((chance) => chance.toFixed(4))).size > 1) unequal++;
    }
    expect(unequal).toBeGreaterThan(3);
  }, 60_000);

  test('depend on who withdraws, not on the order in which they are named', async () => {
    const start = drawnPanel('order');
    const people = start.panel.draw.panel.slice(0, 3);
    const answer = async (named: readonly string[]) =>
      canonicalJson(
        (await withdraw(tools, start.panel, start.pool, { ...originOf(start.panel), people: named })).record,
      );
    expect(await answer([...people].reverse())).toBe(await answer(people));
  });

  test('are picked by the draw’s seed and the number of the withdrawal, as docs/replacements.md says', async () => {
    let panel = drawnPanel('number').panel;
    const { pool } = drawnPanel('number');
    for (const number of [1, 2]) {
      const people = [standingOf(panel).panel[0]!];
      const { record } = await withdraw(tools, panel, pool, { ...originOf(panel), people });
      const own = nodeHash.hmac(fromHex(panel.draw.draw_seed), lengthPrefixed(`replacement ${number}`));
      expect(record.change).toMatchObject({ number, pick: numberBelow(nodeHash, own, 'composition', 2 ** 40) });
      panel = withEntry(panel, record);
    }
  });

  test('are the same again after an undo: nobody can roll once more', async () => {
    const start = drawnPanel('again');
    const people = [start.panel.draw.panel[1]!];
    const first = (await withdraw(tools, start.panel, start.pool, { ...originOf(start.panel), people })).record;
    let panel = withEntry(start.panel, first);
    panel = withEntry(panel, undoWithdrawal(panel, start.pool, { ...originOf(panel), of: 1 }));
    expect(standingOf(panel)).toEqual(standingOf(start.panel));
    const second = (await withdraw(tools, panel, start.pool, { ...originOf(panel), people })).record;
    expect(second.change).toEqual(first.change);
  });
});

/** Pseudonym → chance of being called, of whoever has one. */
async function chancesOfCalled({ pool, onePerHousehold, panel: { draw } }: Drawn, people: readonly string[]) {
  const position = (name: string): number => pool.pseudonyms.indexOf(name);
  const rules = { size: draw.manifest.settings.size, onePerHousehold };
  const open = openSeats(pool, rules, {
    panel: draw.panel.filter((name) => !people.includes(name)).map(position),
    alternates: draw.alternates.map(position),
    withdrawn: people.map(position),
  });
  const task = settleSeats(open, await tools.calls.fill(open.task));
  const distribution = await tools.calls.spread(task, '0'.repeat(64));
  const chances = new Map<string, number>();
  chancesOf(task.instance, distribution).forEach((chance, t) => {
    const { members, starts } = task.classes;
    for (const person of members.subarray(starts[t], starts[t + 1]))
      if (chance > 0) chances.set(pool.pseudonyms[person]!, chance);
  });
  return chances;
}

describe('The verification of replacements', () => {
  const outcomes = async (start: Drawn, entries: readonly string[], hasPool = true) => {
    const pool = hasPool ? start.pool : { why: 'none' };
    const draw = textOf(start.panel.draw);
    const checks = await verifyReplacements(tools, { draw, entries, pool, isErased: false, version: '0' });
    return Object.fromEntries(checks.map(({ subject, outcome }) => [subject, outcome]));
  };

  test('holds for every history, with the pool and without', async () => {
    for (let i = 0; i < 12; i++) {
      const { start, end } = await runHistory(`verified ${i}`, nothingSeen());
      const entries = end.history.map((record) => canonicalJson(record));
      for (const hasPool of [true, false])
        expect(Object.values(await outcomes(start, entries, hasPool))).not.toContain('fails');
    }
  }, 60_000);

  test('finds whoever was called in place of another, and an entry left out', async () => {
    let swapped = 0;
    for (let i = 0; i < 12; i++) {
      const start = drawnPanel(`lies ${i}`);
      const people = [start.panel.draw.panel[0]!];
      const { record } = await withdraw(tools, start.panel, start.pool, { ...originOf(start.panel), people });
      const [called] = record.change.called;
      const { sets } = bestOf(start, start.panel, people);
      const other = sets.flat().find((name) => name !== called?.person);
      const text = canonicalJson(record);
      if (called !== undefined && other !== undefined) {
        // Another who would do as well: the quotas are kept, but the seed gives the first.
        const sorted = (names: readonly string[]) => [...names].sort();
        const lie = readReplacement(text.replaceAll(called.person, other));
        const alternates = start.panel.draw.alternates.filter((name) => name !== other);
        const isAlike = start.panel.draw.alternates.includes(other) === (called.from === 'alternates');
        expect(isAlike).toBe(true);
        const whole = { ...lie, panel: sorted(lie.panel), alternates };
        expect((await outcomes(start, [canonicalJson(whole)]))['called']).toBe('fails');
        swapped++;
      }
      const next = withEntry(start.panel, record);
      const second = (
        await withdraw(tools, next, start.pool, { ...originOf(next), people: [standingOf(next).panel[0]!] })
      ).record;
      expect((await outcomes(start, [canonicalJson(second)]))['chain']).toBe('fails');
      expect((await outcomes(start, [text, canonicalJson(second)]))['chain']).toBe('holds');
    }
    expect(swapped).toBeGreaterThan(5);
  }, 60_000);

  test('finds somebody who serves twice', async () => {
    const start = drawnPanel('twice');
    const people = [start.panel.draw.panel[0]!];
    const { record } = await withdraw(tools, start.panel, start.pool, { ...originOf(start.panel), people });
    const lie = { ...record, withdrawn: [], panel: [...record.panel.slice(1), people[0]!].sort() };
    expect((await outcomes(start, [canonicalJson(lie)], false))['panel']).toBe('fails');
  });

  describe('finds a change that is none, though panel, alternates and withdrawn are what it makes of them', () => {
    const start = drawnPanel('lies about a change 2');
    const { draw } = start.panel;
    const alternates = draw.alternates;
    const [one = '', two = ''] = draw.panel;
    const stranger = start.pool.pseudonyms.find((name) => ![...draw.panel, ...alternates].includes(name)) ?? '';
    /** The record with another change, and who then sits. */
    const entry = (
      base: ReplacementRecord,
      before: readonly ReplacementRecord[],
      change: ReplacementRecord['change'],
    ) => {
      const record = { ...base, change };
      return canonicalJson({ ...record, ...standingAfter(draw, standingWithdrawals([...before, record])) } as never);
    };
    const details = async (entries: readonly string[], given: Partial<ReplacementEvidence> = {}) => {
      const evidence = { draw: textOf(draw), entries, pool: start.pool, isErased: false, version: '0', ...given };
      const checks = await verifyReplacements(tools, evidence as ReplacementEvidence);
      return checks.filter(({ outcome }) => outcome !== 'holds').map(({ subject, detail }) => `${subject}: ${detail}`);
    };
    let first: ReplacementRecord & { change: Withdrawal };
    let text: string;
    beforeAll(async () => {
      const { record } = await withdraw(tools, start.panel, start.pool, { ...originOf(start.panel), people: [one] });
      if (record.change.kind !== 'withdrawal' || record.change.called.length !== 1) throw new Error('nobody is called');
      first = { ...record, change: record.change };
      text = canonicalJson(record);
    });

    test('there is none in what was written', async () => expect(await details([text])).toEqual([]));

    test.each<[string, (change: Withdrawal) => Partial<Withdrawal>]>([
      ['entry 1: somebody withdraws who is not there', () => ({ people: [stranger], called: [] })],
      ['entry 1: the number of the withdrawal is not the next', () => ({ number: 2 })],
      ['entry 1: the seats do not add up', () => ({ empty: 1 })],
      ['entry 1: the seats do not add up', () => ({ seats: 2 })],
      ['entry 1: the seats do not add up', () => ({ called: [], empty: 0 })],
      ['entry 1: somebody has two seats, or too many sit', ({ called }) => ({ called: [...called, ...called] })],
      [
        'entry 1: somebody has two seats, or too many sit',
        ({ called }) => ({ called: [...called, { person: stranger, from: 'pool' }] }),
      ],
      [
        'entry 1: somebody is called who sits, has withdrawn, or is not what it says',
        () => ({ called: [{ person: stranger, from: 'alternates' }] }),
      ],
      [
        'entry 1: somebody is called who sits, has withdrawn, or is not what it says',
        () => ({ called: [{ person: alternates[0] ?? '', from: 'pool' }] }),
      ],
      [
        'entry 1: somebody is called who sits, has withdrawn, or is not what it says',
        () => ({ called: [{ person: one, from: 'pool' }] }),
      ],
    ])('%s', async (says, changed) => {
      const lie = entry(first, [], { ...first.change, ...changed(first.change) });
      expect(await details([lie])).toEqual([`panel: ${says}`]);
    });

    test('somebody is called back who has withdrawn before', async () => {
      const next = withEntry(start.panel, first);
      const { record } = await withdraw(tools, next, start.pool, { ...originOf(next), people: [two] });
      const lie = entry(record, [first], {
        ...(record.change as Withdrawal),
        called: [{ person: one, from: 'pool' }],
      });
      expect(await details([text, lie])).toEqual([expect.stringMatching(/^panel: entry 2: /)]);
    });

    test('an undo of what was not, or with others', async () => {
      const next = withEntry(start.panel, first);
      const undo = undoWithdrawal(next, start.pool, { ...originOf(next), of: 1 });
      expect(await details([text, canonicalJson(undo)])).toEqual([]);
      const says = 'panel: entry 2: it does not undo a withdrawal that stands';
      const change = undo.change as Undo;
      for (const changed of [{ of: 7 }, { back: [two] }, { released: [] }]) {
        expect(await details([text, entry(undo, [first], { ...change, ...changed })])).toEqual([says]);
      }
    });

    test('a record of another draw, a seed that is not the draw’s, entries that do not follow', async () => {
      const other = textOf({ ...draw, draw_seed: draw.draw_seed.replace(/^./, (c) => (c === '0' ? '1' : '0')) });
      expect(await details([text], { draw: other })).toEqual([
        'draw: it is of another draw',
        'draw seed: is not that of the seed and the commitment',
        'chain: entry 1 does not follow from the one before, or one is missing',
      ]);
      expect(await details([text], { draw: undefined })).toEqual([
        'draw: draw-record.json was not found: everything follows from it',
      ]);
      expect(await details([text, text])).toEqual([
        'chain: entry 1 does not follow from the one before, or one is missing',
        expect.stringMatching(/^panel: entry 1: /),
      ]);
    });

    test('what it says of the quotas, and a version that may have given another', async () => {
      const lie = entry(first, [], {
        ...first.change,
        relaxed: [{ feature: 'age', value: 'old', side: 'max', from: 1, to: 3 }],
      });
      expect(await details([lie])).toEqual([
        'quotas: missed or passed by 0 seats, the record says 2',
        'called: entry 1: the rule and the draw’s seed give others',
      ]);
      expect(await details([lie], { version: '9' })).toEqual([
        'quotas: missed or passed by 0 seats, the record says 2',
        'called: entry 1 is of version 0, and this is 9: verify it with that',
      ]);
      expect(await details([text], { isErased: true })).toEqual([
        'called: whether they are whom the rule gives: not checked, people were erased since',
      ]);
    });
  });
});
