import { createReadStream } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { compareUtf8 } from '../core/text.js';
import { type Finding, findInFile } from './erase-file.js';
import type { Erased } from './erase-names.js';
import { eraseFromTable, isPartial, KEY_HEADER, type TableErasure } from './erase-table.js';
import { digestOfFile } from './file-digest.js';

/** `what`: in a text, in the file's name, somewhere inside a file that is no text, or in rows of a workbook. */
export interface Place {
  readonly file: string;
  readonly rows: readonly number[];
  readonly what: 'text' | 'name' | 'inside' | 'workbook';
}

/** What is to be done in a folder, and what cannot be. Paths are relative to it. */
export interface ErasurePlan {
  readonly folder: string;
  readonly erased: Erased;
  /** In the order in which they are changed: lists of pseudonyms last, since they lead to the others. */
  readonly tables: readonly { readonly file: string; readonly erasure: TableErasure }[];
  /** Places where an id stands and stays. */
  readonly stands: readonly Place[];
  /** Files that may show somebody by name and cannot be looked into. */
  readonly unseen: readonly string[];
  /** Links, which may lead outside. */
  readonly links: readonly string[];
  /** Of the ids those that no table has. */
  readonly unknown: readonly string[];
}

/** The history of versions keeps what was erased, and is no table. */
const HISTORY = '.git';

/** Looks through every file below a folder. What stands for the ids is looked up in the lists of pseudonyms. */
export async function planErasure(folder: string, who: Omit<Erased, 'pseudonyms'>): Promise<ErasurePlan> {
  const { files } = await filesBelow(folder);
  return findAll(folder, { ...who, pseudonyms: await findPseudonyms(folder, files, who.ids) });
}

/** Looks through the folder once more, when all is done: what should be left is nothing but what `carryOut` cannot change. */
export const findLeft = ({ folder, erased }: ErasurePlan): Promise<ErasurePlan> => findAll(folder, erased);

async function findAll(folder: string, erased: Erased): Promise<ErasurePlan> {
  const { files, links, others } = await filesBelow(folder);
  const tables: { file: string; erasure: TableErasure }[] = [];
  const stands: Place[] = [];
  const unseen = [...others];
  const found = new Set<string>();
  for (const file of files) {
    const finding = await findInFile(join(folder, file), erased);
    if (finding.kind === 'unseen') unseen.push(file);
    if (finding.kind === 'stands') stands.push({ file, rows: finding.rows, what: finding.what });
    if (finding.kind === 'workbook') stands.push({ file, rows: finding.rows, what: 'workbook' });
    if (finding.kind === 'table') {
      const { erasure } = finding;
      if (erasure.rows.size > 0) tables.push({ file, erasure });
      if (erasure.stands.length > 0) stands.push({ file, rows: erasure.stands, what: 'text' });
    }
    for (const id of idsOf(finding)) found.add(id);
  }
  const isKey = ({ erasure }: { erasure: TableErasure }): number => (erasure.kind === 'key' ? 1 : 0);
  tables.sort((a, b) => isKey(a) - isKey(b));
  const unknown = [...erased.ids].filter((id) => !found.has(id));
  return { folder, erased, tables, stands, unseen, links, unknown };
}

const idsOf = (finding: Finding): Iterable<string> =>
  finding.kind === 'table' ? finding.erasure.ids : finding.kind === 'workbook' ? finding.ids : [];

/** Digests of the new files, by name, for the ledger: made before the last of them is in its place. */
type OnChanged = (digests: Readonly<Record<string, string>>) => Promise<void>;

/**
 * Does what the plan says, file by file, each in one step. Killed midway, the same again does the rest: the lists of pseudonyms
 * go last, after `onChanged`.
 */
export async function carryOut({ folder, erased, tables }: ErasurePlan, onChanged: OnChanged): Promise<void> {
  const { partials } = await filesBelow(folder);
  for (const partial of partials) await rm(join(folder, partial), { force: true });
  const digests: Record<string, string> = {};
  const others = tables.filter(({ erasure }) => erasure.kind !== 'key');
  for (const { file, erasure } of others) {
    await eraseFromTable(join(folder, file), erasure, erased);
    digests[file.split(sep).join('/')] = await digestOfFile(join(folder, file));
  }
  await onChanged(digests);
  for (const { file, erasure } of tables) {
    if (erasure.kind === 'key') await eraseFromTable(join(folder, file), erasure, erased);
  }
}

interface Below {
  readonly files: string[];
  readonly links: string[];
  /** Half-written files of a run that was killed. */
  readonly partials: string[];
  readonly others: string[];
}

/** In the order of their bytes. */
async function filesBelow(folder: string): Promise<Below> {
  const below: Below = { files: [], links: [], partials: [], others: [] };
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = relative(folder, join(entry.parentPath, entry.name));
    const parts = path.split(sep);
    if (parts.includes(HISTORY)) {
      if (parts.at(-1) === HISTORY) below.others.push(path);
    } else if (entry.isSymbolicLink()) below.links.push(path);
    else if (entry.isFile()) (isPartial(path) ? below.partials : below.files).push(path);
  }
  for (const list of Object.values(below) as string[][]) list.sort(compareUtf8);
  return below;
}

/** What stands for the ids in any list of pseudonyms. */
async function findPseudonyms(
  folder: string,
  files: readonly string[],
  ids: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const pseudonyms = new Set<string>();
  for (const file of files) {
    const path = join(folder, file);
    if (!(await beginsWith(path, KEY_HEADER))) continue;
    for (const line of (await readFile(path, 'utf8')).split(/\r?\n/).slice(1)) {
      const [id = '', pseudonym = ''] = line.split(',');
      if (pseudonym !== '' && ids.has(decodedId(id))) pseudonyms.add(pseudonym);
    }
  }
  return pseudonyms;
}

async function beginsWith(path: string, text: string): Promise<boolean> {
  for await (const chunk of createReadStream(path, { end: text.length - 1 })) return String(chunk) === text;
  return false;
}

function decodedId(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
