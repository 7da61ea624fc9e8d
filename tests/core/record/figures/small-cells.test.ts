import { describe, expect, test } from 'vitest';
import { crossFeatures, hideSmall } from '../../../../src/core/record/figures/crossed.js';
import { groupSmall, mirrorFeatures } from '../../../../src/core/record/figures/mirror.js';
import { LEAST_SHARED } from '../../../../src/core/record/publication.js';
import fc from '../../../support/laws.js';

const anyCounts = fc.array(fc.oneof(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 60 })), {
  minLength: 1,
  maxLength: 8,
});
const anyTable = fc
  .record({ rows: fc.integer({ min: 1, max: 6 }), columns: fc.integer({ min: 1, max: 6 }) })
  .chain(({ rows, columns }) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 14 }), { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );

describe('Values that few people have', () => {
  test('are told together with others until nobody stands in a group of fewer than five', () => {
    fc.assert(
      fc.property(anyCounts, (counts) => {
        const groups = groupSmall(counts);
        expect(groups.flat().sort((a, b) => a - b)).toEqual([...counts.keys()]);
        const sizes = groups.map((group) => group.reduce((sum, v) => sum + (counts[v] ?? 0), 0));
        if (sizes.filter((size) => size > 0).length > 1)
          for (const size of sizes) expect(size === 0 || size >= LEAST_SHARED).toBe(true);
        // Nothing is joined without need.
        if (counts.every((count) => count === 0 || count >= LEAST_SHARED)) expect(groups.length).toBe(counts.length);
      }),
    );
  });

  test('keep sums: population, pool, panel and quotas of a group are those of its values', () => {
    const [feature] = mirrorFeatures(
      [{ feature: 'gender', values: ['woman', 'man', 'other'].map((value) => ({ value, min: 1, max: 3 })) }],
      {
        pool: [
          { values: [0], people: 30 },
          { values: [1], people: 20 },
          { values: [2], people: 2 },
        ],
        panel: [
          { values: [0], people: 3 },
          { values: [2], people: 1 },
        ],
        population: [[0.5, 0.49, 0.01]],
      },
    );
    expect(feature?.rows).toEqual([
      { names: ['woman'], population: 0.5, pool: 30, panel: 3, min: 1, max: 3 },
      { names: ['man', 'other'], population: 0.5, pool: 22, panel: 1, min: 2, max: 6 },
    ]);
    expect(feature?.rowOf).toEqual([0, 1, 1]);
  });
});

describe('Combinations that few people have', () => {
  test('are not shown, and cannot be computed from the sums of their rows and columns', () => {
    fc.assert(
      fc.property(anyTable, (counts) => {
        const hidden = hideSmall(counts);
        for (const [row, line] of counts.entries())
          for (const [column, people] of line.entries())
            if (people > 0 && people < LEAST_SHARED) expect(hidden[row]?.[column]).toBe(true);
        const lines = [
          ...counts.map((line, row) => line.map((people, column) => ({ people, isHidden: hidden[row]?.[column] }))),
          ...(counts[0] ?? []).map((_, column) =>
            counts.map((line, row) => ({ people: line[column] ?? 0, isHidden: hidden[row]?.[column] })),
          ),
        ];
        for (const line of lines) {
          const filled = line.filter(({ people }) => people > 0);
          // With one filled cell the sum of the line is that cell, which the feature by itself tells.
          if (filled.length > 1) expect(filled.filter(({ isHidden }) => isHidden).length).not.toBe(1);
        }
        if (counts.flat().every((people) => people === 0 || people >= LEAST_SHARED))
          expect(hidden.flat().includes(true)).toBe(false);
      }),
    );
  });

  test('stand in one sum, which with the others makes up the panel', () => {
    const features = ['a', 'b'].map((feature) => ({
      feature,
      values: ['x', 'y', 'z'].map((value) => ({ value, min: 0, max: 9 })),
    }));
    const pool = Array.from({ length: 9 }, (_, i) => ({
      values: [i % 3, Math.floor(i / 3)],
      people: i === 0 ? 2 : 20,
    }));
    const panel = pool.map(({ values }) => ({ values, people: 1 }));
    const mirrored = mirrorFeatures(features, { pool, panel, population: [undefined, undefined] });
    const [table] = crossFeatures(mirrored, { pool, panel, population: pool });
    expect(table?.others?.cells).toBe(4);
    const shown = table?.cells.reduce((sum, cell) => sum + cell.panel, 0) ?? 0;
    expect(shown + (table?.others?.panel ?? 0)).toBe(9);
    const expected = table?.cells.reduce((sum, cell) => sum + cell.expected, 0) ?? 0;
    expect(expected + (table?.others?.expected ?? 0)).toBeCloseTo(9, 10);
  });

  test('a panel exactly like the population is no seat off', () => {
    const features = ['a', 'b'].map((feature) => ({
      feature,
      values: ['x', 'y'].map((value) => ({ value, min: 0, max: 9 })),
    }));
    const pool = Array.from({ length: 4 }, (_, i) => ({ values: [i % 2, Math.floor(i / 2)], people: 10 }));
    const panel = pool.map((of) => ({ ...of, people: 3 }));
    const mirrored = mirrorFeatures(features, { pool, panel, population: [undefined, undefined] });
    const [table] = crossFeatures(mirrored, { pool, panel, population: pool });
    expect(table?.seatsOff).toBe(0);
    expect(table?.byChance).toBeGreaterThan(1);
  });
});
