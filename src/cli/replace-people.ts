import { existsSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  type Answer,
  alone,
  canonicalJson,
  cleanId,
  Engine,
  FaultList,
  morePeopleCsv,
  nearest,
  nodeHash,
  openPseudonyms,
  type PanelHistory,
  type PanelRows,
  type Pool,
  type ReplacementRecord,
  readIdColumn,
  readPanelRows,
  readTextFile,
  readWithdrawals,
  removeLedgerLeftovers,
  requireDrawPool,
  requireReplaceable,
  SortitionError,
  undoWithdrawal,
  version,
  withdraw,
  writeOutputFolder,
} from '../index.js';
import {
  type CurrentPanel,
  DRAW_RECORD,
  entryFolder,
  findPanelPlace,
  leftBehind,
  openPanel,
  type PanelPlace,
  REPLACE_STEP,
  REPLACEMENT_RECORD,
} from './current-panel.js';
import { noteStep } from './ledger.js';
import { PSEUDONYMS } from './read-inputs.js';
import { showEntry, showPanel, summariseEntry, summarisePanel } from './show-replacement.js';
import type { Terminal } from './terminal.js';

export interface ReplaceFlags {
  readonly withdraw?: string;
  readonly reason?: string;
  readonly withdrawals?: string;
  readonly undo?: number;
  readonly list?: boolean;
  readonly nearest?: boolean;
  readonly preview?: boolean;
  readonly record?: string;
  readonly json?: boolean;
}

/** Who withdraws, by id, with the reason. */
type Reasons = ReadonlyMap<string, { readonly reason: string; readonly row?: number }>;

export async function replacePeople(
  target: string | undefined,
  flags: ReplaceFlags,
  terminal: Terminal,
): Promise<void> {
  requireOneWish(flags);
  const place = await findPanelPlace(target, flags.record);
  if (flags.list === true || flags.preview === true) return look(await openPanel(place), flags, terminal);
  if (!existsSync(place.record)) return void (await openPanel(place));
  await alone(join(place.replacements, 'writing'), { busy: 'REPLACE_BUSY' }, async () => {
    const current = await openPanel(place);
    await removeLeftEntries(current);
    const entry = await nextEntry(current, flags, terminal);
    const folder = await writeEntry(current, entry);
    showEntry(terminal, { current, entry, folder });
    if (flags.json) terminal.json(summariseEntry({ current, entry, folder }));
  });
}

function requireOneWish({ withdraw: ids, withdrawals, undo, list, reason, preview }: ReplaceFlags): void {
  const wishes = Object.entries({ '--withdraw': ids, '--withdrawals': withdrawals, '--undo': undo, '--list': list });
  const flags = wishes.flatMap(([flag, value]) => (value === undefined || value === false ? [] : [flag]));
  if (flags.length === 0) throw new SortitionError('REPLACE_NOTHING', {});
  if (flags.length > 1) throw new SortitionError('REPLACE_TOGETHER', { flags });
  if (ids !== undefined && reason === undefined && preview !== true) throw new SortitionError('REPLACE_NO_REASON', {});
  if (withdrawals !== undefined && reason !== undefined)
    throw new SortitionError('REPLACE_TOGETHER', { flags: ['--withdrawals', '--reason'] });
}

/** Without writing anything. */
async function look(current: CurrentPanel, flags: ReplaceFlags, terminal: Terminal): Promise<void> {
  if (flags.list === true) {
    showPanel(terminal, current);
    if (flags.json) terminal.json(summarisePanel(current));
    return;
  }
  const entry = await nextEntry(current, { ...flags, nearest: true }, terminal);
  showEntry(terminal, { current, entry, folder: undefined });
  if (flags.json) terminal.json(summariseEntry({ current, entry, folder: undefined }));
}

/** What a run that was killed wrote, before its line in the ledger made it count. Whoever else is there is not ours to remove. */
async function removeLeftEntries({ place, counted, ledger }: CurrentPanel): Promise<void> {
  await removeLedgerLeftovers(ledger.path);
  const next = entryFolder(place, counted + 1);
  const names = await readdir(place.replacements).catch(() => []);
  const beyond = names.find((name) => /^\d{4,}$/.test(name) && Number(name) > counted + 1);
  if (beyond !== undefined) throw leftBehind(join(place.replacements, beyond), 'the ledger has no such entry');
  await rm(next, { recursive: true, force: true });
}

