import { describe, expect, test } from 'vitest';
import { ActiveSet } from '../../../src/core/selection/active-set.js';
import type { Instance } from '../../../src/core/selection/instance.js';
import { solveDense } from '../../support/dense.js';
import fc from '../../support/laws.js';

/** ActiveSet looks at the people of each class only. */
const withCounts = (count: readonly number[]): Instance =>
  ({ T: count.length, count: Int32Array.from(count) }) as unknown as Instance;

const OMEGA = 10;

/** The columns D·y with the row ω below, and the target D·x with ω below: the least-squares problem, written out. */
function leastSquares(count: readonly number[], x: readonly number[], ys: readonly Int32Array[]) {
  const column = (v: ArrayLike<number>): number[] => [...count.map((n, t) => v[t]! / Math.sqrt(n)), OMEGA];
  return { A: ys.map(column), b: column(x) };
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, v, i) => sum + v * b[i]!, 0);

/** min ‖Σ λ_i·A_i − b‖² over λ ≥ 0, by trying every set of columns: the one optimal set meets all signs. */
function bruteForceNnls(A: readonly number[][], b: readonly number[]): number[] {
  let best: { cost: number; lambda: number[] } | undefined;
  for (let set = 0; set < 2 ** A.length; set++) {
    const used = A.map((_, i) => i).filter((i) => (set >> i) & 1);
    const solved = solveDense(
      used.map((i) => used.map((j) => dot(A[i]!, A[j]!))),
      used.map((i) => dot(A[i]!, b)),
    );
    if (solved === undefined || solved.some((value) => value < -1e-9)) continue;
    const lambda = A.map((_, i) => (used.includes(i) ? solved[used.indexOf(i)]! : 0));
    const cost = squaredResidual(A, b, lambda);
    if (best === undefined || cost < best.cost - 1e-12) best = { cost, lambda };
  }
  return best!.lambda;
}

const squaredResidual = (A: readonly number[][], b: readonly number[], lambda: readonly number[]): number =>
  b.reduce((sum, target, row) => sum + (target - A.reduce((s, column, i) => s + column[row]! * lambda[i]!, 0)) ** 2, 0);

/** The weights as they are, before normalising: the mixture's own times their sum. */
function weightsOf(active: ActiveSet, x: readonly number[], ys: readonly Int32Array[]): number[] {
  const { compositions, weights } = active.mixture();
  // x − Yλ in one class where some composition has a seat gives the scale of λ.
  const r = active.residual();
  const average = x.map((_, t) => compositions.reduce((sum, y, c) => sum + weights[c]! * y[t]!, 0));
  const t = average.findIndex((value) => value > 0);
  const scale = t < 0 ? 0 : (x[t]! - r[t]!) / average[t]!;
  return ys.map((y) => {
    const c = compositions.findIndex((other) => other.every((seats, s) => seats === y[s]));
    return c < 0 ? 0 : scale * weights[c]!;
  });
}

const problem = fc
  .integer({ min: 2, max: 5 })
  .chain((T) =>
    fc.record({
      count: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: T, maxLength: T }),
      x: fc.array(
        fc.integer({ min: 0, max: 30 }).map((v) => v / 10),
        { minLength: T, maxLength: T },
      ),
      ys: fc.uniqueArray(fc.array(fc.nat(3), { minLength: T, maxLength: T }), {
        minLength: 1,
        maxLength: 7,
        selector: (y) => y.join(' '),
      }),
    }),
  )
  // As a panel has, every composition has a seat somewhere.
  .map(({ count, x, ys }) => ({
    count,
    x,
    ys: ys.map((y) => Int32Array.from(y, (seats, t) => (t === 0 ? seats + 1 : seats))),
  }));

/** Adds whichever composition has the steepest descent and corrects, until none has: what the decomposition does. */
function runToTheEnd(
  active: ActiveSet,
  A: readonly number[][],
  b: readonly number[],
  x: readonly number[],
  ys: readonly Int32Array[],
): number {
  for (let steps = 0; ; steps++) {
    const lambda = weightsOf(active, x, ys);
    const rest = b.map((target, row) => target - A.reduce((sum, column, i) => sum + column[row]! * lambda[i]!, 0));
    const descents = A.map((column, i) => (active.has(ys[i]!) ? 0 : dot(column, rest)));
    const steepest = descents.indexOf(Math.max(...descents));
    if (steps > 200) throw new Error('no end');
    if (descents[steepest]! < 1e-9 || !active.add(ys[steepest]!)) return steps;
    active.correct();
  }
}

