import { describe, expect, test } from 'vitest';
import { countedFeatures, splitQuotas } from '../../../src/core/register/intake-features.js';
import { findOverallShortage, findShortages, leastAsked, type SoFar } from '../../../src/core/register/reminders.js';
import type { Tally } from '../../../src/core/register/response.js';
import fc from '../../support/laws.js';

/** Numerator over b^(n+u) of P(at least m of n people at a/b and u at c/b say yes): every pattern of answers counted. */
function exactly(m: number, [a, n]: readonly [bigint, number], [c, u]: readonly [bigint, number], b: bigint): bigint {
  let sum = 0n;
  for (let pattern = 0; pattern < 2 ** (n + u); pattern++) {
    let [yes, product] = [0, 1n];
    for (let i = 0; i < n + u; i++) {
      const chance = i < n ? a : c;
      if ((pattern >> i) & 1) yes++;
      product *= (pattern >> i) & 1 ? chance : b - chance;
    }
    if (yes >= m) sum += product;
  }
  return sum;
}

const isNineInTen = (numerator: bigint, denominator: bigint): boolean => numerator * 10n >= denominator * 9n;

describe('The least number of people to ask', () => {
  test('is that of every pattern of answers counted out, in exact numbers', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 30, max: 97 }),
        fc.nat(3),
        fc.integer({ min: 5, max: 60 }),
        (m, per100, people, before) => {
          const least = leastAsked(m, per100 / 100, 8, { people, rate: before / 100 });
          const holds = (n: number): boolean => {
            const numerator = exactly(m, [BigInt(per100), n], [BigInt(before), people], 100n);
            return isNineInTen(numerator, 100n ** BigInt(n + people));
          };
          const expected = Array.from({ length: 9 }, (_, n) => n).find(holds);
          expect(least).toBe(expected);
        },
      ),
      { numRuns: 150 },
    );
  });

  // 0.95^44 = 0.1047 and 0.95^45 = 0.0994; 0.9^21 = 0.1094 and 0.9^22 = 0.0985; 0.5^3 = 0.125 and 0.5^4 = 0.0625.
  test.each([
    [0.05, 45],
    [0.1, 22],
    [0.5, 4],
    [1, 1],
  ])('for one yes at %d is %d', (rate, n) => expect(leastAsked(1, rate, 1000)).toBe(n));

  test('is 0 where nothing is missing, and none where nobody would say yes or too many are needed', () => {
    expect(leastAsked(0, 0, 10)).toBe(0);
    expect(leastAsked(1, 0, 10)).toBeUndefined();
    expect(leastAsked(1, 0.05, 44)).toBeUndefined();
    expect(leastAsked(7, 1, 10)).toBe(7);
  });
});

const none: Tally = {
  letters: 0,
  replies: 0,
  yes: 0,
  refused: 0,
  noConsent: 0,
  notAvailable: 0,
  unusable: 0,
  unanswered: 0,
};
const tally = (letters: number, yes: number, refused = 0): Tally => ({
  ...none,
  letters,
  yes,
  refused,
  replies: yes + refused,
  unanswered: letters - yes - refused,
});
const quotas = [
  {
    feature: 'age',
    quotas: [
      { value: 'young', min: 3, max: 5 },
      { value: 'old', min: 2, max: 5 },
    ],
  },
];
const soFar = (rows: readonly Tally[], all: Tally, expected: SoFar['expected'] = {}): SoFar => ({
  features: countedFeatures(quotas, splitQuotas(quotas)),
  pool: [
    { person: 0, values: ['old'] },
    { person: 1, values: ['old'] },
    { person: 2, values: ['young'] },
  ],
  response: {
    all,
    strata: [],
    features: [{ feature: 'age', rows: rows.map((of, v) => ({ value: ['young', 'old'][v] ?? '', tally: of })) }],
  },
  expected,
});

