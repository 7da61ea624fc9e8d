import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { type FaultList, SortitionError } from '../core/errors.js';
import { comparable, nearest } from '../core/text.js';
import { openCsv } from './csv-table.js';
import { fileFault } from './file-fault.js';

export interface TableOptions {
  /** A label that iconv-lite knows; a byte order mark in the file goes before it. Default: UTF-8. */
  readonly encoding?: string;
  /** One character. Default: found from the header line. */
  readonly delimiter?: string;
}

/** A CSV file or the first sheet of a workbook: a header and rows, which can be read more than once. */
export interface Table {
  readonly path: string;
  /** As written, untrimmed. */
  readonly columns: readonly string[];
  readonly delimiter: string;
  readonly byteOrderMark: boolean;
  /** A workbook's own dates come as yyyy-mm-dd, whatever form its texts have. */
  readonly hasTypedDates: boolean;
  /** Of a workbook: the names of the sheet that is read, and of the others. */
  readonly sheets?: { readonly sheet: string; readonly sheets: readonly string[] };
  /**
   * Calls `onRow` for each data row, with a cell for each column, as written. `row` counts as a spreadsheet does: the
   * header is row 1, blank lines count, though they are left out. Rows with faults are left out too; all are thrown at the
   * end: one as it is, several as INPUT_FAULTS.
   */
  read(onRow: (cells: readonly string[], row: number) => void, options?: ReadOptions): Promise<void>;
}

interface ReadOptions {
  /** Takes the faults, which then are not thrown. */
  readonly faults?: FaultList;
  /** Awaited every few thousand rows, so that a writer can catch up. */
  readonly pause?: () => Promise<void>;
}

/** Opens a CSV file or a workbook, told apart by their first bytes, and reads its header. */
export async function openTable(path: string, options: TableOptions = {}): Promise<Table> {
  const head = await readHead(path);
  if (head.subarray(0, 4).toString('latin1') === 'PK\x03\x04')
    return (await import('./xlsx-table.js')).openWorkbook(path);
  if (head.subarray(0, 4).toString('hex') === 'd0cf11e0')
    throw new SortitionError('WORKBOOK_OLD', { path }, { file: path });
  if (extname(path).toLowerCase() === '.xlsx') {
    throw new SortitionError('WORKBOOK_UNREADABLE', { path, reason: 'it is no workbook inside' }, { file: path });
  }
  return openCsv(path, head, options);
}

/** The index of a column, its name compared as `comparable` says; throws COLUMN_MISSING with near-miss names. */
export function requireColumn(table: Pick<Table, 'path' | 'columns' | 'sheets'>, name: string): number {
  const index = findColumn(table, name);
  if (index !== undefined) return index;
  const { path, columns } = table;
  const args = { name, columns, near: nearest(name, columns), ...table.sheets };
  throw new SortitionError('COLUMN_MISSING', args, { file: path, row: 1 });
}

/** The index of a column, or undefined. */
export function findColumn(table: Pick<Table, 'columns'>, name: string): number | undefined {
  const wanted = comparable(name);
  const index = table.columns.findIndex((column) => comparable(column) === wanted);
  return index < 0 ? undefined : index;
}

/** The first bytes of a file; throws FILE_NOT_FOUND, FILE_IS_FOLDER, FILE_EMPTY or FILE_UNREADABLE. */
async function readHead(path: string): Promise<Buffer> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
      if (bytesRead > 0) return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw await fileFault(path, error);
  }
  throw new SortitionError('FILE_EMPTY', { path }, { file: path });
}
