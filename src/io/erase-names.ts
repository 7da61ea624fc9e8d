import iconv from 'iconv-lite';
import { pseudonymOfId } from '../core/register/pseudonyms.js';
import { codePattern } from '../core/register/reply-codes.js';
import { cleanId } from './id-list.js';

/** Whose data are to go: ids, cleaned as they are read, and what leads to the files that do not have these. */
export interface Erased extends Leads {
  readonly ids: ReadonlySet<string>;
  /** The column with the ids in the files of people. */
  readonly idColumn: string;
  /** Paths of tables that have no people, whatever their columns are called: quotas, look-up tables. */
  readonly apart: ReadonlySet<string>;
  /** The path of the register. */
  readonly register: string;
  /** Of the register; lists beside it may be in it too. */
  readonly encoding: string | undefined;
}

/** What stands for the people to be erased, looked up before anything is changed. */
export interface Leads {
  readonly pseudonyms: ReadonlySet<string>;
  /** Reply codes in their one form. */
  readonly codes: ReadonlySet<string>;
  /** Path of a table → its columns of reply codes. */
  readonly codeColumns: ReadonlyMap<string, readonly number[]>;
  /** Replies whose own code does not say whose they are. */
  readonly unsure: readonly UnsureReply[];
  /** Their reasons for not taking part, as `comparable` has them → how many of these people gave it. */
  readonly reasons: ReadonlyMap<string, number>;
  /** Path of a list of people by name → what names these people there. */
  readonly named: ReadonlyMap<string, NamedOnList>;
}

/** A line of to-settle.csv that says: this row of the replies is, or may be, theirs. */
export interface UnsureReply {
  readonly row: number;
  readonly written: string;
  /** The organiser has filled in the code; otherwise it was only proposed. */
  readonly isSettled: boolean;
}

export interface NamedOnList {
  readonly name: readonly string[];
  readonly birthDate: string;
  readonly format: string;
  /** Day of birth and name, as `personKey` has them. */
  readonly keys: ReadonlySet<string>;
  /** Of these the ones that somebody else of the register has too. */
  readonly shared: ReadonlySet<string>;
}

/** Whether a cell of a column of ids is one of theirs. One that begins like a formula may have an apostrophe in front. */
export const isTheirs = ({ ids, pseudonyms }: Erased, cell: string): boolean => {
  const id = idInCell(cell);
  return ids.has(id) || pseudonyms.has(id);
};

/** The id in a cell, as it was before it was written. */
export const idInCell = (cell: string): string => cleanId(cell.replace(/^'(?=[=+\-@\t\r])/, ''));

/**
 * An id can be looked for in any text where it is like nothing else: with a letter and three characters, or of six digits. Shorter
 * ones would be found in house numbers, years and counts.
 */
export const isDistinctive = (id: string): boolean =>
  (/\p{L}/u.test(id) && Array.from(id).length >= 3) || /\d{6}/.test(id);

/** Finds an id or a reply code in a text: as a word of its own, in any form in which the toolkit writes it, or people do. */
export function traceFinder(erased: Erased): (text: string) => boolean {
  const [hasId, hasCode] = [idFinder(erased), codeFinder(erased)];
  return (text) => hasId(text) || hasCode(text);
}

function idFinder({ ids }: Erased): (text: string) => boolean {
  const words = Array.from(ids)
    .filter(isDistinctive)
    .flatMap((id) => [id, id.normalize('NFD'), encodeURIComponent(id), pseudonymOfId(id)]);
  if (words.length === 0) return () => false;
  const any = [...new Set(words)].map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|');
  const word = wholeWord(any, 'u');
  return (text) => word.test(text);
}

function codeFinder({ codes }: Erased): (text: string) => boolean {
  if (codes.size === 0) return () => false;
  const word = wholeWord([...codes].map(codePattern).join('|'), 'iu');
  return (text) => word.test(text.normalize('NFKC'));
}

const wholeWord = (any: string, flags: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, flags);

/** Tells whether a row, as bytes, can hold any of them: asked before its cells are read. */
export function rowSieve(erased: Erased, encoding: string): (bytes: Buffer) => boolean {
  const needles = needlesOf(erased, encoding);
  const hasCode = codeFinder(erased);
  return (bytes) =>
    needles === undefined ||
    needles.some((needle) => bytes.includes(needle)) ||
    (erased.codes.size > 0 && hasCode(iconv.decode(bytes, encoding)));
}

/** Bytes of which a row must have one to hold an id or a pseudonym; undefined where nothing can be told from the bytes. */
function needlesOf({ ids, pseudonyms }: Erased, encoding: string): readonly Buffer[] | undefined {
  const texts = [...ids, ...pseudonyms].flatMap((id) => [id, id.normalize('NFD'), encodeURIComponent(id)]);
  if (texts.some((text) => text.includes('"'))) return undefined;
  return [...new Set(texts)].map((text) => iconv.encode(text, encoding, { addBOM: false }));
}
