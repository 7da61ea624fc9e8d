import { createHash } from 'node:crypto';
import type { NoiseFor } from '../../src/core/register/synthetic/chance.js';
import { noiseSource } from '../../src/random/noise.js';

/** Noise by purpose for the tests of synthetic populations. */
export const seededNoise =
  (seed: string | number): NoiseFor =>
  (purpose) =>
    noiseSource(
      createHash('sha256')
        .update(JSON.stringify([seed, purpose]))
        .digest('hex'),
    );
