import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { csv, oneOffPool } from '../support/one-off-pool.js';
import { expectDone, expectRefused, namesBelow, runCli, tempFolder } from '../support/run-cli.js';
import { townProcess } from '../support/town-process.js';

const temp = tempFolder();
const run = (args: readonly string[], cwd: string) => runCli(args, { cwd });

/** A folder with these files. */
async function folder(files: Readonly<Record<string, string>>): Promise<string> {
  const path = await temp.folder();
  for (const [name, content] of Object.entries(files)) await writeFile(join(path, name), content);
  return path;
}

interface QuotaRow extends Record<string, string> {
  feature: string;
  value: string;
  min: string;
  max: string;
  seats: string;
  share: string;
  entitlement: string;
  why: string;
}

const quotasIn = async (path: string): Promise<QuotaRow[]> =>
  parse(await readFile(path, 'utf8'), { columns: true, bom: true });

const seatsOf = (rows: readonly QuotaRow[], feature: string): Record<string, number> =>
  Object.fromEntries(rows.filter((row) => row.feature === feature).map(({ value, seats }) => [value, Number(seats)]));

const percentages = `Category;Name;Per cent;At least
gender;woman;50,3;
gender;man;48,7;
gender;other;1,0;1
age;16–34;33,3;
age;35–64;33,3;
age;65+;33,3;
`;

/** The same people by age and gender, as counts. */
const crossed = `feature,value,count
age × gender,16–34 × man,1 234
age × gender,16–34 × woman,1 150
age × gender,35–64 × man,2 011
age × gender,35–64 × woman,1 905
age × gender,65+ × man,800
age × gender,65+ × woman,1 200
district,North,12
district,South,8
`;

