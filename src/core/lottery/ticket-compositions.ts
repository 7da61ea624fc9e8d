import type { Noise } from '../ports.js';
import { apportion } from '../register/apportionment.js';
import { SCALE } from '../selection/certificate.js';
import { average } from '../selection/decompose.js';
import type { PanelDistribution } from '../selection/distribution.js';
import type { Composition, Instance } from '../selection/instance.js';
import type { Splitter } from '../selection/several-panels.js';
import { roundWithin, takeApart } from '../selection/take-apart.js';

/**
 * M compositions, one a ticket, whose total gives every class M times its expected seats, rounded up or down.
 *
 * A composition of weight w stands on ⌊M·w⌋ tickets for certain. What is left is L tickets and, per class, the seats
 * Σ_c (M·w_c − ⌊M·w_c⌋)·y_c; rounded to whole seats with every row between floor and ceiling, they are the target of L
 * panels, which are taken off it one by one: each within floor and ceiling of target/L, so that the rest stays within the
 * quotas of L − 1 panels. Where one is not found, panels taken before are put back and the order changed.
 */
export function findTicketCompositions(
  instance: Instance,
  distribution: PanelDistribution,
  M: number,
  noise: Noise,
  splitter?: Splitter,
): Composition[] {
  const shares = distribution.weights.map((weight) => (weight / SCALE) * M);
  const certain = distribution.compositions.flatMap((y, c) => new Array<Composition>(Math.floor(shares[c]!)).fill(y));
  const L = M - certain.length;
  const left = average(instance.T, {
    compositions: distribution.compositions,
    weights: Float64Array.from(shares, (share) => share - Math.floor(share)),
  });
  const split =
    splitIntoPanels(instance, left, L, noise, splitter) ??
    nearestWeights(
      distribution,
      shares.map((share) => share - Math.floor(share)),
      L,
    );
  return shuffled([...certain, ...split], noise);
}

function splitIntoPanels(
  instance: Instance,
  left: Float64Array,
  L: number,
  noise: Noise,
  splitter: Splitter | undefined,
): Composition[] | undefined {
  if (L === 0) return [];
  const target = roundWithin(ofPanels(instance, L), left, noise);
  const suits = (y: Composition): boolean => splitter === undefined || splitter.split(y) !== undefined;
  return target && takeApart(instance, target, L, noise, suits);
}

/** The bounds of the sum of L panels. */
function ofPanels(instance: Instance, L: number): Instance {
  const times = (values: Int32Array): Int32Array => values.map((value) => value * L);
  const { k, cap, lower, upper } = instance;
  return { ...instance, k: k * L, cap: times(cap), lower: times(lower), upper: times(upper) };
}

/** M tickets on the distribution's own compositions, for objectives that rule out every other panel. */
export function shareOutTickets(distribution: PanelDistribution, M: number, noise: Noise): Composition[] {
  return shuffled(nearestWeights(distribution, distribution.weights, M), noise);
}

/** The plain way out: the L tickets go to the compositions with the largest remainders. */
function nearestWeights(distribution: PanelDistribution, weights: readonly number[], L: number): Composition[] {
  const counts = apportion(L, weights);
  return counts.flatMap((count, c) => new Array<Composition>(count).fill(distribution.compositions[c]!));
}

function shuffled<T>(items: T[], noise: Noise): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(noise() * (i + 1));
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
  return items;
}
