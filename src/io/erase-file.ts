import { isUtf8 } from 'node:buffer';
import { open, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import iconv from 'iconv-lite';
import { SortitionError } from '../core/errors.js';
import { type Erased, idFinder, idInCell, isTheirs } from './erase-names.js';
import { findInTable, type TableErasure } from './erase-table.js';
import { findColumn, openTable } from './table.js';
import { openText } from './text-bytes.js';

/** What a file has of them. */
export type Finding =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'table'; readonly erasure: TableErasure }
  /** The id stands in it, in these rows or lines, or in its name (no rows), and it cannot be changed here. */
  | { readonly kind: 'stands'; readonly rows: readonly number[]; readonly what: 'text' | 'name' | 'inside' }
  /** Rows of a workbook: it would not be the same file if it were written anew. */
  | { readonly kind: 'workbook'; readonly rows: readonly number[]; readonly ids: ReadonlySet<string> }
  /** People may be named in it, and it cannot be looked into, or names nobody by an id. */
  | { readonly kind: 'unseen' };

const NOTHING: Finding = { kind: 'nothing' };

/** Never tables of people: looked through line by line. */
const PLAIN = /\.(jsonl?|ya?ml|md|html?|py|js|ics|vcf|xml|svg|eml|log|toml|ini)$/i;
/** What is printed or shown of people names them by their names. */
const SHOWS_PEOPLE = /\.(pdf|html?|ics|vcf|eml|docx?|odt|rtf|xls|ods|msg)$/i;
/** Made by the toolkit for the public. */
const PUBLIC = /^(verify\.html|ceremony\.pdf|panel-table\.pdf)$/;
const PICTURE = /\.(png|jpe?g|gif|webp|ico|ttf|otf|woff2?)$/i;
/** Larger files that are no tables are not looked into. */
const MOST_BYTES = 1 << 28;

/** Looks through one file, whatever it is. */
export async function findInFile(path: string, erased: Erased): Promise<Finding> {
  const name = basename(path);
  if (PICTURE.test(name)) return NOTHING;
  if (idFinder(erased)(name)) return { kind: 'stands', rows: [], what: 'name' };
  const found = await findInside(path, erased);
  const isShown = SHOWS_PEOPLE.test(name) && !PUBLIC.test(name);
  return found.kind === 'nothing' && isShown ? { kind: 'unseen' } : found;
}

async function findInside(path: string, erased: Erased): Promise<Finding> {
  const { size } = await stat(path);
  if (size === 0) return NOTHING;
  const head = await readStart(path, 8);
  if (head.subarray(0, 4).toString('latin1') === 'PK\x03\x04') return findInArchive(path, size, erased);
  if (head.subarray(0, 4).toString('hex') === 'd0cf11e0') return { kind: 'unseen' };
  const form = head.toString('latin1').startsWith('%PDF') ? undefined : await formOf(path, head, erased);
  if (form === undefined) return size > MOST_BYTES ? { kind: 'unseen' } : findInBytes(path, erased);
  const erasure = PLAIN.test(path) || erased.apart.has(path) ? undefined : await findInTable(path, form, erased);
  if (erasure?.isBroken) return { kind: 'stands', rows: [...erasure.rows, ...erasure.stands], what: 'text' };
  if (erasure !== undefined) return { kind: 'table', erasure };
  return size > MOST_BYTES ? { kind: 'unseen' } : findInText(path, form.encoding, erased);
}

interface TextForm {
  readonly encoding: string;
  readonly start: number;
  readonly beginning: string;
}

/** How a file is text; undefined where it is none. */
async function formOf(path: string, head: Buffer, { encoding }: Erased): Promise<TextForm | undefined> {
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
  const hasId = idFinder(erased);
  const rows = text.split(/\r\n|\n|\r/).flatMap((line, i) => (hasId(line) ? [i + 1] : []));
  return rows.length === 0 ? NOTHING : { kind: 'stands', rows, what: 'text' };
}

async function findInBytes(path: string, erased: Erased): Promise<Finding> {
  const bytes = await readFile(path);
  const hasId = idFinder(erased);
  const texts = [
    bytes.toString('latin1'),
    iconv.decode(bytes, 'utf-16le'),
    ...(isUtf8(bytes) ? [bytes.toString()] : []),
  ];
  return texts.some(hasId) ? { kind: 'stands', rows: [], what: 'inside' } : NOTHING;
}

/** Workbooks, documents and other archives: by the text inside. */
async function findInArchive(path: string, size: number, erased: Erased): Promise<Finding> {
  if (size > MOST_BYTES) return { kind: 'unseen' };
  const found = await findInWorkbook(path, erased).catch(() => NOTHING);
  if (found.kind === 'workbook') return found;
  try {
    const hasId = idFinder(erased);
    const inside = Object.values(unzipSync(await readFile(path)));
    return inside.some((bytes) => hasId(strFromU8(bytes))) ? { kind: 'stands', rows: [], what: 'inside' } : NOTHING;
  } catch {
    return { kind: 'unseen' };
  }
}

async function findInWorkbook(path: string, erased: Erased): Promise<Finding> {
  const rows: number[] = [];
  const ids = new Set<string>();
  const table = await openTable(path);
  const columns = [erased.idColumn, 'id', 'pseudonym'].flatMap((name) => findColumn(table, name) ?? []);
  await table.read((cells, row) => {
    const own = columns.map((column) => cells[column] ?? '').filter((cell) => isTheirs(erased, cell));
    if (own.length > 0) rows.push(row);
    for (const cell of own) ids.add(idInCell(cell));
  });
  return rows.length > 0 ? { kind: 'workbook', rows, ids } : NOTHING;
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
