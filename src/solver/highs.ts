import type { Highs, Model } from 'highs';
import { SortitionError } from '../core/errors.js';
import type { LpModel, MipModel, Program, Solver } from '../core/ports.js';

/**
 * HiGHS, compiled to WebAssembly: the same bits on every platform.
 *
 * Its failures are caught here: an uncaught one would print the whole minified source, and no user should read a
 * solver's own words. No time limit is ever set, so that a solve gives the same result on a slow machine.
 */

/**
 * Feasibility of rows and of reduced costs; the smallest that HiGHS accepts. Its default of 1e-7 lets the later levels
 * of leximin drift up by 3e-5, and the decomposition then chases a point that no mixture of panels reaches.
 */
const FEASIBILITY = 1e-10;
/** A branch-and-bound optimum is proved when the bound is this close; objectives here are integers or weights of order 1. */
const MIP_GAP = 1e-9;
const OPTIMAL = 7;
const INFEASIBLE = 8;
/** Presolve could not tell which; all our columns are boxed, so the program is not unbounded. */
const UNBOUNDED_OR_INFEASIBLE = 9;

export async function loadHighsSolver(): Promise<Solver> {
  // Loaded only when a solver is asked for: half of every command never does. The package's types describe its CommonJS
  // build; the ES module's default export is the loader itself.
  const { default: exported } = await import('highs');
  const load = exported as unknown as (typeof exported)['default'];
  const highs = await load().catch(refuse);
  return {
    name: 'highs',
    openLp: (program, tolerance = FEASIBILITY) => openLp(highs, program, tolerance),
    openMip: (program, gap = 0) => openMip(highs, program, gap),
  };
}

function openLp(highs: Highs, program: Program, tolerance: number): LpModel {
  const model = createModel(highs, program, {
    primal_feasibility_tolerance: tolerance,
    dual_feasibility_tolerance: tolerance,
  });
  return {
    ...changes(model, program.cost.length, program.rowLower.length),
    setCoefficient: (row, column, value) => void model.changeCoefficient(row, column, value),
    solve() {
      if (!run(model)) return undefined;
      const { colValue, rowDual, colDual } = model.getSolution();
      return { objective: model.getObjectiveValue(), x: colValue, rowDuals: rowDual, reducedCosts: colDual };
    },
  };
}

function openMip(highs: Highs, program: Program, gap: number): MipModel {
  const integrality = new Int32Array(program.cost.length).fill(1);
  const model = createModel(highs, program, { mip_rel_gap: gap, mip_abs_gap: MIP_GAP }, integrality);
  return {
    ...changes(model, program.cost.length, program.rowLower.length),
    solve() {
      if (!run(model)) return undefined;
      return { objective: model.getObjectiveValue(), x: Int32Array.from(model.getSolution().colValue, Math.round) };
    },
  };
}

function createModel(
  highs: Highs,
  program: Program,
  options: Readonly<Record<string, number>>,
  integrality?: Int32Array,
): Model {
  const numCols = program.cost.length;
  const numRows = program.rowLower.length;
  return guarded(() => {
    const model = highs.createModel({
      numCols,
      numRows,
      sense: highs.constants.objectiveSense.maximize,
      colCost: program.cost,
      colLower: program.lower,
      colUpper: program.upper,
      rowLower: program.rowLower,
      rowUpper: program.rowUpper,
      matrix: {
        format: 'csc',
        numRows,
        numCols,
        starts: program.starts,
        indices: program.rows,
        values: program.values,
      },
      ...(integrality === undefined ? {} : { integrality }),
    });
    model.options.set({ output_flag: false, ...options });
    return model;
  });
}

function changes(model: Model, columns: number, rows: number) {
  const allColumns = { kind: 'range', from: 0, to: columns - 1 } as const;
  const allRows = { kind: 'range', from: 0, to: rows - 1 } as const;
  return {
    setCost: (cost: Float64Array) => void guarded(() => model.changeColsCost(allColumns, cost)),
    setBounds: (lower: Float64Array, upper: Float64Array) =>
      void guarded(() => model.changeColsBounds(allColumns, lower, upper)),
    setRowBounds: (lower: Float64Array, upper: Float64Array) =>
      void guarded(() => model.changeRowsBounds(allRows, lower, upper)),
    dispose: () => model.dispose(),
  };
}

/** Whether an optimum was found. Every status but optimal and infeasible is an error. */
function run(model: Model): boolean {
  let status = solveOnce(model);
  if (status !== OPTIMAL) {
    // From a warm basis, rounding can make a feasible program look infeasible, or leave no answer: believe it only from scratch.
    model.clearSolver();
    status = solveOnce(model);
  }
  if (status === OPTIMAL) return true;
  if (isInfeasible(status)) return false;
  throw new SortitionError('SOLVER_FAILED', { solver: 'highs', status: String(status) });
}

function solveOnce(model: Model): number {
  guarded(() => model.run());
  return model.getModelStatus();
}

const isInfeasible = (status: number): boolean => status === INFEASIBLE || status === UNBOUNDED_OR_INFEASIBLE;

function guarded<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    return refuse(error);
  }
}

function refuse(error: unknown): never {
  const name = error instanceof Error ? error.name : 'unknown';
  throw new SortitionError('SOLVER_FAILED', { solver: 'highs', status: name.slice(0, 40) });
}
