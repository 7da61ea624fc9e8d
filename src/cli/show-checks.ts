import { type Check, readIdColumn, SortitionError } from '../index.js';
import { counted, shortPath } from './format.js';
import type { Terminal } from './terminal.js';

/** Whether a file has exactly these people. */
export async function holdsIds(
  file: string,
  column: string,
  ids: ReadonlySet<string>,
): Promise<Omit<Check, 'subject'>> {
  try {
    // Somebody may stand in two rows of the pool, the same in both.
    const found = new Set(await readIdColumn(file, column));
    const same = found.size === ids.size && [...ids].every((id) => found.has(id));
    return same
      ? { outcome: 'holds', detail: 'the people of the record' }
      : { outcome: 'fails', detail: 'has other people than the record' };
  } catch (error) {
    if (error instanceof SortitionError) return { outcome: 'fails', detail: error.message };
    throw error;
  }
}

/** The lines of a verification, and what they come to. */
export function showChecks(terminal: Terminal, recordPath: string, checks: readonly Check[]): void {
  const marks = {
    holds: terminal.green('holds'),
    fails: terminal.red('FAILS'),
    'not checked': terminal.yellow('  –  '),
  };
  const width = Math.max(...checks.map(({ subject }) => subject.length));
  terminal.say();
  for (const { subject, outcome, detail } of checks) {
    terminal.say(`  ${marks[outcome]}  ${subject.padEnd(width)}  ${terminal.dim(detail)}`);
  }
  const failed = checks.filter(({ outcome }) => outcome === 'fails').length;
  const skipped = checks.filter(({ outcome }) => outcome === 'not checked').length;
  const name = shortPath(recordPath);
  terminal.say();
  if (failed > 0)
    terminal.say(`  ${terminal.red(terminal.bold('does not hold'))}: ${counted(failed, 'line')} of ${name}`);
  else if (skipped > 0)
    terminal.say(`  ${terminal.green(terminal.bold('holds'))}, as far as it could be checked: ${name}`);
  else terminal.say(`  ${terminal.green(terminal.bold('holds'))}: ${name}`);
}
