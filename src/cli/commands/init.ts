import type { Command } from 'commander';
import type { InitFlags } from '../init-folder.js';
import { filled } from '../task.js';
import type { Terminal } from '../terminal.js';

export function addInit(program: Command, terminal: Terminal): void {
  program
    .command('init')
    .summary('make a process folder to start from')
    .description('make a process folder to start from, with a sortition.yaml that explains itself')
    .argument('[folder]', 'where: a new folder, or an empty one')
    .option('--example <NAME>', 'a copy of an example that ships, instead', filled('--example'))
    .option('--list', 'name the examples')
    .option('--json', 'print a summary for machines on stdout')
    .addHelpText(
      'after',
      `
The folder works at once, with a made-up town: look around in it, then put your
own register in its place and change sortition.yaml from the top.

Examples:
  sortition init our-panel
  sortition init our-panel --example molenbeek
  sortition init --list`,
    )
    .action(async (folder: string | undefined, flags: InitFlags) =>
      (await import('../init-folder.js')).initFolder(folder, flags, terminal),
    );
}
