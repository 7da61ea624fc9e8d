import type { Command } from 'commander';
import type { ReplaceFlags } from '../replace-people.js';
import { filled, wholeNumber } from '../task.js';
import type { Terminal } from '../terminal.js';

export function addReplace(program: Command, terminal: Terminal): void {
  program
    .command('replace')
    .summary('call others for the seats of people who withdraw')
    .description('people withdraw: call others for their seats, under the same quotas')
    .argument('[process]', 'a process folder or its sortition.yaml (default: this folder)')
    .option('--withdraw <IDS>', 'who no longer takes part: ID,ID', filled('--withdraw'))
    .option('--reason <TEXT>', 'why; kept in changes.csv alone, never published', filled('--reason'))
    .option('--withdrawals <FILE>', 'the same as a list: id,reason', filled('--withdrawals'))
    .option('--undo <N>', 'entry N was a mistake: they have their seats back', wholeNumber('--undo'))
    .option('--list', 'what happened since the draw, and who is left')
    .option('--preview', 'only say who would be called')
    .option('--nearest', 'where the quotas cannot be kept: go with what comes nearest')
    .option('--record <FILE>', 'a draw without a process folder: its draw-record.json', filled('--record'))
    .option('--json', 'print a summary for machines on stdout')
    .addHelpText(
      'after',
      `
Alternates are called first, others of the pool only where the quotas need
them; whoever can be called has as fair a chance as there is. The draw's own
seed picks, so that nobody can choose; whoever has the draw record and the pool
can work it out beforehand. People who withdraw together are entered together.
Each entry is a folder of replacements/: the panel and the alternates of then,
changes.csv for the organiser, and a record without names to publish.

Examples:
  sortition replace --withdraw MB-0012345 --reason "ill"
  sortition replace my-process --withdrawals drop-outs.csv --preview
  sortition replace --undo 2`,
    )
    .action(async (target: string | undefined, flags: ReplaceFlags) =>
      (await import('../replace-people.js')).replacePeople(target, flags, terminal),
    );
}
