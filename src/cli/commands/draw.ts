import type { Command } from 'commander';
import { filled, type TaskFlags } from '../task.js';
import type { Terminal } from '../terminal.js';
import { addLotteryOptions } from './lottery-options.js';

export function addDraw(program: Command, terminal: Terminal): void {
  addLotteryOptions(program.command('draw'), 'draw')
    .description('pick the panel and its alternates by lot, with a record that anyone can check')
    .option(
      '--seed <TEXT>',
      'what the lot is drawn with; the same inputs and seed give the same panel',
      filled('--seed'),
    )
    .addHelpText(
      'after',
      `
Examples:
  sortition draw examples/molenbeek
  sortition draw --pool people.csv --quotas quotas.csv --size 22 \\
                 --household address,postcode --seed "4 1 6 2 5"`,
    )
    .action(async (target: string | undefined, flags: TaskFlags & { force?: boolean; json?: boolean }) =>
      (await import('../draw-panel.js')).drawPanel(target, flags, terminal),
    );
}
