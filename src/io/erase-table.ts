import { chmod, type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { SortitionError } from '../core/errors.js';
import { eraseFromPool } from '../core/record/read-pool.js';
import { comparable } from '../core/text.js';
import { isBlankRow } from './csv-rows.js';
import { detectDelimiter, findHeaderLine } from './delimiter.js';
import { type Erased, idFinder, idInCell, isTheirs, needlesOf } from './erase-names.js';
import { outputFault } from './output-fault.js';
import { decodeRow, type RawForm, readRawRows } from './raw-rows.js';

/** What is to be done to a table. */
export interface TableErasure {
  /** `rows`: they go. `emptied`: of canonical-pool.csv only the pseudonym stays. `key`: a line of pseudonyms.csv goes. */
  readonly kind: 'rows' | 'emptied' | 'key';
  readonly form: RawForm;
  readonly rows: ReadonlySet<number>;
  /** Rows in which an id still stands, in another cell or in a row that cannot be read. */
  readonly stands: readonly number[];
  /** Of the ids those that were found. */
  readonly ids: ReadonlySet<string>;
  /** Not a line end was found where there should be one: the file cannot be changed. */
  readonly isBroken: boolean;
}

const POOL_HEADER = 'pseudonym,salt,values,class,household,type';
export const KEY_HEADER = 'id,pseudonym,salt';
/** people.csv is public and has to stay: hashes of leaves, and what everybody may see of each pseudonym. */
const PEOPLE_HEADER = 'pseudonym,leaf,home_leaf';

type Kind = TableErasure['kind'] | 'public';

/** Looks through a table for rows of theirs; undefined where it is none of people. */
export async function findInTable(
  path: string,
  { encoding, start, beginning }: { readonly encoding: string; readonly start: number; readonly beginning: string },
  erased: Erased,
): Promise<TableErasure | undefined> {
  const header = findHeaderLine(beginning) ?? beginning.trim();
  const form = { encoding, start, delimiter: detectDelimiter(header) };
  const columns = cellsOf(header, form.delimiter)?.map((name) => comparable(name)) ?? [];
  const [kind, where] = kindOf(header.trim(), columns, erased);
  if (where.length === 0 && kind !== 'public') return undefined;
  const rows = new Set<number>();
  const stands: number[] = [];
  const ids = new Set<string>();
  const needles = needlesOf(erased, encoding);
  const hasId = idFinder(erased);
  const ended = await readRawRows(path, form, (bytes, row) => {
    if (needles !== undefined && !needles.some((needle) => bytes.includes(needle))) return;
    const text = decodeRow(bytes, form);
    const cells = kind === 'public' ? [] : cellsOf(text, form.delimiter);
    const isWhole = cells !== undefined && (cells.length === columns.length || !/[\r\n]/.test(text.trim()));
    const own = isWhole ? where.map((column) => decoded(kind, cells[column] ?? '')) : [];
    const isOne = own.some((cell) => isTheirs(erased, cell));
    for (const cell of own) if (erased.ids.has(idInCell(cell))) ids.add(idInCell(cell));
    if (isOne && !(kind === 'emptied' && eraseFromPool(text, erased.pseudonyms) === text)) rows.add(row);
    else if (hasId(text)) stands.push(row);
  });
  return { kind: kind === 'public' ? 'rows' : kind, form, rows, stands, ids, isBroken: !ended };
}

/** What kind of table a header makes it, and the columns in which ids or pseudonyms stand. */
function kindOf(header: string, columns: readonly string[], { idColumn }: Erased): readonly [Kind, readonly number[]] {
  if (header === POOL_HEADER) return ['emptied', [0]];
  if (header === KEY_HEADER) return ['key', [0]];
  if (header.startsWith(PEOPLE_HEADER)) return ['public', []];
  const names = [comparable(idColumn), 'id', 'pseudonym'];
  const where = columns.flatMap((name, column) => (names.includes(name) ? [column] : []));
  // A list of ids may have no header.
  return ['rows', where.length === 0 && columns.length === 1 ? [0] : where];
}

/** pseudonyms.csv has its ids written as %XX. */
function decoded(kind: Kind, cell: string): string {
  if (kind !== 'key') return cell;
  try {
    return decodeURIComponent(cell);
  } catch {
    return cell;
  }
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

/** Writes the table anew, all other bytes as they were, and moves it into place. */
export async function eraseFromTable(path: string, erasure: TableErasure, erased: Erased): Promise<void> {
  const partial = erasePartial(path);
  try {
    await writeOthers(path, partial, erasure, erased);
    await chmod(partial, (await stat(path)).mode);
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    const fault = outputFault(error, dirname(path));
    if (!(fault instanceof SortitionError)) throw fault;
    throw new SortitionError('ERASE_STOPPED', { reason: fault.message }, { file: path });
  }
}

async function writeOthers(path: string, partial: string, erasure: TableErasure, erased: Erased): Promise<void> {
  const { form, rows, kind } = erasure;
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
      const kept = !rows.has(number) ? row : kind === 'emptied' ? emptied(row, erased) : undefined;
      if (kept === undefined) return undefined;
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

const emptied = (row: Buffer, { pseudonyms }: Erased): Buffer => Buffer.from(eraseFromPool(row.toString(), pseudonyms));
