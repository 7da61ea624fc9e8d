import { type DrawSettings, Engine, nodeHash, panelsDrawn, planDraw, requireObjective } from '../index.js';
import { areaRow, forEachArea, readAreaTasks, showAreas } from './areas.js';
import { inOrganisersWords } from './as-organisers-wrote.js';
import { counted } from './format.js';
import { summariseNotes } from './notes.js';
import { readInputs, requireSound } from './read-inputs.js';
import { showPool, showQuotas, showSeated } from './show-pool.js';
import { findTask, type Task, type TaskFlags } from './task.js';
import type { Terminal } from './terminal.js';

/** Pool against quotas, and whether a panel exists: first the linear program, then the integer one. */
export async function checkTask(
  target: string | undefined,
  flags: TaskFlags & { json?: boolean },
  terminal: Terminal,
): Promise<void> {
  const engine = new Engine();
  try {
    const task = await findTask(target, flags);
    const { settings } = task;
    requireObjective(settings.objective);
    if (task.by !== undefined) return await checkAreas(engine, task, task.by, flags, terminal);
    const inputs = await readInputs(task, terminal);
    terminal.say();
    terminal.say(`  ${terminal.bold(task.title)}: ${counted(settings.size, 'seat')}`);
    terminal.say();
    showQuotas(terminal, inputs.people, inputs.quotas);
    terminal.say();
    showPool(terminal, inputs.people);
    showSeated(terminal, inputs);
    requireSound(inputs);
    const plan = planDraw(nodeHash, inputs.people.pool, inputs.settings);
    await inOrganisersWords(inputs, () => engine.requirePanel(plan));
    const rule = settings.onePerHousehold ? ', at most one person a household' : '';
    const there = seatsThere(settings);
    terminal.line('Quotas', `${terminal.green('can be met')}: ${there}${rule}`);
    if (flags.json) {
      const notes = summariseNotes(inputs.people.warnings);
      const { size, panels, reserve } = settings;
      const several = { ...(panels !== undefined && { panels }), ...(reserve !== undefined && { reserve }) };
      terminal.json({ pool: inputs.people.ids.length, size, ...several, feasible: true, notes });
    }
  } finally {
    await engine.close();
  }
}

function seatsThere(settings: DrawSettings): string {
  const panels = panelsDrawn(settings);
  const { size, reserve = 0 } = settings;
  const inReserve = reserve > 0 ? `, ${reserve} of them in reserve` : '';
  return panels === 1
    ? `there is a panel of ${size}`
    : `there are ${panels} panels of ${size} that share nobody${inReserve}`;
}

/** The same for every area that gets a panel of its own. */
async function checkAreas(
  engine: Engine,
  task: Task,
  by: string,
  flags: { readonly json?: boolean },
  terminal: Terminal,
): Promise<void> {
  const areas = await readAreaTasks(task, by, terminal, { isOnlyCheck: true });
  await forEachArea(areas, by, ({ inputs }) =>
    inOrganisersWords(inputs, () => engine.requirePanel(planDraw(nodeHash, inputs.people.pool, inputs.settings))),
  );
  const rows = areas.map((area) => areaRow(area));
  terminal.say();
  showAreas(terminal, by, rows);
  terminal.say();
  terminal.line('Quotas', `${terminal.green('can be met')} in all ${areas.length} areas`);
  if (flags.json) terminal.json({ by, areas: rows, feasible: true });
}
