import type { Quotas } from '../register/features.js';
import { NO_HOUSEHOLD, type Pool } from '../register/pool.js';
import { compareUtf8 } from '../text.js';
import type { Manifest } from './manifest.js';
import { readCsv, refuse, whole } from './read-tables.js';

/** A row of people.csv. */
export interface PublicPerson {
  readonly pseudonym: string;
  /** Hashes of the two leaves, 64 hexadecimal digits. */
  readonly leaf: string;
  readonly homeLeaf: string;
  /** Of the published features. */
  readonly values: readonly string[];
}

const HASH = /^[0-9a-f]{64}$/;
/** Lists of pseudonyms are joined by spaces, and never quoted. */
const PSEUDONYM = /^[^ ",\p{Cc}]+$/u;

/** people.csv. Throws TABLE_SHAPE. */
export function readPeopleTable(
  text: string,
  { published = [], quotas }: Pick<Manifest, 'published' | 'quotas'>,
): PublicPerson[] {
  const file = 'people.csv';
  const rows = readCsv(text, file, ['pseudonym', 'leaf', 'home_leaf', ...published]);
  const known = published.map((name) => {
    const values = quotas.find(({ feature }) => feature === name)?.values ?? [];
    return new Set(values.map(({ value }) => value));
  });
  return rows.map(([pseudonym = '', leaf = '', homeLeaf = '', ...values], i) => {
    if (!PSEUDONYM.test(pseudonym) || !HASH.test(leaf) || !HASH.test(homeLeaf)) refuse(file, i + 2);
    if (values.some((value, column) => !known[column]?.has(value))) refuse(file, i + 2);
    return { pseudonym, leaf, homeLeaf, values };
  });
}

/**
 * canonical-pool.csv, row by row: n people, F features. Whoever was erased has no values, household (−1) or salt; positions
 * are those of the file.
 */
export interface PoolRows {
  readonly quotas: Quotas;
  readonly pseudonyms: readonly string[];
  /** Positions, ascending. */
  readonly erased: readonly number[];
  /** n × F. */
  readonly values: Uint16Array;
  /** n. */
  readonly households: Int32Array;
  /** n, or empty where nobody has one. */
  readonly salts: readonly string[];
  /** n each, −1 for none, where somebody was erased: without them these follow from the rest, and are not read. */
  readonly classes: Int32Array;
  readonly types: Int32Array;
}

const POOL_FILE = 'canonical-pool.csv';
const isErased = (cells: readonly string[]): boolean => cells.slice(1).every((cell) => cell === '');

/** Throws TABLE_SHAPE. */
export function readPoolRows(text: string, { quotas }: Pick<Manifest, 'quotas'>): PoolRows {
  const file = POOL_FILE;
  const rows = readCsv(text, file, ['pseudonym', 'salt', 'values', 'class', 'household', 'type']);
  const F = quotas.length;
  const n = rows.length;
  const values = new Uint16Array(n * F);
  const households = new Int32Array(n).fill(NO_HOUSEHOLD);
  const erased: number[] = [];
  const salts: string[] = [];
  let homes = 0;
  const pseudonyms = rows.map((cells, i) => {
    const [pseudonym = '', salt = '', numbers = '', , household = ''] = cells;
    const row = i + 2;
    if (!PSEUDONYM.test(pseudonym) || (i > 0 && compareUtf8(rows[i - 1]?.[0] ?? '', pseudonym) >= 0)) refuse(file, row);
    salts.push(salt);
    if (isErased(cells)) {
      erased.push(i);
      return pseudonym;
    }
    const own = numbers.split(' ').map((cell) => whole(cell, file, row));
    if (own.length !== F || own.some((value, f) => value >= (quotas[f]?.values.length ?? 0))) refuse(file, row);
    values.set(own, i * F);
    if (household !== '') {
      const home = whole(household, file, row);
      // Numbered by first appearance; who was erased may have been the first.
      if (erased.length === 0 ? home > homes : home >= n) refuse(file, row);
      if (home === homes) homes++;
      households[i] = home;
    }
    if (salt !== '' && !/^[0-9a-f]{32}$/.test(salt)) refuse(file, row);
    return pseudonym;
  });
  const without = salts.findIndex((salt, i) => salt === '' && !isErased(rows[i] ?? []));
  const isSalted = salts.some((salt) => salt !== '');
  if (isSalted && without >= 0) refuse(file, without + 2);
  const numbersOf = (column: number): Int32Array =>
    Int32Array.from(erased.length === 0 ? [] : rows, (cells, i) =>
      cells[column] === '' ? -1 : whole(cells[column] ?? '', file, i + 2),
    );
  return {
    quotas: quotas.map(({ feature, values: list }) => ({ feature, quotas: list })),
    ...{ pseudonyms, erased, values, households, salts: isSalted ? salts : [] },
    ...{ classes: numbersOf(3), types: numbersOf(5) },
  };
}

/**
 * canonical-pool.csv as a pool under the manifest's quotas; whoever was erased is not in it. Its classes and types are not
 * read: they follow from the rest, and the file's bytes are compared with what follows. Throws TABLE_SHAPE.
 */
export const readCanonicalPool = (text: string, manifest: Pick<Manifest, 'quotas'>): Pool =>
  knownPool(readPoolRows(text, manifest));

/** The pool of those who were not erased, households numbered afresh. */
export function knownPool({ quotas, pseudonyms, erased, values, households, salts }: PoolRows): Pool {
  if (erased.length === 0) return { quotas, pseudonyms, values, households, ...(salts.length > 0 && { salts }) };
  const F = quotas.length;
  const gone = new Set(erased);
  const known = Array.from(pseudonyms.keys()).filter((i) => !gone.has(i));
  const numbers = new Map<number, number>([[NO_HOUSEHOLD, NO_HOUSEHOLD]]);
  for (const i of known) {
    const home = households[i] ?? NO_HOUSEHOLD;
    if (!numbers.has(home)) numbers.set(home, numbers.size - 1);
  }
  return {
    quotas,
    pseudonyms: known.map((i) => pseudonyms[i] ?? ''),
    values: Uint16Array.from(known.flatMap((i) => Array.from(values.subarray(i * F, (i + 1) * F)))),
    households: Int32Array.from(known, (i) => numbers.get(households[i] ?? NO_HOUSEHOLD) ?? NO_HOUSEHOLD),
    ...(salts.length > 0 && { salts: known.map((i) => salts[i] ?? '') }),
  };
}

/** Whose rows in canonical-pool.csv have been emptied. A pseudonym has no comma and needs no quotes. */
export const erasedIn = (text: string): string[] =>
  Array.from(text.matchAll(/^([^",\n]+),,,,,$/gm), ([, pseudonym = '']) => pseudonym);

/** The text of canonical-pool.csv with the rows of these people emptied but for the pseudonym: byte by byte the same else. */
export function eraseFromPool(text: string, pseudonyms: ReadonlySet<string>): string {
  return text.replace(/^([^",\n]+),.*$/gm, (row, pseudonym: string) =>
    pseudonyms.has(pseudonym) ? `${pseudonym},,,,,` : row,
  );
}
