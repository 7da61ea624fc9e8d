import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, open, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import iconv from 'iconv-lite';
import { SortitionError } from '../core/errors.js';
import type { ExportHabits } from '../core/register/synthetic/register-layout.js';
import { outputFault } from './output-fault.js';
import { withPartialFile } from './partial-file.js';

export interface RegisterContent {
  readonly header: readonly string[];
  readonly rows: Iterable<readonly string[]>;
}

export interface WrittenRegister {
  /** Rows below the header. */
  readonly rows: number;
  readonly bytes: number;
  /** SHA-256 of the file, 64 hex characters. */
  readonly sha256: string;
}

/** Rows that are turned into bytes together: few enough to hold, enough to keep the disk busy. */
const BATCH = 2000;

/**
 * Writes a register as the exporting program would, row after row, under another name in the same folder first: `path`
 * holds the whole register or what it held before, which is replaced.
 *
 * @param onRows told, now and then, how many rows are written
 * @throws SortitionError CHARACTER_NOT_IN_ENCODING with row and column · OUTPUT_NOT_WRITABLE · OUTPUT_DISK_FULL
 */
export async function writeRegister(
  path: string,
  content: RegisterContent,
  habits: ExportHabits,
  onRows: (rows: number) => void = () => {},
): Promise<WrittenRegister> {
  const unfinished = join(dirname(path), `.${basename(path)}.${randomUUID()}.part`);
  try {
    return await withPartialFile(unfinished, async () => {
      const file = await open(unfinished, 'wx');
      const written = await writeRows({ file, path, habits }, content, onRows).finally(() => file.close());
      await rename(unfinished, path);
      return written;
    });
  } catch (error) {
    throw outputFault(error, dirname(path));
  }
}

interface Target {
  readonly file: FileHandle;
  readonly path: string;
  readonly habits: ExportHabits;
}

async function writeRows(
  target: Target,
  { header, rows }: RegisterContent,
  onRows: (rows: number) => void,
): Promise<WrittenRegister> {
  const hash = createHash('sha256');
  const toText = rowWriter(header, target.habits);
  let bytes = 0;
  let written = -1;
  const flush = async (batch: readonly (readonly string[])[]): Promise<void> => {
    const text = batch.map(toText).join('');
    const encoded = encode(text, target.habits.encoding, written === -1);
    requireFaithful({ rows: batch, text, encoded }, { target, header, firstRow: written + 2 });
    hash.update(encoded);
    await target.file.appendFile(encoded);
    bytes += encoded.length;
    written += batch.length;
    onRows(written);
  };

  let batch: (readonly string[])[] = [header];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    await flush(batch);
    batch = [];
  }
  if (batch.length > 0) await flush(batch);
  return { rows: written, bytes, sha256: hash.digest('hex') };
}

/** A byte order mark belongs at the start of UTF-16 alone; iconv-lite would put one before every batch. */
const encode = (text: string, encoding: string, isStart: boolean): Buffer =>
  iconv.encode(text, encoding, { addBOM: isStart && /^utf-?16/i.test(encoding) });

/**
 * Writes a row as text. By hand, as csv-stringify takes over a minute for a million rows of which only some columns are
 * in quotes.
 */
function rowWriter(header: readonly string[], habits: ExportHabits): (row: readonly string[]) => string {
  const { delimiter, quotes } = habits;
  const always = header.map((name) => quotes === 'all' || (quotes !== 'needed' && quotes.includes(name)));
  const lineEnd = habits.lineEnds === 'windows' ? '\r\n' : '\n';
  // As code, since a delimiter may mean something in a regular expression.
  const mustQuote = new RegExp(`["\\r\\n\\u${delimiter.charCodeAt(0).toString(16).padStart(4, '0')}]`);
  return (row) =>
    row
      .map((cell, c) => (always[c] === true || mustQuote.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
      .join(delimiter) + lineEnd;
}

interface Place {
  readonly target: Target;
  readonly header: readonly string[];
  /** The batch's first row, counted as a spreadsheet does. */
  readonly firstRow: number;
}

interface Batch {
  readonly rows: readonly (readonly string[])[];
  readonly text: string;
  readonly encoded: Buffer;
}

/** Encoders put a question mark for what they lack: only what reads back as it was may stand. */
function requireFaithful({ rows, text, encoded }: Batch, { target, header, firstRow }: Place): void {
  const { encoding } = target.habits;
  if (iconv.decode(encoded, encoding) === text) return;
  for (const [r, row] of rows.entries()) {
    for (const [c, cell] of row.entries()) {
      const character = [...cell].find((letter) => iconv.decode(iconv.encode(letter, encoding), encoding) !== letter);
      if (character === undefined) continue;
      const where = { file: target.path, row: firstRow + r, column: header[c] ?? '' };
      throw new SortitionError('CHARACTER_NOT_IN_ENCODING', { character, encoding }, where);
    }
  }
  throw new Error(`the encoding ${encoding} does not read back what it wrote`);
}
