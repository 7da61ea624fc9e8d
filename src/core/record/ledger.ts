import { toHex, utf8 } from '../bytes.js';
import { SortitionError } from '../errors.js';
import type { Hash } from '../ports.js';
import { canonicalJson, parseCanonicalJson } from './canonical-json.js';
import type { LedgerHead } from './draw-record.js';
import { Shape } from './shape.js';

/**
 * The ledger of a process: a line for every step, each with the hash of the line before, so that none can be changed or
 * left out once a later record has stated the head. The only place where clock times are.
 */
export interface LedgerEntry {
  /** From 0. */
  readonly entry: number;
  readonly step: string;
  /** `YYYY-MM-DDThh:mm:ssZ`. */
  readonly time: string;
  /** Name → SHA-256. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  /** SHA-256 of the line before, without its line feed; zeros in the first. */
  readonly previous: string;
}

const NO_ENTRY = '0'.repeat(64);
const FILE = 'ledger.jsonl';

export const headOf = (hash: Hash, lines: readonly string[]): LedgerHead => {
  const last = lines.at(-1);
  return { length: lines.length, head: last === undefined ? NO_ENTRY : toHex(hash.sha256(utf8(last))) };
};

/** The line to append, without its line feed. */
export const nextLine = (
  hash: Hash,
  lines: readonly string[],
  step: Pick<LedgerEntry, 'step' | 'time' | 'inputs' | 'outputs'>,
): string => canonicalJson({ entry: lines.length, previous: headOf(hash, lines).head, ...step });

/** A ledger, read and its chain checked. */
export interface Ledger {
  readonly lines: readonly string[];
  readonly entries: readonly LedgerEntry[];
}

/**
 * Reads ledger.jsonl, its first `length` lines where that is given: what follows may be anything. Throws LEDGER_BROKEN, with the row, where a line is no entry or
 * does not continue the one before.
 */
export function readLedger(hash: Hash, text: string, length?: number): Ledger {
  const all = text.split('\n');
  const rest = all.pop();
  if (rest !== '' && (length === undefined || all.length < length))
    throw new SortitionError('LEDGER_BROKEN', { why: 'it ends in the middle of a line' }, at(all.length));
  if (length !== undefined && all.length < length) {
    throw new SortitionError('LEDGER_BROKEN', { why: `it has ${all.length} lines of ${length}` }, at(all.length));
  }
  const lines = all.slice(0, length);
  const entries = lines.map((line, i) => {
    const entry = readEntry(line, i);
    const { head } = headOf(hash, lines.slice(Math.max(0, i - 1), i));
    if (entry.entry !== i) throw new SortitionError('LEDGER_BROKEN', { why: `it should be entry ${i}` }, at(i));
    if (!isTime(entry.time))
      throw new SortitionError('LEDGER_BROKEN', { why: `there is no time ${entry.time}` }, at(i));
    if (entry.previous !== head) {
      const why = i === 0 ? 'something stood before it' : 'the line before has changed, or one is missing';
      throw new SortitionError('LEDGER_BROKEN', { why }, at(i));
    }
    return entry;
  });
  return { lines, entries };
}

const isTime = (time: string): boolean =>
  /^\d{4}(-\d\d){2}T\d\d(:\d\d){2}Z$/.test(time) &&
  !Number.isNaN(Date.parse(time)) &&
  new Date(time).toISOString() === time.replace('Z', '.000Z');

const at = (line: number) => ({ file: FILE, row: line + 1 });

function readEntry(line: string, i: number): LedgerEntry {
  try {
    const entry = new Shape(parseCanonicalJson(line, FILE), FILE);
    entry.only('entry', 'step', 'time', 'inputs', 'outputs', 'previous');
    const digests = (key: string): Record<string, string> => {
      const names = entry.get(key);
      return Object.fromEntries(names.keys().map((name) => [name, names.get(name).hex()]));
    };
    return {
      entry: entry.get('entry').count(),
      step: entry.get('step').text(),
      time: entry.get('time').text(),
      inputs: digests('inputs'),
      outputs: digests('outputs'),
      previous: entry.get('previous').hex(),
    };
  } catch (error) {
    if (error instanceof SortitionError)
      throw new SortitionError('LEDGER_BROKEN', { why: error.message.replace(/\.$/, '') }, at(i));
    throw error;
  }
}
