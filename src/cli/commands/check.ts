import type { Command } from 'commander';
import { addTaskOptions, type TaskFlags } from '../task.js';
import type { Terminal } from '../terminal.js';

export function addCheck(program: Command, terminal: Terminal): void {
  addTaskOptions(program.command('check'))
    .summary('report every problem at once; can the quotas be met?')
    .description('read everything, report every problem at once, and say whether the quotas can be met')
    .option('--json', 'print a summary for machines on stdout')
    .addHelpText(
      'after',
      `
Examples:
  sortition check examples/molenbeek
  sortition check --pool people.csv --quotas quotas.csv --size 22`,
    )
    .action(async (target: string | undefined, flags: TaskFlags & { json?: boolean }) =>
      (await import('../check-task.js')).checkTask(target, flags, terminal),
    );
}