describe('the fully corrective step', () => {
  test('ends at the least squares with weights ≥ 0, as found by trying every set of columns', () => {
    fc.assert(
      fc.property(problem, ({ count, x, ys }) => {
        const { A, b } = leastSquares(count, x, ys);
        const active = new ActiveSet(withCounts(count), Float64Array.from(x));
        runToTheEnd(active, A, b, x, ys);
        const best = squaredResidual(A, b, bruteForceNnls(A, b));
        expect(squaredResidual(A, b, weightsOf(active, x, ys))).toBeCloseTo(best, 7);
      }),
      { numRuns: 300 },
    );
  });

  test('leaves weights that are positive, and optimal among the compositions it keeps', () => {
    fc.assert(
      fc.property(problem, ({ count, x, ys }) => {
        const { A, b } = leastSquares(count, x, ys);
        const active = new ActiveSet(withCounts(count), Float64Array.from(x));
        for (const y of ys) {
          active.add(y);
          active.correct();
          const kept = ys.map((_, i) => i).filter((i) => active.has(ys[i]!));
          const lambda = weightsOf(active, x, ys);
          for (const i of kept) expect(lambda[i]).toBeGreaterThan(0);
          const alone = solveDense(
            kept.map((i) => kept.map((j) => dot(A[i]!, A[j]!))),
            kept.map((i) => dot(A[i]!, b)),
          );
          if (alone !== undefined)
            kept.forEach((i, j) => {
              expect(lambda[i]).toBeCloseTo(alone[j]!, 6);
            });
        }
      }),
      { numRuns: 200 },
    );
  });

  test('drops compositions whose weight comes to nothing, though rounding leaves it a hair below 0', () => {
    // The target is the last composition itself: the optimum is that alone.
    fc.assert(
      fc.property(problem, ({ count, ys }) => {
        const target = ys.at(-1)!;
        const active = new ActiveSet(withCounts(count), Float64Array.from(target));
        for (const y of ys) {
          active.add(y);
          active.correct();
        }
        const { compositions, weights } = active.mixture();
        expect(weights.every((weight) => weight > 0)).toBe(true);
        const average = (t: number): number => compositions.reduce((sum, y, c) => sum + weights[c]! * y[t]!, 0);
        for (const t of target.keys()) expect(average(t)).toBeCloseTo(target[t]!, 9);
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  test('keeps its factor true through compositions that come and go', () => {
    // 40 compositions over 12 classes, added and dropped; in the end the same optimum as a fresh set of those kept.
    const T = 12;
    const count = Array.from({ length: T }, (_, t) => 1 + (t % 4));
    const x = Float64Array.from({ length: T }, (_, t) => ((t * 7) % 5) / 3);
    const ys = Array.from({ length: 40 }, (_, i) =>
      Int32Array.from({ length: T }, (_, t) => ((i * i + 3 * i * t + t * t) % 7) % 3),
    );
    const active = new ActiveSet(withCounts(count), x);
    for (let round = 0; round < 3; round++) {
      for (const y of ys) {
        active.add(y);
        active.correct();
      }
    }
    const fresh = new ActiveSet(withCounts(count), x);
    for (let i = 0; i < active.size; i++) fresh.add(active.composition(i));
    fresh.correct();
    expect(fresh.size).toBe(active.size);
    expect(active.size).toBeGreaterThan(3);
    active.residual().forEach((value, t) => {
      expect(value).toBeCloseTo(fresh.residual()[t]!, 9);
    });
  });

  test('comes nearer whenever one of several new compositions would alone bring it nearer, whatever the others are', () => {
    fc.assert(
      fc.property(problem, ({ count, x, ys }) => {
        const { A, b } = leastSquares(count, x, ys);
        const active = new ActiveSet(withCounts(count), Float64Array.from(x));
        active.add(ys[0]!);
        active.correct();
        const lambda = weightsOf(active, x, ys);
        const before = squaredResidual(A, b, lambda);
        const rest = b.map((target, row) => target - A.reduce((sum, column, i) => sum + column[row]! * lambda[i]!, 0));
        // The steepest first, as the decomposition adds what it priced before what it swapped.
        const descent = (y: (typeof ys)[number]): number => dot(A[ys.indexOf(y)]!, rest);
        const fresh = ys.filter((y) => !active.has(y)).sort((y, z) => descent(z) - descent(y));
        if (fresh[0] === undefined || descent(fresh[0]) < 1e-3) return;
        for (const y of fresh) active.add(y);
        active.correct();
        expect(squaredResidual(A, b, weightsOf(active, x, ys))).toBeLessThan(before - 1e-9);
      }),
      { numRuns: 500 },
    );
  });

  test('takes no composition twice', () => {
    const active = new ActiveSet(withCounts([2, 2]), Float64Array.of(0.5, 0.5));
    expect(active.add(Int32Array.of(1, 0))).toBe(true);
    expect(active.add(Int32Array.of(1, 0))).toBe(false);
    expect(active.size).toBe(1);
  });

  test('splits evenly between two compositions that mirror each other', () => {
    const active = new ActiveSet(withCounts([3, 3]), Float64Array.of(0.5, 0.5));
    for (const y of [Int32Array.of(1, 0), Int32Array.of(0, 1)]) {
      active.add(y);
      active.correct();
    }
    expect([...active.mixture().weights].map((weight) => Math.round(weight * 1e12) / 1e12)).toEqual([0.5, 0.5]);
  });
});
