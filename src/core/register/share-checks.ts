import { requireNotNegative, requireWhole } from '../arguments.js';
import { FaultList } from '../errors.js';
import { comparable } from '../text.js';
import { decimalSum } from './apportionment.js';
import type { FeatureShares } from './seats-by-share.js';
import type { Tolerance } from './tolerance.js';

/** Rounding each of many values leaves a sum of percentages that is off by less. */
export const ROUNDING_OF_HUNDRED = 1;

/**
 * What `quotasByShare` is called with: readers of files have checked it, other callers may not have.
 *
 * @throws RangeError for a number that is none of its kind, and for a feature or value given twice
 * @throws SortitionError SHARES_NOT_HUNDRED, of all features at once
 */
export function requireShares(shares: readonly FeatureShares[], size: number, tolerance: Tolerance): void {
  requireWhole('size', size, 1);
  if (tolerance.kind === 'seats') requireWhole('tolerance.seats', tolerance.seats);
  if (tolerance.kind === 'percent') requireNotNegative('tolerance.percent', tolerance.percent);
  requireOnce(
    'the feature',
    shares.map(({ feature }) => feature),
  );
  const faults = new FaultList();
  for (const { feature, isPercent, values } of shares) {
    requireOnce(
      `in the shares of “${feature}” the value`,
      values.map(({ value }) => value),
    );
    for (const { value, share, floor = 0, people = 0 } of values) {
      requireNotNegative(`the share of “${value}” (${feature})`, share);
      requireWhole(`the floor of “${value}” (${feature})`, floor);
      requireWhole(`the number of people of “${value}” (${feature})`, people);
    }
    const sum = decimalSum(values.map(({ share }) => share));
    if (isPercent && Math.abs(sum - 100) > ROUNDING_OF_HUNDRED)
      faults.add('SHARES_NOT_HUNDRED', { feature, sum }, values[0]?.where);
  }
  faults.throwIfAny();
}

function requireOnce(what: string, names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(comparable(name)))
      throw new RangeError(`${what} “${name}” is there twice; capitals and spaces around a name make no difference`);
    seen.add(comparable(name));
  }
}
