/**
 * What the core asks of the outside: a solver for linear and integer programs, a hash, and repeatable noise.
 * Adapters in src/solver and src/random implement these; src/index.ts binds them.
 */

/**
 * maximise c·x  subject to  rowLower ≤ A x ≤ rowUpper,  lower ≤ x ≤ upper.
 *
 * n columns, m rows. A is stored by columns: the entries of column j are at starts[j] … starts[j+1] − 1.
 * Unbounded sides are ±Infinity.
 */
export interface Program {
  readonly cost: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  readonly starts: Int32Array;
  readonly rows: Int32Array;
  readonly values: Float64Array;
}

/**
 * An optimal solution of a linear program. Signs are those of a maximisation: rowDuals[i] is the change of the optimum
 * per unit of the row's active bound, reducedCosts = c − Aᵀ·rowDuals.
 */
export interface LpSolution {
  readonly objective: number;
  readonly x: Float64Array;
  readonly rowDuals: Float64Array;
  readonly reducedCosts: Float64Array;
}

/** What a model of either kind lets change between solves; a kept model starts from its last basis. */
interface Model {
  setCost(cost: Float64Array): void;
  setBounds(lower: Float64Array, upper: Float64Array): void;
  setRowBounds(lower: Float64Array, upper: Float64Array): void;
  dispose(): void;
}

export interface LpModel extends Model {
  setCoefficient(row: number, column: number, value: number): void;
  /** Undefined when infeasible; any status but optimal or infeasible throws SOLVER_FAILED. */
  solve(): LpSolution | undefined;
}

export interface MipSolution {
  readonly objective: number;
  readonly x: Int32Array;
}

export interface MipModel extends Model {
  /** All columns integer, solved to the gap that the model was opened with. Undefined when infeasible; any other status throws SOLVER_FAILED. */
  solve(): MipSolution | undefined;
}

export interface Solver {
  readonly name: 'highs' | 'js';
  /** `tolerance`: how far rows and reduced costs may be off, 1e-10 where nothing is said. */
  openLp(program: Program, tolerance?: number): LpModel;
  /** `gap`: how far below the optimum, as a share of it, a solution may be; 0, the optimum itself, where nothing is said. */
  openMip(program: Program, gap?: number): MipModel;
}

/** SHA-256 and HMAC-SHA256 over bytes; results are 32 bytes. */
export interface Hash {
  sha256(bytes: Uint8Array): Uint8Array;
  hmac(key: Uint8Array, message: Uint8Array): Uint8Array;
  /** A SHA-256 fed piece by piece, for content too long to hold at once. */
  stream(): { update(bytes: Uint8Array): void; digest(): Uint8Array };
}

/** Numbers in [0, 1), the same sequence for the same key on every machine. */
export type Noise = () => number;

/** Repeatable noise for searches; `key` is 64 hex characters from a SHA-256 (raw text collides in the generator). */
export type NoiseSource = (key: string) => Noise;
