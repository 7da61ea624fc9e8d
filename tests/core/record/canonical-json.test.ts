import { describe, expect, test } from 'vitest';
import { canonicalJson, parseCanonicalJson } from '../../../src/core/record/canonical-json.js';
import fc from '../../support/laws.js';

describe('canonical JSON', () => {
  test('sorts and escapes as the example of RFC 8785, 3.2.2 and 3.2.3, does (but for its numbers)', () => {
    const value = JSON.parse(
      '{"numbers":[333333333],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    );
    expect(canonicalJson(value)).toBe(
      `{"literals":[null,true,false],"numbers":[333333333],"string":"€$\\u000f\\nA'B\\"\\\\\\\\\\"/"}`,
    );
  });

  test('sorts property names by UTF-16 code units, as RFC 8785, 3.2.3, lists them', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\u{1f600}': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(Object.values(JSON.parse(canonicalJson(value)))).toContain('One');
    expect([...canonicalJson(value).matchAll(/:"([^"]*)"/g)].map(([, name]) => name)).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  test('leaves absent members out', () => {
    expect(canonicalJson({ b: undefined, a: [1] })).toBe('{"a":[1]}');
  });

  test.each([1.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY])('has no number %d', (number) => {
    expect(() => canonicalJson([number])).toThrow(RangeError);
  });

  test.each([undefined, () => 1, 1n, Symbol('x')])('has no %s in a list', (value) => {
    expect(() => canonicalJson([value])).toThrow(TypeError);
  });

  test('is what Node’s own JSON.stringify gives for sorted keys', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        expect(canonicalJson(value)).toBe(JSON.stringify(sorted(value)));
      }),
    );
  });
});

/** Values with safe integers only. */
const anyJson = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, false),
    fc.maxSafeInteger(),
    fc.string({ unit: 'grapheme' }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: 'grapheme', maxLength: 3 }), tie('value'), { maxKeys: 4 }),
  ),
})).value;

/** Keys that look like array indices come first in JavaScript whatever is done: an array of pairs would be needed. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  );
}

describe('reading canonical JSON', () => {
  test('gives back what was written', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(parseCanonicalJson(text, 'x.json'))).toBe(text);
      }),
    );
  });

  test.each([
    ['a duplicate key', '{"a":1,"a":1}'],
    ['a duplicate key that JSON escapes', '{"a":1,"\\u0061":2}'],
    ['white space', '{"a": 1}'],
    ['a final line feed', '{"a":1}\n'],
    ['keys in another order', '{"b":1,"a":2}'],
    ['a fraction', '[1.5]'],
    ['a whole number written as a fraction', '[1.0]'],
    ['an exponent', '[1e2]'],
    ['minus zero', '[-0]'],
    ['an integer beyond 2^53', '[9007199254740993]'],
    ['an escape that is not needed', '["\\u0041"]'],
    ['an escaped slash', '["\\/"]'],
    ['an escape in capitals', '["\\u001F"]'],
    ['a byte order mark', '\ufeff[]'],
    ['no JSON', '{"a":1'],
    ['nothing', ''],
    ['nesting beyond any stack', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
  ])('refuses %s', (_, text) => {
    expect(() => parseCanonicalJson(text, 'x.json')).toThrow(
      expect.objectContaining({ code: 'NOT_CANONICAL', where: { file: 'x.json' } }),
    );
  });

  test('refuses every text that is not written again as it was', () => {
    const edit = fc.record({
      at: fc.nat(),
      with: fc.constantFrom('', ' ', '0', '-', '.', ',', '"', '\\', '\n', '1', 'e'),
    });
    fc.assert(
      fc.property(anyJson, edit, (value, { at, with: inserted }) => {
        const text = canonicalJson(value);
        const edited = text.slice(0, at % (text.length + 1)) + inserted + text.slice(at % (text.length + 1));
        let read: string | undefined;
        try {
          read = canonicalJson(parseCanonicalJson(edited, 'x.json'));
        } catch (error) {
          expect(error).toMatchObject({ code: 'NOT_CANONICAL' });
        }
        if (read !== undefined) expect(read).toBe(edited);
      }),
      { numRuns: 300 },
    );
  });
});
