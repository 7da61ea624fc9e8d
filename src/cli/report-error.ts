import { SortitionError, type Where } from '../index.js';
import { counted, grouped } from './format.js';
import { withShortPaths } from './short-paths.js';
import type { Terminal } from './terminal.js';

/** Kinds of faults shown; beyond that their number. */
const SHOWN_KINDS = 20;
/** Kinds named of the faults beyond. */
const SHOWN_OTHERS = 8;
/** Rows named of a fault that stands in many. */
const SHOWN_ROWS = 5;

/** Turns an error into text: the only place that does. Returns the exit code. */
export function reportError(terminal: Terminal, thrown: unknown, json: boolean): number {
  if (!(thrown instanceof SortitionError)) return reportBug(terminal, thrown);
  const error = withShortPaths(thrown);
  if (json) terminal.json({ error: describe(error) });
  terminal.say(`${terminal.red(terminal.bold('error'))} ${terminal.dim(error.code)}${place(error.where)}`);
  terminal.say(`  ${error.message}`);
  sayFaults(terminal, error);
  terminal.say(`${terminal.bold('next')}  ${error.hint}`);
  return error.isUsage ? 2 : 1;
}

/** Each kind of fault once, with the rows it stands in and its own next step. */
function sayFaults(terminal: Terminal, error: SortitionError): void {
  const { faults } = error;
  const kinds = new Map<string, SortitionError[]>();
  for (const fault of faults) {
    const key = JSON.stringify([fault.where.file, fault.where.column, fault.where.area, fault.message, fault.hint]);
    kinds.set(key, [...(kinds.get(key) ?? []), fault]);
  }
  const all = [...kinds.values()];
  for (const kind of all.slice(0, SHOWN_KINDS)) {
    const [first] = kind;
    if (first === undefined) continue;
    terminal.say(`  · ${kind.length === 1 ? placed(first) : placedOften(kind, first)}`);
    terminal.say(`    ${terminal.dim(first.hint)}`);
  }
  sayOthers(terminal, all.slice(SHOWN_KINDS).flat(), error);
}

/** How many are not shown, and of which kinds: what the first of a kind says stands for it. */
function sayOthers(terminal: Terminal, left: readonly SortitionError[], { faults, args }: SortitionError): void {
  const counts = new Map<string, { count: number; readonly example: string }>();
  const add = (code: string, count: number, example: string): void => {
    const known = counts.get(code);
    if (known === undefined) counts.set(code, { count, example });
    else known.count += count;
  };
  for (const { code, message } of left) add(code, 1, message);
  if ('others' in args) {
    for (const { code, count, example } of args.others ?? [])
      add(code, count, faults.find((fault) => fault.code === code)?.message ?? example);
  }
  const kinds = [...counts.values()].sort((a, b) => b.count - a.count);
  const more = kinds.reduce((sum, { count }) => sum + count, 0);
  if (more === 0) return;
  terminal.say(`  · and ${counted(more, 'more problem')}:`);
  for (const { count, example } of kinds.slice(0, SHOWN_OTHERS))
    terminal.say(`    ${grouped(count)} like: ${terminal.dim(example)}`);
  if (kinds.length > SHOWN_OTHERS) terminal.say(`    and ${counted(kinds.length - SHOWN_OTHERS, 'more kind')}`);
}

/** The same in several rows. */
function placedOften(kind: readonly SortitionError[], { where, message }: SortitionError): string {
  const rows = [...new Set(kind.flatMap(({ where: { row } }) => (row === undefined ? [] : [row])))];
  const named = rows.slice(0, SHOWN_ROWS).join(', ');
  const more = rows.length > SHOWN_ROWS ? ` and ${grouped(rows.length - SHOWN_ROWS)} more` : '';
  const at = place(where, rows.length > 1 ? `s ${named}${more}` : undefined).trim();
  return at === '' ? message : `${at}: ${message}`;
}

/** One line: where and what. */
export const placed = (thrown: SortitionError): string => {
  const error = withShortPaths(thrown);
  const where = place(error.where).trim();
  return where === '' ? error.message : `${where}: ${error.message}`;
};

/** File, row and column; YAML has lines and keys, a letter's text has lines. `rows`, where there are several, begins with the plural's s. */
function place({ file, row, column, area }: Where, rows = ` ${row}`): string {
  const [one, other] = /\.(ya?ml|md)$/i.test(file ?? '') ? ['line', 'key'] : ['row', 'column'];
  const parts = [
    file,
    row === undefined ? undefined : `${one}${rows}`,
    column === undefined ? undefined : `${other} ${column}`,
    area,
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
