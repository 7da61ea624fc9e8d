import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { noiseSource } from '../../src/random/noise.js';

const key = 'ab'.repeat(32);

test('the same key gives the same numbers in [0, 1), another key others', () => {
  const [a, b, c] = [noiseSource(key), noiseSource(key), noiseSource('cd'.repeat(32))];
  const first = Array.from({ length: 1000 }, a);
  expect(Array.from({ length: 1000 }, b)).toEqual(first);
  expect(Array.from({ length: 1000 }, c)).not.toEqual(first);
  expect(first.every((number) => number >= 0 && number < 1)).toBe(true);
});

test('the numbers are those that seedrandom has given since version 3', () => {
  // Pinned from seedrandom 3.0.5: a change would change every synthetic register.
  expect(noiseSource(key)()).toBe(0.27335432315865854);
});

test.each(['1', '', key.toUpperCase(), key.slice(1), `${key}0`])('%j is no key: raw text collides', (text) => {
  expect(() => noiseSource(text)).toThrow('64 hexadecimal');
});

test('nothing else asks seedrandom for anything: what decides a draw is HMAC of its seed', () => {
  const src = join(import.meta.dirname, '../../src');
  const importing = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[cm]?[jt]s$/.test(name))
    .filter((name) => /['"`]seedrandom(\/[^'"`]*)?['"`]/.test(readFileSync(join(src, name), 'utf8')));
  expect(importing).toEqual([join('random', 'noise.ts')]);
});
