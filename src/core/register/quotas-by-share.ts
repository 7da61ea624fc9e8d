import { FaultList, SortitionError } from '../errors.js';
import { apportionExactly, asIntegers, type Fraction } from './apportionment.js';
import { type CellBounds, type FractionalTable, roundTable } from './controlled-rounding.js';
import { type ArrangedShares, arrangeShares, type CrossedShares, isCrossed } from './crossed-shares.js';
import type { Quotas } from './features.js';
import { type FeatureShares, seatsByShare, type ValueSeats } from './seats-by-share.js';
import { requireShares } from './share-checks.js';
import { seatBounds, type Tolerance } from './tolerance.js';

/** A value's seats and the quota around them. */
export interface ValueQuota extends ValueSeats {
  readonly min: number;
  readonly max: number;
}

/** The quotas of a feature, each with its reason. */
export interface FeatureQuotaPlan {
  readonly feature: string;
  readonly isPercent: boolean;
  /** Its shares are sums over a crossed feature. */
  readonly isDerived: boolean;
  /** The features that it crosses, where it does. */
  readonly crosses?: readonly [string, string];
  readonly values: readonly ValueQuota[];
}

/**
 * Population shares → quotas of a panel. Single features by the largest remainder (`seatsByShare`); crossed features by
 * rounding their whole table so that it comes out at the seats of both features (`roundTable`). So the seats themselves meet
 * every quota; those of one feature sum to `size`, and those of a crossed one to the seats of each.
 *
 * @param shares a feature each; `share` in any unit that the feature keeps to (`isPercent`: per cent, which sum to 100 within 1)
 * @param size seats of the panel, a whole number ≥ 1
 * @param tolerance `seats`: whole seats; `percent`: per cent of the value's own seats, so that 10 is 10 %
 * @throws RangeError where a number is none of these (NaN, negative, a fraction of a seat), or a feature or value comes twice
 * @throws SortitionError SHARES_NOT_HUNDRED · PANEL_LARGER_THAN_POOL · FLOOR_ABOVE_PEOPLE · SHARES_ALL_ZERO · FLOORS_ABOVE_SIZE ·
 *   CROSS_CONTRADICTS · CROSS_UNROUNDABLE and the faults of `arrangeShares`
 */
export function quotasByShare(
  shares: readonly FeatureShares[],
  size: number,
  tolerance: Tolerance,
): FeatureQuotaPlan[] {
  requireShares(shares, size, tolerance);
  const arranged = arrangeShares(shares);
  requirePeople(arranged, size);
  const singles = new Map<string, ValueSeats[]>();
  for (const of of arranged) if (!isCrossed(of)) singles.set(of.feature, seatsByShare(of, size));
  return arranged.map((of) => {
    const seats = isCrossed(of) ? crossedSeats(of, singles, size) : (singles.get(of.feature) ?? []);
    return {
      feature: of.feature,
      isPercent: of.isPercent,
      isDerived: !isCrossed(of) && of.isDerived,
      ...(isCrossed(of) && { crosses: [of.of[0].feature, of.of[1].feature] as const }),
      values: seats.map((value) => ({ ...value, ...seatBounds(tolerance, value, size) })),
    };
  });
}

/** The quotas alone, as draws take them. */
export const quotasOf = (plan: readonly FeatureQuotaPlan[]): Quotas =>
  plan.map(({ feature, values }) => ({
    feature,
    quotas: values.map(({ value, min, max }) => ({ value, min, max })),
  }));

function requirePeople(arranged: readonly ArrangedShares[], size: number): void {
  const faults = new FaultList();
  for (const { feature, values } of arranged) {
    const people = values.reduce((sum, value) => sum + (value.people ?? Number.POSITIVE_INFINITY), 0);
    if (people < size) throw new SortitionError('PANEL_LARGER_THAN_POOL', { size, people });
    for (const { value, floor = 0, people = floor, where } of values) {
      if (floor > people) faults.add('FLOOR_ABOVE_PEOPLE', { feature, value, floor, people }, where);
    }
  }
  faults.throwIfAny();
}

