import type { Command } from 'commander';
import type { DrawFlags } from '../draw-panel.js';
import { filled, wholeNumber } from '../task.js';
import type { Terminal } from '../terminal.js';
import { addLotteryOptions } from './lottery-options.js';

export function addDraw(program: Command, terminal: Terminal): void {
  addLotteryOptions(program.command('draw'), 'draw')
    .summary('pick the panel and its alternates by lot, with a record')
    .description('pick the panel and its alternates by lot, with a record that anyone can check')
    .option('--seed <TEXT>', 'any text: the same again gives the same panel', filled('--seed'))
    .option('--commitment <WHAT>', 'the committed lottery: its folder or 64 characters', filled('--commitment'))
    .option('--dice <ROLLS>', 'with --commitment, as rolled: "4 1 6 …"', filled('--dice'))
    .option('--beacon <ROUND>', 'with --commitment: drand:ROUND, or drand’s file', filled('--beacon'))
    .option('--signature <HEX>', 'of that round, where there is no file', filled('--signature'))
    .option('--pick <NUMBER>', 'with --commitment: the number picked by hand', wholeNumber('--pick'))
    .addHelpText(
      'after',
      `
Examples:
  sortition draw examples/molenbeek
  sortition draw --pool people.csv --quotas quotas.csv --size 22 \\
                 --household address,postcode --seed "any text"
  sortition draw examples/molenbeek --dice "4 1 6 …" \\
                 --commitment examples/molenbeek/lottery`,
    )
    .action(async (target: string | undefined, flags: DrawFlags) =>
      (await import('../draw-panel.js')).drawPanel(target, flags, terminal),
    );
}
