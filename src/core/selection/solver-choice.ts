import { SortitionError } from '../errors.js';
import type { Solver } from '../ports.js';

export type SolverName = Solver['name'];

/**
 * Which solver is faster, as whole processes: javascript-lp-solver up to about this many classes (no WebAssembly to load
 * and warm up; pools of 220 to 240 classes whose exact step needs hundreds of integer programs take 2.5 to 4 s and 3 to 5 s),
 * HiGHS beyond. Chances agree within 1e-6; the proofs may group levels differently. Not so for diversimax, whose chances
 * depend on which of the optimal panels are found.
 */
const FASTER_IN_JS = 250;
/** Beyond this javascript-lp-solver's dense tableau is several times slower than HiGHS, and it is refused. */
const MOST_IN_JS = 300;
/** The same for diversimax, whose integer programs have two columns and a row more for every pair of values. */
const MOST_IN_JS_DIVERSE = 30;

/**
 * The solver for T classes: the one asked for, or the faster. That is HiGHS whatever T where integer programs do the work
 * (diversimax). Throws SOLVER_UNKNOWN or SOLVER_TOO_SMALL.
 */
export function chooseSolver(T: number, asked: string | undefined, objective = ''): SolverName {
  if (asked === undefined) return T <= FASTER_IN_JS && objective !== 'diversimax' ? 'js' : 'highs';
  if (asked !== 'js' && asked !== 'highs') throw new SortitionError('SOLVER_UNKNOWN', { solver: asked });
  const most = objective === 'diversimax' ? MOST_IN_JS_DIVERSE : MOST_IN_JS;
  if (asked === 'js' && T > most) throw new SortitionError('SOLVER_TOO_SMALL', { classes: T, most });
  return asked;
}
