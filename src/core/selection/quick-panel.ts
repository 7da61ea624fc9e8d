import type { Composition, Instance } from './instance.js';
import { SwapSearch } from './swap-search.js';

/** Swaps tried before giving up; where there is room, ten mend what the greedy start left. */
const SWAPS = 60;
/** A class that was moved rests this many swaps, and up to REST_SPREAD − 1 more. */
const REST = 3;
const REST_SPREAD = 4;

/**
 * A panel without any program, in a fraction of a millisecond: seats go one by one to the class whose values lack the most
 * seats beside the people left for them, then swaps mend what is over or short. Undefined proves nothing: only the solver can
 * say that there is none.
 */
export function findPanelQuickly(instance: Instance): Composition | undefined {
  const start = greedyStart(instance);
  if (start === undefined) return undefined;
  const { width, rowsOf, cap, lower, upper, T } = instance;
  const search = new SwapSearch({
    width,
    rowsOf,
    seatsLower: new Int32Array(T),
    seatsUpper: cap,
    rowLower: lower,
    rowUpper: upper,
  });
  const none = new Float64Array(T);
  search.rank(none);
  search.y.set(start);
  search.start();
  const all = search.candidates.length;
  for (let i = 1; search.violation > 0; i++) {
    const swapped = i > SWAPS ? undefined : search.swap(none, 1, all, i);
    if (swapped === undefined) return undefined;
    for (const t of swapped) search.rest(t, i + REST + ((i + t) % REST_SPREAD));
  }
  return search.y.slice();
}

/** k seats, maxima kept as long as any class allows it; undefined where there are fewer people. */
function greedyStart({ k, T, width, rowsOf, cap, lower, upper }: Instance): Composition | undefined {
  const y = new Int32Array(T);
  const seats = new Int32Array(lower.length);
  const people = new Int32Array(lower.length);
  for (let t = 0; t < T; t++) for (let e = t * width; e < (t + 1) * width; e++) people[rowsOf[e]!]! += cap[t]!;
  const worth = new Float64Array(lower.length);
  const update = (r: number): void => {
    const lack = lower[r]! - seats[r]!;
    worth[r] = seats[r]! >= upper[r]! ? -FULL : lack > 0 ? lack / Math.max(1, people[r]! - seats[r]!) : 0;
  };
  for (let r = 0; r < worth.length; r++) update(r);
  for (let seat = 0; seat < k; seat++) {
    let best = -1;
    let most = Number.NEGATIVE_INFINITY;
    for (let t = 0; t < T; t++) {
      if (y[t]! >= cap[t]!) continue;
      let sum = 0;
      for (let e = t * width; e < (t + 1) * width; e++) sum += worth[rowsOf[e]!]!;
      if (sum > most) [best, most] = [t, sum];
    }
    if (best < 0) return undefined;
    y[best]!++;
    for (let e = best * width; e < (best + 1) * width; e++) {
      seats[rowsOf[e]!]!++;
      update(rowsOf[e]!);
    }
  }
  return y;
}

/** A row at its maximum counts for more than all that others lack. */
const FULL = 1e6;
