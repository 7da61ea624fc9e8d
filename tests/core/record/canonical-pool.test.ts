import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { canonicalRow, poolDigest } from '../../../src/core/record/canonical-pool.js';
import { PoolBuilder } from '../../../src/core/register/pool-builder.js';
import { nodeHash } from '../../../src/random/hash.js';

function pool(people: readonly (readonly [string, readonly number[], string?])[]) {
  const builder = new PoolBuilder([
    { feature: 'gender', quotas: ['f', 'm'].map((value) => ({ value, min: 0, max: 9 })) },
    { feature: 'age', quotas: ['old', 'young'].map((value) => ({ value, min: 0, max: 9 })) },
  ]);
  people.forEach(([name, values, home], i) => {
    builder.add(name, values, home, i);
  });
  return builder.build().pool;
}

describe('the canonical pool', () => {
  test('has rows as written down here by hand', () => {
    const some = pool([
      ['zoë', [1, 0], 'lane'],
      ['a"b', [0, 1]],
      ['bob', [1, 1], 'mill'],
      ['ann', [0, 0], 'lane'],
    ]);
    expect([0, 1, 2, 3].map((person) => canonicalRow(some, person))).toEqual([
      '["a\\"b",[0,1],null]',
      '["ann",[0,0],0]',
      '["bob",[1,1],1]',
      '["zoë",[1,0],0]',
    ]);
  });

  test('has the SHA-256 of its rows, each ended by a line feed', () => {
    const some = pool([
      ['zoë', [1, 0], 'lane'],
      ['ann', [0, 0], 'lane'],
    ]);
    const expected = createHash('sha256').update('["ann",[0,0],0]\n["zoë",[1,0],0]\n').digest('hex');
    expect(poolDigest(nodeHash, some)).toBe(expected);
  });

  test('has the same digest read at once or in pieces', () => {
    const people = Array.from({ length: 10_000 }, (_, i) => [String(100_000 + i), [i % 2, 0]] as const);
    const some = pool(people);
    const rows = people.map(([name, values]) => `${JSON.stringify([name, values, null])}\n`).join('');
    expect(poolDigest(nodeHash, some)).toBe(createHash('sha256').update(rows).digest('hex'));
  });

  test('of nobody has the digest of nothing', () => {
    expect(poolDigest(nodeHash, pool([]))).toBe(createHash('sha256').digest('hex'));
  });
});
