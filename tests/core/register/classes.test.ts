import { describe, expect, test } from 'vitest';
import { type Classes, findClasses } from '../../../src/core/register/classes.js';
import { smallPool } from '../../support/small-pools.js';

const age = { age: { young: [0, 9], old: [0, 9] } };
const membersOf = ({ members, starts }: Classes): number[][] =>
  Array.from(starts.subarray(1), (end, t) => [...members.subarray(starts[t], end)]);

/** Two young in home 0, as in home 1; young and old in home 2; two old in home 3; a young one alone. */
const homes = smallPool(age, [['y', 0], ['y', 0], ['y', 1], ['y', 1], ['y', 2], ['o', 2], ['o', 3], ['o', 3], 'y']);

describe('classes', () => {
  test('are profiles, in the order of their values, where there is no household rule', () => {
    const classes = findClasses(homes, 3, false);
    expect(classes.rule).toBe('none');
    expect(membersOf(classes)).toEqual([
      [0, 1, 2, 3, 4, 8],
      [5, 6, 7],
    ]);
    expect([...classes.homes]).toEqual([6, 3]);
    expect([...classes.profiles, ...classes.groups]).toEqual([0, 1, 0, 0]);
    expect(classes.limits).toEqual([9]);
  });

  test('are profiles by kind of home where fewer such homes exist than seats', () => {
    const classes = findClasses(homes, 3, true);
    expect(classes.rule).toBe('profiles');
    // Group 0: who lives alone. Then homes of two young, of a young and an old, of two old people.
    expect(membersOf(classes)).toEqual([[8], [0, 1, 2, 3], [4], [5], [6, 7]]);
    expect([...classes.groups]).toEqual([0, 1, 2, 2, 3]);
    expect([...classes.homes]).toEqual([1, 2, 1, 1, 1]);
    expect(classes.limits).toEqual([9, 2, 1, 1]);
  });

  test('do not part kinds of homes of which there are as many as seats', () => {
    const classes = findClasses(homes, 2, true);
    // Two homes of two young people are enough for any two seats; the people of these are of group 0, after who is alone.
    expect(membersOf(classes)).toEqual([[8, 0, 1, 2, 3], [4], [5], [6, 7]]);
    expect([...classes.groups]).toEqual([0, 1, 1, 2]);
    expect([...classes.homes]).toEqual([3, 1, 1, 1]);
  });

  test('know homes by their size alone where their kinds are too many', () => {
    // 1,600 homes of two, no two alike (profiles 2·i and 2·i + 1), and two seats.
    const values = Array.from({ length: 3200 }, (_, i) => ({ value: `v${i}`, min: 0, max: 1 }));
    const people = values.map((_, i) => i);
    const classes = findClasses(
      {
        quotas: [{ feature: 'f', quotas: values }],
        pseudonyms: people.map((i) => String(10_000 + i)),
        values: Uint16Array.from(people),
        households: Int32Array.from(people, (i) => Math.floor(i / 2)),
      },
      2,
      true,
    );
    expect(classes.rule).toBe('size');
    expect(new Set(classes.groups)).toEqual(new Set([0]));
    expect(new Set(classes.types)).toEqual(new Set([1]));
    expect(classes.limits).toEqual([3200]);
  });
});
