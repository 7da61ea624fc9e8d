import { describe, expect, test } from 'vitest';
import { apportionLetters, crossStrata } from '../../../src/core/register/strata.js';
import fc from '../../support/laws.js';

const strataOf = (rates: readonly number[]) => rates.map((rate, s) => ({ values: [`s${s}`], rate }));

const asked = fc
  .array(fc.record({ people: fc.nat(400), rate: fc.integer({ min: 1, max: 40 }) }), { minLength: 1, maxLength: 7 })
  .filter((strata) => strata.some(({ people }) => people > 0))
  .chain((strata) => {
    const total = strata.reduce((sum, { people }) => sum + people, 0);
    return fc.record({ strata: fc.constant(strata), letters: fc.integer({ min: 1, max: total }) });
  });

describe('Letters of strata', () => {
  test('sum to the letters, and are never more than the people', () => {
    fc.assert(
      fc.property(asked, ({ strata, letters }) => {
        const people = strata.map((stratum) => stratum.people);
        const due = apportionLetters(letters, strataOf(strata.map(({ rate }) => rate)), people);
        expect(due.reduce((sum, count) => sum + count, 0)).toBe(letters);
        due.forEach((count, s) => {
          expect(count).toBeLessThanOrEqual(people[s] ?? 0);
        });
      }),
    );
  });

  test('are within one of people × rate, but where others have no more people to take theirs', () => {
    fc.assert(
      fc.property(asked, ({ strata, letters }) => {
        const people = strata.map((stratum) => stratum.people);
        const rates = strata.map(({ rate }) => rate);
        const due = apportionLetters(letters, strataOf(rates), people);
        const open = due.flatMap((count, s) => (count < (people[s] ?? 0) ? [s] : []));
        const weight = open.reduce((sum, s) => sum + (people[s] ?? 0) * (rates[s] ?? 0), 0);
        const left = open.reduce((sum, s) => sum + (due[s] ?? 0), 0);
        for (const s of open)
          expect(Math.abs((due[s] ?? 0) - (left * (people[s] ?? 0) * (rates[s] ?? 0)) / weight)).toBeLessThan(
            // Strata that are just full take part in the rounding, too.
            strata.length,
          );
      }),
    );
  });

  test('are four times as many where the rate is four', () => {
    expect(apportionLetters(700, strataOf([4, 1]), [1000, 3000])).toEqual([400, 300]);
  });

  test('go to the others where a stratum has had all its people', () => {
    expect(apportionLetters(100, strataOf([40, 1, 1]), [30, 500, 500])).toEqual([30, 35, 35]);
    expect(apportionLetters(3, strataOf([1, 1]), [1, 2])).toEqual([1, 2]);
  });

  test('cannot be more than the people', () => {
    expect(() => apportionLetters(4, strataOf([1, 1]), [1, 2])).toThrow('4 letters for 3 people');
  });
});

test('Strata are all combinations, their rates multiplied, the last feature fastest', () => {
  const strata = crossStrata([
    {
      feature: 'age',
      values: [
        { value: 'young', rate: 2 },
        { value: 'old', rate: 1 },
      ],
    },
    {
      feature: 'quarter',
      values: [
        { value: 'harbour', rate: 4 },
        { value: 'hill', rate: 1 },
      ],
    },
  ]);
  expect(strata).toEqual([
    { values: ['young', 'harbour'], rate: 8 },
    { values: ['young', 'hill'], rate: 2 },
    { values: ['old', 'harbour'], rate: 4 },
    { values: ['old', 'hill'], rate: 1 },
  ]);
  expect(crossStrata([])).toEqual([{ values: [], rate: 1 }]);
});

test('Rates multiply as they are written: 0.1 × 3 is no more than 1 × 0.3', () => {
  const values = (...rates: number[]) => rates.map((rate, v) => ({ value: `v${v}`, rate }));
  const strata = crossStrata([
    { feature: 'a', values: values(1, 0.1) },
    { feature: 'b', values: values(0.3, 3) },
  ]);
  expect(strata.map(({ rate }) => rate)).toEqual([0.3, 3, 0.03, 0.3]);
  // Equal remainders: the first stratum has the letter.
  expect(apportionLetters(1, strata, [1, 0, 0, 1])).toEqual([1, 0, 0, 0]);
  // 3 × 1.1 is 3.3000000000000003 in binary fractions.
  const tied = crossStrata([{ feature: 'a', values: values(3.3, 1.1) }]);
  expect(apportionLetters(1, tied, [1, 3])).toEqual([1, 0]);
});
