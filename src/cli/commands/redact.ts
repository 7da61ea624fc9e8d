import type { Command } from 'commander';
import type { RedactFlags } from '../redact-pool.js';
import { filled } from '../task.js';
import type { Terminal } from '../terminal.js';

export function addRedact(program: Command, terminal: Terminal): void {
  program
    .command('redact')
    .description('write the pool under pseudonyms, with only what the draw needs')
    .argument('[process]', 'a process folder or its sortition.yaml (default: this folder)')
    .option('--pool <FILE>', 'the people who can be drawn (no process folder then)', filled('--pool'))
    .option('--id <COLUMN>', 'the column with their ids (default: id)', filled('--id'))
    .option('--encoding <NAME>', 'how the pool is stored, if not as UTF-8: windows-1252', filled('--encoding'))
    .option('--quotas <FILE>', 'the quotas: feature,value,min,max', filled('--quotas'))
    .option('--household <COLUMNS>', 'people live together who agree here: street,number', filled('--household'))
    .option('--out <FILE>', 'where the pool goes (default: redacted-pool.csv)', filled('--out'))
    .option('--force', 'replace a file that differs')
    .option('--json', 'print a summary for machines on stdout')
    .addHelpText(
      'after',
      `
The list of pseudonyms (pseudonyms.csv) stays in the process folder or, with
--pool, is written beside the new file. It leads back to people: keep it secret.

Examples:
  sortition redact examples/molenbeek
  sortition redact --pool people.csv --quotas quotas.csv --out r/redacted.csv`,
    )
    .action(async (target: string | undefined, flags: RedactFlags) =>
      (await import('../redact-pool.js')).redactPool(target, flags, terminal),
    );
}
