import { SortitionError } from '../errors.js';
import { NO_HOUSEHOLD, type Pool } from '../register/pool.js';
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

/** people.csv. Throws TABLE_SHAPE. */
export function readPeopleTable(text: string, { published = [] }: Pick<Manifest, 'published'>): PublicPerson[] {
  const file = 'people.csv';
  const [header, ...rows] = readCsv(text, file);
  if (header?.join() !== ['pseudonym', 'leaf', 'home_leaf', ...published].join()) refuse(file, 1);
  return rows.map(([pseudonym = '', leaf = '', homeLeaf = '', ...values], i) => {
    if (!HASH.test(leaf) || !HASH.test(homeLeaf) || values.length !== published.length) refuse(file, i + 2);
    return { pseudonym, leaf, homeLeaf, values };
  });
}

/**
 * canonical-pool.csv as a pool under the manifest's quotas. Its classes and types are not read: they follow from the rest, and
 * the file's bytes are compared with what follows. Throws TABLE_SHAPE, or POOL_ERASED where somebody's row has been emptied.
 */
export function readCanonicalPool(text: string, { quotas }: Pick<Manifest, 'quotas'>): Pool {
  const file = 'canonical-pool.csv';
  const [header, ...rows] = readCsv(text, file);
  if (header?.join() !== 'pseudonym,salt,values,class,household,type') refuse(file, 1);
  const F = quotas.length;
  const n = rows.length;
  const values = new Uint16Array(n * F);
  const households = new Int32Array(n).fill(NO_HOUSEHOLD);
  const salts: string[] = [];
  const pseudonyms = rows.map(([pseudonym = '', salt = '', numbers = '', , household = '', type = ''], i) => {
    const row = i + 2;
    if (numbers === '' && type === '') throw new SortitionError('POOL_ERASED', {}, { file, row });
    const own = numbers.split(' ').map((cell) => whole(cell, file, row));
    if (own.length !== F || own.some((value, f) => value >= (quotas[f]?.values.length ?? 0))) refuse(file, row);
    values.set(own, i * F);
    if (household !== '') households[i] = whole(household, file, row);
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
