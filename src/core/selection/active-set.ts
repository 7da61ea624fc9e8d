import type { Composition, Instance } from './instance.js';

/** A mixture of compositions: weights λ ≥ 0 that sum to 1. */
export interface Mixture {
  readonly compositions: readonly Composition[];
  readonly weights: Float64Array;
}

/** How strongly Σλ = 1 is asked for; the weights are normalised in the end, so its size only steers the way. */
const SUM_WEIGHT = 10;
/** A column whose squared distance from the span of the others is below this share of its length adds nothing. */
const DEPENDENT = 1e-9;
/** Weights below this are zero: far below any tolerance on a chance, far above rounding noise. */
const ZERO_WEIGHT = 1e-12;

/**
 * The fully corrective step of Frank–Wolfe: over the compositions Y found so far,
 *
 *     min ‖D(Yλ − x)‖² + ω²(1ᵀλ − 1)²   s.t.  λ ≥ 0,      D = diag(1/√n_t),
 *
 * by an active-set method (Lawson & Hanson 1974, chapter 23) on the Gram matrix G = YᵀD²Y + ω²11ᵀ = LLᵀ, whose factor
 * grows by a row when a composition is added and is mended by Givens rotations when one leaves.
 */
export class ActiveSet {
  private readonly x: Float64Array;
  private readonly D: Float64Array;
  private readonly columns: Column[] = [];
  /** Row i of the factor has i + 1 entries in use. */
  private readonly L: Float64Array[] = [];
  private lambda = new Float64Array(64);
  /** Solution of L·u = Yᵀx; entries before `solved` are up to date. */
  private u = new Float64Array(64);
  private solved = 0;
  private readonly keys = new Set<string>();
  private readonly dense: Float64Array;

  constructor(instance: Instance, x: Float64Array) {
    this.x = x;
    this.D = Float64Array.from(instance.count, (n) => 1 / Math.sqrt(n));
    this.dense = new Float64Array(instance.T);
  }

  get size(): number {
    return this.columns.length;
  }

  composition(i: number): Composition {
    return this.columns[i]!.y;
  }

  /** Whether y is in the set now. */
  has(y: Composition): boolean {
    return this.keys.has(keyOf(y));
  }

  /** Adds y with weight 0; false when it is there or depends on the others. Call `correct` afterwards. */
  add(y: Composition): boolean {
    if (this.has(y)) return false;
    const column = this.column(y);
    const s = this.columns.length;
    const row = new Float64Array(s + 1);
    this.dense.fill(0);
    column.index.forEach((t, e) => {
      this.dense[t] = column.value[e]!;
    });
    let rest = this.product(column, this.dense);
    const length = rest;
    for (let i = 0; i < s; i++) {
      const Li = this.L[i]!;
      let q = this.product(this.columns[i]!, this.dense);
      for (let j = 0; j < i; j++) q -= Li[j]! * row[j]!;
      q /= Li[i]!;
      row[i] = q;
      rest -= q * q;
    }
    if (rest < DEPENDENT * length) return false;
    row[s] = Math.sqrt(rest);
    this.keys.add(keyOf(y));
    this.L.push(row);
    this.columns.push(column);
    this.reserve(s + 1);
    this.lambda[s] = 0;
    return true;
  }

  /** Moves λ to the optimum; compositions whose weight falls to zero on the way leave. */
  correct(): void {
    for (;;) {
      const optimum = this.unconstrainedOptimum();
      let step = 1;
      let blocking = -1;
      for (let i = 0; i < this.size; i++) {
        if (optimum[i]! >= ZERO_WEIGHT) continue;
        const distance = this.lambda[i]! - optimum[i]!;
        // A weight of −1e-18 is 0 by rounding: the ratio is then 1 or above, and it leaves all the same.
        const ratio = distance > 0 ? Math.min(1, this.lambda[i]! / distance) : 0;
        if (blocking < 0 || ratio < step) [step, blocking] = [ratio, i];
      }
      if (blocking < 0) {
        this.lambda.set(optimum);
        return;
      }
      if (step <= 0) {
        this.removeNew(optimum);
        continue;
      }
      for (let i = 0; i < this.size; i++) this.lambda[i]! += step * (optimum[i]! - this.lambda[i]!);
      this.lambda[blocking] = 0;
      for (let i = this.size - 1; i >= 0; i--) if (this.lambda[i]! <= ZERO_WEIGHT) this.remove(i);
    }
  }

