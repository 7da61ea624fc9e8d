import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Solver } from '../../../src/core/ports.js';
import { checkCertificate, SCALE } from '../../../src/core/selection/certificate.js';
import type { Instance } from '../../../src/core/selection/instance.js';
import { findSelection, type ObjectiveChoice, type Selection } from '../../../src/core/selection/selection.js';
import { noiseSource } from '../../../src/random/noise.js';
import { loadHighsSolver } from '../../../src/solver/highs.js';
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

/** The least greatest chance over all mixtures of the panels that give every seatable class at least `floor`. */
function leastCeiling(instance: Instance, panels: readonly Int32Array[], floor: number): number {
  const { T, count } = instance;
  const starts = [0];
  const rows: number[] = [];
  const values: number[] = [];
  const put = (row: number, value: number): void => {
    rows.push(row);
    values.push(value);
  };
  for (const y of panels) {
    for (let t = 0; t < T; t++) {
      if (y[t] === 0) continue;
      put(t, y[t]! / count[t]!);
      put(T + t, y[t]! / count[t]!);
    }
    put(2 * T, 1);
    starts.push(rows.length);
  }
  for (let t = 0; t < T; t++) put(t, -1);
  starts.push(rows.length);
  const isSeatable = (t: number): boolean => panels.some((y) => y[t]! > 0);
  const lp = solver.openLp({
    cost: Float64Array.from([...panels.map(() => 0), -1]),
    lower: new Float64Array(panels.length + 1),
    upper: new Float64Array(panels.length + 1).fill(1),
    rowLower: Float64Array.from([
      ...new Array<number>(T).fill(Number.NEGATIVE_INFINITY),
      ...Array.from({ length: T }, (_, t) => (isSeatable(t) ? floor : 0)),
      1,
    ]),
    rowUpper: Float64Array.from([
      ...new Array<number>(T).fill(0),
      ...new Array<number>(T).fill(Number.POSITIVE_INFINITY),
      1,
    ]),
    starts: Int32Array.from(starts),
    rows: Int32Array.from(rows),
    values: Float64Array.from(values),
  });
  const solution = lp.solve();
  lp.dispose();
  return solution === undefined ? Number.POSITIVE_INFINITY : solution.x[panels.length]!;
}

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
      expect(Math.abs(greatest - leastCeiling(instance, panels, 0))).toBeLessThan(CHANCE);
      for (const { gap } of checkCertificate(instance, selection.certificate)) {
        expect(Math.abs(gap)).toBeLessThan(CHANCE);
      }
    }
  });

  test('no panel would raise the product of chances of nash: Σ y_t/π_t is at most the people who have a chance', () => {
    for (const { instance, panels } of tasks) {
      const pi = chancesOf(instance, select(instance, { objective: 'nash' }));
      const people = instance.count.reduce((sum, n, t) => sum + (panels.some((y) => y[t]! > 0) ? n : 0), 0);
      for (const y of panels) {
        const derivative = y.reduce((sum, seats, t) => sum + (seats > 0 ? seats / pi[t]! : 0), 0);
        expect(derivative / people).toBeLessThan(1 + VALUE);
      }
    }
  });

  test.each([0.3, 1])('goldilocks with γ = %f has the lowest weighted sum of both ends', (gamma) => {
    for (const { instance, panels } of tasks) {
      const seatable = (_: number, t: number): boolean => panels.some((y) => y[t]! > 0);
      const kappa = instance.k / instance.count.filter(seatable).reduce((sum, n) => sum + n, 0);
      const pi = chancesOf(instance, select(instance, { objective: 'goldilocks', gamma })).filter(seatable);
      const attained = Math.max(...pi) / kappa + (gamma * kappa) / Math.min(...pi);
      // The value as a function of the least chance is convex: search it by thirds.
      const value = (l: number): number => leastCeiling(instance, panels, l) / kappa + (gamma * kappa) / l;
      let [low, high] = [1e-6, Math.min(...bruteForceLeximin(instance, panels, solver).filter(seatable)) - 1e-9];
      for (let i = 0; i < 60; i++) {
        const [a, b] = [low + (high - low) / 3, high - (high - low) / 3];
        if (value(a) < value(b)) high = b;
        else low = a;
      }
      expect(Math.abs(attained - value(high))).toBeLessThan(VALUE);
    }
  });
});
