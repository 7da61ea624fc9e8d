import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Hash } from '../core/ports.js';

/** SHA-256 and HMAC-SHA256 where there is no Node: the same bits, proved by test. */
export const browserHash: Hash = {
  sha256,
  hmac: (key, message) => hmac(sha256, key, message),
  stream() {
    const hash = sha256.create();
    return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
  },
};
