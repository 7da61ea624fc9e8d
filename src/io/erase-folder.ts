import { readdir, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { compareUtf8 } from '../core/text.js';
import { type Finding, findInFile } from './erase-file.js';
import { findLeads, type Wanted } from './erase-leads.js';
import type { Erased } from './erase-names.js';
import { eraseFromTable, isPartial, type TableErasure } from './erase-table.js';
import { digestOfFile } from './file-digest.js';

/**
 * `what`: in a text, in the file's name, somewhere inside a file that is no text, or in rows of a workbook. `perhaps`: rows that may be
 * theirs.
 */
export interface Place {
  readonly file: string;
  readonly rows: readonly number[];
  readonly what: 'text' | 'name' | 'inside' | 'workbook' | 'perhaps';
}

/** What is to be done in a folder, and what cannot be. Paths are relative to it. */
export interface ErasurePlan {
  readonly folder: string;
  readonly erased: Erased;
  /** In the order in which they are changed: what leads to others after these, lists of pseudonyms last. */
  readonly tables: readonly { readonly file: string; readonly erasure: TableErasure }[];
  /** Places where an id or a code stands and stays, or may be theirs. */
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

/** Looks through every file below a folder, twice: for what stands for the ids, then for all of these. */
export async function planErasure(folder: string, wanted: Wanted): Promise<ErasurePlan> {
  const { files } = await filesBelow(folder);
  const leads = await findLeads(
    files.map((file) => join(folder, file)),
    wanted,
  );
  const { ids, idColumn, apart, register, encoding } = wanted;
  return findAll(folder, { ids, idColumn, apart, register, encoding, ...leads });
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
    if (finding.kind === 'workbook' && finding.rows.length > 0)
      stands.push({ file, rows: finding.rows, what: 'workbook' });
    const perhaps = perhapsIn(finding);
    if (perhaps.length > 0) stands.push({ file, rows: perhaps, what: 'perhaps' });
    if (finding.kind === 'table') {
      const { erasure } = finding;
      if (erasure.rows.size > 0) tables.push({ file, erasure });
      if (erasure.stands.length > 0) stands.push({ file, rows: erasure.stands, what: 'text' });
    }
    for (const id of idsOf(finding)) found.add(id);
  }
  tables.sort((a, b) => a.erasure.rank - b.erasure.rank);
  const unknown = [...erased.ids].filter((id) => !found.has(id));
  return { folder, erased, tables, stands, unseen, links, unknown };
}

const idsOf = (finding: Finding): Iterable<string> =>
  finding.kind === 'table' ? finding.erasure.ids : finding.kind === 'workbook' ? finding.ids : [];

const perhapsIn = (finding: Finding): readonly number[] =>
  finding.kind === 'table' ? finding.erasure.perhaps : finding.kind === 'workbook' ? finding.perhaps : [];

/** Digests of the new files, by name, for the ledger: made before the last of them is in its place. */
type OnChanged = (digests: Readonly<Record<string, string>>) => Promise<void>;

/**
 * Does what the plan says, file by file, each in one step. Killed midway, the same again does the rest: `onChanged` comes before the
 * last of them is moved into its place, and the lists of pseudonyms go after it.
 */
export async function carryOut({ folder, erased, tables }: ErasurePlan, onChanged: OnChanged): Promise<void> {
  const { partials } = await filesBelow(folder);
  for (const partial of partials) await rm(join(folder, partial), { force: true });
  const digests: Record<string, string> = {};
  const isKey = ({ erasure }: (typeof tables)[number]): boolean => erasure.kind === 'key';
  const last = tables.filter((table) => !isKey(table)).at(-1);
  if (last === undefined) await onChanged(digests);
  for (const table of tables) {
    const { file, erasure } = table;
    await eraseFromTable(join(folder, file), erasure, erased, async (partial) => {
      if (isKey(table)) return;
      digests[file.split(sep).join('/')] = await digestOfFile(partial);
      if (table === last) await onChanged(digests);
    });
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
