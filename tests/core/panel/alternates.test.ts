import { describe, expect, test } from 'vitest';
import { drawSeed, inOrderOfLots } from '../../../src/core/lottery/draw-seed.js';
import { ALTERNATES_RULES, type AlternatesRule, findAlternates } from '../../../src/core/panel/alternates.js';
import { findClasses } from '../../../src/core/register/classes.js';
import { NO_HOUSEHOLD } from '../../../src/core/register/pool.js';
import { nodeHash } from '../../../src/random/hash.js';
import { anyTask } from '../../support/any-task.js';
import fc from '../../support/laws.js';
import { smallPool } from '../../support/small-pools.js';
import type { SmallTask } from '../../support/tight-pools.js';

const seedOf = (text: string) => drawSeed(nodeHash, '22'.repeat(32), text);

/** Some k people of different homes: alternates do not ask whether the panel meets its quotas. */
function somePanel({ pool, k }: SmallTask): Int32Array {
  const isFirst = (home: number, i: number): boolean => home === NO_HOUSEHOLD || pool.households.indexOf(home) === i;
  const people = Array.from(pool.households.keys()).filter((i) => isFirst(pool.households[i]!, i));
  return Int32Array.from(people.slice(0, k));
}

const alternatesOf = (
  { pool, k, onePerHousehold }: SmallTask,
  panel: Int32Array,
  seed: string,
  wanted: number,
  alternatesRule: AlternatesRule = 'same-profile',
) =>
  findAlternates(
    nodeHash,
    seedOf(seed),
    { pool, classes: findClasses(pool, k, onePerHousehold), panel },
    { alternates: wanted, alternatesRule },
  );

/** The rule person by person, without classes. */
function byTheRule({ pool, onePerHousehold }: SmallTask, panel: Int32Array, text: string, wanted: number): number[] {
  const seed = seedOf(text);
  const F = pool.quotas.length;
  const seats = inOrderOfLots(nodeHash, seed, 'alternate seat', panel, pool.pseudonyms);
  const taken = [...panel];
  const shareHome = (a: number, b: number): boolean =>
    onePerHousehold && pool.households[a] !== NO_HOUSEHOLD && pool.households[a] === pool.households[b];
  const likeness = (a: number, b: number): number =>
    Array.from({ length: F }, (_, f) => f).filter((f) => pool.values[a * F + f] === pool.values[b * F + f]).length;
  for (let i = 0; i < wanted; i++) {
    const seat = seats[i % seats.length]!;
    const free = Array.from(pool.pseudonyms.keys()).filter(
      (person) => !taken.includes(person) && !taken.some((other) => shareHome(person, other)),
    );
    const most = Math.max(...free.map((person) => likeness(person, seat)));
    const alike = free.filter((person) => likeness(person, seat) === most);
    const [next] = inOrderOfLots(nodeHash, seed, `alternate ${i + 1}`, alike, pool.pseudonyms);
    if (next === undefined) break;
    taken.push(next);
  }
  return taken.slice(panel.length);
}

describe('alternates by the same profile', () => {
  test('are for each seat in the order of lots the free person most like it, by lot between equals', () => {
    fc.assert(
      fc.property(anyTask, fc.string(), fc.nat(12), (task, seed, wanted) => {
        const panel = somePanel(task);
        expect(alternatesOf(task, panel, seed, wanted)).toEqual(byTheRule(task, panel, seed, wanted));
      }),
      { numRuns: 100 },
    );
  });
});

describe('ranked alternates', () => {
  test('are the people left over in the order of their lots, one a home', () => {
    fc.assert(
      fc.property(anyTask, fc.string(), fc.nat(12), (task, text, wanted) => {
        const { pool, onePerHousehold } = task;
        const panel = somePanel(task);
        const everybody = inOrderOfLots(
          nodeHash,
          seedOf(text),
          'alternate',
          pool.pseudonyms.map((_, i) => i),
          pool.pseudonyms,
        );
        const homeOf = (person: number): number => (onePerHousehold ? pool.households[person]! : NO_HOUSEHOLD);
        const homes = Array.from(panel, homeOf);
        const expected = everybody.filter((person) => {
          if (panel.includes(person) || (homeOf(person) !== NO_HOUSEHOLD && homes.includes(homeOf(person))))
            return false;
          homes.push(homeOf(person));
          return true;
        });
        expect(alternatesOf(task, panel, text, wanted, 'ranked')).toEqual(expected.slice(0, wanted));
      }),
      { numRuns: 100 },
    );
  });
});

describe.each(ALTERNATES_RULES)('alternates by the rule %s', (rule) => {
  test('are different people who do not sit, and never share a home with the panel or each other under the household rule', () => {
    fc.assert(
      fc.property(anyTask, fc.string(), (task, seed) => {
        const panel = somePanel(task);
        const people = [...panel, ...alternatesOf(task, panel, seed, 12, rule)];
        expect(new Set(people).size).toBe(people.length);
        if (!task.onePerHousehold) return;
        const homes = people.map((person) => task.pool.households[person]!).filter((home) => home !== NO_HOUSEHOLD);
        expect(new Set(homes).size).toBe(homes.length);
      }),
      { numRuns: 25 },
    );
  });

  test('are fewer than wanted only when nobody is left', () => {
    fc.assert(
      fc.property(anyTask, fc.string(), fc.nat(20), (task, seed, wanted) => {
        const panel = somePanel(task);
        const { pool, onePerHousehold } = task;
        const called = alternatesOf(task, panel, seed, wanted, rule);
        expect(called.length).toBeLessThanOrEqual(wanted);
        const people = [...panel, ...called];
        const isFree = (person: number): boolean =>
          !people.includes(person) &&
          !(
            onePerHousehold &&
            pool.households[person] !== NO_HOUSEHOLD &&
            people.some((other) => pool.households[other] === pool.households[person])
          );
        if (called.length < wanted) expect(pool.pseudonyms.filter((_, person) => isFree(person))).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  test('may share a home where there is no household rule', () => {
    const pool = smallPool({ age: { young: [0, 9], old: [0, 9] } }, [
      ['y', 0],
      ['y', 0],
    ]);
    expect(alternatesOf({ pool, k: 1, onePerHousehold: false }, Int32Array.of(0), 'x', 1, rule)).toEqual([1]);
    expect(alternatesOf({ pool, k: 1, onePerHousehold: true }, Int32Array.of(0), 'x', 1, rule)).toEqual([]);
  });

  test('do not change with the order of the people in the pool’s classes', () => {
    fc.assert(
      fc.property(anyTask, fc.string(), (task, seed) => {
        const { pool, k, onePerHousehold } = task;
        const classes = findClasses(pool, k, onePerHousehold);
        const members = classes.members.slice();
        for (let t = 0; t + 1 < classes.starts.length; t++) {
          members.subarray(classes.starts[t], classes.starts[t + 1]).reverse();
        }
        const panel = somePanel(task);
        const asked = { alternates: 4, alternatesRule: rule };
        const found = findAlternates(nodeHash, seedOf(seed), { pool, classes: { ...classes, members }, panel }, asked);
        expect(found).toEqual(alternatesOf(task, panel, seed, 4, rule));
      }),
      { numRuns: 15 },
    );
  });
});
