import { expect, test } from 'vitest';
import { drawSeed } from '../../../src/core/lottery/draw-seed.js';
import { choosePeople, shareOfUnit } from '../../../src/core/panel/unit-people.js';
import { membersTable, readMembers } from '../../../src/core/record/members.js';
import { nodeHash } from '../../../src/random/hash.js';
import { chiSquareLimit, chiSquareOf } from '../../support/chi-square.js';

const seedOf = (text: string) => drawSeed(nodeHash, '44'.repeat(32), text);
const units = [['a'], ['b', 'c'], ['d', 'e', 'f', 'g', 'h']];

test('By lot every one of a unit’s people comes as often as any other, whatever the others do', () => {
  const seeds = 4000;
  const times = new Map<string, number>();
  const pairs = new Map<string, number>();
  for (let i = 0; i < seeds; i++) {
    const [one, two, three] = choosePeople(nodeHash, seedOf(`seed ${i}`), 'lot', units);
    for (const name of [one, two, three]) times.set(name!, (times.get(name!) ?? 0) + 1);
    pairs.set(`${two}${three}`, (pairs.get(`${two}${three}`) ?? 0) + 1);
  }
  for (const people of units) {
    const observed = people.map((name) => times.get(name) ?? 0);
    const expected = people.map((_, place) => seeds * shareOfUnit('lot', place, people.length));
    expect(chiSquareOf(observed, expected)).toBeLessThan(chiSquareLimit(people.length - 1));
  }
  const joint = [...pairs.values()];
  expect(joint.length).toBe(10);
  expect(chiSquareOf(joint, Array(10).fill(seeds / 10))).toBeLessThan(chiSquareLimit(9));
});

test('The lot does not ask in which order people stand; by age the first comes', () => {
  const backwards = units.map((people) => people.toReversed());
  const seed = seedOf('any');
  expect(choosePeople(nodeHash, seed, 'lot', backwards)).toEqual(choosePeople(nodeHash, seed, 'lot', units));
  expect(choosePeople(nodeHash, seed, 'oldest', backwards)).toEqual(['a', 'c', 'h']);
  for (const rule of ['lot', 'oldest', 'youngest'] as const) {
    const shares = [0, 1, 2].map((place) => shareOfUnit(rule, place, 3));
    expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 12);
  }
});

test('members.csv is read as it was written, and nothing else', () => {
  const pool = { pseudonyms: ['a', 'b', 'd'], members: [['a'], ['c', 'b'], ['d', 'e']] };
  const text = membersTable(pool);
  expect(text).toBe('unit,members\na,a\nb,c b\nd,d e\n');
  expect(readMembers(text, pool)).toEqual(pool.members);
  const lies = [
    text.replace('d,d e', 'd,e d f a'),
    text.replace('b,c b', 'b,c d'),
    text.replace('a,a\n', ''),
    text.replace('a,a', 'a,'),
    text.replace('d e', 'd e e'),
    `${text}z,z\n`,
  ];
  for (const lie of lies)
    expect(() => readMembers(lie, pool)).toThrow(expect.objectContaining({ code: 'TABLE_SHAPE' }));
});
