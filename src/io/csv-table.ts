import { FaultList, SortitionError } from '../core/errors.js';
import { readCsvRows } from './csv-rows.js';
import { detectDelimiter, findHeaderLine, requireDelimiter } from './delimiter.js';
import type { Table, TableOptions } from './table.js';
import { checkNames } from './table-columns.js';
import { openText, type TextFile } from './text-bytes.js';

/** A header line is looked for in this much of a file; an unclosed quotation mark may hide its end. */
const HEADER_BYTES = 1 << 20;

/** Opens a CSV file of which `head` is the beginning. */
export async function openCsv(path: string, head: Buffer, options: TableOptions): Promise<Table> {
  const delimiter = options.delimiter === undefined ? undefined : requireDelimiter(options.delimiter);
  const text = openText(path, head, options.encoding);
  const source = await readHeader(path, text, delimiter);
  checkNames(path, source.columns, source.row);
  return {
    path,
    columns: source.columns,
    delimiter: source.delimiter,
    byteOrderMark: text.byteOrderMark,
    hasTypedDates: false,
    async read(onRow, { faults, pause } = {}) {
      const found = faults ?? new FaultList();
      const before = found.count;
      const expected = source.columns.length;
      let rows = 0;
      const onCells = (cells: readonly string[], row: number): void => {
        if (row === source.row) return;
        rows++;
        if (cells.length === expected) onRow(cells, row);
        else found.add('ROW_CELL_COUNT', { expected, found: cells.length }, { file: path, row });
      };
      const chunks = pause === undefined ? text.chunks() : withPauses(text.chunks(), pause);
      await readCsvRows({ file: path, delimiter: source.delimiter, chunks }, onCells, found);
      if (rows === 0 && found.count === before) found.add('TABLE_NO_ROWS', {}, { file: path });
      if (faults === undefined) found.throwIfAny();
    },
  };
}

interface Header {
  readonly columns: readonly string[];
  readonly row: number;
  readonly delimiter: string;
}

async function readHeader(path: string, text: TextFile, given: string | undefined): Promise<Header> {
  const beginning = await readBeginning(text);
  if (beginning.toString().trim() === '') throw new SortitionError('FILE_EMPTY', { path }, { file: path });
  const whole = beginning.toString();
  const found = findHeaderLine(whole);
  const line = found ?? findHeaderLine(`${whole}\n`) ?? whole.trimStart().split(/[\r\n]/, 1)[0] ?? '';
  const delimiter = given ?? detectDelimiter(line);
  const faults = new FaultList();
  const rows: Header[] = [];
  await readCsvRows(
    { file: path, delimiter, chunks: once(beginning) },
    (columns, row) => {
      if (rows.length === 0) rows.push({ columns, row, delimiter });
    },
    faults,
  );
  const [header] = rows;
  const [fault] = faults.faults;
  if (fault !== undefined && (fault.where.row ?? 0) < (header?.row ?? Number.POSITIVE_INFINITY)) throw fault;
  if (found === undefined && beginning.length >= HEADER_BYTES)
    throw new SortitionError('LINE_TOO_LONG', { limit: HEADER_BYTES }, { file: path, row: 1 });
  if (header !== undefined) return header;
  throw new SortitionError('FILE_EMPTY', { path }, { file: path });
}

/** The text up to the end of the header line, or to HEADER_BYTES where that does not come. */
async function readBeginning(text: TextFile): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of text.chunks()) {
    parts.push(chunk);
    bytes += chunk.length;
    if (bytes >= HEADER_BYTES || findHeaderLine(Buffer.concat(parts).toString()) !== undefined) break;
  }
  return Buffer.concat(parts);
}

async function* once(chunk: Buffer): AsyncGenerator<Buffer> {
  yield chunk;
}

async function* withPauses(chunks: AsyncIterable<Buffer>, pause: () => Promise<void>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    await pause();
    yield chunk;
  }
}
