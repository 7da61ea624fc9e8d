import type { Table } from './table.js';

/** A cell of a file that the toolkit wrote, as it was: one that looks like a formula was given an apostrophe in front. */
export const plainCell = (cell: string): string => cell.replace(/^'(?=[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])/, '');

/** A table that the toolkit wrote, with its cells as they were. */
export const withPlainCells = (table: Table): Table => ({
  ...table,
  columns: table.columns.map(plainCell),
  read: (onRow, options) => table.read((cells, row) => onRow(cells.map(plainCell), row), options),
});
