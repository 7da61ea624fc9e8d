import { describe, expect, test } from 'vitest';
import type { SortitionError } from '../../../src/core/errors.js';
import { apportion } from '../../../src/core/register/apportionment.js';
import { type FeatureQuotaPlan, quotasByShare } from '../../../src/core/register/quotas-by-share.js';
import type { FeatureShares } from '../../../src/core/register/seats-by-share.js';
import type { Tolerance } from '../../../src/core/register/tolerance.js';
import fc from '../../support/laws.js';

const rounding: Tolerance = { kind: 'rounding' };
const exact: Tolerance = { kind: 'seats', seats: 0 };

/** Shares by value; a pair is a share with a floor. */
const feature = (
  name: string,
  shares: Readonly<Record<string, number | readonly [number, number]>>,
): FeatureShares => ({
  feature: name,
  isPercent: false,
  values: Object.entries(shares).map(([value, of]) =>
    typeof of === 'number' ? { value, share: of } : { value, share: of[0], floor: of[1] },
  ),
});

const seatsOf = (plan: readonly FeatureQuotaPlan[], name: string): Record<string, number> =>
  Object.fromEntries(plan.find((of) => of.feature === name)!.values.map(({ value, seats }) => [value, seats]));

function failure(work: () => unknown): SortitionError {
  try {
    work();
  } catch (error) {
    return error as SortitionError;
  }
  throw new Error('nothing was thrown');
}

const codesOf = (error: SortitionError): string[] =>
  (error.faults.length > 0 ? error.faults : [error]).map(({ code }) => code);

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** A full table of counts above 0, as rows of `age × gender`. */
const crossTables = fc
  .record({ m: fc.integer({ min: 1, max: 6 }), n: fc.integer({ min: 1, max: 4 }) })
  .chain(({ m, n }) =>
    fc
      .array(fc.integer({ min: 1, max: 5000 }), { minLength: m * n, maxLength: m * n })
      .map((counts) =>
        feature(
          'age × gender',
          Object.fromEntries(counts.map((count, at) => [`a${Math.floor(at / n)} × g${at % n}`, count])),
        ),
      ),
  );

