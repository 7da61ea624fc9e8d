import { describe, expect, test } from 'vitest';
import { apportion } from '../../../src/core/register/apportionment.js';
import { seatsByShare, type ValueShare } from '../../../src/core/register/seats-by-share.js';
import fc from '../../support/laws.js';

const share = fc.oneof(fc.nat(40), fc.nat(100_000), fc.double({ min: 0, max: 100, noNaN: true }));
/** Values with shares of which some are above 0, and floors that fit the panel. */
const task = fc
  .record({
    size: fc.integer({ min: 1, max: 120 }),
    values: fc.array(fc.record({ share, floor: fc.oneof(fc.constant(0), fc.nat(12)) }), { minLength: 1, maxLength: 9 }),
  })
  .filter(({ values }) => values.some((value) => value.share > 0))
  .filter(({ size, values }) => values.reduce((sum, { floor }) => sum + floor, 0) <= size)
  .map(({ size, values }) => ({ size, values: values.map((value, i): ValueShare => ({ value: `v${i}`, ...value })) }));

const seatsOf = (values: readonly ValueShare[], size: number): number[] =>
  seatsByShare({ feature: 'f', values }, size).map(({ seats }) => seats);

describe('Seats by share', () => {
  test('sum to the panel and keep every floor', () => {
    fc.assert(
      fc.property(task, ({ size, values }) => {
        const seats = seatsOf(values, size);
        expect(seats.reduce((a, b) => a + b, 0)).toBe(size);
        values.forEach(({ floor = 0 }, i) => {
          expect(seats[i]).toBeGreaterThanOrEqual(floor);
        });
      }),
    );
  });

  test('are the largest remainder where no floor is needed', () => {
    fc.assert(
      fc.property(task, ({ size, values }) => {
        const plain = values.map(({ value, share }) => ({ value, share }));
        const shares = apportion(
          size,
          plain.map((value) => value.share),
        );
        expect(seatsOf(plain, size)).toEqual(shares);
        const kept = values.map((value, i) => ({ ...value, floor: Math.min(value.floor ?? 0, shares[i]!) }));
        expect(seatsOf(kept, size)).toEqual(shares);
      }),
    );
  });

  test('go down or up from what is due, and the largest remainders go up', () => {
    fc.assert(
      fc.property(task, ({ size, values }) => {
        const all = seatsByShare({ feature: 'f', values }, size);
        const shared = all.filter(({ rounding }) => rounding.kind !== 'floor');
        const remainder = (of: (typeof all)[number]): bigint => of.due.numerator % of.due.denominator;
        for (const of of shared) {
          const down = Number(of.due.numerator / of.due.denominator);
          expect(of.seats - down).toBe(of.rounding.kind === 'up' ? 1 : 0);
          expect(of.rounding.kind === 'whole').toBe(remainder(of) === 0n);
        }
        const ups = shared.filter(({ rounding }) => rounding.kind === 'up');
        const downs = shared.filter(({ rounding }) => rounding.kind !== 'up');
        for (const up of ups) {
          expect(up.rounding).toMatchObject({ left: ups.length });
          for (const down of downs) expect(remainder(up) >= remainder(down)).toBe(true);
        }
      }),
    );
  });

  test('are raised to a floor only where they would fall short of it, and the rest is shared out anew', () => {
    fc.assert(
      fc.property(task, ({ size, values }) => {
        const all = seatsByShare({ feature: 'f', values }, size);
        const raised = all.filter(({ rounding }) => rounding.kind === 'floor');
        for (const { seats, floor = 0, due } of raised) {
          expect(seats).toBe(floor);
          expect(due.numerator < due.denominator * BigInt(floor)).toBe(true);
        }
        const rest = all.filter(({ rounding }) => rounding.kind !== 'floor');
        const left = size - raised.reduce((sum, { seats }) => sum + seats, 0);
        expect(rest.map(({ seats }) => seats)).toEqual(
          apportion(
            left,
            rest.map((value) => value.share),
          ),
        );
        // Without one of those raised, its floor would be broken: the set is not larger than it must be.
        for (const one of raised) {
          const others = all.filter((value) => value === one || value.rounding.kind !== 'floor');
          const seats = apportion(
            left + one.seats,
            others.map((value) => value.share),
          );
          expect(seats[others.indexOf(one)]).toBeLessThan(one.seats + 1);
        }
      }),
    );
  });

  test('do not depend on the unit of the shares', () => {
    fc.assert(
      fc.property(task, fc.integer({ min: 2, max: 50 }), ({ size, values }, factor) => {
        const whole = values.map((value) => ({ ...value, share: Math.round(value.share) }));
        fc.pre(whole.some((value) => value.share > 0));
        const scaled = whole.map((value) => ({ ...value, share: value.share * factor }));
        expect(seatsOf(scaled, size)).toEqual(seatsOf(whole, size));
      }),
    );
  });

  test('follow the published example of the Alabama paradox', () => {
    // Wikipedia, “Largest remainder method”: with one seat more, parties D and E lose one each.
    const values = [1500, 1500, 900, 500, 500, 200].map((votes, i) => ({ value: 'ABCDEF'.charAt(i), share: votes }));
    expect(seatsOf(values, 25)).toEqual([7, 7, 4, 3, 3, 1]);
    expect(seatsOf(values, 26)).toEqual([8, 8, 5, 2, 2, 1]);
    // A floor keeps theirs; the two seats that this takes come from the last remainders that were rounded up.
    const kept = values.map((of) => (of.value === 'D' || of.value === 'E' ? { ...of, floor: 3 } : of));
    expect(seatsOf(kept, 26)).toEqual([7, 7, 5, 3, 3, 1]);
  });

  test('say which values are level, where the order given decides', () => {
    const values = ['a', 'b', 'c', 'd'].map((value, i) => ({ value, share: i === 3 ? 4 : 1 }));
    const [a, b, c, d] = seatsByShare({ feature: 'f', values }, 3);
    expect([a?.rounding, b?.rounding, c?.rounding]).toEqual([
      { kind: 'up', left: 2, tied: ['b', 'c'] },
      { kind: 'down', left: 2, tied: ['a'] },
      { kind: 'down', left: 2, tied: ['a'] },
    ]);
    expect([d?.seats, d?.rounding]).toEqual([2, { kind: 'up', left: 2, tied: [] }]);
  });

  test('may lead to floors one after the other', () => {
    // b has its floor at first; that of c takes seats from b, which then needs its own.
    const values = [
      { value: 'a', share: 70 },
      { value: 'b', share: 26, floor: 3 },
      { value: 'c', share: 4, floor: 3 },
    ];
    expect(apportion(10, [70, 26, 4])).toEqual([7, 3, 0]);
    expect(apportion(7, [70, 26])).toEqual([5, 2]);
    expect(seatsOf(values, 10)).toEqual([4, 3, 3]);
  });

  test('are refused where floors exceed the panel, and where nobody is', () => {
    const floors = [
      { value: 'a', share: 1, floor: 2 },
      { value: 'b', share: 1, floor: 2 },
    ];
    expect(() => seatsOf(floors, 3)).toThrow(
      expect.objectContaining({ code: 'FLOORS_ABOVE_SIZE', args: { feature: 'f', sum: 4, size: 3 } }),
    );
    expect(seatsOf(floors, 4)).toEqual([2, 2]);
    expect(() => seatsOf([{ value: 'a', share: 0 }], 3)).toThrow(expect.objectContaining({ code: 'SHARES_ALL_ZERO' }));
  });
});
