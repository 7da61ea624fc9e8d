import {
  canonicalQuotas,
  comparable,
  DEFAULT_RATES,
  type DropOutRates,
  type DropoutSpec,
  nearest,
  type Quotas,
  SortitionError,
} from '../index.js';

const THOUSAND = 1000;

/** The rates in thousandths, features and values in canonical order and spelling. Throws DROPOUT_UNKNOWN. */
export function dropoutRates({ overall, by = {} }: DropoutSpec, written: Quotas): DropOutRates {
  const stated = Object.entries(by);
  for (const [feature, rates] of stated) requireKnown(feature, rates, written);
  const rateOf = (feature: string, value: string): number | undefined => {
    const rates = stated.find(([name]) => comparable(name) === feature)?.[1] ?? {};
    return Object.entries(rates).find(([name]) => comparable(name) === value)?.[1];
  };
  return {
    overall: overall === undefined ? DEFAULT_RATES.overall : thousandths(overall),
    by: canonicalQuotas(written).flatMap(({ feature, quotas }) => {
      const values = quotas.flatMap(({ value }) => {
        const rate = rateOf(feature, value);
        return rate === undefined ? [] : [{ value, rate: thousandths(rate) }];
      });
      return values.length === 0 ? [] : [{ feature, values }];
    }),
  };
}

/** At least one: a rate that rounds to nothing was stated all the same. */
const thousandths = (share: number): number => Math.max(1, Math.round(share * THOUSAND));

function requireKnown(feature: string, rates: Readonly<Record<string, number>>, written: Quotas): void {
  const found = written.find((of) => comparable(of.feature) === comparable(feature));
  if (found === undefined) {
    const known = written.map((of) => of.feature);
    throw new SortitionError('DROPOUT_UNKNOWN', { feature, known, near: nearest(feature, known) });
  }
  const known = found.quotas.map(({ value }) => value);
  for (const value of Object.keys(rates)) {
    if (known.some((each) => comparable(each) === comparable(value))) continue;
    throw new SortitionError('DROPOUT_UNKNOWN', { feature: found.feature, value, known, near: nearest(value, known) });
  }
}
