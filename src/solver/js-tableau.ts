// biome-ignore-all lint/style/noNonNullAssertion: indices run over the arrays' own lengths
import library from 'javascript-lp-solver';
import type { DenseProgram } from './dense-program.js';
import { baseOf, boundsOf, findShape, type Shape } from './js-shape.js';
import type { Basis } from './vertex.js';

// The package's types describe its CommonJS build; the ES module's default export is the solver itself.
const solver = library as unknown as (typeof library)['default'];
type LibraryModel = InstanceType<typeof solver.Model>;
type Constraint = ReturnType<LibraryModel['smallerThan']>;
type Variable = ReturnType<LibraryModel['addVariable']>;

export interface TableauOptions {
  /** What the library takes for zero: in bounds, in reduced costs, in pivots and in fractions of an integer. */
  readonly precision: number;
  readonly integer: boolean;
}

export type Status = 'optimal' | 'infeasible' | 'unbounded';

/**
 * Pivots leave rounding noise where zeros should be; the library would drag it along until the tableau is dense (4 times
 * slower at 300 classes). Entries below NOISE are cleared every SWEEP pivots. What is lost by that is not missed: a
 * tableau only has to find the right basis.
 */
const NOISE = 1e-13;
const SWEEP = 20;
/** A coefficient is changed where its row is basic; the row returns to its place unless the pivot would be this small. */
const SMALL_PIVOT = 1e-3;
/**
 * Pivots of one simplex run, by rows and columns: a sound one takes up to three of each, a restart far fewer. What takes
 * more is cycling, which happens to one restart in a thousand or two: it is given up early, since a start from scratch is as good.
 */
const pivotLimit = (size: number): number => 1000 + 5 * size;
const restartLimit = (size: number): number => 200 + size;
/** Nodes of a branch and bound; our programs take up to a few thousand. */
const NODE_LIMIT = 1_000_000;

/**
 * One model of the library's and its simplex tableau, kept between solves.
 *
 * What has to be known of it, version 1.0.3: its presolve sets costs of fixed variables to zero, and its check for cycles
 * calls a degenerate program infeasible, so both are off, and pivots are counted instead; values that it hands out are
 * rounded to its precision, so only the basis is taken; with more than 100 columns it prices some at a time, which takes
 * 3 times the pivots; depth-first until there is a solution, then best-first, finds a panel 15 times faster than its
 * best-first from the start. Its option `tolerance` is a gap, its `timeout` a clock: neither is set.
 */
export class JsTableau {
  private readonly program: DenseProgram;
  private readonly shape: Shape;
  private readonly model: LibraryModel;
  private readonly variables: readonly Variable[];
  private readonly constraints: readonly Constraint[];
  /** A power of 2 for each side: the library's constraint is the program's times this, its largest coefficient about 1. */
  private readonly scale: Float64Array;

  constructor(program: DenseProgram, { precision, integer }: TableauOptions) {
    this.program = program;
    this.shape = findShape(program);
    const { parts, sides } = this.shape;
    // Private in its types; its public way in is a model in JSON, which has no bases.
    const service = solver['selectBranchAndCutService']({
      optimize: '',
      constraints: {},
      variables: {},
      options: { nodeSelection: 'hybrid', branching: 'most-fractional' },
    });
    const model = new solver.Model(precision, undefined, service);
    this.model = model;
    model.usePresolve = false;
    model.checkForCycles = false;
    model.tableau.pricingBatchSize = Number.MAX_SAFE_INTEGER;
    model.maximize();
    this.variables = parts.map(({ column, sign }) => model.addVariable(sign * program.cost[column]!, null, integer));
    this.scale = Float64Array.from(sides, (side) => (side.kind === 'width' ? 1 : scaleOf(program, side.row)));
    const bounds = this.bounds();
    this.constraints = sides.map(({ kind }, s) =>
      kind === 'lower' ? model.greaterThan(bounds[s]!) : model.smallerThan(bounds[s]!),
    );
    this.addTerms();
    this.limit();
  }

  private bounds(): Float64Array {
    return boundsOf(this.program, this.shape.sides).map((bound, s) => bound * this.scale[s]!);
  }

  private addTerms(): void {
    const { program, variables, constraints, scale } = this;
    const { parts, sides } = this.shape;
    sides.forEach((side, s) => {
      if (side.kind === 'width') constraints[s]!.addTerm(1, variables[side.part]!);
      else
        parts.forEach(({ column, sign }, v) => {
          const a = program.A[side.row * program.n + column]!;
          if (a !== 0) constraints[s]!.addTerm(sign * a * scale[s]!, variables[v]!);
        });
    });
  }

  /** Counts pivots and nodes, and clears noise. */
  private limit(): void {
    const { tableau } = this.model;
    const size = this.shape.parts.length + this.shape.sides.length;
    const isLp = this.model.getNumberOfIntegerVariables() === 0;
    let [pivots, nodes, unswept, most] = [0, 0, 0, pivotLimit(size)];
    const pivot = tableau.pivot.bind(tableau);
    tableau.pivot = (row, column) => {
      if (++pivots > most) throw new RangeError('too many pivots');
      pivot(row, column);
      if (++unswept < SWEEP) return;
      unswept = 0;
      clearNoise(tableau.matrix, tableau.width * tableau.height);
    };
    const simplex = tableau.simplex.bind(tableau);
    tableau.simplex = () => {
      if (++nodes > NODE_LIMIT) throw new RangeError('too many nodes');
      if (nodes === 2 && isLp) most = restartLimit(size);
      // Branch and bound solves its best node again in the end, and has to come to the same point.
      if (!isLp) unswept = 0;
      pivots = 0;
      return simplex();
    };
  }

