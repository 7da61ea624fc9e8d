import { readReplyCode } from '../core/register/reply-codes.js';
import { comparable } from '../core/text.js';
import { findDayReader, readIsoDay } from './dates.js';
import { type Erased, isTheirs, type NamedOnList } from './erase-names.js';
import { nameKey } from './name-list.js';
import { plainCell } from './plain-cells.js';
import { loosely } from './settled-file.js';

/**
 * `rows`: they go. `blanked`: they become blank lines, for other files name the rows below by number. `emptied`: of canonical-pool.csv
 * only the pseudonym stays. `key`: a line of pseudonyms.csv goes. `public`: stays as it is.
 */
export type Kind = 'rows' | 'blanked' | 'emptied' | 'key' | 'public';

/** How a table tells whose its rows are. */
export interface Reading {
  readonly kind: Kind;
  /** Columns with ids or pseudonyms. */
  readonly ids: readonly number[];
  /**
   * Tables are changed in this order, so that a run that was killed finds everything when run again: first what names, ids or
   * codes from others lead to, last what leads to others.
   */
  readonly rank: number;
  /** A row of theirs may hold neither an id nor a code. */
  readonly isEveryRow: boolean;
  readonly judge: (cells: readonly string[], row: number) => 'theirs' | 'perhaps' | undefined;
}

const POOL_HEADER = 'pseudonym,salt,values,class,household,type';
export const KEY_HEADER = 'id,pseudonym,salt';
/** people.csv is public and has to stay: hashes of leaves, and what everybody may see of each pseudonym. */
const PEOPLE_HEADER = 'pseudonym,leaf,home_leaf';

/** The register has everybody: as long as it does, the same command finds them all. */
const RANK = { names: 0, replies: 1, settled: 2, people: 3, register: 4, key: 5 };

export interface TableHead {
  readonly path: string;
  /** The header line. */
  readonly line: string;
  /** As the cells of the header have them. */
  readonly columns: readonly string[];
}

/** Undefined for a table that is none of people. */
export function readingOf(head: TableHead, erased: Erased): Reading | undefined {
  const { line, path } = head;
  const byId = (
    kind: Kind,
    ids: readonly number[],
    rank: number,
    judge: Reading['judge'] = () => undefined,
  ): Reading => ({
    ...{ kind, ids, rank, isEveryRow: false },
    judge: (cells, row) =>
      ids.some((column) => isTheirs(erased, decoded(kind, cells[column] ?? ''))) ? 'theirs' : judge(cells, row),
  });
  if (line === POOL_HEADER) return byId('emptied', [0], RANK.people);
  if (line === KEY_HEADER) return byId('key', [0], RANK.key);
  if (line.startsWith(PEOPLE_HEADER)) return byId('public', [], RANK.people);
  const names = head.columns.map((name) => comparable(plainCell(name)));
  const at = (...wanted: string[]): number[] =>
    names.flatMap((name, column) => (wanted.includes(name) ? [column] : []));
  const ids = at(comparable(erased.idColumn), 'id', 'pseudonym');
  const listed = erased.named.get(path);
  if (listed !== undefined) {
    const rule = nameRule(listed, names);
    return { ...byId('rows', ids, RANK.names, rule), isEveryRow: true };
  }
  const [rows = -1, written = -1, code = -1] = ['row', 'written', 'code'].map((name) => at(name)[0]);
  if (erased.codes.size > 0 && rows >= 0 && written >= 0 && code >= 0)
    return byId('rows', [], RANK.settled, settledRule(erased, { written, code, proposed: at('proposed')[0] ?? -1 }));
  if (isRefusals(names)) return { ...byId('rows', [], RANK.names, reasonRule(erased)), isEveryRow: true };
  const codes = erased.codeColumns.get(path) ?? [];
  if (isExport(names, codes, erased))
    return {
      ...{ kind: 'blanked', rank: RANK.replies, isEveryRow: erased.unsure.length > 0 },
      ids: [],
      judge: replyRule(erased, codes, at('id')),
    };
  // A list of ids may have no header.
  const columns = ids.length === 0 && names.length === 1 ? [0] : ids;
  if (columns.length === 0) return undefined;
  return byId('rows', columns, path === erased.register ? RANK.register : RANK.people, (cells) =>
    hasCode(erased, cells, codes) ? 'theirs' : undefined,
  );
}

