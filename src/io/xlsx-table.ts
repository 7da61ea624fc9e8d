import { readFile } from 'node:fs/promises';
import { readSheet } from 'read-excel-file/node';
import { FaultList, SortitionError, type Where } from '../core/errors.js';
import { isBlankRow } from './csv-rows.js';
import type { Table } from './table.js';
import { checkNames } from './table-columns.js';
import { columnLetters, findOddities, type OddCell, type OddSheet } from './xlsx-sheet.js';

/** A writer catches up after this many rows. */
const ROWS_BETWEEN_PAUSES = 1000;

/**
 * Opens the first sheet of a workbook, which is held in memory whole. What stands in it otherwise than as a text, a number, a
 * date or a flag is a fault and never guessed at; all of them are thrown together.
 */
export async function openWorkbook(path: string): Promise<Table> {
  const { rows, odd } = await readWorkbook(path);
  const headerIndex = rows.findIndex((cells) => !isBlankRow(cells));
  const columns = rows[headerIndex];
  if (columns === undefined) throw new SortitionError('FILE_EMPTY', { path }, { file: path });
  const faults = new FaultList();
  addOddCells(faults, path, odd, columns);
  addMergedCells(faults, path, odd, rows);
  faults.throwIfAny();
  checkNames(path, columns, headerIndex + 1);
  return {
    path,
    columns,
    delimiter: ',',
    byteOrderMark: false,
    hasTypedDates: true,
    ...(odd.names[0] !== undefined && { sheets: { sheet: odd.names[0], sheets: odd.names.slice(1) } }),
    async read(onRow, { faults, pause } = {}) {
      const found = faults ?? new FaultList();
      let count = 0;
      for (const [index, cells] of rows.entries()) {
        if (index <= headerIndex || isBlankRow(cells)) continue;
        if (pause !== undefined && count % ROWS_BETWEEN_PAUSES === 0) await pause();
        count++;
        onRow(cells, index + 1);
      }
      if (count === 0) found.add('TABLE_NO_ROWS', {}, { file: path });
      if (faults === undefined) found.throwIfAny();
    },
  };
}

async function readWorkbook(path: string): Promise<{ rows: string[][]; odd: OddSheet }> {
  let odd: OddSheet | undefined;
  try {
    const bytes = await readFile(path);
    odd = findOddities(bytes);
    const sheet = await readSheet(bytes, { trim: false });
    if (odd === undefined) throw new Error('its first sheet cannot be found');
    return { rows: sheet.map((cells) => cells.map(cellText)), odd };
  } catch (error) {
    // A formula that was never calculated may be why it cannot be read.
    const faults = new FaultList();
    if (odd !== undefined) addOddCells(faults, path, odd, []);
    faults.throwIfAny();
    throw new SortitionError('WORKBOOK_UNREADABLE', { path, reason: reasonOf(error) }, { file: path });
  }
}

/** What went wrong inside a library says nothing to whoever has the file. */
const reasonOf = (error: unknown): string =>
  error instanceof Error && !(error instanceof TypeError) && !(error instanceof RangeError)
    ? error.message
    : 'it is not as a spreadsheet program writes one';

function addOddCells(faults: FaultList, path: string, { cells }: OddSheet, columns: readonly string[]): void {
  for (const { row, column, odd } of cells)
    addOddity(faults, odd, { file: path, row, column: nameOf(columns, column) });
}

function addOddity(faults: FaultList, odd: OddCell['odd'], where: Where): void {
  if (odd.kind === 'formula') faults.add('CELL_FORMULA', {}, where);
  else if (odd.kind === 'error') faults.add('CELL_ERROR', { text: odd.text }, where);
  else faults.add('CELL_ZEROS', { format: odd.format }, where);
}

/** A merged range with anything in it: only its first cell has the value that people see in all. */
function addMergedCells(
  faults: FaultList,
  path: string,
  { merged }: OddSheet,
  rows: readonly (readonly string[])[],
): void {
  for (const { range, rows: lines, columns } of merged) {
    const inside = rows.slice(lines[0] - 1, lines[1]).flatMap((cells) => cells.slice(columns[0] - 1, columns[1]));
    if (isBlankRow(inside)) continue;
    faults.add('CELLS_MERGED', { range }, { file: path, row: lines[0] });
  }
}

/** A column by its name or, where it has none, by its letters. */
function nameOf(columns: readonly string[], column: number): string {
  const name = columns[column - 1]?.trim() ?? '';
  return name === '' ? columnLetters(column) : name;
}

/** A cell as a CSV file would have it: dates as yyyy-mm-dd, whole numbers without a point. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value).toString() : String(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return String(value);
}
