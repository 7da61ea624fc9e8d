import { SortitionError } from '../errors.js';
import type { Solver } from '../ports.js';
import { type Composition, type Instance, isPanel } from './instance.js';
import { openPanels } from './panel-program.js';

/**
 * Any panel, from an integer program without an objective; undefined when there is none, which is the solver's word. A
 * panel returned is checked in integers. Throws SOLVER_FAILED when the check fails or the solver gives up.
 */
export function findPanel(instance: Instance, solver: Solver): Composition | undefined {
  const panels = openPanels(instance, solver);
  try {
    const x = panels.farthest(new Float64Array(instance.T));
    if (x !== undefined) requirePanel(instance, x, solver);
    return x;
  } finally {
    panels.dispose();
  }
}

/** Throws SOLVER_FAILED unless x is a panel: a solver works with rounded numbers, and this does not. */
export function requirePanel(instance: Instance, x: Composition, solver: Solver): void {
  if (!isPanel(instance, x)) throw new SortitionError('SOLVER_FAILED', { solver: solver.name, status: 'not a panel' });
}
