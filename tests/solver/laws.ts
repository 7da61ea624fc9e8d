import { expect } from 'vitest';
import type { LpSolution, MipSolution } from '../../src/core/ports.js';
import type { Written } from './random-programs.js';

/** What every adapter's answers have to satisfy, up to rounding. */
const TOLERANCE = 1e-8;

const product = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0);

const column = ({ a }: Written, j: number): number[] => a.map((row) => row[j]!);

/** Within [lower, upper], and a multiplier that is positive only at the upper bound and negative only at the lower. */
function expectComplementary(
  value: number,
  [lower, upper]: readonly [number, number],
  multiplier: number,
  what: string,
): void {
  expect(value, `${what} ≥ its lower bound`).toBeGreaterThanOrEqual(lower - TOLERANCE);
  expect(value, `${what} ≤ its upper bound`).toBeLessThanOrEqual(upper + TOLERANCE);
  if (multiplier > TOLERANCE) expect(value, `${what} at its upper bound, its price positive`).toBeCloseTo(upper, 7);
  if (multiplier < -TOLERANCE) expect(value, `${what} at its lower bound, its price negative`).toBeCloseTo(lower, 7);
}

/** Primal and dual feasible, complementary, and of the same value. */
export function expectOptimal(written: Written, { objective, x, rowDuals, reducedCosts }: LpSolution): void {
  const { cost, columns, rows, a } = written;
  rows.forEach((bounds, i) => {
    expectComplementary(product(a[i]!, x), bounds, rowDuals[i]!, `row ${i}`);
  });
  columns.forEach((bounds, j) => {
    expect(reducedCosts[j], `reduced cost ${j}`).toBeCloseTo(cost[j]! - product(column(written, j), rowDuals), 8);
    expectComplementary(x[j]!, bounds, reducedCosts[j]!, `column ${j}`);
  });
  expect(objective, 'objective').toBeCloseTo(product(cost, x), 8);
  const price = (multiplier: number, [lower, upper]: readonly [number, number]): number =>
    Math.abs(multiplier) <= TOLERANCE ? 0 : multiplier * (multiplier > 0 ? upper : lower);
  const dual =
    rows.reduce((sum, bounds, i) => sum + price(rowDuals[i]!, bounds), 0) +
    columns.reduce((sum, bounds, j) => sum + price(reducedCosts[j]!, bounds), 0);
  expect(dual, 'dual objective').toBeCloseTo(objective, 6);
}

/** Integers within all bounds, of the value that is claimed. */
export function expectIntegerSolution({ cost, columns, rows, a }: Written, { objective, x }: MipSolution): void {
  columns.forEach(([lower, upper], j) => {
    expect(x[j]).toBeGreaterThanOrEqual(lower);
    expect(x[j]).toBeLessThanOrEqual(upper);
  });
  rows.forEach(([lower, upper], i) => {
    expect(product(a[i]!, x)).toBeGreaterThanOrEqual(lower);
    expect(product(a[i]!, x)).toBeLessThanOrEqual(upper);
  });
  expect(objective).toBeCloseTo(product(cost, x), 8);
}
