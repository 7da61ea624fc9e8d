import type { Quotas } from '../core/register/features.js';
import { comparable } from '../core/text.js';
import type { FeatureSpec, PeopleSpec } from './people-spec.js';

/** Features that the quotas do not have, to be read from the register all the same: for strata and response rates. */
export interface WithExtraFeatures {
  readonly people: PeopleSpec;
  /** The quotas, and those features without any limit. */
  readonly quotas: Quotas;
  /** Their names, as they were written. */
  readonly extra: readonly string[];
}

/** What stands for every value that is not named. */
const OTHERS = '*';

/**
 * Lets features be read that only strata or response rates name. Their values are those named there; in a column, `*` is every
 * other one. Age groups and looked-up values have to be named all.
 *
 * @param named feature → value → anything, from several places
 * @param size seats of the panel: no limit
 */
export function withExtraFeatures(
  people: PeopleSpec,
  quotas: Quotas,
  named: readonly Readonly<Record<string, Readonly<Record<string, unknown>>>>[],
  size: number,
): WithExtraFeatures {
  const known = new Set(quotas.map(({ feature }) => comparable(feature)));
  const values = new Map<string, { feature: string; values: Map<string, string> }>();
  for (const [feature, of] of named.flatMap((by) => Object.entries(by))) {
    if (known.has(comparable(feature))) continue;
    const found = values.get(comparable(feature)) ?? { feature, values: new Map<string, string>() };
    values.set(comparable(feature), found);
    for (const value of Object.keys(of)) {
      if (value !== OTHERS && !found.values.has(comparable(value))) found.values.set(comparable(value), value);
    }
  }
  const extra = [...values.values()].map(({ feature, values: of }) => {
    const spec = Object.entries(people.features ?? {}).find(([name]) => comparable(name) === comparable(feature));
    const column = openColumn(feature, spec?.[1], [...of.values()]);
    const all = [...of.values(), ...(column === undefined ? [] : [OTHERS])];
    return { feature, key: spec?.[0] ?? feature, column, quotas: all.map((value) => ({ value, min: 0, max: size })) };
  });
  const columns = extra.flatMap(({ key, column }) => (column === undefined ? [] : [[key, column] as const]));
  return {
    people: { ...people, features: { ...people.features, ...Object.fromEntries(columns) } },
    quotas: [...quotas, ...extra.map(({ feature, quotas: of }) => ({ feature, quotas: of }))],
    extra: extra.map(({ feature }) => feature),
  };
}

/** A column read so that every value that is not named is `*`; undefined where values do not stand in a column. */
function openColumn(feature: string, spec: FeatureSpec | undefined, names: readonly string[]): FeatureSpec | undefined {
  if (spec !== undefined && !('column' in spec && !('table' in spec))) return undefined;
  const named = new Map(names.map((name) => [comparable(name), name]));
  const known = (value: string): string => named.get(comparable(value)) ?? OTHERS;
  const translations = Object.entries(spec?.values ?? {});
  const everyOther = translations.find(([from]) => from === OTHERS);
  const itself = everyOther === undefined ? names.map((name) => [comparable(name), name] as const) : [];
  const translated = translations.map(
    ([from, to]) => [from === OTHERS ? OTHERS : comparable(from), known(to)] as const,
  );
  return {
    column: spec?.column ?? feature,
    values: Object.fromEntries([...itself, ...translated, [OTHERS, known(everyOther?.[1] ?? OTHERS)]]),
  };
}
