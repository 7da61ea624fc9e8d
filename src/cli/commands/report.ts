import type { Command } from 'commander';
import { filled, wholeNumber } from '../task.js';
import type { Terminal } from '../terminal.js';
import type { ReportFlags } from '../write-report.js';
import { oneOf } from './one-of.js';

const LANGUAGES = ['en', 'fr', 'nl', 'de', 'da'] as const;

export function addReport(program: Command, terminal: Terminal): void {
  program
    .command('report')
    .description('the draw as a web page, and on paper')
    .argument('[process]', 'a process folder or its sortition.yaml (default: this folder)')
    .option('--record <FILE>', 'the record of a draw (default: draw/draw-record.json)', filled('--record'))
    .option('--quotas <FILE>', 'quotas whose order and spelling the report takes', filled('--quotas'))
    .option('--population <FILE>', 'the population’s shares: feature,value,share', filled('--population'))
    .option('--compare <LIST>', 'before the draw: objectives side by side, leximin,nash', filled('--compare'))
    .option('--pool <FILE>', 'with --compare and no process: the people who can be drawn', filled('--pool'))
    .option('--id <COLUMN>', 'the column with their ids (default: id)', filled('--id'))
    .option('--encoding <NAME>', 'how the pool is stored, if not as UTF-8', filled('--encoding'))
    .option('--size <K>', 'seats on the panel', wholeNumber('--size'))
    .option('--household <COLUMNS>', 'one person of those who agree here: street,number', filled('--household'))
    .option('--language <CODE>', 'en, fr, nl, de or da', oneOf('--language', LANGUAGES))
    .option('--out <DIR>', 'where it goes (default: report)', filled('--out'))
    .option('--force', 'replace files that differ')
    .option('--json', 'print a summary for machines on stdout')
    .addHelpText(
      'after',
      `
Into the folder report go report.html and summary.pdf (one page for a council’s
file). The page needs no network and has no script; nobody’s data are in it.
The population is counted in the register, unless --population has its shares.
--compare draws nothing: it writes report/objectives.html, with everybody’s
chances under each objective, for the choice that comes before the draw.

Examples:
  sortition report
  sortition report my-process --language nl
  sortition report --record draw/draw-record.json --population shares.csv
  sortition report --compare leximin,nash,goldilocks,minimax`,
    )
    .action(async (target: string | undefined, flags: ReportFlags) =>
      flags.compare === undefined
        ? (await import('../write-report.js')).writeReport(target, flags, terminal)
        : (await import('../compare-objectives.js')).compareObjectives(target, flags, terminal),
    );
}
