import type { Command } from 'commander';
import type { AgendaFlags } from '../arrange-agenda.js';
import { filled, numberWithin } from '../task.js';
import type { Terminal } from '../terminal.js';
import { oneOf } from './one-of.js';

const MOST_ROUNDS = 255;

export function addAgenda(program: Command, terminal: Terminal): void {
  program
    .command('agenda')
    .summary('seat the panel at tables, print everything for its days')
    .description('seat the panel at tables and print everything for its days')
    .argument('[process]', 'a process folder or its sortition.yaml (default: this folder)')
    .argument('[name]', 'after templates: which to print')
    .option('--only <PART>', 'seating, papers or calendar', oneOf('--only', ['seating', 'papers', 'calendar']))
    .option(
      '--from-round <R>',
      'keep the rounds before, seat the others anew',
      numberWithin('--from-round', 1, MOST_ROUNDS),
    )
    .option('--absent <IDS>', 'who is away from then on: ids or a CSV file', filled('--absent'))
    .option('--compare', 'other numbers of tables and other seeds; writes nothing')
    .option('--panel <NAME>', 'of several panels: 2, reserve-1, the folder of an area', filled('--panel'))
    .option('--out <DIR>', 'where everything goes (default: sessions)', filled('--out'))
    .option('--force', 'replace files that differ')
    .option('--json', 'print a summary for machines on stdout')
    .addHelpText(
      'after',
      `
Days, blocks and tables stand under sessions: in sortition.yaml. Into the folder
sessions go seating.csv (who sits where), meetings.csv, seating.json, a calendar
(.ics) for each session and the papers: agenda, run sheet, schedules, table
cards, badges, attendance list, sheets for facilitators.
--only papers prints seating.csv as it stands, changes by hand included.

Examples:
  sortition agenda templates            (days to begin with)
  sortition agenda templates one-day >> sortition.yaml
  sortition agenda examples/molenbeek
  sortition agenda --compare
  sortition agenda --from-round 3 --absent MB-0001234,MB-0005678`,
    )
    .action(async (target: string | undefined, name: string | undefined, flags: AgendaFlags) =>
      (await import('../arrange-agenda.js')).arrangeAgenda(target, name, flags, terminal),
    );
}
