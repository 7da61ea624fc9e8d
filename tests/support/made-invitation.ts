import { createHash } from 'node:crypto';
import { replyCode } from '../../src/core/register/reply-codes.js';

/** The code of the nth letter of a made-up invitation. */
export const codeOf = (n: number, invitation = 'an invitation'): string =>
  replyCode(createHash('sha256').update(`${invitation} ${n}`).digest());

const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The code with another symbol at a place: one slip in typing. */
export function slipped(code: string, place: number, by = 1): string {
  const at = SYMBOLS.indexOf(code.charAt(place));
  return code.slice(0, place) + SYMBOLS.charAt((at + by) % 32) + code.slice(place + 1);
}
