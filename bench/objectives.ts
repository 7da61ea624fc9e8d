import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SCALE } from '../src/core/selection/certificate.js';
import type { Instance } from '../src/core/selection/instance.js';
import { findSelection, type ObjectiveChoice } from '../src/core/selection/selection.js';
import { noiseSource } from '../src/random/noise.js';
import { loadHighsSolver } from '../src/solver/highs.js';
import { bestProduct, leastCeiling, leastGoldilocks } from '../tests/support/best-mixtures.js';
import { bruteForceLeximin, enumeratePanels } from '../tests/support/brute-force.js';
import { instanceOfTask, tightTask } from '../tests/support/tight-pools.js';

/**
 * Every objective against the mixtures of all panels, on 300 small pools, 60 or more of which need cuts; written to
 * objectives.md.
 *
 *     npx vitest run --config bench/vitest.config.ts bench/objectives.ts
 */
const WITH_CUTS = 60;
const WITHOUT = 240;
const solver = await loadHighsSolver();
const key = createHash('sha256').update('bench').digest('hex');

interface Chances {
  readonly chances: readonly number[];
  readonly cuts: number;
}

function solve(instance: Instance, choice: ObjectiveChoice): Chances {
  const { certificate } = findSelection(instance, choice, { solver, noise: noiseSource(key) })!;
  const chances = certificate.seats.map((X, t) => Number(X) / SCALE / instance.count[t]!);
  return { chances, cuts: certificate.cuts.length };
}

function* tasks(): Generator<{ instance: Instance; panels: Int32Array[] }> {
  let [cut, uncut] = [0, 0];
  for (let seed = 0; cut < WITH_CUTS || uncut < WITHOUT; seed++) {
    const instance = instanceOfTask(tightTask(seed, seed % 3 === 0));
    const panels = enumeratePanels(instance);
    if (panels.length < 2) continue;
    const hasCuts = solve(instance, { objective: 'leximin' }).cuts > 0;
    if (hasCuts ? cut++ >= WITH_CUTS : uncut++ >= WITHOUT) continue;
    yield { instance, panels };
  }
}

test('every objective is what the mixtures of all panels allow', () => {
  const worst = { leximin: 0, nash: 0, maximin: 0, minimax: 0, 'goldilocks, γ = 0.3': 0, 'goldilocks, γ = 1': 0 };
  const note = (name: keyof typeof worst, error: number): void => {
    worst[name] = Math.max(worst[name], Number.isNaN(error) ? Number.POSITIVE_INFINITY : error);
  };
  const off = (found: readonly number[], best: ArrayLike<number>): number =>
    Math.max(...found.map((chance, t) => Math.abs(chance - best[t]!)));
  let pools = 0;
  for (const { instance, panels } of tasks()) {
    pools++;
    const seatable = (_: number, t: number): boolean => panels.some((y) => y[t]! > 0);
    const leximin = bruteForceLeximin(instance, panels, solver);
    const highest = Math.min(...leximin.filter(seatable));
    note('leximin', off(solve(instance, { objective: 'leximin' }).chances, leximin));
    note('nash', off(solve(instance, { objective: 'nash' }).chances, bestProduct(instance, panels)));
    const least = Math.min(...solve(instance, { objective: 'maximin' }).chances.filter(seatable));
    note('maximin', Math.abs(least - highest));
    const greatest = Math.max(...solve(instance, { objective: 'minimax' }).chances);
    note('minimax', Math.abs(greatest - leastCeiling(instance, panels, 0, solver)));
    for (const gamma of [0.3, 1]) {
      const pi = solve(instance, { objective: 'goldilocks', gamma }).chances.filter(seatable);
      const kappa = instance.k / instance.count.filter(seatable).reduce((sum, n) => sum + n, 0);
      const attained = Math.max(...pi) / kappa + (gamma * kappa) / Math.min(...pi);
      const best = leastGoldilocks(instance, panels, { gamma, highest, solver });
      note(gamma === 1 ? 'goldilocks, γ = 1' : 'goldilocks, γ = 0.3', Math.abs(attained - best));
    }
  }
  const rows = Object.entries(worst).map(([name, error]) => `| ${name} | ${error.toExponential(1)} |\n`);
  writeFileSync(
    new URL('objectives.md', import.meta.url),
    `# Objectives against enumeration

Written by \`bench/objectives.ts\`: ${pools} small pools (8 to 12 people, tight overlapping quotas, a third of them with homes), of which ${WITH_CUTS} need
cuts; optima over the mixtures of all panels, by methods that share nothing with the engine. For leximin and nash the worst
error of any chance; for maximin, minimax and goldilocks that of the optimal value.

| objective | worst error |
|-|-|
${rows.join('')}`,
  );
  expect(Math.max(...Object.values(worst))).toBeLessThan(1e-4);
});
