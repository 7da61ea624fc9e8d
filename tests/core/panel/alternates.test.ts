import { describe, expect, test } from 'vitest';
import { drawSeed, inOrderOfLots } from '../../../src/core/lottery/draw-seed.js';
import { findAlternates } from '../../../src/core/panel/alternates.js';
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

const alternatesOf = ({ pool, k, onePerHousehold }: SmallTask, panel: Int32Array, seed: string, wanted: number) =>
  findAlternates(nodeHash, seedOf(seed), { pool, classes: findClasses(pool, k, onePerHousehold), panel }, wanted);

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

describe('alternates', () => {
  test('are for each seat in the order of lots the free person most like it, by lot between equals', () => {
    fc.assert(
      fc.property(anyTask, fc.string(), fc.nat(12), (task, seed, wanted) => {
        const panel = somePanel(task);
        expect(alternatesOf(task, panel, seed, wanted)).toEqual(byTheRule(task, panel, seed, wanted));
      }),
      { numRuns: 100 },
    );
  });

  test('never share a home with the panel or each other, under the household rule', () => {
    fc.assert(
      fc.property(anyTask, fc.string(), (task, seed) => {
        fc.pre(task.onePerHousehold);
        const panel = somePanel(task);
        const homes = [...panel, ...alternatesOf(task, panel, seed, 30)]
          .map((person) => task.pool.households[person]!)
          .filter((home) => home !== NO_HOUSEHOLD);
        expect(new Set(homes).size).toBe(homes.length);
      }),
      { numRuns: 60 },
    );
  });

  test('may share a home where there is no household rule', () => {
    const pool = smallPool({ age: { young: [0, 9], old: [0, 9] } }, [
      ['y', 0],
      ['y', 0],
    ]);
    expect(alternatesOf({ pool, k: 1, onePerHousehold: false }, Int32Array.of(0), 'x', 1)).toEqual([1]);
    expect(alternatesOf({ pool, k: 1, onePerHousehold: true }, Int32Array.of(0), 'x', 1)).toEqual([]);
  });

  test('are fewer than wanted when nobody is left', () => {
    const pool = smallPool({ age: { young: [0, 9], old: [0, 9] } }, [...'yyo']);
    expect(alternatesOf({ pool, k: 1, onePerHousehold: false }, Int32Array.of(0), 'x', 9)).toEqual([1, 2]);
  });
});