  /** Takes over the program's costs and bounds; false where they need another shape. */
  update(): boolean {
    const { model, program } = this;
    const { key, parts } = this.shape;
    if (findShape(program).key !== key) return false;
    parts.forEach(({ column, sign }, v) => {
      const cost = sign * program.cost[column]!;
      if (cost !== this.variables[v]!.cost) model.setCost(cost, this.variables[v]!);
    });
    this.bounds().forEach((bound, s) => void this.constraints[s]!.setRightHandSide(bound));
    return true;
  }

  /** Takes over a_ij. */
  updateCoefficient(row: number, column: number): void {
    const { program, shape } = this;
    const a = program.A[row * program.n + column]!;
    shape.parts.forEach((part, v) => {
      if (part.column !== column) return;
      shape.sides.forEach((side, s) => {
        if (side.kind === 'width' || side.row !== row) return;
        const constraint = this.constraints[s]!;
        this.whileBasic(constraint.index, () =>
          constraint.setVariableCoefficient(part.sign * a * this.scale[s]!, this.variables[v]!),
        );
      });
    });
  }

  /**
   * Makes a change for which a slack must be basic, and keeps the basis. The library would pivot on the first entry that
   * is not zero, however small; here it is the largest.
   */
  private whileBasic(index: number, change: () => void): void {
    const { tableau } = this.model;
    const column = tableau.colByVarIndex[index]!;
    if (column === -1) {
      change();
      return;
    }
    const entry = (row: number): number => Math.abs(tableau.matrix[row * tableau.width + column]!);
    let row = 1;
    for (let r = 2; r < tableau.height; r++) if (entry(r) > entry(row)) row = r;
    tableau.pivot(row, column);
    change();
    if (entry(row) > SMALL_PIVOT) tableau.pivot(row, column);
  }

  solve(): Status {
    this.model.solve();
    const { feasible, bounded } = this.model.tableau;
    if (!feasible) return 'infeasible';
    return bounded ? 'optimal' : 'unbounded';
  }

  /** What the last solve ended with. */
  basis(): Basis {
    const { program, shape, variables, constraints } = this;
    const { rowByVarIndex } = this.model.tableau;
    const isActive = (index: number): boolean => rowByVarIndex[index] === -1;
    const at = baseOf(program);
    shape.parts.forEach(({ column }, v) => {
      if (!isActive(variables[v]!.index)) at[column] = Number.NaN;
    });
    const rows: { row: number; bound: number }[] = [];
    shape.sides.forEach((side, s) => {
      if (!isActive(constraints[s]!.index)) return;
      if (side.kind === 'width') at[side.column] = program.upper[side.column]!;
      else {
        const bounds = side.kind === 'upper' ? program.rowUpper : program.rowLower;
        rows.push({ row: side.row, bound: bounds[side.row]! });
      }
    });
    return { rows, at };
  }

  /** The tableau's own x, as exact as its rounding errors let it be. */
  values(): Float64Array {
    const { tableau } = this.model;
    const x = baseOf(this.program);
    this.shape.parts.forEach(({ column, sign }, v) => {
      const row = tableau.rowByVarIndex[this.variables[v]!.index]!;
      if (row !== -1) x[column]! += sign * tableau.matrix[row * tableau.width]!;
    });
    return x;
  }

  /**
   * After an infeasible solve: multipliers of the rows (positive for the upper bound, negative for the lower) that show it.
   * The tableau's most negative row says  w + Σ α_q q = b < 0  with all α ≥ 0; α at the slacks is how often each
   * constraint was added up to that.
   */
  farkas(): Float64Array {
    const { tableau } = this.model;
    const { matrix, width, height } = tableau;
    let worst = 1;
    for (let r = 2; r < height; r++) if (matrix[r * width]! < matrix[worst * width]!) worst = r;
    const y = new Float64Array(this.program.m);
    this.shape.sides.forEach((side, s) => {
      if (side.kind === 'width') return;
      const { index } = this.constraints[s]!;
      const column = tableau.colByVarIndex[index]!;
      const isBasic = tableau.rowByVarIndex[index] === worst ? 1 : 0;
      const alpha = column === -1 ? isBasic : matrix[worst * width + column]!;
      y[side.row]! += (side.kind === 'upper' ? alpha : -alpha) * this.scale[s]!;
    });
    return y;
  }
}

function scaleOf({ A, n }: DenseProgram, row: number): number {
  const largest = A.subarray(row * n, (row + 1) * n).reduce((most, a) => Math.max(most, Math.abs(a)), 0);
  let scale = 1;
  while (largest * scale >= 2) scale /= 2;
  return scale;
}

function clearNoise(matrix: Float64Array, length: number): void {
  for (let e = 0; e < length; e++) if (Math.abs(matrix[e]!) < NOISE) matrix[e] = 0;
}
