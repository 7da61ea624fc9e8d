import type { Command } from 'commander';
import type { IntakeFlags } from '../intake-replies.js';
import { filled } from '../task.js';
import type { Terminal } from '../terminal.js';

export function addIntake(program: Command, terminal: Terminal): void {
  program
    .command('intake')
    .summary('turn replies into the pool that the panel is drawn from')
    .description('turn replies to the invitation into the pool that the panel is drawn from')
    .argument('<replies>', 'the export of the form: a CSV or xlsx file, a row a reply')
    .argument('[process]', 'a process folder or its sortition.yaml (default: this folder)')
    .option('--code <COLUMN>', 'the column with the letters’ codes (default: code)', filled('--code'))
    .option('--encoding <NAME>', 'how the replies are stored, if not as UTF-8', filled('--encoding'))
    .option('--settled <FILE>', 'to-settle.csv with the codes that you filled in', filled('--settled'))
    .option('--out <DIR>', 'where the results go (default: pool)', filled('--out'))
    .option('--force', 'replace results that differ')
    .option('--json', 'print a summary for machines on stdout')
    .addHelpText(
      'after',
      `
A reply counts for the letter whose code it has. A code with a slip is never
guessed: it goes to pool/to-settle.csv with the codes it may have been meant as.
Fill in the last column, and hand the file back. What the other columns mean
stands under replies: in sortition.yaml.

Examples:
  sortition intake answers.csv
  sortition intake answers.csv --settled pool/to-settle.csv --force
  sortition intake answers.xlsx my-process --code "Code on your letter"`,
    )
    .action(async (replies: string, target: string | undefined, flags: IntakeFlags) =>
      (await import('../intake-replies.js')).intakeReplies(replies, target, flags, terminal),
    );
}
