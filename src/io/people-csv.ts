import { isAscii } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import type { Table } from './table.js';

/**
 * The form of files of people, like the one they come from but for encoding and line ends. Where they have letters beyond
 * ASCII, a byte order mark goes before them: without it a spreadsheet opens UTF-8 as something else, and spoils the names.
 */
export const peopleCsv = ({ delimiter, byteOrderMark }: Pick<Table, 'delimiter' | 'byteOrderMark'>) => ({
  delimiter,
  bom: byteOrderMark,
  // People open these files in a spreadsheet: a cell that would run as a formula gets an apostrophe in front.
  escape_formulas: true,
  quote_record_delimiter: true,
});

/** Rows of people as a CSV text of that form. */
export function peopleCsvText(
  form: Pick<Table, 'delimiter' | 'byteOrderMark'>,
  rows: readonly (readonly string[])[],
): string {
  const byteOrderMark = form.byteOrderMark || rows.some((cells) => cells.some((cell) => BEYOND_ASCII.test(cell)));
  return stringify([...rows] as string[][], peopleCsv({ ...form, byteOrderMark }));
}

/** Such rows to be put behind others in the same file. */
export const morePeopleCsv = (form: Pick<Table, 'delimiter'>, rows: readonly (readonly string[])[]): string =>
  stringify([...rows] as string[][], peopleCsv({ ...form, byteOrderMark: false }));

const BEYOND_ASCII = /\P{ASCII}/u;

/** Whether a file has a byte beyond ASCII: what is copied from it row by row may then have such letters too. */
export async function hasBytesBeyondAscii(path: string): Promise<boolean> {
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    if (!isAscii(chunk as Buffer)) return true;
  }
  return false;
}