/** pseudonyms.csv has its ids written as %XX. */
export function decoded(kind: Kind, cell: string): string {
  if (kind !== 'key') return cell;
  try {
    return decodeURIComponent(cell);
  } catch {
    return cell;
  }
}

/**
 * Replies as a form tool exports them: codes, and no ids of the register. Form tools number what they export, and call the number
 * “id”; the toolkit's own lists have the stratum beside the code.
 */
export const isExport = (
  names: readonly string[],
  codes: readonly number[],
  { idColumn }: Pick<Erased, 'idColumn'>,
): boolean =>
  codes.length > 0 &&
  !(names.includes('stratum') && names.includes('reply_code')) &&
  (comparable(idColumn) === 'id' || !names.includes(comparable(idColumn)));

const isRefusals = (names: readonly string[]): boolean => names.join() === 'outcome,reason,count';

const hasCode = ({ codes }: Erased, cells: readonly string[], columns: readonly number[]): boolean =>
  codes.size > 0 && columns.some((column) => codes.has(codeIn(cells[column]) ?? ''));

export const codeIn = (cell: string | undefined): string | undefined => readReplyCode(plainCell(cell ?? ''));

interface SettledColumns {
  readonly written: number;
  readonly code: number;
  readonly proposed: number;
}

/** Codes that a line of to-settle.csv proposes, as its cell has them. */
export const proposedIn = (cell: string | undefined): string[] =>
  plainCell(cell ?? '')
    .split(/\s+/)
    .flatMap((code) => readReplyCode(code) ?? []);

/** A line that is settled as somebody else's stays, though their code may have been proposed for it. */
function settledRule({ codes }: Erased, { written, code, proposed }: SettledColumns): Reading['judge'] {
  return (cells) => {
    const settled = codeIn(cells[code]);
    const own = [settled ?? '', codeIn(cells[written]) ?? ''].some((each) => codes.has(each));
    const isMeant = settled === undefined && proposedIn(cells[proposed]).some((each) => codes.has(each));
    return own || isMeant ? 'theirs' : undefined;
  };
}

/** A reason in somebody's own words goes with them, unless others gave it too. */
const reasonRule =
  ({ reasons }: Erased): Reading['judge'] =>
  ([, reason = '', count = '']) =>
    Number(count) <= (reasons.get(comparable(plainCell(reason))) ?? -1) ? 'theirs' : undefined;

function replyRule(erased: Erased, codes: readonly number[], ids: readonly number[]): Reading['judge'] {
  const isOwnName = comparable(erased.idColumn) === 'id';
  return (cells, row) => {
    if (hasCode(erased, cells, codes)) return 'theirs';
    const unsure = erased.unsure.find(
      (reply) => reply.row === row && codes.some((column) => loosely(cells[column] ?? '') === loosely(reply.written)),
    );
    // A blank is like any other: that this is the row which was settled cannot be told.
    if (unsure !== undefined) return unsure.isSettled && loosely(unsure.written) !== '' ? 'theirs' : 'perhaps';
    const isElses = codes.some((column) => codeIn(cells[column]) !== undefined);
    return isOwnName && !isElses && ids.some((column) => isTheirs(erased, cells[column] ?? '')) ? 'perhaps' : undefined;
  };
}

function nameRule(listed: NamedOnList, names: readonly string[]): Reading['judge'] {
  const key = personKey(listed, names);
  return (cells) => {
    const found = key(cells) ?? '';
    return !listed.keys.has(found) ? undefined : listed.shared.has(found) ? 'perhaps' : 'theirs';
  };
}

/**
 * Tells who a row names, by day of birth and name; undefined where the table has not the columns or the row no day. `columns`: names
 * as `comparable` has them.
 */
export function personKey(
  { name, birthDate, format }: Pick<NamedOnList, 'name' | 'birthDate' | 'format'>,
  columns: readonly string[],
): (cells: readonly string[]) => string | undefined {
  const where = name.map((each) => columns.indexOf(comparable(each)));
  const born = columns.indexOf(comparable(birthDate));
  const readDay = findDayReader(format);
  if (born < 0 || where.includes(-1) || readDay === undefined) return () => undefined;
  return (cells) => {
    const plain = cells.map(plainCell);
    // A workbook's own dates come in this form.
    const day = readDay(plain[born] ?? '') ?? readIsoDay(plain[born] ?? '');
    return day === undefined ? undefined : `${day} ${nameKey(plain, where)}`;
  };
}
