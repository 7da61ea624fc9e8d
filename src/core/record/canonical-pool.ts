import { utf8 } from '../bytes.js';
import type { Hash } from '../ports.js';
import { NO_HOUSEHOLD, type Pool } from '../register/pool.js';
import { canonicalJson } from './canonical-json.js';

/** One person: `["pseudonym",[value number per feature],household number or null]`. */
export function canonicalRow(pool: Pool, person: number): string {
  const F = pool.quotas.length;
  const household = pool.households[person];
  return canonicalJson([
    pool.pseudonyms[person] ?? '',
    Array.from(pool.values.subarray(person * F, (person + 1) * F)),
    household === undefined || household === NO_HOUSEHOLD ? null : household,
  ]);
}

const ROWS_AT_ONCE = 4096;

/** SHA-256 of all canonical rows, each ended by a line feed. */
export function poolDigest(hash: Hash, pool: Pool): Uint8Array {
  const stream = hash.stream();
  const n = pool.pseudonyms.length;
  for (let from = 0; from < n; from += ROWS_AT_ONCE) {
    let rows = '';
    for (let i = from; i < Math.min(n, from + ROWS_AT_ONCE); i++) rows += `${canonicalRow(pool, i)}\n`;
    stream.update(utf8(rows));
  }
  return stream.digest();
}
