import type { Command } from 'commander';
import type { PlanFlags } from '../plan-invitation.js';
import { addTaskOptions, numberWithin, percentage, positiveNumber, wholeNumber } from '../task.js';
import type { Terminal } from '../terminal.js';

export function addInvite(program: Command, terminal: Terminal): void {
  addTaskOptions(program.command('invite'))
    .description('how many letters to send, for a risk that the replies cannot fill the quotas')
    .requiredOption('--plan', 'say how many letters are needed')
    .option('--risk <PER CENT>', 'the risk that the pool cannot fill the quotas (5%)', percentage('--risk'))
    .option('--response <PER CENT>', 'how many of the invited say yes', percentage('--response'))
    .option('--cost <AMOUNT>', 'of one letter', positiveNumber('--cost'))
    .option('--simulations <N>', 'processes to simulate (1000)', numberWithin('--simulations', 100, 100_000))
    .option('--letters <N>', 'tell the risk of this number of letters too', wholeNumber('--letters'))
    .option('--json', 'print a summary for machines on stdout')
    .addHelpText(
      'after',
      `
Examples:
  sortition invite --plan --risk 5% examples/molenbeek
  sortition invite --plan --pool all.csv --quotas quotas.csv --size 22 \\
    --response 4%`,
    )
    .action(async (target: string | undefined, flags: PlanFlags) =>
      (await import('../plan-invitation.js')).planInvitation(target, flags, terminal),
    );
}
