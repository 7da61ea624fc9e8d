import { describe, expect, test } from 'vitest';
import { activities } from '../../../src/core/selection/instance.js';
import { findRelaxedLeximin } from '../../../src/core/selection/relaxed-leximin.js';
import { loadHighsSolver } from '../../../src/solver/highs.js';
import { anyTask } from '../../support/any-task.js';
import fc from '../../support/laws.js';
import { instanceOf, smallPool } from '../../support/small-pools.js';
import { instanceOfTask } from '../../support/tight-pools.js';

const solver = await loadHighsSolver();

describe('relaxed leximin', () => {
  test('has levels that never fall, every class in one of them, and k expected seats', () => {
    fc.assert(
      fc.property(anyTask, (task) => {
        const instance = instanceOfTask(task);
        const { a, x, levels } = findRelaxedLeximin(instance, [], solver)!;
        levels.forEach(({ z }, j) => {
          expect(z).toBeGreaterThan((levels[j - 1]?.z ?? 0) - 1e-9);
        });
        expect(levels.flatMap(({ fixed }) => fixed).sort((s, t) => s - t)).toEqual([...a.keys()]);
        for (const { fixed, z } of levels) for (const t of fixed) expect(a[t]).toBeCloseTo(z, 9);
        expect(a.reduce((sum, level, t) => sum + instance.count[t]! * level, 0)).toBeCloseTo(instance.k, 7);
        x.forEach((seats, t) => {
          expect(seats).toBeCloseTo(instance.count[t]! * a[t]!, 8);
        });
      }),
      { numRuns: 60 },
    );
  });

  test('is a point of the relaxation', () => {
    fc.assert(
      fc.property(anyTask, (task) => {
        const instance = instanceOfTask(task);
        const { x } = findRelaxedLeximin(instance, [], solver)!;
        x.forEach((seats, t) => {
          expect(seats).toBeGreaterThan(-1e-9);
          expect(seats).toBeLessThan(instance.cap[t]! + 1e-9);
        });
        activities(instance, x).forEach((a, r) => {
          expect(a).toBeGreaterThan(instance.lower[r]! - 1e-8);
          expect(a).toBeLessThan(instance.upper[r]! + 1e-8);
        });
      }),
      { numRuns: 40 },
    );
  });

  test('has dual weights that sum to 1 over the classes not fixed before', () => {
    fc.assert(
      fc.property(anyTask, (task) => {
        const instance = instanceOfTask(task);
        const open = new Set(instance.count.keys());
        for (const { fixed, y } of findRelaxedLeximin(instance, [], solver)!.levels) {
          expect([...open].reduce((sum, t) => sum + instance.count[t]! * y[t]!, 0)).toBeCloseTo(1, 7);
          for (const t of fixed) open.delete(t);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('stops where no point meets the quotas', () => {
    const pool = smallPool({ age: { young: [3, 3], old: [0, 3] } }, ['y', 'y', 'o', 'o']);
    expect(findRelaxedLeximin(instanceOf(pool, 3), [], solver)).toBeUndefined();
  });

  test('gives strata their shares: 2 of 3 young, 1 of 6 old', () => {
    const pool = smallPool({ age: { young: [2, 2], old: [1, 1] } }, [...'yyyoooooo']);
    const { a } = findRelaxedLeximin(instanceOf(pool, 3), [], solver)!;
    expect(a[0]).toBeCloseTo(2 / 3, 12);
    expect(a[1]).toBeCloseTo(1 / 6, 12);
  });
});
