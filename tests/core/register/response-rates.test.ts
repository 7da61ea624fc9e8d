import { describe, expect, test } from 'vitest';
import { type Cells, fitRates, type StatedRates } from '../../../src/core/register/response-rates.js';
import fc from '../../support/laws.js';

/** All combinations of the features' values, with somebody in each. */
const anyCells: fc.Arbitrary<Cells> = fc
  .array(fc.integer({ min: 2, max: 4 }), { minLength: 1, maxLength: 3 })
  .chain((sizes) => {
    const T = sizes.reduce((product, size) => product * size, 1);
    const values = Uint16Array.from({ length: T * sizes.length }, (_, e) => {
      const [c, f] = [Math.floor(e / sizes.length), e % sizes.length];
      return Math.floor(c / sizes.slice(f + 1).reduce((product, size) => product * size, 1)) % sizes[f]!;
    });
    const people = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: T, maxLength: T });
    return people.map((counts) => ({ values, sizes, people: counts }));
  });

/** True rates: anything between 0.1 and 20 %, so that what they make of each value can be stated without contradiction. */
const anyTruth = anyCells.chain((cells) =>
  fc.record({
    cells: fc.constant(cells),
    truth: fc.array(fc.double({ min: 0.001, max: 0.2, noNaN: true }), {
      minLength: cells.people.length,
      maxLength: cells.people.length,
    }),
    isKnown: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
  }),
);

interface Truth {
  readonly cells: Cells;
  readonly truth: readonly number[];
}

const rateOf = ({ cells, truth }: Truth, has: (c: number) => boolean): number => {
  let [people, yes] = [0, 0];
  for (let c = 0; c < truth.length; c++) {
    if (!has(c)) continue;
    people += cells.people[c]!;
    yes += cells.people[c]! * truth[c]!;
  }
  return yes / people;
};

const has =
  ({ values, sizes }: Cells, f: number, v: number) =>
  (c: number) =>
    values[c * sizes.length + f] === v;

const statedOf = (given: Truth, isKnown: readonly boolean[]): StatedRates[] =>
  given.cells.sizes.map((size, f) => ({
    feature: `feature ${f}`,
    f,
    rates: Array.from({ length: size }, (_, v) =>
      isKnown[f * 4 + v] ? rateOf(given, has(given.cells, f, v)) : undefined,
    ),
  }));

