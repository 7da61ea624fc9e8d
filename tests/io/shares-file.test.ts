import { describe, expect, test } from 'vitest';
import { readShares } from '../../src/io/shares-file.js';
import { failure, faultsOf, tempFiles } from './temp-files.js';
import { workbook } from './workbook.js';

const files = tempFiles();
const read = async (text: string) => readShares(await files.put('shares.csv', text));
const plain = async (text: string) =>
  (await read(text)).map(({ feature, isPercent, values }) => [
    feature,
    isPercent,
    values.map(({ value, share, floor }) => (floor === undefined ? [value, share] : [value, share, floor])),
  ]);

describe('Shares', () => {
  test.each([
    ['feature,value,count', 'gender,woman,10', false],
    ['category,name,Population', 'gender,woman,10', false],
    ['Category,FEATURE,People', 'gender,woman,10', false],
    ['number,note,value,feature', '10,x,woman,gender', false],
    ['feature,value,share', 'gender,woman,10', false],
    ['feature,value,shares', 'gender,woman,100 %', true],
    ['feature,value,Per cent', 'gender,woman,100', true],
    ['feature,value,%', 'gender,woman,100', true],
    ['feature,value,percent,count', 'gender,woman,17,10', false],
  ])('are read with the header %s', async (header, row, isPercent) => {
    const [feature] = await read(`${header}\n${row}\n`);
    expect(feature).toMatchObject({ feature: 'gender', isPercent, values: [{ value: 'woman' }] });
    expect(feature?.values[0]?.share).toBe(isPercent ? 100 : 10);
  });

  test('keep the order and spelling of the file, and may have floors', async () => {
    const text =
      'feature;value;percent;At least\n Age ;65+; 33,3 ;\nage;16–34;33,3;2\nAGE;35–64;33,3;0\nsex;m;50;\nsex;w;50;\n';
    expect(await plain(text)).toEqual([
      [
        'Age',
        true,
        [
          ['65+', 33.3],
          ['16–34', 33.3, 2],
          ['35–64', 33.3, 0],
        ],
      ],
      [
        'sex',
        true,
        [
          ['m', 50],
          ['w', 50],
        ],
      ],
    ]);
  });

  test('may stand in a workbook, its percentages as it shows them or as it keeps them', async () => {
    const bytes = workbook([
      ['feature', 'value', 'percent'],
      ['gender', 'woman', { number: '0.503' }],
      ['gender', 'man', { number: '0.497' }],
      ['age', 'young', { number: '33.333' }],
      ['age', 'old', { number: '66.667' }],
    ]);
    const [gender, age] = await readShares(await files.put('shares.xlsx', bytes));
    expect([gender?.isPercent, gender?.values.map(({ share }) => share)]).toEqual([false, [0.503, 0.497]]);
    expect([age?.isPercent, age?.values.map(({ share }) => share)]).toEqual([true, [33.333, 66.667]]);
  });

  test('with faults are refused, all at once, with row and column', async () => {
    const text =
      'feature,value,count,floor\ng,a,,\ng,b,-1,\ng,c,many,\ng,d,"1,234",\ng,e,5,-2\n,f,5,\ng,,5,\ng,A,1,\ng,g,1,2.5\n';
    expect(await faultsOf(read(text))).toEqual([
      '2 CELL_BLANK count',
      '3 SHARE_NEGATIVE count',
      '4 SHARE_NOT_NUMBER count',
      '5 SHARE_AMBIGUOUS count',
      '6 QUOTA_NOT_WHOLE floor',
      '7 CELL_BLANK feature',
      '8 CELL_BLANK value',
      '9 SHARE_VALUE_TWICE value',
      '10 QUOTA_NOT_WHOLE floor',
    ]);
  });

  test('with a value twice are shown where it stood first', async () => {
    const error = await failure(read('feature,value,count\ng,a,1\ng,b,1\ng, A ,1\n'));
    expect([error.code, error.args]).toEqual(['SHARE_VALUE_TWICE', { feature: 'g', value: 'A', firstRow: 2 }]);
  });

  test('of which no column holds any are refused with the names it could have', async () => {
    const error = await failure(read('feature,value,min,max\ng,a,1,1\n'));
    expect(error.code).toBe('SHARE_COLUMN_MISSING');
    expect(error.hint).toContain('“count”');
  });

  test.each([
    [[50.4, 50.4], true],
    [[33.3, 33.3, 33.3], true],
    [[49, 49.9], false],
    [[60, 41.5], false],
    [[50, 50, 100], false],
    [[0.5, 0.5], false],
  ])('of %j per cent sum to 100 but for rounding: %s', async (shares, isSound) => {
    const text = `feature,value,percent\n${shares.map((share, i) => `g,v${i},${share}\n`).join('')}`;
    if (isSound) await expect(read(text)).resolves.toHaveLength(1);
    else expect(await faultsOf(read(text))).toEqual(['2 SHARES_NOT_HUNDRED percent']);
    // As counts they may be anything.
    await expect(read(text.replace('percent', 'count'))).resolves.toHaveLength(1);
  });

  test('are not summed where a cell is at fault already', async () => {
    expect(await faultsOf(read('feature,value,percent\ng,a,60\ng,b,many\n'))).toEqual(['3 SHARE_NOT_NUMBER percent']);
  });

  test('are of a hundred for each feature by itself', async () => {
    const text = 'feature,value,share\na,x,50 %\na,y,50%\nb,x,20 %\nb,y,70 %\nc,x,1\n';
    const error = await failure(read(text));
    expect([error.code, error.args, error.where.row]).toEqual(['SHARES_NOT_HUNDRED', { feature: 'b', sum: 90 }, 4]);
  });
});
