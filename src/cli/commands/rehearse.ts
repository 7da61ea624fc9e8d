import type { Command } from 'commander';
import type { RehearseFlags } from '../rehearse-process.js';
import { filled, numberWithin, percentage } from '../task.js';
import type { Terminal } from '../terminal.js';

export function addRehearse(program: Command, terminal: Terminal): void {
  program
    .command('rehearse')
    .summary('run the whole process with made-up replies')
    .description('run the whole process with made-up replies, before a single letter is posted')
    .argument('[process]', 'a process folder or its sortition.yaml (default: this folder)')
    .option('--response <SHARE>', 'how many say yes: 5% (default: as sortition.yaml says)', percentage('--response'))
    .option('--run <N>', 'another run, with other replies and another draw', numberWithin('--run', 1, 1_000_000))
    .option('--out <DIR>', 'where the rehearsal goes (default: rehearsal)', filled('--out'))
    .option('--json', 'print a summary for machines on stdout')
    .addHelpText(
      'after',
      `
Invites by lot, makes replies up at the expected rates, commits a lottery, rolls
dice, draws, writes the letters, seats the panel, writes the report and verifies
it all. What it makes is a process folder of its own, marked as a rehearsal on
every page; the next rehearsal replaces it. Nothing of it may be used: nobody
was really drawn.
It holds people’s data as the process does: remove it when you have seen enough.

Examples:
  sortition rehearse
  sortition rehearse examples/molenbeek
  sortition rehearse my-process --response 3% --run 2`,
    )
    .action(async (target: string | undefined, flags: RehearseFlags) =>
      (await import('../rehearse-process.js')).rehearseProcess(target, flags, terminal),
    );
}
