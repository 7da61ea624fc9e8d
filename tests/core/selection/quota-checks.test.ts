import { describe, expect, test } from 'vitest';
import { checkQuotas } from '../../../src/core/selection/quota-checks.js';
import { smallPool } from '../../support/small-pools.js';

const sixPeople = ['fy', 'fy', 'fo', 'my', 'mo', 'mo'];

/** Codes found when 4 of six people are drawn, half of them women. */
const codesOf = (age: Record<string, readonly number[]>, size = 4): string[] =>
  checkQuotas(smallPool({ gender: { female: [0, 6], male: [0, 6] }, age }, sixPeople), size).map(({ code }) => code);

describe('checking quotas without a solver', () => {
  test('finds nothing wrong with quotas that can be met', () => {
    expect(codesOf({ young: [2, 2], old: [2, 2] })).toEqual([]);
  });

  test.each([Number.NaN, 0, -3, 2.5, Number.POSITIVE_INFINITY])(
    'wants a size that is a whole number from 1, not %d',
    (size) => {
      expect(codesOf({ young: [2, 2], old: [2, 2] }, size)).toEqual(['PANEL_SIZE_NOT_WHOLE']);
    },
  );

  test('says how many people there are when the panel is larger than the pool', () => {
    const [fault] = checkQuotas(smallPool({ gender: { female: [0, 9], male: [0, 9] } }, sixPeople.slice(0, 5)), 7);
    expect(fault).toMatchObject({ code: 'PANEL_LARGER_THAN_POOL', args: { size: 7, people: 5 } });
    expect(fault?.message).toBe('A panel of 7 cannot be drawn: there are only 5 people in the pool.');
  });

  test('allows a panel of the whole pool', () => {
    expect(codesOf({ young: [3, 3], old: [3, 3] }, 6)).toEqual([]);
  });

  test('counts whoever sits ex officio out of what several panels need', () => {
    const pool = smallPool({ age: { young: [1, 2], old: [1, 2] } }, ['y', 'y', 'y', 'o', 'o', 'o']);
    const codes = (exOfficio: readonly number[]): string[] =>
      checkQuotas(pool, 2, { seated: [], onePerHousehold: false, exOfficio }, 3).map(({ code }) => code);
    expect(codes([])).toEqual([]);
    expect(codes([0])).toEqual(['PANELS_ABOVE_POOL', 'PANELS_MIN_ABOVE_POOL']);
  });

  test('names the value whose minimum is above its maximum', () => {
    const [fault] = checkQuotas(smallPool({ age: { young: [3, 2], old: [1, 3] } }, ['y', 'y', 'y', 'o', 'o', 'o']), 4);
    expect(fault).toMatchObject({
      code: 'QUOTA_MIN_ABOVE_MAX',
      args: { feature: 'age', value: 'young', min: 3, max: 2 },
    });
  });

  test('says by how much the minimums of a feature are above the size', () => {
    const [fault, ...others] = checkQuotas(
      smallPool({ age: { young: [3, 3], old: [3, 3] } }, ['y', 'y', 'y', 'o', 'o', 'o']),
      4,
    );
    expect(others).toEqual([]);
    expect(fault).toMatchObject({ code: 'QUOTA_MINS_ABOVE_SIZE', args: { feature: 'age', sum: 6, size: 4 } });
    expect(fault?.message).toBe('The minimums of “age” add up to 6 seats, 2 more than the 4 of the panel.');
    expect(fault?.hint).toBe('Lower minimums of “age” by 2 in total, or enlarge the panel.');
  });

  test('says by how much the maximums of a feature are below the size', () => {
    const [fault, ...others] = checkQuotas(
      smallPool({ age: { young: [0, 1], old: [0, 2] } }, ['y', 'y', 'y', 'o', 'o', 'o']),
      4,
    );
    expect(others).toEqual([]);
    expect(fault).toMatchObject({ code: 'QUOTA_MAXES_BELOW_SIZE', args: { feature: 'age', sum: 3, size: 4 } });
  });

  test('says how many people there are when a minimum asks for more', () => {
    const [fault] = checkQuotas(smallPool({ age: { young: [2, 4], old: [0, 4] } }, ['y', 'o', 'o', 'o', 'o']), 4);
    expect(fault).toMatchObject({
      code: 'QUOTA_MIN_ABOVE_POOL',
      args: { feature: 'age', value: 'young', min: 2, people: 1 },
    });
    expect(fault?.message).toContain('there is only 1 person in the pool with this value');
    expect(fault?.hint).toContain('Lower the minimum to 1 or less, or find 1 more.');
  });

  test('sees that maximums leave seats empty where a value has fewer people than seats', () => {
    const [fault] = checkQuotas(smallPool({ age: { young: [0, 3], old: [0, 2] } }, ['y', 'o', 'o', 'o', 'o']), 4);
    expect(fault).toMatchObject({ code: 'QUOTA_PEOPLE_BELOW_SIZE', args: { feature: 'age', seats: 3, size: 4 } });
  });

  test('wants whole numbers of seats, and adds nothing up where one is not', () => {
    const bad = checkQuotas(
      smallPool(
        { age: { young: [1.5, 2], old: [-1, Number.NaN] } },
        sixPeople.map((p) => p[1]!),
      ),
      4,
    );
    expect(bad.map(({ args }) => args)).toEqual([
      { feature: 'age', value: 'young', side: 'min', text: '1.5' },
      { feature: 'age', value: 'old', side: 'min', text: '-1' },
      { feature: 'age', value: 'old', side: 'max', text: 'NaN' },
    ]);
  });

  test('reports everything at once, the size first, then feature by feature', () => {
    const pool = smallPool(
      { gender: { female: [5, 4], male: [0, 9] }, age: { young: [0, 1], old: [0, 1] } },
      sixPeople,
    );
    expect(checkQuotas(pool, 7).map(({ code }) => code)).toEqual([
      'PANEL_LARGER_THAN_POOL',
      'QUOTA_MIN_ABOVE_MAX',
      'QUOTA_MIN_ABOVE_POOL',
      'QUOTA_MAXES_BELOW_SIZE',
    ]);
  });

  test('asks nothing more of people who share a home', () => {
    const pool = smallPool({ age: { young: [2, 2], old: [0, 2] } }, [
      ['y', 0],
      ['y', 0],
      ['o', 1],
      ['o', 1],
    ]);
    expect(checkQuotas(pool, 4)).toEqual([]);
  });
});
