import type { FeatureQuotaPlan, Fraction, ValueQuota } from '../index.js';

/** A number to so many decimals, cut off and not rounded: 3.9999 stays below 4. `…` where more would follow. */
export function decimalText({ numerator, denominator }: Fraction, decimals: number): string {
  const whole = numerator / denominator;
  const scaled = ((numerator % denominator) * 10n ** BigInt(decimals)) / denominator;
  const isExact = ((numerator % denominator) * 10n ** BigInt(decimals)) % denominator === 0n;
  const digits = String(scaled).padStart(decimals, '0');
  const shown = isExact ? digits.replace(/0+$/, '') : `${digits}…`;
  return shown === '' ? String(whole) : `${whole}.${shown}`;
}

/** A fraction in lowest terms: 110/3. */
export function fractionText({ numerator, denominator }: Fraction): string {
  let [a, b] = [numerator, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  return `${numerator / a}/${denominator / a}`;
}

/** Why the value has its seats, in words that stand behind its entitlement. */
export function whyOf(value: ValueQuota, { crosses }: FeatureQuotaPlan): string {
  const { rounding, due, entitlement, seats, share } = value;
  if (share === 0 && seats === 0) return 'nobody';
  const isLess = fractionText(due) !== fractionText(entitlement);
  const before = isLess ? `${decimalText(due, 3)} once other floors are met, ` : '';
  if (rounding.kind === 'floor') return `${before}raised to its floor of ${seats}`;
  if (rounding.kind === 'whole') return `${before}exactly`;
  if (rounding.kind === 'cell') return cellWords(rounding.to, seats, crosses);
  const { left, tied, kind } = rounding;
  const largest = left === 1 ? 'the largest remainder' : `one of the ${left} largest remainders`;
  return `${before}rounded ${kind}: ${kind === 'up' ? '' : 'not '}${largest}${tiedWords(tied, kind)}`;
}

function tiedWords(tied: readonly string[], kind: 'up' | 'down'): string {
  if (tied.length === 0) return '';
  const others = tied.map((name) => `“${name}”`).join(', ');
  return `, level with ${others}, which ${tied.length === 1 ? 'comes' : 'come'} ${kind === 'up' ? 'after' : 'before'} it`;
}

function cellWords(to: 'whole' | 'up' | 'down' | 'beyond', seats: number, crosses: readonly string[] = []): string {
  const sums = `so that ${crosses.join(' and ')} come out`;
  if (to === 'whole') return 'exactly';
  if (to === 'beyond') return `moved to ${seats} by floors, ${sums}`;
  return `rounded ${to}, ${sums}`;
}
