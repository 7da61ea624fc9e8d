import { apportion } from '../register/apportionment.js';
import type { Mixture } from './active-set.js';
import { buildCertificate, type Certificate, SCALE } from './certificate.js';
import { decompose, type SearchTools } from './decompose.js';
import type { PanelDistribution } from './distribution.js';
import { findExactLeximin } from './exact.js';
import type { Composition, Instance } from './instance.js';
import { findRelaxedLeximin } from './relaxed-leximin.js';

/** Exact leximin: the distribution, every class's exact probability and the proof. */
export interface Leximin {
  readonly distribution: PanelDistribution;
  /** T: the leximin selection probability of each class's people; the distribution is within CHANCE_TOLERANCE of it. */
  readonly probabilities: Float64Array;
  readonly certificate: Certificate;
}

/**
 * The leximin panel distribution: the least selection probability is as high as possible, then the second least, and so
 * on (Flanigan, Gölz, Gupta, Hennig & Procaccia 2021, "Fair algorithms for selecting citizens' assemblies"). Relaxed
 * leximin, its decomposition into panels and, where that bound is not attained, cuts. Undefined when there is no panel.
 */
export function findLeximin(instance: Instance, tools: SearchTools): Leximin | undefined {
  const relaxed = findRelaxedLeximin(instance, [], tools.solver);
  if (relaxed === undefined) return undefined;
  const first = decompose(instance, relaxed.x, tools);
  const exact = first.reached ? { relaxed, active: first.active, cuts: [] } : findExactLeximin(instance, first, tools);
  if (exact === undefined) return undefined;
  const distribution = toDistribution(exact.active.mixture());
  return {
    distribution,
    probabilities: exact.relaxed.a,
    certificate: buildCertificate(exact.relaxed.levels, exact.cuts, distribution, instance.T),
  };
}

/** Integer weights over 2^40, by largest remainder: each within 2^−40 of the real one. */
function toDistribution({ compositions, weights }: Mixture): PanelDistribution {
  const sorted = compositions.map((y, c) => ({ y, weight: weights[c]! })).sort((a, b) => compareSeats(a.y, b.y));
  const whole = apportion(
    SCALE,
    sorted.map(({ weight }) => weight),
  );
  const used = sorted.map(({ y }, c) => ({ y, weight: whole[c]! })).filter(({ weight }) => weight > 0);
  return { compositions: used.map(({ y }) => y), weights: used.map(({ weight }) => weight) };
}

/** More seats in the first class that differs come first. */
export function compareSeats(a: Composition, b: Composition): number {
  for (let t = 0; t < a.length; t++) if (a[t] !== b[t]) return b[t]! - a[t]!;
  return 0;
}
