// biome-ignore-all lint/style/noNonNullAssertion: indices run over the arrays' own lengths
import type { DenseProgram } from './dense-program.js';

/**
 * A program as the library wants it, with variables that cannot be negative and no other bounds:
 *
 *     x_j = base_j + v   with a lower bound,   x_j = base_j − v   with only an upper one,   x_j = v − v'   with none,
 *
 * and a column whose bounds meet is a constant. base_j is the finite bound, or 0.
 */
export interface Part {
  readonly column: number;
  readonly sign: 1 | -1;
}

/** A constraint of the library's: a_i·x at most or at least a bound, or v ≤ upper_j − lower_j. */
export type Side =
  | { readonly kind: 'upper' | 'lower'; readonly row: number }
  | { readonly kind: 'width'; readonly column: number; readonly part: number };

export interface Shape {
  /** Equal where parts and sides are. */
  readonly key: string;
  readonly parts: readonly Part[];
  readonly sides: readonly Side[];
}

type Kind = 'free' | 'from' | 'to' | 'box' | 'fixed';

export function findShape({ m, n, lower, upper, rowLower, rowUpper }: DenseProgram): Shape {
  const columns = Array.from({ length: n }, (_, j) => kindOf(lower[j]!, upper[j]!));
  const rows = Array.from({ length: m }, (_, i) => kindOf(rowLower[i]!, rowUpper[i]!));
  const parts = columns.flatMap((kind, column) => partsOf(kind, column));
  const sides = rows.flatMap((kind, row): Side[] => [
    ...(kind === 'free' || kind === 'from' ? [] : [{ kind: 'upper', row } as const]),
    ...(kind === 'free' || kind === 'to' ? [] : [{ kind: 'lower', row } as const]),
  ]);
  parts.forEach(({ column }, part) => {
    if (columns[column] === 'box') sides.push({ kind: 'width', column, part });
  });
  return { key: `${columns} ${rows}`, parts, sides };
}

function kindOf(lower: number, upper: number): Kind {
  if (lower === Number.NEGATIVE_INFINITY) return upper === Number.POSITIVE_INFINITY ? 'free' : 'to';
  if (upper === Number.POSITIVE_INFINITY) return 'from';
  return lower < upper ? 'box' : 'fixed';
}

function partsOf(kind: Kind, column: number): Part[] {
  if (kind === 'fixed') return [];
  if (kind === 'to') return [{ column, sign: -1 }];
  const up: Part = { column, sign: 1 };
  return kind === 'free' ? [up, { column, sign: -1 }] : [up];
}

/** base: what x is where every v is 0. */
export function baseOf({ lower, upper }: DenseProgram): Float64Array {
  return lower.map((from, j) => {
    if (from !== Number.NEGATIVE_INFINITY) return from;
    return upper[j] === Number.POSITIVE_INFINITY ? 0 : upper[j]!;
  });
}

/** The right-hand sides, a side each. */
export function boundsOf(program: DenseProgram, sides: readonly Side[]): Float64Array {
  const { lower, upper, rowLower, rowUpper } = program;
  const shift = program.activities(baseOf(program));
  return Float64Array.from(sides, (side) => {
    if (side.kind === 'width') return upper[side.column]! - lower[side.column]!;
    return (side.kind === 'upper' ? rowUpper : rowLower)[side.row]! - shift[side.row]!;
  });
}
