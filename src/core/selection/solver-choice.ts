import { SortitionError } from '../errors.js';
import type { Solver } from '../ports.js';

export type SolverName = Solver['name'];

/**
 * Which solver is faster, as whole processes: javascript-lp-solver up to about this many classes (no WebAssembly to load
 * and warm up), HiGHS beyond. Chances agree to 1e-12; the proofs may group levels differently.
 */
const FASTER_IN_JS = 200;
/** Beyond this javascript-lp-solver's dense tableau is several times slower than HiGHS, and it is refused. */
const MOST_IN_JS = 300;

/** The solver for T classes: the one asked for, or the faster. Throws SOLVER_UNKNOWN or SOLVER_TOO_SMALL. */
export function chooseSolver(T: number, asked: string | undefined): SolverName {
  if (asked === undefined) return T <= FASTER_IN_JS ? 'js' : 'highs';
  if (asked !== 'js' && asked !== 'highs') throw new SortitionError('SOLVER_UNKNOWN', { solver: asked });
  if (asked === 'js' && T > MOST_IN_JS) throw new SortitionError('SOLVER_TOO_SMALL', { classes: T, most: MOST_IN_JS });
  return asked;
}
