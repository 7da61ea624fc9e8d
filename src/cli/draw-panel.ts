import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  armsTable,
  type Committed,
  canonicalJson,
  canonicalPoolTable,
  canonicalSeed,
  chancesOfPeople,
  conductDraw,
  type Draw,
  type DrawSettings,
  Engine,
  MOST_PANELS,
  membersTable,
  nodeHash,
  peopleCsvText,
  probabilitiesTable,
  requireObjective,
  roundingOf,
  type Seed,
  statusOf,
  writeOutputFolder,
  writePeopleFiles,
} from '../index.js';
import { armNames } from './arm-names.js';
import { findCommitted } from './committed.js';
import { chancesByPerson, type DrawnPeople, drawnPeople } from './drawn-people.js';
import { noteStep, type OpenLedger, openLedgerIn, placeInLedger } from './ledger.js';
import { prepareTask } from './prepare-task.js';
import { PUBLIC_EXTRAS, writePublicFolder } from './public-folder.js';
import { type Inputs, readInputs, requireSound } from './read-inputs.js';
import { requireSeed, type SeedFlags } from './seed-flags.js';
import { showDraw, summariseDraw } from './show-draw.js';
import { findTask, type TaskFlags } from './task.js';
import type { Terminal } from './terminal.js';

const PUBLIC_FILES = [
  'certificate.json',
  'classes.csv',
  'distribution.csv',
  'draw-record.json',
  'ledger.jsonl',
  'lottery.csv',
  'people.csv',
];
/** One file a panel where several are drawn at once, and one for each in reserve. */
const partFiles = (panels: number, reserve: number): string[] => [
  ...(panels === 1 ? [] : Array.from({ length: panels }, (_, i) => `panel-${i + 1}.csv`)),
  ...Array.from({ length: reserve }, (_, i) => `reserve-${i + 1}.csv`),
];

/** All files that a draw may make. */
export const DRAW_FILES = [
  ...PUBLIC_FILES,
  'alternates.csv',
  'arms.csv',
  'canonical-pool.csv',
  'ex-officio.csv',
  'members.csv',
  'panel.csv',
  'probabilities.csv',
  'remaining.csv',
  ...partFiles(MOST_PANELS, MOST_PANELS),
  ...[...PUBLIC_FILES, ...PUBLIC_EXTRAS].map((name) => join('public', name)),
];

export type DrawFlags = TaskFlags & SeedFlags & { force?: boolean; json?: boolean; commitment?: string };

export async function drawPanel(target: string | undefined, flags: DrawFlags, terminal: Terminal): Promise<void> {
  const task = await findTask(target, flags);
  requireObjective(task.settings.objective);
  const seed = await requireSeed(task, flags);
  if (task.by !== undefined)
    return (await import('./draw-areas.js')).drawAreas(task, task.by, { flags, seed }, terminal);
  if (flags.commitment !== undefined) {
    const inputs = await readInputs(task, terminal);
    const { committed, folder, files, probabilities } = await findCommitted(task, flags.commitment, inputs);
    const open = await openLedgerIn(task.folder ?? folder);
    const drawn = drawWith(open, committed, seed);
    const state = await writeDraw(task.out, flags, {
      inputs,
      committed,
      files,
      probabilities,
      ...drawn,
    });
    await noteDraw(open, committed, drawn);
    terminal.clearBar();
    showDraw(terminal, { task, inputs, committed, draw: drawn.draw, state });
    if (flags.json) terminal.json(summariseDraw({ task, inputs, committed, draw: drawn.draw, state }));
    return;
  }
  const engine = new Engine();
  try {
    const inputs = await readInputs(task, terminal);
    requireSound(inputs);
    const prepared = await prepareTask(engine, task, inputs, { terminal, source: { kind: 'text' } });
    const chances = chancesOfPeople(prepared);
    await inputs.savePseudonyms();
    const open = task.folder === undefined ? undefined : await openLedgerIn(task.folder);
    const drawn = drawWith(open, prepared, seed);
    const each = chancesByPerson(inputs.people, prepared.settings.unit, chances);
    const probabilities = probabilitiesTable(each.ids, each.chances);
    const { files } = prepared;
    const state = await writeDraw(task.out, flags, {
      inputs,
      committed: prepared,
      files,
      probabilities,
      ...drawn,
    });
    if (open !== undefined) await noteDraw(open, prepared, drawn);
    terminal.clearBar();
    const lottery = { prepared, chances, rounding: roundingOf(prepared) };
    const shown = { task, inputs, committed: prepared, lottery, draw: drawn.draw, state };
    if (flags.json) terminal.json(summariseDraw(shown));
    showDraw(terminal, shown);
  } finally {
    await engine.close();
  }
}

