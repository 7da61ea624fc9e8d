import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  type Check,
  callSolver,
  commitmentOf,
  decodeUtf8,
  digestOf,
  erasedIn,
  loadSolver,
  nodeHash,
  noiseSource,
  openLedger,
  openPseudonyms,
  type Pool,
  type ReplacementRecord,
  readIdColumn,
  readRecord,
  readReplacement,
  readRotations,
  readTextFile,
  requireDrawPool,
  SortitionError,
  verifyReplacements,
  version,
} from '../index.js';
import { checkProcessLedger, checkPublished } from './check-around.js';
import { drawOfTerm } from './counted-terms.js';
import { DRAW_RECORD, REPLACE_STEP, REPLACEMENT_RECORD } from './current-panel.js';
import { PSEUDONYMS } from './read-inputs.js';
import { POOL_FILES } from './replace-people.js';
import { showChecks } from './show-checks.js';
import type { Terminal } from './terminal.js';

/** Whether a text is the record of a replacement. */
export const isReplacement = (text: string): boolean => text.includes('"format":"sortition-replacement/1"');

/** Checks an entry with all that came before it, from the draw on. */
export async function verifyReplacementRecord(
  path: string,
  flags: { readonly public?: boolean; readonly json?: boolean; readonly commitment?: string },
  terminal: Terminal,
): Promise<void> {
  const above = join(dirname(path), '..', '..');
  const entries = await entriesUpTo(path);
  const { drawFolder, draw } = await findDraw(above, readable(() => readReplacement(entries.at(-1) ?? ''))?.draw);
  const [js, highs] = await Promise.all([loadSolver('js'), loadSolver('highs')]);
  const calls = callSolver((name) => (name === 'js' ? js : highs), noiseSource);
  const { pool, erased } = await poolIn(drawFolder, draw, flags);
  const evidence = { draw, entries, pool, isErased: erased.size > 0, version };
  const checks = await verifyReplacements({ hash: nodeHash, calls }, evidence);
  const record = readable(() => readReplacement(entries.at(-1) ?? ''));
  if (record !== undefined) checks.push(...(await checkCounted(path, above)));
  const manifest = readable(() => readRecord(draw ?? ''))?.manifest;
  checks.push(...checkPublished(flags.commitment, manifest && commitmentOf(nodeHash, manifest)));
  const idColumn = manifest?.reading.id;
  if (record !== undefined && idColumn !== undefined && flags.public !== true)
    checks.push(...(await checkLists(record, { folder: dirname(path), process: above, idColumn, erased })));
  showChecks(terminal, path, checks);
  const isBad = checks.some(({ outcome }) => outcome === 'fails');
  if (flags.json) terminal.json({ record: path, holds: !isBad, checks });
  terminal.exitCode = isBad ? 1 : 0;
}

/** The draw whose digest an entry names, of the first panel or of a later term; whichever there is where it is none of them. */
async function findDraw(
  above: string,
  digest: string | undefined,
): Promise<{ readonly drawFolder: string | undefined; readonly draw: string | undefined }> {
  const terms = [...(await readRotations(above)).keys()].map((term) => drawOfTerm(above, term));
  const folders = [drawOfTerm(above, undefined), above, ...terms].filter((place) =>
    existsSync(join(place, DRAW_RECORD)),
  );
  const texts = await Promise.all(folders.map((folder) => readTextFile(join(folder, DRAW_RECORD))));
  const at = Math.max(
    0,
    texts.findIndex((text) => digestOf(nodeHash, text) === digest),
  );
  return { drawFolder: folders[at], draw: texts[at] };
}

function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof SortitionError) return undefined;
    throw error;
  }
}

