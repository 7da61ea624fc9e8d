import { describe, expect, test } from 'vitest';
import { inOrderOfLots } from '../../../src/core/lottery/draw-seed.js';
import { chooseLeaving, parseRotationShare, peopleOf, type RotationTask } from '../../../src/core/panel/rotation.js';
import { NO_HOUSEHOLD, type Pool } from '../../../src/core/register/pool.js';
import { nodeHash } from '../../../src/random/hash.js';
import { loadHighsSolver } from '../../../src/solver/highs.js';
import { loadJsSolver } from '../../../src/solver/javascript-lp-solver.js';
import fc from '../../support/laws.js';
import { anySmallPool, smallPool } from '../../support/small-pools.js';

const solver = await loadHighsSolver();
const other = await loadJsSolver();
const ports = { hash: nodeHash, solver };
const seedOf = (text: string): Uint8Array => nodeHash.sha256(new TextEncoder().encode(text));

/** All sets of `many` of these. */
function subsets(people: readonly number[], many: number): number[][] {
  if (many === 0) return [[]];
  return people.flatMap((first, i) => subsets(people.slice(i + 1), many - 1).map((rest) => [first, ...rest]));
}

function isPanel({ quotas, values, households }: Pool, people: readonly number[], rule: boolean): boolean {
  const F = quotas.length;
  const homes = people.map((i) => households[i]!).filter((home) => home !== NO_HOUSEHOLD);
  return (
    (!rule || new Set(homes).size === homes.length) &&
    quotas.every(({ quotas: of }, f) =>
      of.every(({ min, max }, v) => {
        const seats = people.filter((i) => values[i * F + f] === v).length;
        return seats >= min && seats <= max;
      }),
    )
  );
}

/** Members in turn, as the rule says it; written anew. */
function inTurn(seed: Uint8Array, { pool, members, rule }: RotationTask): number[] {
  const people = members.map(({ person }) => person);
  const lots = inOrderOfLots(nodeHash, seed, 'leaves', people, pool.pseudonyms);
  const since = (person: number): number => members.find((member) => member.person === person)!.since;
  return rule === 'lot' ? lots : lots.sort((a, b) => since(a) - since(b) || lots.indexOf(a) - lots.indexOf(b));
}

/** Of all sets that can leave the one that comes first, compared turn by turn; undefined where none can. */
function firstLeaving(seed: Uint8Array, task: RotationTask): number[] | undefined {
  const { pool, size, members, leave, onePerHousehold: rule, fixed, beside } = task;
  const turns = inTurn(seed, task);
  const sits = new Set([...turns, ...fixed, ...beside]);
  const free = pool.pseudonyms.map((_, i) => i).filter((i) => !sits.has(i));
  const stay = members.length - leave;
  return subsets(turns, leave).find((leaving) => {
    const staying = [...turns.filter((person) => !leaving.includes(person)), ...fixed];
    return subsets(free, size - stay - fixed.length).some((came) => isPanel(pool, [...staying, ...came], rule));
  });
}

const anyRotation = fc
  .record({
    of: anySmallPool,
    which: fc.nat(1000),
    since: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 4, maxLength: 4 }),
    leave: fc.integer({ min: 1, max: 4 }),
    rule: fc.constantFrom('longest-serving' as const, 'lot' as const),
    onePerHousehold: fc.boolean(),
    isAny: fc.boolean(),
    seed: fc.string(),
    given: fc.nat(3),
  })
  .map(({ of: { pool, k }, which, since, leave, rule, onePerHousehold, isAny, seed, given }) => {
    const everybody = pool.pseudonyms.map((_, i) => i);
    // Most panels that sit were drawn; quotas may have changed since, but not who lives where.
    const free = { ...pool, quotas: pool.quotas.map((feature) => ({ ...feature, quotas: [] })) };
    const sitting = subsets(everybody, k).filter((people) => isPanel(isAny ? free : pool, people, onePerHousehold));
    const panel = sitting[which % Math.max(1, sitting.length)] ?? [];
    const fixed = given === 0 ? panel.slice(0, 1) : [];
    const beside = given === 1 ? everybody.filter((i) => !panel.includes(i)).slice(0, 1) : [];
    const members = panel.slice(fixed.length).map((person, i) => ({ person, since: since[i]! }));
    const task = {
      pool,
      size: k,
      onePerHousehold,
      members,
      fixed,
      beside,
      leave: Math.min(leave, members.length),
      rule,
    };
    return { task, seed: seedOf(seed) };
  })
  .filter(({ task }) => task.members.length > 0);

