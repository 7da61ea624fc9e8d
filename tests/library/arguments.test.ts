import { describe, expect, test } from 'vitest';
import type { SortitionError } from '../../src/core/errors.js';
import { InvitationDraw } from '../../src/core/register/invitation-draw.js';
import { quotasByShare } from '../../src/core/register/quotas-by-share.js';
import { apportionLetters, crossStrata } from '../../src/core/register/strata.js';
import type { Tolerance } from '../../src/core/register/tolerance.js';
import { type InvitationSettings, prepareInvitation } from '../../src/core/selection/invitation-task.js';
import { nodeHash } from '../../src/random/hash.js';
import { smallPool } from '../support/small-pools.js';

/** The message of the RangeError, which is to name the argument. */
function complaint(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    return (error as SortitionError).code;
  }
  return 'done';
}

describe('Shares that cannot be are refused in words', () => {
  const value = (share: number, more = {}) => ({ value: 'a', share, ...more });
  const quotas = (
    values: readonly { value: string; share: number }[],
    { size = 10, isPercent = false, tolerance = { kind: 'rounding' } as Tolerance } = {},
  ) => complaint(() => quotasByShare([{ feature: 'age', isPercent, values }], size, tolerance));

  test.each([
    ['no number', () => quotas([value(Number.NaN)]), 'the share of “a” (age) is NaN; it must be a number, 0 or more'],
    ['a negative one', () => quotas([value(-1)]), 'the share of “a” (age) is -1; it must be a number, 0 or more'],
    ['half a seat', () => quotas([value(1)], { size: 2.5 }), 'size is 2.5; it must be a whole number, 1 or more'],
    ['no seats', () => quotas([value(1)], { size: 0 }), 'size is 0; it must be a whole number, 1 or more'],
    [
      'half a floor',
      () => quotas([value(1, { floor: 0.5 })]),
      'the floor of “a” (age) is 0.5; it must be a whole number, 0 or more',
    ],
    [
      'a value twice',
      () => quotas([value(1), { value: ' A', share: 1 }]),
      'in the shares of “age” the value “ A” is there twice; capitals and spaces around a name make no difference',
    ],
    ['percentages that sum to 90', () => quotas([value(90)], { isPercent: true }), 'SHARES_NOT_HUNDRED'],
    ['percentages that rounding left at 99.1', () => quotas([value(99.1)], { isPercent: true }), 'done'],
    [
      'room of half a seat',
      () => quotas([value(1)], { tolerance: { kind: 'seats', seats: 0.5 } }),
      'tolerance.seats is 0.5; it must be a whole number, 0 or more',
    ],
    [
      'negative room',
      () => quotas([value(1)], { tolerance: { kind: 'percent', percent: -1 } }),
      'tolerance.percent is -1; it must be a number, 0 or more',
    ],
  ])('%s', (_, message, expected) => {
    expect(message()).toBe(expected);
  });

  test('a feature twice', () => {
    const age = { feature: 'age', isPercent: false, values: [value(1)] };
    expect(complaint(() => quotasByShare([age, age], 4, { kind: 'rounding' }))).toMatch(
      /^the feature “age” is there twice/,
    );
  });
});

describe('An invitation that cannot be is refused in words', () => {
  const pool = smallPool({ age: { young: [1, 1], old: [1, 1] } }, ['y', 'y', 'o', 'o']);
  const sound: InvitationSettings = {
    size: 2,
    onePerHousehold: false,
    strata: { age: { young: 2 } },
    response: { overall: 0.5, by: {} },
    risk: 0.05,
    simulations: 100,
  };
  const prepare = (more: Partial<InvitationSettings>) =>
    complaint(() => prepareInvitation(nodeHash, pool, { ...sound, ...more }));

  test.each<[Partial<InvitationSettings>, RegExp]>([
    [{}, /^done$/],
    [{ response: { overall: 5, by: {} } }, /^response.overall is 5; it is a share, a number from 0 to 1: 5 % is 0.05$/],
    [{ response: { by: { age: { young: 9, old: 0.1 } } } }, /^response.by: age: young is 9; it is a share/],
    [{ risk: 5 }, /^risk is 5; it is a share/],
    [{ risk: Number.NaN }, /^risk is NaN/],
    [{ strata: { age: { young: -2 } } }, /^strata: age: young is -2/],
    [{ simulations: 0 }, /^simulations is 0; it must be a whole number, 1 or more$/],
    [{ letters: 1.5 }, /^letters is 1.5/],
    [{ perHousehold: 0 }, /^perHousehold is 0/],
    [{ size: 2.5 }, /^size is 2.5/],
  ])('%j', (more, message) => {
    expect(prepare(more)).toMatch(message);
  });

  const strata = crossStrata([
    {
      feature: 'a',
      values: [
        { value: 'x', rate: 1 },
        { value: 'y', rate: 0 },
      ],
    },
  ]);

  test.each<[string, () => unknown, RegExp]>([
    [
      'fewer counts than strata',
      () => apportionLetters(1, strata, [4]),
      /^people has 1 items and strata has 2; they must have as many$/,
    ],
    ['half a letter', () => apportionLetters(0.5, strata, [4, 4]), /^letters is 0.5/],
    ['half a person', () => apportionLetters(1, strata, [4, 0.5]), /^people\[1\] is 0.5/],
    ['a negative rate', () => apportionLetters(1, [{ values: [], rate: -1 }], [4]), /^the rate of strata\[0\] is -1/],
    ['more letters than people', () => apportionLetters(9, strata, [4, 4]), /^LETTERS_TOO_MANY$/],
    [
      'a stratum that is not there',
      () => new InvitationDraw<string>(strata, 9).add(2, 'f'.repeat(64), () => ({ household: undefined, person: '' })),
      /^there is no stratum 2; strata are numbered from 0 to 1$/,
    ],
    ['no number to keep', () => new InvitationDraw(strata, Number.NaN), /^kept is NaN/],
  ])('%s', (_, call, message) => {
    expect(complaint(call)).toMatch(message);
  });
});
