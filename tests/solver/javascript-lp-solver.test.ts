import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { SortitionError } from '../../src/core/errors.js';
import type { Solver } from '../../src/core/ports.js';
import type { Pool } from '../../src/core/register/pool.js';
import { findPanel } from '../../src/core/selection/find-panel.js';
import { findLeximin } from '../../src/core/selection/leximin.js';
import { noiseSource } from '../../src/random/noise.js';
import { DenseProgram } from '../../src/solver/dense-program.js';
import { loadHighsSolver } from '../../src/solver/highs.js';
import { loadJsSolver } from '../../src/solver/javascript-lp-solver.js';
import { isFeasible, provesInfeasible, provesOptimal } from '../../src/solver/optimality.js';
import fc from '../support/laws.js';
import { anyPoolOfPairs, anySmallPool, instanceOf } from '../support/small-pools.js';
import { toProgram, type Written } from './random-programs.js';

const highs = await loadHighsSolver();
const js = loadJsSolver();
const { POSITIVE_INFINITY: INFINITY } = Number;

function caught(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('javascript-lp-solver', () => {
  test('refuses what has no optimum, in our words', () => {
    const unbounded = toProgram({ cost: [1], columns: [[0, INFINITY]], rows: [], a: [] });
    for (const solve of [() => js.openLp(unbounded).solve(), () => js.openMip(unbounded).solve()]) {
      const error = caught(solve);
      expect(error).toBeInstanceOf(SortitionError);
      expect(error).toMatchObject({ code: 'SOLVER_FAILED', args: { solver: 'js', status: 'unbounded' } });
    }
  });

  test('refuses numbers that are none', () => {
    const program = toProgram({ cost: [Number.NaN], columns: [[0, 1]], rows: [[0, 1]], a: [[1]] });
    expect(caught(() => js.openLp(program).solve())).toMatchObject({ code: 'SOLVER_FAILED' });
  });

  // The library's presolve sets the costs of fixed variables to zero; its check for cycles calls such programs infeasible.
  test('counts the cost of a column whose bounds meet', () => {
    const written: Written = {
      cost: [3, 1],
      columns: [
        [2, 2],
        [0, 1],
      ],
      rows: [[2, 3]],
      a: [[1, 1]],
    };
    expect(js.openLp(toProgram(written)).solve()?.objective).toBeCloseTo(7, 9);
    expect(js.openMip(toProgram(written)).solve()?.objective).toBe(7);
  });

  test('gets through a degenerate program that cycles', () => {
    // Beale 1955: optimum 1/20 at x = (1/25, 0, 1, 0); the textbook's rule returns to where it began after six pivots.
    const written: Written = {
      cost: [3 / 4, -150, 1 / 50, -6],
      columns: [
        [0, INFINITY],
        [0, INFINITY],
        [0, INFINITY],
        [0, INFINITY],
      ],
      rows: [
        [-INFINITY, 0],
        [-INFINITY, 0],
        [-INFINITY, 1],
      ],
      a: [
        [1 / 4, -60, -1 / 25, 9],
        [1 / 2, -90, -1 / 50, 3],
        [0, 0, 1, 0],
      ],
    };
    expect(js.openLp(toProgram(written)).solve()?.objective).toBeCloseTo(1 / 20, 12);
  });

  test('is exact where the library rounds to eight digits', () => {
    const written: Written = { cost: [1], columns: [[0, 1]], rows: [[-INFINITY, 1]], a: [[7]] };
    expect(Math.abs((js.openLp(toProgram(written)).solve()?.x[0] ?? 0) - 1 / 7)).toBeLessThan(1e-15);
  });

  test('finds the same leximin chances as HiGHS within 1e-6, and a panel where there is one', () => {
    const chances = (solver: Solver, { pool, k }: { readonly pool: Pool; readonly k: number }) =>
      findLeximin(instanceOf(pool, k), {
        solver,
        noise: noiseSource(createHash('sha256').update('same chances').digest('hex')),
      })?.probabilities;
    fc.assert(
      fc.property(fc.oneof(anySmallPool, anyPoolOfPairs), (drawn) => {
        const [one, other] = [chances(highs, drawn), chances(js, drawn)];
        expect(other === undefined).toBe(one === undefined);
        expect(findPanel(instanceOf(drawn.pool, drawn.k), js) === undefined).toBe(one === undefined);
        one?.forEach((chance, t) => {
          expect(Math.abs(chance - (other?.[t] ?? Number.NaN))).toBeLessThan(1e-6);
        });
      }),
      { numRuns: 100 },
    );
  });
});

/** max x + y with x + y ≤ 1 and 2x + y ≥ 0 in the unit square. */
const small = new DenseProgram(
  toProgram({
    cost: [1, 1],
    columns: [
      [0, 1],
      [0, 1],
    ],
    rows: [
      [-INFINITY, 1],
      [0, INFINITY],
    ],
    a: [
      [1, 1],
      [2, 1],
    ],
  }),
);
const of = (...values: number[]): Float64Array => Float64Array.from(values);

describe('the proof of an optimum', () => {
  test('is a feasible point with complementary multipliers', () => {
    expect(isFeasible(small, of(0.5, 0.5), 1e-10)).toBe(true);
    expect(provesOptimal(small, { x: of(0.5, 0.5), y: of(1, 0), d: of(0, 0) }, 1e-10)).toBe(true);
  });

  test('does not hold for points outside', () => {
    expect(isFeasible(small, of(1, 0.1), 1e-10)).toBe(false);
    expect(isFeasible(small, of(-0.1, 0.5), 1e-10)).toBe(false);
    expect(isFeasible(small, of(Number.NaN, 0.5), 1e-10)).toBe(false);
  });

  test('does not hold for a point short of the bound that has a price, nor for a price of the wrong sign', () => {
    expect(provesOptimal(small, { x: of(0.4, 0.5), y: of(1, 0), d: of(0, 0) }, 1e-10)).toBe(false);
    expect(provesOptimal(small, { x: of(0.5, 0.5), y: of(0, 0), d: of(1, 1) }, 1e-10)).toBe(false);
    expect(provesOptimal(small, { x: of(0.5, 0.5), y: of(-1, 0), d: of(0, 0) }, 1e-10)).toBe(false);
  });
});

describe('the proof that there is no point', () => {
  const none = new DenseProgram(
    toProgram({
      cost: [0, 0],
      columns: [
        [0, 1],
        [0, INFINITY],
      ],
      rows: [
        [3, INFINITY],
        [-INFINITY, 1],
      ],
      a: [
        [1, 1],
        [0, 1],
      ],
    }),
  );

  test('is multipliers whose combination no point of the box meets', () => {
    expect(provesInfeasible(none, of(-1, 1))).toBe(true);
  });

  test('does not hold for other multipliers, or where there is a point', () => {
    expect(provesInfeasible(none, of(-1, 0))).toBe(false);
    expect(provesInfeasible(none, of(1, -1))).toBe(false);
    expect(provesInfeasible(none, of(0, 0))).toBe(false);
    expect(provesInfeasible(small, of(1, -1))).toBe(false);
  });
});
