import type { Command } from 'commander';
import type { RotateFlags } from '../rotate-panel.js';
import { eachFilled, filled, numberWithin } from '../task.js';
import type { Terminal } from '../terminal.js';
import { oneOf } from './one-of.js';

export function addRotate(program: Command, terminal: Terminal): void {
  program
    .command('rotate')
    .description('renew a standing panel: some leave, others are drawn, its quotas still hold')
    .argument('[process]', 'a process folder or its sortition.yaml (default: this folder)')
    .option('--replace <SHARE>', 'how many leave: 1/3, 30% or 12', filled('--replace'))
    .option('--keep <SHARE>', 'or how many stay: 2/3, 70% or 24', filled('--keep'))
    .option(
      '--rule <NAME>',
      'who leaves: longest-serving (the default) or lot',
      oneOf('--rule', ['longest-serving', 'lot']),
    )
    .option('--pause <TERMS>', 'then former members may return (default: never)', numberWithin('--pause', 1, 999_999))
    .option('--members <FILE>', 'ids of who sits now, where some dropped out since', filled('--members'))
    .option('--exclude <FILE>', 'ids of more people who cannot be drawn', eachFilled('--exclude'))
    .option('--seed <TEXT>', 'any text, another one every term', filled('--seed'))
    .option('--prepare', 'only say who leaves; the lottery and the draw follow')
    .option('--term <N>', 'the number of the new term (default: the next)', numberWithin('--term', 1, 999_999))
    .option('--force', 'replace results that differ')
    .option('--json', 'print a summary for machines on stdout')
    .addHelpText(
      'after',
      `
The first panel is the one in draw/, or who sits by panel: rotation: history:.
Everything of a term goes to terms/0002/ and so on: who leaves, who stays, who
cannot be drawn again, and in draw/ the newcomers with their record.

Examples:
  sortition rotate --replace 1/3 --seed "any text"
  sortition rotate panel/ --keep 2/3 --rule lot --pause 2 --seed "4 1 6 2"
  sortition rotate panel/ --replace 12 --prepare`,
    )
    .action(async (target: string | undefined, flags: RotateFlags) =>
      (await import('../rotate-panel.js')).rotatePanel(target, flags, terminal),
    );
}
