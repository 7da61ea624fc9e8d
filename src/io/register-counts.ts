import { FaultList, type SortitionError } from '../core/errors.js';
import { crossedName } from '../core/register/crossed-names.js';
import type { Quotas } from '../core/register/features.js';
import type { FeatureShares } from '../core/register/seats-by-share.js';
import { comparable } from '../core/text.js';
import { readEligibility } from './eligibility.js';
import { type FeatureReader, findFeatureReader, type ReaderContext, requiredColumn } from './feature-readers.js';
import { readLookup } from './lookup-table.js';
import { OpenValues } from './open-values.js';
import type { PeoplePlan } from './people-plan.js';
import { PeopleRows } from './people-rows.js';
import type { PeopleSpec, ReadFeature } from './people-spec.js';
import { compareRepeats } from './repeated-ids.js';
import { openTable, type Table } from './table.js';

/** What is to be counted. */
export interface CountRequest {
  /** Features that are read from cells. */
  readonly features: readonly string[];
  /** Pairs of them to be crossed, each under a name. */
  readonly crosses: readonly { readonly feature: string; readonly of: readonly [string, string] }[];
  /** Quotas that are there already: their age groups are meant where the specification has none. */
  readonly quotas?: Quotas;
}

/** A register, counted. */
export interface RegisterCounts {
  readonly shares: readonly FeatureShares[];
  /** How many people can be drawn. */
  readonly people: number;
  readonly rows: number;
  readonly ineligible: readonly { readonly reason: string; readonly count: number }[];
  /** How many people have each combination of values; undefined where there are too many combinations to keep. */
  readonly profiles: ProfileCounts | undefined;
  readonly warnings: readonly SortitionError[];
}

export interface ProfileCounts {
  /** Those read from cells, in the order of `RegisterCounts.shares`. */
  readonly features: readonly string[];
  readonly profiles: readonly { readonly values: readonly number[]; readonly people: number }[];
}

/** More combinations of values than anybody's quotas lead to. */
const MOST_PROFILES = 20_000;

/**
 * Counts the people who can be drawn by their values, in one pass: it holds the ids (to see that none comes twice), and counts.
 * Values come in an order that the rows have no part in: age groups and tables as they are written, others by their names.
 *
 * @throws SortitionError with all faults of the file, blank cells among them
 */
export async function countRegister(spec: PeopleSpec, request: CountRequest): Promise<RegisterCounts> {
  const table = await openTable(spec.file, spec.encoding === undefined ? {} : { encoding: spec.encoding });
  const faults = new FaultList();
  const warnings = new FaultList();
  const { plan, values } = await planCounting(table, spec, request, faults);
  faults.throwIfAny();
  const counts = new Counts(values.length, pairsOf(request));
  let people = 0;
  const rows = new PeopleRows(table, plan, faults, (_id, person) => {
    people++;
    counts.add(person);
  });
  await table.read((cells, row) => rows.add(cells, row), { faults });
  plan.eligibility.warnOfUnmatched((id) => rows.hasId(id), warnings);
  await compareRepeats(table, plan.id, rows.repeated, { faults, warnings });
  faults.throwIfAny();
  return {
    ...results(values, request, counts),
    people,
    rows: rows.rows,
    ineligible: [...rows.ineligible].map(([reason, count]) => ({ reason, count })),
    warnings: warnings.faults,
  };
}

async function planCounting(
  table: Table,
  spec: PeopleSpec,
  { features, quotas = [] }: CountRequest,
  faults: FaultList,
): Promise<{ plan: PeoplePlan; values: OpenValues[] }> {
  const context: ReaderContext = { table, encoding: spec.encoding, faults };
  const id = requiredColumn(spec.id, context);
  const specs = new Map(Object.entries(spec.features ?? {}).map(([name, of]) => [comparable(name), of]));
  const readers: (FeatureReader | undefined)[] = [];
  const values: OpenValues[] = [];
  for (const feature of features) {
    const given = specs.get(comparable(feature));
    const of = given === undefined || 'cross' in given ? { column: feature } : given;
    const known = quotas.find((other) => comparable(other.feature) === comparable(feature));
    const written = await valuesWritten(feature, of, known?.quotas.map(({ value }) => value) ?? [], context);
    const open = new OpenValues(feature, written);
    values.push(open);
    if (written.length === 0 && 'birthDate' in of) faults.add('AGE_GROUPS_MISSING', { feature });
    else readers.push(await findFeatureReader(open, of, context));
  }
  const eligibility = await readEligibility(spec, context);
  return { plan: { id: id ?? -1, household: [], features: readers, crosses: [], eligibility }, values };
}

