import { describe, expect, test } from 'vitest';
import { withExtraFeatures } from '../../src/io/extra-features.js';
import { readPeople } from '../../src/io/people-file.js';
import type { FeatureSpec } from '../../src/io/people-spec.js';
import { tempFiles } from './temp-files.js';

const temp = tempFiles();
const quotas = [{ feature: 'Gender', quotas: [{ value: 'f', min: 1, max: 2 }] }];
const rows = 'id,gender,where,born\na,f,H,2000-01-01\nb,f,C,1950-01-01\nc,f,hill,2000-01-01\nd,f,harbour,1950-01-01\n';

/** Where each person's feature stands, by value. */
async function valuesOf(spec: FeatureSpec | undefined, named: Readonly<Record<string, unknown>>): Promise<string[]> {
  const file = await temp.put('people.csv', rows);
  const people = { file, id: 'id', ...(spec !== undefined && { features: { Where: spec } }) };
  const read = withExtraFeatures(people, quotas, [{ where: named }, { gender: { f: 1 } }], 5);
  expect(read.extra).toEqual(['where']);
  const { pool } = await readPeople(read.people, read.quotas);
  expect(pool.quotas.map(({ feature }) => feature)).toEqual(['gender', 'where']);
  for (const { min, max } of pool.quotas[1]?.quotas ?? []) expect([min, max]).toEqual([0, 5]);
  return pool.pseudonyms.map((_, i) => pool.quotas[1]?.quotas[pool.values[i * 2 + 1] ?? -1]?.value ?? '');
}

describe('A feature that the quotas do not have', () => {
  test('has the values that are named, and every other one is *', async () => {
    expect(await valuesOf(undefined, { Harbour: 4, '*': 1 })).toEqual(['*', '*', '*', 'harbour']);
    expect(await valuesOf(undefined, { harbour: 4, HILL: 2 })).toEqual(['*', '*', 'hill', 'harbour']);
  });

  test('is read as sortition.yaml says, translations and all', async () => {
    const translated = { column: 'where', values: { H: 'Harbour', C: 'Centre' } };
    expect(await valuesOf(translated, { Harbour: 4 })).toEqual(['harbour', '*', '*', 'harbour']);
    const allOthers = { column: 'where', values: { h: 'harbour', '*': 'centre' } };
    expect(await valuesOf(allOthers, { centre: 2 })).toEqual(['*', 'centre', 'centre', 'centre']);
    expect(await valuesOf(allOthers, { harbour: 2 })).toEqual(['harbour', '*', '*', '*']);
  });

  test('may be an age, whose groups are all named', async () => {
    const ages = { birthDate: 'born', format: 'yyyy-mm-dd', at: '2026-01-01' };
    expect(await valuesOf(ages, { '0-49': 1, '50+': 2 })).toEqual(['0-49', '50+', '0-49', '50+']);
    await expect(valuesOf(ages, { '0-49': 1 })).rejects.toThrow();
  });
});
