import { SortitionError } from '../errors.js';
import type { Solver } from '../ports.js';
import { dot } from './decompose.js';
import type { Composition } from './instance.js';

/** Gains below this, on weights of at most 1, are the solver's noise. */
const NO_GAIN = 1e-7;

/**
 * The weights along which x lies farthest outside the hull of the panels:
 *
 *     max  w·x − β   s.t.  w·y ≤ β for every panel y,   −1 ≤ w_t ≤ 1,
 *
 * by row generation: over the panels known so far, then the panel farthest along w is asked for, until none is beyond β.
 * An optimal vertex is a face of the hull, whose weights are ratios of small integers, often ±1; the residual of the
 * projection, which is any direction, needs large ones and cuts less deep (measured on 1,650 pools: half the time, and none
 * left unsolved of 15). Panels found are added to `known`. Undefined when x is no farther out than noise.
 */
export function findSeparation(
  x: Float64Array,
  known: Composition[],
  farthest: (w: Float64Array) => Composition | undefined,
  solver: Solver,
): Float64Array | undefined {
  const T = x.length;
  for (;;) {
    const lp = solver.openLp(separationProgram(x, known));
    const solution = lp.solve();
    lp.dispose();
    if (solution === undefined)
      throw new SortitionError('SOLVER_FAILED', { solver: solver.name, status: 'no weights' });
    if (solution.objective <= NO_GAIN) return undefined;
    const w = solution.x.slice(0, T);
    const y = farthest(w);
    if (y === undefined) throw new SortitionError('SOLVER_FAILED', { solver: solver.name, status: 'no panel' });
    if (dot(w, y) <= solution.x[T]! + NO_GAIN) return w;
    known.push(y);
  }
}

/** Columns w_0 … w_{T−1}, β; a row w·y − β ≤ 0 a panel. */
function separationProgram(x: Float64Array, panels: readonly Composition[]) {
  const T = x.length;
  const starts = new Int32Array(T + 2);
  const rows: number[] = [];
  const values: number[] = [];
  for (let t = 0; t < T; t++) {
    panels.forEach((y, c) => {
      if (y[t] === 0) return;
      rows.push(c);
      values.push(y[t]!);
    });
    starts[t + 1] = rows.length;
  }
  panels.forEach((_, c) => {
    rows.push(c);
    values.push(-1);
  });
  starts[T + 1] = rows.length;
  const most = x.reduce((sum, seats) => sum + seats, 0); // |w·y| ≤ k
  return {
    cost: Float64Array.from([...x, -1]),
    lower: new Float64Array(T + 1).fill(-1).fill(-most, T),
    upper: new Float64Array(T + 1).fill(1).fill(most, T),
    rowLower: new Float64Array(panels.length).fill(Number.NEGATIVE_INFINITY),
    rowUpper: new Float64Array(panels.length),
    starts,
    rows: Int32Array.from(rows),
    values: Float64Array.from(values),
  };
}
