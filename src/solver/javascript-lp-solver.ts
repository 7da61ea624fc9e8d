import { SortitionError } from '../core/errors.js';
import type { LpModel, LpSolution, MipModel, MipSolution, Solver } from '../core/ports.js';
import { DenseProgram } from './dense-program.js';
import { JsTableau } from './js-tableau.js';
import { isFeasible, provesInfeasible, provesOptimal } from './optimality.js';
import { findVertex } from './vertex.js';

/**
 * javascript-lp-solver: a dense simplex tableau and branch and bound in plain JavaScript, for small programs (up to about
 * 300 columns: the work grows with the square of the size).
 *
 * Of a linear program only the last basis is taken from it; x and the duals are computed from that basis afresh
 * (vertex.ts), and nothing is returned that its own multipliers do not prove: an optimum by complementary duals, an
 * infeasible program by Farkas' lemma. What is not proved is solved again, from scratch and with another precision, and
 * in the end refused. So errors that pile up in a tableau over many solves cost time at most.
 */

/** How far rows, columns and signs of duals may be off; a basis recomputed is within 1e-13 of exact. */
const FEASIBILITY = 1e-10;
/**
 * Precisions tried, the library's own default first. Finer tells closer levels apart; coarser does not mistake noise for
 * a pivot.
 */
const LP_PRECISIONS = [1e-8, 1e-10, 1e-6];
/** Branch and bound compares objectives rounded to this, so here it is the gap, too. */
const MIP_PRECISIONS = [1e-9, 1e-8];
/** How far from an integer a branch and bound's value may be. */
const INTEGRAL = 1e-6;

export function loadJsSolver(): Solver {
  return {
    name: 'js',
    openLp: (program, tolerance = FEASIBILITY) => new JsLp(new DenseProgram(program), tolerance),
    openMip: (program) => new JsMip(new DenseProgram(program)),
  };
}

abstract class JsModel {
  protected readonly program: DenseProgram;

  constructor(program: DenseProgram) {
    this.program = program;
  }

  setCost(cost: Float64Array): void {
    this.program.cost = cost.slice();
  }

  setBounds(lower: Float64Array, upper: Float64Array): void {
    this.program.lower = lower.slice();
    this.program.upper = upper.slice();
  }

  setRowBounds(lower: Float64Array, upper: Float64Array): void {
    this.program.rowLower = lower.slice();
    this.program.rowUpper = upper.slice();
  }
}

class JsLp extends JsModel implements LpModel {
  private readonly tolerance: number;
  /** The tableau of the last solve, for the next to start from. */
  private kept: JsTableau | undefined;
  private changed: (readonly [row: number, column: number])[] = [];

  constructor(program: DenseProgram, tolerance: number) {
    super(program);
    this.tolerance = tolerance;
  }

  setCoefficient(row: number, column: number, value: number): void {
    this.program.A[row * this.program.n + column] = value;
    this.changed.push([row, column]);
  }

  solve(): LpSolution | undefined {
    if (isEmpty(this.program)) return undefined;
    const starts = [
      () => this.restart(),
      ...LP_PRECISIONS.map((precision) => () => new JsTableau(this.program, { precision, integer: false })),
    ];
    let status = 'no start';
    for (const start of starts) {
      try {
        const tableau = start();
        this.kept = undefined;
        this.changed = [];
        if (tableau === undefined) continue;
        const answer = this.prove(tableau);
        if (typeof answer !== 'string') {
          this.kept = tableau;
          return answer;
        }
        if (answer === 'infeasible') return undefined;
        status = answer;
      } catch (error) {
        status = nameOf(error);
      }
    }
    return refuse(status);
  }

  /** The last tableau with everything that changed since. */
  private restart(): JsTableau | undefined {
    const { kept, changed } = this;
    if (kept === undefined) return undefined;
    for (const [row, column] of changed) kept.updateCoefficient(row, column);
    return kept.update() ? kept : undefined;
  }

  /** The tableau's answer with its proof, or why there is none. */
  private prove(tableau: JsTableau): LpSolution | string {
    const { program, tolerance } = this;
    const status = tableau.solve();
    if (status === 'unbounded') return status;
    if (status === 'infeasible') return provesInfeasible(program, tableau.farkas()) ? status : 'infeasible, unproved';
    const vertex = findVertex(program, tableau.basis());
    if (vertex === undefined) return 'singular';
    const { x, y } = vertex;
    const prices = program.prices(y);
    const d = program.cost.map((c, j) => c - (prices[j] ?? 0));
    if (!isFeasible(program, x, tolerance)) return 'not feasible';
    if (!provesOptimal(program, { x, y, d }, tolerance)) return 'not optimal';
    return { objective: program.objective(x), x, rowDuals: y, reducedCosts: d };
  }

  dispose(): void {
    this.kept = undefined;
  }
}

class JsMip extends JsModel implements MipModel {
  solve(): MipSolution | undefined {
    if (isEmpty(this.program)) return undefined;
    let status = 'no start';
    for (const precision of MIP_PRECISIONS) {
      try {
        const tableau = new JsTableau(this.program, { precision, integer: true });
        const found = tableau.solve();
        if (found === 'infeasible') return undefined;
        const solution = found === 'optimal' ? this.check(tableau.values()) : undefined;
        if (solution !== undefined) return solution;
        status = found === 'optimal' ? 'not a solution' : found;
      } catch (error) {
        status = nameOf(error);
      }
    }
    return refuse(status);
  }

  /** The values as integers, when they are that and keep every bound. */
  private check(values: Float64Array): MipSolution | undefined {
    const { program } = this;
    const x = values.map(Math.round);
    if (!x.every((value, j) => Math.abs(value - (values[j] ?? Number.NaN)) <= INTEGRAL)) return undefined;
    if (!isFeasible(program, x, FEASIBILITY)) return undefined;
    return { objective: program.objective(x), x: Int32Array.from(x) };
  }

  dispose(): void {}
}

/** Bounds that leave no room at all, which the library is not asked about. */
function isEmpty({ lower, upper, rowLower, rowUpper }: DenseProgram): boolean {
  const cross = (from: Float64Array, to: Float64Array): boolean =>
    from.some((value, i) => value > (to[i] ?? value) + FEASIBILITY * (1 + Math.abs(value)));
  return cross(lower, upper) || cross(rowLower, rowUpper);
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown').slice(0, 40);

function refuse(status: string): never {
  throw new SortitionError('SOLVER_FAILED', { solver: 'js', status });
}
