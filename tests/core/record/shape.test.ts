import { describe, expect, test } from 'vitest';
import { Shape } from '../../../src/core/record/shape.js';

const shape = (value: unknown): Shape => new Shape(value as never, 'x.json');
const refusal = (path: string): object =>
  expect.objectContaining({ code: 'RECORD_SHAPE', args: expect.objectContaining({ path }), where: { file: 'x.json' } });

describe('a shape', () => {
  test('reads what is there', () => {
    const record = shape({ a: { text: 'x', count: 0, integer: -3, flag: false, list: ['p', 'q'], big: '-12' } }).get(
      'a',
    );
    expect(record.get('text').text()).toBe('x');
    expect(record.get('count').count()).toBe(0);
    expect(record.get('integer').integer()).toBe(-3);
    expect(record.get('flag').flag()).toBe(false);
    expect(record.get('list').list((item) => item.text())).toEqual(['p', 'q']);
    expect(record.get('big').bigInteger()).toBe(-12n);
    expect(shape('ab'.repeat(32)).hex()).toBe('ab'.repeat(32));
    for (const text of ['0', '2', '0.35', '1e-7']) expect(shape(text).decimal()).toBe(text);
  });

  const wrong: readonly [string, unknown, (s: Shape) => unknown][] = [
    ['a number for a text', 1, (s) => s.text()],
    ['nothing for a text', undefined, (s) => s.text()],
    ['another word', 'c', (s) => s.oneOf('a', 'b')],
    ['a text for a flag', 'true', (s) => s.flag()],
    ['a text for a count', '1', (s) => s.count()],
    ['a negative count', -1, (s) => s.count()],
    ['a fraction for a count', 1.5, (s) => s.count()],
    ['a count beyond 2^53', 2 ** 53, (s) => s.count()],
    ['a text for an integer', '1', (s) => s.integer()],
    ['a number for a big integer', 1, (s) => s.bigInteger()],
    ['a big integer with a leading zero', '01', (s) => s.bigInteger()],
    ['a number for a decimal', 1, (s) => s.decimal()],
    ['no number for a decimal', '\u0000', (s) => s.decimal()],
    ['a blank for a decimal', '', (s) => s.decimal()],
    ['a decimal below 0', '-1', (s) => s.decimal()],
    ['a decimal beyond all numbers', '1e400', (s) => s.decimal()],
    ['a decimal written otherwise', '1.50', (s) => s.decimal()],
    ['a big integer of minus nothing', '-0', (s) => s.bigInteger()],
    ['a big integer with a plus', '+1', (s) => s.bigInteger()],
    ['a big integer in hexadecimal', '0x1', (s) => s.bigInteger()],
    ['a big integer of a hundred digits', '1'.repeat(100), (s) => s.bigInteger()],
    ['hex in capitals', 'AB'.repeat(32), (s) => s.hex()],
    ['hex of another length', 'ab'.repeat(31), (s) => s.hex()],
    ['an object for a list', { 0: 'a' }, (s) => s.list((item) => item)],
    ['a list of another length', ['a'], (s) => s.list((item) => item, 2)],
    ['a list for an object', ['a'], (s) => s.get('0')],
    ['null for an object', null, (s) => s.get('a')],
    ['a text for an object', 'a', (s) => s.keys()],
  ];

  test.each(wrong)('refuses %s', (_, value, read) => {
    expect(() => read(shape(value))).toThrow(refusal(''));
  });

  test('says where, down to the item of a list', () => {
    const value = shape({ a: [{ b: 1 }, { b: 'x' }] });
    expect(() => value.get('a').list((item) => item.get('b').count())).toThrow(refusal('a[1].b'));
  });

  test('lets nothing hide that nobody reads', () => {
    expect(() => shape({ a: 1, note: 2 }).only('a')).toThrow(refusal('note'));
    expect(shape({ a: 1 }).only('a', 'b').has('b')).toBe(false);
  });
});
