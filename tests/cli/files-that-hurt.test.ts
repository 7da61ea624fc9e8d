import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { type Cell, workbook } from '../io/workbook.js';
import { type CliRun, expectDone, expectRefused, runCli, tempFolder } from '../support/run-cli.js';

/** Registers as they come: each is read as it was meant or refused with the place and the next step, never guessed at. */
const temp = tempFolder();

const quotas = 'feature,value,min,max\ngender,woman,0,9\ngender,man,0,9\n';
const people = 'id,gender,town\n1,woman,Wavre\n2,man,Liège\n3,woman,Mons\n';

/** `check` of a pool of this content, in a folder of its own. */
async function check(name: string, content: string | Uint8Array, env = {}): Promise<CliRun> {
  const cwd = await temp.folder();
  const folder = cwd.slice(temp.path.length + 1);
  await temp.put(`${folder}/${name}`, content);
  await temp.put(`${folder}/quotas.csv`, quotas);
  return runCli(['check', '--pool', name, '--quotas', 'quotas.csv', '--size', '1', '--json'], { cwd, env });
}

const poolOf = (run: CliRun): unknown => (JSON.parse(run.stdout) as { pool: number }).pool;

describe('a CSV file', () => {
  test.each<[string, string | Uint8Array, string, RegExp[]]>([
    [
      'with a quotation mark that is never closed',
      people.replace('man,Liège', 'man,"Liège'),
      'QUOTE_UNCLOSED',
      [/people\.csv, row 3$/m, /never closed/, /Close it, or remove it/],
    ],
    [
      'with NUL bytes',
      people.replace('Liège', 'Li\0ge'),
      'FILE_HAS_NUL',
      [/people\.csv, row 3$/m, /utf-16le/, /export it again/],
    ],
    [
      'in UTF-16 without a mark',
      iconv.encode(people, 'utf-16le', { addBOM: false }),
      'FILE_HAS_NUL',
      [/people\.csv, row 1$/m, /--encoding utf-16le/],
    ],
    [
      'with Latin-1 bytes in what is said to be UTF-8',
      iconv.encode(people, 'latin1'),
      'FILE_NOT_UTF8',
      [/people\.csv, row 3$/m, /“2,man,Liège”/, /--encoding windows-1252/],
    ],
    [
      'with two columns of one name',
      people.replace('town', 'Gender '),
      'COLUMN_TWICE',
      [/people\.csv, row 1, column Gender$/m, /Columns 2 and 3/, /Rename one/],
    ],
    ['with a header only', 'id,gender,town\n', 'TABLE_NO_ROWS', [/people\.csv$/m, /with its rows/]],
    [
      'with a row of too few cells',
      people.replace('2,man,Liège', '2,man'),
      'ROW_CELL_COUNT',
      [/people\.csv, row 3$/m, /2 cells; the header has 3/],
    ],
  ])('%s is refused', async (_, content, code, says) => {
    const run = await check('people.csv', content);
    expectRefused(run, code);
    for (const pattern of says) expect(run.stderr).toMatch(pattern);
  });

  test('with line ends of every kind is read', async () => {
    const run = await check('people.csv', people.replace('\n', '\r\n').replace('Wavre\n', 'Wavre\r'));
    expectDone(run);
    expect(poolOf(run)).toBe(3);
  });

  const wide = Array.from({ length: 400 }, (_, i) => `column ${i + 1}`);
  test('of 400 columns is read; one that is missing is told with those it resembles, not with all', async () => {
    const table = (header: readonly string[]): string =>
      `${header.join(';')}\n${header.map(() => 'woman').join(';')}\n`;
    expectDone(await check('people.csv', table(['id', ...wide.with(200, 'gender')])));
    const near = await check('people.csv', table(['id', ...wide.with(200, 'gendre'), 'note']));
    expectRefused(near, 'COLUMN_MISSING');
    expect(near.stderr).toMatch(/people\.csv, row 1$/m);
    expect(near.stderr).toMatch(/Did you mean “gendre”\? The columns are: “id”, “column 1”, .* and 382 more\.$/m);
    expect(near.stderr.length).toBeLessThan(600);
  });

  test('of which a header has a name as long as a book is told in few words', async () => {
    const run = await check('people.csv', `id,${'gender'.repeat(10_000)}\n1,woman\n`);
    expectRefused(run, 'COLUMN_MISSING');
    expect(run.stderr.length).toBeLessThan(400);
  });
});

