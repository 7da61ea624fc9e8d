import { describe, expect, test } from 'vitest';
import { pseudonymOfId } from '../../../src/core/register/pseudonyms.js';
import fc from '../../support/laws.js';

describe('the pseudonym of an id', () => {
  test('is the id where nothing in it separates', () => {
    expect(pseudonymOfId('BE-0012/é')).toBe('BE-0012/é');
  });

  test('has %XX for separators, as URLs have', () => {
    expect(pseudonymOfId('De Smet, "Jo"\t100%\u00a0')).toBe('De%20Smet%2C%20%22Jo%22%09100%25%C2%A0');
  });

  const id = fc.string({
    unit: fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      fc.constantFrom(...' ,"%\n\r\t20\u0085\u2028\ufeff'),
    ),
    maxLength: 8,
  });

  test('leads back to the id, so that no two ids become one', () => {
    fc.assert(
      fc.property(id, (text) => {
        expect(decodeURIComponent(pseudonymOfId(text))).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  test('has nothing that would need quoting in a list, or end a line anywhere', () => {
    fc.assert(
      fc.property(id, (text) => {
        expect(pseudonymOfId(text)).not.toMatch(/[\s,"\p{Cc}]/u);
      }),
      { numRuns: 1000 },
    );
  });
});
