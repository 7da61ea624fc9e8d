import type { Quotas } from '../register/features.js';
import type { Instance } from './instance.js';
import { sizeOfOne } from './several-panels.js';

/** "At least `seats`" or "at most `seats`" of one value. */
export interface QuotaBound {
  readonly feature: string;
  readonly value: string;
  readonly side: 'min' | 'max';
  readonly seats: number;
}

/** "At most one person per household": one bound, since an organiser can only drop it as a whole. */
export interface HouseholdBound {
  readonly household: true;
}

export type Bound = QuotaBound | HouseholdBound;

/** A quota bound and the row of the instance that it limits. */
export interface RowBound {
  readonly row: number;
  readonly bound: QuotaBound;
}

/**
 * The quota bounds that exclude something, by row, minimum before maximum. A minimum of 0 and a maximum of k or more say
 * nothing. The quotas are those of the instance, of one panel, which has k seats: row r is the r-th value, feature by feature.
 */
export function listQuotaBounds(quotas: Quotas, k: number): RowBound[] {
  const bounds: RowBound[] = [];
  let row = 0;
  for (const { feature, quotas: values } of quotas) {
    for (const { value, min, max } of values) {
      if (min > 0) bounds.push({ row, bound: { feature, value, side: 'min', seats: min } });
      if (max < k) bounds.push({ row, bound: { feature, value, side: 'max', seats: max } });
      row++;
    }
  }
  return bounds;
}

/** Whether the household rule excludes anything: some type could be overdrawn, or a class has fewer homes than people. */
export function hasHouseholdRule({ k, cap, count, freeRow, lower }: Instance): boolean {
  return lower.length > freeRow + 1 || cap.some((seats, t) => seats < Math.min(count[t]!, k));
}

/** The instance with only these quota bounds, and the household rule or not; people and size stay as they are. */
export function keepBounds(instance: Instance, kept: readonly RowBound[], households: boolean): Instance {
  const { k, cap, count, freeRow, panels = 1 } = instance;
  const lower = new Int32Array(instance.lower.length);
  // k seats are never exceeded, so that this drops a maximum; households have no other bound than theirs.
  const upper = instance.upper.map((seats, r) => (r < freeRow || (r > freeRow && !households) ? k : seats));
  for (const { row, bound } of kept) (bound.side === 'min' ? lower : upper)[row] = bound.seats * panels;
  return { ...instance, cap: households ? cap : cap.map((_, t) => Math.min(count[t]!, k)), lower, upper };
}

/** The instance under other quotas of the same features and values. */
export function withQuotas(instance: Instance, quotas: Quotas): Instance {
  return keepBounds(instance, listQuotaBounds(quotas, sizeOfOne(instance)), true);
}
