import { SortitionError, type Where } from '../index.js';
import { counted } from './format.js';
import type { Terminal } from './terminal.js';

/** Faults shown one by one; beyond that their number. */
const SHOWN_FAULTS = 20;

/** Turns an error into text: the only place that does. Returns the exit code. */
export function reportError(terminal: Terminal, error: unknown, json: boolean): number {
  if (!(error instanceof SortitionError)) return reportBug(terminal, error);
  if (json) terminal.json({ error: describe(error) });
  terminal.say(`${terminal.red(terminal.bold('error'))} ${terminal.dim(error.code)}${place(error.where)}`);
  terminal.say(`  ${error.message}`);
  for (const fault of error.faults.slice(0, SHOWN_FAULTS)) terminal.say(`  · ${placed(fault)}`);
  const more = error.faults.length - SHOWN_FAULTS;
  if (more > 0) terminal.say(`  · and ${counted(more, 'more problem', 'more problems')}`);
  terminal.say(`${terminal.bold('next')}  ${error.hint}`);
  return error.isUsage ? 2 : 1;
}

/** One line: where and what. */
export const placed = (error: SortitionError): string => {
  const where = place(error.where).trim();
  return where === '' ? error.message : `${where}: ${error.message}`;
};

function place({ file, row, column }: Where): string {
  const parts = [
    file,
    row === undefined ? undefined : `row ${row}`,
    column === undefined ? undefined : `column ${column}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? '' : ` ${parts.join(', ')}`;
}

function describe(error: SortitionError): unknown {
  const { code, message, hint, where, faults } = error;
  return { code, message, hint, where, ...(faults.length > 0 ? { faults: faults.map(describe) } : {}) };
}

function reportBug(terminal: Terminal, error: unknown): number {
  const name = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  terminal.say(`${terminal.red(terminal.bold('bug'))} ${name.slice(0, 300)}`);
  terminal.say(
    `${terminal.bold('next')}  This is a fault of the toolkit, not yours. Nothing was written. Please report it.`,
  );
  return 70;
}
