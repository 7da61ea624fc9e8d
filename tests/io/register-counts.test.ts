import { describe, expect, test } from 'vitest';
import type { PeopleSpec } from '../../src/io/people-spec.js';
import { type CountRequest, countRegister } from '../../src/io/register-counts.js';
import fc from '../support/laws.js';
import { faultsOf, tempFiles } from './temp-files.js';

const files = tempFiles();
type Settings = Omit<PeopleSpec, 'file' | 'id'>;

async function count(text: string, request: Partial<CountRequest>, spec: Settings = {}) {
  const file = await files.put('register.csv', text);
  return countRegister({ file, id: 'id', ...spec }, { features: [], crosses: [], ...request });
}

const tallies = async (...given: Parameters<typeof count>): Promise<Record<string, Record<string, number>>> =>
  Object.fromEntries(
    (await count(...given)).shares.map(({ feature, values }) => [
      feature,
      Object.fromEntries(values.map(({ value, share }) => [value, share])),
    ]),
  );

const born = { birthDate: 'born', format: 'yyyy-mm-dd', at: '2026-12-05' };

describe('A register', () => {
  test('is counted by what stands in its columns, however spelled, in the order of the names', async () => {
    const text = 'id,Gender,district\n1,woman,South\n2,Man,North\n3,WOMAN , south\n4,woman,North\n';
    const counts = await count(text, { features: ['gender', 'district'] });
    expect(counts.shares).toEqual([
      {
        feature: 'gender',
        isPercent: false,
        values: [
          { value: 'Man', share: 1, people: 1 },
          { value: 'WOMAN', share: 3, people: 3 },
        ],
      },
      {
        feature: 'district',
        isPercent: false,
        values: [
          { value: 'North', share: 2, people: 2 },
          { value: 'South', share: 2, people: 2 },
        ],
      },
    ]);
    expect([counts.people, counts.rows]).toEqual([4, 4]);
    expect(counts.profiles).toEqual({
      features: ['gender', 'district'],
      profiles: [
        { values: [0, 0], people: 1 },
        { values: [1, 0], people: 1 },
        { values: [1, 1], people: 2 },
      ],
    });
  });

  test('is counted by translations, tables and age groups, which are there even where nobody is', async () => {
    await files.put('zones.csv', 'post,zone\n10,Hill\n11,Bay\n12,Ash\n');
    const text = 'id,sex,born,post\n1,M,2000-01-01,11\n2,V,1950-01-01,10\n3,X,1990-12-06,11\n';
    const spec: Settings = {
      features: {
        gender: { column: 'sex', values: { M: 'man', V: 'woman', '*': 'other' } },
        age: { ...born, groups: ['16–34', '35–36', '37+'] },
        zone: { column: 'post', table: `${files.folder}/zones.csv` },
      },
    };
    expect(await tallies(text, { features: ['gender', 'age', 'zone'] }, spec)).toEqual({
      gender: { man: 1, other: 1, woman: 1 },
      age: { '16–34': 1, '35–36': 1, '37+': 1 },
      zone: { Hill: 1, Bay: 2, Ash: 0 },
    });
    expect(Object.keys((await tallies(text, { features: ['zone'] }, spec))['zone'] ?? {})).toEqual([
      'Hill',
      'Bay',
      'Ash',
    ]);
  });

  test('has the age groups of the quotas that are there, where none are described', async () => {
    const text = 'id,born\n1,2000-01-01\n2,1950-01-01\n';
    const quotas = [{ feature: 'Age', quotas: [30, 99].map((to) => ({ value: `0-${to}`, min: 0, max: 1 })) }];
    const groups = [{ feature: 'age', quotas: ['16–49', '50+'].map((value) => ({ value, min: 0, max: 9 })) }];
    expect(await tallies(text, { features: ['age'], quotas: groups }, { features: { age: born } })).toEqual({
      age: { '16–49': 1, '50+': 1 },
    });
    expect(await faultsOf(count(text, { features: ['age'], quotas }, { features: { age: born } }))).toEqual([
      'AGE_GROUPS_OVERLAP',
    ]);
    expect(await faultsOf(count(text, { features: ['age'] }, { features: { age: born } }))).toEqual([
      'AGE_GROUPS_MISSING',
    ]);
  });

  test('is counted without those who cannot be drawn, and each person once', async () => {
    await files.put('out.csv', 'id\n2\n');
    const text = 'id,g,born\n1,a,2000-01-01\n2,b,2000-01-01\n3,c,2020-01-01\n1,a,2000-01-01\n4,a,1999-01-01\n';
    const spec: Settings = { eligible: { age: { ...born, min: 16 }, exclude: [`${files.folder}/out.csv`] } };
    const counts = await count(text, { features: ['g'] }, spec);
    // Nobody who can be drawn has the values b and c.
    expect(counts.shares[0]?.values).toEqual([{ value: 'a', share: 2, people: 2 }]);
    expect([counts.people, counts.rows, counts.ineligible.length]).toEqual([2, 5, 2]);
    expect(counts.warnings.map(({ code }) => code)).toEqual(['ID_REPEATED']);
  });

  test('is crossed', async () => {
    const text = 'id,a,b\n1,x,p\n2,x,q\n3,y,p\n4,x,p\n';
    const crosses = [{ feature: 'pairs', of: ['b', 'A'] as const }];
    expect((await tallies(text, { features: ['a', 'b'], crosses }))['pairs']).toEqual({
      'p × x': 2,
      'p × y': 1,
      'q × x': 1,
      'q × y': 0,
    });
  });

  test('with faults is refused, all at once, with row and column', async () => {
    const text = 'id,g,born\n1,,2000-01-01\n2,a,\n3,a,soon\n,a,2000-01-01\n4,a,2000-01-01\n4,b,2000-01-01\n';
    const spec: Settings = { features: { age: { ...born, groups: ['0+'] } } };
    expect(await faultsOf(count(text, { features: ['g', 'age'] }, spec))).toEqual([
      '2 CELL_BLANK g',
      '3 CELL_BLANK born',
      '4 DATE_UNREADABLE born',
      '5 CELL_BLANK id',
      '7 ID_TWICE id',
    ]);
    expect(await faultsOf(count('id,g\n1,a\n', { features: ['h'] }))).toEqual(['1 COLUMN_MISSING']);
  });

  test('whose column holds anything but groups is refused, once', async () => {
    const rows = Array.from({ length: 2000 }, (_, i) => `${i},street ${i}\n`);
    expect(await faultsOf(count(`id,street\n${rows.join('')}`, { features: ['street'] }))).toEqual([
      '502 VALUES_TOO_MANY street',
    ]);
  });

  test('gives the same in any order of its rows', async () => {
    const cell = fc.constantFrom('a', 'A', 'b', 'c', 'é', 'e\u0301', 'É');
    const rows = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(rows, async (people) => {
        const lines = people.map(([g, h], i) => `${i},${g},${h}\n`);
        const request = { features: ['g', 'h'], crosses: [{ feature: 'g × h', of: ['g', 'h'] as const }] };
        const one = await count(`id,g,h\n${lines.join('')}`, request);
        const other = await count(`id,g,h\n${lines.toReversed().join('')}`, request);
        expect(other).toEqual(one);
      }),
      { numRuns: 40 },
    );
  });
});
