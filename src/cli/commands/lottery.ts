import type { Command } from 'commander';
import { filled, type TaskFlags } from '../task.js';
import type { Terminal } from '../terminal.js';
import { addLotteryOptions } from './lottery-options.js';

export function addLottery(program: Command, terminal: Terminal): void {
  addLotteryOptions(program.command('lottery'), 'lottery')
    .summary('build and commit what can be drawn, before any seed')
    .description('build what can be drawn, before there is any seed, and state its commitment')
    .option(
      '--seed-source <SOURCE>',
      'dice:30 (the default), dice:20x20, drand:TIME, dice:30+drand:TIME, or pick',
      filled('--seed-source'),
    )
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
