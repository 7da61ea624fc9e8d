import type { PanelDistribution } from './distribution.js';
import type { Cut, Instance } from './instance.js';
import type { Direction, Level } from './relaxed-leximin.js';

/**
 * A proof of leximin in integers, checkable without a solver and without a tolerance but the printed gap.
 *
 * All fractions are over S = 2^40. X_t are the expected seats of class t under the distribution, so the chance of its
 * people is a_t = X_t / (S·n_t). For level j let U be the classes that earlier levels did not fix. For any integers y ≥ 0,
 * λ, μ and κ ≥ 0, right or wrong, every panel x satisfies
 *
 *     Σ_t y_t·x_t ≤ Σ_r (λ_r⁺·upper_r − λ_r⁻·lower_r) + μ·k + Σ_c κ_c·h_c + Σ_t cap_t·max(0, y_t − λ(t) − μ − κ(t))
 *
 * where λ(t) = Σ_{rows r of t} λ_r and κ(t) = Σ_c κ_c·g_ct. So does every mixture of panels; if it leaves the fixed
 * classes their X_t, and gives all of U at least z, then Σ_U y_t·n_t·z ≤ that sum − Σ_{t ∉ U} y_t·X_t/S: a bound on z.
 * (Weak duality of linear programming; the y, λ, μ, κ of an optimal LP make it tight.)
 *
 * Where the greatest chance is lowered, all of U are at most z: the same with −y in place of y bounds z from below.
 */
export const SCALE = 2 ** 40;
const S = BigInt(SCALE);

export interface Certificate {
  readonly direction: Direction;
  /** X_t, whole numbers over S. */
  readonly seats: readonly bigint[];
  readonly cuts: readonly Cut[];
  readonly levels: readonly CertificateLevel[];
}

/** The multipliers of one level; pairs [index, numerator over S], zeros left out. */
export interface CertificateLevel {
  /** The classes this level fixes. */
  readonly fixed: readonly number[];
  readonly y: readonly Pair[];
  readonly lambda: readonly Pair[];
  readonly mu: bigint;
  readonly kappa: readonly Pair[];
}

export type Pair = readonly [index: number, numerator: bigint];

/** What one level's integers prove: the least of U cannot be above `bound` (or the greatest below); it is `attained`. */
export interface LevelProof {
  readonly bound: number;
  readonly attained: number;
  /** How much better the bound is than what is attained, from exact integers. */
  readonly gap: number;
  /** The most that a fixed class of this level could be above its bound at the price of the gap: gap / (y_t·n_t). */
  readonly excess: number;
}

export function buildCertificate(
  { direction, levels, cuts }: { direction: Direction; levels: readonly Level[]; cuts: readonly Cut[] },
  distribution: PanelDistribution,
  T: number,
): Certificate {
  const seats = expectedSeats(distribution, T);
  return {
    direction,
    seats,
    cuts,
    levels: levels.map((level) => ({
      fixed: level.fixed,
      y: pairs(level.y),
      lambda: pairs(level.lambda),
      mu: scaled(level.mu),
      kappa: pairs(level.kappa),
    })),
  };
}

/** X_t = Σ_c weight_c·y_ct; the weights are integers that sum to S. */
export function expectedSeats({ compositions, weights }: PanelDistribution, T: number): bigint[] {
  const X = new Array<bigint>(T).fill(0n);
  compositions.forEach((y, c) => {
    for (let t = 0; t < T; t++) if (y[t] !== 0) X[t]! += BigInt(weights[c]!) * BigInt(y[t]!);
  });
  return X;
}

/** Evaluates every level's inequality. */
export function checkCertificate(instance: Instance, certificate: Certificate): LevelProof[] {
  const open = new Set(Array.from({ length: instance.T }, (_, t) => t));
  return certificate.levels.map((level) => {
    const proof = checkLevel(instance, certificate, level, open);
    for (const t of level.fixed) open.delete(t);
    return proof;
  });
}

function checkLevel(
  instance: Instance,
  certificate: Certificate,
  level: CertificateLevel,
  open: ReadonlySet<number>,
): LevelProof {
  const { T, k, count, cap, width, rowsOf, freeRow, lower, upper } = instance;
  const { seats, cuts } = certificate;
  const sign = certificate.direction === 'raise' ? 1n : -1n;
  const y = dense(level.y, T);
  const lambda = dense(level.lambda, lower.length);
  let bound = level.mu * BigInt(k);
  for (const [r, value] of level.lambda) bound += value * BigInt(value > 0n ? upper[r]! : lower[r]!);
  for (const [c, value] of level.kappa) bound += value * BigInt(cuts[c]!.bound);
  // Whoever stands in the free row for want of another is not in it.
  lambda[freeRow] = 0n;
  for (let t = 0; t < T; t++) {
    let excess = sign * y[t]! - level.mu;
    for (let e = t * width; e < (t + 1) * width; e++) excess -= lambda[rowsOf[e]!]!;
    for (const [c, value] of level.kappa) excess -= value * BigInt(cuts[c]!.weights[t]!);
    if (excess > 0n) bound += excess * BigInt(cap[t]!);
  }
  // From here over S·S: the bound on Σ_U y_t·n_t·z.
  let numerator = sign * bound * S;
  let denominator = 0n;
  for (const [t, value] of level.y) {
    if (open.has(t)) denominator += value * BigInt(count[t]!);
    else numerator -= value * seats[t]!;
  }
  return levelProof(numerator, denominator, level, { instance, seats, open, y, sign });
}

function levelProof(
  numerator: bigint,
  denominator: bigint,
  level: CertificateLevel,
  given: {
    instance: Instance;
    seats: readonly bigint[];
    open: ReadonlySet<number>;
    y: readonly bigint[];
    sign: bigint;
  },
): LevelProof {
  const { instance, seats, open, y, sign } = given;
  if (denominator <= 0n)
    return { bound: Number.POSITIVE_INFINITY, attained: 0, gap: Number.POSITIVE_INFINITY, excess: 0 };
  // The least chance of U (or the greatest), as the fraction extreme/(people·S).
  let [extreme, people] = [0n, 0n];
  for (const t of open) {
    const n = BigInt(instance.count[t]!);
    if (people === 0n || sign * (seats[t]! * people - extreme * n) < 0n) [extreme, people] = [seats[t]!, n];
  }
  const gap = ratio(sign * (numerator * people - extreme * denominator), denominator * people * S);
  let excess = 0;
  for (const t of level.fixed) {
    const weight = y[t]! * BigInt(instance.count[t]!);
    if (weight > 0n) excess = Math.max(excess, gap * ratio(denominator, weight));
  }
  return { bound: ratio(numerator, denominator * S), attained: ratio(extreme, people * S), gap, excess };
}

/** a/b to a double's precision: BigInt division keeps 60 bits after the point. */
const ratio = (a: bigint, b: bigint): number => Number((a << 60n) / b) / 2 ** 60;

const scaled = (value: number): bigint => BigInt(Math.round(value * SCALE));

const pairs = (values: Float64Array): Pair[] => {
  const found: Pair[] = [];
  values.forEach((value, index) => {
    const numerator = scaled(value);
    if (numerator !== 0n) found.push([index, numerator]);
  });
  return found;
};

function dense(values: readonly Pair[], length: number): bigint[] {
  const all = new Array<bigint>(length).fill(0n);
  for (const [index, value] of values) all[index] = value;
  return all;
}
