import { stringify } from 'csv-stringify/sync';
import type { Table } from './table.js';

/** A CSV text that people open in a spreadsheet: a cell that would run as a formula gets an apostrophe in front. */
export const csvText = (
  { delimiter, byteOrderMark }: Pick<Table, 'delimiter' | 'byteOrderMark'>,
  rows: readonly (readonly string[])[],
): string =>
  stringify([...rows] as string[][], {
    delimiter,
    bom: byteOrderMark,
    escape_formulas: true,
    quote_record_delimiter: true,
  });
