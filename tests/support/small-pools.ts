import fc from 'fast-check';
import { findClasses } from '../../src/core/register/classes.js';
import type { Quotas } from '../../src/core/register/features.js';
import { NO_HOUSEHOLD, type Pool } from '../../src/core/register/pool.js';
import { buildInstance, type Instance } from '../../src/core/selection/instance.js';

/** A person as one letter or digit a feature, as in 'fy' for a young woman, and the household's number, if any. */
type Person = string | readonly [profile: string, household: number];

/**
 * A pool written down by hand. Quotas are given a feature each, 'value' → [min, max] or [min, max, minFlex, maxFlex]; the
 * value that a person's letter stands for is the one that begins with it.
 */
export function smallPool(
  features: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>,
  people: readonly Person[],
): Pool {
  const quotas: Quotas = Object.entries(features).map(([feature, values]) => ({
    feature,
    quotas: Object.entries(values).map(([value, [min = 0, max = 0, minFlex, maxFlex]]) => ({
      value,
      min,
      max,
      ...(minFlex === undefined ? {} : { minFlex }),
      ...(maxFlex === undefined ? {} : { maxFlex }),
    })),
  }));
  const profiles = people.map((person) => (typeof person === 'string' ? person : person[0]));
  return {
    quotas,
    pseudonyms: people.map((_, i) => `p${String(i).padStart(4, '0')}`),
    values: Uint16Array.from(
      profiles.flatMap((profile) =>
        quotas.map(({ quotas: q }, f) => q.findIndex(({ value }) => value.startsWith(profile[f]!))),
      ),
    ),
    households: Int32Array.from(people, (person) => (typeof person === 'string' ? NO_HOUSEHOLD : person[1])),
  };
}

/** The instance of a pool; people with a household number then sit at most one a household. */
export function instanceOf(pool: Pool, k: number): Instance {
  const onePerHousehold = pool.households.some((h) => h !== NO_HOUSEHOLD);
  return buildInstance(findClasses(pool, k, onePerHousehold), pool.quotas, k);
}

/** Pools of 5 to 8 people, 2 or 3 features of 2 or 3 values, half of them with homes, with quotas that may or may not be met. */
export const anySmallPool: fc.Arbitrary<{ readonly pool: Pool; readonly k: number }> = fc
  .record({
    k: fc.integer({ min: 2, max: 4 }),
    sizes: fc.array(fc.integer({ min: 2, max: 3 }), { minLength: 2, maxLength: 3 }),
    people: fc.array(fc.tuple(fc.array(fc.nat(5), { minLength: 3, maxLength: 3 }), fc.nat(5)), {
      minLength: 5,
      maxLength: 8,
    }),
    withHomes: fc.boolean(),
    bounds: fc.array(fc.tuple(fc.nat(3), fc.nat(2), fc.nat(1), fc.nat(1)), { minLength: 9, maxLength: 9 }),
  })
  .map(({ k, sizes, people, withHomes, bounds }) => ({
    k,
    pool: {
      quotas: sizes.map((size, f) => ({
        feature: `f${f}`,
        quotas: Array.from({ length: size }, (_, v) => {
          const [low, width, down, up] = bounds[f * 3 + v]!;
          const min = Math.min(low, k);
          return { value: `v${v}`, min, max: min + width, minFlex: Math.max(0, min - down), maxFlex: min + width + up };
        }),
      })),
      pseudonyms: people.map((_, i) => `p${i}`),
      values: Uint16Array.from(people.flatMap(([profile]) => sizes.map((size, f) => profile[f]! % size))),
      households: Int32Array.from(people, ([, home]) => (withHomes ? home : NO_HOUSEHOLD)),
    },
  }));
