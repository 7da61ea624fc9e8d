// biome-ignore-all lint/style/noNonNullAssertion: indices run over the arrays' own lengths
/** Pivots below this are taken for zero: entries here are small integers, so that real pivots are far larger. */
const SINGULAR = 1e-11;

/** LU factors of a square matrix B with partial pivoting: solves B x = b and Bᵀ y = c. */
export class DenseLu {
  private readonly p: number;
  private readonly factors: Float64Array;
  /** order[i]: the row of B that stands in row i of the factors. */
  private readonly order: Int32Array;

  private constructor(p: number, factors: Float64Array, order: Int32Array) {
    this.p = p;
    this.factors = factors;
    this.order = order;
  }

  /** Factors B, p × p, row by row, in place; undefined when it is singular. */
  static of(B: Float64Array, p: number): DenseLu | undefined {
    const order = Int32Array.from({ length: p }, (_, i) => i);
    for (let k = 0; k < p; k++) {
      let best = k;
      for (let i = k + 1; i < p; i++) if (Math.abs(B[i * p + k]!) > Math.abs(B[best * p + k]!)) best = i;
      const pivot = B[best * p + k]!;
      if (Math.abs(pivot) < SINGULAR) return undefined;
      if (best !== k) swapRows(B, order, best, k);
      for (let i = k + 1; i < p; i++) {
        const factor = B[i * p + k]! / pivot;
        if (factor === 0) continue; // most are: the matrix is sparse
        B[i * p + k] = factor;
        for (let j = k + 1, e = i * p + k + 1, f = k * p + k + 1; j < p; j++, e++, f++) B[e]! -= factor * B[f]!;
      }
    }
    return new DenseLu(p, B, order);
  }

  /** x of B x = b. */
  solve(b: Float64Array): Float64Array {
    const { p, factors, order } = this;
    const x = new Float64Array(p);
    for (let i = 0; i < p; i++) {
      let sum = b[order[i]!]!;
      for (let j = 0; j < i; j++) sum -= factors[i * p + j]! * x[j]!;
      x[i] = sum;
    }
    for (let i = p - 1; i >= 0; i--) {
      let sum = x[i]!;
      for (let j = i + 1; j < p; j++) sum -= factors[i * p + j]! * x[j]!;
      x[i] = sum / factors[i * p + i]!;
    }
    return x;
  }

  /** y of Bᵀ y = c. */
  solveTransposed(c: Float64Array): Float64Array {
    const { p, factors, order } = this;
    const z = c.slice();
    for (let i = 0; i < p; i++) {
      const value = z[i]! / factors[i * p + i]!;
      z[i] = value;
      if (value !== 0) for (let j = i + 1; j < p; j++) z[j]! -= factors[i * p + j]! * value;
    }
    for (let i = p - 1; i > 0; i--) {
      const value = z[i]!;
      if (value !== 0) for (let j = 0; j < i; j++) z[j]! -= factors[i * p + j]! * value;
    }
    const y = new Float64Array(p);
    for (let i = 0; i < p; i++) y[order[i]!] = z[i]!;
    return y;
  }
}

function swapRows(B: Float64Array, order: Int32Array, a: number, b: number): void {
  const p = order.length;
  const row = B.slice(a * p, (a + 1) * p);
  B.copyWithin(a * p, b * p, (b + 1) * p);
  B.set(row, b * p);
  [order[a], order[b]] = [order[b]!, order[a]!];
}
