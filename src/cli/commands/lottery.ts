import type { Command } from 'commander';
import { addTaskOptions, filled, type TaskFlags, wholeNumber } from '../task.js';
import type { Terminal } from '../terminal.js';
import { oneOf } from './one-of.js';

export function addLottery(program: Command, terminal: Terminal): void {
  addTaskOptions(program.command('lottery'))
    .description('build what can be drawn, before there is any seed, and state its commitment')
    .option('--alternates <N>', 'people to call when others drop out', wholeNumber('--alternates'))
    .option('--tickets <M>', 'numbered panels in the lottery (default: 1000)', wholeNumber('--tickets', 1))
    .option(
      '--lottery-form <FORM>',
      'named or composition (default: by the size of the pool)',
      oneOf('--lottery-form', ['named', 'composition']),
    )
    .option('--out <DIR>', 'where the results go (default: lottery, in the process folder)', filled('--out'))
    .option('--force', 'replace results that differ')
    .option('--json', 'print a summary for machines on stdout')
    .addHelpText(
      'after',
      `
Examples:
  sortition lottery examples/molenbeek
  sortition lottery --pool people.csv --quotas quotas.csv --size 22`,
    )
    .action(async (target: string | undefined, flags: TaskFlags & { force?: boolean; json?: boolean }) =>
      (await import('../build-lottery.js')).buildLottery(target, flags, terminal),
    );
}
