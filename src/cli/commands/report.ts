import type { Command } from 'commander';
import { filled } from '../task.js';
import type { Terminal } from '../terminal.js';
import type { ReportFlags } from '../write-report.js';
import { oneOf } from './one-of.js';

const LANGUAGES = ['en', 'fr', 'nl', 'de', 'da'] as const;

export function addReport(program: Command, terminal: Terminal): void {
  program
    .command('report')
    .description('tell the town how the panel was drawn: one web page, and a summary on paper')
    .argument('[process]', 'a process folder or its sortition.yaml (default: this folder)')
    .option('--record <FILE>', 'the record of a draw (default: draw/draw-record.json)', filled('--record'))
    .option('--quotas <FILE>', 'quotas whose order and spelling the report takes', filled('--quotas'))
    .option('--population <FILE>', 'the population’s shares: feature,value,share', filled('--population'))
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

Examples:
  sortition report
  sortition report my-process --language nl
  sortition report --record draw/draw-record.json --population shares.csv`,
    )
    .action(async (target: string | undefined, flags: ReportFlags) =>
      (await import('../write-report.js')).writeReport(target, flags, terminal),
    );
}
