import { describe, expect, test } from 'vitest';
import { drawSeed } from '../../../src/core/lottery/draw-seed.js';
import type { Lottery } from '../../../src/core/lottery/lottery.js';
import { ticketsOf } from '../../../src/core/lottery/named-lottery.js';
import { panelOf, pickNumber } from '../../../src/core/lottery/pick.js';
import { findClasses } from '../../../src/core/register/classes.js';
import { SCALE } from '../../../src/core/selection/certificate.js';
import { nodeHash } from '../../../src/random/hash.js';
import { chiSquareLimit, chiSquareOf } from '../../support/chi-square.js';
import { smallPool } from '../../support/small-pools.js';
import { numbersFor } from '../../support/tight-pools.js';

/** bench/lotteries.ts does the same with lotteries as they are made for towns. */
const SEEDS = 20_000;
const seeds = Array.from({ length: SEEDS }, (_, i) => drawSeed(nodeHash, 'ab'.repeat(32), `seed ${i}`));

describe('the number that a seed picks', () => {
  const pool = smallPool({ age: { any: [3, 3] } }, new Array<string>(30).fill('a'));
  const drawn = { pool, classes: findClasses(pool, 3, false), seated: [] };

  test.each([7, 1000])('is every one of %i tickets equally often, and so are people as often as their tickets', (M) => {
    const below = numbersFor(`panels of ${M}`);
    // The first people hold many tickets, the last ones few.
    const panels = Array.from({ length: M }, () => {
      const panel = new Set<number>();
      while (panel.size < 3) panel.add(Math.min(below(30), below(30)));
      return Int32Array.from(panel).sort();
    });
    const lottery: Lottery = { form: 'named', panels };
    const picked = new Array<number>(M).fill(0);
    const seats = new Array<number>(30).fill(0);
    for (const seed of seeds) {
      const number = pickNumber(nodeHash, seed, lottery);
      picked[number]! += 1;
      for (const person of panelOf(nodeHash, seed, number, { ...drawn, lottery })) seats[person]! += 1;
    }
    const even = picked.map(() => SEEDS / M);
    expect(chiSquareOf(picked, even)).toBeLessThan(chiSquareLimit(M - 1));
    ticketsOf({ form: 'named', panels }, 30).forEach((tickets, person) => {
      const share = tickets / M;
      const deviation = Math.sqrt(SEEDS * share * (1 - share));
      // 4.9 standard deviations: once in a million.
      expect(Math.abs(seats[person]! - SEEDS * share)).toBeLessThanOrEqual(4.9 * deviation);
    });
  });

  test('falls into every composition as often as its weight says', () => {
    const parts = [1, 2, 3, 5, 8, 13, 21, 34, 55, 858];
    const weights = parts.map((part) => Math.round((part * SCALE) / 1000));
    weights[9]! += SCALE - weights.reduce((sum, weight) => sum + weight);
    const ends = weights.map((_, c) => weights.slice(0, c + 1).reduce((sum, weight) => sum + weight));
    const lottery: Lottery = { form: 'composition', distribution: { compositions: [], weights } };
    const picked = weights.map(() => 0);
    for (const seed of seeds) {
      const number = pickNumber(nodeHash, seed, lottery);
      expect(number < SCALE).toBe(true);
      picked[ends.findIndex((end) => number < end)]! += 1;
    }
    const expected = weights.map((weight) => (SEEDS * weight) / SCALE);
    expect(chiSquareOf(picked, expected)).toBeLessThan(chiSquareLimit(weights.length - 1));
  });
});
