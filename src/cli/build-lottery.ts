import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  canonicalJson,
  canonicalPoolTable,
  ceremonySheet,
  chancesOfPeople,
  Engine,
  membersTable,
  nodeHash,
  type PreparedDraw,
  panelTable,
  parseSeedSource,
  printedTickets,
  probabilitiesTable,
  requireObjective,
  roundingOf,
  writeOutputFolder,
} from '../index.js';
import { BLANK_CEREMONY, ceremonyOf } from './ceremony.js';
import { chancesByPerson } from './drawn-people.js';
import { shortPath } from './format.js';
import { noteStep, openLedgerIn } from './ledger.js';
import { summariseNotes } from './notes.js';
import { prepareTask } from './prepare-task.js';
import { PUBLIC_EXTRAS, writePublicFolder } from './public-folder.js';
import { type Inputs, readInputs, requireSound } from './read-inputs.js';
import { showCommitment, showLottery, showPublished, summariseLottery } from './show-lottery.js';
import { showPool, showSeated } from './show-pool.js';
import { requireToCome } from './source-to-come.js';
import { findTask, type Task, type TaskFlags } from './task.js';
import type { Terminal } from './terminal.js';

/** Where a committed draw's seed comes from when nothing is said. */
const DEFAULT_SOURCE = 'dice:30';

const PUBLIC_FILES = [
  'certificate.json',
  'classes.csv',
  'distribution.csv',
  'lottery.csv',
  'manifest.json',
  'people.csv',
];
/** All files that a lottery may make. */
export const LOTTERY_FILES = [
  ...PUBLIC_FILES,
  'canonical-pool.csv',
  'ceremony.pdf',
  'members.csv',
  'panel-table.pdf',
  'probabilities.csv',
  ...[...PUBLIC_FILES, ...PUBLIC_EXTRAS].map((name) => join('public', name)),
];

export async function buildLottery(
  target: string | undefined,
  flags: TaskFlags & { force?: boolean; json?: boolean },
  terminal: Terminal,
): Promise<void> {
  const engine = new Engine();
  try {
    const task = await findTask(target, flags);
    requireObjective(task.settings.objective);
    const source = parseSeedSource(task.seedSource ?? DEFAULT_SOURCE);
    requireToCome(source, task);
    if (task.by !== undefined) {
      const out = flags.out ?? lotteryFolder(task);
      const { commitAreas } = await import('./lottery-areas.js');
      return await commitAreas(engine, task, task.by, { flags, source, out }, terminal);
    }
    const inputs = await readInputs(task, terminal);
    requireSound(inputs);
    // The first page takes twice as long as any later one: it is printed for nobody while the engine's thread is at work.
    const [prepared] = await Promise.all([
      prepareTask(engine, task, inputs, { terminal, source }),
      ceremonySheet(BLANK_CEREMONY),
    ]);
    const chances = chancesOfPeople(prepared);
    const out = flags.out ?? lotteryFolder(task);
    // A broken ledger is found before anything is written.
    const ledger = await openLedgerIn(task.folder ?? out);
    await inputs.savePseudonyms();
    const options = { force: flags.force ?? false, names: LOTTERY_FILES };
    const state = await writeOutputFolder(out, options, async (folder) => {
      await writeLottery(folder, prepared, inputs);
      const each = chancesByPerson(inputs.people, prepared.settings.unit, chances);
      await writeFile(join(folder, 'probabilities.csv'), probabilitiesTable(each.ids, each.chances));
    });
    await noteStep(ledger, {
      step: 'lottery',
      inputs: {},
      outputs: { 'manifest.json': canonicalJson(prepared.manifest) },
    });
    terminal.clearBar();
    const shown = { task, inputs, prepared, chances, rounding: roundingOf(prepared) };
    if (flags.json)
      terminal.json({ state, out, ...summariseLottery(shown), notes: summariseNotes(inputs.people.warnings) });
    terminal.say();
    showPool(terminal, inputs.people);
    showSeated(terminal, inputs);
    showLottery(terminal, shown);
    showPublished(terminal, prepared);
    showCommitment(terminal, prepared);
    terminal.line(
      'Files',
      state === 'unchanged' ? `${shortPath(out)}: nothing has changed` : `${shortPath(out)} (${state})`,
    );
  } finally {
    await engine.close();
  }
}

/** Where a task's committed lottery lies unless it is told otherwise. */
export const lotteryFolder = ({ folder }: Task): string => (folder === undefined ? 'lottery' : join(folder, 'lottery'));

export async function writeLottery(folder: string, prepared: PreparedDraw, { people }: Inputs): Promise<void> {
  const { manifest, commitment, lottery, pool } = prepared;
  const files = { ...prepared.files, 'manifest.json': canonicalJson(manifest) };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  await writeFile(join(folder, 'canonical-pool.csv'), canonicalPoolTable(pool, prepared.classes, people.pool.salts));
  if (pool.members !== undefined) await writeFile(join(folder, 'members.csv'), membersTable(pool));
  await writeFile(join(folder, 'ceremony.pdf'), await ceremonySheet(ceremonyOf(prepared)));
  // The printed table is for looking up a number that was picked by hand.
  if (lottery.form === 'named' && manifest.seed_source.kind === 'pick') {
    const panels = printedTickets(nodeHash, prepared);
    const { title, purpose } = manifest;
    await writeFile(join(folder, 'panel-table.pdf'), await panelTable({ title, commitment, purpose, panels }));
  }
  if (pool.salts !== undefined) await writePublicFolder(folder, { manifest, commitment, files });
}
