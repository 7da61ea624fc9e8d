import { toHex, utf8 } from '../bytes.js';
import type { Hash } from '../ports.js';
import { NO_HOUSEHOLD, type Pool } from '../register/pool.js';

/**
 * One person, as canonical JSON: `["pseudonym",[value number per feature],household number or null]`. Written by hand:
 * a register has a million of them.
 */
export function canonicalRow(pool: Pool, person: number): string {
  const F = pool.quotas.length;
  const values = pool.values.subarray(person * F, (person + 1) * F).join();
  const household = pool.households[person];
  const home = household === undefined || household === NO_HOUSEHOLD ? 'null' : household;
  return `[${JSON.stringify(pool.pseudonyms[person] ?? '')},[${values}],${home}]`;
}

const ROWS_AT_ONCE = 4096;

/** SHA-256 of all canonical rows, each ended by a line feed; 64 hex characters. */
export function poolDigest(hash: Hash, pool: Pool): string {
  const stream = hash.stream();
  const n = pool.pseudonyms.length;
  for (let from = 0; from < n; from += ROWS_AT_ONCE) {
    let rows = '';
    for (let i = from; i < Math.min(n, from + ROWS_AT_ONCE); i++) rows += `${canonicalRow(pool, i)}\n`;
    stream.update(utf8(rows));
  }
  return toHex(stream.digest());
}
