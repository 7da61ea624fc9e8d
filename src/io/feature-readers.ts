import type { ErrorArgs, ErrorCode } from '../core/error-catalogue.js';
import type { FaultList, Where } from '../core/errors.js';
import type { FeatureQuotas } from '../core/register/features.js';
import { comparable, nearest } from '../core/text.js';
import { readAgeGroups } from './age-groups.js';
import { guessingReader } from './date-guess.js';
import { type DayReader, findDayReader, fullYears, readIsoDay } from './dates.js';
import { readLookup } from './lookup-table.js';
import type { AgeFeature, ColumnFeature, ReadFeature, TableFeature } from './people-spec.js';
import { findColumn, type Table } from './table.js';

/** What is wrong with a cell; told once its place is known. */
export type Problem = (faults: FaultList, where: Where) => void;

/** Takes a feature's value from a cell of `column`: its number in the canonical quotas, or what is wrong. */
export interface FeatureReader {
  readonly column: number;
  readonly read: (cell: string) => number | Problem;
}

/** A feature and the values that it can have. */
export interface FeatureValues {
  readonly feature: string;
  /** The values as the organiser wrote them. */
  readonly names: readonly string[];
  /** The number of a value that is not blank, or what is wrong with it. */
  readonly numberOf: (value: string) => number | Problem;
}

export interface ReaderContext {
  readonly table: Table;
  readonly encoding: string | undefined;
  readonly faults: FaultList;
}

/** Of a column's cells this many are remembered, so that one that never repeats keeps memory flat. */
const MOST_REMEMBERED = 1 << 16;
/** An unknown value is quoted up to here. */
const LONGEST_QUOTE = 60;

export const problem =
  <C extends ErrorCode>(code: C, args: ErrorArgs<C>): Problem =>
  (faults, where) =>
    faults.add(code, args, where);

/** The values of a feature, by the canonical quotas that number them; spelled as `written` has them. */
export function featureValues(canonical: FeatureQuotas, written: FeatureQuotas | undefined): FeatureValues {
  const feature = written?.feature ?? canonical.feature;
  const names = (written ?? canonical).quotas.map(({ value }) => value);
  const numbers = new Map(canonical.quotas.map(({ value }, number) => [value, number]));
  const numberOf = (value: string): number | Problem => {
    const number = numbers.get(comparable(value));
    if (number !== undefined) return number;
    const shown = value.trim();
    const quoted = shown.length > LONGEST_QUOTE ? `${shown.slice(0, LONGEST_QUOTE)}…` : shown;
    return problem('VALUE_UNKNOWN', { feature, value: quoted, known: names, near: nearest(quoted, names) });
  };
  return { feature, names, numberOf };
}

/** Undefined, with the faults added, where the specification does not fit the table or the quotas. */
export async function findFeatureReader(
  values: FeatureValues,
  spec: ReadFeature,
  context: ReaderContext,
): Promise<FeatureReader | undefined> {
  const column = requiredColumn('column' in spec ? spec.column : spec.birthDate, context);
  const read =
    'birthDate' in spec
      ? ageReader(values, spec, context)
      : 'table' in spec
        ? await tableReader(values, spec, context)
        : columnReader(values, spec);
  return column === undefined || read === undefined ? undefined : { column, read: remembering(read) };
}

/** The index of a column; undefined, with a fault added, where it is missing. */
export function requiredColumn(name: string, { table, faults }: ReaderContext): number | undefined {
  const index = findColumn(table, name);
  if (index === undefined) {
    const { path, columns } = table;
    const args = { name, columns, near: nearest(name, columns), ...table.sheets };
    faults.add('COLUMN_MISSING', args, { file: path, row: 1 });
  }
  return index;
}

