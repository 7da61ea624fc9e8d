import type { Case } from './cases.js';
import type { Result } from './lane.js';

/** Commands whose answer may be a no: exit 1 without an error. */
const MAY_FIND = /^(check|verify|erase|invite --plan|intake|letters|agenda)/;
/** What a refused command may leave: a list that later runs need, and what is said to be made up. */
const MAY_STAY = /(^|\/)(pseudonyms\.csv|secret-key\.txt|[^/]*\.made-up)$|\/replacements\//;
const INSIDE =
  /^ {4}at |node:internal|\.js:\d+|\[object |\bundefined\b|\bNaN\b|\bE(NOENT|ACCES|ISDIR|EXIST|NOTDIR|PERM|INVAL)\b|TypeError|RangeError/m;
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for: they move the cursor of a terminal, or recolour it.
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

/** What is wrong with how a case ended; nothing where it was done or refused as it should be. */
export function faultOf({ use }: Case, result: Result): string | undefined {
  const { code, stderr, stdout, changed, partial } = result;
  if (typeof code !== 'number') return `ended as “${code}”`;
  if (![0, 1, 2].includes(code)) return `exit ${code}`;
  const inside = INSIDE.exec(stderr);
  if (inside !== null) return `says “${inside[0].trim()}”`;
  if (CONTROL.test(stderr)) return 'a control character reaches the terminal';
  if (partial.length > 0) return `leaves ${partial[0]}`;
  const isError = /^error [A-Z][A-Z0-9_]*/m.test(stderr);
  if (code === 0) return isError ? 'says error, and ends with 0' : undefined;
  if (!isError)
    return code === 1 && MAY_FIND.test(use) && stderr.trim() !== '' ? undefined : `exit ${code} without an error`;
  if (!/^next {2}\S/m.test(stderr)) return 'an error without a next step';
  if (stdout !== '' && !isJson(stdout)) return 'stdout is not JSON';
  // Erasing goes file by file, says so, and does the rest when it is run again.
  if (stderr.startsWith('error ERASE_STOPPED')) return undefined;
  // An entry counts with its line in the ledger alone: where that cannot be written, its folder counts for nothing.
  const stayed = changed.filter((name) => !MAY_STAY.test(name));
  if (stayed.length > 0) return `refused, but changed ${stayed.slice(0, 3).join(', ')}`;
  return undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
