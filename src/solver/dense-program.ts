// biome-ignore-all lint/style/noNonNullAssertion: indices run over the arrays' own lengths
import type { Program } from '../core/ports.js';

/**
 * A program whose parts change between solves: maximise c·x with rowLower ≤ A x ≤ rowUpper and lower ≤ x ≤ upper, as in
 * the port, n columns and m rows, but with A dense, row by row: a_ij is at i·n + j.
 */
export class DenseProgram {
  readonly n: number;
  readonly m: number;
  readonly A: Float64Array;
  cost: Float64Array;
  lower: Float64Array;
  upper: Float64Array;
  rowLower: Float64Array;
  rowUpper: Float64Array;

  constructor(program: Program) {
    this.n = program.cost.length;
    this.m = program.rowLower.length;
    this.cost = program.cost.slice();
    this.lower = program.lower.slice();
    this.upper = program.upper.slice();
    this.rowLower = program.rowLower.slice();
    this.rowUpper = program.rowUpper.slice();
    this.A = new Float64Array(this.m * this.n);
    for (let j = 0; j < this.n; j++) {
      for (let e = program.starts[j]!; e < program.starts[j + 1]!; e++) {
        this.A[program.rows[e]! * this.n + j]! += program.values[e]!;
      }
    }
  }

  /** c·x. */
  objective(x: Float64Array): number {
    return x.reduce((sum, value, j) => sum + this.cost[j]! * value, 0);
  }

  /** A x. */
  activities(x: Float64Array): Float64Array {
    const { m, n, A } = this;
    const activity = new Float64Array(m);
    for (let i = 0; i < m; i++) {
      let sum = 0;
      for (let j = 0, e = i * n; j < n; j++, e++) sum += A[e]! * x[j]!;
      activity[i] = sum;
    }
    return activity;
  }

  /** Aᵀ y. */
  prices(y: Float64Array): Float64Array {
    const { m, n, A } = this;
    const price = new Float64Array(n);
    for (let i = 0; i < m; i++) {
      const yi = y[i]!;
      if (yi !== 0) for (let j = 0, e = i * n; j < n; j++, e++) price[j]! += A[e]! * yi;
    }
    return price;
  }
}
