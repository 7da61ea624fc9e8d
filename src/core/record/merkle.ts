import type { Hash } from '../ports.js';

/**
 * A Merkle tree as in RFC 6962, section 2.1 (Certificate Transparency): the hash of a list of leaves from which any one
 * leaf can be shown to be in it, or left out of sight. Leaves and nodes are hashed with different first bytes, so that
 * no node can pass for a leaf.
 */
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export const leafHash = (hash: Hash, ...parts: readonly Uint8Array[]): Uint8Array =>
  hash.sha256(joined(LEAF, ...parts));

/** The root over leaf hashes: MTH of RFC 6962, level by level, which gives the same tree as its recursion. */
export function merkleRoot(hash: Hash, leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return hash.sha256(new Uint8Array(0));
  let level = leaves;
  while (level.length > 1) {
    const above: Uint8Array[] = [];
    for (let i = 0; i + 1 < level.length; i += 2) {
      above.push(hash.sha256(joined(NODE, level[i] ?? NODE, level[i + 1] ?? NODE)));
    }
    const last = level.at(-1);
    // An odd one rises as it is: it is the right part of a list split after a power of two.
    if (level.length % 2 === 1 && last !== undefined) above.push(last);
    level = above;
  }
  return level[0] ?? NODE;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
