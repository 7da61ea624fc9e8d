import { CHANCE_TOLERANCE } from './decompose.js';
import type { Cut, Instance } from './instance.js';
import type { Direction, Level } from './relaxed-leximin.js';

/** Left for rounding to whole numbers over 2^40. */
const ROOM = 0.9;

/**
 * Whether expected seats p leave the gap of every level within CHANCE_TOLERANCE: the inequality of certificate.ts, in
 * floating point. It adds up the errors of the classes fixed before a level, y-weighted, and what the duals are off: even
 * with each chance within tolerance, the sum may not be. For where the search stops; the proof is in integers.
 */
export function keepsLevels(
  instance: Instance,
  cuts: readonly Cut[],
  levels: readonly Level[],
  direction: Direction,
): (p: Float64Array) => boolean {
  const { T, count } = instance;
  const sign = direction === 'raise' ? 1 : -1;
  const levelOf = new Int32Array(T).fill(levels.length);
  levels.forEach(({ fixed }, j) => {
    for (const t of fixed) levelOf[t] = j;
  });
  const bounds = levels.map((level) => boundOf(instance, cuts, level, sign));
  return (p) =>
    levels.every(({ y }, j) => {
      let numerator = sign * bounds[j]!;
      let weight = 0;
      let extreme = sign * Number.POSITIVE_INFINITY;
      for (let t = 0; t < T; t++) {
        const chance = p[t]! / count[t]!;
        if (levelOf[t]! < j) numerator -= y[t]! * p[t]!;
        else {
          weight += y[t]! * count[t]!;
          if (sign * (chance - extreme) < 0) extreme = chance;
        }
      }
      return Math.abs(numerator / weight - extreme) <= ROOM * CHANCE_TOLERANCE;
    });
}

/** Σ_r (λ_r⁺·upper_r − λ_r⁻·lower_r) + μ·k + Σ_c κ_c·h_c + Σ_t cap_t·max(0, ±y_t − λ(t) − μ − κ(t)). */
function boundOf(
  { T, k, cap, width, rowsOf, lower, upper }: Instance,
  cuts: readonly Cut[],
  { y, lambda, mu, kappa }: Level,
  sign: number,
): number {
  let bound = mu * k;
  lambda.forEach((value, r) => {
    bound += value * (value > 0 ? upper[r]! : lower[r]!);
  });
  cuts.forEach((cut, c) => {
    bound += kappa[c]! * cut.bound;
  });
  for (let t = 0; t < T; t++) {
    let excess = sign * y[t]! - mu;
    for (let e = t * width; e < (t + 1) * width; e++) excess -= lambda[rowsOf[e]!]!;
    cuts.forEach((cut, c) => {
      excess -= kappa[c]! * cut.weights[t]!;
    });
    if (excess > 0) bound += excess * cap[t]!;
  }
  return bound;
}
