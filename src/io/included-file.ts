import { FaultList, type SortitionError } from '../core/errors.js';
import { comparable } from '../core/text.js';
import { requiredColumn } from './feature-readers.js';
import { cleanId } from './id-list.js';
import { addFaults, openBeside } from './lookup-table.js';
import type { People } from './people-file.js';
import type { PeopleSpec } from './people-spec.js';
import { findColumn } from './table.js';

/** People given in advance. Positions in the pool are ascending, each once. */
export interface Included {
  /** On the panel already: they have seats and count in the quotas. */
  readonly seated: readonly number[];
  /** Those of the pool who sit beside it: no seat, in no quota, and they cannot be drawn. */
  readonly exOfficio: readonly number[];
  /** Everybody who sits beside it, as their lists have them, also who is not in the pool. */
  readonly beside: { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };
  readonly warnings: readonly SortitionError[];
}

/** What the column of that name may say; nothing is a yes. */
const COUNTED: ReadonlyMap<string, boolean> = new Map([
  ['', true],
  ['yes', true],
  ['no', false],
]);

interface Listed {
  readonly isCounted: boolean;
  readonly file: string;
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
}

/**
 * Lists of people given in advance: each a file with one id a line, or with a column named as the pool's, and perhaps one that is
 * called `counted`. All faults are thrown together; whoever is to be counted and is not in the pool is one.
 */
export async function readIncluded(files: readonly string[], spec: PeopleSpec, people: People): Promise<Included> {
  const faults = new FaultList();
  const warnings = new FaultList();
  const listed = new Map<string, Listed>();
  for (const file of files) await readList(file, { spec, faults, listed });
  const positions = new Map(people.ids.map((id, person) => [id, person]));
  const found = { seated: [] as number[], exOfficio: [] as number[] };
  const beside: Listed[] = [];
  for (const [id, entry] of listed) {
    const { isCounted, file, row } = entry;
    const person = positions.get(id);
    if (!isCounted) beside.push(entry);
    if (person !== undefined) found[isCounted ? 'seated' : 'exOfficio'].push(person);
    else if (isCounted) faults.add('SEATED_UNKNOWN', { id }, { file, row });
    else warnings.add('EX_OFFICIO_UNKNOWN', { id }, { file, row });
  }
  faults.throwIfAny();
  const ascending = (list: number[]): number[] => list.sort((a, b) => a - b);
  const columns = [...new Set(beside.flatMap(({ cells }) => Object.keys(cells)))];
  return {
    seated: ascending(found.seated),
    exOfficio: ascending(found.exOfficio),
    beside: { columns, rows: beside.map(({ cells }) => columns.map((column) => cells[column] ?? '')) },
    warnings: warnings.faults,
  };
}

interface Reading {
  readonly spec: PeopleSpec;
  readonly faults: FaultList;
  readonly listed: Map<string, Listed>;
}

async function readList(file: string, { spec, faults, listed }: Reading): Promise<void> {
  const table = await openBeside(file, spec.encoding, faults);
  if (table === undefined) return;
  const isOnly = table.columns.length === 1 && findColumn(table, spec.id) === undefined;
  const column = isOnly ? 0 : requiredColumn(spec.id, { table, encoding: spec.encoding, faults });
  if (column === undefined) return;
  const counted = isOnly ? undefined : findColumn(table, 'counted');
  const names = table.columns.map((name, i) => (isOnly ? spec.id : name.trim() || `column ${i + 1}`));
  const take = (row: number, cells: readonly string[]): void => {
    const id = cleanId(cells[column] ?? '');
    if (id === '') return;
    const said = counted === undefined ? '' : (cells[counted] ?? '');
    const isCounted = COUNTED.get(comparable(said));
    if (isCounted === undefined) {
      faults.add('INCLUDED_COUNTED', { text: said.trim() }, { file, row, column: 'counted' });
      return;
    }
    const earlier = listed.get(id);
    if (earlier === undefined) {
      listed.set(id, {
        isCounted,
        file,
        row,
        cells: Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ''])),
      });
    } else if (earlier.isCounted !== isCounted) faults.add('INCLUDED_BOTH', { id }, { file, row });
  };
  // A misspelt id in the first line must not pass for a header.
  const [first = ''] = table.columns;
  const isHeader = comparable(first) === 'id' || cleanId(first) === '';
  const found = new FaultList();
  await table.read((cells, row) => take(row, cells), { faults: found });
  // A list without rows has nobody.
  for (const fault of found.faults) if (fault.code !== 'TABLE_NO_ROWS') addFaults(faults, fault);
  if (isOnly && !isHeader) take(1, [first]);
}
