import iconv from 'iconv-lite';
import { pseudonymOfId } from '../core/register/pseudonyms.js';
import { cleanId } from './id-list.js';

/** Whose data are to go: ids, cleaned as they are read, and what stands for them. */
export interface Erased {
  readonly ids: ReadonlySet<string>;
  readonly pseudonyms: ReadonlySet<string>;
  /** The column with the ids in the files of people. */
  readonly idColumn: string;
  /** Paths of tables that have no people, whatever their columns are called: quotas, look-up tables. */
  readonly apart: ReadonlySet<string>;
  /** Of the register; lists beside it may be in it too. */
  readonly encoding: string | undefined;
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

/** Finds an id in a text: as a word of its own, in any form in which the toolkit writes it. */
export function idFinder({ ids }: Erased): (text: string) => boolean {
  const words = Array.from(ids)
    .filter(isDistinctive)
    .flatMap((id) => [id, id.normalize('NFD'), encodeURIComponent(id), pseudonymOfId(id)]);
  if (words.length === 0) return () => false;
  const any = [...new Set(words)].map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|');
  const word = new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, 'u');
  return (text) => word.test(text);
}

/**
 * Bytes of which a row must have one to hold any of them: looked for before a row is decoded. Undefined where nothing can be
 * told from the bytes.
 */
export function needlesOf({ ids, pseudonyms }: Erased, encoding: string): readonly Buffer[] | undefined {
  const texts = [...ids, ...pseudonyms].flatMap((id) => [id, id.normalize('NFD'), encodeURIComponent(id)]);
  if (texts.some((text) => text.includes('"'))) return undefined;
  return [...new Set(texts)].map((text) => iconv.encode(text, encoding, { addBOM: false }));
}
