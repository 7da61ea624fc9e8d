import type { Solver } from '../ports.js';
import { SCALE } from './certificate.js';
import { findNoChance } from './find-no-chance.js';
import type { Cut, Instance } from './instance.js';
import { compositionProgram } from './programs.js';
import { findGoldilocksBounds } from './relaxed-goldilocks.js';

/** A gap up to this is what CHANCE_TOLERANCE on the chances can cost. */
export const GAP_TOLERANCE = 1e-4;

/**
 * The duality gap of Nash welfare per person. With p the expected seats and y any panel, concavity gives
 *
 *     Σ n_t·log(q_t) − Σ n_t·log(p_t) ≤ Σ_t (n_t/p_t)·q_t − n ≤ max_y Σ_t (n_t/p_t)·y_t − n
 *
 * for every distribution q; the maximum over the relaxation bounds that over panels. Divided by the n people who have a
 * chance: no distribution has a geometric mean of chances above (1 + gap + gap²…) times this one's.
 */
export function nashGap(instance: Instance, cuts: readonly Cut[], seats: readonly bigint[], solver: Solver): number {
  const people = instance.count.reduce((sum, n, t) => sum + (seats[t] === 0n ? 0 : n), 0);
  const cost = Float64Array.from(seats, (X, t) => (X === 0n ? 0 : (instance.count[t]! * SCALE) / Number(X) / people));
  const lp = solver.openLp({ ...compositionProgram(instance, cuts), cost });
  const solution = lp.solve();
  lp.dispose();
  return solution === undefined ? Number.POSITIVE_INFINITY : solution.objective - 1;
}

/** What the distribution attains of u·n/k + γ·k/(n·l), less the least value over the relaxation. */
export function goldilocksGap(
  instance: Instance,
  cuts: readonly Cut[],
  seats: readonly bigint[],
  { gamma, solver }: { readonly gamma: number; readonly solver: Solver },
): number {
  const found = findNoChance(instance, cuts, solver);
  if (found === undefined) return Number.POSITIVE_INFINITY;
  const { value } = findGoldilocksBounds(instance, cuts, found.classes, { gamma, maximin: found.least, solver });
  return goldilocksValue(instance, seats, gamma) - value;
}

/** u·n/k + γ·k/(n·l) of expected seats, over the classes that have any. */
export function goldilocksValue(instance: Instance, seats: readonly bigint[], gamma: number): number {
  let [least, greatest, people] = [1, 0, 0];
  seats.forEach((X, t) => {
    if (X === 0n) return;
    const chance = Number(X) / SCALE / instance.count[t]!;
    people += instance.count[t]!;
    [least, greatest] = [Math.min(least, chance), Math.max(greatest, chance)];
  });
  const kappa = instance.k / people;
  return greatest / kappa + (gamma * kappa) / least;
}