/** Reads the days of a column, in the form declared or as a workbook's own dates. Undefined where the form says nothing. */
export function requiredDayReader(
  format: string,
  { table, faults }: ReaderContext,
  column: number | undefined,
): DayReader | undefined {
  const read = findDayReader(format);
  if (read === undefined) faults.add('DATE_FORMAT_UNUSABLE', { format });
  if (read === undefined) return undefined;
  const reader: DayReader = table.hasTypedDates ? (text) => read(text) ?? readIsoDay(text) : read;
  return column === undefined ? reader : guessingReader(reader, table, column, faults);
}

/** Days that spreadsheets count from 1900, in the years 1900 to 2099. */
const SERIAL_DAY = /^\d{1,5}(\.\d+)?$/;
const LAST_SERIAL_DAY = 73_050;

/** A number where a date should be, which is never converted: it may count from 1900 or from 1904, or be no day at all. */
export const unreadableDay = (cell: string, format: string): Problem =>
  problem(SERIAL_DAY.test(cell.trim()) && Number(cell) <= LAST_SERIAL_DAY ? 'DATE_SERIAL' : 'DATE_UNREADABLE', {
    format,
  });

/** The day on which ages are counted; undefined, with a fault added, where it is none. */
export function requiredDay(at: string, faults: FaultList): number | undefined {
  const day = readIsoDay(at);
  if (day === undefined) faults.add('DATE_AT_UNREADABLE', { at });
  return day;
}

/**
 * Remembers what cells were read as, so that a million rows cost a look-up each; less where rows of one place or street
 * stand together, as they do in registers.
 */
export function remembering<R>(read: (cell: string) => R): (cell: string) => R {
  const known = new Map<string, R>();
  let last: { readonly cell: string; readonly result: R } | undefined;
  return (cell) => {
    if (last?.cell === cell) return last.result;
    const before = known.get(cell);
    const result = before ?? read(cell);
    if (before === undefined && known.size < MOST_REMEMBERED) known.set(cell, result);
    last = { cell, result };
    return result;
  };
}

function columnReader(values: FeatureValues, { values: translations = {} }: ColumnFeature): FeatureReader['read'] {
  const translated = new Map(Object.entries(translations).map(([from, to]) => [comparable(from), to]));
  const otherwise = translations['*'];
  return (cell) => {
    const key = comparable(cell);
    return valueNumber(values, translated.get(key) ?? (key === '' ? '' : (otherwise ?? cell)));
  };
}

const valueNumber = ({ numberOf }: FeatureValues, value: string): number | Problem =>
  comparable(value) === '' ? problem('CELL_BLANK', {}) : numberOf(value);

function ageReader(values: FeatureValues, spec: AgeFeature, context: ReaderContext): FeatureReader['read'] | undefined {
  const groups = readAgeGroups(values.feature, values.names, context.faults);
  const at = requiredDay(spec.at, context.faults);
  const readDay = requiredDayReader(spec.format, context, findColumn(context.table, spec.birthDate));
  if (groups === undefined || at === undefined || readDay === undefined) return undefined;
  return (cell) => {
    if (cell.trim() === '') return problem('CELL_BLANK', {});
    const birth = readDay(cell);
    if (birth === undefined) return unreadableDay(cell, spec.format);
    const age = fullYears(birth, at);
    const group = groups.find(({ from, to }) => from <= age && age <= to);
    if (group === undefined) return problem('AGE_IN_NO_GROUP', { feature: values.feature, at: spec.at });
    return valueNumber(values, group.name);
  };
}

async function tableReader(
  values: FeatureValues,
  spec: TableFeature,
  context: ReaderContext,
): Promise<FeatureReader['read'] | undefined> {
  const { feature } = values;
  const lookup = await readLookup({ ...spec, feature, encoding: context.encoding }, context.faults);
  if (lookup === undefined) return undefined;
  return (cell) => {
    const key = comparable(cell);
    if (key === '') return problem('CELL_BLANK', {});
    const value = lookup.get(key);
    return value === undefined
      ? problem('LOOKUP_KEY_MISSING', { feature, table: spec.table })
      : valueNumber(values, value);
  };
}
