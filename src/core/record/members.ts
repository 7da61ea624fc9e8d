import { toHex, utf8 } from '../bytes.js';
import type { UnitRule } from '../panel/unit-people.js';
import type { Hash } from '../ports.js';
import type { Pool } from '../register/pool.js';
import { compareUtf8 } from '../text.js';
import { readCsv, refuse } from './read-tables.js';
import { csvLine } from './tables.js';

/**
 * members.csv: where households or properties are drawn in place of people, who belongs to each. Confidential, as the
 * canonical pool is; the manifest has its digest.
 */
export interface UnitSeal {
  readonly choose: UnitRule;
  /** All people of all units. */
  readonly people: number;
  /** SHA-256 of members.csv. */
  readonly members: string;
}

const MEMBERS_COLUMNS = ['unit', 'members'];

/** A unit a row, its people in the order in which the rule looks at them. */
export const membersTable = ({ pseudonyms, members = [] }: Pick<Pool, 'pseudonyms' | 'members'>): string =>
  csvLine(MEMBERS_COLUMNS) + pseudonyms.map((unit, i) => `${unit},${members[i]?.join(' ') ?? ''}\n`).join('');

export function sealUnits(hash: Hash, pool: Pool, choose: UnitRule): UnitSeal {
  const people = (pool.members ?? []).reduce((sum, unit) => sum + unit.length, 0);
  return { choose, people, members: toHex(hash.sha256(utf8(membersTable(pool)))) };
}

/** The members of each unit of the pool. Throws TABLE_SHAPE where the units are others. */
export function readMembers(written: string, { pseudonyms }: Pick<Pool, 'pseudonyms'>): string[][] {
  const file = 'members.csv';
  const rows = readCsv(written, file, MEMBERS_COLUMNS);
  if (rows.length !== pseudonyms.length) refuse(file, Math.min(rows.length, pseudonyms.length) + 2);
  const known = new Set<string>();
  return rows.map(([unit, text = ''], i) => {
    const members = text.split(' ');
    const least = members.reduce((a, b) => (compareUtf8(b, a) < 0 ? b : a));
    if (unit !== pseudonyms[i] || unit !== least || members.some((member) => known.has(member))) refuse(file, i + 2);
    for (const member of members) known.add(member);
    if (new Set(members).size < members.length) refuse(file, i + 2);
    return members;
  });
}
