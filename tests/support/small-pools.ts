import { findClasses } from '../../src/core/register/classes.js';
import type { FeatureQuotas, Quotas } from '../../src/core/register/features.js';
import { NO_HOUSEHOLD, type Pool } from '../../src/core/register/pool.js';
import { buildInstance, type Instance } from '../../src/core/selection/instance.js';
import fc from './laws.js';

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

/** A seat of room in one case of four: tight quotas are in conflict more often. */
const rarely = fc.nat(3).map((n) => (n === 3 ? 1 : 0));

/**
 * Pools of 5 to 8 people, 2 or 3 features of 2 or 3 values, half of them with homes. Each feature's quotas fit some k of
 * the people, though not the same for every feature: whether a panel meets them all is open.
 */
export const anySmallPool: fc.Arbitrary<{ readonly pool: Pool; readonly k: number }> = fc
  .record({
    k: fc.integer({ min: 2, max: 4 }),
    sizes: fc.array(fc.integer({ min: 2, max: 3 }), { minLength: 2, maxLength: 3 }),
    people: fc.array(fc.tuple(fc.array(fc.nat(5), { minLength: 3, maxLength: 3 }), fc.nat(5)), {
      minLength: 5,
      maxLength: 8,
    }),
    withHomes: fc.boolean(),
    fits: fc.array(fc.array(fc.nat(100), { minLength: 8, maxLength: 8 }), { minLength: 3, maxLength: 3 }),
    room: fc.array(fc.tuple(rarely, rarely, fc.nat(1), fc.nat(1)), { minLength: 9, maxLength: 9 }),
  })
  .map(({ k, sizes, people, withHomes, fits, room }) => {
    const numberOf = (person: number, f: number): number => people[person]![0][f]! % sizes[f]!;
    const quotasOf = (size: number, f: number): FeatureQuotas => {
      const byRank = people.map((_, i) => i).sort((i, j) => fits[f]![i]! - fits[f]![j]! || i - j);
      const seats = (v: number): number => byRank.slice(0, k).filter((i) => numberOf(i, f) === v).length;
      return {
        feature: `f${f}`,
        quotas: Array.from({ length: size }, (_, v) => {
          const [below, above, down, up] = room[f * 3 + v]!;
          const [min, max] = [Math.max(0, seats(v) - below), seats(v) + above];
          return { value: `v${v}`, min, max, minFlex: Math.max(0, min - down), maxFlex: max + up };
        }),
      };
    };
    return {
      k,
      pool: {
        quotas: sizes.map(quotasOf),
        pseudonyms: people.map((_, i) => `p${i}`),
        values: Uint16Array.from(people.flatMap((_, i) => sizes.map((_, f) => numberOf(i, f)))),
        households: Int32Array.from(people, ([, home]) => (withHomes ? home : NO_HOUSEHOLD)),
      },
    };
  });

/**
 * Pools where each person has two of three traits or none, and each trait is to have an exact number of seats: with an
 * odd sum of them, at best halves of people meet that. Sometimes one more person, with one or three of the traits, helps.
 */
export const anyPoolOfPairs: fc.Arbitrary<{ readonly pool: Pool; readonly k: number }> = fc
  .record({
    k: fc.integer({ min: 2, max: 4 }),
    seats: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    copies: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 4, maxLength: 4 }),
    more: fc.option(fc.constantFrom('ynn', 'nyn', 'nny', 'yyy'), { freq: 2 }),
  })
  .map(({ k, seats: [a, b, c], copies, more }) => ({
    k,
    pool: smallPool(
      { a: { yes: [a, a], no: [0, k] }, b: { yes: [b, b], no: [0, k] }, c: { yes: [c, c], no: [0, k] } },
      [
        ...['yyn', 'yny', 'nyy', 'nnn'].flatMap((pair, i) => new Array<string>(copies[i]!).fill(pair)),
        ...(more === null ? [] : [more]),
      ],
    ),
  }));
