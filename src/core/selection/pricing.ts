import { SortitionError } from '../errors.js';
import type { Solver } from '../ports.js';
import { activities, type Instance } from './instance.js';
import { compositionProgram } from './programs.js';
import type { Box } from './swap-search.js';

/** The LP only gives a direction for the rounding, which is checked in integers. */
const TOLERANCE = 1e-7;

/** The optimum of the pricing LP. */
export interface Vertex {
  readonly v: Float64Array;
  readonly reducedCosts: Float64Array;
}

/**
 * The pricing LP: the vertex of
 *
 *     { v in the box around x : quota rows at x's activity }
 *
 * farthest along w. Holding the quotas there keeps the number of fractional seats below their number. Household rows
 * have the box alone: there may be hundreds, and held at fractional activities they would make as many seats fractional.
 */
export class PricingLp {
  private readonly lp;

  constructor(instance: Instance, box: Box, x: Float64Array, solver: Solver) {
    const program = compositionProgram(instance);
    const R = instance.lower.length;
    const a = activities(instance, x);
    for (let r = 0; r < R; r++) {
      if (r === instance.freeRow) continue;
      const held = r < instance.freeRow && box.rowLower[r] !== box.rowUpper[r];
      program.rowLower[r] = held ? a[r]! : box.rowLower[r]!;
      program.rowUpper[r] = held ? a[r]! : box.rowUpper[r]!;
    }
    program.lower.set(box.seatsLower);
    program.upper.set(box.seatsUpper);
    this.lp = solver.openLp(program, TOLERANCE);
  }

  solve(w: Float64Array): Vertex {
    this.lp.setCost(w);
    const solution = this.lp.solve();
    if (solution === undefined) throw new SortitionError('SOLVER_FAILED', { solver: 'pricing', status: 'infeasible' });
    return { v: solution.x, reducedCosts: solution.reducedCosts };
  }

  dispose(): void {
    this.lp.dispose();
  }
}
