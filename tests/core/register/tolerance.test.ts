import { describe, expect, test } from 'vitest';
import { seatBounds, type Tolerance } from '../../../src/core/register/tolerance.js';
import fc from '../../support/laws.js';

const room = fc
  .record({
    numerator: fc.nat(5000),
    isUp: fc.boolean(),
    floor: fc.option(fc.nat(4), { nil: undefined }),
    spare: fc.option(fc.nat(20), { nil: undefined }),
  })
  .map(({ numerator, isUp, floor, spare }) => {
    const down = Math.floor(numerator / 100);
    const seats = Math.max(isUp && numerator % 100 > 0 ? down + 1 : down, floor ?? 0);
    return {
      due: { numerator: BigInt(numerator), denominator: 100n },
      seats,
      ...(floor !== undefined && { floor }),
      ...(spare !== undefined && { people: seats + spare }),
    };
  });
const tolerance: fc.Arbitrary<Tolerance> = fc.oneof(
  fc.constant({ kind: 'rounding' as const }),
  fc.nat(60).map((seats) => ({ kind: 'seats' as const, seats })),
  fc.nat(2000).map((tenths) => ({ kind: 'percent' as const, percent: tenths / 10 })),
);

test('A quota holds its seats, and stays within floor, panel and people', () => {
  fc.assert(
    fc.property(room, tolerance, (of, with_) => {
      const { min, max } = seatBounds(with_, of, 60);
      expect(min).toBeLessThanOrEqual(of.seats);
      expect(max).toBeGreaterThanOrEqual(of.seats);
      expect(min).toBeGreaterThanOrEqual(of.floor ?? 0);
      expect(max).toBeLessThanOrEqual(Math.min(60, of.people ?? 60));
    }),
  );
});

describe('The room around 10 seats of 10.4', () => {
  const of = { due: { numerator: 104n, denominator: 10n }, seats: 10 };
  test.each<[Tolerance, number, number]>([
    [{ kind: 'rounding' }, 10, 11],
    [{ kind: 'seats', seats: 0 }, 10, 10],
    [{ kind: 'seats', seats: 2 }, 8, 12],
    [{ kind: 'seats', seats: 99 }, 0, 100],
    [{ kind: 'percent', percent: 0 }, 10, 10],
    [{ kind: 'percent', percent: 10 }, 9, 11],
    [{ kind: 'percent', percent: 10.1 }, 8, 12],
    [{ kind: 'percent', percent: 500 }, 0, 60],
  ])('by %o is %i to %i', (given, min, max) => {
    expect(seatBounds(given, of, 100)).toEqual({ min, max });
  });

  test('is cut off at its floor and its people', () => {
    expect(seatBounds({ kind: 'seats', seats: 5 }, { ...of, floor: 9, people: 12 }, 100)).toEqual({ min: 9, max: 12 });
  });

  test('percentages are those that are written: 7 % of 100 seats are 7, though 0.07 · 100 is more in binary', () => {
    const hundred = { due: { numerator: 100n, denominator: 1n }, seats: 100 };
    expect(seatBounds({ kind: 'percent', percent: 7 }, hundred, 200)).toEqual({ min: 93, max: 107 });
  });
});
