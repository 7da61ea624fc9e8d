import { Engine, nodeHash, planDraw, requireObjective } from '../index.js';
import { counted } from './format.js';
import { summariseNotes } from './notes.js';
import { readInputs, requireSound } from './read-inputs.js';
import { showPool, showQuotas, showSeated } from './show-pool.js';
import { findTask, type TaskFlags } from './task.js';
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
    await engine.requirePanel(plan);
    const rule = settings.onePerHousehold ? ', at most one person a household' : '';
    terminal.line('Quotas', `${terminal.green('can be met')}: there is a panel of ${settings.size}${rule}`);
    if (flags.json) {
      const notes = summariseNotes(inputs.people.warnings);
      terminal.json({ pool: inputs.people.ids.length, size: settings.size, feasible: true, notes });
    }
  } finally {
    await engine.close();
  }
}
