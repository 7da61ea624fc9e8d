/**
 * Shares a whole number of seats or people out by the largest remainder (Hamilton, Hare–Niemeyer): everyone gets the
 * whole part of their exact entitlement total·wᵢ/W, the rest goes one each to the largest remainders, equal remainders
 * in the order given. Every count is therefore its entitlement rounded down or up.
 *
 * Exact: a weight is the decimal that is written (49.7, not the nearest binary fraction), and all sums are of integers.
 *
 * @param total a whole number ≥ 0
 * @param weights finite numbers ≥ 0, at least one of them > 0; per cent, counts or any other scale
 * @returns whole numbers that sum to `total`, one a weight
 * @see Balinski & Young, Fair Representation (2nd ed., 2001), on the method and its quota property
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  if (!Number.isSafeInteger(total) || total < 0) throw new RangeError(`cannot share out ${total}`);
  const whole = asIntegers(weights);
  const sum = whole.reduce((a, b) => a + b, 0n);
  if (sum === 0n) throw new RangeError('cannot share out by weights that are all zero');

  const counts = whole.map((weight) => (BigInt(total) * weight) / sum);
  const remainders = whole.map((weight, i) => ({ i, remainder: (BigInt(total) * weight) % sum }));
  const left = total - Number(counts.reduce((a, b) => a + b, 0n));
  remainders.sort((a, b) => (a.remainder === b.remainder ? a.i - b.i : a.remainder < b.remainder ? 1 : -1));
  const raised = new Set(remainders.slice(0, left).map((r) => r.i));
  return counts.map((count, i) => Number(count) + (raised.has(i) ? 1 : 0));
}

/** The exact sum of decimals, as they are written: 0.1 + 0.2 is 0.3. */
export function decimalSum(numbers: readonly number[]): number {
  const { digits, scale } = toDecimals(numbers);
  return Number(`${digits.reduce((a, b) => a + b, 0n)}e-${scale}`);
}

const asIntegers = (weights: readonly number[]): bigint[] => {
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
