import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { toHex } from '../../../src/core/bytes.js';
import { type DrawSeed, drawSeed, inOrderOfLots, numberBelow } from '../../../src/core/lottery/draw-seed.js';
import { nodeHash } from '../../../src/random/hash.js';
import { chiSquareLimit, chiSquareOf } from '../../support/chi-square.js';
import fc from '../../support/laws.js';

/** The rules of docs and DESIGN, once more, with node:crypto alone. */
const prefixed = (...parts: readonly (string | Buffer)[]): Buffer =>
  Buffer.concat(
    parts.flatMap((part) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(Buffer.byteLength(part));
      return [length, Buffer.from(part as string)];
    }),
  );
const macOf = (seed: DrawSeed, ...parts: readonly string[]): Buffer =>
  createHmac('sha256', seed)
    .update(prefixed(...parts))
    .digest();

const seeds = Array.from({ length: 20_000 }, (_, i) => drawSeed(nodeHash, '00'.repeat(32), `seed ${i}`));
const seedNumber = (i: number): DrawSeed => seeds[i % seeds.length]!;

describe('the draw seed', () => {
  test('is SHA-256 over length-prefixed tag, commitment and text', () => {
    const commitment = 'c0ffee'.padEnd(64, '0');
    const expected = createHash('sha256')
      .update(prefixed('sortition/draw-seed/1', Buffer.from(commitment, 'hex'), 'dice: 3 1 4 1 5 é'))
      .digest('hex');
    expect(toHex(drawSeed(nodeHash, commitment, 'dice: 3 1 4 1 5 é'))).toBe(expected);
  });
});

describe('a number below a bound', () => {
  test('is the top bits of HMAC(seed, label ‖ counter), counted up until they are below it', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.string(),
        fc.oneof(fc.integer({ min: 1, max: 1200 }), fc.constant(2 ** 40)),
        (i, label, bound) => {
          const seed = seedNumber(i);
          const bits = BigInt((bound - 1).toString(2).length);
          let expected = -1n;
          for (let counter = 0; expected < 0n || expected >= BigInt(bound); counter++) {
            expected = BigInt(`0x${macOf(seed, label, String(counter)).toString('hex')}`) >> (256n - bits);
            if (bound === 1) expected = 0n;
          }
          expect(numberBelow(nodeHash, seed, label, bound)).toBe(Number(expected));
        },
      ),
      { numRuns: 300 },
    );
  });

  test.each([1, 3, 10, 1000])('below %i is every number equally often, over 20,000 seeds', (bound) => {
    const counts = new Array<number>(bound).fill(0);
    for (const seed of seeds) counts[numberBelow(nodeHash, seed, 'uniform', bound)]! += 1;
    const expected = counts.map(() => 20_000 / bound);
    expect(chiSquareOf(counts, expected)).toBeLessThan(chiSquareLimit(bound - 1));
  });

  test('below 2^40 has each of its bits set half the time', () => {
    const counts = new Array<number>(80).fill(0);
    for (const seed of seeds) {
      const number = BigInt(numberBelow(nodeHash, seed, 'composition', 2 ** 40));
      for (let bit = 0; bit < 40; bit++) counts[2 * bit + Number((number >> BigInt(bit)) & 1n)]! += 1;
    }
    const expected = counts.map(() => 10_000);
    expect(chiSquareOf(counts, expected)).toBeLessThan(chiSquareLimit(40));
  });

  test('is another one under another label, nearly always', () => {
    const same = seeds
      .slice(0, 100)
      .filter((seed) => numberBelow(nodeHash, seed, 'a', 1000) === numberBelow(nodeHash, seed, 'b', 1000));
    expect(same.length).toBeLessThan(5);
  });
});

describe('the order of lots', () => {
  const pseudonyms = Array.from({ length: 50 }, (_, i) => `person-${i}`);

  test('is that of HMAC(seed, label ‖ pseudonym), smallest first', () => {
    for (let i = 0; i < 20; i++) {
      const people = pseudonyms.map((_, person) => person).filter((person) => (person * 7 + i) % 3 > 0);
      const expected = people
        .map((person) => ({ person, lot: macOf(seedNumber(i), 'person', pseudonyms[person]!).toString('hex') }))
        .sort((a, b) => (a.lot < b.lot ? -1 : 1))
        .map(({ person }) => person);
      expect(inOrderOfLots(nodeHash, seedNumber(i), 'person', people, pseudonyms)).toEqual(expected);
    }
  });

  test('does not depend on the order in which people are given', () => {
    const people = pseudonyms.map((_, person) => person);
    expect(inOrderOfLots(nodeHash, seedNumber(1), 'x', people.toReversed(), pseudonyms)).toEqual(
      inOrderOfLots(nodeHash, seedNumber(1), 'x', people, pseudonyms),
    );
  });
});
