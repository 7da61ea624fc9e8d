/**
 * Shares a whole number of seats or people out by the largest remainder (Hamilton, Hare–Niemeyer): everyone gets the
 * whole part of their exact entitlement total·wᵢ/W, the rest goes one each to the largest remainders, equal remainders
 * in the order given. Every count is therefore its entitlement rounded down or up.
 *
 * Exact: a weight is the decimal that is written (49.7, not the nearest binary fraction), and all sums are of integers.
 *
 * @param total a whole number ≥ 0
 * @param weights finite numbers ≥ 0, or whole ones of any size, at least one of them > 0; per cent, counts or any other scale
 * @returns whole numbers that sum to `total`, one a weight
 * @see Balinski & Young, Fair Representation (2nd ed., 2001), on the method and its quota property
 */
export const apportion = (total: number, weights: readonly number[] | readonly bigint[]): number[] =>
  apportionExactly(total, weights).map(({ count }) => count);

/** A number of seats or people that need not be whole, exactly. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** One of those that share, and how its count came about. */
export interface Apportioned {
  readonly entitlement: Fraction;
  readonly count: number;
  /** Its remainder was among the largest; false where it was rounded down, or the entitlement is whole. */
  readonly isRaised: boolean;
  /** How many could be rounded up, over all. */
  readonly left: number;
  /** Positions of those with the same remainder that were rounded the other way, as the order given decides between them. */
  readonly tied: readonly number[];
}

/** `apportion`, with what an explanation needs. */
export function apportionExactly(total: number, weights: readonly number[] | readonly bigint[]): Apportioned[] {
  if (!Number.isSafeInteger(total) || total < 0) throw new RangeError(`cannot share out ${total}`);
  const whole = areWhole(weights) ? weights : asIntegers(weights);
  const sum = whole.reduce((a, b) => a + b, 0n);
  if (sum === 0n) throw new RangeError('cannot share out by weights that are all zero');

  const counts = whole.map((weight) => (BigInt(total) * weight) / sum);
  const remainders = whole.map((weight) => (BigInt(total) * weight) % sum);
  const left = total - Number(counts.reduce((a, b) => a + b, 0n));
  const order = remainders.map((remainder, i) => ({ i, remainder }));
  order.sort((a, b) => (a.remainder === b.remainder ? a.i - b.i : a.remainder < b.remainder ? 1 : -1));
  const raised = new Set(order.slice(0, left).map(({ i }) => i));
  // Of a tie some are raised and some are not; it is that of the last raised and the first that is not.
  const last = order[left - 1]?.remainder;
  const tie = last !== undefined && last === order[left]?.remainder ? last : undefined;
  const tied = order.filter(({ remainder }) => remainder === tie).map(({ i }) => i);
  const tiedUp = tied.filter((i) => raised.has(i));
  const tiedDown = tied.filter((i) => !raised.has(i));
  return whole.map((weight, i) => ({
    entitlement: { numerator: BigInt(total) * weight, denominator: sum },
    count: Number(counts[i]) + (raised.has(i) ? 1 : 0),
    isRaised: raised.has(i),
    left,
    tied: remainders[i] !== tie ? [] : raised.has(i) ? tiedDown : tiedUp,
  }));
}

const areWhole = (weights: readonly number[] | readonly bigint[]): weights is readonly bigint[] =>
  typeof weights[0] === 'bigint';

/** The exact product of decimals, as they are written: 0.1 · 3 is 0.3. */
export function decimalProduct(numbers: readonly number[]): number {
  const { digits, scale } = toDecimals(numbers);
  return Number(`${digits.reduce((a, b) => a * b, 1n)}e-${scale * numbers.length}`);
}

/** The exact sum of decimals, as they are written: 0.1 + 0.2 is 0.3. */
export function decimalSum(numbers: readonly number[]): number {
  const { digits, scale } = toDecimals(numbers);
  return Number(`${digits.reduce((a, b) => a + b, 0n)}e-${scale}`);
}

/** The weights as whole numbers in the same proportion. */
export const asIntegers = (weights: readonly number[]): bigint[] => {
  const bad = weights.find((weight) => !(Number.isFinite(weight) && weight >= 0));
  if (bad !== undefined) throw new RangeError(`${bad} is no weight`);
  return toDecimals(weights).digits;
};

/** numberᵢ = digitsᵢ · 10^−scale, with one scale for all. */
function toDecimals(numbers: readonly number[]): { digits: bigint[]; scale: number } {
  const parts = numbers.map((number) => {
    const [mantissa = '0', exponent = '0'] = String(number).split('e');
    const [whole = '0', fraction = ''] = mantissa.split('.');
    return { digits: BigInt(whole + fraction), scale: fraction.length - Number(exponent) };
  });
  const scale = Math.max(0, ...parts.map((part) => part.scale));
  return { digits: parts.map((part) => part.digits * 10n ** BigInt(scale - part.scale)), scale };
}