  /**
   * Where several compositions are new and the optimum does not want one of them, no step can be taken: those that it does
   * not want leave. The first of the new, which was priced, stays as long as there are others: alone it brings x nearer.
   */
  private removeNew(optimum: Float64Array): void {
    const added = this.columns.map((_, i) => i).filter((i) => this.lambda[i]! <= ZERO_WEIGHT);
    const [first = 0, ...others] = added;
    const unwanted = others.filter((i) => optimum[i]! < ZERO_WEIGHT);
    const leaving = unwanted.length > 0 ? unwanted : others.length > 0 ? others : [first];
    for (const i of leaving.reverse()) this.remove(i);
  }

  /** x − Yλ. */
  residual(): Float64Array {
    const r = this.x.slice();
    this.columns.forEach(({ index, y }, i) => {
      for (const t of index) r[t]! -= this.lambda[i]! * y[t]!;
    });
    return r;
  }

  /** The compositions with their weights normalised to sum to 1. */
  mixture(): Mixture {
    const used = this.lambda.subarray(0, this.size);
    const sum = used.reduce((total, weight) => total + weight, 0);
    return { compositions: this.columns.map((column) => column.y), weights: used.map((weight) => weight / sum) };
  }

  private column(y: Composition): Column {
    const index = Int32Array.from(y.keys()).filter((t) => y[t] !== 0);
    const value = Float64Array.from(index, (t) => y[t]! * this.D[t]!);
    let target = SUM_WEIGHT * SUM_WEIGHT;
    index.forEach((t, e) => {
      target += value[e]! * this.x[t]! * this.D[t]!;
    });
    return { y, index, value, target };
  }

  private product(column: Column, dense: Float64Array): number {
    let q = SUM_WEIGHT * SUM_WEIGHT;
    const { index, value } = column;
    for (let e = 0; e < index.length; e++) q += value[e]! * dense[index[e]!]!;
    return q;
  }

  /** Solves LLᵀλ = Yᵀx by forward and backward substitution. */
  private unconstrainedOptimum(): Float64Array {
    const { L, u, columns } = this;
    const s = columns.length;
    for (let i = this.solved; i < s; i++) {
      const Li = L[i]!;
      let q = columns[i]!.target;
      for (let j = 0; j < i; j++) q -= Li[j]! * u[j]!;
      u[i] = q / Li[i]!;
    }
    this.solved = s;
    const lambda = u.slice(0, s);
    for (let i = s - 1; i >= 0; i--) {
      const Li = L[i]!;
      const value = lambda[i]! / Li[i]!;
      lambda[i] = value;
      for (let j = 0; j < i; j++) lambda[j]! -= Li[j]! * value;
    }
    return lambda;
  }

  /** Deletes row k of the factor; rotations of neighbouring columns make the rows below it triangular again. */
  private remove(k: number): void {
    const { L, columns } = this;
    this.keys.delete(keyOf(columns[k]!.y));
    columns.splice(k, 1);
    L.splice(k, 1);
    this.lambda.copyWithin(k, k + 1);
    this.solved = Math.min(this.solved, k);
    const s = columns.length;
    const cos = new Float64Array(s);
    const sin = new Float64Array(s);
    for (let i = k; i < s; i++) {
      const row = L[i]!;
      let p = row[k]!;
      for (let j = k; j < i; j++) {
        const q = row[j + 1]!;
        row[j] = cos[j]! * p + sin[j]! * q;
        p = cos[j]! * q - sin[j]! * p;
      }
      const q = row[i + 1]!;
      const h = Math.sqrt(p * p + q * q);
      cos[i] = p / h;
      sin[i] = q / h;
      row[i] = h;
    }
  }

  private reserve(size: number): void {
    if (size <= this.lambda.length) return;
    const grow = (old: Float64Array): Float64Array<ArrayBuffer> => {
      const grown = new Float64Array(2 * old.length);
      grown.set(old);
      return grown;
    };
    this.lambda = grow(this.lambda);
    this.u = grow(this.u);
  }
}

/** A composition with its nonzero entries scaled by D, and its inner product with the target. */
interface Column {
  readonly y: Composition;
  readonly index: Int32Array;
  readonly value: Float64Array;
  readonly target: number;
}

/** Seats are below 2^16 per class, so a UTF-16 code unit holds one. */
const keyOf = (y: Composition): string => {
  let key = '';
  for (let t = 0; t < y.length; t++) key += String.fromCharCode(y[t]!);
  return key;
};
