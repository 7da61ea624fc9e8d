import { SortitionError } from '../errors.js';
import type { Solver } from '../ports.js';
import { activities, type Instance } from './instance.js';
import { compositionProgram } from './programs.js';
import type { Box } from './swap-search.js';

/** The LP only gives a direction for the rounding, which is checked in integers. */
const TOLERANCE = 1e-7;

/**
 * The pricing LP: the vertex of
 *
 *     { v in the box around x : row activities equal to x's }
 *
 * farthest along w. Holding the rows at x's activity keeps the number of fractional seats below the number of rows.
 */
export class PricingLp {
  private readonly lp;

  constructor(instance: Instance, box: Box, x: Float64Array, solver: Solver) {
    const program = compositionProgram(instance);
    const R = instance.lower.length;
    const a = activities(instance, x);
    for (let r = 0; r < R; r++) {
      if (r === instance.freeRow) continue;
      const fixed = box.rowLower[r] === box.rowUpper[r] ? box.rowLower[r]! : a[r]!;
      program.rowLower[r] = fixed;
      program.rowUpper[r] = fixed;
    }
    program.lower.set(box.seatsLower);
    program.upper.set(box.seatsUpper);
    this.lp = solver.openLp(program, TOLERANCE);
  }

  /** The vertex and its reduced costs. */
  solve(w: Float64Array): { v: Float64Array; reducedCosts: Float64Array } {
    this.lp.setCost(w);
    const solution = this.lp.solve();
    if (solution === undefined) throw new SortitionError('SOLVER_FAILED', { solver: 'pricing', status: 'infeasible' });
    return { v: solution.x, reducedCosts: solution.reducedCosts };
  }

  dispose(): void {
    this.lp.dispose();
  }
}