describe('Shares', () => {
  test('in per cent become quotas, every rounding explained in the table and in the file', async () => {
    const cwd = await folder({ 'shares.csv': percentages });
    const done = await run(['quotas', 'shares.csv', '--size', '22'], cwd);
    expectDone(done);
    const rows = await quotasIn(join(cwd, 'quotas.csv'));
    expect(rows.map(({ feature, value, min, max, seats }) => [feature, value, min, seats, max].join(' '))).toEqual([
      'gender woman 10 11 11',
      'gender man 10 10 11',
      'gender other 1 1 1',
      'age 16–34 7 8 8',
      'age 35–64 7 7 8',
      'age 65+ 7 7 8',
    ]);
    expect(rows.map(({ share, entitlement, why }) => `${share} | ${entitlement} | ${why}`)).toEqual([
      '50.3 % | 11.066 | 10.669… once other floors are met, rounded up: the largest remainder',
      '48.7 % | 10.714 | 10.330… once other floors are met, rounded down: not the largest remainder',
      '1 % | 0.22 | raised to its floor of 1',
      '33.3 % | 7.333333… | rounded up: the largest remainder, level with “35–64”, “65+”, which come after it',
      '33.3 % | 7.333333… | rounded down: not the largest remainder, level with “16–34”, which comes before it',
      '33.3 % | 7.333333… | rounded down: not the largest remainder, level with “16–34”, which comes before it',
    ]);
    for (const { why } of rows) expect(done.stderr).toContain(why);
  });

  test('in counts, crossed, give the single features too, and every sum comes out', async () => {
    const cwd = await folder({ 'shares.csv': crossed });
    const done = await run(['quotas', 'shares.csv', '--size', '22', '--tolerance', '10%', '--json'], cwd);
    expectDone(done);
    const rows = await quotasIn(join(cwd, 'quotas.csv'));
    expect(seatsOf(rows, 'age')).toEqual({ '16–34': 6, '35–64': 11, '65+': 5 });
    expect(seatsOf(rows, 'gender')).toEqual({ man: 11, woman: 11 });
    expect(seatsOf(rows, 'age × gender')).toEqual({
      '16–34 × man': 3,
      '16–34 × woman': 3,
      '35–64 × man': 6,
      '35–64 × woman': 5,
      '65+ × man': 2,
      '65+ × woman': 3,
    });
    expect(rows.filter(({ feature }) => feature === 'district').map(({ min, max }) => [min, max])).toEqual([
      ['11', '15'],
      ['8', '10'],
    ]);
    const { features, ...summary } = JSON.parse(done.stdout);
    expect(summary).toEqual({
      out: 'quotas.csv',
      notes: [],
      status: 'written',
      size: 22,
      tolerance: { kind: 'percent', percent: 10 },
      tried: 'made-up people',
    });
    expect(features.map(({ feature }: { feature: string }) => feature)).toEqual([
      'age',
      'gender',
      'age × gender',
      'district',
    ]);
    expect(features[0].values[0]).toMatchObject({ value: '16–34', share: 2384, entitlement: '6.319036…', seats: 6 });
    expect(features[0].values[0].exact).toBe(`${(2384 * 22) / 4}/${8300 / 4}`);
  });

  test('have a quota of just the seats, or of more room, as the tolerance says', async () => {
    const cwd = await folder({ 'shares.csv': percentages });
    for (const [tolerance, bounds] of [
      ['0', [11, 11]],
      ['2', [9, 13]],
      ['10%', [9, 13]],
      ['rounding', [10, 11]],
    ] as const) {
      expectDone(await run(['quotas', 'shares.csv', '--size', '22', '--tolerance', tolerance, '--force'], cwd));
      const [woman] = await quotasIn(join(cwd, 'quotas.csv'));
      expect([Number(woman?.min), Number(woman?.max)]).toEqual(bounds);
    }
    expectRefused(
      await run(['quotas', 'shares.csv', '--size', '22', '--tolerance', 'some'], cwd),
      'TOLERANCE_UNKNOWN',
      2,
    );
  });

  test('again change nothing; others replace a file only by force', async () => {
    const cwd = await folder({ 'shares.csv': percentages });
    const shares = ['quotas', 'shares.csv', '--out', 'seats/quotas.csv', '--size'];
    expectDone(await run([...shares, '22'], cwd));
    const before = await readFile(join(cwd, 'seats/quotas.csv'), 'utf8');
    const again = await run([...shares, '22'], cwd);
    expectDone(again);
    expect(again.stderr).toContain('seats/quotas.csv: nothing has changed');
    expectRefused(await run([...shares, '23'], cwd), 'FILE_EXISTS');
    expect(await readFile(join(cwd, 'seats/quotas.csv'), 'utf8')).toBe(before);
    expectDone(await run([...shares, '23', '--force'], cwd));
    expect(await readFile(join(cwd, 'seats/quotas.csv'), 'utf8')).not.toBe(before);
    expect(namesBelow(cwd)).toEqual(['seats', 'seats/quotas.csv', 'shares.csv']);
  });

  test('that the result itself holds can be read again, for another panel', async () => {
    const cwd = await folder({ 'shares.csv': crossed });
    expectDone(await run(['quotas', 'shares.csv', '--size', '22'], cwd));
    expectDone(await run(['quotas', 'quotas.csv', '--size', '22', '--out', 'again.csv'], cwd));
    const again = await quotasIn(join(cwd, 'again.csv'));
    expect(again).toEqual(await quotasIn(join(cwd, 'quotas.csv')));
  });

  test('with faults are refused, all at once, and nothing is written', async () => {
    const faulty = 'feature,value,count\ngender,man,"1,234"\ngender,woman,-3\nage,,5\nage,old,many\nage,OLD,5\n';
    const cwd = await folder({ 'shares.csv': faulty });
    const refused = await run(['quotas', 'shares.csv', '--size', '22'], cwd);
    expectRefused(refused, 'INPUT_FAULTS');
    for (const place of [
      'row 2, column count',
      'row 3, column count',
      'row 4, column value',
      'row 5, column count',
      'row 6',
    ])
      expect(refused.stderr).toContain(place);
    expect(refused.stderr).toContain('“1,234” may be 1234 or 1.234');
    expect(namesBelow(cwd)).toEqual(['shares.csv']);
  });

  test.each([
    ['that sum to too much', 'feature,value,percent\ng,a,60\ng,b,60\n', 'SHARES_NOT_HUNDRED'],
    ['with floors above the panel', 'feature,value,count,floor\ng,a,6,20\ng,b,6,3\n', 'FLOORS_ABOVE_SIZE'],
    ['of three features crossed', 'feature,value,count\na × b × c,x × y × z,1\n', 'CROSS_NOT_TWO'],
    [
      'whose crossed feature contradicts a single one',
      'feature,value,count\ng,m,9\ng,w,1\na × g,x × m,1\na × g,x × w,1\n',
      'CROSS_CONTRADICTS',
    ],
    [
      'whose crossed features contradict each other',
      `feature,value,count\n${[
        ['a × b', 1, 0],
        ['b × c', 1, 0],
        ['a × c', 0, 1],
      ]
        .flatMap(([name, like, unlike]) => [
          `${name},1 × 1,${like}`,
          `${name},1 × 2,${unlike}`,
          `${name},2 × 1,${unlike}`,
          `${name},2 × 2,${like}`,
        ])
        .join('\n')}\n`,
      'SHARES_CONFLICT',
    ],
  ])('%s are refused, and nothing is written', async (_, text, code) => {
    const cwd = await folder({ 'shares.csv': text });
    expectRefused(await run(['quotas', 'shares.csv', '--size', '22'], cwd), code);
    expect(namesBelow(cwd)).toEqual(['shares.csv']);
  });

  test('are for the process in this folder: its size, and the quotas that it names', async () => {
    const cwd = await folder({ ...townProcess(''), 'shares.csv': percentages });
    expectRefused(await run(['quotas', 'shares.csv'], cwd), 'FILE_EXISTS');
    const done = await run(['quotas', 'shares.csv', '--force'], cwd);
    expectDone(done);
    expect(done.stderr).toContain('a panel of 12');
    expect(done.stderr).toContain('quotas.csv, in place of what was there');
    const other = await folder({ 'shares.csv': percentages });
    expectDone(await run(['quotas', 'shares.csv', cwd], other));
    expect(namesBelow(other)).toEqual(['shares.csv']);
  });

  test('as the help shows them can be used as they are', async () => {
    const cwd = await folder({});
    const help = await run(['quotas', '--help'], cwd);
    const [file = ''] = /^ {2}feature,value.*\n(?: {2}\S.*\n)+/m.exec(help.stdout) ?? [];
    await writeFile(join(cwd, 'shares.csv'), file.replaceAll(/^ {2}/gm, ''));
    const examples = [...help.stdout.matchAll(/^ {2}sortition (quotas shares\.csv .*)$/gm)].map(
      ([, args = '']) => args,
    );
    expect(examples).toHaveLength(2);
    for (const args of examples) expectDone(await run([...args.split(' '), '--force'], cwd));
  });

  test('as the documentation shows them give what it shows', async () => {
    const page = await readFile(join(import.meta.dirname, '../../docs/quotas.md'), 'utf8');
    const examples = [
      ...page.matchAll(/`(\w+\.csv)`:\n\n```csv\n([^`]+)```\n\n```console\n\$ sortition (.*)\n([^`]+)```/g),
    ];
    expect(examples).toHaveLength(2);
    for (const [, name = '', shares = '', args = '', shown] of examples) {
      const cwd = await folder({ [name]: shares });
      const done = await run(args.split(' '), cwd);
      expectDone(done);
      expect(done.stderr).toBe(shown);
    }
  });

  test('need a size, and a source', async () => {
    const cwd = await folder({ 'shares.csv': percentages });
    expectRefused(await run(['quotas', 'shares.csv'], cwd), 'SIZE_MISSING', 2);
    expectRefused(await run(['quotas', '--size', '5'], cwd), 'SHARES_OR_REGISTER', 2);
    expectRefused(await run(['quotas', 'shares.csv', '--size', '5', '--from-register'], cwd), 'SHARES_OR_REGISTER', 2);
    expectRefused(
      await run(['quotas', 'shares.csv', '--size', '5', '--cross', 'a,b'], cwd),
      'FLAG_NEEDS_FROM_REGISTER',
      2,
    );
    for (const pair of ['a', 'a,A', 'a,b,c'])
      expectRefused(await run(['quotas', '--from-register', '--cross', pair], cwd), 'CROSS_FLAG', 2);
  });
});

