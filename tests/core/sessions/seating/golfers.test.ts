import { expect, test } from 'vitest';
import { findDesign } from '../../../../src/core/sessions/seating/design.js';
import { findField } from '../../../../src/core/sessions/seating/finite-field.js';
import { seatPanel } from '../../../../src/core/sessions/seating/seat-panel.js';
import { golfers, noiseOf } from '../../../support/seating-problems.js';

/**
 * Social golfers: w weeks of g groups of s without meeting anybody twice. Kirkman's schoolgirls (1850) are 5-3-7, affine planes 3-3-4,
 * 4-4-5, 5-5-6, 7-7-8, 8-8-9 and 9-9-10; 4-3-4, 5-4-5, 8-4-9 and 9-4-9 are transversal designs, and the rest are for the swaps.
 */
test.each([
  [3, 3, 4],
  [4, 4, 5],
  [4, 3, 4],
  [5, 3, 7],
  [5, 4, 5],
  [5, 5, 6],
  [6, 3, 6],
  [6, 4, 5],
  [7, 7, 8],
  [8, 3, 8],
  [8, 4, 9],
  [8, 8, 9],
  [9, 4, 9],
  [9, 9, 10],
  [14, 8, 3],
])('%i tables of %i, %i rounds: nobody meets anybody twice', (tables, size, rounds) => {
  const { report } = seatPanel(golfers(tables * size, tables, rounds), noiseOf('golfers'));
  expect(report.meetings).toBe((rounds * tables * size * (size - 1)) / 2);
  expect(report.bound.meetings).toBe(report.meetings);
  expect(report.fewest).toBe(rounds * (size - 1));
});

test('three rounds at six tables of 8 or 7 come to the bound: tables with more people than there are tables overlap', () => {
  const { report } = seatPanel(golfers(45, 6, 3), noiseOf('golfers'));
  expect(report.bound).toMatchObject({ counting: 441, overlaps: 423, meetings: 423 });
  expect(report.meetings).toBe(423);
});

test('designs have as many rounds as said, seat everybody once a round, and let nobody meet twice', () => {
  for (const [T, s, count] of [
    [8, 4, 9],
    [9, 3, 13],
    [16, 4, 21],
    [6, 3, 1],
    [1, 5, 1],
    [3, 5, 1],
    [25, 5, 31],
    [5, 3, 7],
    [4, 2, 7],
  ] as const) {
    const rounds = findDesign(T, s, 99);
    expect(rounds).toHaveLength(count);
    const met = new Set<number>();
    for (const tables of rounds) {
      expect(tables.map((people) => people.length)).toEqual(new Array(T).fill(s));
      expect(new Set(tables.flat()).size).toBe(T * s);
      expect(Math.max(...tables.flat())).toBe(T * s - 1);
      for (const people of tables) for (const p of people) for (const q of people) if (p < q) met.add(p * T * s + q);
    }
    expect(met.size).toBe((count * T * s * (s - 1)) / 2);
  }
});

test('fields have inverses and distribute; there are none of other orders than powers of primes', () => {
  for (const q of [2, 3, 4, 5, 8, 9, 16]) {
    const { add, multiply } = findField(q)!;
    const all = Array.from({ length: q }, (_, a) => a);
    for (const a of all) {
      expect(new Set(all.map((b) => add(a, b))).size).toBe(q);
      if (a > 0) expect(new Set(all.map((b) => multiply(a, b))).size).toBe(q);
      expect([add(a, 0), multiply(a, 1), multiply(a, 0)]).toEqual([a, a, 0]);
      for (const b of all)
        for (const c of [1, q - 1, q >> 1]) {
          expect(multiply(a, add(b, c))).toBe(add(multiply(a, b), multiply(a, c)));
          expect(multiply(a, multiply(b, c))).toBe(multiply(multiply(a, b), c));
        }
    }
  }
  for (const q of [1, 6, 10, 12, 14, 15, 20, 63]) expect(findField(q)).toBeUndefined();
});
