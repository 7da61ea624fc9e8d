import type { Program } from '../../src/core/ports.js';
import fc from '../support/laws.js';

/** A program written down by rows: bounds of column j and row i as [lower, upper], entries a[i][j]. */
export interface Written {
  readonly cost: readonly number[];
  readonly columns: readonly (readonly [number, number])[];
  readonly rows: readonly (readonly [number, number])[];
  readonly a: readonly (readonly number[])[];
}

export function toProgram({ cost, columns, rows, a }: Written): Program {
  const starts = [0];
  const index: number[] = [];
  const values: number[] = [];
  columns.forEach((_, j) => {
    a.forEach((row, i) => {
      if (row[j] !== 0) {
        index.push(i);
        values.push(row[j]!);
      }
    });
    starts.push(index.length);
  });
  return {
    cost: Float64Array.from(cost),
    lower: Float64Array.from(columns, ([lower]) => lower),
    upper: Float64Array.from(columns, ([, upper]) => upper),
    rowLower: Float64Array.from(rows, ([lower]) => lower),
    rowUpper: Float64Array.from(rows, ([, upper]) => upper),
    starts: Int32Array.from(starts),
    rows: Int32Array.from(index),
    values: Float64Array.from(values),
  };
}

const { POSITIVE_INFINITY: INFINITY } = Number;
/** A seat of room in one case of four. */
const rarely = fc.nat(3).map((n) => (n === 3 ? 1 : 0));
const integer = (min: number, max: number) => fc.integer({ min, max });

/** Bounds of any kind: both, equal, one, none. */
const anyRowBounds: fc.Arbitrary<readonly [number, number]> = fc.oneof(
  { weight: 3, arbitrary: integer(-2, 8).map((b) => [-INFINITY, b] as const) },
  { weight: 3, arbitrary: integer(-4, 4).map((b) => [b, INFINITY] as const) },
  { weight: 2, arbitrary: integer(-2, 5).map((b) => [b, b] as const) },
  { weight: 2, arbitrary: fc.tuple(integer(-3, 3), integer(0, 4)).map(([b, more]) => [b, b + more] as const) },
  { weight: 1, arbitrary: fc.constant([-INFINITY, INFINITY] as const) },
);

const box = fc.tuple(integer(-2, 2), integer(0, 4)).map(([b, more]) => [b, b + more] as const);

/** A column with its cost; where a bound is missing, the cost does not pull that way, so that no program is unbounded. */
const anyColumn: fc.Arbitrary<{ readonly cost: number; readonly bounds: readonly [number, number] }> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ cost: integer(-5, 5), bounds: box }) },
  { weight: 2, arbitrary: integer(-5, 0).map((cost) => ({ cost, bounds: [0, INFINITY] as const })) },
  { weight: 1, arbitrary: integer(0, 5).map((cost) => ({ cost, bounds: [-INFINITY, 3] as const })) },
  { weight: 1, arbitrary: fc.constant({ cost: 0, bounds: [-INFINITY, INFINITY] as const }) },
);

/** Mostly 0 and 1, as in our programs: degenerate vertices are the rule. */
const entry = fc.oneof({ weight: 6, arbitrary: integer(0, 1) }, { weight: 1, arbitrary: integer(-3, 3) });

const matrix = (m: number, n: number) =>
  fc.array(fc.array(entry, { minLength: n, maxLength: n }), { minLength: m, maxLength: m });

/** Everything but the matrix: what may change between solves. */
type Setting = Omit<Written, 'a'>;

const lpSetting = (m: number, n: number): fc.Arbitrary<Setting> =>
  fc
    .record({
      columns: fc.array(anyColumn, { minLength: n, maxLength: n }),
      rows: fc.array(anyRowBounds, { minLength: m, maxLength: m }),
    })
    .map(({ columns, rows }) => ({
      cost: columns.map(({ cost }) => cost),
      columns: columns.map(({ bounds }) => bounds),
      rows,
    }));

