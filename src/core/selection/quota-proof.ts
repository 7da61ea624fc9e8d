import type { Solver } from '../ports.js';
import type { Quotas } from '../register/features.js';
import type { FeatureQuotaPlan } from '../register/quotas-by-share.js';
import { quotasOf } from '../register/quotas-by-share.js';
import { comparable } from '../text.js';
import type { QuotaBound } from './bounds.js';
import { findConflict } from './conflict.js';
import { findPanel } from './find-panel.js';
import { buildInstance } from './instance.js';

/** People who differ only in what no quota asks: T groups, F features. */
export interface PeopleGroups {
  /** The quotas of the F features. */
  readonly quotas: Quotas;
  /** T: the value number in each feature, in the order of its quotas. */
  readonly groups: readonly { readonly values: readonly number[]; readonly people: number }[];
}

/** More combinations than a made-up pool is built of. */
const MOST_GROUPS = 20_000;
/** The groups' people are counted in 32 bits. */
const MOST_PEOPLE = 2 ** 31 - 1;

/**
 * Made-up people to try quotas on whose register nobody has: `size` of every combination of values, for each set of features
 * that crossed features link. Features that nothing links meet their quotas on their own, as the sums allow it. 'too many'
 * instead where that is more than can be tried.
 */
export function madeUpGroups(plan: readonly FeatureQuotaPlan[], size: number): (PeopleGroups | 'too many')[] {
  const sets: string[][] = [];
  for (const { crosses } of plan) {
    if (crosses === undefined) continue;
    const names = crosses.map(comparable);
    const touched = sets.filter((set) => names.some((name) => set.includes(name)));
    for (const set of touched) sets.splice(sets.indexOf(set), 1);
    sets.push([...new Set([...touched.flat(), ...names])]);
  }
  return sets.map((set) => {
    const singles = plan.filter(({ feature, crosses }) => crosses === undefined && set.includes(comparable(feature)));
    const number = singles.reduce((product, { values }) => product * values.length, 1);
    if (number > MOST_GROUPS || number * size > MOST_PEOPLE) return 'too many';
    let profiles: number[][] = [[]];
    for (const { values } of singles) profiles = profiles.flatMap((profile) => values.map((_, v) => [...profile, v]));
    return withCrosses(
      plan.filter(({ feature, crosses }) => (crosses ?? [feature]).every((name) => set.includes(comparable(name)))),
      singles.map(({ feature }) => feature),
      profiles.map((values) => ({ values, people: size })),
    );
  });
}

/**
 * The groups with the values of crossed features too. `groups` have those of the single `features`; the numbers are those of
 * the plan's values, so a crossed value of row i and column j is number i·n + j where the plan has it in that order.
 */
export function withCrosses(
  plan: readonly FeatureQuotaPlan[],
  features: readonly string[],
  groups: PeopleGroups['groups'],
): PeopleGroups {
  const numbersOf = plan.map((of) => {
    const [one, other] = (of.crosses ?? [of.feature]).map((name) =>
      features.findIndex((feature) => comparable(feature) === comparable(name)),
    );
    if (other === undefined) return (values: readonly number[]): number => values[one ?? 0] ?? 0;
    const at = new Map(of.values.map(({ cell }, number) => [`${cell?.[0]} ${cell?.[1]}`, number]));
    return (values: readonly number[]): number => at.get(`${values[one ?? 0]} ${values[other]}`) ?? 0;
  });
  return {
    quotas: quotasOf(plan),
    groups: groups.map(({ values, people }) => ({ values: numbersOf.map((numberOf) => numberOf(values)), people })),
  };
}

/** The bounds that no panel of these people meets together; undefined where there is a panel. Throws SOLVER_FAILED. */
export function findContradiction(
  { quotas, groups }: PeopleGroups,
  size: number,
  solver: Solver,
): readonly QuotaBound[] | undefined {
  const people = groups.map((group) => group.people);
  const starts = Int32Array.from([0, ...people]);
  for (let t = 1; t < starts.length; t++) starts[t]! += starts[t - 1]!;
  const instance = buildInstance(
    {
      profiles: Uint16Array.from(groups.flatMap(({ values }) => values)),
      starts,
      homes: Int32Array.from(people),
      groups: new Int32Array(groups.length),
      limits: [starts.at(-1) ?? 0],
    },
    quotas,
    size,
  );
  if (findPanel(instance, solver) !== undefined) return undefined;
  return findConflict(instance, quotas, solver)?.bounds.filter((bound): bound is QuotaBound => !('household' in bound));
}
