/** fraction · 2^exponent, with a fraction from 1 to below 2: a product of so many chances is far below what a number holds. */
interface Scaled {
  readonly fraction: number;
  readonly exponent: number;
}

const ONE: Scaled = { fraction: 1, exponent: 0 };

/** Halving the interval so often leaves none in the fraction of a number. */
const BITS = 52;

/**
 * The n-th root of a product of powers. Additions, multiplications and halving only: with Math.log and Math.exp platforms
 * differ in the last digits.
 *
 * @param powers chances above 0, each with how many people have it; n people in all
 */
export function geometricMean(powers: readonly { readonly chance: number; readonly people: number }[]): number {
  const n = powers.reduce((sum, { people }) => sum + people, 0);
  const product = powers.reduce((all, { chance, people }) => times(all, power(scale(chance, 0), people)), ONE);
  // product = fraction · 2^(whole·n + rest): the root of what is left lies from 1 to 2.
  const whole = Math.floor(product.exponent / n);
  const left: Scaled = { fraction: product.fraction, exponent: product.exponent - whole * n };
  let [low, high] = [1, 2];
  for (let bit = 0; bit < BITS; bit++) {
    const middle = (low + high) / 2;
    if (isAbove(power(scale(middle, 0), n), left)) high = middle;
    else low = middle;
  }
  return unscale({ fraction: low, exponent: whole });
}

/** Dividing by two and doubling are exact. */
function scale(value: number, exponent: number): Scaled {
  let [fraction, by] = [value, exponent];
  for (; fraction >= 2; by++) fraction /= 2;
  for (; fraction < 1; by--) fraction *= 2;
  return { fraction, exponent: by };
}

function unscale({ fraction, exponent }: Scaled): number {
  let value = fraction;
  for (let left = exponent; left < 0; left++) value /= 2;
  for (let left = exponent; left > 0; left--) value *= 2;
  return value;
}

const times = (a: Scaled, b: Scaled): Scaled => scale(a.fraction * b.fraction, a.exponent + b.exponent);

/** By squaring. */
function power(base: Scaled, exponent: number): Scaled {
  let [result, square] = [ONE, base];
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = times(result, square);
    square = times(square, square);
  }
  return result;
}

const isAbove = (a: Scaled, b: Scaled): boolean =>
  a.exponent === b.exponent ? a.fraction > b.fraction : a.exponent > b.exponent;
