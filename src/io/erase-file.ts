import { isUtf8 } from 'node:buffer';
import { open, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import iconv from 'iconv-lite';
import { SortitionError } from '../core/errors.js';
import { type Erased, idInCell, traceFinder } from './erase-names.js';
import { readingOf } from './erase-reading.js';
import { findInTable, type TableErasure } from './erase-table.js';
import { openTable } from './table.js';
import { openText } from './text-bytes.js';

/** What a file has of them. */
export type Finding =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'table'; readonly erasure: TableErasure }
  /** An id or a code stands in it, in these rows or lines, or in its name (no rows), and it cannot be changed here. */
  | { readonly kind: 'stands'; readonly rows: readonly number[]; readonly what: 'text' | 'name' | 'inside' }
  /** Rows of a workbook: it would not be the same file if it were written anew. */
  | {
      readonly kind: 'workbook';
      readonly rows: readonly number[];
      readonly perhaps: readonly number[];
      readonly ids: ReadonlySet<string>;
    }
  /** People may be named in it, and it cannot be looked into, or names nobody by an id. */
  | { readonly kind: 'unseen' };

const NOTHING: Finding = { kind: 'nothing' };

/** Never tables of people: looked through line by line. */
const PLAIN = /\.(jsonl?|ya?ml|md|html?|py|js|ics|vcf|xml|svg|eml|log|toml|ini)$/i;
/** What is printed or shown of people names them by their names. */
const SHOWS_PEOPLE = /\.(pdf|html?|ics|vcf|eml|docx?|odt|rtf|xls|ods|msg)$/i;
/** Made by the toolkit for the public, or of days and tables alone. */
const PUBLIC =
  /^(verify\.html|ceremony\.pdf|panel-table\.pdf|agenda\.[a-z]{2}\.(pdf|html)|(run-sheet|table-cards)\.pdf|calendar-[a-z0-9-]+\.[a-z]{2}\.ics)$/;
const PICTURE = /\.(png|jpe?g|gif|webp|ico|ttf|otf|woff2?)$/i;
/** Larger files that are no tables are not looked into. */
const MOST_BYTES = 1 << 28;

/** Looks through one file, whatever it is. */
export async function findInFile(path: string, erased: Erased): Promise<Finding> {
  const name = basename(path);
  if (PICTURE.test(name)) return NOTHING;
  if (traceFinder(erased)(name)) return { kind: 'stands', rows: [], what: 'name' };
  const found = await findInside(path, erased);
  const isShown = SHOWS_PEOPLE.test(name) && !PUBLIC.test(name);
  return found.kind === 'nothing' && isShown ? { kind: 'unseen' } : found;
}

async function findInside(path: string, erased: Erased): Promise<Finding> {
  const { size } = await stat(path);
  if (size === 0) return NOTHING;
  const head = await readStart(path, 8);
  if (isArchive(head)) return findInArchive(path, size, erased);
  if (head.subarray(0, 4).toString('hex') === 'd0cf11e0') return { kind: 'unseen' };
  const form = isPdf(head) ? undefined : await formOf(path, head, erased);
  if (form === undefined) return size > MOST_BYTES ? { kind: 'unseen' } : findInBytes(path, erased);
  const erasure = PLAIN.test(path) || erased.apart.has(path) ? undefined : await findInTable(path, form, erased);
  if (erasure?.isBroken) return { kind: 'stands', rows: [...erasure.rows, ...erasure.stands], what: 'text' };
  if (erasure !== undefined) return { kind: 'table', erasure };
  return size > MOST_BYTES ? { kind: 'unseen' } : findInText(path, form.encoding, erased);
}

const isArchive = (head: Buffer): boolean => head.subarray(0, 4).toString('latin1') === 'PK\x03\x04';
const isPdf = (head: Buffer): boolean => head.toString('latin1').startsWith('%PDF');

