import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { describe, expect, test } from 'vitest';
import { morePeopleCsv, peopleCsvText } from '../../src/io/people-csv.js';
import { writePeopleFiles } from '../../src/io/people-output.js';
import { openTable } from '../../src/io/table.js';
import fc from '../support/laws.js';
import { failure, tempFiles } from './temp-files.js';
import { workbook } from './workbook.js';

const files = tempFiles();
const out = (name: string) => join(files.folder, name);

async function copy(bytes: string | Uint8Array, rows: number[], name = 'people.csv'): Promise<string> {
  const table = await openTable(await files.put(name, bytes));
  await writePeopleFiles({ table }, [{ file: out('copy.csv'), rows: new Set(rows) }]);
  return readFile(out('copy.csv'), 'utf8');
}

describe('files of people', () => {
  test('have all columns of the chosen rows, in the order of the source, with its delimiter', async () => {
    expect(await copy('id;name\r\n3;"a;b"\r\n\r\n1; Zoë \r\n2;c\r\n', [4, 2])).toBe(
      '\ufeffid;name\n3;"a;b"\n1; Zoë \n',
    );
  });

  test('have a byte order mark where the source has one, of whatever encoding', async () => {
    expect(await copy('\ufeffid,name\n1,a\n', [2])).toBe('\ufeffid,name\n1,a\n');
    expect(await copy(Buffer.from('\ufeffid\tname\n1\tÉ\n', 'utf16le'), [2])).toBe('\ufeffid\tname\n1\tÉ\n');
  });

  test('have one where the source has letters beyond ASCII, of whatever encoding, so that spreadsheets show them', async () => {
    expect(await copy('id,name\n1,É\n', [2])).toBe('\ufeffid,name\n1,É\n');
    expect(await copy('id,name\n1,a\n', [2])).toBe('id,name\n1,a\n');
    const table = await openTable(await files.put('old.csv', Buffer.from('id,name\n1,É\n', 'latin1')), {
      encoding: 'windows-1252',
    });
    await writePeopleFiles({ table }, [{ file: out('copy.csv'), rows: new Set([2]) }]);
    expect(await readFile(out('copy.csv'), 'utf8')).toBe('\ufeffid,name\n1,É\n');
  });

  test('of a few rows, written whole, have one where they have such letters', () => {
    const form = { delimiter: ';', byteOrderMark: false };
    expect(peopleCsvText(form, [['id'], ['Zoë']])).toBe('\ufeffid\nZoë\n');
    expect(peopleCsvText(form, [['id'], ['Zoe']])).toBe('id\nZoe\n');
    expect(peopleCsvText({ ...form, byteOrderMark: true }, [['id']])).toBe('\ufeffid\n');
    expect(morePeopleCsv(form, [['Zoë']])).toBe('Zoë\n');
  });

  test('have commas where the source is a workbook', async () => {
    const bytes = workbook([
      ['id', 'name'],
      ['1', 'a,b'],
    ]);
    expect(await copy(bytes, [2], 'people.xlsx')).toBe('\ufeffid,name\n1,"a,b"\n');
  });

  test('run no formulas', async () => {
    expect(await copy('id,name\n1,=1+1\n2,@x\n3,+32 2\n', [2, 3, 4])).toBe("id,name\n1,'=1+1\n2,'@x\n3,'+32 2\n");
  });

  test('of nobody have the header', async () => {
    expect(await copy('id,name\n1,a\n', [])).toBe('id,name\n');
  });

  test('are written several at once, a rule deciding as well as a set', async () => {
    const table = await openTable(await files.put('three.csv', 'id\n1\n2\n3\n'));
    const panel = new Set([3]);
    await writePeopleFiles({ table }, [
      { file: out('panel.csv'), rows: panel },
      { file: out('remaining.csv'), rows: (row) => !panel.has(row) },
    ]);
    expect(await readFile(out('panel.csv'), 'utf8')).toBe('id\n2\n');
    expect(await readFile(out('remaining.csv'), 'utf8')).toBe('id\n1\n3\n');
  });

  test('longer than any buffer come whole', async () => {
    const text = `id,name\n${Array.from({ length: 60_000 }, (_, i) => `${i},Zoë\n`).join('')}`;
    const table = await openTable(await files.put('long.csv', text));
    await writePeopleFiles({ table }, [{ file: out('all.csv'), rows: () => true }]);
    expect(await readFile(out('all.csv'), 'utf8')).toBe(`\ufeff${text}`);
  });

  test('that cannot be written are told with their folder', async () => {
    const text = `id\n${'1\n'.repeat(300_000)}`;
    const table = await openTable(await files.put('long.csv', text));
    const file = join(out('nowhere'), 'panel.csv');
    const error = await failure(writePeopleFiles({ table }, [{ file, rows: () => true }]));
    expect([error.code, error.args]).toEqual([
      'OUTPUT_NOT_WRITABLE',
      expect.objectContaining({ folder: out('nowhere') }),
    ]);
  });

  test('are read back as they were, but for formulas', async () => {
    const cell = fc.string({ unit: fc.constantFrom(...'aé ,;\t"\n\r\''), maxLength: 6 });
    const row = fc.tuple(
      fc.constantFrom('1', '2'),
      cell.map((text) => `a${text}`),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(',', ';', '\t'),
        async (rows, delimiter) => {
          const text = stringify([['id', 'note'], ...rows], { delimiter });
          const table = await openTable(await files.put('source.csv', text));
          await writePeopleFiles({ table }, [{ file: out('copy.csv'), rows: () => true }]);
          const cells: (readonly string[])[] = [];
          await (await openTable(out('copy.csv'))).read((read) => cells.push(read));
          expect(cells).toEqual(rows);
        },
      ),
      { numRuns: 60 },
    );
  });
});
