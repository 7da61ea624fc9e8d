import type { Composition } from './instance.js';

/**
 * A panel distribution: compositions with integer weights that sum to 2^40, from here on exact. Sorted by their seats
 * (as sequences of numbers), so that the same distribution is the same bytes however the search came upon it.
 */
export interface PanelDistribution {
  readonly compositions: readonly Composition[];
  readonly weights: readonly number[];
}