describe('a line of 200 MB', () => {
  const MEBIBYTE = 1 << 20;
  test.each<[string, string, string | Buffer, RegExp]>([
    ['in the header', '', 'x', /people\.csv, row 1$/m],
    ['in a row', 'id,gender\n1,woman\n2,', 'x', /people\.csv, row 3$/m],
    ['of blank cells', 'id,gender\n1,woman\n2,man', ',', /people\.csv, row 3$/m],
    ['behind a quotation mark that is never closed', 'id,gender\n1,"wo', 'man\n', /people\.csv, row 2$/m],
  ])('%s is refused without being held in memory', async (_, start, again, where) => {
    const cwd = await temp.folder();
    const name = cwd.slice(temp.path.length + 1);
    await temp.put(`${name}/quotas.csv`, quotas);
    const piece = Buffer.alloc(MEBIBYTE, again);
    const pieces = [Buffer.from(start), ...Array.from({ length: 200 }, () => piece)];
    await pipeline(Readable.from(pieces), createWriteStream(join(cwd, 'people.csv')));
    const flags = ['--pool', 'people.csv', '--quotas', 'quotas.csv', '--size', '1'];
    const run = await runCli(['check', ...flags], { cwd, env: { NODE_OPTIONS: '--max-old-space-size=64' } });
    await temp.put(`${name}/people.csv`, '');
    expectRefused(run, 'LINE_TOO_LONG');
    expect(run.stderr).toMatch(where);
    expect(run.stderr).toMatch(/never closed: close it, or remove it/);
    expect(run.stderr.length).toBeLessThan(500);
  });
});

