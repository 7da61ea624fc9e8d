import { compareBytes, fromHex, lengthPrefixed } from '../bytes.js';
import type { Hash } from '../ports.js';

/**
 * Randomness of a draw. Everything that the public seed decides goes through these two functions: numbers below a bound,
 * and the order of people. Both are HMAC-SHA256 under the draw seed, so that a second implementation needs a dozen lines.
 */
export type DrawSeed = Uint8Array;

/** SHA-256 over the length-prefixed domain tag, commitment (32 bytes) and canonical seed (UTF-8). */
export const drawSeed = (hash: Hash, commitment: string, seed: string): DrawSeed =>
  hash.sha256(lengthPrefixed('sortition/draw-seed/1', fromHex(commitment), seed));

/**
 * A whole number in [0, bound), every one equally likely: the top ⌈log₂ bound⌉ bits of HMAC(seed, label ‖ counter),
 * counter = 0, 1, … until they are below the bound. bound ≤ 2^48.
 */
export function numberBelow(hash: Hash, seed: DrawSeed, label: string, bound: number): number {
  if (!(bound >= 1 && bound <= 2 ** 48)) throw new RangeError(`no number below ${bound}`);
  const bits = (bound - 1).toString(2).length;
  for (let counter = 0; ; counter++) {
    const mac = hash.hmac(seed, lengthPrefixed(label, String(counter)));
    const top48 = mac.subarray(0, 6).reduce((sum, byte) => sum * 256 + byte, 0);
    const number = bound === 1 ? 0 : Math.floor(top48 / 2 ** (48 - bits));
    if (number < bound) return number;
  }
}

/** A person's lot: HMAC(seed, label ‖ pseudonym), 32 bytes. */
export const lotOf = (hash: Hash, seed: DrawSeed, label: string, pseudonym: string): Uint8Array =>
  hash.hmac(seed, lengthPrefixed(label, pseudonym));

/** People (positions in the pool) in the order of HMAC(seed, label ‖ pseudonym): a lot for each, smallest first. */
export function inOrderOfLots(
  hash: Hash,
  seed: DrawSeed,
  label: string,
  people: ArrayLike<number>,
  pseudonyms: readonly string[],
): number[] {
  const lots = Array.from(people, (person) => ({ person, lot: lotOf(hash, seed, label, pseudonyms[person] ?? '') }));
  lots.sort((a, b) => compareBytes(a.lot, b.lot) || a.person - b.person);
  return lots.map(({ person }) => person);
}
