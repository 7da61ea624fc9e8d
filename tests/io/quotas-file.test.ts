import { describe, expect, test } from 'vitest';
import { readQuotas } from '../../src/io/quotas-file.js';
import fc from '../support/laws.js';
import { failure, faultsOf, tempFiles } from './temp-files.js';
import { workbook } from './workbook.js';

const files = tempFiles();
const read = async (text: string) => readQuotas(await files.put('quotas.csv', text));

describe('quotas', () => {
  test.each([
    ['feature,value', 'feature,value,min,max\ngender,woman,10,12\n'],
    ['category,name', 'category,name,min,max\ngender,woman,10,12\n'],
    ['category,feature', 'category,feature,min,max\ngender,woman,10,12\n'],
    ['any case, order and extra columns', 'note;MAX; Min;Value;FEATURE\nx;12;10;woman;gender\n'],
  ])('are read with the header %s', async (_, text) => {
    expect(await read(text)).toEqual([{ feature: 'gender', quotas: [{ value: 'woman', min: 10, max: 12 }] }]);
  });

  test('keep the order of the file and the spelling first used, trimmed', async () => {
    const text = 'feature,value,min,max\n Gender ,Woman ,1,2\nage,65+,0,1\ngender,man,1,2\n\nAGE,16–24,0,1\n';
    expect(await read(text)).toEqual([
      {
        feature: 'Gender',
        quotas: [
          { value: 'Woman', min: 1, max: 2 },
          { value: 'man', min: 1, max: 2 },
        ],
      },
      {
        feature: 'age',
        quotas: [
          { value: '65+', min: 0, max: 1 },
          { value: '16–24', min: 0, max: 1 },
        ],
      },
    ]);
  });

  test('may say how far they can be relaxed, for some values only', async () => {
    const text = 'feature,value,min,max,min_flex,MAX_FLEX\ngender,woman,10,12,8,14\ngender,man,10,12,,\n';
    expect((await read(text))[0]?.quotas).toEqual([
      { value: 'woman', min: 10, max: 12, minFlex: 8, maxFlex: 14 },
      { value: 'man', min: 10, max: 12 },
    ]);
  });

  test('may stand in a workbook, whose numbers are numbers', async () => {
    const bytes = workbook([
      ['feature', 'value', 'min', 'max'],
      ['age', { number: '18' }, { number: '1.0' }, { number: '2' }],
    ]);
    expect(await readQuotas(await files.put('quotas.xlsx', bytes))).toEqual([
      { feature: 'age', quotas: [{ value: '18', min: 1, max: 2 }] },
    ]);
  });
});

describe('faults in quotas', () => {
  test.each([
    ['a number that is not whole', 'g,woman,1.5,2', ['2 QUOTA_NOT_WHOLE min']],
    ['a negative number', 'g,woman,0,-2', ['2 QUOTA_NOT_WHOLE max']],
    ['a word for a number', 'g,woman,some,2', ['2 QUOTA_NOT_WHOLE min']],
    ['a minimum above the maximum', 'g,woman,3,2', ['2 QUOTA_MIN_ABOVE_MAX min']],
    [
      'blank cells',
      'g,,,2\n,woman,1,',
      ['2 CELL_BLANK value', '2 CELL_BLANK min', '3 CELL_BLANK feature', '3 CELL_BLANK max'],
    ],
    ['a value twice, spelled in two ways', 'g,woman,1,2\nG,WOMAN ,1,2', ['3 QUOTA_VALUE_TWICE value']],
    [
      'several at once',
      'g,woman,x,2\ng,man,3,2\ng,man',
      ['2 QUOTA_NOT_WHOLE min', '3 QUOTA_MIN_ABOVE_MAX min', '4 ROW_CELL_COUNT'],
    ],
  ])('are found: %s', async (_, rows, expected) => {
    expect(await faultsOf(read(`feature,value,min,max\n${rows}\n`))).toEqual(expected);
  });

  test('are found in how far they may be relaxed', async () => {
    const text = 'feature,value,min,max,min_flex,max_flex\ng,a,2,3,3,2\ng,b,2,3,x,\n';
    expect(await faultsOf(read(text))).toEqual([
      '2 QUOTA_MIN_FLEX_ABOVE_MIN min_flex',
      '2 QUOTA_MAX_FLEX_BELOW_MAX max_flex',
      '3 QUOTA_NOT_WHOLE min_flex',
    ]);
  });

  test.each([
    ['feature,valeu,min,maximum', 'value', 'valeu'],
    ['catgory,name,min,max', 'category', 'catgory'],
    ['category,names,min,max', 'name', 'names'],
  ])('a column missing from %s is told with its near miss', async (header, name, near) => {
    const error = await failure(read(`${header}\na,b,1,2\n`));
    const first = error.faults[0] ?? error;
    expect([first.code, first.args]).toEqual(['COLUMN_MISSING', expect.objectContaining({ name, near: [near] })]);
  });
});

test('quotas that are written are read back', async () => {
  const name = fc.stringMatching(/^[a-z+–0-9]{1,6}$/);
  const quota = fc.record({ value: name, min: fc.nat(50), extra: fc.nat(50) });
  const feature = fc.record({
    feature: name,
    quotas: fc.uniqueArray(quota, { selector: (q) => q.value, minLength: 1, maxLength: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(feature, { selector: (f) => f.feature, minLength: 1, maxLength: 4 }),
      async (drawn) => {
        const quotas = drawn.map(({ feature, quotas }) => ({
          feature,
          quotas: quotas.map(({ value, min, extra }) => ({ value, min, max: min + extra })),
        }));
        const rows = quotas.flatMap(({ feature, quotas }) =>
          quotas.map((q) => `${feature};${q.value};${q.min};${q.max}\n`),
        );
        expect(await read(`feature;value;min;max\n${rows.join('')}`)).toEqual(quotas);
      },
    ),
    { numRuns: 50 },
  );
});
