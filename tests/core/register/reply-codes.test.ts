import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  codePattern,
  groupedCode,
  nearCodes,
  readReplyCode,
  replyCode,
} from '../../../src/core/register/reply-codes.js';
import fc from '../../support/laws.js';

const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codes = Array.from({ length: 20_000 }, (_, i) => replyCode(createHash('sha256').update(`code ${i}`).digest()));

describe('A reply code', () => {
  test('has nine symbols that nobody takes for others, and is read back', () => {
    for (const code of codes) {
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{9}$/);
      expect(readReplyCode(code)).toBe(code);
    }
    expect(new Set(codes.map((code) => code.slice(0, 8))).size).toBe(codes.length);
  });

  test('keeps all forty bits', () => {
    expect(replyCode(Uint8Array.of(0, 0, 0, 0, 0))).toBe('000000000');
    expect(replyCode(Uint8Array.of(255, 255, 255, 255, 255)).slice(0, 8)).toBe('ZZZZZZZZ');
    expect(replyCode(Uint8Array.of(0, 0, 0, 0, 1)).slice(0, 8)).toBe('00000001');
    expect(replyCode(Uint8Array.of(8, 0, 0, 0, 0)).slice(0, 8)).toBe('10000000');
  });

  test('with one wrong symbol is refused: all single errors of 20,000 codes', () => {
    let accepted = 0;
    for (const code of codes) {
      for (let i = 0; i < 9; i++) {
        for (const symbol of SYMBOLS) {
          if (symbol === code[i]) continue;
          if (readReplyCode(code.slice(0, i) + symbol + code.slice(i + 1)) !== undefined) accepted++;
        }
      }
    }
    expect(accepted).toBe(0);
  });

  test('with two different symbols swapped is refused, neighbours or not: all swaps of 20,000 codes', () => {
    let accepted = 0;
    for (const code of codes) {
      for (let i = 0; i < 9; i++) {
        for (let j = i + 1; j < 9; j++) {
          if (code[i] === code[j]) continue;
          const swapped = Array.from(code);
          [swapped[i], swapped[j]] = [swapped[j] ?? '', swapped[i] ?? ''];
          if (readReplyCode(swapped.join('')) !== undefined) accepted++;
        }
      }
    }
    expect(accepted).toBe(0);
  });

  test('is read as people type it', () => {
    const code = codes.find((each) => /^[^01]*1[^01]*0[^01]*$/.test(each)) ?? '';
    expect(code).not.toBe('');
    const typed = ` ${groupedCode(code).toLowerCase().replace('1', 'l').replace('0', 'o').replaceAll('-', ' – ')} `;
    expect(readReplyCode(typed)).toBe(code);
    expect(groupedCode(code)).toMatch(/^...-...-...$/);
  });

  test('is refused in any other length or alphabet', () => {
    const code = codes[0] ?? '';
    for (const other of ['', code.slice(1), `${code}0`, `${code.slice(0, 8)}U`, `${code.slice(0, 8)}é`])
      expect(readReplyCode(other)).toBeUndefined();
  });
});

describe('A code that fits none', () => {
  const known = new Set(codes.slice(0, 500));
  const [code = ''] = known;

  test('has the one that it may have been meant as: a wrong symbol, one too few or too many, a swap', () => {
    const wrong = code.slice(0, 4) + (code[4] === 'Q' ? 'R' : 'Q') + code.slice(5);
    const swapped = code.slice(0, 2) + code[5] + code.slice(3, 5) + code[2] + code.slice(6);
    for (const typed of [wrong, code.slice(1), code.slice(0, 8), `${code}7`, `7${code}`, swapped.toLowerCase()])
      expect(nearCodes(typed, known)).toContain(code);
  });

  test('is never proposed one that is further off, nor itself', () => {
    expect(nearCodes('', known)).toEqual([]);
    expect(nearCodes(code, known)).toEqual([]);
    expect(nearCodes(Array.from(code).reverse().join(''), known)).toEqual([]);
  });
});

describe('A code in a text', () => {
  const bytes = fc.uint8Array({ minLength: 5, maxLength: 5 });
  const between = fc.constantFrom('', '-', ' ', ' – ', '.', '_', '  ');
  const spellings: Readonly<Record<string, string>> = { 0: '0oO', 1: '1iIlL' };
  const spelled = (code: string, picks: readonly number[], gaps: readonly string[]): string =>
    Array.from(code, (symbol, i) => {
      const forms = spellings[symbol] ?? symbol + symbol.toLowerCase();
      return forms.charAt((picks[i] ?? 0) % forms.length) + (i < 8 ? (gaps[i] ?? '') : '');
    }).join('');

  test('is found wherever it would be read, in whatever spelling; another is not', () => {
    const nine = { minLength: 9, maxLength: 9 };
    fc.assert(
      fc.property(bytes, bytes, fc.array(fc.nat(9), nine), fc.array(between, nine), (some, others, picks, gaps) => {
        // Noughts and ones are rare by chance.
        const code = replyCode(some.map((byte, i) => (i < 3 ? byte & 0x21 : byte)));
        const other = replyCode(others);
        const typed = spelled(code, picks, gaps);
        const pattern = new RegExp(codePattern(code), 'iu');
        expect(readReplyCode(typed)).toBe(code);
        expect(pattern.test(`Mine is ${typed}, thank you`.normalize('NFKC'))).toBe(true);
        if (other !== code) expect(pattern.test(groupedCode(other))).toBe(false);
      }),
    );
  });
});
