import { SortitionError } from '../core/errors.js';
import { peopleCsvText } from './people-csv.js';
import { findColumn, type Table } from './table.js';

/** Someone invited: their row of the register as `packCells` has it, and what goes beside it. */
export interface InvitedRow {
  readonly row: number;
  readonly packed: string;
  /** Values of their stratum; blank where there are none. */
  readonly stratum: string;
  readonly code: string;
}

/** Columns that invited.csv has beyond the register's. */
const ADDED = ['stratum', 'reply_code'];

/** A row in one text, a fifth of the memory of its cells apart. No cell has a NUL. */
export const packCells = (cells: readonly string[]): string => cells.join('\0');
export const unpackCells = (packed: string): string[] => packed.split('\0');

/** Throws COLUMN_RESERVED where the register has a column that invited.csv adds. */
export function requireNoAddedColumns(table: Table): void {
  for (const name of ADDED) {
    if (findColumn(table, name) !== undefined)
      throw new SortitionError('COLUMN_RESERVED', { name }, { file: table.path, row: 1, column: name });
  }
}

/** invited.csv as a text: all columns of the register and two more, in the register's order and form. */
export const invitedFileText = (table: Table, invited: readonly InvitedRow[]): string =>
  peopleCsvText(table, [[...table.columns, ...ADDED], ...invitedCells(invited)]);

/** The cells of invited.csv below its header. */
export const invitedCells = (invited: readonly InvitedRow[]): string[][] =>
  [...invited]
    .sort((a, b) => a.row - b.row)
    .map(({ packed, stratum, code }) => [...unpackCells(packed), stratum, code]);
