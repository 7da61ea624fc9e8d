import { utf8 } from '../bytes.js';

/**
 * In a one-off draw the pseudonym is the id itself, with white space, commas, quotes, per cent signs and control
 * characters written as %XX of their UTF-8 bytes: lists of pseudonyms then need no quoting, and no two ids become one.
 */
export const pseudonymOfId = (id: string): string =>
  id.replace(/[\s,"%\p{Cc}]/gu, (character) =>
    Array.from(utf8(character), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
