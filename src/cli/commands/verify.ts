import type { Command } from 'commander';
import { eachFilled, filled } from '../task.js';
import type { Terminal } from '../terminal.js';
import type { VerifyFlags } from '../verify-record.js';

export function addVerify(program: Command, terminal: Terminal): void {
  program
    .command('verify')
    .description('check a draw record, line by line; with the pool everything, without it all that is public')
    .argument('<record>', 'the record of a draw, an invitation, a replacement or a rotation, with its other files')
    .argument('[process]', 'the process folder (default: the folder above the record’s, where it has a sortition.yaml)')
    .option('--pool <FILE>', 'the pool that was drawn from')
    .option('--quotas <FILE>', 'the quotas of the draw')
    .option('--id <COLUMN>', 'the column with the ids (default: as the record says)')
    .option('--encoding <NAME>', 'the encoding of the pool where it is not UTF-8')
    .option('--exclude <FILE>', 'the list of people who were left out, if one was given', eachFilled('--exclude'))
    .option('--commitment <HEX>', 'the 64 characters that were published, to compare', filled('--commitment'))
    .option('--public', 'check without the pool even where it could be found')
    .option('--replay', 'also build the lottery again and compare every byte')
    .option('--json', 'print the lines for machines on stdout')
    .addHelpText(
      'after',
      `
Examples:
  sortition verify examples/molenbeek/draw/draw-record.json
  sortition verify draw/draw-record.json --pool people.csv --quotas quotas.csv
  sortition verify invitation/invitation-record.json --commitment 3f9c…`,
    )
    .action(async (record: string, target: string | undefined, flags: VerifyFlags) =>
      (await import('../verify-record.js')).verifyRecord(record, target, flags, terminal),
    );
}