describe('Fitted response rates', () => {
  test('give every value its stated rate, and everybody the rate overall', () => {
    fc.assert(
      fc.property(anyTruth, ({ cells, truth, isKnown }) => {
        const overall = rateOf({ cells, truth }, () => true);
        const stated = statedOf({ cells, truth }, isKnown);
        const fitted = fitRates(cells, stated, overall);
        const made = { cells, truth: [...fitted.rates] };
        expect(rateOf(made, () => true)).toBeCloseTo(overall, 8);
        expect(fitted.overall).toBeCloseTo(overall, 8);
        for (const { f, rates } of stated) {
          rates.forEach((rate, v) => {
            if (rate !== undefined) expect(rateOf(made, has(cells, f, v)) / rate).toBeCloseTo(1, 7);
          });
        }
        expect(fitted.rates.every((rate) => rate >= 0 && rate <= 1)).toBe(true);
      }),
    );
  });

  test('are a product of one number for each value: what is not stated adds nothing', () => {
    // 2 × 2 cells: the odds ratio of rates is 1.
    const cells = { values: Uint16Array.of(0, 0, 0, 1, 1, 0, 1, 1), sizes: [2, 2], people: [100, 400, 300, 200] };
    const { rates } = fitRates(
      cells,
      [
        { feature: 'age', f: 0, rates: [0.03, undefined] },
        { feature: 'gender', f: 1, rates: [undefined, 0.08] },
      ],
      0.06,
    );
    expect((rates[0]! * rates[3]!) / (rates[1]! * rates[2]!)).toBeCloseTo(1, 7);
  });

  test('leave to the values without a rate what keeps the rate overall', () => {
    const cells = { values: Uint16Array.of(0, 1, 2), sizes: [3], people: [100, 300, 600] };
    const fitted = fitRates(cells, [{ feature: 'age', f: 0, rates: [0.02, undefined, undefined] }], 0.05);
    expect([...fitted.rates].map((rate) => rate.toFixed(9))).toEqual(['0.020000000', '0.053333333', '0.053333333']);
    expect(fitted.rest[0]).toBeCloseTo(48 / 900, 12);
    expect(fitted.overallBy).toBeUndefined();
  });

  test('by all values of a feature make the rate overall themselves', () => {
    const cells = { values: Uint16Array.of(0, 1), sizes: [2], people: [100, 300] };
    const fitted = fitRates(cells, [{ feature: 'age', f: 0, rates: [0.02, 0.06] }], 0.1);
    expect([fitted.overall, fitted.overallBy]).toEqual([0.05, 'age']);
    expect([...fitted.rates].map((rate) => rate.toFixed(12))).toEqual(['0.020000000000', '0.060000000000']);
  });

  test('are everybody’s where only that is known', () => {
    const cells = { values: new Uint16Array(0), sizes: [], people: [50] };
    expect([...fitRates(cells, [], 0.07).rates]).toEqual([0.07]);
    expect(() => fitRates(cells, [], undefined)).toThrow('there is no response rate');
  });

  test('are at most 1, and others then make up for it', () => {
    const cells = { values: Uint16Array.of(0, 0, 0, 1, 1, 0, 1, 1), sizes: [2, 2], people: [10, 10, 10, 10] };
    const { rates } = fitRates(
      cells,
      [
        { feature: 'age', f: 0, rates: [0.9, undefined] },
        { feature: 'gender', f: 1, rates: [0.9, undefined] },
      ],
      0.7,
    );
    // Without the cap, 1.16 for the young women.
    expect(rates.every((rate) => rate <= 1)).toBe(true);
    expect(rates[0]).toBe(1);
    expect((rates[0]! + rates[1]!) / 2).toBeCloseTo(0.9, 8);
    expect((rates[0]! + rates[2]!) / 2).toBeCloseTo(0.9, 8);
  });

  const square = { values: Uint16Array.of(0, 0, 0, 1, 1, 0, 1, 1), sizes: [2, 2], people: [50, 50, 50, 50] };

  test('that make different rates overall contradict each other', () => {
    const stated = [
      { feature: 'age', f: 0, rates: [0.02, 0.06] },
      { feature: 'gender', f: 1, rates: [0.05, 0.05] },
    ];
    expect(() => fitRates(square, stated, 0.05)).toThrow(
      'those by “age” make 4 % of everybody, those by “gender” make 5 % of everybody',
    );
    expect(fitRates(square, [stated[0]!, { ...stated[1]!, rates: [0.05, undefined] }], 0.05).overall).toBe(0.04);
  });

  test.each([
    [0.11, '-1 %'],
    [0.3, '-20 %'],
  ])('of %d for half contradict 5 %% for all', (rate, left) => {
    const stated = [{ feature: 'age', f: 0, rates: [rate, undefined] }];
    expect(() => fitRates(square, stated, 0.05)).toThrow(`its other values would have to reply at ${left}`);
  });

  test('that no rates of people can meet together contradict each other', () => {
    // All young people are men: 10 % of the young are more than 1 % of the men.
    const cells = { values: Uint16Array.of(0, 0, 1, 0, 1, 1), sizes: [2, 2], people: [500, 10, 490] };
    const stated = [
      { feature: 'age', f: 0, rates: [0.1, undefined] },
      { feature: 'gender', f: 1, rates: [0.01, undefined] },
    ];
    expect(() => fitRates(cells, stated, 0.06)).toThrow('No response rates of people agree with all that is stated');
  });
});
