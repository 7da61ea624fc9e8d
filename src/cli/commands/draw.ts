import type { Command } from 'commander';
import { addTaskOptions, filled, type TaskFlags, wholeNumber } from '../task.js';
import type { Terminal } from '../terminal.js';
import { oneOf } from './one-of.js';

export function addDraw(program: Command, terminal: Terminal): void {
  addTaskOptions(program.command('draw'))
    .description('pick the panel and its alternates by lot, with a record that anyone can check')
    .option(
      '--seed <TEXT>',
      'what the lot is drawn with; the same inputs and seed give the same panel',
      filled('--seed'),
    )
    .option('--alternates <N>', 'people to call when others drop out', wholeNumber('--alternates'))
    .option('--tickets <M>', 'numbered panels in the lottery (default: 1000)', wholeNumber('--tickets', 1))
    .option(
      '--lottery-form <FORM>',
      'named or composition (default: by the size of the pool)',
      oneOf('--lottery-form', ['named', 'composition']),
    )
    .option('--out <DIR>', 'where the results go (default: draw, in the process folder)', filled('--out'))
    .option('--force', 'replace results that differ')
    .option('--json', 'print a summary for machines on stdout')
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
