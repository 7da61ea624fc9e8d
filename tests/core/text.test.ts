import { describe, expect, test } from 'vitest';
import { comparable, compareUtf8, nearest } from '../../src/core/text.js';
import fc from '../support/laws.js';

describe('the order of UTF-8 bytes', () => {
  /** Any code points, surrogate pairs among them; the ends of the ranges where UTF-16 and UTF-8 disagree come often. */
  const text = fc.string({
    unit: fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      fc.constantFrom('\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{10ffff}', 'a', '\0'),
    ),
    maxLength: 4,
  });

  test('is that of Buffer.compare, for any text', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareUtf8(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
      { numRuns: 2000 },
    );
  });

  test('puts what UTF-16 puts last, U+FFFF, before the surrogate pair of U+10000', () => {
    expect(compareUtf8('\uffff', '\u{10000}')).toBeLessThan(0);
    expect('\uffff' < '\u{10000}').toBe(false);
  });
});

describe('comparable spelling', () => {
  test('is trimmed, composed and in lower case', () => {
    // é as e and an acute accent; the no-break space and the byte order mark count as white space.
    expect(comparable(' \u00a0E\u0301cole SUPE\u0301RIEURE\ufeff')).toBe('\u00e9cole sup\u00e9rieure');
  });

  test('does not depend on the locale: a Turkish İ keeps its dot, a plain I has none to lose', () => {
    expect(comparable('I')).toBe('i');
    expect(comparable('İ')).toBe('i\u0307');
  });

  test('is composed also where only the lower case has a composed form', () => {
    // Iota with dialytika and tonos: the capital has no code point of its own, the small letter has U+0390.
    expect(comparable('\u03aa\u0301')).toBe('\u0390');
  });

  test('leaves what is comparable as it is', () => {
    const marks = fc.constantFrom('', '\u0301', '\u0307', '\u0316\u0307', '\u0345', 'Ϊ', 'Ά', 'I', 'İ');
    const unit = fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), marks);
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 6 }), (text) => {
        expect(comparable(comparable(text))).toBe(comparable(text));
      }),
    );
  });
});

describe('names near a misspelt one', () => {
  test('are those within two slips, or a third of longer names, nearest first', () => {
    expect(nearest('gendre', ['gender', 'age', 'genre', 'region', 'gander', 'tender'])).toEqual(['genre', 'gender']);
  });

  test('are at most three, in the order of their bytes where equally near', () => {
    expect(nearest('ab', ['xyz', 'b', 'abd', 'abc', 'a'])).toEqual(['a', 'abc', 'abd']);
  });

  test('compare without regard to case, accents as composed', () => {
    expect(nearest('E\u0301cole', ['\u00c9COLE'])).toEqual(['\u00c9COLE']);
  });

  test('are none when nothing is near', () => {
    expect(nearest('household', ['age', 'gender'])).toEqual([]);
  });
});
