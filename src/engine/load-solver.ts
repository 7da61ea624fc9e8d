import type { Solver } from '../core/ports.js';
import type { SolverName } from '../core/selection/solver-choice.js';
import { loadHighsSolver } from '../solver/highs.js';
import { loadJsSolver } from '../solver/javascript-lp-solver.js';

/** A solver by its name. */
export const loadSolver = async (name: SolverName): Promise<Solver> =>
  name === 'highs' ? loadHighsSolver() : loadJsSolver();
