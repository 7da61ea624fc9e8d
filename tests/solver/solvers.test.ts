import { describe, expect, test } from 'vitest';
import type { LpModel, MipModel, Program, Solver } from '../../src/core/ports.js';
import { loadHighsSolver } from '../../src/solver/highs.js';
import { loadJsSolver } from '../../src/solver/javascript-lp-solver.js';
import fc from '../support/laws.js';
import { expectIntegerSolution, expectOptimal } from './laws.js';
import {
  anyLp,
  anyLpFamily,
  anyMip,
  anyMipFamily,
  anyTightMip,
  bruteForce,
  toProgram,
  type Written,
} from './random-programs.js';

const highs = await loadHighsSolver();
const js = loadJsSolver();

function using<M extends { dispose(): void }, R>(model: M, work: (model: M) => R): R {
  try {
    return work(model);
  } finally {
    model.dispose();
  }
}

const solveLp = (solver: Solver, program: Program) => using(solver.openLp(program), (model) => model.solve());
const solveMip = (solver: Solver, program: Program) => using(solver.openMip(program), (model) => model.solve());

/** Puts everything that may change between solves at what the program says. */
function change(model: LpModel | MipModel, { cost, lower, upper, rowLower, rowUpper }: Program): void {
  model.setCost(cost);
  model.setBounds(lower, upper);
  model.setRowBounds(rowLower, rowUpper);
}

describe.each([highs, js])('the solver $name', (solver) => {
  test('solves linear programs with primal and dual solutions that prove each other', () => {
    fc.assert(
      fc.property(anyLp, (written) => {
        const solution = solveLp(solver, toProgram(written));
        if (solution !== undefined) expectOptimal(written, solution);
      }),
      { numRuns: 400 },
    );
  });

  test('finds the best integer point, or that there is none', () => {
    fc.assert(
      fc.property(anyMip, (written) => {
        const solution = solveMip(solver, toProgram(written));
        const best = bruteForce(written);
        expect(solution === undefined).toBe(best === undefined);
        if (solution === undefined || best === undefined) return;
        expectIntegerSolution(written, solution);
        expect(solution.objective).toBeCloseTo(best, 8);
      }),
      { numRuns: 300 },
    );
  });

  test('keeps a linear program between solves: changed, it is as good as a new one', () => {
    fc.assert(
      fc.property(anyLpFamily, ({ a, steps }) => {
        using(solver.openLp(toProgram({ ...steps[0]!.setting, a })), (model) => {
          let written: Written = { ...steps[0]!.setting, a };
          for (const { setting, entries } of steps) {
            written = { ...setting, a: written.a };
            for (const [i, j, value] of entries) {
              model.setCoefficient(i, j, value);
              written = { ...written, a: written.a.map((row, r) => (r === i ? row.with(j, value) : row)) };
            }
            change(model, toProgram(written));
            const [kept, fresh] = [model.solve(), solveLp(solver, toProgram(written))];
            expect(kept?.objective).toEqual(fresh && expect.closeTo(fresh.objective, 8));
            if (kept !== undefined) expectOptimal(written, kept);
          }
        });
      }),
      { numRuns: 300 },
    );
  });

  test('keeps an integer program between solves: changed, it is as good as a new one', () => {
    fc.assert(
      fc.property(anyMipFamily, ({ a, steps }) => {
        using(solver.openMip(toProgram({ ...steps[0]!.setting, a })), (model) => {
          for (const { setting } of steps) {
            change(model, toProgram({ ...setting, a }));
            const best = bruteForce({ ...setting, a });
            expect(model.solve()?.objective).toEqual(best === undefined ? undefined : expect.closeTo(best, 8));
          }
        });
      }),
      { numRuns: 200 },
    );
  });

  test('tells the multiplier of each bound with its sign', () => {
    // max 2x + y,  x + y ≤ 3 worth 1 a unit,  x ≤ 2 worth 1 more;  then 0.5 ≤ y binds from below.
    const written: Written = {
      cost: [2, 1],
      columns: [
        [0, 2],
        [0, 9],
      ],
      rows: [[Number.NEGATIVE_INFINITY, 3]],
      a: [[1, 1]],
    };
    const best = solveLp(solver, toProgram(written));
    expect(best?.objective).toBeCloseTo(5, 9);
    expect([...(best?.rowDuals ?? [])]).toEqual([expect.closeTo(1, 9)]);
    expect([...(best?.reducedCosts ?? [])]).toEqual([expect.closeTo(1, 9), expect.closeTo(0, 9)]);
    const forced = solveLp(
      solver,
      toProgram({
        ...written,
        cost: [0, -1],
        rows: [[1, 3]],
        columns: [
          [0, 0.5],
          [0, 9],
        ],
      }),
    );
    expect(forced?.objective).toBeCloseTo(-0.5, 9);
    expect([...(forced?.rowDuals ?? [])]).toEqual([expect.closeTo(-1, 9)]);
    expect([...(forced?.reducedCosts ?? [])]).toEqual([expect.closeTo(1, 9), expect.closeTo(0, 9)]);
  });

  test('takes a program without an objective for a question of feasibility', () => {
    const written: Written = {
      cost: [0, 0],
      columns: [
        [0, 2],
        [0, 2],
      ],
      rows: [[3, 3]],
      a: [[1, 1]],
    };
    expect(solveLp(solver, toProgram(written))?.objective).toBeCloseTo(0, 12);
    expect([...(solveMip(solver, toProgram(written))?.x ?? [])].sort()).toEqual([1, 2]);
    expect(solveLp(solver, toProgram({ ...written, rows: [[5, 5]] }))).toBeUndefined();
    expect(solveMip(solver, toProgram({ ...written, rows: [[5, 5]] }))).toBeUndefined();
  });

  test('finds no integer point between fractions', () => {
    const written: Written = { cost: [1], columns: [[0, 1]], rows: [[1, 1]], a: [[2]] };
    expect(solveLp(solver, toProgram(written))?.x[0]).toBeCloseTo(0.5, 9);
    expect(solveMip(solver, toProgram(written))).toBeUndefined();
  });
});

describe('both solvers', () => {
  test('give linear programs the same value, and call the same ones infeasible', () => {
    fc.assert(
      fc.property(anyLp, (written) => {
        const [one, other] = [solveLp(highs, toProgram(written)), solveLp(js, toProgram(written))];
        expect(other === undefined).toBe(one === undefined);
        if (one !== undefined && other !== undefined) expect(other.objective).toBeCloseTo(one.objective, 8);
      }),
      { numRuns: 500 },
    );
  });

  test('give integer programs with some branching the same value', () => {
    fc.assert(
      fc.property(anyTightMip, (written) => {
        const [one, other] = [solveMip(highs, toProgram(written)), solveMip(js, toProgram(written))];
        expect(other?.objective).toEqual(one && expect.closeTo(one.objective, 8));
      }),
      { numRuns: 100 },
    );
  });
});