/** The record and those of the same draw in the folders before it. */
async function entriesUpTo(path: string): Promise<string[]> {
  const text = await readTextFile(path);
  const own = readable(() => readReplacement(text));
  const beside = join(dirname(path), '..');
  const names = (await readdir(beside)).filter((name) => /^\d{4,}$/.test(name) && Number(name) < (own?.entry ?? 0));
  const before: string[] = [];
  for (const name of names.sort((a, b) => Number(a) - Number(b))) {
    const file = join(beside, name, REPLACEMENT_RECORD);
    if (!existsSync(file)) continue;
    const other = decodeUtf8(await readFile(file)) ?? '';
    const record = readable(() => readReplacement(other));
    // What cannot be read is told of; entries of another draw are no part of this history.
    if (record === undefined || record.draw === own?.draw) before.push(other);
  }
  return [...before, text];
}

async function poolIn(
  folder: string | undefined,
  draw: string | undefined,
  flags: { readonly public?: boolean },
): Promise<{ readonly pool: Pool | { readonly why: string }; readonly erased: ReadonlySet<string> }> {
  const missing = { pool: { why: 'it takes canonical-pool.csv of the draw' }, erased: new Set<string>() };
  if (flags.public || folder === undefined || draw === undefined) return missing;
  const files = new Map<string, string>();
  for (const name of POOL_FILES) {
    if (existsSync(join(folder, name))) files.set(name, decodeUtf8(await readFile(join(folder, name))) ?? '');
  }
  if (!files.has('canonical-pool.csv')) return missing;
  const erased = new Set(erasedIn(files.get('canonical-pool.csv') ?? ''));
  try {
    return { pool: requireDrawPool(nodeHash, readRecord(draw).manifest, files), erased };
  } catch (error) {
    if (error instanceof SortitionError) return { pool: { why: error.message }, erased };
    throw error;
  }
}

/** Whether the ledger counts this entry, of the process or of the one-off. */
async function checkCounted(path: string, above: string): Promise<Check[]> {
  const beside = join(dirname(path), '..');
  const folder = [beside, above].find((place) => existsSync(join(place, 'ledger.jsonl')));
  const subject = 'ledger';
  if (folder === undefined) return [{ subject, outcome: 'not checked', detail: 'ledger.jsonl was not found' }];
  const checks = await checkProcessLedger(folder);
  if (checks.some(({ outcome }) => outcome === 'fails')) return checks;
  const digest = digestOf(nodeHash, await readTextFile(path));
  const { entries } = await openLedger(nodeHash, join(folder, 'ledger.jsonl'));
  const counted = entries.filter(({ step }) => step === REPLACE_STEP);
  const at = counted.findIndex(({ outputs }) => outputs[REPLACEMENT_RECORD] === digest) + 1;
  const isThat = at > 0 && at === Number(basename(dirname(path)));
  return [
    ...checks,
    isThat
      ? { subject, outcome: 'holds', detail: `counts it as entry ${at}` }
      : { subject, outcome: 'fails', detail: 'does not have this entry: it counts for nothing' },
  ];
}

/** panel.csv and alternates.csv are no part of the record: whoever stands in them is compared with it. */
async function checkLists(
  record: ReplacementRecord,
  given: {
    readonly folder: string;
    readonly process: string;
    readonly idColumn: string;
    readonly erased: ReadonlySet<string>;
  },
): Promise<Check[]> {
  const secret = join(given.process, PSEUDONYMS);
  const pseudonyms = existsSync(secret) ? await openPseudonyms(secret) : undefined;
  const checks: Check[] = [];
  for (const [subject, people] of [
    ['panel.csv', record.panel],
    ['alternates.csv', record.alternates],
  ] as const) {
    const file = join(given.folder, subject);
    if (!existsSync(file)) continue;
    const ids = await readIdColumn(file, given.idColumn).catch(() => []);
    const found = new Set(ids.map((id) => pseudonyms?.of(id) ?? id));
    const expected = people.filter((person) => !given.erased.has(person));
    const isSame = found.size === expected.length && expected.every((person) => found.has(person));
    checks.push({
      subject,
      outcome: isSame ? 'holds' : 'fails',
      detail: isSame ? 'the people of the record' : 'has other people than the record',
    });
  }
  return checks;
}
