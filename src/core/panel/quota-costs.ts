import type { Pool } from '../register/pool.js';
import type { QuotaCosts } from './scenario.js';

/** A whole quota missed. */
export const WHOLE = 1_000_000;

/**
 * A seat short of min or above max costs 1/max, as in the paper (its L1 loss), rounded down to millionths: a seat lost means more to
 * a value with three than to one with sixty. The number of seats counts as one more quota, from k to k. The quotas are of each of so
 * many panels, which have k seats together.
 */
export function quotaCosts(pool: Pool, k: number, panels = 1): QuotaCosts {
  const firsts = new Int32Array(pool.quotas.length + 1);
  pool.quotas.forEach(({ quotas }, f) => {
    firsts[f + 1] = firsts[f]! + quotas.length;
  });
  const all = pool.quotas.flatMap(({ quotas }) =>
    quotas.map(({ min, max }) => ({ min: min * panels, max: max * panels })),
  );
  return {
    firsts,
    min: Float64Array.from(all, ({ min }) => min),
    // No sound quotas have a max below the min; with it, moves could go round in a circle.
    max: Float64Array.from(all, ({ min, max }) => Math.max(min, max)),
    cost: Float64Array.from(all, ({ max }) => Math.floor(WHOLE / Math.max(1, max))),
    emptySeat: Math.floor(WHOLE / Math.max(1, k)),
  };
}

/** The F values of a person among all V. */
export const valuesOf = ({ quotas, values }: Pool, { firsts }: QuotaCosts, person: number): Int32Array =>
  Int32Array.from(quotas, (_, f) => firsts[f]! + values[person * quotas.length + f]!);

/** V: people with each value. */
export function countSeats(pool: Pool, costs: QuotaCosts, people: ArrayLike<number>): Float64Array {
  const seats = new Float64Array(costs.cost.length);
  for (let i = 0; i < people.length; i++) for (const v of valuesOf(pool, costs, people[i]!)) seats[v]! += 1;
  return seats;
}
