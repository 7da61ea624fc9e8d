import { apportion } from '../register/apportionment.js';
import type { Mixture } from './active-set.js';
import { SCALE } from './certificate.js';
import type { Composition } from './instance.js';

/**
 * A panel distribution: compositions with integer weights that sum to 2^40, from here on exact. Sorted by their seats
 * (as sequences of numbers), so that the same distribution is the same bytes however the search came upon it.
 */
export interface PanelDistribution {
  readonly compositions: readonly Composition[];
  readonly weights: readonly number[];
  /** Where several panels are drawn at once: of each composition, those that it splits into. */
  readonly parts?: readonly (readonly Composition[])[];
}

/** Integer weights over 2^40, by largest remainder: each within 2^−40 of the real one. */
export function toDistribution({ compositions, weights }: Mixture): PanelDistribution {
  const sorted = compositions.map((y, c) => ({ y, weight: weights[c]! })).sort((a, b) => compareSeats(a.y, b.y));
  const whole = apportion(
    SCALE,
    sorted.map(({ weight }) => weight),
  );
  const used = sorted.map(({ y }, c) => ({ y, weight: whole[c]! })).filter(({ weight }) => weight > 0);
  return { compositions: used.map(({ y }) => y), weights: used.map(({ weight }) => weight) };
}

/** More seats in the first class that differs come first. */
function compareSeats(a: Composition, b: Composition): number {
  for (let t = 0; t < a.length; t++) if (a[t] !== b[t]) return b[t]! - a[t]!;
  return 0;
}
