import type { ErrorCode, SortitionError } from '../index.js';
import { counted } from './format.js';
import { placed } from './report-error.js';
import type { Terminal } from './terminal.js';

/** Notes shown; beyond that their number. */
const SHOWN_NOTES = 20;

/** What may change who can be drawn comes first, what is harmless last; all others stand between. */
const FIRST: readonly ErrorCode[] = [
  'EXCLUDED_NAME_SHARED',
  'EXCLUDED_NAME_UNKNOWN',
  'EXCLUDED_ID_UNKNOWN',
  'FEATURE_WITHOUT_QUOTA',
];
const LAST: readonly ErrorCode[] = ['ID_REPEATED'];

/** What does not stand in the way, but should be known. */
export function sayNotes(warnings: readonly SortitionError[], terminal: Terminal): void {
  const sorted = bySeriousness(warnings);
  for (const warning of sorted.slice(0, SHOWN_NOTES)) {
    terminal.say(`${terminal.yellow('note')}  ${placed(warning)}`);
  }
  const more = sorted.length - SHOWN_NOTES;
  if (more > 0) terminal.say(`${terminal.yellow('note')}  and ${counted(more, 'more note')}: --json lists them all`);
}

/** For machines: all of them. */
export const summariseNotes = (warnings: readonly SortitionError[]) =>
  bySeriousness(warnings).map(({ code, message, where }) => ({ code, message, ...where }));

const bySeriousness = (warnings: readonly SortitionError[]): SortitionError[] =>
  [...warnings].sort((a, b) => rank(a) - rank(b));

function rank({ code }: SortitionError): number {
  const first = FIRST.indexOf(code);
  return first >= 0 ? first : LAST.includes(code) ? FIRST.length + 1 : FIRST.length;
}
