import { crossedName, findPair } from '../core/register/crossed-names.js';
import type { FeatureQuotas, Quotas } from '../core/register/features.js';
import { comparable, nearest } from '../core/text.js';
import { type FeatureReader, type Problem, problem, type ReaderContext } from './feature-readers.js';
import type { FeatureSpec } from './people-spec.js';

/** Takes the value of a crossed feature from those of the two that it crosses. */
export interface CrossReader {
  /** Of the crossed feature, in canonical order. */
  readonly number: number;
  /** Of the two that it crosses. */
  readonly parts: readonly [number, number];
  /** The columns that they are read from, for messages. */
  readonly column: string;
  readonly read: (one: number, other: number) => number | Problem;
}

/** The quotas as they are written, and in the order that numbers features and values. */
interface NumberedQuotas {
  readonly written: Quotas;
  readonly canonical: Quotas;
}

/** A reader for each crossed feature; adds faults where a part is no feature of its own, or a value no pair of theirs. */
export function findCrossReaders(
  quotas: NumberedQuotas,
  specs: readonly (FeatureSpec | undefined)[],
  readers: readonly (FeatureReader | undefined)[],
  context: ReaderContext,
): CrossReader[] {
  const { canonical } = quotas;
  return specs.flatMap((spec, number) => {
    const feature = canonical[number];
    if (spec === undefined || !('cross' in spec) || feature === undefined) return [];
    const { feature: name } = writtenFeature(quotas, feature);
    const parts = spec.cross.map((part) => partNumber(part, name, quotas, context));
    const [one = -1, other = -1] = parts;
    if (one < 0 || other < 0) return [];
    if (one === other || [one, other].some((part) => isCross(specs[part]))) {
      context.faults.add('CROSS_NOT_TWO', { feature: name });
      return [];
    }
    const read = readPair(quotas, feature, [one, other], context);
    const columns = [one, other].flatMap((part) => readers[part]?.column ?? []);
    // Where a part cannot be read, that has been said.
    if (columns.length < 2) return [];
    const column = columns.map((index) => context.table.columns[index]?.trim() ?? '').join(' × ');
    return [{ number, parts: [one, other] as const, column, read }];
  });
}

const isCross = (spec: FeatureSpec | undefined): boolean => spec !== undefined && 'cross' in spec;

function partNumber(part: string, feature: string, { canonical, written }: NumberedQuotas, context: ReaderContext) {
  const number = canonical.findIndex((of) => of.feature === comparable(part));
  if (number < 0) {
    const known = written.map((of) => of.feature);
    context.faults.add('CROSS_FEATURE_MISSING', { feature, part, known, near: nearest(part, known) });
  }
  return number;
}

const writtenFeature = ({ written }: NumberedQuotas, canonical: FeatureQuotas): FeatureQuotas =>
  written.find(({ feature }) => comparable(feature) === canonical.feature) ?? canonical;

function readPair(
  quotas: NumberedQuotas,
  feature: FeatureQuotas,
  parts: readonly [number, number],
  { faults }: ReaderContext,
): CrossReader['read'] {
  const written = writtenFeature(quotas, feature);
  const [one, other] = parts.map((part) => numbered(quotas, part));
  const numbers = new Map<string, { number: number; name: string }>();
  for (const { value } of written.quotas) {
    const number = feature.quotas.findIndex((quota) => quota.value === comparable(value));
    const pair = findPair(
      value,
      (part) => one?.numbers.has(part) === true,
      (part) => other?.numbers.has(part) === true,
    );
    if (pair === undefined) {
      const names = { one: one?.feature ?? '', other: other?.feature ?? '' };
      faults.add('CROSS_VALUE_UNKNOWN', { feature: written.feature, value, ...names });
      continue;
    }
    const key = `${one?.numbers.get(pair[0])} ${other?.numbers.get(pair[1])}`;
    const earlier = numbers.get(key);
    if (earlier === undefined) numbers.set(key, { number, name: value });
    else faults.add('CROSS_VALUE_TWICE', { feature: written.feature, value, earlier: earlier.name });
  }
  const width = other?.numbers.size ?? 0;
  const table: (number | Problem)[] = [...(one?.numbers.values() ?? [])].flatMap((row) =>
    [...(other?.numbers.values() ?? [])].map((column) => {
      const number = numbers.get(`${row} ${column}`)?.number;
      if (number !== undefined) return number;
      const value = crossedName(one?.names[row] ?? '', other?.names[column] ?? '');
      const known = written.quotas.map((quota) => quota.value);
      return problem('VALUE_UNKNOWN', { feature: written.feature, value, known });
    }),
  );
  return (row, column) => table[row * width + column] ?? 0;
}

/** A feature's values by their numbers, as they are written. */
function numbered(quotas: NumberedQuotas, part: number) {
  const canonical = quotas.canonical[part] ?? { feature: '', quotas: [] };
  const { feature, quotas: written } = writtenFeature(quotas, canonical);
  const names = canonical.quotas.map(
    ({ value }) => written.find((of) => comparable(of.value) === value)?.value ?? value,
  );
  return { feature, names, numbers: new Map(canonical.quotas.map(({ value }, number) => [value, number])) };
}
