import { presentIn, type SeatingProblem } from './problem.js';

/** What a table of each size should have of each value in a round: the proportional share, rounded down and up. */
export interface RoundShares {
  /** Values over all features: value v of feature f is number `offsets[f] + v`. */
  readonly offsets: readonly number[];
  /** Tables × values. */
  readonly low: Int32Array;
  readonly high: Int32Array;
}

export function sharesOfRound(problem: SeatingProblem, round: number): RoundShares {
  const { features, values, rounds, people: n } = problem;
  const F = features.length;
  const offsets: number[] = [];
  let V = 0;
  for (const feature of features) {
    offsets.push(V);
    V += feature.values.length;
  }
  const present = presentIn(rounds[round]!, n);
  const have = new Int32Array(V);
  for (const p of present) for (let f = 0; f < F; f++) have[offsets[f]! + values[p * F + f]!]!++;
  const { tables } = rounds[round]!;
  const low = new Int32Array(tables.length * V);
  const high = new Int32Array(tables.length * V);
  for (const [t, size] of tables.entries())
    for (let v = 0; v < V; v++) {
      // Whole numbers: share = size × have / present.
      const seats = size * have[v]!;
      low[t * V + v] = Math.floor(seats / present.length);
      high[t * V + v] = Math.ceil(seats / present.length);
    }
  return { offsets, low, high };
}
