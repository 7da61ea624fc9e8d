import { createHash } from 'node:crypto';
import { findClasses } from '../../src/core/register/classes.js';
import type { Quotas } from '../../src/core/register/features.js';
import { NO_HOUSEHOLD, type Pool } from '../../src/core/register/pool.js';
import { buildInstance, type Instance } from '../../src/core/selection/instance.js';
import { noiseSource } from '../../src/random/noise.js';

/** A drawing task small enough to enumerate every panel of. */
export interface SmallTask {
  readonly pool: Pool;
  readonly k: number;
  readonly onePerHousehold: boolean;
}

/** Repeatable numbers below n, by name. */
export function numbersFor(name: string): (n: number) => number {
  const noise = noiseSource(createHash('sha256').update(name).digest('hex'));
  return (n) => Math.floor(noise() * n);
}

/**
 * 8 to 12 people, 2 to 4 features of 2 or 3 values, 3 to 6 seats. Each feature's quotas fit some k seats with at most one
 * seat of room at either end, so that they overlap tightly: often no panel exists, and of those that have some, one in
 * ten has a relaxation that promises more than panels can give. With homes: of 1 to 4 people, half of whom share a profile.
 */
export function tightTask(seed: number, withHomes: boolean): SmallTask {
  const below = numbersFor(`tight task ${seed} ${withHomes}`);
  const n = 8 + below(5);
  const k = 3 + below(4);
  const sizes = Array.from({ length: 2 + below(3) }, () => 2 + below(2));
  const profiles = Array.from({ length: n }, () => sizes.map((size) => below(size)));
  const households = new Int32Array(n).fill(NO_HOUSEHOLD);
  if (withHomes) {
    for (let i = 0, home = 0; i < n; home++) {
      const first = i;
      for (const end = Math.min(n, i + 1 + below(4)); i < end; i++) {
        households[i] = home;
        if (i > first && below(2) === 0) profiles[i] = profiles[first] ?? [];
      }
    }
  }
  const quotas: Quotas = sizes.map((size, f) => {
    const seats = new Array<number>(size).fill(0);
    for (let i = 0; i < k; i++) seats[below(size)]! += 1;
    return {
      feature: `f${f}`,
      quotas: seats.map((fits, v) => ({ value: `v${v}`, min: Math.max(0, fits - below(2)), max: fits + below(2) })),
    };
  });
  const pseudonyms = profiles.map((_, i) => `p${String(i).padStart(2, '0')}`);
  return {
    pool: { quotas, pseudonyms, values: Uint16Array.from(profiles.flat()), households },
    k,
    onePerHousehold: withHomes,
  };
}

export const instanceOfTask = ({ pool, k, onePerHousehold }: SmallTask): Instance =>
  buildInstance(findClasses(pool, k, onePerHousehold), pool.quotas, k);
