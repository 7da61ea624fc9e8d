import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../src/core/record/canonical-json.js';
import { chancesOfPeople, conductDraw, planDraw } from '../../../src/core/record/draw.js';
import type { DrawRecord } from '../../../src/core/record/draw-record.js';
import { reopenLottery } from '../../../src/core/record/reopen.js';
import { verifyDraw } from '../../../src/core/record/verify.js';
import { nodeHash } from '../../../src/random/hash.js';
import { loadHighsSolver } from '../../../src/solver/highs.js';
import { drawn, prepare, resealed, textOf, textSeed } from '../../support/draws.js';
import { meetsQuotas } from '../../support/exactness.js';
import { severalDraws } from '../../support/several-draws.js';
import { failing, madeUpPool, type WholeDraw } from '../../support/whole-draws.js';

const solver = await loadHighsSolver();
const draws = severalDraws(solver);
const pool = madeUpPool('several', 60, 6);
const task = { pool, k: 6, onePerHousehold: true };
const named = { lotteryForm: 'named', tickets: 200, panels: 2 } as const;

describe('whatever the seed', () => {
  test.each(draws)(
    '$name: the panels meet the quotas, and nobody is on two, or with their household',
    ({ prepared }) => {
      const { settings, manifest, pool: of } = prepared;
      const count = (settings.panels ?? 1) + (settings.reserve ?? 0);
      for (let i = 0; i < 40; i++) {
        const given =
          manifest.seed_source.kind === 'pick' ? ({ kind: 'pick', number: i } as const) : textSeed(`seed ${i}`);
        const open = manifest.seed_source.kind === 'pick' ? prepared : withText(prepared);
        const { panels, panel, alternates } = conductDraw(nodeHash, open, given);
        expect(panels.length).toBe(count);
        for (const people of panels) {
          expect(people.length).toBe(settings.size);
          expect(meetsQuotas(of, people)).toBe(true);
        }
        const everybody = panels.flatMap((people) => Array.from(people));
        expect(new Set([...everybody, ...alternates]).size).toBe(count * settings.size + alternates.length);
        const homes = everybody.map((person) => of.households[person]).filter((home) => home !== -1);
        if (settings.onePerHousehold) expect(new Set(homes).size).toBe(homes.length);
        const seated = panels.slice(0, settings.panels ?? 1).flatMap((people) => Array.from(people));
        expect(Array.from(panel)).toEqual(seated.sort((a, b) => a - b));
        const drawn = new Set([...everybody, ...alternates].map((person) => of.pseudonyms[person]));
        expect(settings.exOfficio?.filter((name) => drawn.has(name)) ?? []).toEqual([]);
      }
    },
  );
});

/** The same lottery, for a seed of any text. */
const withText = (prepared: WholeDraw['prepared']): WholeDraw['prepared'] => ({
  ...prepared,
  manifest: { ...prepared.manifest, seed_source: { kind: 'text' } },
});

describe('chances', () => {
  const counts = (lotteryForm: 'named' | 'composition', rounds: number): { first: number[]; second: number[] } => {
    const prepared = prepare(task, solver, { ...named, lotteryForm });
    const [first, second] = [new Array<number>(60).fill(0), new Array<number>(60).fill(0)];
    for (let i = 0; i < rounds; i++) {
      const { panels } = conductDraw(nodeHash, prepared, textSeed(`round ${i}`));
      for (const person of panels[0] ?? []) first[person] = (first[person] ?? 0) + 1;
      for (const person of panels[1] ?? []) second[person] = (second[person] ?? 0) + 1;
    }
    return { first, second };
  };

  test.each(['named', 'composition'] as const)('everybody’s of panel 1 is that of panel 2, %s form', (form) => {
    const rounds = 1500;
    const { first, second } = counts(form, rounds);
    const chances = chancesOfPeople(prepare(task, solver, { ...named, lotteryForm: form }));
    chances.forEach(({ probability }, person) => {
      const expected = (rounds * probability) / 2;
      // Five standard deviations.
      const room = 5 * Math.sqrt(expected) + 1;
      expect(Math.abs((first[person] ?? 0) - expected)).toBeLessThan(room);
      expect(Math.abs((second[person] ?? 0) - expected)).toBeLessThan(room);
    });
  });

  test('of a seat and of a place in reserve add up to that of any panel', () => {
    const both = chancesOfPeople(prepare(task, solver, { ...named, panels: 3 }));
    const split = chancesOfPeople(prepare(task, solver, { ...named, panels: 1, reserve: 2 }));
    const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
    expect(sum(both.map(({ probability }) => probability))).toBeCloseTo(18);
    expect(sum(split.map(({ probability }) => probability))).toBeCloseTo(6);
    expect(sum(split.map(({ reserve = 0 }) => reserve))).toBeCloseTo(12);
    for (const [person, { exact }] of split.entries()) expect(exact).toBeCloseTo((both[person]?.exact ?? 0) / 3);
  });
});

