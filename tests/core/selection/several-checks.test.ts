import { expect, test } from 'vitest';
import { checkSeveral } from '../../../src/core/selection/several-checks.js';
import { smallPool } from '../../support/small-pools.js';

/** Seven people, three of them old. */
const people = [...'yyyyooo'];
const faults = (young: [number, number], old: [number, number], size: number, panels: number) =>
  checkSeveral(smallPool({ age: { young, old } }, people), size, panels).map(({ code, args }) => ({ code, args }));

test('Panels for which there are people enough have no fault, to the last person', () => {
  expect(faults([1, 2], [1, 1], 2, 3)).toEqual([]);
  expect(faults([0, 7], [0, 7], 7, 1)).toEqual([]);
});

test('More seats than people', () => {
  expect(faults([0, 4], [0, 4], 4, 2)).toEqual([
    { code: 'PANELS_ABOVE_POOL', args: { panels: 2, size: 4, people: 7 } },
  ]);
});

test('A minimum that each panel has, and all together have not', () => {
  expect(faults([0, 2], [2, 3], 3, 2)).toEqual([
    { code: 'PANELS_MIN_ABOVE_POOL', args: { panels: 2, feature: 'age', value: 'old', min: 2, people: 3 } },
  ]);
});

test('Values that give no more people than their maximums allow, or than there are', () => {
  // Two panels of three: at most two young people on each, and three old ones in all would do: 4 + 3. One young on each: 2 + 3.
  expect(faults([0, 2], [0, 3], 3, 2)).toEqual([]);
  expect(faults([0, 1], [0, 3], 3, 2)).toEqual([
    { code: 'PANELS_PEOPLE_BELOW_SIZE', args: { panels: 2, size: 3, feature: 'age', seats: 5 } },
  ]);
});
