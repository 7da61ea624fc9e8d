import type { ClassTable } from '../register/classes.js';
import type { Quotas } from '../register/features.js';

/**
 * What the engine solves: find compositions x, seats per class, with
 *
 *     Σ_t x_t = k,   lower_r ≤ Σ_{t in row r} x_t ≤ upper_r for every row r,   0 ≤ x_t ≤ cap_t,   x integer.
 *
 * T classes and R rows; every coefficient is 1. The first rows are the quotas, a value each in canonical order; then
 * come the household groups that could be overdrawn. Every class lies in exactly `width` rows (one a feature and one for
 * its household; a row without bounds stands in where a class has none), listed in rowsOf[t·width] ….
 */
export interface Instance {
  readonly k: number;
  readonly T: number;
  /** n_t, people in class t. */
  readonly count: Int32Array;
  /** The most seats of class t: its different homes, or k where that is less. */
  readonly cap: Int32Array;
  readonly width: number;
  readonly rowsOf: Int32Array;
  /** The row without bounds. */
  readonly freeRow: number;
  readonly lower: Int32Array;
  readonly upper: Int32Array;
  /**
   * P, where several panels are drawn at once that share nobody: k, the quotas and caps are then those of all of them
   * together, and x counts only where it splits into P panels that each meet the quotas (several-panels.ts). Absent: 1.
   */
  readonly panels?: number;
}

/** A panel as the engine sees it: seats per class. */
export type Composition = Int32Array;

/** A valid inequality Σ_t weights_t·x_t ≤ bound: true for every panel, though not for every point of the relaxation. */
export interface Cut {
  readonly weights: Int32Array;
  readonly bound: number;
}

/**
 * `quotas` in canonical order, as the classes' value numbers count; they and `size` are of one panel. Of `panels` drawn at
 * once everything is `panels` times as much, but for the homes: one person of a household over all of them.
 */
export function buildInstance(classes: ClassTable, quotas: Quotas, size: number, panels = 1): Instance {
  const k = size * panels;
  const T = classes.groups.length;
  const F = quotas.length;
  const count = new Int32Array(T);
  const cap = new Int32Array(T);
  const width = F + 1;
  const rowsOf = new Int32Array(T * width);
  const lower: number[] = [];
  const upper: number[] = [];
  const firstRow: number[] = [];
  for (const { quotas: values } of quotas) {
    firstRow.push(lower.length);
    for (const { min, max } of values) {
      lower.push(min * panels);
      upper.push(Math.min(max, size) * panels);
    }
  }
  const freeRow = lower.length;
  lower.push(0);
  upper.push(k + 1); // more than any panel has: in integers this row never binds
  const withClasses = new Set(classes.groups);
  const rowOfGroup = classes.limits.map((homes, group) => {
    if (group === 0 || !withClasses.has(group)) return freeRow;
    lower.push(0);
    upper.push(homes);
    return lower.length - 1;
  });
  for (let t = 0; t < T; t++) {
    count[t] = classes.starts[t + 1]! - classes.starts[t]!;
    cap[t] = Math.min(classes.homes[t]!, k);
    for (let f = 0; f < F; f++) rowsOf[t * width + f] = firstRow[f]! + classes.profiles[t * F + f]!;
    rowsOf[t * width + F] = rowOfGroup[classes.groups[t]!]!;
  }
  return {
    k,
    T,
    count,
    cap,
    width,
    rowsOf,
    freeRow,
    lower: Int32Array.from(lower),
    upper: Int32Array.from(upper),
    ...(panels > 1 && { panels }),
  };
}

/** Σ_{t in row r} x_t for every row r. */
export function activities(instance: Instance, x: ArrayLike<number>): Float64Array {
  const { T, width, rowsOf, lower } = instance;
  const a = new Float64Array(lower.length);
  for (let t = 0; t < T; t++) {
    const seats = x[t]!;
    if (seats !== 0) for (let e = t * width; e < (t + 1) * width; e++) a[rowsOf[e]!]! += seats;
  }
  return a;
}

/** Whether y is a panel: k seats, every row and every class within its bounds. */
export function isPanel(instance: Instance, y: Composition): boolean {
  const { k, cap, lower, upper } = instance;
  let seats = 0;
  for (let t = 0; t < y.length; t++) {
    if (y[t]! < 0 || y[t]! > cap[t]!) return false;
    seats += y[t]!;
  }
  return seats === k && activities(instance, y).every((a, r) => a >= lower[r]! && a <= upper[r]!);
}
