import type { Noise, Solver } from '../ports.js';
import { ActiveSet, type Mixture } from './active-set.js';
import { ImprovingSwaps } from './improving-swaps.js';
import { activities, type Composition, type Instance } from './instance.js';
import { PricingLp, type Vertex } from './pricing.js';
import { RestrictedPricing } from './restricted-pricing.js';
import { boxAround, Rounder } from './rounding.js';
import type { Splitter } from './several-panels.js';

/**
 * Writes a point x of the relaxation as a mixture of panels: fully corrective Frank–Wolfe on ‖D(Yλ − x)‖². Each round
 * prices a new composition in the direction of the residual (an LP vertex in the box around x, rounded to a panel), adds
 * a few more by swaps from panels already there, and moves the weights to the optimum over all found so far.
 */
export interface Decomposition {
  readonly active: ActiveSet;
  /** Every class within its tolerance of x. */
  readonly reached: boolean;
}

/** What the certificate promises of every level: bound and attained chance are this close. */
export const CHANCE_TOLERANCE = 1e-6;
/**
 * How far the chance of a class may be from its target: CHANCE_TOLERANCE, and never more than a thousandth of the chance
 * itself, which matters where a million people share a hundred seats.
 */
const RELATIVE_TOLERANCE = 1e-3;

/** Roundings of one LP vertex at most; fewer when one comes within this share of the possible progress. */
const ROUNDINGS = 4;
const NEAR_ENOUGH = 0.01;
/** Panels a round by swaps from random ones: they save an LP in seven; twice as many cost more than they save. */
const SWAPPED = 5;
/** Rounds without progress after which x is taken to be out of reach of these searches, and more for every class. */
const PATIENCE = 25;
const PATIENCE_PER_CLASS = 0.05;
/** Progress: within that many rounds the squared residual falls to this share. */
const PROGRESS = 0.9;

/** A phase of the work in plain words, and how much of it is done. */
export type OnProgress = (phase: string, done: number, total: number) => void;

export interface SearchTools {
  readonly solver: Solver;
  readonly noise: Noise;
  readonly onProgress?: OnProgress;
  /** Where several panels are drawn at once: what does not split into them is no composition. */
  readonly splitter?: Splitter | undefined;
}

export interface DecomposeOptions {
  /** Panels to begin with. */
  readonly known?: readonly Composition[];
  /** Whether expected seats that are within tolerance will do; the search goes on until they do. */
  readonly accepts?: (p: Float64Array) => boolean;
}

export function decompose(
  instance: Instance,
  x: Float64Array,
  tools: SearchTools,
  { known = [], accepts = () => true }: DecomposeOptions = {},
): Decomposition {
  const active = new ActiveSet(instance, x);
  for (const y of known) active.add(y);
  active.correct();
  const isReached = (found: ActiveSet): boolean =>
    withinTolerance(instance, x, found.mixture()) && accepts(average(instance.T, found.mixture()));
  for (const slack of BOXES) {
    const reached = searchBox(instance, x, tools, { active, isReached, slack });
    if (reached) return { active, reached };
  }
  return { active, reached: false };
}

/**
 * The boxes tried: seats and rows within floor and ceiling of x, where the most progress is made; then one seat more to either
 * side, since panels of the first need not average to x.
 */
const BOXES = [1e-7, -1];

/** Adds panels of one box until the mixture is near enough, or nothing comes of it any more. */
function searchBox(
  instance: Instance,
  x: Float64Array,
  tools: SearchTools,
  given: { readonly active: ActiveSet; readonly isReached: (found: ActiveSet) => boolean; readonly slack: number },
): boolean {
  const { noise, splitter } = tools;
  const suits = (y: Composition): boolean => splitter === undefined || splitter.split(y) !== undefined;
  const { active, isReached } = given;
  const box = boxAround(instance, x, given.slack);
  const pricing = new PricingLp(instance, box, x, tools.solver);
  const rounder = new Rounder(box, instance.k, noise);
  const restricted = hasManyHouseholdRows(instance, x) ? new RestrictedPricing(instance, box, tools.solver) : undefined;
  const improving = new ImprovingSwaps(box);
  const progress = new Progress(Math.round(PATIENCE + PATIENCE_PER_CLASS * instance.T));
  try {
    for (;;) {
      const r = active.residual();
      const error = worstError(instance, x, r);
      if (error <= 1 && isReached(active)) return true;
      tools.onProgress?.('finding panels', progress.percent(error), 100);
      if (progress.stalled(squaredNorm(instance, r))) return false;

      const w = direction(instance, r);
      const vertex = pricing.solve(w);
      const found = restricted?.round(w, vertex);
      const priced =
        found !== undefined && suits(found)
          ? found
          : bestRounding(rounder, active, { w, vertex, current: dot(w, x) - dot(w, r), suits });
      if (priced !== undefined) active.add(priced);
      if (active.size > 5) {
        improving.prepare(w);
        for (let i = 0; i < SWAPPED; i++) {
          const swapped = improving.from(active.composition(Math.floor(noise() * active.size)));
          if (swapped !== undefined && suits(swapped)) active.add(swapped);
        }
      }
      active.correct();
    }
  } finally {
    pricing.dispose();
    restricted?.dispose();
  }
}