describe('A value with fewer people than its minimum', () => {
  test('is the only one listed, with half the rate that its letters had', () => {
    const [young, ...others] = findShortages(soFar([tally(50, 5, 5), tally(50, 2)], tally(100, 7, 5)));
    expect(others).toEqual([]);
    expect(young).toMatchObject({ value: 'young', min: 3, inPool: 1, missing: 2, unanswered: 40 });
    expect(young?.rate).toEqual({ share: 0.05, from: 'value' });
    // 1 − 0.95^n − n·0.05·0.95^(n−1) is 0.8986 for n = 76 and 0.9026 for n = 77: more than the 40 there are.
    expect(leastAsked(2, 0.05, 1000)).toBe(77);
    expect(young?.reminders).toBeUndefined();
    expect(young?.letters).toBe(leastAsked(2, 0.1, 1000, { people: 40, rate: 0.05 }));
    expect(young?.letters).toBeGreaterThan(0);
  });

  test.each([
    ['what sortition.yaml says', tally(50, 5), { reminder: 0.2 }, { share: 0.2, from: 'declared' }],
    ['half of all letters, where nobody of it said yes', tally(50, 0), {}, { share: 0.05, from: 'overall' }],
  ])('has a rate of its own: %s', (_, young, expected, rate) => {
    const [found] = findShortages(soFar([young, tally(50, 10)], tally(100, 10), expected));
    expect(found?.rate).toEqual(rate);
  });

  test('has half of what was planned where nobody has said yes at all, and else no rate', () => {
    const rows = [tally(50, 0), tally(50, 0)];
    const response = { overall: 0.08, by: { age: { young: 0.04 } } };
    expect(findShortages(soFar(rows, tally(100, 0), { response }))[0]?.rate).toEqual({ share: 0.02, from: 'planned' });
    expect(findShortages(soFar(rows, tally(100, 0)))[0]).toEqual({
      feature: 'age',
      value: 'young',
      min: 3,
      inPool: 1,
      missing: 2,
      unanswered: 50,
    });
  });

  test('has nobody to remind where the register does not know the feature', () => {
    const state = soFar([], tally(100, 10));
    const unknown = { feature: 'age', rows: [{ value: '', tally: tally(100, 10) }] };
    const [found] = findShortages({ ...state, response: { ...state.response, features: [unknown] } });
    expect(found).toEqual({ feature: 'age', value: 'young', min: 3, inPool: 1, missing: 2 });
  });
});

test('A panel larger than the pool is short of people as such', () => {
  const state = soFar([tally(50, 5), tally(50, 5)], tally(100, 10));
  expect(findOverallShortage(3, state)).toBeUndefined();
  expect(findOverallShortage(5, state)).toMatchObject({ min: 5, inPool: 3, missing: 2, unanswered: 90, reminders: 77 });
});

describe('Crossed features', () => {
  const quota = (value: string) => ({ value, min: 1, max: 2 });
  const crossed = [
    { feature: 'age', quotas: [quota('16–34'), quota('35+')] },
    { feature: 'Gender', quotas: [quota('man'), quota('woman')] },
    { feature: 'gender x age', quotas: [quota('woman × 16–34'), quota('man*35+')] },
    { feature: 'time × place', quotas: [quota('any')] },
  ];
  const split = splitQuotas(crossed);
  const [, , cross, other] = countedFeatures(crossed, split);

  test('are those whose name joins two others; they need no column', () => {
    expect(split.single.map(({ feature }) => feature)).toEqual(['age', 'Gender', 'time × place']);
  });

  test('count people by the values of both', () => {
    expect(cross?.valueFor(['16–34', 'woman', 'any'])).toBe('woman × 16–34');
    expect(cross?.valueFor(['35+', 'man', 'any'])).toBe('man*35+');
    expect(cross?.valueFor(['35+', 'woman', 'any'])).toBeUndefined();
    expect(cross?.valueFor(['35+', undefined, 'any'])).toBeUndefined();
    expect(other?.valueFor(['35+', 'man', 'any'])).toBe('any');
  });
});
