import type { Command } from 'commander';
import type { EraseFlags } from '../erase-people.js';
import { filled } from '../task.js';
import type { Terminal } from '../terminal.js';

export function addErase(program: Command, terminal: Terminal): void {
  program
    .command('erase')
    .description('take people out of every file of a process; its records still verify')
    .argument('<ids...>', 'the ids of the people, as the register has them')
    .option('--process <DIR>', 'the process folder (default: this folder)', filled('--process'))
    .option('--yes', 'do it; without, only say what would be done')
    .option('--json', 'print a summary for machines on stdout')
    .addHelpText(
      'after',
      `
Rows of these people go from every table below the folder, replies with their
code too, and their lines from pseudonyms.csv; from then on nothing leads from
their pseudonyms to them. What cannot be changed, such as letters already
printed, and replies that may be theirs are listed: then the exit code is 1.

Examples:
  sortition erase MB-0012345
  sortition erase MB-0012345 MB-0067890 --process examples/molenbeek --yes`,
    )
    .action(async (ids: string[], flags: EraseFlags) =>
      (await import('../erase-people.js')).erasePeople(ids, flags, terminal),
    );
}
