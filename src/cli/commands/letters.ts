import type { Command } from 'commander';
import { filled, numberWithin, wholeNumber } from '../task.js';
import type { Terminal } from '../terminal.js';
import type { LetterFlags } from '../write-letters.js';

/** More are no preview. */
const MOST_PREVIEWED = 200;

export function addLetters(program: Command, terminal: Terminal): void {
  program
    .command('letters')
    .summary('write letters as PDF, with a mailing list')
    .description('write letters as PDF for the print shop, with a mailing list')
    .argument('<kind>', 'invitation, reminder, confirmation, alternate, regret; or templates')
    .argument('[process]', 'a process folder or its sortition.yaml (default: this folder)')
    .option('--preview <N>', 'only a few letters, and why these', numberWithin('--preview', 1, MOST_PREVIEWED))
    .option('--entry <N>', 'confirmation: to those called by replace in its entry N', wholeNumber('--entry'))
    .option('--proof', 'draw the envelope’s window and the folds')
    .option('--leave-out-unfitting', 'print the others where an address does not fit its window')
    .option('--ids', 'add the ids to mailing.csv, for digital post')
    .option('--out <DIR>', 'where the letters go (default: post/KIND)', filled('--out'))
    .option('--force', 'replace letters that differ')
    .option('--json', 'print a summary for machines on stdout')
    .addHelpText(
      'after',
      `
Who gets which:  invitation    invitation/invited.csv
                 reminder      pool/reminders.csv
                 confirmation  draw/panel.csv
                 alternate     draw/alternates.csv
                 regret        draw/remaining.csv
The texts are Markdown; letters/KIND.LANGUAGE.md in the process folder comes
before the one that ships. Sender, envelopes, dates and what differs by language
stand under letters: in sortition.yaml.

Examples:
  sortition letters templates           (copies the texts, to edit them)
  sortition letters invitation --preview 5 --proof
  sortition letters invitation
  sortition letters confirmation my-process`,
    )
    .action(async (kind: string, target: string | undefined, flags: LetterFlags) =>
      (await import('../write-letters.js')).writeLetters(kind, target, flags, terminal),
    );
}
