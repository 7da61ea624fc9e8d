import { SortitionError } from '../errors.js';
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
 * canonical-pool.csv as a pool under the manifest's quotas. Its classes and types are not read: they follow from the rest, and
 * the file's bytes are compared with what follows. Throws TABLE_SHAPE, or POOL_ERASED where somebody's row has been emptied.
 */
export function readCanonicalPool(text: string, { quotas }: Pick<Manifest, 'quotas'>): Pool {
  const file = 'canonical-pool.csv';
  const rows = readCsv(text, file, ['pseudonym', 'salt', 'values', 'class', 'household', 'type']);
  const F = quotas.length;
  const n = rows.length;
  const values = new Uint16Array(n * F);
  const households = new Int32Array(n).fill(NO_HOUSEHOLD);
  const salts: string[] = [];
  let homes = 0;
  const pseudonyms = rows.map(([pseudonym = '', salt = '', numbers = '', , household = '', type = ''], i) => {
    const row = i + 2;
    if (!PSEUDONYM.test(pseudonym) || (i > 0 && compareUtf8(rows[i - 1]?.[0] ?? '', pseudonym) >= 0)) refuse(file, row);
    if (numbers === '' && type === '') throw new SortitionError('POOL_ERASED', {}, { file, row });
    const own = numbers.split(' ').map((cell) => whole(cell, file, row));
    if (own.length !== F || own.some((value, f) => value >= (quotas[f]?.values.length ?? 0))) refuse(file, row);
    values.set(own, i * F);
    if (household !== '') {
      const home = whole(household, file, row);
      // Numbered by first appearance.
      if (home > homes) refuse(file, row);
      if (home === homes) homes++;
      households[i] = home;
    }
    if (salt !== '' && !/^[0-9a-f]{32}$/.test(salt)) refuse(file, row);
    salts.push(salt);
    return pseudonym;
  });
  const salted = salts.filter((salt) => salt !== '').length;
  if (salted !== 0 && salted !== n) refuse(file, salts.indexOf('') + 2);
  return {
    quotas: quotas.map(({ feature, values: list }) => ({ feature, quotas: list })),
    pseudonyms,
    values,
    households,
    ...(salted > 0 && { salts }),
  };
}
