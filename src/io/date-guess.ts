import { type FaultList, SortitionError } from '../core/errors.js';
import { type DayReader, findDayReader } from './dates.js';
import type { Table } from './table.js';

/** Forms in which registers write dates. */
const USUAL = ['yyyy-mm-dd', 'd.m.yyyy', 'd/m/yyyy', 'm/d/yyyy', 'd-m-yyyy', 'yyyy/mm/dd', 'yyyymmdd', 'ddmmyyyy'];
/** Cells that the declared form reads are asked about too, up to here: another form that does not read them is no better. */
const MOST_ASKED = 1000;
/** One cell may be a slip. */
const LEAST_UNREADABLE = 2;

/**
 * Reads days, and remembers which usual form would read what the declared one does not. Where exactly one form reads all of
 * them, faults of the column name it; it is never used.
 */
export function guessingReader(read: DayReader, table: Table, column: number, faults: FaultList): DayReader {
  const readers = USUAL.flatMap((format) => {
    const reader = findDayReader(format);
    return reader === undefined ? [] : [{ format, reader }];
  });
  let left = readers;
  const readable = new Set<string>();
  const unreadable = new Set<string>();
  faults.beforeThrow(() => {
    const fitting = left.filter(({ reader }) => [...readable].every((cell) => reader(cell) !== undefined));
    const [only] = fitting;
    if (only === undefined || fitting.length > 1 || unreadable.size < LEAST_UNREADABLE) return;
    nameForm(faults, { file: table.path, column: table.columns[column]?.trim() ?? '' }, only.format);
  });
  return (text) => {
    const day = read(text);
    if (day !== undefined) {
      if (readable.size < MOST_ASKED) readable.add(text);
    } else if (text.trim() !== '') {
      if (unreadable.size < LEAST_UNREADABLE) unreadable.add(text);
      if (left.length > 0) left = left.filter(({ reader }) => reader(text) !== undefined);
    }
    return day;
  };
}

function nameForm({ faults }: FaultList, { file, column }: { file: string; column: string }, readsAs: string): void {
  faults.forEach((fault, i) => {
    const { code, args, where } = fault;
    if (code === 'DATE_UNREADABLE' && where.file === file && where.column === column && 'format' in args)
      faults[i] = new SortitionError('DATE_UNREADABLE', { format: args.format as string, readsAs }, where);
  });
}
