import type { Noise } from '../ports.js';
import type { Composition, Instance } from './instance.js';
import { activities } from './instance.js';
import { type Box, SwapSearch } from './swap-search.js';

/** LP values this close to an integer are that integer: well above the pricing LP's tolerance of 1e-7. */
export const INTEGRAL = 1e-6;
/** Weight of one violated seat, in units of the largest reduced cost among the candidates. */
const PENALTY = 2;
/** Roundings tried before giving up; each widens the search by GROWTH. */
const ATTEMPTS = 12;
const GROWTH = 1.35;
const FIRST_CANDIDATES = 200;
const SWAPS = 80;
/** A class that was moved rests 3 to 8 swaps. */
const REST = 3;
const REST_SPREAD = 6;

/** Seats and rows within floor and ceiling of the point x: the box in which panels that average to x are looked for. */
export function boxAround(instance: Instance, x: Float64Array, slack = 1e-7): Box {
  const { width, rowsOf, lower, upper, cap } = instance;
  const floor = (v: number): number => Math.floor(v + slack);
  const ceil = (v: number): number => Math.ceil(v - slack);
  const a = activities(instance, x);
  return {
    width,
    rowsOf,
    seatsLower: Int32Array.from(x, (v) => Math.max(0, floor(v))),
    seatsUpper: Int32Array.from(x, (v, t) => Math.min(cap[t]!, ceil(v))),
    rowLower: lower.map((bound, r) => Math.max(bound, floor(a[r]!))),
    rowUpper: upper.map((bound, r) => Math.min(bound, ceil(a[r]!))),
  };
}

/**
 * Rounds a fractional point of the box to a panel: systematic sampling of its fractional seats in random order (which
 * keeps the size and, nearly, the rows), then tabu swaps among the classes of smallest reduced cost until no row is
 * violated. No proof that a panel exists: `round` may fail where one does.
 */
export class Rounder {
  private readonly search: SwapSearch;
  private readonly k: number;
  private readonly noise: Noise;
  private v: Float64Array = new Float64Array(0);
  private cost: Float64Array = new Float64Array(0);
  private key: Float64Array = new Float64Array(0);
  private fractional: Int32Array = new Int32Array(0);

  constructor(box: Box, k: number, noise: Noise) {
    this.search = new SwapSearch(box);
    this.k = k;
    this.noise = noise;
  }

  /** The point to round and the reduced cost of each class: what a seat of it adds beyond what its rows are worth. */
  prepare(v: Float64Array, reducedCosts: Float64Array): void {
    this.v = v;
    const key = reducedCosts.map(Math.abs);
    this.search.rank(key);
    this.key = key;
    this.cost = reducedCosts;
    this.fractional = Int32Array.from(v.keys()).filter((t) => Math.abs(v[t]! - Math.round(v[t]!)) >= INTEGRAL);
  }

  /** `first`: the candidates of the first attempt. Without reduced costs that rank them, all: fewer only cost attempts. */
  round(first = FIRST_CANDIDATES): Composition | undefined {
    const { search } = this;
    const all = search.candidates.length;
    let limit = Math.min(all, first);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (this.sample()) {
        search.start();
        if (this.repair(Math.floor(limit))) return search.y.slice();
      }
      limit = Math.min(all, limit * GROWTH);
    }
    return undefined;
  }

  /** Floors, then one seat for each unit step of the running sum of fractions, from a random start. */
  private sample(): boolean {
    const { fractional, noise, v } = this;
    const { y } = this.search;
    let need = this.k;
    for (let t = 0; t < y.length; t++) {
      y[t] = Math.floor(v[t]! + INTEGRAL);
      need -= y[t]!;
    }
    for (let i = fractional.length - 1; i > 0; i--) {
      const j = Math.floor(noise() * (i + 1));
      [fractional[i], fractional[j]] = [fractional[j]!, fractional[i]!];
    }
    let sum = noise();
    for (const t of fractional) {
      const before = Math.floor(sum);
      sum += v[t]! - Math.floor(v[t]!);
      if (Math.floor(sum) > before && need > 0) {
        y[t]!++;
        need--;
      }
    }
    for (const t of fractional) {
      if (need <= 0) break;
      if (y[t]! < v[t]!) {
        y[t]!++;
        need--;
      }
    }
    return need === 0;
  }

  private repair(limit: number): boolean {
    const { search, cost, noise } = this;
    const last = search.candidates[limit - 1];
    const penalty = PENALTY * ((last === undefined ? 0 : this.key[last]!) + 1e-9);
    for (let i = 1; search.violation > 0; i++) {
      const swapped = i > SWAPS ? undefined : search.swap(cost, penalty, limit, i);
      if (swapped === undefined) return false;
      for (const t of swapped) search.rest(t, i + REST + Math.floor(noise() * REST_SPREAD));
    }
    return true;
  }
}
