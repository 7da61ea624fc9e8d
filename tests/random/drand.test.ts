import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { QUICKNET, roundAt, timeOfRound } from '../../src/core/record/drand.js';
import { isQuicknetSignature } from '../../src/random/drand.js';

/** Round 657413 of quicknet as published; also the example in the documentation of drand-verify (noislabs). */
const round = 657_413;
const signature = 'b713718a38ae728dfd477991af2822e08d2f305e47718cef9f7848ce4050e7be41076862b98fad56e91a6b85b89cd97b';
const randomness = 'fc1873a13f3545aeade8401532ef5519920652eee6b0d2b19ca12643b87b3587';

describe('drand’s quicknet', () => {
  test('has signed a round that it published', () => {
    expect(isQuicknetSignature(round, signature)).toBe(true);
    expect(createHash('sha256').update(Buffer.from(signature, 'hex')).digest('hex')).toBe(randomness);
  });

  test('has not signed another round, nor anything else', () => {
    expect(isQuicknetSignature(round + 1, signature)).toBe(false);
    expect(isQuicknetSignature(round, signature.replace(/b$/, 'a'))).toBe(false);
    expect(isQuicknetSignature(round, '00'.repeat(48))).toBe(false);
    // The point at infinity is a valid encoding.
    expect(isQuicknetSignature(round, `c0${'00'.repeat(47)}`)).toBe(false);
  });

  test('has a round every three seconds since its first', () => {
    expect(timeOfRound(1)).toBe('2023-08-23T15:09:27Z');
    expect(timeOfRound(2)).toBe('2023-08-23T15:09:30Z');
    for (const n of [1, 2, round, 35_107_012]) {
      const time = Date.parse(timeOfRound(n) ?? '');
      expect(roundAt(time)).toBe(n);
      expect(roundAt(time + 1)).toBe(n + 1);
    }
    expect([0, -1, 1.5, Number.NaN, 1e12].map(timeOfRound)).toEqual(Array(5).fill(undefined));
    expect(QUICKNET.key.length).toBe(192);
  });
});