/** An entry to be: its record, and what people need of it. */
export interface NextEntry {
  readonly record: ReplacementRecord;
  /** Of a withdrawal. */
  readonly answer: Answer | undefined;
  readonly reasons: ReadonlyMap<string, string>;
  readonly rows: PanelRows;
}

async function nextEntry(current: CurrentPanel, flags: ReplaceFlags, terminal: Terminal): Promise<NextEntry> {
  const { panel, place, counted } = current;
  requireReplaceable(panel.draw);
  const names = await namesOf(place);
  const origin = { entry: counted + 1, software: { name: 'sortition-toolkit', version } };
  if (flags.undo !== undefined) {
    const pool = await readPool(current);
    const record = undoWithdrawal(panel, pool, { ...origin, of: flags.undo });
    return { record, answer: undefined, reasons: new Map(), rows: await rowsOf(current, record, { pool, ...names }) };
  }
  const reasons = await findPeople(current, await wishedFor(current, flags), names);
  const pool = await readPool(current);
  const engine = new Engine();
  try {
    const calls = {
      fill: engine.fill.bind(engine),
      spread: (task: Parameters<Engine['spread']>[0], key: string) =>
        engine.spread(task, key, { onProgress: terminal.progress }),
    };
    const answer = await withdraw({ hash: nodeHash, calls }, panel, pool, { ...origin, people: [...reasons.keys()] });
    terminal.clearBar();
    const rows = await rowsOf(current, answer.record, { pool, ...names });
    if (flags.nearest !== true) requireKept(answer, rows);
    return { record: answer.record, answer, reasons, rows };
  } finally {
    await engine.close();
  }
}

/** Where the quotas cannot be kept, what comes nearest must be asked for. */
function requireKept({ record: { change }, short }: Answer, { ids }: PanelRows): void {
  const { rule, called, empty, relaxed, seats } = change;
  if (rule !== 'nearest') return;
  if (called.length === 0) throw new SortitionError('REPLACE_NOBODY', { seats, relaxed });
  const names = called.map(({ person }) => ids.get(person) ?? person);
  throw new SortitionError('REPLACE_QUOTAS', { relaxed, short, empty, called: names });
}

/** Of the draw: what its pool is read from. */
export const POOL_FILES = ['canonical-pool.csv', 'classes.csv', 'people.csv'];

async function readPool({ place, panel: { draw } }: CurrentPanel): Promise<Pool> {
  const files = new Map<string, string>();
  for (const name of POOL_FILES) {
    const path = join(dirname(place.record), name);
    if (existsSync(path)) files.set(name, await readTextFile(path));
  }
  return requireDrawPool(nodeHash, draw.manifest, files);
}

/** A process keeps pseudonyms; in a one-off they are the ids. */
interface Names {
  pseudonymOf(id: string): string;
}

async function namesOf({ process }: PanelPlace): Promise<Names> {
  const path = process === undefined ? undefined : join(process, PSEUDONYMS);
  const pseudonyms = path !== undefined && existsSync(path) ? await openPseudonyms(path) : undefined;
  return { pseudonymOf: (id) => pseudonyms?.of(id) ?? id };
}

async function wishedFor({ panel }: CurrentPanel, flags: ReplaceFlags): Promise<Reasons> {
  if (flags.withdrawals !== undefined) {
    const rows = await readWithdrawals(flags.withdrawals, panel.draw.manifest.reading.id);
    return new Map(rows.map(({ id, reason, row }) => [id, { reason, row }]));
  }
  const ids = (flags.withdraw ?? '').split(',').map(cleanId);
  return new Map(ids.filter((id) => id !== '').map((id) => [id, { reason: flags.reason?.trim() ?? '' }]));
}

