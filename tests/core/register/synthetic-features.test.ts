import { describe, expect, test } from 'vitest';
import { SortitionError } from '../../../src/core/errors.js';
import { apportion } from '../../../src/core/register/apportionment.js';
import { drawFeatureValues } from '../../../src/core/register/synthetic/feature-values.js';
import { roundTable } from '../../../src/core/register/synthetic/integer-table.js';
import { fitTable, marginal, tableShape } from '../../../src/core/register/synthetic/joint-table.js';
import type { Correlation, PopulationSpec } from '../../../src/core/register/synthetic/population-spec.js';
import fc from '../../support/laws.js';
import { seededNoise } from '../../support/seeded-noise.js';

/** Shares in tenths of a per cent that sum to 100. */
const shares = fc
  .array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 5 })
  .filter((weights) => weights.some((w) => w > 0))
  .map((weights) => Object.fromEntries(apportion(1000, weights).map((tenths, v) => [`v${v}`, tenths / 10] as const)));

const spec = fc
  .record({
    people: fc.integer({ min: 1, max: 3000 }),
    all: fc.array(shares, { minLength: 1, maxLength: 5 }),
    tilts: fc.array(
      fc.record({
        of: fc.nat(4),
        by: fc.nat(4),
        value: fc.nat(4),
        odds: fc.double({ min: 0.1, max: 10, noNaN: true }),
      }),
      { maxLength: 6 },
    ),
  })
  .map(({ people, all, tilts }): PopulationSpec => {
    const features = Object.fromEntries(all.map((s, f) => [`f${f}`, s] as const));
    const correlations = tilts
      .filter(({ of, by }) => of !== by && of < all.length && by < all.length)
      .map(({ of, by, value, odds }): Correlation => {
        const named = (f: number) => `v${value % Object.keys(all[f] ?? {}).length}`;
        return { among: { [`f${by}`]: [named(by)] }, odds: { [`f${of}`]: { [named(of)]: odds } } };
      });
    return { seed: '', people, referenceDate: '2026-10-01', features, correlations };
  });

describe('the values of features', () => {
  test('hit every share exactly, whatever goes together', () => {
    fc.assert(
      fc.property(spec, fc.nat(), (population, seed) => {
        const values = drawFeatureValues(population, seededNoise(seed));
        for (const [feature, declared] of Object.entries(population.features)) {
          expect(tally(values[feature], Object.keys(declared).length)).toEqual(
            apportion(population.people, Object.values(declared)),
          );
        }
      }),
    );
  });

  test('meet declared odds, to the rounding of whole people', () => {
    const population = town([{ among: { quarter: ['lower'] }, odds: { age: { young: 1.3 } } }]);
    const [lowerYoung = 0, lowerOld = 0, upperYoung = 0, upperOld = 0] = crossTable(population, 'quarter', 'age');
    expect(lowerYoung / lowerOld / (upperYoung / upperOld)).toBeCloseTo(1.3, 2);
  });

  test('go together only as declared: an unlinked feature is spread evenly', () => {
    const population = town([{ among: { quarter: ['lower'] }, odds: { age: { young: 5 } } }]);
    const [lowerMen = 0, lowerWomen = 0, upperMen = 0, upperWomen = 0] = crossTable(population, 'quarter', 'gender');
    expect(lowerMen / lowerWomen / (upperMen / upperWomen)).toBeCloseTo(1, 1);
  });

  test('of odds 0 are never drawn', () => {
    const population = town([{ among: { quarter: ['lower'] }, odds: { age: { old: 0 } } }]);
    const [lowerYoung, lowerOld] = crossTable(population, 'quarter', 'age');
    expect([lowerYoung, lowerOld]).toEqual([40_000, 0]);
  });

  test('of odds 0 are never drawn, whatever else goes together', () => {
    let drawn = 0;
    fc.assert(
      fc.property(spec, fc.nat(4), fc.nat(4), fc.nat(), (population, one, other, seed) => {
        const [first, second] = [`f${one}`, `f${other}`].map((name) => ({ name, shares: population.features[name] }));
        if (first?.shares === undefined || second?.shares === undefined || one === other) return;
        const [here = '', there = ''] = [first, second].map((f) => Object.keys(f.shares ?? {}).at(-1) ?? '');
        const never = { among: { [first.name]: [here] }, odds: { [second.name]: { [there]: 0 } } };
        const correlations = [...(population.correlations ?? []), never];
        const values = valuesUnlessConflict({ ...population, correlations }, seed);
        if (values === undefined) return;
        drawn++;
        const [v, w] = [first, second].map((f) => Object.keys(f.shares ?? {}).length - 1);
        const both = [...(values[first.name] ?? []).keys()].filter(
          (p) => values[first.name]?.[p] === v && values[second.name]?.[p] === w,
        );
        expect(both).toEqual([]);
      }),
      { numRuns: 60 },
    );
    expect(drawn).toBeGreaterThan(5);
  });

  test('take correlations among several features at once', () => {
    const among = { quarter: ['lower'], gender: ['woman'] };
    const population = town([{ among, odds: { age: { young: 4 } } }]);
    const values = drawFeatureValues(population, seededNoise(1));
    const youngShare = (quarter: number, gender: number): number => {
      const people = [...(values['quarter'] ?? []).keys()].filter(
        (p) => values['quarter']?.[p] === quarter && values['gender']?.[p] === gender,
      );
      return people.filter((p) => values['age']?.[p] === 0).length / people.length;
    };
    expect(youngShare(0, 1)).toBeGreaterThan(youngShare(0, 0) + 0.2);
    expect(youngShare(1, 1)).toBeCloseTo(youngShare(1, 0), 2);
  });

  test('are exact in a table of 160,000 combinations too', () => {
    const many = Object.fromEntries(Array.from({ length: 400 }, (_, v) => [`v${v}`, 0.25] as const));
    const population: PopulationSpec = {
      ...town([{ among: { one: ['v1'] }, odds: { other: { v1: 2 } } }]),
      people: 10_000,
      features: { one: many, other: many },
    };
    const values = drawFeatureValues(population, seededNoise(1));
    expect(new Set(tally(values['one'], 400))).toEqual(new Set([25]));
    expect(new Set(tally(values['other'], 400))).toEqual(new Set([25]));
  });

  test('that contradict each other are refused', () => {
    const population = town([{ among: { quarter: ['lower', 'upper'] }, odds: { age: { old: 0 } } }]);
    expect(() => drawFeatureValues(population, seededNoise(1))).toThrow(
      expect.objectContaining({ code: 'SYNTH_CORRELATIONS_CONFLICT' }),
    );
  });

  test('that hang together in more combinations than can be fitted are refused', () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, v) => [`v${v}`, 0.2] as const));
    const population: PopulationSpec = {
      ...town([{ among: { one: ['v1'] }, odds: { other: { v1: 2 }, third: { v1: 2 } } }]),
      features: { one: many, other: many, third: many },
    };
    expect(() => drawFeatureValues(population, seededNoise(1))).toThrow(
      expect.objectContaining({ code: 'SYNTH_TABLE_TOO_LARGE', args: expect.objectContaining({ cells: 125_000_000 }) }),
    );
  });
});

