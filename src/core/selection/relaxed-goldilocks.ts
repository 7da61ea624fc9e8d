import { SortitionError } from '../errors.js';
import type { LpModel, Solver } from '../ports.js';
import type { Cut, Instance } from './instance.js';
import { compositionProgram } from './programs.js';

/**
 * Goldilocks (Baharav & Flanigan 2024, “Fair, manipulation-robust, and transparent sortition”): neither very high nor very
 * low chances. With κ = k/n the chance under plain random selection,
 *
 *     min  u/κ + γ·κ/l   s.t.   n_t·l ≤ x_t ≤ n_t·u,   x in the composition polytope      (t that can have a seat).
 *
 * u(l), the least greatest chance for a given least one, is convex and piecewise linear, with its slope in the LP's duals.
 * Kelley's method: minimise with the lines found so far in place of u(l), add the line at that l, until they meet.
 */
export interface GoldilocksBounds {
  readonly least: number;
  readonly greatest: number;
  /** u/κ + γ·κ/l. */
  readonly value: number;
}

/** The lines and u(l) count as meeting at this difference in chance; LPs are solved to 1e-10. */
const MEETING = 1e-10;
const MOST_LINES = 200;

export function findGoldilocksBounds(
  instance: Instance,
  cuts: readonly Cut[],
  unseatable: ReadonlySet<number>,
  { gamma, maximin, solver }: { gamma: number; maximin: number; solver: Solver },
): GoldilocksBounds {
  const { T, k, count } = instance;
  const people = count.reduce((sum, n, t) => sum + (unseatable.has(t) ? 0 : n), 0);
  const kappa = k / people;
  const program = compositionProgram(instance, cuts, {
    rowLower: new Float64Array(T).fill(Number.NEGATIVE_INFINITY),
    rowUpper: new Float64Array(T),
    entries: (t) => [[t, 1]],
    columns: [{ cost: -1, lower: 0, upper: 1, entries: Array.from(count, (n, t) => [t, -n] as const) }],
  });
  const lp = solver.openLp(program);
  try {
    const lines: Line[] = [];
    for (let i = 0; i < MOST_LINES; i++) {
      const l = lowestPoint(lines, gamma * kappa * kappa, maximin);
      const line = tangent(lp, program, { l, instance, unseatable });
      const model = Math.max(0, ...lines.map(({ at, u, slope }) => u + slope * (l - at)));
      lines.push(line);
      if (lines.length > 1 && line.u <= model + MEETING) {
        return { least: l, greatest: line.u, value: line.u / kappa + (gamma * kappa) / l };
      }
    }
  } finally {
    lp.dispose();
  }
  throw new SortitionError('SOLVER_FAILED', { solver: 'goldilocks', status: 'no convergence' });
}

/** u(l) ≥ u + slope·(l − at). */
interface Line {
  readonly at: number;
  readonly u: number;
  readonly slope: number;
}

/** The LP for one l: its value and, by the duals of the lower bounds x_t ≥ n_t·l, its slope. */
function tangent(
  lp: LpModel,
  program: { readonly lower: Float64Array; readonly upper: Float64Array },
  { l, instance, unseatable }: { l: number; instance: Instance; unseatable: ReadonlySet<number> },
): Line {
  const { T, count } = instance;
  const lower = program.lower.slice();
  for (let t = 0; t < T; t++) if (!unseatable.has(t)) lower[t] = Math.min(count[t]! * l, program.upper[t]!);
  lp.setBounds(lower, program.upper);
  const solution = lp.solve();
  if (solution === undefined) throw new SortitionError('SOLVER_FAILED', { solver: 'goldilocks', status: 'infeasible' });
  let slope = 0;
  for (let t = 0; t < T; t++) {
    // A seat more of a class at its lower bound costs −reducedCost of u; n_t of them a unit of l.
    if (!unseatable.has(t)) slope += count[t]! * Math.max(0, -solution.reducedCosts[t]!);
  }
  return { at: l, u: solution.x[T]!, slope };
}

/** argmin over (0, most] of max(lines) + c/l: a point where one line's slope is c/l², or where two lines cross, or an end. */
function lowestPoint(lines: readonly Line[], c: number, most: number): number {
  const height = (l: number): number => Math.max(0, ...lines.map(({ at, u, slope }) => u + slope * (l - at))) + c / l;
  const candidates = [most];
  for (const { at, u, slope } of lines) {
    if (slope > 0) candidates.push(Math.sqrt(c / slope));
    for (const other of lines) {
      if (other.slope === slope) continue;
      candidates.push((other.u - other.slope * other.at - (u - slope * at)) / (slope - other.slope));
    }
  }
  const within = candidates.filter((l) => l > 0 && l <= most);
  return within.reduce((best, l) => (height(l) < height(best) ? l : best), most);
}
