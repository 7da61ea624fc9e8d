import { SortitionError } from '../errors.js';
import { apportion, asIntegers, decimalProduct } from './apportionment.js';

/**
 * Strata of an invitation: the combinations of some features' values, each with a rate beside the others. With a rate of
 * 4, the people of a stratum get four times as many letters as as many people elsewhere.
 */
export interface Stratum {
  /** A value of each feature, in the order of `Strata.features`. */
  readonly values: readonly string[];
  /** The product of its values' rates. */
  readonly rate: number;
}

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
 * people; what that leaves goes to the others by the same rule. Throws LETTERS_TOO_MANY where there are fewer people than letters.
 *
 * @param people of each stratum
 */
export function apportionLetters(letters: number, strata: readonly Stratum[], people: readonly number[]): number[] {
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
