import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  digestOf,
  findProcess,
  nodeHash,
  type PanelHistory,
  type ReplacementRecord,
  readRecord,
  readReplacement,
  readTextFile,
  SortitionError,
  type Standing,
  standingOf,
} from '../index.js';
import { countedTerms, drawOfTerm, isTermDrawn } from './counted-terms.js';
import { shortPath } from './format.js';
import { type OpenLedger, openLedgerIn } from './ledger.js';

export const DRAW_RECORD = 'draw-record.json';
export const REPLACEMENT_RECORD = 'replacement-record.json';
export const REPLACEMENTS = 'replacements';
export const REPLACE_STEP = 'replace';

/** The folder of the draw whose panel sits in a process folder now: the first, or that of the last term that is drawn. */
export async function drawOfToday(process: string): Promise<string> {
  const terms = await countedTerms(process, (await openLedgerIn(process)).ledger);
  return drawOfTerm(
    process,
    [...terms.keys()].findLast((term) => isTermDrawn(process, term)),
  );
}

/** Who sits and who could be called, as files. */
export interface PanelLists {
  readonly panel: string;
  readonly alternates: string;
}

/** What a draw of a process folder wrote down, or the last replacement since. */
export async function listsOf(process: string, draw: string): Promise<PanelLists> {
  const place = placeIn(process, join(draw, DRAW_RECORD));
  // Without replacements the draw's own lists are enough: they may have been put there by hand.
  const isAlone = !existsSync(place.record) || !existsSync(place.replacements);
  return isAlone ? listsIn(draw) : (await openPanel(place)).files;
}

const listsIn = (folder: string): PanelLists => ({
  panel: join(folder, 'panel.csv'),
  alternates: join(folder, 'alternates.csv'),
});

/** A draw, and where what happened to its panel since then is kept. */
export interface PanelPlace {
  readonly record: string;
  /** The process folder; undefined in a one-off. */
  readonly process: string | undefined;
  /** One folder an entry: 0001, 0002, … */
  readonly replacements: string;
  /** Whose ledger counts the entries. */
  readonly ledger: string;
}

const placeIn = (process: string, record: string): PanelPlace => ({
  record,
  process,
  replacements: join(process, REPLACEMENTS),
  ledger: process,
});

/** The panel that sits in a process, or that of a draw's record, in whose folder the replacements of a one-off are kept. */
export async function findPanelPlace(target: string | undefined, record?: string): Promise<PanelPlace> {
  if (record === undefined) {
    const { folder } = await findProcess(target ?? '.');
    return placeIn(folder, join(await drawOfToday(folder), DRAW_RECORD));
  }
  const process = target ?? processAbove(record);
  if (process !== undefined) return placeIn((await findProcess(process)).folder, record);
  const replacements = join(dirname(record), REPLACEMENTS);
  return { record, process: undefined, replacements, ledger: replacements };
}

/** In a process folder a record is in draw/, or in terms/0002/draw/. */
const processAbove = (record: string): string | undefined =>
  ['.', '..', '../../..']
    .map((steps) => join(dirname(record), steps))
    .find((folder) => existsSync(join(folder, 'sortition.yaml')));

/** An entry and its folder. */
export interface PanelEntry {
  readonly record: ReplacementRecord;
  readonly folder: string;
}

/** A panel, as the ledger counts what happened to it. */
export interface CurrentPanel {
  readonly place: PanelPlace;
  readonly panel: PanelHistory;
  /** Entries since the draw. */
  readonly entries: readonly PanelEntry[];
  /** Pseudonyms of those who sit now, the alternates that are left, and whoever has withdrawn. */
  readonly standing: Standing;
  /** panel.csv and alternates.csv of today: those of the last entry, or of the draw. */
  readonly files: PanelLists;
  /** Entries in the ledger, those of an earlier draw too: the next has this number and one more. */
  readonly counted: number;
  readonly ledger: OpenLedger;
}

/** A panel today: its draw, and every replacement that the ledger counts. Only reads. Throws REPLACE_NO_DRAW, REPLACE_DRAW_NOT_NOTED or REPLACE_LEFT. */
export async function openPanel(place: PanelPlace): Promise<CurrentPanel> {
  if (!existsSync(place.record)) throw new SortitionError('REPLACE_NO_DRAW', { path: shortPath(place.record) });
  const text = await readTextFile(place.record);
  const draw = readRecord(text, shortPath(place.record));
  const digest = digestOf(nodeHash, text);
  const ledger = await openLedgerIn(place.ledger);
  const { entries: steps } = ledger.ledger;
  const isNoted = steps.some(({ step, outputs }) => step === 'draw' && outputs[DRAW_RECORD] === digest);
  if (place.process !== undefined && !isNoted)
    throw new SortitionError('REPLACE_DRAW_NOT_NOTED', { path: shortPath(place.record) });
  const counted = steps.filter(({ step }) => step === REPLACE_STEP);
  const entries: PanelEntry[] = [];
  let last = digest;
  for (const [i, { inputs, outputs }] of counted.entries()) {
    if (inputs[DRAW_RECORD] !== digest) continue;
    const folder = entryFolder(place, i + 1);
    const own = await readEntry(folder, outputs[REPLACEMENT_RECORD]);
    if (own.record.entry !== i + 1 || own.record.previous !== last) throw leftBehind(folder, 'it is not that entry');
    entries.push({ record: own.record, folder });
    last = own.digest;
  }
  const panel = { draw, digest, history: entries.map(({ record }) => record), last };
  const today = entries.at(-1)?.folder ?? dirname(place.record);
  return {
    ...{ place, panel, entries, ledger, counted: counted.length, standing: standingOf(panel) },
    files: listsIn(today),
  };
}

export const entryFolder = ({ replacements }: PanelPlace, entry: number): string =>
  join(replacements, String(entry).padStart(4, '0'));

async function readEntry(
  folder: string,
  expected: string | undefined,
): Promise<{ readonly record: ReplacementRecord; readonly digest: string }> {
  const path = join(folder, REPLACEMENT_RECORD);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) throw leftBehind(folder, `its ${REPLACEMENT_RECORD} is not there`);
  const digest = digestOf(nodeHash, text);
  if (digest !== expected) throw leftBehind(folder, `its ${REPLACEMENT_RECORD} has changed`);
  return { record: readReplacement(text, shortPath(path)), digest };
}

export const leftBehind = (folder: string, why: string): SortitionError =>
  new SortitionError('REPLACE_LEFT', { folder: shortPath(folder), why });
