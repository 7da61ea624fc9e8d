import type { Command } from 'commander';
import type { InviteFlags } from '../invite-people.js';
import type { PlanFlags } from '../plan-invitation.js';
import { filled, numberWithin, percentage, positiveNumber, wholeNumber } from '../task.js';
import type { Terminal } from '../terminal.js';

/** Nobody writes more letters. */
const MOST_LETTERS = 100_000_000;

type Flags = Omit<PlanFlags, 'pool'> & InviteFlags & { readonly plan?: boolean };

export function addInvite(program: Command, terminal: Terminal): void {
  program
    .command('invite')
    .summary('draw by lot who gets a letter')
    .description('draw by lot who gets a letter, with a code to reply with')
    .argument('[process]', 'a process folder or its sortition.yaml (default: this folder)')
    .option('--plan', 'say how many letters are needed, and draw nobody')
    .option('--risk <PER CENT>', 'with --plan: that the quotas cannot be filled (5%)', percentage('--risk'))
    .option('--response <PER CENT>', 'with --plan: how many of the invited say yes', percentage('--response'))
    .option('--cost <AMOUNT>', 'with --plan: of one letter', positiveNumber('--cost'))
    .option('--simulations <N>', 'with --plan: how many (1000)', numberWithin('--simulations', 100, 100_000))
    .option('--letters <N>', 'how many letters', numberWithin('--letters', 1, MOST_LETTERS))
    .option('--commit', 'fix register and rules first, before there is any seed')
    .option('--seed-source <SOURCE>', 'with --commit: dice:30 (default), drand:TIME', filled('--seed-source'))
    .option('--commitment <WHAT>', 'what was committed: its folder or 64 characters', filled('--commitment'))
    .option('--dice <ROLLS>', 'with --commitment, as rolled: "4 1 6 …"', filled('--dice'))
    .option('--beacon <ROUND>', 'with --commitment: drand:ROUND, or drand’s file', filled('--beacon'))
    .option('--signature <HEX>', 'of that round, where there is no file', filled('--signature'))
    .option('--seed <TEXT>', 'any text, without a commitment', filled('--seed'))
    .option('--register <FILE>', 'the people (no process folder then)', filled('--register'))
    .option('--id <COLUMN>', 'the column with their ids (default: id)', filled('--id'))
    .option('--encoding <NAME>', 'how the register is stored, if not as UTF-8', filled('--encoding'))
    .option('--household <COLUMNS>', 'one letter to those who agree here', filled('--household'))
    .option('--quotas <FILE>', 'with --plan: the quotas to be filled', filled('--quotas'))
    .option('--size <K>', 'with --plan: seats on the panel', wholeNumber('--size'))
    .option('--rehearsal', 'mark the invitation as a rehearsal')
    .option('--out <FOLDER>', 'where the files go (default: invitation)', filled('--out'))
    .option('--force', 'replace files that differ')
    .option('--json', 'print a summary for machines on stdout')
    .addHelpText(
      'after',
      `
Examples:
  sortition invite my-process --plan --risk 5% --response 4%
  sortition invite my-process --commit
  sortition invite my-process --dice "4 1 6 …" \\
                   --commitment my-process/invitation
  sortition invite --register residents.csv --id number --letters 5000 \\
                   --household street,number --seed "any text"`,
    )
    .action(async (target: string | undefined, { plan, ...flags }: Flags) => {
      if (plan !== true) return (await import('../invite-people.js')).invitePeople(target, flags, terminal);
      const { register, ...others } = flags;
      const asked = { ...others, ...(register !== undefined && { pool: register }) };
      return (await import('../plan-invitation.js')).planInvitation(target, asked, terminal);
    });
}