/** A draw and the ledger's lines that came before it. */
export interface Drawn {
  readonly draw: Draw;
  readonly before: readonly string[];
  readonly isInLedger: boolean;
}

/** Throws SEED_SHAPE or SEED_SECOND. */
export function drawWith(open: OpenLedger | undefined, committed: Committed, seed: Seed): Drawn {
  if (open === undefined) {
    return { draw: conductDraw(nodeHash, committed, seed), before: [], isInLedger: false };
  }
  const { commitment, manifest } = committed;
  const isOfficial = statusOf(manifest) === 'official';
  const { before, head, isThere } = placeInLedger(open, 'draw', { commitment, seed, isOfficial });
  return { draw: conductDraw(nodeHash, committed, seed, head), before, isInLedger: isThere };
}

export async function noteDraw(
  open: OpenLedger,
  { commitment }: Committed,
  { draw, isInLedger }: Drawn,
): Promise<void> {
  if (isInLedger) return;
  const record = canonicalJson(draw.record);
  await noteStep(open, {
    step: 'draw',
    inputs: { commitment, seed: canonicalSeed(nodeHash, draw.record.seed) },
    outputs: { 'draw-record.json': record },
  });
}

export interface Written extends Drawn {
  readonly inputs: Inputs;
  readonly committed: Committed;
  /** Public files of the lottery. */
  readonly files: Readonly<Record<string, string>>;
  readonly probabilities: Iterable<string>;
}

const writeDraw = (
  out: string,
  flags: { readonly force?: boolean },
  written: Written,
): Promise<'written' | 'unchanged' | 'replaced'> =>
  writeOutputFolder(out, { force: flags.force ?? false, names: DRAW_FILES }, (folder) => fillDraw(folder, written));

export async function fillDraw(folder: string, written: Written): Promise<void> {
  const { inputs, committed, draw, before } = written;
  const { manifest, commitment, pool, classes } = committed;
  const ledger = before.map((line) => `${line}\n`).join('');
  const files = {
    ...written.files,
    'draw-record.json': canonicalJson(draw.record),
    ...(before.length > 0 && { 'ledger.jsonl': ledger }),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  await writeFile(join(folder, 'canonical-pool.csv'), canonicalPoolTable(pool, classes, pool.salts));
  await writeFile(join(folder, 'probabilities.csv'), written.probabilities);
  if (pool.members !== undefined) await writeFile(join(folder, 'members.csv'), membersTable(pool));
  const drawn = drawnPeople(inputs, draw, draw.record);
  await writePanelFiles(folder, inputs, drawn, committed.settings);
  const names = armNames(draw.record);
  const ids = drawn.panel.map(({ id }) => id);
  if (names !== undefined) await writeFile(join(folder, 'arms.csv'), armsTable(ids, names));
  if (pool.salts !== undefined) await writePublicFolder(folder, { manifest, commitment, files });
}

/**
 * panel.csv, alternates.csv and remaining.csv: all columns of the pool, in its order. Where several panels are drawn at once,
 * panel.csv has the people of all of them, and there is a file for each. Whoever sits ex officio stands in a file of their own,
 * with the columns of their list: they may be from elsewhere.
 */
async function writePanelFiles(
  folder: string,
  { people, beside }: Inputs,
  drawn: DrawnPeople,
  { panels = 1, reserve = 0 }: DrawSettings,
): Promise<void> {
  const rowsOf = (list: DrawnPeople['panel']): Set<number> => new Set(list.map(({ row }) => row));
  const parts = panels === 1 ? drawn.panels.slice(1) : drawn.panels;
  await writePeopleFiles(people, [
    { file: join(folder, 'panel.csv'), rows: rowsOf(drawn.panel) },
    { file: join(folder, 'alternates.csv'), rows: rowsOf(drawn.alternates) },
    ...partFiles(panels, reserve).map((name, i) => ({ file: join(folder, name), rows: rowsOf(parts[i] ?? []) })),
    { file: join(folder, 'remaining.csv'), rows: drawn.isRemaining },
  ]);
  if (beside.rows.length === 0) return;
  const { delimiter } = people.table;
  const text = peopleCsvText({ delimiter, byteOrderMark: false }, [beside.columns, ...beside.rows]);
  await writeFile(join(folder, 'ex-officio.csv'), text);
}