describe('a workbook', () => {
  const sheet = (...rows: (Cell | undefined)[][]): (Cell | undefined)[][] => [['id', 'gender', 'postcode'], ...rows];
  const sound: Cell[] = [{ number: '1' }, 'woman', '00123'];

  test.each<[string, Uint8Array, string, RegExp[]]>([
    [
      'with merged cells in its table',
      workbook(sheet(sound, ['2', 'man', '1000'], ['3', undefined, '1000'], ['4', undefined, '1000']), ['B3:B5']),
      'CELLS_MERGED',
      [/people\.xlsx, row 3$/m, /cells B3:B5 are merged/, /Unmerge cells/],
    ],
    [
      'with a merged header',
      workbook([['id', 'gender', undefined], sound], ['B1:C1']),
      'CELLS_MERGED',
      [/people\.xlsx, row 1$/m, /B1:C1/],
    ],
    [
      'with a formula, whatever it gave when the file was saved',
      workbook(sheet(sound, ['2', { formula: '"m"&amp;"an"', result: 'man' }, '1000'])),
      'CELL_FORMULA',
      [/people\.xlsx, row 3, column gender$/m, /holds a formula/, /as values only/],
    ],
    [
      'with a formula that was never calculated',
      workbook(sheet(sound, ['2', 'man', { formula: 'A1&amp;B1' }])),
      'CELL_FORMULA',
      [/people\.xlsx, row 3, column (C|postcode)$/m],
    ],
    [
      'with an error for a value',
      workbook(sheet(sound, ['2', { error: '#N/A' }, '1000'])),
      'CELL_ERROR',
      [/people\.xlsx, row 3, column gender$/m, /“#N\/A”/],
    ],
    [
      'with postcodes whose zeros are only shown',
      workbook(sheet(sound, ['2', 'man', { padded: '123' }])),
      'CELL_ZEROS',
      [/people\.xlsx, row 3, column postcode$/m, /by its format alone \(00000\)/, /as text/],
    ],
    ['with a header only', workbook(sheet()), 'TABLE_NO_ROWS', [/people\.xlsx$/m]],
    [
      'with two columns of one name',
      workbook([['id', 'gender', 'Gender'], sound]),
      'COLUMN_TWICE',
      [/people\.xlsx, row 1, column Gender$/m],
    ],
    ['cut off in the middle', workbook(sheet(sound)).subarray(0, 900), 'WORKBOOK_UNREADABLE', [/save it as \.xlsx/]],
  ])('%s is refused', async (_, content, code, says) => {
    const run = await check('people.xlsx', content);
    expectRefused(run, code);
    for (const pattern of says) expect(run.stderr).toMatch(pattern);
  });

  test('with many of these is told all of them at once', async () => {
    const formulas = Array.from({ length: 30 }, (_, i): Cell[] => [String(i), { formula: 'X', result: 'man' }, '1']);
    const run = await check('people.xlsx', workbook(sheet(sound, ...formulas, ['99', { error: '#REF!' }, '1'])));
    expectRefused(run, 'INPUT_FAULTS');
    expect(run.stderr).toMatch(/31 problems/);
    expect(run.stderr).toMatch(/rows 3, 4, 5, 6, 7 and 25 more, column gender: .*formula/);
    expect(run.stderr).toMatch(/row 33, column gender: .*“#REF!”/);
  });

  test('with merged cells that are blank, or beside the table’s values, is read, and keeps zeros of texts', async () => {
    const rows = sheet(sound, ['2', 'man', { padded: '12345' }]);
    const run = await check('people.xlsx', workbook(rows, ['A8:C9', 'E1:F2']));
    expectDone(run);
    expect(poolOf(run)).toBe(2);
  });
});

describe('birth dates as numbers', () => {
  const processFile = (file: string): string =>
    [
      'title: A jury',
      `register: { file: ${file}, id: id }`,
      'features: { age: { birth_date: born, format: dd/mm/yyyy, at: 2026-01-01 } }',
      'eligible: { age: { birth_date: born, format: dd/mm/yyyy, at: 2026-01-01, min: 16 } }',
      'quotas: quotas.csv',
      'panel: { size: 1 }',
    ].join('\n');

  async function checkProcess(file: string, content: string | Uint8Array): Promise<CliRun> {
    const cwd = await temp.folder();
    const folder = cwd.slice(temp.path.length + 1);
    await temp.put(`${folder}/${file}`, content);
    await temp.put(`${folder}/sortition.yaml`, processFile(file));
    await temp.put(`${folder}/quotas.csv`, 'feature,value,min,max\nage,16–39,0,9\nage,40+,0,9\n');
    return runCli(['check', '--json'], { cwd });
  }

  test.each<[string, string | Uint8Array]>([
    [
      'people.xlsx',
      workbook([
        ['id', 'born'],
        ['1', { day: 30000 }],
        ['2', { number: '30001' }],
      ]),
    ],
    ['people.csv', 'id,born\n1,18/02/1982\n2,30001\n'],
  ])('are not turned into dates: %s', async (file, content) => {
    const run = await checkProcess(file, content);
    expectRefused(run, 'DATE_SERIAL');
    expect(run.stderr).toMatch(/row 3, column born$/m);
    expect(run.stderr).toMatch(/number as spreadsheets count days by/);
    expect(run.stderr).toMatch(/the format of a date/);
  });

  test('are read where the spreadsheet knows that they are dates', async () => {
    expectDone(
      await checkProcess(
        'people.xlsx',
        workbook([
          ['id', 'born'],
          ['1', { day: 30000 }],
        ]),
      ),
    );
  });

  test('other texts are dates of another form', async () => {
    expectRefused(await checkProcess('people.csv', 'id,born\n1,1982-02-18\n2,18.02.82\n'), 'INPUT_FAULTS');
  });
});