/** Above this many household groups likely to be overdrawn, swaps no longer mend a rounding; measured, not critical. */
const MANY_HOUSEHOLD_ROWS = 40;
/**
 * A group is likely to be overdrawn where its expected seats are above this share of its homes; in a register nearly none is. Measured: with
 * 0.25, 1,700 volunteers with seven features, most of whom share a home, take more than 150 s, with 0.1 or 0.05 they take 55 s; 12,000 people with four features take the same.
 */
const LIKELY_OVERDRAWN = 0.1;
function hasManyHouseholdRows(instance: Instance, x: Float64Array): boolean {
  const expected = activities(instance, x);
  let likely = 0;
  for (let r = instance.freeRow + 1; r < expected.length; r++) {
    if (expected[r]! > LIKELY_OVERDRAWN * instance.upper[r]!) likely++;
  }
  return likely > MANY_HOUSEHOLD_ROWS;
}

/** The most progress along w among a few roundings, leaving out panels known already. */
function bestRounding(
  rounder: Rounder,
  active: ActiveSet,
  {
    w,
    vertex,
    current,
    suits,
  }: { w: Float64Array; vertex: Vertex; current: number; suits: (y: Composition) => boolean },
): Composition | undefined {
  rounder.prepare(vertex.v, vertex.reducedCosts);
  const best = dot(w, vertex.v);
  let found: Composition | undefined;
  let value = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < ROUNDINGS && best - value > NEAR_ENOUGH * (best - current); i++) {
    const y = rounder.round();
    if (y === undefined || active.has(y) || !suits(y)) continue;
    const wy = dot(w, y);
    if (wy > value) [found, value] = [y, wy];
  }
  return found;
}

/** w_t = r_t / n_t, the gradient in D's metric, scaled to a largest entry of 1. */
export function direction(instance: Instance, r: Float64Array): Float64Array {
  const w = r.map((value, t) => value / instance.count[t]!);
  const largest = w.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return largest === 0 ? w : w.map((value) => value / largest);
}

/** How far the chances of a class may be off its target x_t / n_t, as seats. */
function tolerance(instance: Instance, x: Float64Array, t: number): number {
  return Math.min(CHANCE_TOLERANCE * instance.count[t]!, RELATIVE_TOLERANCE * x[t]!);
}

/** The largest |r_t| in units of its tolerance. Classes without a chance are in no panel of the box: they are exact. */
function worstError(instance: Instance, x: Float64Array, r: Float64Array): number {
  let worst = 0;
  for (let t = 0; t < r.length; t++) {
    if (x[t]! > NO_CHANCE) worst = Math.max(worst, Math.abs(r[t]!) / tolerance(instance, x, t));
  }
  return worst;
}

/** Seats of a class below this are an LP's zero. */
const NO_CHANCE = 1e-7;

/** Whether the mixture's own average, after normalising, is within tolerance of x everywhere. */
export function withinTolerance(instance: Instance, x: Float64Array, mixture: Mixture): boolean {
  const p = average(instance.T, mixture);
  return (
    worstError(
      instance,
      x,
      x.map((value, t) => value - p[t]!),
    ) <= 1
  );
}

/** Σ λ_c·y_c: expected seats per class. */
export function average(T: number, { compositions, weights }: Mixture): Float64Array {
  const p = new Float64Array(T);
  compositions.forEach((y, c) => {
    for (let t = 0; t < T; t++) p[t]! += weights[c]! * y[t]!;
  });
  return p;
}

function squaredNorm(instance: Instance, r: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < r.length; t++) sum += (r[t]! * r[t]!) / instance.count[t]!;
  return sum;
}

export const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let t = 0; t < a.length; t++) sum += a[t]! * b[t]!;
  return sum;
};

/** Watches the squared residual over a window of rounds. */
class Progress {
  private readonly history: number[] = [];
  private first = 0;
  private readonly patience: number;

  constructor(patience: number) {
    this.patience = patience;
  }

  stalled(squared: number): boolean {
    this.history.push(squared);
    const before = this.history[this.history.length - 1 - this.patience];
    return before !== undefined && squared > PROGRESS * before;
  }

  /** The residual falls about geometrically, so its order of magnitude shows how much is done. */
  percent(error: number): number {
    this.first = Math.max(this.first, error);
    return Math.max(0, Math.round(100 - (100 * decades(error)) / Math.max(1, decades(this.first))));
  }
}

/** Powers of ten above 1, by division alone. */
function decades(value: number): number {
  let count = 0;
  for (let rest = value; rest > 1; rest /= 10) count++;
  return count;
}
