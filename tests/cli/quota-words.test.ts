import { expect, test } from 'vitest';
import { decimalText, fractionText } from '../../src/cli/quota-words.js';
import fc from '../support/laws.js';

test.each([
  [7n, 2n, '3.5'],
  [12n, 1n, '12'],
  [22n, 3n, '7.333…'],
  [39999n, 10000n, '3.999…'],
  [3999n, 1000n, '3.999'],
  [1n, 100000n, '0.000…'],
  [1001n, 1000n, '1.001'],
  [0n, 5n, '0'],
])('%d/%d to three decimals is %s', (numerator, denominator, text) => {
  expect(decimalText({ numerator, denominator }, 3)).toBe(text);
});

test('A decimal is the number itself, or cut off below it with a sign that there is more', () => {
  fc.assert(
    fc.property(
      fc.nat(100_000),
      fc.integer({ min: 1, max: 5000 }),
      fc.integer({ min: 1, max: 8 }),
      (a, b, decimals) => {
        const text = decimalText({ numerator: BigInt(a), denominator: BigInt(b) }, decimals);
        const [whole = '', digits = ''] = text.replace('…', '').split('.');
        const scaled = BigInt(whole + digits.padEnd(decimals, '0')) * BigInt(b);
        const exact = BigInt(a) * 10n ** BigInt(decimals);
        expect(text.endsWith('…') ? scaled < exact && exact < scaled + BigInt(b) : scaled === exact).toBe(true);
      },
    ),
  );
});

test('A fraction is in lowest terms', () => {
  expect(fractionText({ numerator: 44n, denominator: 12n })).toBe('11/3');
  expect(fractionText({ numerator: 0n, denominator: 12n })).toBe('0/1');
});
