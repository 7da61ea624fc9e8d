import { describe, expect, test } from 'vitest';
import { activities, type Instance } from '../../../src/core/selection/instance.js';
import { boxAround } from '../../../src/core/selection/rounding.js';
import { type Box, SwapSearch } from '../../../src/core/selection/swap-search.js';
import { anyTask } from '../../support/any-task.js';
import fc from '../../support/laws.js';
import { instanceOfTask } from '../../support/tight-pools.js';

/** The instance's own bounds as a box. */
const boxOf = ({ width, rowsOf, cap, lower, upper }: Instance): Box => ({
  width,
  rowsOf,
  seatsLower: cap.map(() => 0),
  seatsUpper: cap,
  rowLower: lower,
  rowUpper: upper,
});

/** Seats beyond the rows' bounds, counted afresh. */
const violationOf = (instance: Instance, box: Box, y: Int32Array): number =>
  activities(instance, y).reduce((sum, a, r) => sum + Math.max(0, a - box.rowUpper[r]!, box.rowLower[r]! - a), 0);

/** k seats, given out from the first class on with a stride, so that quotas are often broken. */
function someSeats({ T, k, cap }: Instance, stride: number): Int32Array {
  const y = new Int32Array(T);
  let [t, left] = [stride % T, k];
  for (let step = 0; left > 0 && step < 100 * T; step++, t = (t + (step % T === 0 ? 1 : stride)) % T) {
    if (y[t]! < cap[t]!) {
      y[t]! += 1;
      left--;
    }
  }
  return y;
}

/** Every swap p → q there is, with its score by definition. */
function bestScore(
  instance: Instance,
  box: Box,
  y: Int32Array,
  value: Float64Array,
  penalty: number,
  resting: ReadonlySet<number>,
): number {
  let best = Number.POSITIVE_INFINITY;
  for (let p = 0; p < instance.T; p++) {
    for (let q = 0; q < instance.T; q++) {
      if (p === q || resting.has(p) || resting.has(q)) continue;
      if (y[p]! <= box.seatsLower[p]! || y[q]! >= box.seatsUpper[q]!) continue;
      const swapped = y.slice();
      swapped[p]! -= 1;
      swapped[q]! += 1;
      const delta = violationOf(instance, box, swapped) - violationOf(instance, box, y);
      best = Math.min(best, penalty * delta + value[p]! - value[q]!);
    }
  }
  return best;
}

const anySearch = fc.record({
  task: anyTask,
  stride: fc.integer({ min: 1, max: 50 }),
  values: fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 40, maxLength: 40 }),
  penalty: fc.constantFrom(0.5, 1, 4),
});

describe('swaps', () => {
  test('keep the size, the seats within their box, and a count of violations equal to one made afresh', () => {
    fc.assert(
      fc.property(anySearch, ({ task, stride, values, penalty }) => {
        const instance = instanceOfTask(task);
        const box = boxOf(instance);
        const search = new SwapSearch(box);
        const value = Float64Array.from({ length: instance.T }, (_, t) => values[t % 40]!);
        search.rank(value);
        search.y.set(someSeats(instance, stride));
        const seats = search.y.reduce((a, b) => a + b, 0);
        search.start();
        for (let i = 1; i <= 12; i++) {
          expect(search.violation).toBe(violationOf(instance, box, search.y));
          const swapped = search.swap(value, penalty, search.candidates.length, i);
          if (swapped === undefined) break;
          for (const t of swapped) search.rest(t, i + 2);
          expect(search.y.reduce((a, b) => a + b, 0)).toBe(seats);
          expect(search.y.every((y, t) => y >= 0 && y <= instance.cap[t]!)).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('are the best of all that do not rest, weighing violations against values', () => {
    fc.assert(
      fc.property(anySearch, ({ task, stride, values, penalty }) => {
        const instance = instanceOfTask(task);
        const box = boxOf(instance);
        const search = new SwapSearch(box);
        const value = Float64Array.from({ length: instance.T }, (_, t) => values[t % 40]!);
        search.rank(value);
        search.y.set(someSeats(instance, stride));
        search.start();
        const until = new Map<number, number>();
        for (let i = 1; i <= 5; i++) {
          const before = search.y.slice();
          const resting = new Set([...until].filter(([, last]) => last > i).map(([t]) => t));
          const best = bestScore(instance, box, before, value, penalty, resting);
          const swapped = search.swap(value, penalty, search.candidates.length, i);
          if (swapped === undefined) {
            expect(best).toBe(Number.POSITIVE_INFINITY);
            return;
          }
          const [p, q] = swapped;
          const delta = violationOf(instance, box, search.y) - violationOf(instance, box, before);
          expect(penalty * delta + value[p]! - value[q]!).toBeCloseTo(best, 9);
          for (const t of swapped) {
            search.rest(t, i + 2);
            until.set(t, i + 2);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  test('leave classes alone whose seats are settled', () => {
    fc.assert(
      fc.property(anyTask, (task) => {
        const instance = instanceOfTask(task);
        const x = Float64Array.from(instance.count, (n) => (n * instance.k) / task.pool.pseudonyms.length);
        const box = boxAround(instance, x);
        const settled = [...x.keys()].filter((t) => box.seatsLower[t] === box.seatsUpper[t]);
        expect([...new SwapSearch(box).candidates].filter((t) => settled.includes(t))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});
