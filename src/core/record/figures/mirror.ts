import { LEAST_SHARED } from '../publication.js';
import type { NamedFeature, ProfileCount } from './profiles.js';

/** A value of a feature, or several that are told together, in the population, in the pool and on the panel. */
export interface MirrorRow {
  readonly names: readonly string[];
  /** Of the population, 0 to 1; undefined where it is not known. */
  readonly population: number | undefined;
  readonly pool: number;
  readonly panel: number;
  readonly min: number;
  readonly max: number;
}

export interface MirrorFeature {
  readonly feature: string;
  readonly rows: readonly MirrorRow[];
  /** The row of each value. */
  readonly rowOf: readonly number[];
}

/**
 * Population, pool and panel side by side. A value that fewer than LEAST_SHARED people of the pool have is told together with the
 * next smallest: of so few, the count on the panel would say of each who is.
 */
export function mirrorFeatures(
  features: readonly NamedFeature[],
  given: {
    readonly pool: readonly ProfileCount[];
    readonly panel: readonly ProfileCount[];
    readonly population: readonly (readonly number[] | undefined)[];
  },
): MirrorFeature[] {
  return features.map(({ feature, values }, f) => {
    const pool = countValues(given.pool, f, values.length);
    const panel = countValues(given.panel, f, values.length);
    const groups = groupSmall(pool);
    const sum = (group: readonly number[], of: readonly number[]): number =>
      group.reduce((total, v) => total + (of[v] ?? 0), 0);
    const shares = given.population[f];
    return {
      feature,
      rows: groups.map((group) => ({
        names: group.map((v) => values[v]?.value ?? ''),
        population: shares && sum(group, shares),
        pool: sum(group, pool),
        panel: sum(group, panel),
        min: sum(
          group,
          values.map(({ min }) => min),
        ),
        max: sum(
          group,
          values.map(({ max }) => max),
        ),
      })),
      rowOf: values.map((_, v) => groups.findIndex((group) => group.includes(v))),
    };
  });
}

function countValues(profiles: readonly ProfileCount[], f: number, length: number): number[] {
  const counts = new Array<number>(length).fill(0);
  for (const { values, people } of profiles) {
    const v = values[f] ?? -1;
    if (v >= 0) counts[v] = (counts[v] ?? 0) + people;
  }
  return counts;
}

/** Positions in groups, in the order of their first: every group has nobody, or at least LEAST_SHARED; as few are joined as can be. */
export function groupSmall(counts: readonly number[]): number[][] {
  const groups = counts.map((count, v) => ({ count, values: [v] }));
  for (;;) {
    const filled = groups.filter(({ count }) => count > 0).sort((a, b) => a.count - b.count || first(a) - first(b));
    const [smallest, next] = filled;
    if (smallest === undefined || next === undefined || smallest.count >= LEAST_SHARED) break;
    next.count += smallest.count;
    next.values = [...next.values, ...smallest.values].sort((a, b) => a - b);
    groups.splice(groups.indexOf(smallest), 1);
  }
  return groups.map(({ values }) => values).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

const first = ({ values }: { readonly values: readonly number[] }): number => values[0] ?? 0;
