import { SortitionError } from '../errors.js';
import type { Pool } from '../register/pool.js';
import { comparable } from '../text.js';

/**
 * What is published about people, beside their pseudonyms: the values of some features, so that a stranger can check
 * the quotas. Only where every combination of them is shared by enough people that it singles nobody out.
 */
export const LEAST_SHARED = 5;

/** How many people have the rarest combination of values of these features (positions in the pool's quotas). */
export function rarestProfile(pool: Pool, features: readonly number[]): number {
  const F = pool.quotas.length;
  const counts = new Map<string, number>();
  for (let i = 0; i < pool.pseudonyms.length; i++) {
    const key = features.map((f) => pool.values[i * F + f]).join();
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return Math.min(...counts.values());
}

/**
 * Features by their names, in the pool's order. Throws PUBLISHED_UNKNOWN for a feature that is not in the quotas, and
 * PUBLISHED_TOO_RARE where a combination is shared by fewer than LEAST_SHARED people.
 */
export function requirePublishable(pool: Pool, asked: readonly string[]): readonly string[] {
  const names = asked.map(comparable);
  const known = pool.quotas.map(({ feature }) => feature);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new SortitionError('PUBLISHED_UNKNOWN', { feature: unknown, known });
  const features = known.flatMap((feature, f) => (names.includes(feature) ? [f] : []));
  const rarest = features.length === 0 ? LEAST_SHARED : rarestProfile(pool, features);
  if (rarest < LEAST_SHARED) {
    const possible = known.filter((_, f) => rarestProfile(pool, [f]) >= LEAST_SHARED);
    throw new SortitionError('PUBLISHED_TOO_RARE', { rarest, least: LEAST_SHARED, possible });
  }
  return features.flatMap((f) => known[f] ?? []);
}
