import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../src/core/record/canonical-json.js';
import { headOf, nextLine, readLedger } from '../../../src/core/record/ledger.js';
import { nodeHash } from '../../../src/random/hash.js';

const noon = (day: number): string => `2026-03-0${day}T12:00:00Z`;
const digest = '5e'.repeat(32);

/** Lines of so many steps, at these times. */
function linesAt(...times: readonly string[]): string[] {
  const lines: string[] = [];
  for (const time of times) {
    const step = { step: 'lottery', time, inputs: { 'register.csv': digest }, outputs: {} };
    lines.push(nextLine(nodeHash, lines, step));
  }
  return lines;
}

const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
const three = linesAt(noon(1), noon(2), noon(3));
const withEntry = (lines: readonly string[], i: number, change: object): string[] =>
  lines.with(i, canonicalJson({ ...JSON.parse(lines[i] ?? ''), ...change }));
const read = (text: string, length?: number) => () => readLedger(nodeHash, text, length);
const broken = (row: number) =>
  expect.objectContaining({ code: 'LEDGER_BROKEN', where: { file: 'ledger.jsonl', row } });

describe('a ledger', () => {
  test('is read as it was written, whole or its beginning', () => {
    expect(read(textOf(three))().entries.map(({ entry, time }) => [entry, time])).toEqual([
      [0, noon(1)],
      [1, noon(2)],
      [2, noon(3)],
    ]);
    expect(read(textOf(three), 2)().lines).toEqual(three.slice(0, 2));
    expect(read('')()).toEqual({ lines: [], entries: [] });
    expect(headOf(nodeHash, [])).toEqual({ length: 0, head: '0'.repeat(64) });
  });

  test.each([
    ['another digest in an earlier line', withEntry(three, 0, { inputs: { 'register.csv': '5f'.repeat(32) } }), 2],
    ['a line left out', three.toSpliced(1, 1), 2],
    ['a line twice', three.toSpliced(1, 0, three[1] ?? ''), 3],
    ['something before the first line', withEntry(three, 0, { previous: digest }), 1],
    ['another number', withEntry(three, 0, { entry: 1 }), 1],
    ['no text as step', withEntry(three, 2, { step: 1 }), 3],
    ['a digest in capitals', withEntry(three, 2, { outputs: { a: digest.toUpperCase() } }), 3],
    ['something more', withEntry(three, 2, { note: '' }), 3],
    ['white space', three.with(2, `${three[2]} `), 3],
    ['a byte order mark', three.with(0, `\ufeff${three[0]}`), 1],
    ['an empty line', ['', ...three], 1],
  ])('with %s is broken', (_, lines, row) => {
    expect(read(textOf(lines))).toThrow(broken(row));
    expect(read(textOf(lines), lines.length)).toThrow(broken(row));
  });

  test.each([
    'noon',
    '',
    '2026-03-01',
    '2026-03-01T12:00:00',
    '2026-03-01T12:00:00.000Z',
    '2026-03-01T12:00:00+00:00',
    '2026-02-30T12:00:00Z',
    '2026-13-01T12:00:00Z',
    '2026-03-01T24:00:00Z',
    '2026-03-01T12:00:60Z',
  ])('with a line at %j, and all that follows bound to it, is broken', (time) => {
    expect(read(textOf(linesAt(noon(1), time, noon(3))))).toThrow(broken(2));
  });

  test('that ends in a line, or before the length that a record states, is broken; what follows that length is not looked at', () => {
    expect(read(textOf(three).slice(0, -1))).toThrow(broken(3));
    expect(read(textOf(three).slice(0, -1), 3)).toThrow(broken(3));
    expect(read(textOf(three), 4)).toThrow(broken(4));
    for (const more of ['torn', 'anything\n', '\n\n'])
      expect(read(`${textOf(three)}${more}`, 3)().lines).toEqual(three);
    expect(read(`${textOf(three)}anything\n`)).toThrow(broken(4));
  });
});