const wholeOrFraction = fc.oneof(
  integer(-5, 5),
  integer(-99, 99).map((c) => c / 16),
);

const mipSetting = (m: number, n: number): fc.Arbitrary<Setting> =>
  fc.record({
    cost: fc.array(wholeOrFraction, { minLength: n, maxLength: n }),
    columns: fc.array(box, { minLength: n, maxLength: n }),
    rows: fc.array(anyRowBounds, { minLength: m, maxLength: m }),
  });

/** One matrix with a few settings, one after the other, and changes of its entries [i, j, a_ij] before each. */
export interface Family {
  readonly a: Written['a'];
  readonly steps: readonly {
    readonly setting: Setting;
    readonly entries: readonly (readonly [number, number, number])[];
  }[];
}

const family = (setting: typeof lpSetting, sizes: readonly [m: number, n: number], steps: number) =>
  fc.tuple(integer(1, sizes[0]), integer(1, sizes[1])).chain(
    ([m, n]): fc.Arbitrary<Family> =>
      fc.record({
        a: matrix(m, n),
        steps: fc.array(
          fc.record({
            setting: setting(m, n),
            entries: fc.array(fc.tuple(fc.nat(m - 1), fc.nat(n - 1), entry), { maxLength: 2 }),
          }),
          { minLength: 1, maxLength: steps },
        ),
      }),
  );

const alone = ({ a, steps }: Family): Written => ({ ...steps[0]!.setting, a });

/** Linear programs of up to 7 rows and 8 columns. */
export const anyLpFamily = family(lpSetting, [7, 8], 5);
export const anyLp: fc.Arbitrary<Written> = family(lpSetting, [7, 8], 1).map(alone);
/** Integer programs over boxes of at most 5⁴ points; costs may be fractions. */
export const anyMipFamily = family(mipSetting, [4, 4], 4);
export const anyMip: fc.Arbitrary<Written> = family(mipSetting, [4, 4], 1).map(alone);

/**
 * Integer programs like our own: every column lies in one row of each of three features, rows are tight around a point
 * that keeps them all. Branch and bound has some nodes to do.
 */
export const anyTightMip: fc.Arbitrary<Written> = fc
  .record({
    people: fc.array(fc.tuple(fc.nat(2), fc.nat(3), fc.nat(3), integer(1, 3)), { minLength: 15, maxLength: 30 }),
    point: fc.array(fc.nat(3), { minLength: 30, maxLength: 30 }),
    room: fc.array(fc.tuple(rarely, rarely), { minLength: 12, maxLength: 12 }),
    cost: fc.array(integer(-99, 99), { minLength: 30, maxLength: 30 }),
  })
  .map(({ people, point, room, cost }) => {
    const seats = people.map(([, , , cap], j) => Math.min(cap, point[j]!));
    const a = [0, 1, 2].flatMap((f) => [0, 1, 2, 3].map((v) => people.map((values) => (values[f] === v ? 1 : 0))));
    return {
      cost: people.map((_, j) => cost[j]! / 16),
      columns: people.map(([, , , cap]) => [0, cap] as const),
      rows: a.map((row, i) => {
        const at = row.reduce<number>((sum, value, j) => sum + value * seats[j]!, 0);
        return [at - room[i]![0], at + room[i]![1]] as const;
      }),
      a,
    };
  });

/** The best value of c·x over all integer points; undefined when there is none. */
export function bruteForce({ cost, columns, rows, a }: Written): number | undefined {
  let best: number | undefined;
  const place = (x: number[]): void => {
    const bounds = columns[x.length];
    if (bounds !== undefined) {
      for (let value = bounds[0]; value <= bounds[1]; value++) place([...x, value]);
      return;
    }
    const product = (row: readonly number[]): number => row.reduce((sum, value, j) => sum + value * x[j]!, 0);
    if (!rows.every(([lower, upper], i) => product(a[i]!) >= lower && product(a[i]!) <= upper)) return;
    best = Math.max(best ?? -INFINITY, product(cost));
  };
  place([]);
  return best;
}
