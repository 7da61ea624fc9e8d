import { describe, expect, test } from 'vitest';
import { findMarks, readNumber } from '../../src/io/share-numbers.js';
import fc from '../support/laws.js';

/** The numbers of a column, or what is wrong with a cell. */
function read(cells: readonly string[], { isWorkbook = false, isPercent = false } = {}): (number | string)[] {
  const marks = findMarks(cells, { isWorkbook, isPercent });
  return cells.map((cell) => {
    const number = readNumber(cell, { marks, isPercent });
    if (number.kind === 'number') return number.value;
    return number.kind === 'ambiguous' ? `${number.whole} or ${number.decimal}` : number.kind;
  });
}

describe('A number', () => {
  test.each([
    ['0', 0],
    ['1234567', 1234567],
    ['49.7', 49.7],
    ['49,7', 49.7],
    ['49,70 %', 49.7],
    [' 49.7% ', 49.7],
    ['1 234', 1234],
    ['1\u00a0234\u202f567', 1234567],
    ["1'234.5", 1234.5],
    ['1’234', 1234],
    ['12 345,678', 12345.678],
    ['1,234,567', 1234567],
    ['1.234.567', 1234567],
    ['1,234.5', 1234.5],
    ['1.234,5', 1234.5],
    ['0,234', 0.234],
    ['0.234', 0.234],
    ['1234,567', 1234.567],
    ['12.345 %', 12.345],
    ['1,234 %', 1.234],
    ['1,234', '1234 or 1.234'],
    ['1.234', '1234 or 1.234'],
    ['123.456', '123456 or 123.456'],
    ['-5', 'negative'],
    ['−5 %', 'negative'],
    ['five', 'none'],
    ['12 34', 'none'],
    ['1,2,3', 'none'],
    ['1.234,567.8', 'none'],
    ['1e5', 'none'],
    ['%', 'none'],
    ['1/2', 'none'],
    ['1234567890123456', 'none'],
  ])('%s is read as %s', (cell, value) => {
    expect(read([cell])).toEqual([value]);
  });

  test('that could be either is what the same mark is elsewhere in the column', () => {
    expect(read(['1.234', '49.7'])).toEqual([1.234, 49.7]);
    expect(read(['1,234', '1,234,567'])).toEqual([1234, 1234567]);
    expect(read(['1,234', '12,5'])).toEqual([1.234, 12.5]);
    expect(read(['1.234', '1.234,5'])).toEqual([1234, 1234.5]);
    // The other mark tells nothing, and a column that uses one for both is not trusted.
    expect(read(['1,234', '49.7'])).toEqual(['1234 or 1.234', 49.7]);
    expect(read(['1,234', '1,234,567', '12,5'])[0]).toBe('1234 or 1.234');
  });

  test('of a workbook has a point for its decimals, and one of a percentage no thousands', () => {
    expect(read(['33.333', '66.667'], { isWorkbook: true })).toEqual([33.333, 66.667]);
    expect(read(['33.333', '66,667'], { isPercent: true })).toEqual([33.333, 66.667]);
  });

  test('is read back however its digits are grouped', () => {
    const groups = [
      (n: number) => String(n),
      ...[' ', '\u00a0', "'", '’'].map((mark) => (n: number) => String(n).replace(/\B(?=(\d{3})+(?!\d))/g, mark)),
    ];
    fc.assert(
      fc.property(fc.nat(2_000_000_000), fc.nat(99), fc.constantFrom('.', ','), (n, cents, mark) => {
        const decimals = String(cents).padStart(2, '0');
        for (const group of groups) {
          expect(read([group(n)])).toEqual([n]);
          expect(read([`${group(n)}${mark}${decimals}`])).toEqual([Number(`${n}.${decimals}`)]);
        }
      }),
    );
  });
});
