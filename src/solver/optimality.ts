// biome-ignore-all lint/style/noNonNullAssertion: indices run over the arrays' own lengths
import type { DenseProgram } from './dense-program.js';

/** Whether every row and every column of the program is within its bounds, to `tolerance` of its size. */
export function isFeasible(program: DenseProgram, x: Float64Array, tolerance: number): boolean {
  const { lower, upper, rowLower, rowUpper } = program;
  return isWithin(program.activities(x), rowLower, rowUpper, tolerance) && isWithin(x, lower, upper, tolerance);
}

function isWithin(value: Float64Array, lower: Float64Array, upper: Float64Array, tolerance: number): boolean {
  return value.every((v, i) => {
    const room = tolerance * (1 + Math.abs(v));
    return v >= lower[i]! - room && v <= upper[i]! + room;
  });
}

/**
 * Whether multipliers y of the rows and d = c − Aᵀy of the columns prove a feasible x optimal:
 *
 *     y_i > 0 only where a_i·x is at rowUpper, y_i < 0 only at rowLower;   d_j > 0 only where x_j is at upper, < 0 only at lower.
 *
 * That makes them feasible for the dual program
 *
 *     min Σ_i (y_i⁺·rowUpper_i − y_i⁻·rowLower_i) + Σ_j (d_j⁺·upper_j − d_j⁻·lower_j)   s.t.   Aᵀy + d = c
 *
 * and complementary to x, so that both objectives are the same. Signs are taken to `tolerance` of the largest cost.
 */
export function provesOptimal(
  program: DenseProgram,
  { x, y, d }: { readonly x: Float64Array; readonly y: Float64Array; readonly d: Float64Array },
  tolerance: number,
): boolean {
  const { cost, lower, upper, rowLower, rowUpper } = program;
  const zero = tolerance * cost.reduce((most, c) => Math.max(most, Math.abs(c)), 1);
  const agree = (value: Float64Array, from: Float64Array, to: Float64Array, multiplier: Float64Array): boolean =>
    multiplier.every((w, i) => {
      const room = tolerance * (1 + Math.abs(value[i]!));
      if (!Number.isFinite(w)) return false;
      if (w > zero) return to[i]! - value[i]! <= room;
      return w >= -zero ? true : value[i]! - from[i]! <= room;
    });
  return agree(program.activities(x), rowLower, rowUpper, y) && agree(x, lower, upper, d);
}

/** Sums below this share of the numbers added up are rounding. */
const ROUNDING = 1e-9;

/**
 * Whether multipliers y prove that no x exists (Farkas): every feasible x has
 *
 *     min over lower ≤ x ≤ upper of yᵀA x  ≤  yᵀA x  ≤  Σ_i (y_i⁺·rowUpper_i − y_i⁻·rowLower_i),
 *
 * and the left is clearly above the right.
 */
export function provesInfeasible(program: DenseProgram, y: Float64Array): boolean {
  const { lower, upper, rowLower, rowUpper } = program;
  const largest = y.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let [excess, size] = [0, 0];
  const add = (factor: number, bound: number): void => {
    if (Math.abs(factor) <= ROUNDING * largest && !Number.isFinite(bound)) return; // a zero, but for rounding
    excess += factor * bound;
    size += Math.abs(factor * bound);
  };
  program.prices(y).forEach((w, j) => {
    if (w !== 0) add(w, w > 0 ? lower[j]! : upper[j]!);
  });
  y.forEach((yi, i) => {
    if (yi !== 0) add(-yi, yi > 0 ? rowUpper[i]! : rowLower[i]!);
  });
  return excess > ROUNDING * size;
}
