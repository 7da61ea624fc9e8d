import type { Quotas } from '../../register/features.js';
import type { FeatureShares } from '../../register/seats-by-share.js';
import { comparable } from '../../text.js';

/** Who has which values, as counts: a profile is the number of the value in each feature, in the order of the quotas. */
export interface ProfileCount {
  readonly values: readonly number[];
  readonly people: number;
}

/** Features and values as a page names them. */
export interface NamedFeature {
  readonly feature: string;
  readonly values: readonly { readonly value: string; readonly min: number; readonly max: number }[];
}

/**
 * The quotas of a draw in the organiser's order and spelling, where `written` has them; records have canonical ones. `order`:
 * of each feature and value shown, its number in the record.
 */
export function asWritten(
  quotas: readonly NamedFeature[],
  written: Quotas,
): { readonly features: readonly NamedFeature[]; readonly order: readonly { feature: number; values: number[] }[] } {
  const sorted = byPlace(quotas, ({ feature }) =>
    written.findIndex((of) => comparable(of.feature) === comparable(feature)),
  );
  const found = sorted.map((number) => {
    const of = quotas[number] ?? { feature: '', values: [] };
    const spelt = written.find((other) => comparable(other.feature) === comparable(of.feature));
    const spellings = spelt?.quotas.map(({ value }) => value) ?? [];
    const values = byPlace(of.values, ({ value }) =>
      spellings.findIndex((other) => comparable(other) === comparable(value)),
    );
    const named = values.map((v) => {
      const { value = '', min = 0, max = 0 } = of.values[v] ?? {};
      return { value: spellings.find((other) => comparable(other) === comparable(value)) ?? value, min, max };
    });
    return { feature: { feature: spelt?.feature ?? of.feature, values: named }, order: { feature: number, values } };
  });
  return { features: found.map(({ feature }) => feature), order: found.map(({ order }) => order) };
}

/** Positions in the order of the places; those without one (−1) at the end. */
function byPlace<T>(list: readonly T[], placeOf: (item: T) => number): number[] {
  const places = list.map((item, i) => ({ i, place: placeOf(item) }));
  const rank = ({ place }: { readonly place: number }): number => (place < 0 ? list.length + places.length : place);
  return places.sort((a, b) => rank(a) - rank(b) || a.i - b.i).map(({ i }) => i);
}

/** What is known of everybody in town: by feature and, where a register was counted, by combination. */
export interface Population {
  readonly shares: readonly FeatureShares[];
  readonly profiles?:
    | {
        readonly features: readonly string[];
        readonly profiles: readonly ProfileCount[];
      }
    | undefined;
}

/** The share of each value of a feature, 0 to 1; undefined where a value of the feature is not among them. */
export function sharesOf({ feature, values }: NamedFeature, { shares }: Population): number[] | undefined {
  const found = shares.find((of) => comparable(of.feature) === comparable(feature));
  if (found === undefined) return undefined;
  const total = found.values.reduce((sum, { share }) => sum + share, 0);
  const own = values.map(
    ({ value }) => found.values.find((other) => comparable(other.value) === comparable(value))?.share,
  );
  return total > 0 && own.every((share) => share !== undefined) ? own.map((share) => (share ?? 0) / total) : undefined;
}

/** Counts of the population as profiles of these features; −1 where it does not know a feature, or calls a value otherwise. */
export function profilesOf(features: readonly NamedFeature[], { shares, profiles }: Population): ProfileCount[] {
  if (profiles === undefined) return [];
  const columns = features.map(({ feature, values }) => {
    const column = profiles.features.findIndex((name) => comparable(name) === comparable(feature));
    const named = shares.find((of) => comparable(of.feature) === comparable(feature))?.values ?? [];
    const numbers = named.map((of) => values.findIndex(({ value }) => comparable(value) === comparable(of.value)));
    return { column, numbers };
  });
  return profiles.profiles.map(({ values, people }) => ({
    values: columns.map(({ column, numbers }) => (column < 0 ? -1 : (numbers[values[column] ?? -1] ?? -1))),
    people,
  }));
}
