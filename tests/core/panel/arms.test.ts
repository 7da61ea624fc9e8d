import { describe, expect, test } from 'vitest';
import { lengthPrefixed } from '../../../src/core/bytes.js';
import { drawSeed } from '../../../src/core/lottery/draw-seed.js';
import { sizeArms } from '../../../src/core/panel/arm-sizes.js';
import { type Arms, assignArms } from '../../../src/core/panel/arms.js';
import type { Hash } from '../../../src/core/ports.js';
import { NO_HOUSEHOLD, type Pool } from '../../../src/core/register/pool.js';
import { nodeHash } from '../../../src/random/hash.js';
import { chiSquareLimit, chiSquareOf } from '../../support/chi-square.js';
import fc from '../../support/laws.js';
import { seededNoise } from '../../support/seeded-noise.js';

const seedOf = (text: string) => drawSeed(nodeHash, '33'.repeat(32), text);

interface Shape {
  readonly people: number;
  readonly features: readonly number[];
  /** Of ten people, how many live with the one before. */
  readonly shared: number;
  readonly seed: number;
}

function madeUp({ people, features, shared, seed }: Shape): Pool {
  const noise = seededNoise(`arms ${seed}`)('pool');
  const households: number[] = [];
  for (let i = 0, home = -1; i < people; i++) {
    if (i === 0 || noise() * 10 >= shared) home++;
    households.push(noise() < 0.1 ? NO_HOUSEHOLD : home);
  }
  return {
    quotas: features.map((values, f) => ({
      feature: `f${f}`,
      quotas: Array.from({ length: values }, (_, v) => ({ value: `v${v}`, min: 0, max: people })),
    })),
    pseudonyms: Array.from({ length: people }, (_, i) => `p${String(i).padStart(5, '0')}`),
    values: Uint16Array.from({ length: people * features.length }, (_, i) =>
      Math.floor(features[i % features.length]! * noise() ** 1.5),
    ),
    households: Int32Array.from(households),
  };
}

const everybody = (pool: Pool): Int32Array => Int32Array.from(pool.pseudonyms.keys());
const armsOf = (pool: Pool, arms: Arms, seed: string, hash: Hash = nodeHash): number[] =>
  assignArms(hash, seedOf(seed), { pool, panel: everybody(pool) }, arms);

/** The hash, but that the start is `start`. */
function startingAt(start: number, k: number): Hash {
  const label = lengthPrefixed('arm start', '0').join();
  const bits = (k - 1).toString(2).length;
  return {
    ...nodeHash,
    hmac: (key, message) => {
      if (message.join() !== label) return nodeHash.hmac(key, message);
      const top48 = BigInt(start) << BigInt(48 - bits);
      return Uint8Array.from({ length: 32 }, (_, i) => (i < 6 ? Number((top48 >> BigInt(8 * (5 - i))) & 255n) : 0));
    },
  };
}

const shapes = fc.record({
  people: fc.integer({ min: 4, max: 60 }),
  features: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }),
  shared: fc.integer({ min: 0, max: 6 }),
  seed: fc.nat(1e6),
});

/** Two to four arms, of any sizes. */
function someArms(people: number, cuts: readonly number[], unit: Arms['unit']): Arms {
  const ends = [...new Set([...cuts.map((cut) => 1 + (cut % (people - 1))), people])].sort((a, b) => a - b);
  return { unit, sizes: ends.map((end, a) => ({ arm: `arm ${a}`, size: end - (ends[a - 1] ?? 0) })) };
}
const cuts = fc.array(fc.nat(1000), { minLength: 1, maxLength: 3 });

function grouped(people: number, keyOf: (person: number) => string): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (let i = 0; i < people; i++) groups.set(keyOf(i), [...(groups.get(keyOf(i)) ?? []), i]);
  return groups;
}

const counts = (of: readonly number[], many: number): number[] =>
  Array.from({ length: many }, (_, a) => of.filter((arm) => arm === a).length);

/** Of 1,500 panels like those below, the farthest was 2.1 people off. */
const FARTHEST_OFF = 2.5;

