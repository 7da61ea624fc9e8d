import { describe, expect, test } from 'vitest';
import { loadHighsSolver } from '../../../src/solver/highs.js';
import { loadJsSolver } from '../../../src/solver/javascript-lp-solver.js';
import { compareWithEnumeration, leximinOf } from '../../support/exactness.js';
import { instanceOf, smallPool } from '../../support/small-pools.js';
import { tightTask } from '../../support/tight-pools.js';

/**
 * Exactness against enumeration. The seeds are the first of bench/exactness.ts by whether they need cuts; that campaign
 * runs all of them (results: bench/exactness.md).
 */
const solver = await loadHighsSolver();
const js = loadJsSolver();

/** CHANCE_TOLERANCE: what the certificate promises. */
const TOLERANCE = 1e-6;

const needCuts = [
  7, 61, 82, 95, 127, 129, 151, 152, 157, 183, 219, 384, 436, 470, 473, 585, 661, 669, 786, 850, 856, 1068, 1078, 1128,
  1138, 1204, 1239, 1247, 1273, 1295, 1308, 1321, 1336,
];
const needNoCuts = [
  23, 27, 35, 86, 90, 96, 114, 115, 121, 123, 154, 160, 195, 223, 227, 247, 261, 268, 276, 282, 292, 296, 305, 310, 319,
];
const needCutsWithHomes = [
  76, 110, 116, 178, 199, 248, 250, 256, 318, 348, 488, 495, 566, 626, 678, 744, 783, 885, 889, 932, 1008, 1149, 1169,
  1274, 1330, 1577, 1609, 1612, 1691,
];
const needNoCutsWithHomes = [
  1, 20, 37, 50, 54, 92, 103, 119, 147, 171, 212, 219, 247, 253, 260, 263, 274, 279, 282, 283, 291, 296, 314, 322, 356,
  370, 378, 380, 396, 400,
];

/** Odd seeds with javascript-lp-solver, which is the choice for pools of this size, even ones with HiGHS. */
function equalsEnumeration(seed: number, withHomes: boolean): number {
  const engine = seed % 2 === 0 ? solver : js;
  const { panels, cuts, error, gap } = compareWithEnumeration(tightTask(seed, withHomes), engine, solver);
  expect(panels).toBeGreaterThan(1);
  expect(error).toBeLessThan(TOLERANCE);
  expect(gap).toBeLessThan(TOLERANCE);
  return cuts;
}

describe('leximin equals that of all sets of people, enumerated', () => {
  describe('where the relaxation promises more than panels can give', () => {
    test.each(needCuts)('task %i', (seed) => expect(equalsEnumeration(seed, false)).toBeGreaterThan(0));
    test.each(needCutsWithHomes)('task %i, one a household', (seed) =>
      expect(equalsEnumeration(seed, true)).toBeGreaterThan(0),
    );
  });

  describe('where the relaxation is attained', () => {
    test.each(needNoCuts)('task %i', (seed) => expect(equalsEnumeration(seed, false)).toBe(0));
    test.each(needNoCutsWithHomes)('task %i, one a household', (seed) => expect(equalsEnumeration(seed, true)).toBe(0));
  });

  test('also where there is no panel, or only one', () => {
    for (let seed = 0; seed < 60; seed++) {
      for (const withHomes of [false, true]) {
        expect(compareWithEnumeration(tightTask(seed, withHomes), solver).error).toBeLessThan(TOLERANCE);
      }
    }
  });
});

test('there is no distribution where only halves of people meet the quotas', () => {
  const pairs = smallPool(
    { a: { yes: [1, 1], no: [0, 9] }, b: { yes: [1, 1], no: [0, 9] }, c: { yes: [1, 1], no: [0, 9] } },
    ['yyn', 'yny', 'nyy', 'nnn'],
  );
  expect(leximinOf(instanceOf(pairs, 2), solver)).toBeUndefined();
});

test('whoever is in no panel gets no chance, and the others the best there is without them', () => {
  // One of the two places goes to a rural man; no woman is rural, so the other place is the women's and the city's.
  const pool = smallPool({ place: { rural: [1, 1], city: [1, 1] }, gender: { man: [1, 1], woman: [1, 1] } }, [
    'rm',
    'rm',
    'cw',
    'cw',
    'cw',
    'cm',
  ]);
  const leximin = leximinOf(instanceOf(pool, 2), solver);
  // Classes by value numbers: rural man, city man, city woman. A city man would take the man's place from the rural one.
  expect(Array.from(leximin?.probabilities ?? [], (p) => Math.round(p * 1e9) / 1e9)).toEqual([0.5, 0, 0.333333333]);
});
