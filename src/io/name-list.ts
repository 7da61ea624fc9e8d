import { FaultList } from '../core/errors.js';
import { comparable } from '../core/text.js';
import type { Day, DayReader } from './dates.js';
import { type ReaderContext, requiredColumn, requiredDayReader, unreadableDay } from './feature-readers.js';
import { addFaults, openBeside } from './lookup-table.js';
import type { NamedList } from './people-spec.js';
import type { Table } from './table.js';

/** A list of people by name and day of birth, beside the columns of the register that hold these. */
export interface NameList {
  readonly file: string;
  /** Columns of the register. */
  readonly name: readonly number[];
  readonly birthDate: number;
  readonly format: string;
  readonly readDay: DayReader;
  /** Day of birth → name as `nameKey` has it → row of the list. By day first: most people share theirs with nobody on it. */
  readonly rows: ReadonlyMap<Day, ReadonlyMap<string, number>>;
}

/** Whom of the file the rows of a list name. */
export class NameMatches {
  /** Row of the list → people of the file with this name and birth date: id → the last of their rows. */
  private readonly found = new Map<number, Map<string, number>>();
  private readonly list: NameList;

  constructor(list: NameList) {
    this.list = list;
  }

  /** The row of the list that names whoever stands in this row of the file; 'no day' where the birth date cannot be read. */
  find(id: string, cells: readonly string[], row: number): number | 'no day' | undefined {
    const { birthDate, name, readDay, rows } = this.list;
    const day = readDay(cells[birthDate] ?? '');
    if (day === undefined) return 'no day';
    const listed = rows.get(day)?.get(nameKey(cells, name));
    if (listed !== undefined)
      this.found.set(listed, (this.found.get(listed) ?? new Map<string, number>()).set(id, row));
    return listed;
  }

  /** Warns of rows of the list that name nobody, and of those that name several people: all of them are left out. */
  warn(warnings: FaultList): void {
    const { file } = this.list;
    for (const row of [...this.list.rows.values()].flatMap((names) => [...names.values()])) {
      const rows = [...(this.found.get(row)?.values() ?? [])];
      if (rows.length === 0) warnings.add('EXCLUDED_NAME_UNKNOWN', {}, { file, row });
      if (rows.length > 1) warnings.add('EXCLUDED_NAME_SHARED', { rows }, { file, row });
    }
  }
}

/** Undefined, with the faults added, where the list or the register does not have what the specification says. */
export async function readNameList(spec: NamedList, context: ReaderContext): Promise<NameList | undefined> {
  const { encoding, faults } = context;
  const inRegister = requiredColumns(spec, context);
  const readDay = requiredDayReader(spec.format, context, inRegister?.birthDate);
  const table = await openBeside(spec.file, encoding, faults);
  if (table === undefined) return undefined;
  const ofList = { table, encoding, faults };
  const inList = requiredColumns(spec, ofList);
  const readListDay = requiredDayReader(spec.format, ofList, inList?.birthDate);
  if (inRegister === undefined || inList === undefined || readDay === undefined || readListDay === undefined)
    return undefined;
  const rows = await readRows(table, { ...inList, format: spec.format, readDay: readListDay }, faults);
  return { file: spec.file, ...inRegister, format: spec.format, readDay, rows };
}

interface NameColumns {
  readonly name: readonly number[];
  readonly birthDate: number;
}

function requiredColumns({ name, birthDate }: NamedList, context: ReaderContext): NameColumns | undefined {
  const names = name.map((column) => requiredColumn(column, context));
  const born = requiredColumn(birthDate, context);
  const found = names.filter((column) => column !== undefined);
  return born === undefined || found.length < names.length ? undefined : { name: found, birthDate: born };
}

async function readRows(
  table: Table,
  { name, birthDate, format, readDay }: NameColumns & { readonly format: string; readonly readDay: DayReader },
  faults: FaultList,
): Promise<Map<Day, Map<string, number>>> {
  const rows = new Map<Day, Map<string, number>>();
  const found = new FaultList();
  const onRow = (cells: readonly string[], row: number): void => {
    const day = readDay(cells[birthDate] ?? '');
    const column = table.columns[birthDate]?.trim() ?? '';
    if (day === undefined) unreadableDay(cells[birthDate] ?? '', format)(found, { file: table.path, row, column });
    else rows.set(day, (rows.get(day) ?? new Map<string, number>()).set(nameKey(cells, name), row));
  };
  await table.read(onRow, { faults: found });
  for (const fault of found.faults) if (fault.code !== 'TABLE_NO_ROWS') addFaults(faults, fault);
  return rows;
}

/** Names are the same where they are letter by letter, whatever their case and the spaces around and within. */
export const nameKey = (cells: readonly string[], columns: readonly number[]): string =>
  columns.map((column) => comparable(cells[column] ?? '').replace(/\s+/g, ' ')).join('\u001f');