/** The values that are there whether anybody has them or not: age groups, and those of a table. */
async function valuesWritten(
  feature: string,
  spec: ReadFeature,
  known: readonly string[],
  { encoding }: ReaderContext,
): Promise<readonly string[]> {
  if ('birthDate' in spec) return spec.groups ?? known;
  if (!('table' in spec)) return [];
  // What is wrong with the table is told by the reader.
  const lookup = await readLookup({ ...spec, feature, encoding }, new FaultList(0));
  return [...(lookup?.values() ?? [])];
}

type NumberPair = readonly [number, number];

const pairsOf = ({ features, crosses }: CountRequest): NumberPair[] =>
  crosses.map(({ of: [one, other] }) => {
    const number = (name: string): number => features.findIndex((feature) => comparable(feature) === comparable(name));
    return [number(one), number(other)];
  });

/** Below the number that any feature has values. */
const WIDTH = 1 << 16;

class Counts {
  /** Of each feature, people by value number. */
  readonly singles: readonly Map<number, number>[];
  /** Of each crossed feature, people by the two value numbers in one. */
  readonly crosses: readonly Map<number, number>[];
  /** People by all value numbers, as characters; given up where they get too many. */
  profiles: Map<string, number> | undefined = new Map();
  private readonly pairs: readonly NumberPair[];

  constructor(features: number, pairs: readonly NumberPair[]) {
    this.pairs = pairs;
    this.singles = Array.from({ length: features }, () => new Map());
    this.crosses = pairs.map(() => new Map());
  }

  add(values: Uint16Array): void {
    this.singles.forEach((counts, f) => {
      increase(counts, values[f] ?? 0);
    });
    this.crosses.forEach((counts, c) => {
      const [one = 0, other = 0] = this.pairs[c] ?? [];
      increase(counts, (values[one] ?? 0) * WIDTH + (values[other] ?? 0));
    });
    if (this.profiles === undefined) return;
    increase(this.profiles, String.fromCharCode(...values));
    if (this.profiles.size > MOST_PROFILES) this.profiles = undefined;
  }
}

const increase = <K>(counts: Map<K, number>, key: K): unknown => counts.set(key, (counts.get(key) ?? 0) + 1);

/** The counts in an order that does not come from the rows. */
function results(
  values: readonly OpenValues[],
  { crosses }: CountRequest,
  counts: Counts,
): Pick<RegisterCounts, 'shares' | 'profiles'> {
  const orders = values.map((of) => of.order());
  const singles = values.map(({ feature, spellings }, f): FeatureShares => {
    const counted = (number: number): number => counts.singles[f]?.get(number) ?? 0;
    return featureOf(feature, orders[f]?.map((number) => [spellings[number] ?? '', counted(number)] as const) ?? []);
  });
  const pairs = pairsOf({ features: values.map(({ feature }) => feature), crosses });
  const crossed = crosses.map(({ feature }, c): FeatureShares => {
    const [one = 0, other = 0] = pairs[c] ?? [];
    const cells = orders[one]?.flatMap(
      (a) =>
        orders[other]?.map((b) => {
          const name = crossedName(values[one]?.spellings[a] ?? '', values[other]?.spellings[b] ?? '');
          return [name, counts.crosses[c]?.get(a * WIDTH + b) ?? 0] as const;
        }) ?? [],
    );
    return featureOf(feature, cells ?? []);
  });
  const places = orders.map((order) => new Map(order.map((number, place) => [number, place])));
  const profiles = [...(counts.profiles ?? [])].map(([key, people]) => ({
    values: Array.from(values, (_, f) => places[f]?.get(key.charCodeAt(f)) ?? 0),
    people,
  }));
  profiles.sort((a, b) => compareNumbers(a.values, b.values));
  return {
    shares: [...singles, ...crossed],
    profiles: counts.profiles === undefined ? undefined : { features: values.map(({ feature }) => feature), profiles },
  };
}

const featureOf = (feature: string, counted: readonly (readonly [string, number])[]): FeatureShares => ({
  feature,
  isPercent: false,
  values: counted.map(([value, people]) => ({ value, share: people, people })),
});

function compareNumbers(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((number, i) => number !== b[i]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
