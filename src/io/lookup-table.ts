import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { type FaultList, SortitionError } from '../core/errors.js';
import { comparable } from '../core/text.js';
import { findColumn, openTable, type Table } from './table.js';

export interface LookupSpec {
  readonly table: string;
  readonly column: string;
  readonly feature: string;
  readonly encoding: string | undefined;
}

/**
 * The table that gives a feature's value for each value of a column, by comparable key. Its columns are those named as the
 * column and the feature; or the first and the second, where it has no others. Undefined, with the faults added, where it
 * cannot be used.
 */
export async function readLookup(spec: LookupSpec, faults: FaultList): Promise<Map<string, string> | undefined> {
  const before = faults.count;
  const table = await openBeside(spec.table, spec.encoding, faults);
  if (table === undefined) return undefined;
  const columns = findColumns(table, spec);
  if (columns === undefined) {
    const { column, feature } = spec;
    faults.add('LOOKUP_COLUMNS', { column, feature }, { file: spec.table, row: 1 });
    return undefined;
  }
  const lookup = new Map<string, { value: string; row: number }>();
  await table.read(
    (cells, row) => {
      const written = (cells[columns.key] ?? '').trim();
      const value = (cells[columns.value] ?? '').trim();
      const key = comparable(written);
      const earlier = lookup.get(key);
      const fault = { file: spec.table, row, column: table.columns[columns.key] ?? '' };
      if (key === '') faults.add('CELL_BLANK', {}, fault);
      else if (earlier === undefined) lookup.set(key, { value, row });
      else if (comparable(earlier.value) !== comparable(value)) {
        faults.add('LOOKUP_KEY_TWICE', { key: written, firstRow: earlier.row }, fault);
      }
    },
    { faults },
  );
  return faults.count > before ? undefined : new Map([...lookup].map(([key, { value }]) => [key, value]));
}

function findColumns(table: Table, { column, feature }: LookupSpec): { key: number; value: number } | undefined {
  const key = findColumn(table, column);
  const value = findColumn(table, feature);
  if (key !== undefined && value !== undefined && key !== value) return { key, value };
  return table.columns.length === 2 ? { key: 0, value: 1 } : undefined;
}

/**
 * Opens a small table that belongs to the file of people. It may be UTF-8 beside a people file of another, declared,
 * encoding, or be in that encoding too: text of the one is never valid in the other by chance. Undefined, with the fault
 * added, where it cannot be opened.
 */
export async function openBeside(
  path: string,
  encoding: string | undefined,
  faults: FaultList,
): Promise<Table | undefined> {
  try {
    const isPlain = encoding === undefined || isUtf8(await readFile(path).catch(() => Buffer.alloc(0)));
    return await openTable(path, isPlain ? {} : { encoding });
  } catch (error) {
    if (!(error instanceof SortitionError)) throw error;
    addFaults(faults, error);
    return undefined;
  }
}

/** Adds an error to the faults; of several at once, each. */
export function addFaults(faults: FaultList, error: SortitionError): void {
  if (error.faults.length === 0) faults.add(error.code, error.args, error.where);
  for (const fault of error.faults) faults.add(fault.code, fault.args, fault.where);
}