describe('Arms', () => {
  test('have exactly their sizes, and over all starts everybody is in each arm as often as it has people', () => {
    fc.assert(
      fc.property(shapes, cuts, (shape, at) => {
        const pool = madeUp(shape);
        const arms = someArms(shape.people, at, 'person');
        const sizes = arms.sizes.map(({ size }) => size);
        const times = Array.from({ length: shape.people }, () => sizes.map(() => 0));
        for (let start = 0; start < shape.people; start++) {
          const given = armsOf(pool, arms, 'x', startingAt(start, shape.people));
          expect(counts(given, sizes.length)).toEqual(sizes);
          for (const [person, arm] of given.entries()) times[person]![arm]! += 1;
        }
        for (const own of times) expect(own).toEqual(sizes);
      }),
      { numRuns: 40 },
    );
  });

  test('of households keep each together, with the same exact chances, and sizes off by less than the largest', () => {
    fc.assert(
      fc.property(shapes, cuts, (shape, at) => {
        const pool = madeUp(shape);
        const arms = someArms(shape.people, at, 'household');
        const sizes = arms.sizes.map(({ size }) => size);
        const homeOf = (i: number): string => (pool.households[i] === NO_HOUSEHOLD ? `p${i}` : `${pool.households[i]}`);
        const homes = grouped(pool.pseudonyms.length, homeOf);
        const largest = Math.max(...[...homes.values()].map((people) => people.length));
        const times = Array.from({ length: shape.people }, () => sizes.map(() => 0));
        for (let start = 0; start < shape.people; start++) {
          const given = armsOf(pool, arms, 'x', startingAt(start, shape.people));
          for (const people of homes.values()) expect(new Set(people.map((i) => given[i])).size).toBe(1);
          for (const [a, people] of counts(given, sizes.length).entries())
            expect(Math.abs(people - sizes[a]!)).toBeLessThan(largest);
          for (const [person, arm] of given.entries()) times[person]![arm]! += 1;
        }
        for (const own of times) expect(own).toEqual(sizes);
      }),
      { numRuns: 40 },
    );
  });

  test('mirror the panel: every value and every profile is within two or three people of its share', () => {
    fc.assert(
      fc.property(
        fc.record({
          people: fc.integer({ min: 150, max: 600 }),
          features: fc.array(fc.integer({ min: 2, max: 8 }), { minLength: 2, maxLength: 5 }),
          shared: fc.constant(0),
          seed: fc.nat(1e6),
        }),
        cuts,
        (shape, at) => {
          const pool = madeUp(shape);
          const arms = someArms(shape.people, at, 'person');
          const given = armsOf(pool, arms, `seed ${shape.seed}`);
          const F = shape.features.length;
          const profileOf = (i: number): string => pool.values.subarray(i * F, i * F + F).join();
          const groups = [
            ...shape.features.map((_, f) => grouped(given.length, (i) => String(pool.values[i * F + f]))),
            grouped(given.length, profileOf),
          ];
          for (const of of groups) {
            for (const people of of.values()) {
              for (const [a, { size }] of arms.sizes.entries()) {
                const off = people.filter((i) => given[i] === a).length - (people.length * size) / shape.people;
                expect(Math.abs(off)).toBeLessThan(FARTHEST_OFF);
              }
            }
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('fall to people as often as they should, over many seeds', () => {
    const pool = madeUp({ people: 24, features: [2, 3], shared: 0, seed: 7 });
    const arms = sizeArms(
      [
        { arm: 'a', share: 12 },
        { arm: 'b', share: 7 },
        { arm: 'c', share: 5 },
      ],
      24,
      'person',
    );
    const seeds = 3000;
    const times = Array.from({ length: 24 }, () => [0, 0, 0]);
    const pairs = new Map<string, number>();
    for (let i = 0; i < seeds; i++) {
      const given = armsOf(pool, arms, `seed ${i}`);
      for (const [person, arm] of given.entries()) times[person]![arm]! += 1;
      pairs.set(given.join(), (pairs.get(given.join()) ?? 0) + 1);
    }
    const expected = [12, 7, 5].map((size) => (seeds * size) / 24);
    for (const own of times) expect(chiSquareOf(own, expected)).toBeLessThan(chiSquareLimit(2));
    // People of a profile change places by lot: there are more ways than starts.
    expect(pairs.size).toBeGreaterThan(24);
  });

  test('do not depend on the order in which households are numbered', () => {
    const pool = madeUp({ people: 50, features: [2, 3], shared: 5, seed: 3 });
    const renumbered = pool.households.map((home) => (home === NO_HOUSEHOLD ? home : 99 - home));
    const arms = someArms(50, [17, 30], 'household');
    expect(armsOf({ ...pool, households: renumbered }, arms, 'x')).toEqual(armsOf(pool, arms, 'x'));
  });
});

describe('The sizes of arms', () => {
  const sizes = (shares: readonly (string | number | undefined)[], size: number): number[] =>
    sizeArms(
      shares.map((share, i) => ({ arm: `arm ${i}`, share })),
      size,
      'person',
    ).sizes.map((arm) => arm.size);

  test('are people, percentages rounded by the largest remainder, or equal', () => {
    expect(sizes([2500, '1250', 1250], 5000)).toEqual([2500, 1250, 1250]);
    expect(sizes(['50%', '25 %', '25%'], 22)).toEqual([11, 6, 5]);
    expect(sizes(['33.3%', '33.3%', '33.4%'], 5000)).toEqual([1665, 1665, 1670]);
    expect(sizes([undefined, '', undefined], 5000)).toEqual([1667, 1667, 1666]);
  });

  test.each([
    [['50%', '40%'], 'ARMS_UNREADABLE'],
    [['50%', 11], 'ARMS_UNREADABLE'],
    [['half', 'half'], 'ARMS_UNREADABLE'],
    [[22], 'ARMS_UNREADABLE'],
    [[11, 10], 'ARMS_SUM'],
    [[22, '0'], 'ARMS_UNREADABLE'],
    [['99%', '1%'], 'ARMS_SUM'],
  ])('%j of 22 are refused', (shares, code) => {
    expect(() => sizes(shares, 22)).toThrow(expect.objectContaining({ code }));
  });

  test('need different names', () => {
    for (const names of [
      ['a', ' a'],
      ['a', ''],
    ])
      expect(() =>
        sizeArms(
          names.map((arm) => ({ arm })),
          4,
          'person',
        ),
      ).toThrow('no list of arms');
  });
});
