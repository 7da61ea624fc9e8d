import { requireNotNegative, requireSameLength, requireWhole } from '../arguments.js';
import { SortitionError } from '../errors.js';
import { apportion, asIntegers, decimalProduct } from './apportionment.js';

/**
 * Strata of an invitation: the combinations of some features' values, each with a rate beside the others. With a rate of
 * 4, the people of a stratum get four times as many letters as as many people elsewhere.
 */
export interface Stratum {
  /** A value of each feature, in the order of the features given to `crossStrata`. */
  readonly values: readonly string[];
  /** The product of its values' rates: a weight ≥ 0 beside the other strata, in any scale; no chance. */
  readonly rate: number;
}

/** A feature by which letters are shared out; `rate` ≥ 0 weighs the value beside the others, 1 where nothing is said. */
export interface StratumFeature {
  readonly feature: string;
  readonly values: readonly { readonly value: string; readonly rate: number }[];
}

/** All combinations, the last feature's values changing fastest; without features the one stratum of everybody. */
export function crossStrata(features: readonly StratumFeature[]): Stratum[] {
  return features.reduce<Stratum[]>(
    (strata, { values }) =>
      strata.flatMap((stratum) =>
        values.map(({ value, rate }) => ({
          values: [...stratum.values, value],
          rate: decimalProduct([stratum.rate, rate]),
        })),
      ),
    [{ values: [], rate: 1 }],
  );
}

/**
 * Letters of each stratum: shared out by people × rate, largest remainders (`apportion`), never more than there are
 * people; what that leaves goes to the others by the same rule.
 *
 * @param letters a whole number ≥ 0
 * @param people of each stratum, whole numbers, as many as strata
 * @returns whole numbers that sum to `letters`, one a stratum
 * @throws SortitionError LETTERS_TOO_MANY where there are fewer people than letters
 * @throws RangeError where the lists differ in length, a number is none of these, or all who are left have the rate 0
 */
export function apportionLetters(letters: number, strata: readonly Stratum[], people: readonly number[]): number[] {
  requireWhole('letters', letters);
  requireSameLength('people', people.length, 'strata', strata.length);
  for (const [s, count] of people.entries()) requireWhole(`people[${s}]`, count);
  for (const [s, { rate }] of strata.entries()) requireNotNegative(`the rate of strata[${s}]`, rate);
  const total = people.reduce((sum, count) => sum + count, 0);
  if (letters > total) throw new SortitionError('LETTERS_TOO_MANY', { letters, people: total });
  // Exact, so that nobody who checks it needs this computer's way of multiplying.
  const rates = asIntegers(strata.map(({ rate }) => rate));
  const full = new Set<number>();
  for (;;) {
    const left = [...full].reduce((rest, s) => rest - (people[s] ?? 0), letters);
    const weights = rates.map((rate, s) => (full.has(s) ? 0n : BigInt(people[s] ?? 0) * rate));
    const shares = left === 0 ? weights.map(() => 0) : apportion(left, weights);
    const over = shares.flatMap((share, s) => (share > (people[s] ?? 0) ? [s] : []));
    if (over.length === 0) return shares.map((share, s) => (full.has(s) ? (people[s] ?? 0) : share));
    for (const s of over) full.add(s);
  }
}