const population = `
seed: quotas
people: 900
reference_date: 2026-10-01
features:
  gender: { man: 48, woman: 52 }
  age: { 0-17: 20, 18-64: 60, 65+: 20 }
  quarter: { lower: 60, upper: 40 }
birth_dates: { from: age, oldest: 100, likelihood: { 0: 10, 64: 8, 100: 0 } }
columns:
  - { name: N°, holds: id, format: T-0000 }
  - { name: BORN, holds: birth_date, format: dd/mm/yyyy }
  - { name: SEX, holds: gender, codes: { man: M, woman: V } }
  - { name: QUARTER, holds: quarter, codes: { lower: Q1, upper: Q2 } }
`;

const synthetic = `
title: A synthetic town
register: { file: register.csv, synthetic: population.yaml, id: N° }
features:
  gender:  { column: SEX, values: { M: man, V: woman } }
  age:     { birth_date: BORN, format: dd/mm/yyyy, at: 2026-12-05, groups: [18–39, 40–64, 65+] }
  quarter: { column: QUARTER, table: quarters.csv }
  age × quarter: { cross: [age, quarter] }
eligible:
  age: { birth_date: BORN, format: dd/mm/yyyy, at: 2026-12-05, min: 18 }
quotas: quotas.csv
panel: { size: 30 }
`;

