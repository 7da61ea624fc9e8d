import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  canonicalPoolTable,
  leavesOf,
  peopleTable,
  poolDigest,
  rootsOf,
} from '../../../src/core/record/canonical-pool.js';
import { findClasses } from '../../../src/core/register/classes.js';
import { PoolBuilder } from '../../../src/core/register/pool-builder.js';
import { nodeHash } from '../../../src/random/hash.js';

function built(people: readonly (readonly [string, readonly number[], string?])[]) {
  const builder = new PoolBuilder([
    { feature: 'gender', quotas: ['f', 'm'].map((value) => ({ value, min: 0, max: 9 })) },
    { feature: 'age', quotas: ['old', 'young'].map((value) => ({ value, min: 0, max: 9 })) },
  ]);
  people.forEach(([name, values, home], i) => {
    builder.add(name, values, home, i);
  });
  const { pool } = builder.build();
  return { pool, classes: findClasses(pool, 1, false) };
}

// Age comes before gender in canonical order; builder.add takes values in that order.
const four = built([
  ['zoë', [1, 0], 'lane'],
  ['a"b', [0, 1]],
  ['bob', [1, 1], 'mill'],
  ['ann', [0, 0], 'lane'],
]);
const salts = ['00', '11', '22', '33'].map((pair) => pair.repeat(16));
const sha256 = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

describe('the canonical pool', () => {
  test('has rows as written down here by hand', () => {
    expect([...canonicalPoolTable(four.pool, four.classes)].join('')).toBe(
      [
        'pseudonym,salt,values,class,household,type',
        '"a""b",,0 1,1,,0',
        'ann,,0 0,0,0,0',
        'bob,,1 1,3,1,0',
        'zoë,,1 0,2,0,0',
        '',
      ].join('\n'),
    );
  });

  test('has the SHA-256 of its rows, at once or in pieces', () => {
    const many = built(Array.from({ length: 10_000 }, (_, i) => [String(100_000 + i), [i % 2, 0]] as const));
    const text = [...canonicalPoolTable(many.pool, many.classes)].join('');
    expect(text.split('\n').length).toBe(10_002);
    expect(poolDigest(nodeHash, many.pool, many.classes)).toBe(sha256(text).toString('hex'));
  });

  test('has salted leaves, and roots over them, as computed here without its code', () => {
    const { pool, classes } = four;
    const leaves = leavesOf(nodeHash, pool, classes, salts);
    const rows = ['["a\\"b",[0,1],1]', '["ann",[0,0],0]', '["bob",[1,1],3]', '["zoë",[1,0],2]'];
    const homes = ['["a\\"b",null,0]', '["ann",0,0]', '["bob",1,0]', '["zoë",0,0]'];
    const leaf = (row: string, i: number) => sha256(Buffer.of(0), Buffer.from(salts[i] ?? '', 'hex'), row);
    const [a, b, c, d] = rows.map(leaf) as [Buffer, Buffer, Buffer, Buffer];
    const node = (left: Buffer, right: Buffer) => sha256(Buffer.of(1), left, right);
    expect(leaves.people.map((hash) => Buffer.from(hash))).toEqual([a, b, c, d]);
    expect(leaves.homes.map((hash) => Buffer.from(hash))).toEqual(homes.map(leaf));
    expect(rootsOf(nodeHash, leaves)).toMatchObject({ people: 4, root: node(node(a, b), node(c, d)).toString('hex') });
  });

  test('publishes leaves, and values of the published features alone', () => {
    const { pool, classes } = four;
    const text = peopleTable(pool, leavesOf(nodeHash, pool, classes, salts), [1]);
    expect(text.split('\n')[0]).toBe('pseudonym,leaf,home_leaf,gender');
    expect(text.split('\n').map((line) => line.split(',').at(-1))).toEqual(['gender', 'm', 'f', 'm', 'f', '']);
  });
});
