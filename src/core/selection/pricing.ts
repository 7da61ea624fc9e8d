import { SortitionError } from '../errors.js';
import type { LpSolution, Solver } from '../ports.js';
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
  private readonly instance: Instance;
  private readonly box: Box;

  constructor(instance: Instance, box: Box, x: Float64Array, solver: Solver) {
    this.instance = instance;
    this.box = box;
    const program = compositionProgram(instance);
    const R = instance.lower.length;
    const a = activities(instance, x);
    const { rowLower, rowUpper } = program;
    for (let r = 0; r < R; r++) {
      if (r === instance.freeRow) continue;
      const held = r < instance.freeRow && box.rowLower[r] !== box.rowUpper[r];
      rowLower[r] = held ? a[r]! : box.rowLower[r]!;
      rowUpper[r] = held ? a[r]! : box.rowUpper[r]!;
    }
    program.lower.set(box.seatsLower);
    program.upper.set(box.seatsUpper);
    this.lp = solver.openLp(program, TOLERANCE);
  }

  solve(w: Float64Array): Vertex {
    this.lp.setCost(w);
    const solution = this.lp.solve() ?? this.solveInBox();
    if (solution === undefined) throw new SortitionError('SOLVER_FAILED', { solver: 'pricing', status: 'infeasible' });
    return { v: solution.x, reducedCosts: solution.reducedCosts };
  }

  /**
   * Nothing in the box has exactly x's activities where x comes from a method that is exact to 1e-7 only (nash) and the box
   * rounds its seats to whole ones: from here on the quotas have the box alone, too.
   */
  private solveInBox(): LpSolution | undefined {
    const { freeRow, k } = this.instance;
    const rowLower = Float64Array.from([...this.box.rowLower, k]);
    const rowUpper = Float64Array.from([...this.box.rowUpper, k]);
    rowLower[freeRow] = Number.NEGATIVE_INFINITY;
    rowUpper[freeRow] = Number.POSITIVE_INFINITY;
    this.lp.setRowBounds(rowLower, rowUpper);
    return this.lp.solve();
  }

  dispose(): void {
    this.lp.dispose();
  }
}