/** The seats of a crossed feature's values, in their own order. */
function crossedSeats(
  of: CrossedShares,
  singles: ReadonlyMap<string, readonly ValueSeats[]>,
  size: number,
): ValueSeats[] {
  const { feature, cells } = of;
  if (cells.every(({ share }) => share === 0)) {
    throw new SortitionError('SHARES_ALL_ZERO', { feature }, cells[0]?.where);
  }
  const rows = singles.get(of.of[0].feature) ?? [];
  const columns = singles.get(of.of[1].feature) ?? [];
  const shares = cells.map(({ share }) => share);
  const table: FractionalTable = {
    m: rows.length,
    n: columns.length,
    total: size,
    weights: asIntegers(shares),
    rowSums: rows.map(({ seats }) => seats),
    columnSums: columns.map(({ seats }) => seats),
  };
  const dues = apportionExactly(size, shares).map(({ entitlement }) => entitlement);
  const seats = roundCells(of, table, dues, [rows, columns]);
  const places = new Map(cells.map((cell, at) => [cell, at]));
  return of.values.map((value) => {
    const at = places.get(value) ?? 0;
    const due = dues[at] ?? NOTHING;
    const got = seats[at] ?? 0;
    const cell = [Math.floor(at / columns.length), at % columns.length] as const;
    return { ...value, entitlement: due, due, seats: got, cell, rounding: { kind: 'cell', to: wayTo(got, due) } };
  });
}

const NOTHING: Fraction = { numerator: 0n, denominator: 1n };
const floorOf = ({ numerator, denominator }: Fraction): number => Number(numerator / denominator);
const isWhole = ({ numerator, denominator }: Fraction): boolean => numerator % denominator === 0n;

function wayTo(seats: number, due: Fraction): 'whole' | 'up' | 'down' | 'beyond' {
  const more = seats - floorOf(due);
  if (more === 0) return isWhole(due) ? 'whole' : 'down';
  return more === 1 && !isWhole(due) ? 'up' : 'beyond';
}

/**
 * Every cell its entitlement rounded down or up. Where floors have moved seats, of its own or of the features that it
 * crosses, that may not be possible: then by as few seats beyond as it takes.
 */
function roundCells(
  of: CrossedShares,
  table: FractionalTable,
  dues: readonly Fraction[],
  [rows, columns]: readonly [readonly ValueSeats[], readonly ValueSeats[]],
): number[] {
  const hasFloors = [...rows, ...columns].some(({ rounding }) => rounding.kind === 'floor');
  const most = hasFloors || of.cells.some(({ floor = 0 }) => floor > 0) ? table.total : 0;
  for (let beyond = 0; beyond <= most; beyond++) {
    const seats = roundTable(table, boundsOf(of, dues, beyond));
    if (seats !== undefined) return seats;
  }
  throw contradiction(of, boundsOf(of, dues, most), [rows, columns]);
}

function boundsOf({ cells }: CrossedShares, dues: readonly Fraction[], beyond: number): CellBounds {
  const lower: number[] = [];
  const upper: number[] = [];
  cells.forEach(({ floor = 0, people = Number.POSITIVE_INFINITY }, at) => {
    const due = dues[at] ?? NOTHING;
    const down = floorOf(due);
    // Nobody is entitled to a seat where nobody is.
    const up = due.numerator === 0n ? 0 : down + (isWhole(due) ? 0 : 1) + beyond;
    lower.push(Math.max(down - beyond, floor));
    upper.push(Math.max(Math.min(up, people), floor));
  });
  return { lower, upper };
}

/** Names a value of one of the two features whose own seats its cells cannot make up, or else just both features. */
function contradiction(
  of: CrossedShares,
  { lower, upper }: CellBounds,
  [rows, columns]: readonly [readonly ValueSeats[], readonly ValueSeats[]],
): SortitionError {
  const [one, other] = of.of;
  const n = columns.length;
  const sum = (bounds: readonly number[], isOfLine: (at: number) => boolean): number =>
    bounds.reduce((total, seats, at) => total + (isOfLine(at) ? seats : 0), 0);
  const lines = [
    ...rows.map((line, i) => ({ feature: one.feature, line, holds: (at: number) => Math.floor(at / n) === i })),
    ...columns.map((line, j) => ({ feature: other.feature, line, holds: (at: number) => at % n === j })),
  ];
  for (const { feature, line, holds } of lines) {
    const [least, most] = [sum(lower, holds), sum(upper, holds)];
    if (least <= line.seats && line.seats <= most) continue;
    const { value, seats, where } = line;
    return new SortitionError('CROSS_CONTRADICTS', { cross: of.feature, feature, value, seats, least, most }, where);
  }
  const args = { cross: of.feature, one: one.feature, other: other.feature };
  return new SortitionError('CROSS_UNROUNDABLE', args, of.cells[0]?.where);
}
