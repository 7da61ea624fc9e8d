import { describe, expect, test } from 'vitest';
import { activities, type Instance, isPanel } from '../../../src/core/selection/instance.js';
import { PricingLp } from '../../../src/core/selection/pricing.js';
import { findRelaxedLeximin } from '../../../src/core/selection/relaxed-leximin.js';
import { boxAround, Rounder } from '../../../src/core/selection/rounding.js';
import { loadHighsSolver } from '../../../src/solver/highs.js';
import { anyTask } from '../../support/any-task.js';
import fc from '../../support/laws.js';
import { instanceOfTask, numbersFor } from '../../support/tight-pools.js';

const solver = await loadHighsSolver();

/** Noise from a short name. */
const noiseOf = (name: string): (() => number) => {
  const below = numbersFor(name);
  return () => below(2 ** 30) / 2 ** 30;
};

describe('the box around a point', () => {
  test('holds the point, its rows, and nothing outside the instance’s bounds', () => {
    fc.assert(
      fc.property(anyTask, (task) => {
        const instance = instanceOfTask(task);
        const x = findRelaxedLeximin(instance, [], solver)!.x;
        const box = boxAround(instance, x);
        const a = activities(instance, x);
        x.forEach((seats, t) => {
          expect(seats).toBeGreaterThan(box.seatsLower[t]! - 1e-6);
          expect(seats).toBeLessThan(box.seatsUpper[t]! + 1e-6);
          expect(box.seatsUpper[t]! - box.seatsLower[t]!).toBeLessThanOrEqual(1);
          expect(box.seatsUpper[t]).toBeLessThanOrEqual(instance.cap[t]!);
        });
        a.forEach((seats, r) => {
          expect(seats).toBeGreaterThan(box.rowLower[r]! - 1e-6);
          expect(seats).toBeLessThan(box.rowUpper[r]! + 1e-6);
          expect(box.rowLower[r]).toBeGreaterThanOrEqual(instance.lower[r]!);
          expect(box.rowUpper[r]).toBeLessThanOrEqual(instance.upper[r]!);
        });
      }),
      { numRuns: 40 },
    );
  });

  test('is the point alone where all its seats are whole', () => {
    const instance = {
      width: 1,
      rowsOf: Int32Array.of(0, 0),
      lower: Int32Array.of(0),
      upper: Int32Array.of(9),
      cap: Int32Array.of(5, 5),
    };
    // An LP’s 2 may be 2 ± 1e-8.
    const box = boxAround(instance as unknown as Instance, Float64Array.of(2 + 1e-8, 3 - 1e-8));
    expect([...box.seatsLower, ...box.seatsUpper]).toEqual([2, 3, 2, 3]);
  });
});

describe('rounding', () => {
  test('gives panels inside the box, or nothing', () => {
    let [found, tried] = [0, 0];
    fc.assert(
      fc.property(anyTask, fc.nat(), (task, number) => {
        const instance = instanceOfTask(task);
        const x = findRelaxedLeximin(instance, [], solver)!.x;
        const box = boxAround(instance, x);
        const noise = noiseOf(`rounding ${number}`);
        const pricing = new PricingLp(instance, box, x, solver);
        const rounder = new Rounder(box, instance.k, noise);
        for (let i = 0; i < 3; i++) {
          const { v, reducedCosts } = pricing.solve(Float64Array.from(x, () => noise() - 0.5));
          rounder.prepare(v, reducedCosts);
          const y = rounder.round();
          tried++;
          if (y === undefined) continue;
          found++;
          expect(isPanel(instance, y)).toBe(true);
          expect(y.every((seats, t) => seats >= box.seatsLower[t]! && seats <= box.seatsUpper[t]!)).toBe(true);
          expect(activities(instance, y).every((a, r) => a >= box.rowLower[r]! && a <= box.rowUpper[r]!)).toBe(true);
        }
        pricing.dispose();
      }),
      { numRuns: 60, seed: 3 },
    );
    // "No failure on ten pools" (DESIGN 5.3); small tight ones may have no panel in the box at all.
    expect(found).toBeGreaterThan(0.9 * tried);
  });

  test('gives each of two classes its share: a fifth and four fifths of a seat', () => {
    const box = {
      width: 1,
      rowsOf: Int32Array.of(0, 0),
      seatsLower: Int32Array.of(0, 0),
      seatsUpper: Int32Array.of(1, 1),
      rowLower: Int32Array.of(0),
      rowUpper: Int32Array.of(1),
    };
    const rounder = new Rounder(box, 1, noiseOf('fifths'));
    rounder.prepare(Float64Array.of(0.2, 0.8), new Float64Array(2));
    let first = 0;
    for (let i = 0; i < 2000; i++) first += rounder.round()![0]!;
    // Five standard deviations of 2,000 tosses of such a coin.
    expect(Math.abs(first - 400)).toBeLessThan(5 * Math.sqrt(2000 * 0.2 * 0.8));
  });
});
