import type { Hash } from '../ports.js';
import { type InvitationRecord, lotOf, mayHaveCode, seedInvitation } from './invitation-record.js';

/** Someone who is said to be invited. */
export interface SaidInvited {
  readonly id: string;
  /** As `readReplyCode` has it; undefined where it is none. */
  readonly code: string | undefined;
  readonly row: number;
}

/** Rows of a list that the invitation does not account for. */
export interface NotInvited {
  /** People whose lot is not among those drawn. */
  readonly people: readonly number[];
  /** People with a code that is not theirs. */
  readonly codes: readonly number[];
}

/**
 * What the public lots and the secret key say of a list of invited people, without the register: whoever has a lot among those
 * drawn was invited, and has their code from the key alone.
 *
 * @param lots invited-lots.csv
 */
export function findNotInvited(
  hash: Hash,
  { record, lots, secret }: { readonly record: InvitationRecord; readonly lots: string; readonly secret: Uint8Array },
  list: readonly SaidInvited[],
): NotInvited {
  const { lotKey } = seedInvitation(hash, record.manifest, record.seed, secret);
  const drawn = new Set(lots.split('\n').map((line) => line.slice(line.indexOf(',') + 1)));
  const people: number[] = [];
  const codes: number[] = [];
  for (const { id, code, row } of list) {
    if (!drawn.has(lotOf(hash, lotKey, id))) people.push(row);
    else if (code === undefined || !mayHaveCode(hash, secret, { id, code })) codes.push(row);
  }
  return { people, codes };
}
