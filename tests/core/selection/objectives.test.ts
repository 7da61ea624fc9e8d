import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Solver } from '../../../src/core/ports.js';
import { checkCertificate, SCALE } from '../../../src/core/selection/certificate.js';
import type { Instance } from '../../../src/core/selection/instance.js';
import { findSelection, type ObjectiveChoice, type Selection } from '../../../src/core/selection/selection.js';
import { noiseSource } from '../../../src/random/noise.js';
import { loadHighsSolver } from '../../../src/solver/highs.js';
import { bestProduct, leastCeiling, leastGoldilocks } from '../../support/best-mixtures.js';
import { bruteForceLeximin, enumeratePanels } from '../../support/brute-force.js';
import { instanceOfTask, tightTask } from '../../support/tight-pools.js';

/** Chances are within 1e-6 of the optimum; objectives that divide by them may be off by a few times that. */
const CHANCE = 1.1e-6;
const VALUE = 1e-4;

let solver: Solver;
beforeAll(async () => {
  solver = await loadHighsSolver();
});

const key = createHash('sha256').update('test').digest('hex');
const select = (instance: Instance, choice: ObjectiveChoice): Selection =>
  findSelection(instance, choice, { solver, noise: noiseSource(key) })!;

const chancesOf = (instance: Instance, { certificate }: Selection): number[] =>
  certificate.seats.map((X, t) => Number(X) / SCALE / instance.count[t]!);

/** Small tasks with several panels, a third of them with homes; the first seeds that have them. */
const tasks = Array.from({ length: 160 }, (_, seed) => instanceOfTask(tightTask(seed, seed % 3 === 0)))
  .map((instance) => ({ instance, panels: enumeratePanels(instance) }))
  .filter(({ panels }) => panels.length > 1)
  .slice(0, 30);

describe('against every panel of a small pool', () => {
  test('there are pools to try', () => {
    expect(tasks.length).toBe(30);
  });

  test('maximin and leximin have the highest least chance, and no other objective has a higher one', () => {
    for (const { instance, panels } of tasks) {
      const seatable = (_: number, t: number): boolean => panels.some((y) => y[t]! > 0);
      const best = Math.min(...bruteForceLeximin(instance, panels, solver).filter(seatable));
      for (const objective of ['leximin', 'maximin', 'nash', 'minimax', 'goldilocks'] as const) {
        const least = Math.min(...chancesOf(instance, select(instance, { objective })).filter(seatable));
        expect(least).toBeLessThan(best + CHANCE);
        if (objective === 'leximin' || objective === 'maximin') expect(least).toBeGreaterThan(best - CHANCE);
      }
    }
  });

  test('minimax has the lowest greatest chance, and proves it', () => {
    for (const { instance, panels } of tasks) {
      const selection = select(instance, { objective: 'minimax' });
      const greatest = Math.max(...chancesOf(instance, selection));
      expect(Math.abs(greatest - leastCeiling(instance, panels, 0, solver))).toBeLessThan(CHANCE);
      for (const { gap } of checkCertificate(instance, selection.certificate)) {
        expect(Math.abs(gap)).toBeLessThan(CHANCE);
      }
    }
  });

  test('nash gives every class the chance at which the product of all is highest', () => {
    for (const { instance, panels } of tasks) {
      const best = bestProduct(instance, panels);
      chancesOf(instance, select(instance, { objective: 'nash' })).forEach((chance, t) => {
        expect(Math.abs(chance - best[t]!)).toBeLessThan(2 * CHANCE);
      });
    }
  });

  test.each([0.3, 1])('goldilocks with γ = %f has the lowest weighted sum of both ends', (gamma) => {
    for (const { instance, panels } of tasks) {
      const seatable = (_: number, t: number): boolean => panels.some((y) => y[t]! > 0);
      const kappa = instance.k / instance.count.filter(seatable).reduce((sum, n) => sum + n, 0);
      const pi = chancesOf(instance, select(instance, { objective: 'goldilocks', gamma })).filter(seatable);
      const attained = Math.max(...pi) / kappa + (gamma * kappa) / Math.min(...pi);
      const highest = Math.min(...bruteForceLeximin(instance, panels, solver).filter(seatable));
      const best = leastGoldilocks(instance, panels, { gamma, highest, solver });
      expect(Math.abs(attained - best)).toBeLessThan(VALUE);
    }
  });
});
