import { bls12_381 } from '@noble/curves/bls12-381.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { fromHex } from '../core/bytes.js';
import { QUICKNET } from '../core/record/drand.js';

/** The ciphersuite of drand's scheme bls-unchained-g1-rfc9380. */
const DOMAIN = 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_';

/** Whether a signature (96 hexadecimal digits) is quicknet's on that round, by its pinned key. No network. */
export function isQuicknetSignature(round: number, signature: string): boolean {
  const { shortSignatures } = bls12_381;
  const message = new Uint8Array(8);
  new DataView(message.buffer).setBigUint64(0, BigInt(round));
  try {
    return shortSignatures.verify(
      fromHex(signature),
      shortSignatures.hash(sha256(message), DOMAIN),
      fromHex(QUICKNET.key),
    );
  } catch {
    // Not a point of the curve.
    return false;
  }
}
