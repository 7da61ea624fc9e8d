import { pipeline } from 'node:stream/promises';
import { CsvError, Parser } from 'csv-parse';
import type { FaultList } from '../core/errors.js';

export type OnRow = (cells: readonly string[], row: number) => void;

/** In a file of people no row is this long: an unclosed quotation mark would otherwise swallow the rest of the file. */
const LONGEST_ROW = 1 << 20;

export interface CsvSource {
  readonly file: string;
  readonly delimiter: string;
  readonly chunks: AsyncIterable<Buffer>;
}

/**
 * Calls `onRow` for every row that is not blank, the header among them, cells as they are. Rows with a stray quotation
 * mark are faults and left out; faults after which nothing can be told end the reading. An error of `onRow` ends it too.
 */
export async function readCsvRows(source: CsvSource, onRow: OnRow, faults: FaultList): Promise<void> {
  const { file, delimiter, chunks } = source;
  let row = 0;
  let strayLine: unknown = 0;
  const parser = new RowParser(
    {
      delimiter,
      // Every kind of line end at once: files put together from several sources mix them.
      record_delimiter: ['\r\n', '\n', '\r'],
      max_record_size: LONGEST_ROW,
      relax_column_count: true,
      skip_records_with_error: true,
      on_skip(error) {
        if (error === undefined) return undefined;
        if (error.code !== 'INVALID_OPENING_QUOTE') throw error;
        const { lines } = error;
        if (lines === strayLine) return undefined;
        strayLine = lines;
        faults.add('QUOTE_STRAY', {}, { file, row: ++row });
        return undefined;
      },
    },
    (cells) => {
      row++;
      if (!isBlankRow(cells)) onRow(cells, row);
    },
  );
  try {
    await pipeline(
      limited(chunks, () => row),
      parser,
    );
  } catch (error) {
    if (error instanceof EndlessRow) faults.add('LINE_TOO_LONG', { limit: LONGEST_ROW }, { file, row: row + 1 });
    else if (!(error instanceof CsvError)) throw error;
    else addFault(error, faults, { file, row: row + 1 });
  }
}

/** Many chunks and no row. */
class EndlessRow extends Error {}

/**
 * csv-parse counts the characters of a row but not its delimiters: a row of empty cells only would grow without end. Chunks
 * may be a few ahead of the rows, hence the room.
 */
async function* limited(chunks: AsyncIterable<Buffer>, rows: () => number): AsyncGenerator<Buffer> {
  let bytes = 0;
  let before = 0;
  for await (const chunk of chunks) {
    if (rows() > before) bytes = 0;
    before = rows();
    bytes += chunk.length;
    if (bytes > 2 * LONGEST_ROW) throw new EndlessRow();
    yield chunk;
  }
}

function addFault(error: CsvError, faults: FaultList, where: { file: string; row: number }): void {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') faults.add('QUOTE_UNCLOSED', {}, where);
  else if (error.code === 'CSV_MAX_RECORD_SIZE') faults.add('LINE_TOO_LONG', { limit: LONGEST_ROW }, where);
  else if (error.code === 'CSV_INVALID_CLOSING_QUOTE') faults.add('QUOTE_STRAY', {}, where);
  else throw error;
}

/** A row of blank cells only, as spreadsheets leave them below a table. */
export const isBlankRow = (cells: readonly string[]): boolean =>
  (cells[0] === undefined || cells[0].trim() === '') && cells.every((cell) => cell.trim() === '');

/**
 * csv-parse without the queue of rows behind it: a row is handed on where it is parsed, so that memory stays at one chunk
 * and a million rows cost no million events.
 */
class RowParser extends Parser {
  private readonly onCells: (cells: readonly string[]) => void;

  constructor(options: ConstructorParameters<typeof Parser>[0], onCells: (cells: readonly string[]) => void) {
    super(options);
    this.onCells = onCells;
  }

  override push(cells: readonly string[] | null): boolean {
    if (cells === null) return super.push(null);
    if (this.destroyed) return false;
    try {
      this.onCells(cells);
    } catch (error) {
      this.destroy(error instanceof Error ? error : new Error(String(error)));
    }
    return true;
  }
}
