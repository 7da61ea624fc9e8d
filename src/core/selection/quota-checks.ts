import { FaultList, type SortitionError } from '../errors.js';
import type { FeatureQuotas, Quota } from '../register/features.js';
import type { Pool } from '../register/pool.js';
import { seatsLeft } from '../register/seated.js';
import { checkSeveral } from './several-checks.js';

/**
 * Everything wrong with quotas that can be seen without a solver, all at once: the size first, then feature by feature.
 * Where this finds nothing there may still be no panel; findConflict tells. `panels` at once: whether there are people
 * enough for all is looked at where one is sound. Sums that rest on a wrong number are left out.
 */
export function checkQuotas(pool: Pool, size: number, sitting?: Sitting, panels = 1): SortitionError[] {
  const faults = new FaultList(Number.POSITIVE_INFINITY);
  const people = pool.pseudonyms.length;
  const sizeIsWhole = isWhole(size) && size >= 1;
  if (!sizeIsWhole) faults.add('PANEL_SIZE_NOT_WHOLE', { text: String(size) });
  else if (size > people) faults.add('PANEL_LARGER_THAN_POOL', { size, people });
  const counts = countPeople(pool);
  pool.quotas.forEach((feature, f) => {
    const numbersAreSound = checkValues(feature, counts[f]!, faults);
    if (sizeIsWhole && numbersAreSound) checkSums(feature, counts[f]!, { size, people }, faults);
  });
  if (sitting !== undefined && sitting.seated.length + (sitting.exOfficio?.length ?? 0) > 0 && faults.count === 0)
    checkSeated(pool, size, sitting, faults);
  return panels > 1 && faults.count === 0 ? checkSeveral(pool, size, panels, sitting?.exOfficio) : faults.faults;
}

/** The people who are on the panel already, as positions in the pool. */
export interface Sitting {
  readonly seated: readonly number[];
  readonly onePerHousehold: boolean;
  /** Those who sit beside it and cannot be drawn. */
  readonly exOfficio?: readonly number[];
}

function checkSeated(pool: Pool, size: number, sitting: Sitting, faults: FaultList): void {
  const { seated, onePerHousehold, exOfficio } = sitting;
  const left = seatsLeft(pool, size, seated, onePerHousehold, exOfficio);
  const people = left.isOut.filter((out) => out === 0).length;
  if (left.k <= 0) faults.add('SEATED_FILL_PANEL', { seated: seated.length, size });
  else if (people < left.k) faults.add('SEATED_LEAVE_TOO_FEW', { seats: left.k, people });
  pool.quotas.forEach(({ feature, quotas }, f) => {
    quotas.forEach(({ value, max }, v) => {
      const count = left.counts[f]![v]!;
      if (count > max) faults.add('SEATED_ABOVE_MAX', { feature, value, max, seated: count });
    });
  });
}

const isWhole = (seats: number): boolean => Number.isSafeInteger(seats) && seats >= 0;

/** For each feature, the people with each of its values. */
function countPeople({ quotas, pseudonyms, values }: Pool): number[][] {
  const F = quotas.length;
  const counts = quotas.map((feature) => feature.quotas.map(() => 0));
  for (let i = 0; i < pseudonyms.length; i++) for (let f = 0; f < F; f++) counts[f]![values[i * F + f]!]! += 1;
  return counts;
}

/** Whether all numbers of the feature are whole. */
function checkValues({ feature, quotas }: FeatureQuotas, counts: readonly number[], faults: FaultList): boolean {
  let areWhole = true;
  const isSeats = (value: string, side: 'min' | 'max', seats: number): boolean => {
    if (isWhole(seats)) return true;
    areWhole = false;
    faults.add('QUOTA_SEATS_NOT_WHOLE', { feature, value, side, text: String(seats) });
    return false;
  };
  quotas.forEach(({ value, min, max }: Quota, v) => {
    const minIsWhole = isSeats(value, 'min', min);
    const maxIsWhole = isSeats(value, 'max', max);
    if (minIsWhole && maxIsWhole && min > max) faults.add('QUOTA_MIN_ABOVE_MAX', { feature, value, min, max });
    const people = counts[v]!;
    if (minIsWhole && min > people) faults.add('QUOTA_MIN_ABOVE_POOL', { feature, value, min, people });
  });
  return areWhole;
}

function checkSums(
  { feature, quotas }: FeatureQuotas,
  counts: readonly number[],
  { size, people }: { readonly size: number; readonly people: number },
  faults: FaultList,
): void {
  const mins = quotas.reduce((sum, { min }) => sum + min, 0);
  const maxes = quotas.reduce((sum, { max }) => sum + max, 0);
  if (mins > size) faults.add('QUOTA_MINS_ABOVE_SIZE', { feature, sum: mins, size });
  if (maxes < size) faults.add('QUOTA_MAXES_BELOW_SIZE', { feature, sum: maxes, size });
  else if (size <= people) {
    const seats = quotas.reduce((sum, { max }, v) => sum + Math.min(max, counts[v]!), 0);
    if (seats < size) faults.add('QUOTA_PEOPLE_BELOW_SIZE', { feature, seats, size });
  }
}
