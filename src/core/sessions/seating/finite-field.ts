/** Arithmetic in the field of q elements, numbered 0 … q − 1 with 0 and 1 themselves. */
export interface FiniteField {
  readonly order: number;
  readonly add: (a: number, b: number) => number;
  readonly multiply: (a: number, b: number) => number;
}

/** Undefined where q is no power of a prime. */
export function findField(q: number): FiniteField | undefined {
  const p = leastDivisor(q);
  if (p === undefined) return undefined;
  let degree = 0;
  for (let power = 1; power < q; power *= p) degree++;
  if (power(p, degree) !== q) return undefined;
  // An element is the polynomial whose coefficients are its digits in base p, taken modulo an irreducible one.
  const digits = (a: number): number[] => Array.from({ length: degree }, (_, i) => Math.floor(a / power(p, i)) % p);
  const number = (coefficients: readonly number[]): number =>
    coefficients.slice(0, degree).reduce((total, c, i) => total + c * power(p, i), 0);
  const add = (a: number, b: number): number => {
    const ofB = digits(b);
    return number(digits(a).map((c, i) => (c + ofB[i]!) % p));
  };
  const multiplyBy =
    (modulus: readonly number[]) =>
    (a: number, b: number): number => {
      const product = new Array<number>(2 * degree).fill(0);
      for (const [i, c] of digits(a).entries()) for (const [j, d] of digits(b).entries()) product[i + j]! += c * d;
      for (let i = 2 * degree - 1; i >= degree; i--) {
        const lead = product[i]! % p;
        for (let j = 0; j <= degree; j++) product[i - degree + j]! += (p - lead) * modulus[j]!;
      }
      return number(product.map((c) => c % p));
    };
  // The first monic polynomial modulo which no product of two others is 0.
  for (let lower = 0; lower < q; lower++) {
    const multiply = multiplyBy([...digits(lower), 1]);
    if (hasNoDivisorsOfZero(q, multiply)) return { order: q, add, multiply };
  }
  return undefined;
}

const power = (base: number, exponent: number): number => {
  let result = 1;
  for (let i = 0; i < exponent; i++) result *= base;
  return result;
};

function leastDivisor(q: number): number | undefined {
  for (let d = 2; d <= q; d++) if (q % d === 0) return d;
  return undefined;
}

function hasNoDivisorsOfZero(q: number, multiply: (a: number, b: number) => number): boolean {
  for (let a = 1; a < q; a++) for (let b = a; b < q; b++) if (multiply(a, b) === 0) return false;
  return true;
}
