import { SortitionError } from '../errors.js';
import type { LpModel, LpSolution, Solver } from '../ports.js';
import type { Cut, Instance } from './instance.js';
import { compositionProgram } from './programs.js';

/**
 * Leximin over the LP relaxation of the panels: an upper bound on exact leximin, level by level, that nearly always is
 * attained. With U the classes not fixed yet and a_t the levels of those fixed, solve
 *
 *     max z   s.t.   x_t ≥ n_t·z (t ∈ U),   x_t ≥ n_t·a_t (t ∉ U),   x in the composition polytope;
 *
 * every class of U whose row has a positive dual is tight in all optimal solutions: fix it at a_t = z and repeat.
 * 10 to 40 LPs at any size. z is free of sign: bounded by 0, its reduced cost would take the weight that shows which
 * classes are tight.
 *
 * A fixed row gets the LP's own x_t, which is n_t·z up to its tolerance: so the last point stays feasible for the next LP
 * within that same tolerance. With n_t·z itself rounding can leave no point at all; a slack would add up over the levels.
 */
export interface RelaxedLeximin {
  /** T: the level of each class, an upper bound on the selection probability of its people. */
  readonly a: Float64Array;
  /** T: the last LP's point, x_t = n_t·a_t up to the solver's tolerance and inside the polytope. */
  readonly x: Float64Array;
  readonly levels: readonly Level[];
}

/** One LP of the sequence, with the duals that prove its optimum (certificate.ts turns them into integers). */
export interface Level {
  readonly z: number;
  /** The classes that this level fixed. */
  readonly fixed: readonly number[];
  /** y_t ≥ 0 per class (Σ n_t·y_t = 1 over U), λ_r per row, μ for the size, κ_c ≥ 0 per cut. */
  readonly y: Float64Array;
  readonly lambda: Float64Array;
  readonly mu: number;
  readonly kappa: Float64Array;
}

/**
 * A class counts as tight when its share n_t·y_t of the dual weight, which sums to 1, is above this. LPs are solved to
 * 1e-10; at least one share is 1/T or more, so every round fixes a class.
 */
const TIGHT_SHARE = 1e-9;

/** Undefined when the relaxation itself has no point: the quotas cannot be met. */
export function findRelaxedLeximin(
  instance: Instance,
  cuts: readonly Cut[],
  solver: Solver,
): RelaxedLeximin | undefined {
  const { T } = instance;
  const model = openLeximinLp(instance, cuts, solver);
  const firstClassRow = instance.lower.length + 1 + cuts.length;
  try {
    const a = new Float64Array(T).fill(-1);
    const levels: Level[] = [];
    let x = new Float64Array(T);
    for (let left = T; left > 0; ) {
      const solution = model.lp.solve();
      if (solution === undefined) {
        if (levels.length === 0) return undefined;
        throw new SortitionError('SOLVER_FAILED', { solver: solver.name, status: 'infeasible after a level' });
      }
      const z = solution.x[T]!;
      x = solution.x.slice(0, T);
      const level = readLevel(instance, cuts.length, solution, z, a);
      for (const t of level.fixed) {
        a[t] = z;
        model.lp.setCoefficient(firstClassRow + t, T, 0);
        model.rowLower[firstClassRow + t] = x[t]!;
      }
      if (level.fixed.length === 0) {
        throw new SortitionError('SOLVER_FAILED', { solver: solver.name, status: 'no tight class' });
      }
      model.lp.setRowBounds(model.rowLower, model.rowUpper);
      levels.push(level);
      left -= level.fixed.length;
    }
    return { a, x, levels };
  } finally {
    model.lp.dispose();
  }
}

interface LeximinLp {
  readonly lp: LpModel;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
}

/** Class rows x_t − n_t·z ≥ 0 and the column z, after the polytope's own. */
function openLeximinLp(instance: Instance, cuts: readonly Cut[], solver: Solver): LeximinLp {
  const { T, count } = instance;
  const program = compositionProgram(instance, cuts, {
    rowLower: new Float64Array(T),
    rowUpper: new Float64Array(T).fill(Number.POSITIVE_INFINITY),
    entries: (t) => [[t, 1]],
    columns: [{ cost: 1, lower: -1, upper: 2, entries: Array.from(count, (n, t) => [t, -n] as const) }],
  });
  return { lp: solver.openLp(program), rowLower: program.rowLower.slice(), rowUpper: program.rowUpper };
}

function readLevel(instance: Instance, cuts: number, solution: LpSolution, z: number, a: Float64Array): Level {
  const { T, count } = instance;
  const R = instance.lower.length;
  const { rowDuals } = solution;
  const y = Float64Array.from(rowDuals.subarray(R + 1 + cuts), (dual) => Math.max(0, -dual));
  const fixed: number[] = [];
  for (let t = 0; t < T; t++) if (a[t]! < 0 && count[t]! * y[t]! > TIGHT_SHARE) fixed.push(t);
  return {
    z: Math.max(0, z),
    fixed,
    y,
    lambda: rowDuals.slice(0, R),
    mu: rowDuals[R]!,
    kappa: Float64Array.from(rowDuals.subarray(R + 1, R + 1 + cuts), (dual) => Math.max(0, dual)),
  };
}