describe('A register', () => {
  test('is counted as sortition.yaml reads it; a synthetic one leaves no trace', async () => {
    const files = { 'sortition.yaml': synthetic, 'population.yaml': population };
    const cwd = await folder({
      ...files,
      'quarters.csv': 'CODE,quarter\nQ1,Lower town\nQ2,Upper town\nQ3,Harbour\n',
    });
    const done = await run(['quotas', '--from-register', '--cross', 'age,gender', '--json'], cwd);
    expectDone(done);
    expect(namesBelow(cwd)).toEqual(['population.yaml', 'quarters.csv', 'quotas.csv', 'sortition.yaml']);
    const rows = await quotasIn(join(cwd, 'quotas.csv'));
    const features = [...new Set(rows.map(({ feature }) => feature))];
    expect(features).toEqual(['gender', 'age', 'quarter', 'age × quarter', 'age × gender']);
    for (const feature of features) {
      const seats = Object.values(seatsOf(rows, feature));
      expect([feature, seats.reduce((a, b) => a + b, 0)]).toEqual([feature, 30]);
    }
    const people = rows
      .filter(({ feature }) => feature === 'gender')
      .reduce((sum, { share }) => sum + Number(share), 0);
    // A fifth of the 900 are children, and a few come of age between the export and the session.
    expect(people).toBeGreaterThanOrEqual(720);
    expect(people).toBeLessThan(740);
    const harbour = rows.filter(({ value }) => value.endsWith('Harbour'));
    expect(harbour.map(({ seats, min, max, why }) => [seats, min, max, why])).toEqual(
      Array(4).fill(['0', '0', '0', 'nobody']),
    );
    expect(JSON.parse(done.stdout).tried).toBe('register');

    // The quotas that were written fit the process that they were written for.
    expectDone(await run(['check'], cwd));
    const again = await run(['quotas', '--from-register', '--cross', 'age,gender'], cwd);
    expect(again.stderr).toContain('nothing has changed');
  });

  test('needs no quotas that are there already, unless they say what sortition.yaml does not', async () => {
    const files = { ...townProcess(''), 'quotas.csv': 'feature,value,min,max\n' };
    const cwd = await folder(files);
    expectDone(await run(['quotas', '--from-register', '--features', 'gender', '--force'], cwd));
    expect((await quotasIn(join(cwd, 'quotas.csv'))).map(({ feature }) => feature)).toEqual(Array(3).fill('gender'));
    const bare = await folder(files);
    expectRefused(await run(['quotas', '--from-register', '--force'], bare), 'TABLE_NO_ROWS');
  });

  test('of a process whose quotas are a workbook is told to name the new file', async () => {
    const files = townProcess('');
    const cwd = await folder({
      'register.csv': files['register.csv'] ?? '',
      'sortition.yaml': (files['sortition.yaml'] ?? '').replace('quotas.csv', 'quotas.xlsx'),
    });
    const done = await run(['quotas', '--from-register', '--features', 'gender'], cwd);
    expectDone(done);
    expect(done.stderr).toContain('sortition.yaml names quotas.xlsx: let it name this file');
    expect(namesBelow(cwd)).toEqual(['quotas.csv', 'register.csv', 'sortition.yaml']);
  });

  test('may be any file, of which columns are named', async () => {
    const { people } = oneOffPool({ seed: 'counted', people: 150, size: 15 });
    const cwd = await folder({ 'people.csv': csv(people) });
    const flags = ['quotas', '--from-register', '--pool', 'people.csv', '--id', 'nationbuilder_id', '--size', '15'];
    expectDone(await run([...flags, '--features', 'gender, age', '--cross', 'age,district'], cwd));
    const rows = await quotasIn(join(cwd, 'quotas.csv'));
    expect([...new Set(rows.map(({ feature }) => feature))]).toEqual(['gender', 'age', 'district', 'age × district']);
    for (const { feature, value, share } of rows.filter(({ feature: of }) => of !== 'age × district'))
      expect(Number(share)).toBe(people.filter((person) => person[feature] === value).length);
    expectRefused(await run(flags, cwd), 'FEATURES_MISSING', 2);
    expectRefused(await run([...flags, '--features', 'name,gender,size'], cwd), 'COLUMN_MISSING');
  });

  test('with blank cells, or fewer people than seats, is refused, and nothing is written', async () => {
    const cwd = await folder({ 'people.csv': 'id,gender\n1,man\n2,\n3, \n' });
    const flags = ['quotas', '--from-register', '--pool', 'people.csv', '--features', 'gender', '--size'];
    const refused = await run([...flags, '2'], cwd);
    expectRefused(refused, 'INPUT_FAULTS');
    expect(refused.stderr).toContain('rows 3, 4, column gender: This cell is blank.');
    await writeFile(join(cwd, 'people.csv'), 'id,gender\n1,man\n2,woman\n');
    expectRefused(await run([...flags, '3'], cwd), 'PANEL_LARGER_THAN_POOL');
    expect(namesBelow(cwd)).toEqual(['people.csv']);
  });

  test('whose people do not allow their own shares is refused, and the features are named', async () => {
    // Level shares: in the order of their names a gets the one seat, and q; but nobody is both.
    const cwd = await folder({ 'people.csv': 'id,one,other\n1,a,z\n2,a,z\n3,b,q\n4,b,q\n' });
    const flags = ['quotas', '--from-register', '--pool', 'people.csv', '--features', 'one,other', '--size', '1'];
    const refused = await run([...flags, '--tolerance', '0'], cwd);
    expectRefused(refused, 'SHARES_CONFLICT');
    expect(refused.stderr).toContain('“one”, “other” contradict each other');
    expect(namesBelow(cwd)).toEqual(['people.csv']);
    expectDone(await run(flags, cwd));
  });
});

