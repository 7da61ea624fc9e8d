import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Committed,
  canonicalJson,
  canonicalPoolTable,
  canonicalSeed,
  chancesOfPeople,
  conductDraw,
  type Draw,
  Engine,
  nodeHash,
  type People,
  probabilitiesTable,
  type Quotas,
  requireObjective,
  roundingOf,
  type Seed,
  statusOf,
  writeOutputFolder,
  writePeopleFiles,
} from '../index.js';
import { SEATS_FILE, seatsTable } from './alternates-seats.js';
import { findCommitted } from './committed.js';
import { noteStep, type OpenLedger, openLedgerIn, placeInLedger } from './ledger.js';
import { prepareTask } from './prepare-task.js';
import { PUBLIC_EXTRAS, writePublicFolder } from './public-folder.js';
import { readInputs, requireSound } from './read-inputs.js';
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
/** All files that a draw may make. */
const DRAW_FILES = [
  ...PUBLIC_FILES,
  'alternates.csv',
  SEATS_FILE,
  'canonical-pool.csv',
  'panel.csv',
  'probabilities.csv',
  'remaining.csv',
  ...[...PUBLIC_FILES, ...PUBLIC_EXTRAS].map((name) => join('public', name)),
];

export type DrawFlags = TaskFlags & SeedFlags & { force?: boolean; json?: boolean; commitment?: string };

export async function drawPanel(target: string | undefined, flags: DrawFlags, terminal: Terminal): Promise<void> {
  const task = await findTask(target, flags);
  requireObjective(task.settings.objective);
  const seed = await requireSeed(task, flags);
  if (flags.commitment !== undefined) {
    const inputs = await readInputs(task, terminal);
    const { committed, folder, files, probabilities } = await findCommitted(task, flags.commitment, inputs);
    const open = await openLedgerIn(task.folder ?? folder);
    const drawn = drawWith(open, committed, seed);
    const state = await writeDraw(task.out, flags, {
      people: inputs.people,
      quotas: inputs.quotas,
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
    const probabilities = probabilitiesTable(inputs.people.ids, chances);
    const { files } = prepared;
    const state = await writeDraw(task.out, flags, {
      people: inputs.people,
      quotas: inputs.quotas,
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
interface Drawn {
  readonly draw: Draw;
  readonly before: readonly string[];
  readonly isInLedger: boolean;
}

/** Throws SEED_SHAPE or SEED_SECOND. */
function drawWith(open: OpenLedger | undefined, committed: Committed, seed: Seed): Drawn {
  if (open === undefined) {
    return { draw: conductDraw(nodeHash, committed, seed), before: [], isInLedger: false };
  }
  const { commitment, manifest } = committed;
  const isOfficial = statusOf(manifest) === 'official';
  const { before, head, isThere } = placeInLedger(open, 'draw', { commitment, seed, isOfficial });
  return { draw: conductDraw(nodeHash, committed, seed, head), before, isInLedger: isThere };
}

async function noteDraw(open: OpenLedger, { commitment }: Committed, { draw, isInLedger }: Drawn): Promise<void> {
  if (isInLedger) return;
  const record = canonicalJson(draw.record);
  await noteStep(open, {
    step: 'draw',
    inputs: { commitment, seed: canonicalSeed(nodeHash, draw.record.seed) },
    outputs: { 'draw-record.json': record },
  });
}

interface Written extends Drawn {
  readonly people: People;
  /** As the organiser wrote them. */
  readonly quotas: Quotas;
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
  writeOutputFolder(out, { force: flags.force ?? false, names: DRAW_FILES }, (folder) => fillFolder(folder, written));

async function fillFolder(folder: string, written: Written): Promise<void> {
  const { people, committed, draw, before } = written;
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
  await writePanelFiles(folder, people, draw);
  if (draw.alternates.length > 0) await writeFile(join(folder, SEATS_FILE), seatsTable(people, written.quotas, draw));
  if (pool.salts !== undefined) await writePublicFolder(folder, { manifest, commitment, files });
}

/** panel.csv, alternates.csv and remaining.csv: all columns of the pool, in its order. */
async function writePanelFiles(
  folder: string,
  people: People,
  draw: Pick<Draw, 'panel' | 'alternates'>,
): Promise<void> {
  const rowOf = (person: number): number => people.sourceRows[person] ?? 0;
  const panel = new Set(Array.from(draw.panel, rowOf));
  const alternates = new Set(draw.alternates.map(rowOf));
  const inPool = new Uint8Array(people.sourceRows.reduce((last, row) => Math.max(last, row), 0) + 1);
  for (const row of people.sourceRows) inPool[row] = 1;
  await writePeopleFiles(people, [
    { file: join(folder, 'panel.csv'), rows: panel },
    { file: join(folder, 'alternates.csv'), rows: alternates },
    {
      file: join(folder, 'remaining.csv'),
      rows: (row) => inPool[row] === 1 && !panel.has(row) && !alternates.has(row),
    },
  ]);
}
