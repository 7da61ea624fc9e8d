import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  canonicalJson,
  chancesOfPeople,
  conductDraw,
  type Draw,
  Engine,
  nodeHash,
  type People,
  type PersonChance,
  type PreparedDraw,
  probabilitiesTable,
  requireObjective,
  roundingOf,
  SortitionError,
  writeOutputFolder,
  writePeopleFiles,
} from '../index.js';
import { prepareTask } from './prepare-task.js';
import { readInputs, requireSound } from './read-inputs.js';
import { showDraw, summariseDraw } from './show-draw.js';
import { findTask, type TaskFlags } from './task.js';
import type { Terminal } from './terminal.js';

/** All files that a draw may make. */
export const DRAW_FILES = [
  'alternates.csv',
  'certificate.json',
  'classes.csv',
  'distribution.csv',
  'draw-record.json',
  'lottery.csv',
  'panel.csv',
  'probabilities.csv',
  'remaining.csv',
];

export async function drawPanel(
  target: string | undefined,
  flags: TaskFlags & { force?: boolean; json?: boolean },
  terminal: Terminal,
): Promise<void> {
  const engine = new Engine();
  try {
    const task = await findTask(target, flags);
    requireObjective(task.settings.objective);
    if (task.seed === undefined) throw new SortitionError('SEED_MISSING', {});
    const inputs = await readInputs(task, terminal);
    requireSound(inputs);
    const prepared = await prepareTask(engine, task, inputs, terminal);
    const draw = conductDraw(nodeHash, prepared, task.seed);
    const chances = chancesOfPeople(prepared);
    const state = await writeOutputFolder(task.out, { force: flags.force ?? false, names: DRAW_FILES }, (folder) =>
      writeDraw(folder, inputs.people, prepared, draw, chances),
    );
    terminal.clearBar();
    const shown = { task, inputs, prepared, draw, chances, rounding: roundingOf(prepared), state };
    if (flags.json) terminal.json(summariseDraw(shown));
    showDraw(terminal, shown);
  } finally {
    await engine.close();
  }
}

async function writeDraw(
  folder: string,
  people: People,
  prepared: PreparedDraw,
  draw: Draw,
  chances: readonly PersonChance[],
): Promise<void> {
  const write = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text);
  for (const [name, text] of Object.entries(prepared.files)) await write(name, text);
  await writeFile(join(folder, 'probabilities.csv'), probabilitiesTable(people.ids, chances));
  await write('draw-record.json', canonicalJson(draw.record));
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
