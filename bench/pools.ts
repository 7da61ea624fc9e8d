import { createHash } from 'node:crypto';
import { createWriteStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { noiseSource } from '../src/random/noise.js';

/** A pool of volunteers and its quotas, made for measuring. */
export interface BenchPool {
  readonly people: number;
  readonly k: number;
  /** Values of each feature. */
  readonly sizes: readonly number[];
  readonly seed: number;
  /** Seats of room at either end of every quota; 0 is floor and ceiling of the share. */
  readonly room?: number;
  /** Homes of one to five people; without, no two share one. */
  readonly homes?: boolean;
}

/** How often a feature's value follows the hidden trait that all features share. */
const HANGING_TOGETHER = 0.35;
/** The least willing value of a feature volunteers this often, beside the most willing. */
const LEAST_WILLING = 0.35;
/** People asked to estimate the population's shares. */
const CENSUS = 20_000;

/**
 * Writes pool.csv (id, features, street, number) and quotas.csv into `folder`. A population of unequal values whose features
 * hang together; volunteers are those of it who are willing, which differs by value, so that the pool is skewed; quotas
 * are the population's shares of the k seats.
 */
export async function writeBenchPool(folder: string, pool: BenchPool): Promise<void> {
  const noise = noiseSource(
    createHash('sha256')
      .update(`bench ${JSON.stringify(pool)}`)
      .digest('hex'),
  );
  const shares = pool.sizes.map((size) => normalised(Array.from({ length: size }, () => 0.3 + noise())));
  const willing = pool.sizes.map((size) =>
    Array.from({ length: size }, () => LEAST_WILLING + (1 - LEAST_WILLING) * noise()),
  );
  const person = (): number[] => {
    const trait = noise();
    return shares.map((share) => valueAt(share, noise() < HANGING_TOGETHER ? trait : noise()));
  };
  const volunteer = (): number[] => {
    for (;;) {
      const values = person();
      if (values.every((v, f) => noise() < willing[f]![v]!)) return values;
    }
  };
  const census = pool.sizes.map((size) => new Array<number>(size).fill(0));
  for (let i = 0; i < CENSUS; i++) for (const [f, v] of person().entries()) census[f]![v]! += 1;
  const lines = census.flatMap((counts, f) =>
    counts.map((count, v) => {
      const seats = (pool.k * count) / CENSUS;
      const room = pool.room ?? 0;
      return `feature ${f},value ${v},${Math.max(0, Math.floor(seats) - room)},${Math.ceil(seats) + room}\n`;
    }),
  );
  writeFileSync(join(folder, 'quotas.csv'), `feature,value,min,max\n${lines.join('')}`);

  const features = pool.sizes.map((_, f) => `feature ${f}`).join(',');
  const rows = function* (): Generator<string> {
    yield `id,${features},street,number\n`;
    let left = 0;
    let home = 0;
    for (let i = 0; i < pool.people; i++) {
      if (left === 0) [left, home] = [pool.homes ? 1 + Math.floor(5 * noise() * noise()) : 1, home + 1];
      left--;
      const values = volunteer().map((v) => `value ${v}`);
      yield `${String(i + 1).padStart(8, '0')},${values.join(',')},Street ${home % 997},${Math.floor(home / 997) + 1}\n`;
    }
  };
  await pipeline(Readable.from(rows(), { highWaterMark: 1024 }), createWriteStream(join(folder, 'pool.csv')));
}

const normalised = (weights: readonly number[]): number[] => {
  const sum = weights.reduce((a, b) => a + b);
  return weights.map((weight) => weight / sum);
};

/** The value that u in [0, 1) falls on when the shares are laid end to end. */
function valueAt(shares: readonly number[], u: number): number {
  let sum = 0;
  const found = shares.findIndex((share) => {
    sum += share;
    return u < sum;
  });
  return found < 0 ? shares.length - 1 : found;
}
