import { describe, expect, test } from 'vitest';
import { fingerprintOf, groupsOfFour } from '../../src/core/record/fingerprint.js';
import fc from '../support/laws.js';

const hex = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 });

describe('the fingerprint of a commitment', () => {
  test('is its first 20 digits, in five groups of four', () => {
    const commitment = '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef';
    expect(fingerprintOf(commitment)).toBe('0123 4567 89ab cdef 0123');
  });

  test('is the beginning of what is printed in full', () => {
    fc.assert(
      fc.property(hex, (commitment) => {
        const groups = groupsOfFour(commitment);
        expect(groups.join('')).toBe(commitment);
        expect(groups.map((group) => group.length)).toEqual(Array(16).fill(4));
        expect(fingerprintOf(commitment)).toBe(groups.slice(0, 5).join(' '));
      }),
    );
  });
});
