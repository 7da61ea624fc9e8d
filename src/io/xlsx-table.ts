import { readSheet } from 'read-excel-file/node';
import { FaultList, SortitionError } from '../core/errors.js';
import { isBlankRow } from './csv-rows.js';
import type { Table } from './table.js';
import { checkNames } from './table-columns.js';

/** A writer catches up after this many rows. */
const ROWS_BETWEEN_PAUSES = 1000;

/** Opens the first sheet of a workbook, which is held in memory whole. */
export async function openWorkbook(path: string): Promise<Table> {
  const rows = await readRows(path);
  const headerIndex = rows.findIndex((cells) => !isBlankRow(cells));
  const columns = rows[headerIndex];
  if (columns === undefined) throw new SortitionError('FILE_EMPTY', { path }, { file: path });
  checkNames(path, columns, headerIndex + 1);
  return {
    path,
    columns,
    delimiter: ',',
    byteOrderMark: false,
    hasTypedDates: true,
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

async function readRows(path: string): Promise<string[][]> {
  try {
    const sheet = await readSheet(path, { trim: false });
    return sheet.map((cells) => cells.map(cellText));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SortitionError('WORKBOOK_UNREADABLE', { path, reason }, { file: path });
  }
}

/** A cell as a CSV file would have it: dates as yyyy-mm-dd, whole numbers without a point. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value).toString() : String(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return String(value);
}