describe('a liar who makes every hash anew is refused', () => {
  const { prepared, draw, evidence } = drawn(prepare(task, solver, named), solver);
  const failures = (record: Partial<DrawRecord>): string[] =>
    failing(verifyDraw(nodeHash, { ...evidence, record: textOf({ ...draw.record, ...record }) }));
  const [one = [], two = []] = draw.record.panels ?? [];
  const sorted = (people: readonly string[]): string[] => people.slice().sort();

  test('the draw itself holds', () => expect(failures({})).toEqual([]));

  test.each<[string, Partial<DrawRecord>]>([
    ['the panels have changed places', { panels: [two, one] }],
    ['two people have', { panels: [sorted([...one.slice(1), two[0] ?? '']), sorted([...two.slice(1), one[0] ?? ''])] }],
    ['somebody sits on both', { panels: [one, sorted([...two.slice(1), one[0] ?? ''])] }],
    ['a panel is missing', { panels: [one], panel: one }],
    ['they are not told apart', { panels: [[...draw.record.panel]] }],
  ])('%s', (_, record) => {
    expect(failures(record).join()).toContain('panel');
  });

  const [header = '', first = '', ...rest] = (prepared.files['lottery.csv'] ?? '').trimEnd().split('\n');
  const [number = '', a = '', b = ''] = first.split(',');
  const withTicket = (parts: readonly string[]): string[] => {
    const text = `${[header, [number, ...parts].join(','), ...rest].join('\n')}\n`;
    const lie = { ...resealed(prepared, { files: { 'lottery.csv': text } }), lottery: prepared.lottery };
    return failing(verifyDraw(nodeHash, drawn(lie, solver).evidence));
  };

  test('a ticket whose panels only together meet the quotas', () => {
    const F = pool.quotas.length;
    const valuesOf = (name: string): string => {
      const person = pool.pseudonyms.indexOf(name);
      return pool.values.subarray(person * F, (person + 1) * F).join();
    };
    const [left, right] = [a.split(' '), b.split(' ')];
    const swaps = left.flatMap((x) => right.filter((y) => valuesOf(x) !== valuesOf(y)).map((y) => [x, y] as const));
    const failed = swaps.map(([x, y]) =>
      withTicket([
        sorted(left.map((name) => (name === x ? y : name))).join(' '),
        sorted(right.map((name) => (name === y ? x : name))).join(' '),
      ]),
    );
    expect(failed.some((lines) => lines.some((line) => line.includes('breaks a quota')))).toBe(true);
  });

  test('a ticket that seats somebody twice', () => {
    const twice = sorted([...b.split(' ').slice(1), a.split(' ')[0] ?? '']).join(' ');
    expect(withTicket([a, twice]).join()).toContain('different people');
  });

  test('a composition of panels that do not each meet the quotas', () => {
    const text = prepared.files['distribution.csv'] ?? '';
    const [top = '', row = '', ...others] = text.trimEnd().split('\n');
    const [weight, x = '', y = ''] = row.split(',');
    const [p, q] = [x.split(' ').map(Number), y.split(' ').map(Number)];
    const t = p.findIndex((seats, i) => seats > (q[i] ?? 0));
    p[t] = (p[t] ?? 0) - 1;
    q[t] = (q[t] ?? 0) + 1;
    const altered = `${[top, [weight, p.join(' '), q.join(' ')].join(','), ...others].join('\n')}\n`;
    const lie = resealed(prepared, { files: { 'distribution.csv': altered } });
    const lines = failing(verifyDraw(nodeHash, drawn(lie, solver).evidence));
    expect(lines.join()).toContain('compositions');
  });
});

test('a committed lottery is opened again with as many panels, and with no others', () => {
  const prepared = prepare(task, solver, { ...named, reserve: 1 });
  const { manifest, commitment, settings } = prepared;
  const files = new Map(Object.entries(prepared.files));
  const reopened = reopenLottery(nodeHash, { manifest, commitment, files }, pool, settings);
  const again = conductDraw(nodeHash, reopened, textSeed('x')).record;
  expect(canonicalJson(again)).toBe(canonicalJson(conductDraw(nodeHash, prepared, textSeed('x')).record));
  for (const [asked, changed] of [
    [{ panels: 3 }, 'the number of panels was 2, and is now 3'],
    [{ panels: undefined }, 'the number of panels was 2, and is now 1'],
    [{ reserve: undefined }, 'the number of panels in reserve was 1, and is now 0'],
  ] as const) {
    const other = { ...settings, ...asked } as typeof settings;
    expect(() => reopenLottery(nodeHash, { manifest, commitment, files }, pool, other)).toThrow(
      expect.objectContaining({ args: { changes: [changed] } }),
    );
  }
});

test('what cannot be had of several panels is refused', () => {
  const asked = { size: 6, objective: 'leximin', onePerHousehold: false, alternates: 0, panels: 2 };
  const seated = [pool.pseudonyms[0] ?? ''];
  expect(() => planDraw(nodeHash, pool, { ...asked, seated })).toThrow(
    expect.objectContaining({ code: 'PANELS_WITH_SEATED' }),
  );
  for (const objective of ['legacy', 'diversimax'])
    expect(() => planDraw(nodeHash, pool, { ...asked, objective })).toThrow(
      expect.objectContaining({ code: 'PANELS_ONLY_FAIR' }),
    );
});

test('one panel is not mentioned: records are what they were', () => {
  const plain = prepare(task, solver, { lotteryForm: 'named', tickets: 200 });
  const said = prepare(task, solver, { lotteryForm: 'named', tickets: 200, panels: 1, reserve: 0 });
  expect(said.commitment).toBe(plain.commitment);
  expect(canonicalJson(conductDraw(nodeHash, plain, textSeed('x')).record)).not.toContain('panels');
});
