import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { SCALE } from '../../../src/core/selection/certificate.js';
import { crowdingOf, findLeastCrowded } from '../../../src/core/selection/diversimax.js';
import type { Instance } from '../../../src/core/selection/instance.js';
import { findSelection } from '../../../src/core/selection/selection.js';
import { noiseSource } from '../../../src/random/noise.js';
import { loadHighsSolver } from '../../../src/solver/highs.js';
import { loadJsSolver } from '../../../src/solver/javascript-lp-solver.js';
import { enumeratePanels } from '../../support/brute-force.js';
import { instanceOfTask, tightTask } from '../../support/tight-pools.js';

const solvers = [await loadHighsSolver(), await loadJsSolver()];
const key = createHash('sha256').update('test').digest('hex');

/** 2·C(x) from the definition: Σ |s_c − k/m| over all combinations of values, cells that nobody is in included. */
function distance(instance: Instance, x: Int32Array): number {
  const { k, T, count, width, rowsOf } = instance;
  const n = count.reduce((sum, people) => sum + people, 0);
  const row = (t: number, f: number): number => rowsOf[t * width + f]!;
  const valuesOf = (f: number): number[] => [...new Set(Array.from({ length: T }, (_, t) => row(t, f)))];
  let total = 0;
  for (let f = 0; f < width - 1; f++) {
    for (let g = f; g < width - 1; g++) {
      const cells = valuesOf(f).flatMap((v) => (g === f ? [[v, v]] : valuesOf(g).map((w) => [v, w])));
      const m = cells.length;
      if (m > k || n / m < 2) continue;
      for (const [v, w] of cells) {
        const seats = x.reduce((sum, s, t) => (row(t, f) === v && row(t, g) === w ? sum + s : sum), 0);
        total += Math.abs(seats - k / m);
      }
    }
  }
  return total;
}

const tasks = Array.from({ length: 200 }, (_, seed) => instanceOfTask(tightTask(seed, seed % 3 === 0)))
  .map((instance) => ({ instance, panels: enumeratePanels(instance) }))
  .filter(({ instance, panels }) => new Set(panels.map((x) => distance(instance, x).toFixed(6))).size > 1)
  .slice(0, 30);

describe('against every panel of a small pool', () => {
  test('there are pools to try, where panels differ', () => {
    expect(tasks.length).toBe(30);
  });

  test('the whole number is half the distance from even shares, in one unit', () => {
    for (const { instance, panels } of tasks) {
      const crowding = crowdingOf(instance);
      const units = panels.filter((x) => distance(instance, x) > 1e-9).map((x) => crowding(x) / distance(instance, x));
      for (const unit of units) expect(Math.abs(unit / units[0]! - 1)).toBeLessThan(1e-9);
      for (const x of panels) expect(Number.isInteger(crowding(x))).toBe(true);
    }
  });

  test.each(solvers.map((solver) => [solver.name, solver] as const))(
    'every composition is one of the most diverse panels, and whoever is in one of those has a chance, with %s',
    (_name, solver) => {
      for (const { instance, panels } of tasks) {
        const { distribution, probabilities, certificate } = findSelection(
          instance,
          { objective: 'diversimax' },
          { solver, noise: noiseSource(key) },
        )!;
        const least = Math.min(...panels.map((x) => distance(instance, x)));
        for (const x of distribution.compositions) expect(Math.abs(distance(instance, x) - least)).toBeLessThan(1e-9);
        const best = panels.filter((x) => distance(instance, x) < least + 1e-9);
        const inOne = Array.from(instance.count, (_people, t) => best.some((x) => x[t]! > 0));
        expect(Array.from(probabilities, (chance) => chance > 0)).toEqual(inOne);
        const seats = probabilities.reduce((sum, chance, t) => sum + chance * instance.count[t]!, 0);
        expect(Math.abs(seats - instance.k)).toBeLessThan(1e-9);
        expect(certificate.seats.reduce((sum, X) => sum + X, 0n)).toBe(BigInt(SCALE) * BigInt(instance.k));
        expect(crowdingOf(instance)(distribution.compositions[0]!)).toBe(findLeastCrowded(instance, solver)?.crowding);
      }
    },
  );
});