describe('who leaves', () => {
  test('are exactly as many as stated, the first in turn of all who can leave, and nobody where none can', () => {
    const seen = { none: 0, plain: 0, needed: 0 };
    fc.assert(
      fc.property(anyRotation, ({ task, seed }) => {
        const expected = firstLeaving(seed, task);
        if (expected === undefined) {
          seen.none++;
          expect(() => chooseLeaving(ports, seed, task)).toThrow(/./);
          return;
        }
        const { leaving, staying, needed } = chooseLeaving(ports, seed, task);
        seen[needed.length > 0 ? 'needed' : 'plain']++;
        expect(leaving).toEqual(expected);
        expect(leaving.length).toBe(task.leave);
        expect([...leaving, ...staying].sort((a, b) => a - b)).toEqual(task.members.map(({ person }) => person));
        // Nobody stays while somebody with a later turn leaves, but those whom the quotas need.
        const turns = inTurn(seed, task);
        const last = turns.indexOf(leaving.at(-1)!);
        expect(turns.slice(0, last).filter((person) => staying.includes(person))).toEqual(needed);
        // Another solver says the same.
        expect(chooseLeaving({ ...ports, solver: other }, seed, task)).toEqual({ leaving, staying, needed });
      }),
      { numRuns: 400 },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(10);
  });

  test('are drawn by lot: another seed, others', () => {
    const pool = smallPool({ age: { young: [0, 12], old: [0, 12] } }, Array<string>(40).fill('y'));
    const members = Array.from({ length: 12 }, (_, person) => ({ person, since: 1 + Number(person > 7) }));
    const task: RotationTask = {
      ...{ pool, size: 12, onePerHousehold: false, members, fixed: [], beside: [], leave: 4 },
      rule: 'longest-serving',
    };
    const [one, again, another] = ['a', 'a', 'b'].map((text) => chooseLeaving(ports, seedOf(text), task).leaving);
    expect(again).toEqual(one);
    expect(another).not.toEqual(one);
    // All of them from those who serve longest; with the rule of lots not.
    expect(one!.every((person) => person <= 7)).toBe(true);
    const times = new Int32Array(12);
    for (let i = 0; i < 600; i++)
      for (const person of chooseLeaving(ports, seedOf(`${i}`), { ...task, rule: 'lot' }).leaving) times[person]! += 1;
    // 600 × 4/12 = 200 with a deviation of 11.5: five of them.
    for (const count of times) expect(Math.abs(count - 200)).toBeLessThan(58);
  });

  test('what stands in the way is told with its numbers', () => {
    // Five of six members are young, and at most three may be.
    const pool = smallPool({ age: { young: [0, 3], old: [0, 6] } }, ['y', 'y', 'y', 'y', 'y', 'o', 'o', 'o', 'o', 'o']);
    const members = [0, 1, 2, 3, 4, 5].map((person) => ({ person, since: 1 }));
    const task: RotationTask = {
      ...{ pool, size: 6, onePerHousehold: false, members, fixed: [], beside: [], leave: 1, rule: 'lot' },
    };
    expect(() => chooseLeaving(ports, seedOf('x'), task)).toThrow(
      expect.objectContaining({
        code: 'ROTATION_ABOVE_MAX',
        args: { feature: 'age', value: 'young', members: 5, stay: 4, max: 3, leave: 2 },
      }),
    );
    expect(chooseLeaving(ports, seedOf('x'), { ...task, leave: 2 }).leaving).toHaveLength(2);
    expect(() => chooseLeaving(ports, seedOf('x'), { ...task, leave: 6 })).toThrow(
      expect.objectContaining({ code: 'ROTATION_NOBODY', args: { seats: 6, people: 4 } }),
    );
    expect(() => chooseLeaving(ports, seedOf('x'), { ...task, leave: 0 })).toThrow(
      expect.objectContaining({ code: 'ROTATION_COUNT' }),
    );
  });
});

test('A share is one of members, to the nearest whole number, or a number of them', () => {
  const people = (text: string, n: number): number | undefined => {
    const share = parseRotationShare(text);
    return share && peopleOf(share, n);
  };
  expect([people('1/3', 112), people('2/3', 112), people('1/2', 5), people('30%', 30), people('12', 30)]).toEqual([
    37, 75, 3, 9, 12,
  ]);
  expect(
    ['', '1/0', '4/3', '101%', '0.3', '-1', '1 / 3 / 3', 'a third'].map((text) => parseRotationShare(text)),
  ).toEqual(Array(8).fill(undefined));
});
