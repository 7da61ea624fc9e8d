import { SortitionError } from '../errors.js';
import type { Cut, Instance } from './instance.js';
import { solvePositive } from './solve-positive.js';

/**
 * Nash welfare over the LP relaxation: the product of all chances as large as possible,
 *
 *     min −Σ_t n_t·log x_t   s.t.   A·x + w = b (w = 0 in equalities, else w ≥ 0),   x + u = cap, u ≥ 0
 *
 * over the classes t that can have a seat; A has the size, the rows and the cuts. A primal-dual interior-point method
 * (Boyd & Vandenberghe, Convex Optimization, 11.7) with multipliers ν of the rows (ν ≥ 0 where w is) and s ≥ 0 of the
 * caps. The logarithms keep x positive by themselves; only their derivatives n_t/x_t and n_t/x_t² are ever computed. The
 * Hessian is diagonal, so a Newton step is one dense system with a row per constraint.
 */

/** Complementarity and stationarity at which to stop, per person: x is then exact to about 1e-9 of itself. */
const COMPLEMENTARITY = 1e-15;
const STATIONARITY = 1e-10;
/** Rows off by no more than this, per seat. */
const FEASIBILITY = 1e-11;
const MOST_STEPS = 200;
/** How far towards the boundary a step may go, and how much of the complementarity the next point aims at. */
const TO_BOUNDARY = 0.99;
const CENTRING = 0.1;
/** Equalities may repeat each other (the values of every feature sum to k); this keeps the Newton system regular. */
const REGULAR = 1e-13;

/** One row of A: Σ_t value·x_t = or ≤ bound. */
interface Constraint {
  readonly entries: readonly (readonly [t: number, value: number])[];
  readonly bound: number;
  readonly equality: boolean;
}

/** T: the optimum x; 0 for the classes in `unseatable`. The rest of the polytope must have an interior point. */
export function findRelaxedNash(
  instance: Instance,
  cuts: readonly Cut[],
  unseatable: ReadonlySet<number>,
): Float64Array {
  const { T, k, count, cap } = instance;
  const seatable = Array.from({ length: T }, (_, t) => t).filter((t) => !unseatable.has(t));
  const A = listConstraints(instance, cuts, seatable);
  const n = seatable.reduce((sum, t) => sum + count[t]!, 0);
  const x = new Float64Array(T);
  const u = new Float64Array(T).fill(1);
  const s = new Float64Array(T);
  for (const t of seatable) {
    x[t] = Math.min(0.9 * cap[t]!, (k * count[t]!) / n);
    u[t] = Math.max(0.1 * cap[t]!, cap[t]! - x[t]!);
    s[t] = 1;
  }
  const w = Float64Array.from(A, (row) => (row.equality ? 0 : Math.max(1, row.bound - activity(row, x))));
  const nu = Float64Array.from(A, (row) => (row.equality ? 0 : 1));
  const pairs = seatable.length + A.filter((row) => !row.equality).length;

  for (let step = 0; step < MOST_STEPS; step++) {
    const offRows = A.map((row, i) => activity(row, x) + w[i]! - row.bound);
    const offCaps = x.map((value, t) => value + u[t]! - cap[t]!);
    const gradient = Float64Array.from(x, (value, t) => (value === 0 ? 0 : s[t]! - count[t]! / value));
    A.forEach((row, i) => {
      for (const [t, value] of row.entries) gradient[t]! += value * nu[i]!;
    });
    const mean = (dot(w, nu) + dot(u, s)) / pairs;
    const isOptimal =
      mean <= COMPLEMENTARITY * n &&
      seatable.every(
        (t) => Math.abs(gradient[t]! * x[t]!) <= STATIONARITY * n && Math.abs(offCaps[t]!) <= FEASIBILITY * k,
      ) &&
      offRows.every((off) => Math.abs(off) <= FEASIBILITY * k);
    if (isOptimal) return x;

    // With the caps' unknowns eliminated: (H + S/U)·dx + Aᵀ·dν = −g,  A·dx − (W/ν)·dν = −off + (w − aim/ν).
    const aim = CENTRING * mean;
    const inverse = new Float64Array(T);
    const g = new Float64Array(T);
    for (const t of seatable) {
      inverse[t] = 1 / (count[t]! / (x[t]! * x[t]!) + s[t]! / u[t]!);
      g[t] = gradient[t]! + (aim + s[t]! * offCaps[t]!) / u[t]! - s[t]!;
    }
    const matrix = normalMatrix(A, inverse);
    const right = A.map((row, i) => {
      matrix[i]![i]! += row.equality ? REGULAR * (1 + matrix[i]![i]!) : w[i]! / nu[i]!;
      let sum = offRows[i]! - (row.equality ? 0 : w[i]! - aim / nu[i]!);
      for (const [t, value] of row.entries) sum -= value * inverse[t]! * g[t]!;
      return sum;
    });
    const dNu = solvePositive(matrix, right);
    const dx = new Float64Array(T);
    for (const t of seatable) dx[t] = -inverse[t]! * g[t]!;
    A.forEach((row, i) => {
      for (const [t, value] of row.entries) dx[t]! -= inverse[t]! * value * dNu[i]!;
    });
    const dw = w.map((slack, i) => (A[i]!.equality ? 0 : aim / nu[i]! - slack - (slack / nu[i]!) * dNu[i]!));
    const du = u.map((_, t) => -offCaps[t]! - dx[t]!);
    const ds = s.map((value, t) => (inverse[t] === 0 ? 0 : (aim - value * (u[t]! + du[t]!)) / u[t]!));

    const kept = (row: Constraint, value: number): number => (row.equality ? 0 : value);
    const size = Math.min(
      longestStep(x, dx),
      longestStep(u, du),
      longestStep(s, ds),
      longestStep(w, dw),
      longestStep(
        nu,
        dNu.map((d, i) => kept(A[i]!, d)),
      ),
    );
    for (const [values, change] of [
      [x, dx],
      [u, du],
      [s, ds],
      [w, dw],
      [nu, dNu],
    ] as const) {
      for (let i = 0; i < values.length; i++) values[i]! += size * change[i]!;
    }
  }
  throw new SortitionError('SOLVER_FAILED', { solver: 'nash', status: 'no convergence' });
}

