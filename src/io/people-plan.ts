import type { FaultList } from '../core/errors.js';
import { findPair, readingsAsPair } from '../core/register/crossed-names.js';
import type { Quotas } from '../core/register/features.js';
import { comparable, nearest } from '../core/text.js';
import { type CrossReader, findCrossReaders } from './cross-readers.js';
import { type Eligibility, readEligibility } from './eligibility.js';
import {
  type FeatureReader,
  featureValues,
  findFeatureReader,
  type ReaderContext,
  requiredColumn,
} from './feature-readers.js';
import type { FeatureSpec, PeopleSpec } from './people-spec.js';
import { findColumn, type Table } from './table.js';

/** Where everything about a person stands in the rows of a table. */
export interface PeoplePlan {
  readonly id: number;
  readonly household: readonly number[];
  /** A reader for each canonical feature; undefined for crossed ones, and where faults were found. */
  readonly features: readonly (FeatureReader | undefined)[];
  readonly crosses: readonly CrossReader[];
  readonly eligibility: Eligibility;
}

export interface PlanContext {
  readonly written: Quotas;
  readonly canonical: Quotas;
  readonly faults: FaultList;
  readonly warnings: FaultList;
}

/** Finds the columns of a specification in a table. Goes on with what it finds; throws where there are no ids. */
export async function planReading(table: Table, spec: PeopleSpec, quotas: PlanContext): Promise<PeoplePlan> {
  const { faults, warnings } = quotas;
  const context: ReaderContext = { table, encoding: spec.encoding, faults };
  const id = requiredColumn(spec.id, context);
  const household = (spec.household ?? []).map((name) => requiredColumn(name, context));
  const written = new Map(quotas.written.map((feature) => [comparable(feature.feature), feature]));
  const specs = featureSpecs(spec, quotas, table);
  const features: (FeatureReader | undefined)[] = [];
  for (const [f, feature] of quotas.canonical.entries()) {
    const values = featureValues(feature, written.get(feature.feature));
    const featureSpec = specs[f] ?? { column: values.feature };
    features.push('cross' in featureSpec ? undefined : await findFeatureReader(values, featureSpec, context));
  }
  const names = quotas.written.map(({ feature }) => feature);
  for (const name of Object.keys(spec.features ?? {})) {
    if (written.has(comparable(name))) continue;
    warnings.add('FEATURE_WITHOUT_QUOTA', { feature: name, near: nearest(name, names) });
  }
  const eligibility = await readEligibility(spec, context);
  if (id === undefined) faults.throwIfAny();
  return {
    id: id ?? -1,
    household: household.filter((column) => column !== undefined),
    features,
    crosses: findCrossReaders(quotas, specs, features, context),
    eligibility,
  };
}

/**
 * For each canonical feature, where its values come from: as it is specified; where the file has no column of its name, which is
 * that of two other features crossed, from those; else undefined.
 */
function featureSpecs(
  { features = {} }: PeopleSpec,
  { canonical }: PlanContext,
  table: Table,
): readonly (FeatureSpec | undefined)[] {
  const specs = new Map(Object.entries(features).map(([name, feature]) => [comparable(name), feature]));
  const names = new Set(canonical.map(({ feature }) => feature));
  return canonical.map(({ feature }) => {
    const given = specs.get(feature);
    if (given !== undefined || findColumn(table, feature) !== undefined) return given;
    const isKnown = (part: string): boolean => names.has(part);
    // With one part known and the other not, it is a cross that lacks quotas, and no column that is missing.
    const cross = findPair(feature, isKnown, isKnown) ?? readingsAsPair(feature).find((pair) => pair.some(isKnown));
    return cross === undefined ? undefined : { cross };
  });
}
