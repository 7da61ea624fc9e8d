import { SortitionError } from '../../errors.js';

/**
 * A table with one axis per feature. Cell of values (v₀, v₁, …) is at Σ vₖ·strideₖ; the last axis runs fastest.
 */
export interface TableShape {
  readonly sizes: readonly number[];
  readonly strides: readonly number[];
  readonly cells: number;
}

export function tableShape(sizes: readonly number[]): TableShape {
  const strides = sizes.map((_, axis) => sizes.slice(axis + 1).reduce((a, b) => a * b, 1));
  return { sizes, strides, cells: sizes.reduce((a, b) => a * b, 1) };
}

/** The value on an axis that a cell has. */
export const valueAt = (shape: TableShape, axis: number, cell: number): number =>
  Math.floor(cell / (shape.strides[axis] ?? 1)) % (shape.sizes[axis] ?? 1);

/** The table's sums along an axis: one a value. */
export function marginal(shape: TableShape, axis: number, table: Float64Array | Int32Array): number[] {
  const sums = Array<number>(shape.sizes[axis] ?? 0).fill(0);
  for (let cell = 0; cell < shape.cells; cell++) {
    const value = valueAt(shape, axis, cell);
    sums[value] = (sums[value] ?? 0) + (table[cell] ?? 0);
  }
  return sums;
}

/** Rounds enough for tables whose odds differ a thousandfold; a table that needs more has zeros that contradict its shares. */
const MAX_ROUNDS = 2000;
/** Marginals are met to this share of a person; integer-table.ts then makes them exact. */
const CLOSE_ENOUGH = 1e-6;
/** A marginal still this many people away after MAX_ROUNDS cannot be met. */
const HOPELESS = 0.5;

/**
 * Iterative proportional fitting (Deming & Stephan, 1940): scales a table of odds to the given marginals, one axis after
 * the other, until all hold. Scaling leaves every odds ratio of the table as it was. Additions, multiplications and
 * divisions only, in a fixed order, so that every machine gives the same table.
 *
 * @param odds ≥ 0, one a cell; 1 where nothing is declared
 * @param targets the marginals, people per value, one list an axis, all of the same sum
 * @throws SortitionError SYNTH_CORRELATIONS_CONFLICT when odds of 0 leave no table with these marginals
 */
export function fitTable(shape: TableShape, odds: Float64Array, targets: readonly (readonly number[])[]): Float64Array {
  const table = Float64Array.from(odds);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    for (const [axis, target] of targets.entries()) scaleAxis(shape, table, axis, target);
    if (largestMiss(shape, table, targets) <= CLOSE_ENOUGH) return table;
  }
  if (!(largestMiss(shape, table, targets) < HOPELESS)) throw new SortitionError('SYNTH_CORRELATIONS_CONFLICT', {});
  return table;
}

function scaleAxis(shape: TableShape, table: Float64Array, axis: number, target: readonly number[]): void {
  const factors = marginal(shape, axis, table).map((sum, value) => (sum > 0 ? (target[value] ?? 0) / sum : 0));
  for (let cell = 0; cell < shape.cells; cell++) {
    table[cell] = (table[cell] ?? 0) * (factors[valueAt(shape, axis, cell)] ?? 0);
  }
}

const largestMiss = (shape: TableShape, table: Float64Array, targets: readonly (readonly number[])[]): number =>
  Math.max(
    ...targets.map((target, axis) =>
      Math.max(...marginal(shape, axis, table).map((sum, value) => Math.abs(sum - (target[value] ?? 0)))),
    ),
  );
