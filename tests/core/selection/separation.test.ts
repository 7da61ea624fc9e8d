import { expect, test } from 'vitest';
import { dot } from '../../../src/core/selection/decompose.js';
import { type Composition, isPanel } from '../../../src/core/selection/instance.js';
import { findRelaxedLeximin } from '../../../src/core/selection/relaxed-leximin.js';
import { findSeparation } from '../../../src/core/selection/separation.js';
import { loadHighsSolver } from '../../../src/solver/highs.js';
import { loadJsSolver } from '../../../src/solver/javascript-lp-solver.js';
import { enumeratePanels } from '../../support/brute-force.js';
import { leximinOf } from '../../support/exactness.js';
import { instanceOfTask, tightTask } from '../../support/tight-pools.js';

const highs = await loadHighsSolver();

test.each([highs, loadJsSolver()])('separates a point exactly where no mixture of panels is it ($name)', (solver) => {
  let outside = 0;
  for (let seed = 0; seed < 300; seed++) {
    const instance = instanceOfTask(tightTask(seed, seed % 2 === 0));
    const panels: Composition[] = enumeratePanels(instance);
    const relaxed = findRelaxedLeximin(instance, [], solver);
    if (relaxed === undefined || panels.length === 0) continue;
    const { x } = relaxed;
    const known = panels.slice(0, 1);
    const farthest = (w: Float64Array): Composition =>
      panels.reduce((best, y) => (dot(w, y) > dot(w, best) ? y : best));
    const w = findSeparation(x, known, farthest, solver);
    expect(known.every((y) => isPanel(instance, y))).toBe(true);
    // The mean of all panels is in their hull.
    const mean = x.map((_, t) => panels.reduce((sum, y) => sum + y[t]!, 0) / panels.length);
    expect(findSeparation(mean, known, farthest, solver)).toBeUndefined();
    const isAttained = leximinOf(instance, highs)?.certificate.cuts.length === 0;
    expect(w === undefined, `seed ${seed}`).toBe(isAttained);
    if (w === undefined) continue;
    outside++;
    expect(dot(w, x)).toBeGreaterThan(dot(w, farthest(w)) + 1e-7);
    expect(Math.max(...w.map(Math.abs))).toBeLessThanOrEqual(1);
  }
  expect(outside).toBeGreaterThan(5);
});
