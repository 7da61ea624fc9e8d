// biome-ignore-all lint/style/noNonNullAssertion: indices run over the arrays' own lengths
import { DenseLu } from './dense-lu.js';
import type { DenseProgram } from './dense-program.js';

/**
 * What a simplex basis says, without its numbers: the rows that hold with equality, and the value of every column that
 * stands at one of its bounds (NaN for the others). As many rows as there are columns between their bounds.
 */
export interface Basis {
  /** The active rows and the bound each is at. */
  readonly rows: readonly { readonly row: number; readonly bound: number }[];
  readonly at: Float64Array;
}

/** A primal and a dual point that belong together. */
export interface Vertex {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/**
 * The basic solutions of a basis, computed afresh from the program. With N the columns at a bound, F the others and I
 * the active rows with bounds b:
 *
 *     A_IF x_F = b_I − A_IN x_N,   A_IFᵀ y_I = c_F,   y = 0 elsewhere.
 *
 * y solves the dual program  min b·y + Σ_j (bound of j)·d_j,  d = c − Aᵀ y,  and is complementary to x by construction: if x
 * is feasible and the signs of y and d are right, both are optimal. Undefined when A_IF is singular.
 */
export function findVertex(program: DenseProgram, { rows, at }: Basis): Vertex | undefined {
  const { n, m, A, cost } = program;
  const free = Array.from(at.keys()).filter((j) => Number.isNaN(at[j]!));
  const p = free.length;
  if (rows.length !== p) return undefined;
  const x = at.map((value) => (Number.isNaN(value) ? 0 : value));
  const y = new Float64Array(m);
  const B = new Float64Array(p * p);
  const rest = new Float64Array(p);
  rows.forEach(({ row, bound }, i) => {
    let sum = bound;
    for (let j = 0, e = row * n; j < n; j++, e++) sum -= A[e]! * x[j]!;
    rest[i] = sum;
    for (let f = 0; f < p; f++) B[i * p + f] = A[row * n + free[f]!]!;
  });
  const lu = DenseLu.of(B, p);
  if (lu === undefined) return undefined;
  lu.solve(rest).forEach((value, f) => {
    x[free[f]!] = value;
  });
  lu.solveTransposed(Float64Array.from(free, (j) => cost[j]!)).forEach((value, i) => {
    y[rows[i]!.row] = value;
  });
  return { x, y };
}
