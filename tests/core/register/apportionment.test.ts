import { describe, expect, test } from 'vitest';
import { apportion, decimalSum } from '../../../src/core/register/apportionment.js';
import fc from '../../support/laws.js';

const weights = fc
  .array(fc.oneof(fc.nat(1000), fc.double({ min: 0, max: 1e6, noNaN: true })), { minLength: 1, maxLength: 12 })
  .filter((list) => list.some((weight) => weight > 0));
const total = fc.oneof(fc.nat(1000), fc.nat(10_000_000));

describe('sharing out by the largest remainder', () => {
  test('gives whole numbers that sum to the total', () => {
    fc.assert(
      fc.property(total, weights, (n, w) => {
        const counts = apportion(n, w);
        expect(counts.reduce((a, b) => a + b, 0)).toBe(n);
        expect(counts.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
      }),
    );
  });

  test('rounds every entitlement down or up', () => {
    const percentages = fc.array(fc.nat(500), { minLength: 1, maxLength: 12 }).filter((l) => l.some((w) => w > 0));
    fc.assert(
      fc.property(total, percentages, (n, w) => {
        const sum = w.reduce((a, b) => a + b, 0);
        for (const [i, count] of apportion(n, w).entries()) {
          const weight = w[i] ?? 0;
          expect(count).toBeGreaterThanOrEqual(Math.floor((n * weight) / sum));
          expect(count).toBeLessThanOrEqual(Math.ceil((n * weight) / sum));
        }
      }),
    );
  });

  test('follows the textbook example of six parties and 100 seats', () => {
    // Wikipedia, “Largest remainder method”, Hare quota: 47 16 16 12 6 3.
    expect(apportion(100, [47000, 16000, 15800, 12000, 6100, 3100])).toEqual([47, 16, 16, 12, 6, 3]);
  });

  test('gives equal remainders in the order given', () => {
    expect(apportion(1, [1, 1, 1])).toEqual([1, 0, 0]);
    expect(apportion(5, [0, 50, 50])).toEqual([0, 3, 2]);
  });

  test('takes decimals as they are written', () => {
    // 2 seats by 1 : 4 : 1 are due 1/3, 4/3, 1/3: a tie. Binary fractions break it wrongly, and give 0 2 0.
    expect(apportion(2, [0.1, 0.4, 0.1])).toEqual([1, 1, 0]);
    expect(apportion(30, [1e-7, 2e-7])).toEqual([10, 20]);
    expect(apportion(3, [1e21, 2e21])).toEqual([1, 2]);
  });

  test('meets the public figures of Molenbeek', () => {
    expect(apportion(98_365, [49.7, 50.3])).toEqual([48_887, 49_478]);
    expect(apportion(98_365, [27.7, 60.7, 11.6])).toEqual([27_247, 59_708, 11_410]);
  });

  test.each([
    [1.5, [1]],
    [-1, [1]],
    [1, [0, 0]],
    [1, [Number.NaN]],
    [1, [-1, 2]],
    [1, []],
  ])('refuses to share %d by %j', (n, w) => {
    expect(() => apportion(n, w)).toThrow(RangeError);
  });
});

test('sums of decimals are exact', () => {
  expect(decimalSum([0.1, 0.2])).toBe(0.3);
  expect(decimalSum([49.7, 50.3])).toBe(100);
  expect(decimalSum([70.7, 7.2, 4.4, 3.5, 2.0, 1.8, 1, 1, 0.9, 0.9, 0.6, 6])).toBe(100);
  expect(decimalSum([])).toBe(0);
});
