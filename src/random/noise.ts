import seedrandom from 'seedrandom';
import type { NoiseSource } from '../core/ports.js';

/** Repeatable noise by seedrandom (ARC4), for searches and synthetic people; never for a draw itself. */
export const noiseSource: NoiseSource = (key) => {
  if (!/^[0-9a-f]{64}$/.test(key)) throw new Error('a noise key is 64 hexadecimal characters: raw text collides');
  return seedrandom(key);
};