describe('Crossed features', () => {
  test('have the seats of both features as their sums, each cell rounded down or up', () => {
    let done = 0;
    fc.assert(
      fc.property(crossTables, fc.integer({ min: 1, max: 150 }), (table, size) => {
        let plan: FeatureQuotaPlan[];
        try {
          plan = quotasByShare([table], size, rounding);
        } catch (error) {
          // Independent rounding of both margins can leave no table; that is said, and rare.
          expect(['CROSS_UNROUNDABLE', 'CROSS_CONTRADICTS']).toContain((error as SortitionError).code);
          return;
        }
        done++;
        expect(plan.map((of) => of.feature)).toEqual(['age', 'gender', 'age × gender']);
        const [ages, genders, cells] = plan.map(({ values }) => values);
        for (const [values, side] of [
          [ages, 0],
          [genders, 1],
        ] as const) {
          const shares = values!.map(({ value }) =>
            sum(table.values.filter((cell) => cell.value.split(' × ')[side] === value).map(({ share }) => share)),
          );
          expect(values!.map(({ share }) => share)).toEqual(shares);
          expect(values!.map(({ seats }) => seats)).toEqual(apportion(size, shares));
          for (const { value, seats } of values!) {
            const own = cells!.filter((cell) => cell.value.split(' × ')[side] === value);
            expect(sum(own.map((cell) => cell.seats))).toBe(seats);
          }
        }
        for (const { seats, due, min, max } of cells!) {
          const down = Number(due.numerator / due.denominator);
          expect([min, max]).toEqual([down, due.numerator % due.denominator === 0n ? down : down + 1]);
          expect(seats === min || seats === max).toBe(true);
        }
      }),
    );
    expect(done).toBeGreaterThan(90);
  });

  const gender = feature('gender', { man: 49, woman: 51 });
  const age = feature('age', { young: 40, old: 60 });
  const both = feature('age x Gender', { 'young x man': 20, 'old x man': 29, 'young x woman': 20, 'old x woman': 31 });

  test('may be written with any sign, in any order, beside features of their own', () => {
    const plan = quotasByShare([both, gender, age], 20, exact);
    expect(plan.map((of) => [of.feature, of.isDerived])).toEqual([
      ['age x Gender', false],
      ['gender', false],
      ['age', false],
    ]);
    expect(plan[0]?.crosses).toEqual(['age', 'gender']);
    expect(seatsOf(plan, 'age x Gender')).toEqual({
      'young x man': 4,
      'old x man': 6,
      'young x woman': 4,
      'old x woman': 6,
    });
    expect(plan[0]?.values.map(({ cell }) => cell)).toEqual([
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ]);
  });

  test('share a feature that they both cross; the first gives its shares', () => {
    const other = feature('age × district', {
      'old × north': 3,
      'old × south': 3,
      'young × north': 2,
      'young × south': 2,
    });
    const plan = quotasByShare([both, other], 20, exact);
    expect(plan.map((of) => of.feature)).toEqual(['age', 'Gender', 'age x Gender', 'district', 'age × district']);
    const error = failure(() => quotasByShare([both, feature('age × district', { 'mid × north': 1 })], 20, exact));
    expect(codesOf(error)).toEqual(['CROSS_VALUE_UNKNOWN']);
    expect(error.args).toEqual({ feature: 'age × district', value: 'mid × north', one: 'age', other: 'district' });
  });

  test('that contradict a feature are refused, and both are named', () => {
    const error = failure(() => quotasByShare([feature('gender', { man: 80, woman: 20 }), both], 20, rounding));
    expect(error.code).toBe('CROSS_CONTRADICTS');
    expect(error.args).toEqual({
      cross: 'age x Gender',
      feature: 'gender',
      value: 'man',
      seats: 16,
      least: 9,
      most: 10,
    });
  });

  test('whose features cannot come out together are refused, and all three are named', () => {
    // Only equal values meet, but the order of the file rounds a up in one feature and b in the other.
    const table = feature('p × q', { 'a × a': 1, 'b × b': 1, 'a × b': 0, 'b × a': 0 });
    const q = feature('q', { b: 1, a: 1 });
    const error = failure(() => quotasByShare([q, table], 1, rounding));
    expect([error.code, error.args]).toEqual(['CROSS_UNROUNDABLE', { cross: 'p × q', one: 'p', other: 'q' }]);
  });

  test.each([
    ['three features', 'a × b × c', { 'x × y × z': 1 }, ['CROSS_NOT_TWO']],
    ['a feature and itself', 'a × A', { 'x × x': 1 }, ['CROSS_NOT_TWO']],
    [
      'values that are no pair',
      'a × b',
      { 'x × y': 1, x: 1, 'x × y × z': 1 },
      ['CROSS_VALUE_UNKNOWN', 'CROSS_VALUE_UNKNOWN'],
    ],
    ['a pair twice', 'a × b', { 'x × y': 1, 'x*y': 1 }, ['CROSS_VALUE_TWICE']],
    ['pairs left out', 'a × b', { 'x × y': 1, 'z × w': 1 }, ['CROSS_CELLS_MISSING']],
  ])('of %s are refused', (_, name, shares, codes) => {
    expect(codesOf(failure(() => quotasByShare([feature(name, shares)], 5, rounding)))).toEqual(codes);
  });

  test('missing pairs are named', () => {
    const error = failure(() => quotasByShare([feature('a × b', { 'x × y': 1, 'z × w': 1 })], 5, rounding));
    expect(error.args).toEqual({ feature: 'a × b', missing: ['x × w', 'z × y'] });
  });

  test('go further than rounding only where floors have moved seats, and say so', () => {
    const region = feature('region', { large: 900, small: [10, 8] });
    const cross = feature('region × gender', {
      'large × man': 450,
      'large × woman': 450,
      'small × man': 5,
      'small × woman': 5,
    });
    const plan = quotasByShare([region, cross], 91, rounding);
    expect(seatsOf(plan, 'region')).toEqual({ large: 83, small: 8 });
    const seats = seatsOf(plan, 'region × gender');
    expect(seats['large × man']! + seats['large × woman']!).toBe(83);
    expect(seats['small × man']! + seats['small × woman']!).toBe(8);
    const cells = plan.find(({ crosses }) => crosses !== undefined)!.values;
    expect(cells.map(({ rounding: of }) => of.kind === 'cell' && of.to)).toContain('beyond');
    for (const { seats: own, min, max } of cells) expect(min <= own && own <= max).toBe(true);
  });

  test('may have floors of their own', () => {
    const cross = feature('a × b', { 'x × p': 45, 'x × q': 45, 'y × p': 9, 'y × q': [1, 1] });
    const plan = quotasByShare([cross], 10, exact);
    expect(seatsOf(plan, 'a × b')).toEqual({ 'x × p': 5, 'x × q': 4, 'y × p': 0, 'y × q': 1 });
  });

  test('give no seat where nobody is, however far floors move the others', () => {
    const region = feature('region', { large: 900, small: [10, 8] });
    const shares = { 'large × man': 450, 'large × woman': 450, 'small × man': 0, 'small × woman': 10 };
    const plan = quotasByShare([region, feature('region × gender', shares)], 91, rounding);
    expect(seatsOf(plan, 'region × gender')).toMatchObject({ 'small × man': 0, 'small × woman': 8 });
  });

  test('give no seat where nobody is', () => {
    const cross = feature('a × b', { 'x × p': 7, 'x × q': 5, 'y × p': 0, 'y × q': 3 });
    const plan = quotasByShare([cross], 10, { kind: 'rounding' });
    expect(plan.at(-1)?.values[2]).toMatchObject({ value: 'y × p', seats: 0, min: 0, max: 0 });
  });
});

describe('Counts of people', () => {
  const counted = (counts: Record<string, number>, floors: Record<string, number> = {}): FeatureShares => ({
    feature: 'f',
    isPercent: false,
    values: Object.entries(counts).map(([value, people]) => ({
      value,
      share: people,
      people,
      ...(floors[value] !== undefined && { floor: floors[value] }),
    })),
  });

  test('bound the maximums', () => {
    const [plan] = quotasByShare([counted({ a: 90, b: 3 })], 31, { kind: 'seats', seats: 5 });
    expect(plan?.values.map(({ min, max, seats }) => [min, seats, max])).toEqual([
      [25, 30, 31],
      [0, 1, 3],
    ]);
  });

  test('that are too few for the panel or a floor are refused', () => {
    expect(failure(() => quotasByShare([counted({ a: 3, b: 1 })], 5, rounding)).code).toBe('PANEL_LARGER_THAN_POOL');
    const error = failure(() => quotasByShare([counted({ a: 30, b: 1 }, { b: 2 })], 5, rounding));
    expect([error.code, error.args]).toEqual(['FLOOR_ABOVE_PEOPLE', { feature: 'f', value: 'b', floor: 2, people: 1 }]);
  });
});
