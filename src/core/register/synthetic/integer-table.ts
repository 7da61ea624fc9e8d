import { SortitionError } from '../../errors.js';
import { marginal, type TableShape } from './joint-table.js';

/**
 * Rounds a fitted table to whole people so that every marginal is exact, each cell as near to its expectation as a
 * greedy repair gets it (nearly always within one).
 *
 * Every cell gets the whole part of its expectation; the people left over go to cells by systematic sampling of the
 * fractions. That may leave an axis with too many of one value and too few of another: people are then moved from a cell
 * of the one to the cell that differs from it in this value alone, so that no other axis changes.
 *
 * @param expected from fitTable; its marginals are the targets up to CLOSE_ENOUGH
 * @throws SortitionError SYNTH_CORRELATIONS_CONFLICT when cells that must stay empty allow no such move
 */
export function roundTable(
  shape: TableShape,
  expected: Float64Array,
  targets: readonly (readonly number[])[],
): Int32Array {
  const counts = sampleFractions(expected, targets[0]?.reduce((a, b) => a + b, 0) ?? 0);
  for (const [axis, target] of targets.entries()) repairAxis(shape, { expected, counts }, axis, target);
  return counts;
}

function sampleFractions(expected: Float64Array, people: number): Int32Array {
  const counts = Int32Array.from(expected, Math.floor);
  const left = people - counts.reduce((a, b) => a + b, 0);
  const fractions = expected.map((x) => x - Math.floor(x));
  const step = fractions.reduce((a, b) => a + b, 0) / Math.max(1, left);
  let passed = 0;
  let given = 0;
  for (const [cell, fraction] of fractions.entries()) {
    passed += fraction;
    if (given >= left || passed < (given + scattered(given)) * step || fraction === 0) continue;
    counts[cell] = (counts[cell] ?? 0) + 1;
    given++;
  }
  // Only sums that rounding bent can leave someone over; the repair finds them a better place.
  const roomiest = expected.reduce((most, x, cell) => (x > (expected[most] ?? 0) ? cell : most), 0);
  counts[roomiest] = (counts[roomiest] ?? 0) + left - given;
  return counts;
}

/**
 * Where in its step the i-th sample is taken, in [0, 1): multiples of the golden ratio, which fall evenly and in step with
 * no axis. Taken at the same point of every step, samples from equal cells would all fall on the same few values.
 */
const scattered = (i: number): number => (i * GOLDEN) % 1;
const GOLDEN = 0.6180339887498949;

interface Rounding {
  readonly expected: Float64Array;
  readonly counts: Int32Array;
}

function repairAxis(shape: TableShape, rounding: Rounding, axis: number, target: readonly number[]): void {
  const surplus = marginal(shape, axis, rounding.counts).map((sum, value) => sum - (target[value] ?? 0));
  for (;;) {
    const from = surplus.findIndex((s) => s > 0);
    if (from === -1) return;
    const wanting = surplus.flatMap((s, value) => (s < 0 ? [value] : []));
    const move = bestMove(shape, rounding, axis, from, wanting);
    if (move === undefined) throw new SortitionError('SYNTH_CORRELATIONS_CONFLICT', {});
    rounding.counts[move.cell] = (rounding.counts[move.cell] ?? 0) - 1;
    rounding.counts[move.other] = (rounding.counts[move.other] ?? 0) + 1;
    surplus[from] = (surplus[from] ?? 0) - 1;
    surplus[move.value] = (surplus[move.value] ?? 0) + 1;
  }
}

/** The move off value `from` that brings the two cells it touches nearest to their expectations. */
function bestMove(
  shape: TableShape,
  { expected, counts }: Rounding,
  axis: number,
  from: number,
  wanting: readonly number[],
): { cell: number; other: number; value: number } | undefined {
  const stride = shape.strides[axis] ?? 1;
  const block = stride * (shape.sizes[axis] ?? 1);
  let best: { cell: number; other: number; value: number } | undefined;
  let bestGain = Number.NEGATIVE_INFINITY;
  for (let start = from * stride; start < shape.cells; start += block) {
    for (let cell = start; cell < start + stride; cell++) {
      const surplus = (counts[cell] ?? 0) - (expected[cell] ?? 0);
      if (counts[cell] === 0) continue;
      for (const value of wanting) {
        const other = cell + (value - from) * stride;
        const gain = surplus + (expected[other] ?? 0) - (counts[other] ?? 0);
        if (gain <= bestGain || expected[other] === 0) continue;
        bestGain = gain;
        best = { cell, other, value };
      }
    }
  }
  return best;
}
