import { describe, expect, test } from 'vitest';
import { apportion } from '../../../src/core/register/apportionment.js';
import { type CellBounds, type FractionalTable, roundTable } from '../../../src/core/register/controlled-rounding.js';
import fc from '../../support/laws.js';

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** Small tables of weights with row and column sums of their own, which may or may not go together. */
const tables = fc
  .record({
    m: fc.integer({ min: 1, max: 3 }),
    n: fc.integer({ min: 1, max: 3 }),
    total: fc.integer({ min: 1, max: 9 }),
  })
  .chain(({ m, n, total }) =>
    fc.record({
      m: fc.constant(m),
      n: fc.constant(n),
      total: fc.constant(total),
      weights: fc
        .array(fc.oneof(fc.nat(9), fc.constant(0), fc.nat(1000)), { minLength: m * n, maxLength: m * n })
        .filter((list) => list.some((weight) => weight > 0)),
      skew: fc.array(fc.nat(3), { minLength: m, maxLength: m }),
    }),
  )
  .map(({ m, n, total, weights, skew }): FractionalTable => {
    const rows = Array.from({ length: m }, (_, i) => sum(weights.slice(i * n, (i + 1) * n)));
    const columns = Array.from({ length: n }, (_, j) => sum(weights.filter((_w, at) => at % n === j)));
    const skewed = rows.map((row, i) => row * (1 + skew[i]!));
    return {
      m,
      n,
      total,
      weights: weights.map(BigInt),
      rowSums: apportion(total, skewed),
      columnSums: apportion(total, columns),
    };
  });

function roundedBounds({ total, weights }: FractionalTable): CellBounds {
  const all = weights.reduce((a, b) => a + b, 0n);
  const lower = weights.map((weight) => Number((BigInt(total) * weight) / all));
  const upper = weights.map((weight, at) => lower[at]! + ((BigInt(total) * weight) % all === 0n ? 0 : 1));
  return { lower, upper };
}

/** Every table within the bounds that has the sums. */
function* allTables(table: FractionalTable, { lower, upper }: CellBounds, cells: number[] = []): Generator<number[]> {
  const { m, n, rowSums, columnSums } = table;
  const at = cells.length;
  if (at === m * n) {
    const rowsFit = rowSums.every((wanted, i) => sum(cells.slice(i * n, (i + 1) * n)) === wanted);
    const columnsFit = columnSums.every((wanted, j) => sum(cells.filter((_c, k) => k % n === j)) === wanted);
    if (rowsFit && columnsFit) yield [...cells];
    return;
  }
  for (let seats = lower[at]!; seats <= upper[at]!; seats++)
    yield* allTables(table, { lower, upper }, [...cells, seats]);
}

/** Σ (x − e)², times the square of the sum of the weights. */
function distance({ total, weights }: FractionalTable, cells: readonly number[]): bigint {
  const all = weights.reduce((a, b) => a + b, 0n);
  return cells.reduce((d, seats, at) => d + (BigInt(seats) * all - BigInt(total) * weights[at]!) ** 2n, 0n);
}

describe('Controlled rounding', () => {
  test.each([
    ['down or up', 0],
    ['with one seat beyond', 1],
  ])('finds the nearest table %s, or none where there is none, as trying all does', (_, beyond) => {
    let found = 0;
    let none = 0;
    fc.assert(
      fc.property(tables, (table) => {
        const rounded = roundedBounds(table);
        const bounds = {
          lower: rounded.lower.map((seats) => Math.max(0, seats - beyond)),
          upper: rounded.upper.map((seats) => seats + beyond),
        };
        fc.pre(beyond === 0 || table.m * table.n <= 6);
        const result = roundTable(table, bounds);
        const all = [...allTables(table, bounds)];
        if (result === undefined) {
          none++;
          expect(all).toEqual([]);
          return;
        }
        found++;
        expect(all).toContainEqual(result);
        const best = all.map((cells) => distance(table, cells)).reduce((a, b) => (b < a ? b : a));
        expect(distance(table, result)).toBe(best);
      }),
      { numRuns: 400 },
    );
    expect(found).toBeGreaterThan(20);
    if (beyond === 0) expect(none).toBeGreaterThan(20);
  });

  test('of a single row is the largest remainder', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { minLength: 1, maxLength: 8 }),
        fc.nat(50),
        (weights, total) => {
          const seats = apportion(total, weights);
          const table = {
            m: 1,
            n: weights.length,
            total,
            weights: weights.map(BigInt),
            rowSums: [total],
            columnSums: seats,
          };
          expect(roundTable(table, roundedBounds(table))).toEqual(seats);
        },
      ),
    );
  });

  test('takes a larger table of whole seats as it is', () => {
    const weights = Array.from({ length: 12 * 8 }, (_, at) => (at * 7) % 11);
    const total = sum(weights);
    const table = {
      m: 12,
      n: 8,
      total,
      weights: weights.map(BigInt),
      rowSums: Array.from({ length: 12 }, (_, i) => sum(weights.slice(i * 8, i * 8 + 8))),
      columnSums: Array.from({ length: 8 }, (_, j) => sum(weights.filter((_w, at) => at % 8 === j))),
    };
    expect(roundTable(table, roundedBounds(table))).toEqual(weights);
    expect(roundTable(table, { lower: weights.map(() => 0), upper: weights.map(() => total) })).toEqual(weights);
  });
});
