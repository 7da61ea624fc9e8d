import type { Command } from 'commander';
import type { TaskFlags } from '../task.js';
import type { Terminal } from '../terminal.js';
import { addLotteryOptions } from './lottery-options.js';

export function addLottery(program: Command, terminal: Terminal): void {
  addLotteryOptions(program.command('lottery'), 'lottery')
    .description('build what can be drawn, before there is any seed, and state its commitment')
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
