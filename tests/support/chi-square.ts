/** Σ (observed − expected)² / expected. */
export function chiSquareOf(observed: readonly number[], expected: readonly number[]): number {
  return observed.reduce((sum, count, i) => sum + (count - expected[i]!) ** 2 / expected[i]!, 0);
}

/**
 * What χ² with this many degrees of freedom exceeds once in a million: 4.753 standard deviations by Wilson & Hilferty
 * (1931). Seeds of tests are fixed, so a test that passes once passes for ever; the limit tells a rule that is off from
 * chance when a rule changes.
 */
export function chiSquareLimit(degrees: number): number {
  if (degrees === 0) return Number.MIN_VALUE;
  const spread = 2 / (9 * degrees);
  return degrees * (1 - spread + 4.753 * Math.sqrt(spread)) ** 3;
}
