import { stringify } from 'csv-stringify/sync';

/**
 * A small table as CSV for the toolkit to read again: nothing is put before cells that begin like formulas, as that would
 * change names. With a byte order mark where there are letters beyond ASCII, which spreadsheets would spoil otherwise.
 */
export function csvText(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const text = stringify([header, ...rows], { record_delimiter: '\n' });
  return [...text].some((letter) => letter > '\u007f') ? `\ufeff${text}` : text;
}