test('a fitted table has the wanted marginals and keeps the odds ratios', () => {
  // Two by two with odds ratio 3 and equal marginals: the solution is √3 / (1 + √3) on the diagonal.
  const shape = tableShape([2, 2]);
  const table = fitTable(shape, Float64Array.of(3, 1, 1, 1), [
    [50, 50],
    [50, 50],
  ]);
  expect(table[0]).toBeCloseTo(50 * (Math.sqrt(3) / (1 + Math.sqrt(3))), 5);
  expect(marginal(shape, 0, table)[0]).toBeCloseTo(50, 5);
  expect(marginal(shape, 1, table)[1]).toBeCloseTo(50, 5);
});

function valuesUnlessConflict(population: PopulationSpec, seed: number) {
  try {
    return drawFeatureValues(population, seededNoise(seed));
  } catch (error) {
    if (error instanceof SortitionError && error.code === 'SYNTH_CORRELATIONS_CONFLICT') return undefined;
    throw error;
  }
}

test('rounding rather gives up than fills a cell that must stay empty', () => {
  // Only a move into the empty cell (0, 1) could give the first value of the first axis its third person.
  const targets = [
    [3, 1],
    [2, 2],
  ];
  expect(() => roundTable(tableShape([2, 2]), Float64Array.of(2, 0, 0, 2), targets)).toThrow(
    expect.objectContaining({ code: 'SYNTH_CORRELATIONS_CONFLICT' }),
  );
});

test('rounding keeps cells within one of their expectation', () => {
  const targets = [
    [5, 5],
    [4, 6],
  ];
  const expected = Float64Array.of(2.4, 2.6, 1.6, 3.4);
  const counts = roundTable(tableShape([2, 2]), expected, targets);
  expect([...counts].every((count, cell) => Math.abs(count - (expected[cell] ?? 0)) < 1)).toBe(true);
});

const town = (correlations: readonly Correlation[]): PopulationSpec => ({
  seed: '',
  people: 100_000,
  referenceDate: '2026-10-01',
  features: {
    gender: { man: 49.7, woman: 50.3 },
    age: { young: 60, old: 40 },
    quarter: { lower: 40, upper: 60 },
  },
  correlations,
});

function crossTable(population: PopulationSpec, rows: string, columns: string): number[] {
  const values = drawFeatureValues(population, seededNoise(1));
  const pairs = Uint16Array.from(values[rows] ?? [], (row, p) => row * 2 + (values[columns]?.[p] ?? 0));
  return tally(pairs, 4);
}

function tally(values: Uint16Array | undefined, n: number): number[] {
  const counts = Array<number>(n).fill(0);
  for (const value of values ?? []) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
