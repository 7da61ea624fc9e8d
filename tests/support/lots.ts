import { createHmac } from 'node:crypto';

/** Lots as the invitation's protocol has them: HMAC-SHA256(lot key, id) in hexadecimal. */
export const lotsUnder =
  (key: Uint8Array) =>
  (id: string): string =>
    createHmac('sha256', key).update(id).digest('hex');
