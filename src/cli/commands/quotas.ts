import type { Command } from 'commander';
import { comparable, SortitionError, type Tolerance } from '../../index.js';
import type { QuotasFlags } from '../shares-source.js';
import { filled, listed, wholeNumber } from '../task.js';
import type { Terminal } from '../terminal.js';

export function addQuotas(program: Command, terminal: Terminal): void {
  program
    .command('quotas')
    .summary('turn population shares into quotas')
    .description('turn population shares into quotas, and say why each value has its seats')
    .argument('[shares]', 'a CSV or xlsx file with feature, value and count or percent')
    .argument('[process]', 'a process folder or its sortition.yaml (default: this folder)')
    .option('--size <K>', 'seats on the panel (default: as sortition.yaml says)', wholeNumber('--size'))
    .option('--tolerance <T>', 'room around the seats: 2 (seats) or 10% (default: rounding)', tolerance)
    .option('--from-register', 'count the people instead: sortition quotas --from-register [process]')
    .option('--pool <FILE>', 'count this file (no process folder then)', filled('--pool'))
    .option('--id <COLUMN>', 'the column with its ids (default: id)', filled('--id'))
    .option('--encoding <NAME>', 'how the file is stored, if not as UTF-8: windows-1252', filled('--encoding'))
    .option('--features <NAMES>', 'what to count: gender,age (default: as sortition.yaml says)', filled('--features'))
    .option('--cross <PAIR>', 'count two features crossed too: age,gender (may be repeated)', pairs)
    .option('--out <FILE>', 'where the quotas go (default: quotas.csv)', filled('--out'))
    .option('--force', 'replace a file that differs')
    .option('--json', 'print a summary for machines on stdout')
    .addHelpText(
      'after',
      `
A file of shares, in counts or per cent; “at least” is optional:
  feature,value,percent,at least
  gender,woman,50.3,
  gender,man,49.7,
Crossed features are rows of “age × gender” with values like “16–34 × man”.

Examples:
  sortition quotas shares.csv --size 112
  sortition quotas shares.csv --size 22 --tolerance 10%
  sortition quotas --from-register examples/molenbeek --out seats.csv`,
    )
    .action(async (shares: string | undefined, target: string | undefined, flags: QuotasFlags) =>
      (await import('../make-quotas.js')).makeQuotas(shares, target, flags, terminal),
    );
}

function tolerance(text: string): Tolerance {
  const trimmed = text.trim();
  if (trimmed === 'rounding') return { kind: 'rounding' };
  if (/^\d{1,9}$/.test(trimmed)) return { kind: 'seats', seats: Number(trimmed) };
  const percent = /^(\d{1,4}(?:\.\d{1,6})?)\s*%$/.exec(trimmed)?.[1];
  if (percent === undefined) throw new SortitionError('TOLERANCE_UNKNOWN', { text });
  return { kind: 'percent', percent: Number(percent) };
}

function pairs(text: string, earlier: readonly (readonly [string, string])[] = []): (readonly [string, string])[] {
  const [one, other, ...more] = listed(text);
  if (one === undefined || other === undefined || more.length > 0 || comparable(one) === comparable(other)) {
    throw new SortitionError('CROSS_FLAG', { text });
  }
  return [...earlier, [one, other]];
}
