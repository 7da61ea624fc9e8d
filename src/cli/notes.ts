import type { ErrorCode, SortitionError } from '../index.js';
import { withShortPaths } from './short-paths.js';

/** What may change who can be drawn comes first, what is harmless last; all others stand between. */
const FIRST: readonly ErrorCode[] = [
  'EXCLUDED_NAME_SHARED',
  'EXCLUDED_NAME_UNKNOWN',
  'EXCLUDED_ID_UNKNOWN',
  'FEATURE_WITHOUT_QUOTA',
];
const LAST: readonly ErrorCode[] = ['ID_REPEATED'];

/** For machines: all of them. */
export const summariseNotes = (warnings: readonly SortitionError[]) =>
  bySeriousness(warnings)
    .map(withShortPaths)
    .map(({ code, message, where }) => ({ code, message, ...where }));

/** The more serious first. */
export const bySeriousness = (warnings: readonly SortitionError[]): SortitionError[] =>
  [...warnings].sort((a, b) => rank(a) - rank(b));

function rank({ code }: SortitionError): number {
  const first = FIRST.indexOf(code);
  return first >= 0 ? first : LAST.includes(code) ? FIRST.length + 1 : FIRST.length;
}
