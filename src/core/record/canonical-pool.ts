import { fromHex, toHex, utf8 } from '../bytes.js';
import type { Hash } from '../ports.js';
import { type Classes, classOfPeople } from '../register/classes.js';
import { NO_HOUSEHOLD, type Pool } from '../register/pool.js';
import { canonicalJson } from './canonical-json.js';
import { leafHash, merkleRoot } from './merkle.js';
import { csvField, csvLine } from './tables.js';

/**
 * The canonical pool: everything of the people that a draw depends on, and nothing else. canonical-pool.csv is confidential;
 * what the manifest has of it is its digest or, where people have salts, the roots of two Merkle trees, in which each
 * person can find their own leaf and nobody else's.
 */
const POOL_COLUMNS = ['pseudonym', 'salt', 'values', 'class', 'household', 'type'];

const ROWS_AT_ONCE = 4096;

/** canonical-pool.csv, a person a row, in pieces: a register has a million of them. `salts`: none where left out. */
export function* canonicalPoolTable(pool: Pool, classes: Classes, salts: readonly string[] = []): Generator<string> {
  const F = pool.quotas.length;
  const classOf = classOfPeople(classes);
  const valuesOf = (person: number): string => pool.values.subarray(person * F, (person + 1) * F).join(' ');
  // Values and class are the same for a whole class: told once.
  const told = Array.from(classes.groups, (_, t) => `${valuesOf(classes.members[classes.starts[t] ?? 0] ?? 0)},${t}`);
  let rows = csvLine(POOL_COLUMNS);
  for (let i = 0; i < pool.pseudonyms.length; i++) {
    const own = told[classOf[i] ?? -1] ?? `${valuesOf(i)},`;
    const household = pool.households[i] === NO_HOUSEHOLD ? '' : pool.households[i];
    rows += `${csvField(pool.pseudonyms[i] ?? '')},${salts[i] ?? ''},${own},${household},${classes.types[i]}\n`;
    if ((i + 1) % ROWS_AT_ONCE > 0) continue;
    yield rows;
    rows = '';
  }
  yield rows;
}

/** SHA-256 of canonical-pool.csv without salts; 64 hexadecimal digits. */
export function poolDigest(hash: Hash, pool: Pool, classes: Classes): string {
  const stream = hash.stream();
  for (const rows of canonicalPoolTable(pool, classes)) stream.update(utf8(rows));
  return toHex(stream.digest());
}

/** The hashes of each person's two leaves, in pool order. */
export interface Leaves {
  readonly people: readonly Uint8Array[];
  readonly homes: readonly Uint8Array[];
}

/** Salted leaves: pseudonym, values and class in one, household and its type in the other. `salts` has n. */
export function leavesOf(hash: Hash, pool: Pool, classes: Classes, salts: readonly string[]): Leaves {
  const F = pool.quotas.length;
  const classOf = classOfPeople(classes);
  const people: Uint8Array[] = [];
  const homes: Uint8Array[] = [];
  for (const [i, pseudonym] of pool.pseudonyms.entries()) {
    const salt = fromHex(salts[i] ?? '');
    const values = Array.from(pool.values.subarray(i * F, (i + 1) * F));
    const household = pool.households[i] ?? NO_HOUSEHOLD;
    const t = classOf[i] ?? -1;
    people.push(saltedLeaf(hash, salt, [pseudonym, values, t === -1 ? null : t]));
    homes.push(
      saltedLeaf(hash, salt, [pseudonym, household === NO_HOUSEHOLD ? null : household, classes.types[i] ?? 0]),
    );
  }
  return { people, homes };
}

/** The two rows that are leaves: pseudonym, values and class; pseudonym, household and type. */
export type LeafRow =
  | readonly [pseudonym: string, values: readonly number[], t: number | null]
  | readonly [pseudonym: string, household: number | null, type: number];

export const saltedLeaf = (hash: Hash, salt: Uint8Array, row: LeafRow): Uint8Array =>
  leafHash(hash, salt, utf8(canonicalJson(row)));

/** What a manifest says of the pool: how many people, and a digest or, with salts, two roots. */
export type PoolSeal =
  | { readonly people: number; readonly digest: string }
  | { readonly people: number; readonly root: string; readonly homes_root: string };

export const rootsOf = (hash: Hash, { people, homes }: Leaves): PoolSeal => ({
  people: people.length,
  root: toHex(merkleRoot(hash, people)),
  homes_root: toHex(merkleRoot(hash, homes)),
});

/**
 * people.csv, public: `pseudonym,leaf,home_leaf`, the hashes of the leaves, and a column for each published feature
 * (positions in the pool's quotas).
 */
export function peopleTable(pool: Pool, { people, homes }: Leaves, published: readonly number[]): string {
  const F = pool.quotas.length;
  const names = published.map((f) => pool.quotas[f]?.feature ?? '');
  const rows = pool.pseudonyms.map((pseudonym, i) => {
    const values = published.map((f) => pool.quotas[f]?.quotas[pool.values[i * F + f] ?? 0]?.value ?? '');
    return csvLine([pseudonym, toHex(people[i] ?? NOTHING), toHex(homes[i] ?? NOTHING), ...values]);
  });
  return csvLine(['pseudonym', 'leaf', 'home_leaf', ...names]) + rows.join('');
}

const NOTHING = new Uint8Array(0);
