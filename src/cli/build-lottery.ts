import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  canonicalJson,
  chancesOfPeople,
  Engine,
  probabilitiesTable,
  requireObjective,
  roundingOf,
  writeOutputFolder,
} from '../index.js';
import { prepareTask } from './prepare-task.js';
import { readInputs, requireSound, shortPath } from './read-inputs.js';
import { showLottery, summariseLottery } from './show-lottery.js';
import { showPool, showSeated } from './show-pool.js';
import { findTask, type TaskFlags } from './task.js';
import type { Terminal } from './terminal.js';

/** All files that a lottery may make. */
const LOTTERY_FILES = [
  'certificate.json',
  'classes.csv',
  'distribution.csv',
  'lottery.csv',
  'manifest.json',
  'probabilities.csv',
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
    const inputs = await readInputs(task, terminal);
    requireSound(inputs);
    const prepared = await prepareTask(engine, task, inputs, terminal);
    const chances = chancesOfPeople(prepared);
    const out = flags.out ?? (task.folder === undefined ? 'lottery' : join(task.folder, 'lottery'));
    const options = { force: flags.force ?? false, names: LOTTERY_FILES };
    const state = await writeOutputFolder(out, options, async (folder) => {
      for (const [name, text] of Object.entries(prepared.files)) await writeFile(join(folder, name), text);
      await writeFile(join(folder, 'manifest.json'), canonicalJson(prepared.manifest));
      await writeFile(join(folder, 'probabilities.csv'), probabilitiesTable(inputs.people.ids, chances));
    });
    terminal.clearBar();
    const shown = { task, inputs, prepared, chances, rounding: roundingOf(prepared) };
    if (flags.json) terminal.json({ state, out, ...summariseLottery(shown) });
    terminal.say();
    showPool(terminal, inputs.people);
    showSeated(terminal, inputs);
    showLottery(terminal, shown);
    terminal.line('Commitment', prepared.commitment);
    terminal.line(
      'Files',
      state === 'unchanged' ? `${shortPath(out)}: nothing has changed` : `${shortPath(out)} (${state})`,
    );
  } finally {
    await engine.close();
  }
}
