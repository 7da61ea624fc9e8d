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
 *
 * Its mirror image, `lower`, makes the greatest chance as small as possible, then the second greatest, and so on: min z
 * and x_t ≤ n_t·z.
 */
export interface Relaxed {
  /** T: the selection probability of each class's people at the relaxed optimum. */
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

export type Direction = 'raise' | 'lower';

export interface LevelOptions {
  /** 'raise' the least (leximin, where nothing is said) or 'lower' the greatest. */
  readonly direction?: Direction;
  /** Stop at the first level above 0: the classes that have no chance at all are found, and the least of the others. */
  readonly first?: boolean;
  /** No chance above this. */
  readonly ceiling?: number;
}

/**
 * A class counts as tight when its share n_t·y_t of the dual weight, which sums to 1, is at least this part of 1/T: some
 * class has 1/T or more, so every round fixes one. A class of hardly any weight is left to a later level, since the proof
 * of this one would say hardly anything of it: a level's gap lets a class be higher by up to gap / share.
 */
export const TIGHT_PART = 0.1;
/** A level below this is an LP's zero: its classes have no seat in any point of the relaxation. */
export const NO_LEVEL = 1e-9;

/**
 * Feasibility of the level LPs: the tightest first. Seats in the thousands, summed over thousands of classes, can leave the
 * solver without an answer at 1e-10; then all levels are solved again with the next. How much of the drift that this may
 * bring is left in the result, the certificate says, which has no tolerance.
 */
const FEASIBILITIES = [1e-10, 1e-9, 1e-8];

/** Undefined when the relaxation itself has no point: the quotas cannot be met. */
export function findRelaxedLeximin(
  instance: Instance,
  cuts: readonly Cut[],
  solver: Solver,
  options: LevelOptions = {},
): Relaxed | undefined {
  let failure: unknown;
  for (const feasibility of FEASIBILITIES) {
    try {
      return solveLevels(instance, cuts, { solver, feasibility }, options);
    } catch (error) {
      if (!(error instanceof SortitionError) || error.code !== 'SOLVER_FAILED') throw error;
      failure = error;
    }
  }
  throw failure;
}

interface LevelSolver {
  readonly solver: Solver;
  readonly feasibility: number;
}

function solveLevels(
  instance: Instance,
  cuts: readonly Cut[],
  { solver, feasibility }: LevelSolver,
  options: LevelOptions,
): Relaxed | undefined {
  const { T, count } = instance;
  const raise = options.direction !== 'lower';
  const model = openLevelLp(instance, cuts, { solver, feasibility }, options);
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
      const level = readLevel(instance, cuts.length, solution, { z, a, sign: raise ? -1 : 1 });
      for (const t of level.fixed) {
        a[t] = level.z;
        model.lp.setCoefficient(firstClassRow + t, T, 0);
        (raise ? model.rowLower : model.rowUpper)[firstClassRow + t] = x[t]!;
      }
      if (level.fixed.length === 0) {
        throw new SortitionError('SOLVER_FAILED', { solver: solver.name, status: 'no tight class' });
      }
      model.lp.setRowBounds(model.rowLower, model.rowUpper);
      levels.push(level);
      left -= level.fixed.length;
      if (options.first && level.z > NO_LEVEL) break;
    }
    return { a: a.map((level, t) => (level < 0 ? x[t]! / count[t]! : level)), x, levels };
  } finally {
    model.lp.dispose();
  }
}

interface LevelLp {
  readonly lp: LpModel;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
}

/** Class rows x_t − n_t·z ≥ 0, or ≤ 0, and the column z, after the polytope's own. */
function openLevelLp(
  instance: Instance,
  cuts: readonly Cut[],
  { solver, feasibility }: LevelSolver,
  options: LevelOptions,
): LevelLp {
  const { T, count } = instance;
  const raise = options.direction !== 'lower';
  const program = compositionProgram(instance, cuts, {
    rowLower: new Float64Array(T).fill(raise ? 0 : Number.NEGATIVE_INFINITY),
    rowUpper: new Float64Array(T).fill(raise ? Number.POSITIVE_INFINITY : 0),
    entries: (t) => [[t, 1]],
    columns: [{ cost: raise ? 1 : -1, lower: -1, upper: 2, entries: Array.from(count, (n, t) => [t, -n] as const) }],
  });
  const { ceiling = Number.POSITIVE_INFINITY } = options;
  for (let t = 0; t < T; t++) program.upper[t] = Math.min(program.upper[t]!, count[t]! * ceiling);
  return {
    lp: solver.openLp(program, feasibility),
    rowLower: program.rowLower.slice(),
    rowUpper: program.rowUpper.slice(),
  };
}

function readLevel(
  instance: Instance,
  cuts: number,
  { rowDuals }: LpSolution,
  { z, a, sign }: { z: number; a: Float64Array; sign: 1 | -1 },
): Level {
  const { T, count } = instance;
  const R = instance.lower.length;
  const y = Float64Array.from(rowDuals.subarray(R + 1 + cuts), (dual) => Math.max(0, sign * dual));
  const fixed: number[] = [];
  for (let t = 0; t < T; t++) if (a[t]! < 0 && T * count[t]! * y[t]! >= TIGHT_PART) fixed.push(t);
  return {
    z: Math.max(0, z),
    fixed,
    y,
    lambda: rowDuals.slice(0, R),
    mu: rowDuals[R]!,
    kappa: Float64Array.from(rowDuals.subarray(R + 1, R + 1 + cuts), (dual) => Math.max(0, dual)),
  };
}