describe('Crossed quotas', () => {
  test('are drawn by as any others: check, lottery, draw and verify, in a process and in a one-off', async () => {
    const cwd = await folder(townProcess('seed: crossed'));
    const quotas = [
      'quotas',
      '--from-register',
      '--features',
      'gender,age,district',
      '--cross',
      'age,gender',
      '--force',
    ];
    expectDone(await run([...quotas, '--tolerance', '1'], cwd));
    const rows = (await quotasIn(join(cwd, 'quotas.csv'))).filter(({ feature }) => feature === 'age × gender');
    expect(rows).toHaveLength(12);
    expectDone(await run(['check'], cwd));
    expectDone(await run(['draw'], cwd));
    const panel: Record<string, string>[] = parse(await readFile(join(cwd, 'draw/panel.csv'), 'utf8'), {
      columns: true,
    });
    expect(panel).toHaveLength(12);
    for (const { value, min, max } of rows) {
      const seats = panel.filter((person) => `${person['age']} × ${person['gender']}` === value).length;
      expect([value, Number(min) <= seats && seats <= Number(max)]).toEqual([value, true]);
    }
    const verified = await run(['verify', 'draw/draw-record.json', '--replay'], cwd);
    expectDone(verified);
    expectDone(await run(['verify', 'draw/draw-record.json', '--public'], cwd));

    expectDone(await run(['lottery', '--out', 'lottery'], cwd));
    const dice = Array.from({ length: 30 }, (_, i) => String(1 + ((i * i) % 6))).join(' ');
    expectDone(await run(['draw', '--commitment', 'lottery', '--dice', dice, '--out', 'official'], cwd));
    expectDone(await run(['verify', 'official/draw-record.json'], cwd));

    await mkdir(join(cwd, 'alone'));
    const pool = ['--pool', '../register.csv', '--id', 'nationbuilder_id', '--quotas', '../quotas.csv'];
    const alone = join(cwd, 'alone');
    expectDone(await run(['draw', ...pool, '--size', '12', '--seed', 'x'], alone));
    expectDone(await run(['verify', 'draw/draw-record.json', ...pool], alone));
  });
});
