import type { Program } from '../ports.js';
import type { Cut, Instance } from './instance.js';

/**
 * The composition polytope as a program over x_0 … x_{T−1}:
 *
 *     lower_r ≤ Σ_{t in row r} x_t ≤ upper_r,   Σ_t x_t = k,   g_c·x ≤ h_c,   0 ≤ x_t ≤ cap_t
 *
 * with rows in this order: the instance's R rows, the size, the cuts. Costs are zero. `extra` appends rows of the
 * caller's, as entries by column, and columns after x_{T−1}.
 */
export function compositionProgram(instance: Instance, cuts: readonly Cut[] = [], extra?: Extra): Program {
  const { k, T, cap, width, rowsOf, freeRow } = instance;
  const R = instance.lower.length;
  const firstExtraRow = R + 1 + cuts.length;
  const extraRows = extra?.rowLower.length ?? 0;
  const columns = T + (extra?.columns.length ?? 0);
  const starts = new Int32Array(columns + 1);
  const rows: number[] = [];
  const values: number[] = [];
  const put = (row: number, value: number): void => {
    rows.push(row);
    values.push(value);
  };
  for (let t = 0; t < T; t++) {
    for (let e = t * width; e < (t + 1) * width; e++) if (rowsOf[e] !== freeRow) put(rowsOf[e]!, 1);
    put(R, 1);
    cuts.forEach((cut, c) => {
      if (cut.weights[t] !== 0) put(R + 1 + c, cut.weights[t]!);
    });
    for (const [row, value] of extra?.entries(t) ?? []) put(firstExtraRow + row, value);
    starts[t + 1] = rows.length;
  }
  const lower = new Float64Array(columns);
  const upper = new Float64Array(columns);
  const cost = new Float64Array(columns);
  upper.set(cap);
  extra?.columns.forEach((column, j) => {
    for (const [row, value] of column.entries) put(firstExtraRow + row, value);
    starts[T + j + 1] = rows.length;
    [cost[T + j], lower[T + j], upper[T + j]] = [column.cost, column.lower, column.upper];
  });
  const rowLower = new Float64Array(firstExtraRow + extraRows).fill(Number.NEGATIVE_INFINITY);
  const rowUpper = new Float64Array(firstExtraRow + extraRows).fill(Number.POSITIVE_INFINITY);
  for (let r = 0; r < R; r++) if (r !== freeRow) [rowLower[r], rowUpper[r]] = [instance.lower[r]!, instance.upper[r]!];
  [rowLower[R], rowUpper[R]] = [k, k];
  cuts.forEach((cut, c) => {
    rowUpper[R + 1 + c] = cut.bound;
  });
  if (extra !== undefined) {
    rowLower.set(extra.rowLower, firstExtraRow);
    rowUpper.set(extra.rowUpper, firstExtraRow);
  }
  return {
    cost,
    lower,
    upper,
    rowLower,
    rowUpper,
    starts,
    rows: Int32Array.from(rows),
    values: Float64Array.from(values),
  };
}

/** Rows and columns that one algorithm adds to the polytope; rows are numbered from 0 here. */
export interface Extra {
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** Entries of column t in the added rows. */
  entries(t: number): Iterable<readonly [row: number, value: number]>;
  readonly columns: readonly {
    readonly cost: number;
    readonly lower: number;
    readonly upper: number;
    readonly entries: Iterable<readonly [row: number, value: number]>;
  }[];
}
