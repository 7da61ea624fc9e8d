import { stringify } from 'csv-stringify/sync';
import type { Table } from './table.js';

/** The form of files of people, like the one they come from but for encoding and line ends. */
export const peopleCsv = ({ delimiter, byteOrderMark }: Pick<Table, 'delimiter' | 'byteOrderMark'>) => ({
  delimiter,
  bom: byteOrderMark,
  // People open these files in a spreadsheet: a cell that would run as a formula gets an apostrophe in front.
  escape_formulas: true,
  quote_record_delimiter: true,
});

/** Rows of people as a CSV text of that form. */
export const peopleCsvText = (
  form: Pick<Table, 'delimiter' | 'byteOrderMark'>,
  rows: readonly (readonly string[])[],
): string => stringify([...rows] as string[][], peopleCsv(form));
