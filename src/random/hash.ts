import { createHash, createHmac } from 'node:crypto';
import type { Hash } from '../core/ports.js';

/** SHA-256 and HMAC-SHA256 by Node's own OpenSSL. */
export const nodeHash: Hash = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  hmac: (key, message) => createHmac('sha256', key).update(message).digest(),
  stream() {
    const hash = createHash('sha256');
    return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
  },
};