/** The encoding of a file that may be a table of people; undefined where it is none. */
export async function encodingOf(path: string, who: Pick<Erased, 'encoding' | 'apart'>): Promise<string | undefined> {
  if (PICTURE.test(path) || PLAIN.test(path) || who.apart.has(path) || (await stat(path)).size === 0) return undefined;
  const head = await readStart(path, 8);
  return isArchive(head) || isPdf(head) ? undefined : (await formOf(path, head, who))?.encoding;
}

interface TextForm {
  readonly encoding: string;
  readonly start: number;
  readonly beginning: string;
}

/** How a file is text; undefined where it is none. */
async function formOf(
  path: string,
  head: Buffer,
  { encoding }: Pick<Erased, 'encoding'>,
): Promise<TextForm | undefined> {
  const [first] = await beginningOf(path, head);
  if (first !== undefined) return first;
  const [declared] = encoding === undefined ? [] : await beginningOf(path, head, encoding);
  // Whatever single bytes they are: rows can be told, and plain ids.
  return declared ?? (await beginningOf(path, head, 'latin1'))[0];
}

const BEGINNING = 1 << 20;
const MARKS: readonly (readonly [string, string])[] = [
  ['efbbbf', 'utf-8'],
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
];

/** Reads to the end: bytes that are no text may stand anywhere. */
async function beginningOf(path: string, head: Buffer, encoding?: string): Promise<TextForm[]> {
  const mark = MARKS.find(([bytes]) => head.toString('hex').startsWith(bytes));
  let beginning = '';
  try {
    for await (const chunk of openText(path, head, encoding).chunks()) {
      if (beginning.length < BEGINNING) beginning += chunk.toString();
    }
  } catch (error) {
    if (error instanceof SortitionError) return [];
    throw error;
  }
  return [{ encoding: mark?.[1] ?? encoding ?? 'utf-8', start: (mark?.[0].length ?? 0) / 2, beginning }];
}

async function findInText(path: string, encoding: string, erased: Erased): Promise<Finding> {
  const text = iconv.decode(await readFile(path), encoding);
  const hasTrace = traceFinder(erased);
  const rows = text.split(/\r\n|\n|\r/).flatMap((line, i) => (hasTrace(line) ? [i + 1] : []));
  return rows.length === 0 ? NOTHING : { kind: 'stands', rows, what: 'text' };
}

async function findInBytes(path: string, erased: Erased): Promise<Finding> {
  const bytes = await readFile(path);
  const hasTrace = traceFinder(erased);
  const texts = [
    bytes.toString('latin1'),
    iconv.decode(bytes, 'utf-16le'),
    ...(isUtf8(bytes) ? [bytes.toString()] : []),
  ];
  return texts.some(hasTrace) ? { kind: 'stands', rows: [], what: 'inside' } : NOTHING;
}

/** Workbooks, documents and other archives: by the text inside. */
async function findInArchive(path: string, size: number, erased: Erased): Promise<Finding> {
  if (size > MOST_BYTES) return { kind: 'unseen' };
  const found = await findInWorkbook(path, erased).catch(() => NOTHING);
  if (found.kind === 'workbook') return found;
  try {
    const hasTrace = traceFinder(erased);
    const inside = Object.values(unzipSync(await readFile(path)));
    return inside.some((bytes) => hasTrace(strFromU8(bytes))) ? { kind: 'stands', rows: [], what: 'inside' } : NOTHING;
  } catch {
    return { kind: 'unseen' };
  }
}

async function findInWorkbook(path: string, erased: Erased): Promise<Finding> {
  const [rows, perhaps]: [number[], number[]] = [[], []];
  const ids = new Set<string>();
  const table = await openTable(path);
  const reading = readingOf({ path, line: '', columns: table.columns }, erased);
  if (reading === undefined) return NOTHING;
  await table.read((cells, row) => {
    const verdict = reading.judge(cells, row);
    if (verdict === 'perhaps') perhaps.push(row);
    if (verdict !== 'theirs') return;
    rows.push(row);
    for (const column of reading.ids) ids.add(idInCell(cells[column] ?? ''));
  });
  return rows.length + perhaps.length > 0 ? { kind: 'workbook', rows, perhaps, ids } : NOTHING;
}

async function readStart(path: string, length: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