/** The longest step up to 1 that keeps TO_BOUNDARY's distance from zero. */
function longestStep(values: Float64Array, change: Float64Array): number {
  let size = 1;
  for (let i = 0; i < values.length; i++) {
    if (change[i]! < 0) size = Math.min(size, (-TO_BOUNDARY * values[i]!) / change[i]!);
  }
  return size;
}

function listConstraints(instance: Instance, cuts: readonly Cut[], seatable: readonly number[]): Constraint[] {
  const { k, cap, width, rowsOf, freeRow, lower, upper } = instance;
  const members = Array.from(lower, (): number[] => []);
  for (const t of seatable) for (let e = t * width; e < (t + 1) * width; e++) members[rowsOf[e]!]!.push(t);
  const found: Constraint[] = [{ entries: seatable.map((t) => [t, 1]), bound: k, equality: true }];
  members.forEach((classes, r) => {
    if (r === freeRow || classes.length === 0) return;
    const [min, max] = [lower[r]!, upper[r]!];
    const most = Math.min(
      k,
      classes.reduce((sum, t) => sum + cap[t]!, 0),
    );
    if (min === max) found.push({ entries: classes.map((t) => [t, 1]), bound: max, equality: true });
    else {
      // What caps and size imply already needs no row; it would have no room to move in.
      if (max < most) found.push({ entries: classes.map((t) => [t, 1]), bound: max, equality: false });
      if (min > 0) found.push({ entries: classes.map((t) => [t, -1]), bound: -min, equality: false });
    }
  });
  for (const { weights, bound } of cuts) {
    const entries = seatable.filter((t) => weights[t] !== 0).map((t) => [t, weights[t]!] as const);
    if (entries.length > 0) found.push({ entries, bound, equality: false });
  }
  return found;
}

const activity = (row: Constraint, x: Float64Array): number => {
  let sum = 0;
  for (const [t, value] of row.entries) sum += value * x[t]!;
  return sum;
};

/** A·diag(inverse)·Aᵀ. */
function normalMatrix(A: readonly Constraint[], inverse: Float64Array): Float64Array[] {
  const matrix = A.map(() => new Float64Array(A.length));
  const ofClass = Array.from(inverse, (): [number, number][] => []);
  A.forEach((row, i) => {
    for (const [t, value] of row.entries) ofClass[t]!.push([i, value]);
  });
  ofClass.forEach((rows, t) => {
    for (const [i, p] of rows) for (const [j, q] of rows) matrix[i]![j]! += p * q * inverse[t]!;
  });
  return matrix;
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
