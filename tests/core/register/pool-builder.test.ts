import { describe, expect, test } from 'vitest';
import type { Quotas } from '../../../src/core/register/features.js';
import { canonicalQuotas, PoolBuilder } from '../../../src/core/register/pool-builder.js';
import { compareUtf8 } from '../../../src/core/text.js';
import fc from '../../support/laws.js';

const quota = (value: string) => ({ value, min: 0, max: 1 });

const quotas: Quotas = [
  { feature: 'Gender ', quotas: [{ value: 'Woman', min: 1, max: 2, minFlex: 0, maxFlex: 3 }, quota('man')] },
  { feature: 'AGE', quotas: [quota('65+'), quota('16–24')] },
];

describe('canonical quotas', () => {
  test('have comparable names, sorted by their bytes, and the same numbers', () => {
    expect(canonicalQuotas(quotas)).toEqual([
      { feature: 'age', quotas: [quota('16–24'), quota('65+')] },
      { feature: 'gender', quotas: [quota('man'), { value: 'woman', min: 1, max: 2, minFlex: 0, maxFlex: 3 }] },
    ]);
  });

  test('are their own canonical quotas', () => {
    expect(canonicalQuotas(canonicalQuotas(quotas))).toEqual(canonicalQuotas(quotas));
  });
});

describe('the canonical pool', () => {
  test('has people by the bytes of their pseudonyms, with their values, households and sources', () => {
    const builder = new PoolBuilder(quotas);
    builder.add('c', [1, 0], 'mill', 7);
    builder.add('\u{10000}', [0, 1], undefined, 8);
    builder.add('\uffff', [0, 0], 'lane', 9);
    builder.add('a', [1, 1], 'lane', 10);
    const { pool, sources } = builder.build();
    expect(pool.pseudonyms).toEqual(['a', 'c', '\uffff', '\u{10000}']);
    expect([...pool.values]).toEqual([1, 1, 1, 0, 0, 0, 0, 1]);
    expect([...pool.households]).toEqual([0, 1, 0, -1]);
    expect([...sources]).toEqual([10, 7, 9, 8]);
    expect(pool.quotas).toEqual(canonicalQuotas(quotas));
  });

  test('of nobody is empty', () => {
    const { pool, sources } = new PoolBuilder(quotas).build();
    expect([pool.pseudonyms, pool.values.length, pool.households.length, sources.length]).toEqual([[], 0, 0, 0]);
  });

  test('has no pseudonym twice', () => {
    const builder = new PoolBuilder(quotas);
    for (const name of ['b', 'a', 'b']) builder.add(name, [0, 0], undefined, 0);
    expect(() => builder.build()).toThrow(
      expect.objectContaining({ code: 'PSEUDONYM_TWICE', args: { pseudonym: 'b' } }),
    );
  });

  const person = fc.record({
    name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }),
    values: fc.tuple(fc.nat(1), fc.nat(1)),
    home: fc.option(fc.constantFrom('mill', 'lane', 'quay'), { nil: undefined }),
  });
  const people = fc.uniqueArray(person, { selector: ({ name }) => name, maxLength: 30 });

  const build = (list: readonly { name: string; values: [number, number]; home: string | undefined }[]) => {
    const builder = new PoolBuilder(quotas);
    for (const [i, { name, values, home }] of list.entries()) builder.add(name, values, home, i);
    return builder.build();
  };

  test('is the same whatever the order of adding', () => {
    fc.assert(
      fc.property(people, fc.infiniteStream(fc.nat()), (list, keys) => {
        const shuffled = list.map((p) => ({ p, key: keys.next().value ?? 0 })).sort((x, y) => x.key - y.key);
        expect(build(shuffled.map(({ p }) => p)).pool).toEqual(build(list).pool);
      }),
    );
  });

  test('leads back to every person, and keeps who lives with whom', () => {
    fc.assert(
      fc.property(people, (list) => {
        const { pool, sources } = build(list);
        expect([...pool.pseudonyms].sort(compareUtf8)).toEqual(pool.pseudonyms);
        const homes = new Map<string | undefined, number>([[undefined, -1]]);
        sources.forEach((source, i) => {
          const { name, values, home } = list[source]!;
          expect(pool.pseudonyms[i]).toBe(name);
          expect([...pool.values.slice(2 * i, 2 * i + 2)]).toEqual(values);
          if (!homes.has(home)) homes.set(home, homes.size - 1);
          expect(pool.households[i]).toBe(homes.get(home));
        });
      }),
    );
  });

  test('holds more people than it first has room for', () => {
    const builder = new PoolBuilder(quotas);
    for (let i = 0; i < 5000; i++) builder.add(String(9999 - i), [i & 1, (i >> 1) & 1], undefined, i);
    const { pool, sources } = builder.build();
    expect(pool.pseudonyms[0]).toBe('5000');
    expect([...pool.values.slice(0, 4)]).toEqual([1, 1, 0, 1]);
    expect(sources[4999]).toBe(0);
  });
});
