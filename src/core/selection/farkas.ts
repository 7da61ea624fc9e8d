import type { Solver } from '../ports.js';
import type { Instance } from './instance.js';
import { compositionProgram, type Extra } from './programs.js';

/**
 * Integer multipliers p, q ≥ 0 of the rows' lower and upper bounds, R each, that prove an instance infeasible. Every x
 * within the rows' bounds has
 *
 *     Σ_r p_r·lower_r − Σ_r q_r·upper_r  ≤  Σ_t w_t x_t,   w_t = Σ_{r of t} (p_r − q_r),
 *
 * and where the left is above the most that w_t x_t can add up to with Σ_t x_t = k and 0 ≤ x_t ≤ cap_t, there is none.
 */
export interface Farkas {
  readonly p: Int32Array;
  readonly q: Int32Array;
}

/** Whether the multipliers prove that the instance has no panel: additions and multiplications of integers only. */
export function provesInfeasible(instance: Instance, { p, q }: Farkas): boolean {
  const { T, width, rowsOf, freeRow, lower, upper } = instance;
  if (p.some((value) => value < 0) || q.some((value) => value < 0)) return false;
  let demanded = 0;
  for (let r = 0; r < lower.length; r++) if (r !== freeRow) demanded += p[r]! * lower[r]! - q[r]! * upper[r]!;
  const w = new Float64Array(T);
  for (let t = 0; t < T; t++)
    for (let e = t * width; e < (t + 1) * width; e++)
      if (rowsOf[e] !== freeRow) w[t]! += p[rowsOf[e]!]! - q[rowsOf[e]!]!;
  return demanded > most(instance, w);
}

/** max Σ_t w_t x_t with Σ_t x_t = k, 0 ≤ x_t ≤ cap_t: fill the heaviest classes first. −∞ where k seats do not fit. */
function most({ k, cap }: Instance, w: Float64Array): number {
  const heaviestFirst = Array.from(w, (_, t) => t).sort((s, t) => w[t]! - w[s]!);
  let left = k;
  let sum = 0;
  for (const t of heaviestFirst) {
    const seats = Math.min(left, cap[t]!);
    sum += seats * w[t]!;
    left -= seats;
  }
  return left === 0 ? sum : Number.NEGATIVE_INFINITY;
}

/**
 * Multiples of the multipliers to try rounding at. They are fractions with small denominators, so that one of the first
 * is exact; the last are so fine that rounding cannot eat up the violation, and leave sums below 2^53 exact.
 */
const MULTIPLES = [...Array.from({ length: 60 }, (_, i) => i + 1), 2 ** 16, 2 ** 26];

/**
 * Multipliers that prove the LP relaxation infeasible, from the duals of the least violation
 *
 *     min Σ_r (s_r + u_r)   s.t.   Σ_{t in r} x_t + s_r ≥ lower_r,   Σ_{t in r} x_t − u_r ≤ upper_r,
 *                                  Σ_t x_t = k,   0 ≤ x_t ≤ cap_t,   s, u ≥ 0
 *
 * rounded to integers; undefined when no rounding passes the check.
 */
export function findFarkas(instance: Instance, solver: Solver): Farkas | undefined {
  const R = instance.lower.length;
  const model = solver.openLp(compositionProgram(withoutRowBounds(instance), [], violations(instance)));
  try {
    const solution = model.solve();
    // Without x there are fewer than k people, and zero multipliers prove that.
    if (solution === undefined) return provenOnly(instance, { p: new Int32Array(R), q: new Int32Array(R) });
    const first = R + 1;
    for (const multiple of MULTIPLES) {
      // Costs are negative (the port maximises): a higher lower bound lowers the optimum, a higher upper bound raises it.
      const rounded = (from: number, sign: 1 | -1): Int32Array =>
        Int32Array.from(solution.rowDuals.subarray(from, from + R), (y) =>
          Math.max(0, Math.round(sign * y * multiple)),
        );
      const proven = provenOnly(instance, { p: rounded(first, -1), q: rounded(first + R, 1) });
      if (proven !== undefined) return proven;
    }
    return undefined;
  } finally {
    model.dispose();
  }
}

const provenOnly = (instance: Instance, farkas: Farkas): Farkas | undefined =>
  provesInfeasible(instance, farkas) ? farkas : undefined;

const withoutRowBounds = (instance: Instance): Instance => ({
  ...instance,
  lower: new Int32Array(instance.lower.length),
  upper: new Int32Array(instance.lower.length).fill(instance.k),
});

/** R rows for the lower bounds, R for the upper; then the columns s and u. */
function violations({ width, rowsOf, lower, upper }: Instance): Extra {
  const R = lower.length;
  const column = (row: number, value: 1 | -1) => ({
    cost: -1,
    lower: 0,
    upper: Number.POSITIVE_INFINITY,
    entries: [[row, value]] as const,
  });
  const rows = Array.from(lower, (_, r) => r);
  return {
    rowLower: Float64Array.from([...lower, ...rows.map(() => Number.NEGATIVE_INFINITY)]),
    rowUpper: Float64Array.from([...rows.map(() => Number.POSITIVE_INFINITY), ...upper]),
    *entries(t) {
      for (const r of rowsOf.subarray(t * width, (t + 1) * width)) {
        yield [r, 1];
        yield [R + r, 1];
      }
    },
    columns: [...rows.map((r) => column(r, 1)), ...rows.map((r) => column(R + r, -1))],
  };
}
