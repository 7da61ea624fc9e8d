import { chmod, type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { SortitionError } from '../core/errors.js';
import { eraseFromPool } from '../core/record/read-pool.js';
import { isBlankRow } from './csv-rows.js';
import { detectDelimiter, findHeaderLine } from './delimiter.js';
import { type Erased, idInCell, rowSieve, traceFinder } from './erase-names.js';
import { decoded, type Kind, readingOf } from './erase-reading.js';
import { outputFault } from './output-fault.js';
import { decodeRow, type RawForm, readRawRows } from './raw-rows.js';

/** What is to be done to a table. */
export interface TableErasure {
  readonly kind: Exclude<Kind, 'public'>;
  readonly rank: number;
  readonly form: RawForm;
  readonly rows: ReadonlySet<number>;
  /** Rows in which an id or a code still stands, in another cell or in a row that cannot be read. */
  readonly stands: readonly number[];
  /** Rows that may be theirs, which only a person can tell. */
  readonly perhaps: readonly number[];
  /** Of the ids those that were found. */
  readonly ids: ReadonlySet<string>;
  /** Not a line end was found where there should be one: the file cannot be changed. */
  readonly isBroken: boolean;
}

/** Looks through a table for rows of theirs; undefined where it is none of people. */
export async function findInTable(
  path: string,
  { encoding, start, beginning }: { readonly encoding: string; readonly start: number; readonly beginning: string },
  erased: Erased,
): Promise<TableErasure | undefined> {
  const header = findHeaderLine(beginning) ?? beginning.trim();
  const form = { encoding, start, delimiter: detectDelimiter(header) };
  const columns = cellsOf(header, form.delimiter) ?? [];
  const reading = readingOf({ path, line: header.trim(), columns }, erased);
  if (reading === undefined) return undefined;
  const { kind, rank } = reading;
  const rows = new Set<number>();
  const [stands, perhaps]: [number[], number[]] = [[], []];
  const ids = new Set<string>();
  const mayHoldThem = rowSieve(erased, encoding);
  const hasTrace = traceFinder(erased);
  const ended = await readRawRows(path, form, (bytes, row) => {
    if (!reading.isEveryRow && !mayHoldThem(bytes)) return;
    const text = decodeRow(bytes, form);
    const cells = kind === 'public' ? [] : cellsOf(text, form.delimiter);
    const isWhole = cells !== undefined && (cells.length === columns.length || !/[\r\n]/.test(text.trim()));
    for (const column of isWhole ? reading.ids : []) {
      const id = idInCell(decoded(kind, cells?.[column] ?? ''));
      if (erased.ids.has(id)) ids.add(id);
    }
    const verdict = isWhole ? reading.judge(cells, row) : undefined;
    if (verdict === 'perhaps') perhaps.push(row);
    if (verdict === 'theirs' && !(kind === 'emptied' && eraseFromPool(text, erased.pseudonyms) === text)) rows.add(row);
    else if (hasTrace(text)) stands.push(row);
  });
  return { kind: kind === 'public' ? 'rows' : kind, rank, form, rows, stands, perhaps, ids, isBroken: !ended };
}

/** The cells of a row; undefined where its quotation marks are not in order, or it is blank. */
function cellsOf(row: string, delimiter: string): readonly string[] | undefined {
  try {
    const [cells] = parse(row, { delimiter, relax_column_count: true, record_delimiter: ['\r\n', '\n', '\r'] });
    return cells === undefined || isBlankRow(cells) ? undefined : cells;
  } catch {
    return undefined;
  }
}

/** Where the new file grows; the name is always the same, so that what a killed run leaves is found and replaced. */
const erasePartial = (path: string): string => join(dirname(path), `.${basename(path)}${PARTIAL}`);
const PARTIAL = '.erase-partial';
export const isPartial = (path: string): boolean => path.endsWith(PARTIAL);

/** Writes the table anew, all other bytes as they were, and moves it into place once `onWritten` is done with the new file. */
export async function eraseFromTable(
  path: string,
  erasure: TableErasure,
  erased: Erased,
  onWritten: (partial: string) => Promise<void>,
): Promise<void> {
  const partial = erasePartial(path);
  try {
    await writeOthers(path, partial, erasure, erased);
    await chmod(partial, (await stat(path)).mode);
    await onWritten(partial);
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    const fault = outputFault(error, dirname(path));
    if (!(fault instanceof SortitionError)) throw fault;
    throw new SortitionError('ERASE_STOPPED', { reason: fault.message }, { file: path });
  }
}

async function writeOthers(path: string, partial: string, erasure: TableErasure, erased: Erased): Promise<void> {
  const { form, rows } = erasure;
  const file = await open(partial, 'w', 0o600);
  try {
    await copyStart(path, file, form.start);
    let parts: Buffer[] = [];
    let bytes = 0;
    const flush = async (): Promise<void> => {
      await file.appendFile(Buffer.concat(parts));
      parts = [];
      bytes = 0;
    };
    await readRawRows(path, form, (row, number) => {
      const kept = rows.has(number) ? leftOf(row, erasure, erased) : row;
      parts.push(kept);
      bytes += kept.length;
      return bytes > WRITE_BYTES ? flush() : undefined;
    });
    await flush();
  } finally {
    await file.close();
  }
}

const WRITE_BYTES = 1 << 20;

/** The byte order mark. */
async function copyStart(path: string, to: FileHandle, length: number): Promise<void> {
  if (length === 0) return;
  const from = await open(path);
  try {
    const { buffer } = await from.read(Buffer.alloc(length), 0, length, 0);
    await to.appendFile(buffer);
  } finally {
    await from.close();
  }
}

const NOTHING = Buffer.alloc(0);

/** What stays of a row of theirs. */
function leftOf(row: Buffer, { kind, form }: TableErasure, { pseudonyms }: Erased): Buffer {
  if (kind === 'emptied') return Buffer.from(eraseFromPool(row.toString(), pseudonyms));
  if (kind !== 'blanked') return NOTHING;
  const lineEnd = /[\r\n]*$/.exec(decodeRow(row, form))?.[0] ?? '';
  return iconv.encode(lineEnd, form.encoding, { addBOM: false });
}