/** The pseudonyms of those who withdraw, with their reasons. All faults at once; a pseudonym of somebody erased does for an id. */
async function findPeople(
  { standing, entries, files, panel: { draw } }: CurrentPanel,
  wished: Reasons,
  { pseudonymOf }: Names,
): Promise<Map<string, string>> {
  const faults = new FaultList();
  const here = new Set([...standing.panel, ...standing.alternates]);
  const found = new Map<string, string>();
  let known: readonly string[] | undefined;
  for (const [id, { reason, row }] of wished) {
    const person = [pseudonymOf(id), id].find((name) => here.has(name) || standing.withdrawn.includes(name));
    const where = { ...(row !== undefined && { row }) };
    if (person !== undefined && here.has(person)) found.set(person, reason);
    else if (person !== undefined) {
      const by = entries.findLast(
        ({ record: { change } }) => change.kind === 'withdrawal' && change.people.includes(person),
      );
      faults.add('REPLACE_TWICE', { id, entry: by?.record.entry ?? 0 }, where);
    } else {
      known ??= await idsIn([files.panel, files.alternates], draw.manifest.reading.id);
      const near = nearest(id, known);
      faults.add('REPLACE_UNKNOWN', { id, ...(near.length > 0 && { near }) }, where);
    }
  }
  faults.throwIfAny();
  return found;
}

async function idsIn(files: readonly string[], id: string): Promise<string[]> {
  const lists = files.map((file) => readIdColumn(file, id).catch(() => []));
  return (await Promise.all(lists)).flat();
}

/** Rows of everybody whom an entry is about, from the lists of the draw. Throws REPLACE_ROW_MISSING. */
async function rowsOf(
  { place, panel: { draw } }: CurrentPanel,
  { panel, alternates, change }: ReplacementRecord,
  { pool, pseudonymOf }: { readonly pool: Pool } & Names,
): Promise<PanelRows> {
  const folder = dirname(place.record);
  const files = ['panel.csv', 'alternates.csv', 'remaining.csv'].map((name) => join(folder, name));
  const gone = change.kind === 'withdrawal' ? change.people : change.released;
  const wanted = new Set([...panel, ...alternates, ...gone]);
  const rows = await readPanelRows(files, { id: draw.manifest.reading.id, pseudonymOf }, wanted);
  // Whoever was erased has none.
  const known = new Set(pool.pseudonyms);
  const missing = [...wanted].filter((person) => known.has(person) && !rows.ids.has(person));
  if (missing.length > 0) throw new SortitionError('REPLACE_ROW_MISSING', { people: missing.length }, { file: folder });
  return rows;
}

/** A fresh folder, then the line in the ledger: until then nothing has happened. */
async function writeEntry({ place, panel, ledger }: CurrentPanel, entry: NextEntry): Promise<string> {
  const { record, rows } = entry;
  const folder = entryFolder(place, record.entry);
  const text = canonicalJson(record);
  const called = record.change.kind === 'withdrawal' ? record.change.called.map(({ person }) => person) : [];
  const files: Readonly<Record<string, string>> = {
    [REPLACEMENT_RECORD]: text,
    'panel.csv': rows.text(new Set(record.panel)),
    'alternates.csv': rows.text(new Set(record.alternates)),
    'changes.csv': changesTable(panel, entry),
    ...(called.length > 0 && { 'called.csv': rows.text(new Set(called)) }),
  };
  await writeOutputFolder(folder, {}, async (fresh) => {
    for (const [name, content] of Object.entries(files)) await writeFile(join(fresh, name), content);
  });
  const drawText = await readTextFile(place.record);
  const outputs = { [REPLACEMENT_RECORD]: text };
  await noteStep(ledger, { step: REPLACE_STEP, inputs: { [DRAW_RECORD]: drawText }, outputs });
  return folder;
}

/** changes.csv, for the organiser alone: who left and why, and who came. Its ids have the name of the pool's, so that `erase` finds them. */
function changesTable({ draw }: PanelHistory, { record: { change }, rows, reasons }: NextEntry): string {
  const idOf = (person: string): string => rows.ids.get(person) ?? '';
  const sat = (person: string): string => (isAlternate(person) ? 'alternates' : 'panel');
  const isAlternate = (person: string): boolean => draw.alternates.includes(person);
  const lines =
    change.kind === 'withdrawal'
      ? [
          ...change.people.map((person) => ['withdrew', idOf(person), sat(person), reasons.get(person) ?? '']),
          ...change.called.map(({ person, from }) => ['called', idOf(person), from, '']),
        ]
      : [
          ...change.back.map((person) => ['back', idOf(person), sat(person), `entry ${change.of} was a mistake`]),
          ...change.released.map((person) => [
            'released',
            idOf(person),
            sat(person),
            `entry ${change.of} was a mistake`,
          ]),
        ];
  return morePeopleCsv({ delimiter: ',' }, [['change', draw.manifest.reading.id, 'of', 'reason'], ...lines]);
}
