import { describe, expect, test } from 'vitest';
import { checkCertificate } from '../../../src/core/selection/certificate.js';
import { oneOf, Splitter } from '../../../src/core/selection/several-panels.js';
import { loadHighsSolver } from '../../../src/solver/highs.js';
import { loadJsSolver } from '../../../src/solver/javascript-lp-solver.js';
import { leximinOf } from '../../support/exactness.js';
import { compareWithJointEnumeration, instanceOfJointTask, jointTask } from '../../support/joint-tasks.js';
import { seededNoise } from '../../support/seeded-noise.js';

/** Of 8,000 tasks that were compared, all of which agree, some of every kind. */
const solver = await loadHighsSolver();
const js = loadJsSolver();

const TOLERANCE = 1e-6;

const splitMattersToTheOptimum = [
  10, 14, 116, 133, 186, 365, 483, 621, 751, 817, 931, 952, 977, 1000, 1060, 1079, 1161, 1198, 1308, 1323,
];
const splitMattersWithHomes = [29, 116, 168, 357, 387, 545, 596, 851, 926, 940, 1375, 1459, 1540, 1698, 1749, 1771];
const someDoNotSplit = [152, 331, 346, 731, 922, 972, 1101, 1286, 1292, 1310, 1337, 1486];
const someDoNotSplitWithHomes = [1416, 2545, 2629, 2770, 3149, 3751];
const noneSplits = [45, 65, 88, 93, 132, 237, 327, 410, 450, 465];
const noneSplitsWithHomes = [277, 402, 497, 874, 1001, 1201];
const allSplit = [236, 440, 463, 4, 5, 17, 19, 20, 23, 30, 33, 47, 101, 106, 107, 109, 125];
const allSplitWithHomes = [82, 210, 251, 25, 30, 47, 69, 104, 155, 191, 207, 248];

function equalsEnumeration(seed: number, withHomes: boolean) {
  const compared = compareWithJointEnumeration(jointTask(seed, withHomes), seed % 2 === 0 ? solver : js, solver);
  expect(compared.error).toBeLessThan(TOLERANCE);
  expect(compared.gap).toBeLessThan(TOLERANCE);
  expect(compared.arePanels).toBe(true);
  return compared;
}

const bothKinds = (plain: readonly number[], withHomes: readonly number[]): [number, boolean][] => [
  ...plain.map((seed): [number, boolean] => [seed, false]),
  ...withHomes.map((seed): [number, boolean] => [seed, true]),
];

describe('leximin over all ways to seat several panels, enumerated person by person', () => {
  test.each(bothKinds(splitMattersToTheOptimum, splitMattersWithHomes))(
    'where seats that do not split into panels would promise more: task %i, homes %s',
    (seed, withHomes) => {
      const { cuts, unsplittable } = equalsEnumeration(seed, withHomes);
      expect(cuts).toBeGreaterThan(0);
      expect(unsplittable).toBeGreaterThan(0);
    },
  );

  test.each(bothKinds(someDoNotSplit, someDoNotSplitWithHomes))(
    'where some seats do not split: task %i, homes %s',
    (seed, withHomes) => {
      const { unsplittable, unions } = equalsEnumeration(seed, withHomes);
      expect(unsplittable).toBeGreaterThan(0);
      expect(unions).toBeGreaterThan(1);
    },
  );

  test.each(bothKinds(allSplit, allSplitWithHomes))('where all seats split: task %i, homes %s', (seed, withHomes) => {
    const { unsplittable, unions } = equalsEnumeration(seed, withHomes);
    expect(unsplittable).toBe(0);
    expect(unions).toBeGreaterThan(1);
  });

  test.each(bothKinds(noneSplits, noneSplitsWithHomes))(
    'there is none where the quotas are met together, but by no separate panels: task %i, homes %s',
    (seed, withHomes) => {
      const { unsplittable, unions } = equalsEnumeration(seed, withHomes);
      expect(unsplittable).toBeGreaterThan(0);
      expect(unions).toBe(0);
    },
  );
});

test('the proof is of the joint problem: in that of one panel its levels do not close', () => {
  const instance = instanceOfJointTask(jointTask(4, false));
  const certificate = leximinOf(instance, solver)?.certificate;
  if (certificate === undefined) throw new Error('no panels');
  const gaps = checkCertificate(oneOf(instance), certificate).map(({ gap }) => Math.abs(gap));
  expect(Math.max(...gaps)).toBeGreaterThan(0.01);
});

test('a splitter remembers what it was told', () => {
  const instance = instanceOfJointTask(jointTask(4, false));
  const parts = leximinOf(instance, solver)?.distribution.parts?.[0] ?? [];
  const splitter = new Splitter(instance, seededNoise(1)('split'));
  const y = splitter.learn(parts.slice().reverse());
  expect(splitter.split(y)).toEqual(parts);
});
