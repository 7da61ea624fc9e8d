import { Buffer } from 'node:buffer';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { FaultList } from '../../src/core/errors.js';
import { openTable, requireColumn, type TableOptions } from '../../src/io/table.js';
import fc from '../support/laws.js';
import { failure, faultsOf, tempFiles } from './temp-files.js';
import { workbook } from './workbook.js';

const files = tempFiles();

async function readAll(path: string, options: TableOptions = {}) {
  const table = await openTable(path, options);
  const rows: { row: number; cells: readonly string[] }[] = [];
  await table.read((cells, row) => rows.push({ row, cells }));
  return { table, rows, cells: rows.map((r) => r.cells) };
}

const readText = async (text: string | Uint8Array, options: TableOptions = {}) =>
  readAll(await files.put('people.csv', text), options);

describe('a CSV file', () => {
  test.each([
    ['commas', 'id,name\n1,Ann\n', ','],
    ['semicolons', 'id;name\n1;Ann\n', ';'],
    ['tabs', 'id\tname\n1\tAnn\n', '\t'],
    ['semicolons where quoted commas are more', '"a,b,c,d";name\n1;Ann\n', ';'],
    ['semicolons where as many commas stand in a name', 'number, street;name\n1;Ann\n', ';'],
  ])('with %s is read without being told so', async (_, text, delimiter) => {
    const { table, cells } = await readText(text);
    expect(table.delimiter).toBe(delimiter);
    expect(cells).toEqual([['1', 'Ann']]);
  });

  test('is read with the delimiter given', async () => {
    const { table, cells } = await readText('id|name, first\n1|Ann, A\n', { delimiter: '|' });
    expect(table.columns).toEqual(['id', 'name, first']);
    expect(cells).toEqual([['1', 'Ann, A']]);
  });

  test('of one column has no delimiter to find', async () => {
    expect((await readText('id\n1\n2')).cells).toEqual([['1'], ['2']]);
  });

  test('keeps cells as they are written, blanks and line ends in them too', async () => {
    expect((await readText('id,note\n 1 ,"two\nlines, ""quoted"""\n')).cells).toEqual([
      [' 1 ', 'two\nlines, "quoted"'],
    ]);
  });

  test('counts rows as a spreadsheet does: blank lines count, a cell of two lines is one row', async () => {
    const { rows } = await readText('\nid,name\n\n1,"a\nb"\n  ,\n2,c\n\n');
    expect(rows.map(({ row }) => row)).toEqual([4, 6]);
  });

  test('may mix line ends', async () => {
    expect((await readText('id,name\r\n1,Ann\n2,Bob\r3,Cy')).cells).toEqual([
      ['1', 'Ann'],
      ['2', 'Bob'],
      ['3', 'Cy'],
    ]);
  });

  test('can be read twice', async () => {
    const table = await openTable(await files.put('twice.csv', 'id\n1\n2\n'));
    const seen: string[] = [];
    await table.read(([id = '']) => seen.push(id));
    await table.read(([id = '']) => seen.push(id));
    expect(seen).toEqual(['1', '2', '1', '2']);
  });

  test('passes on what goes wrong in the reader of its rows', async () => {
    const table = await openTable(await files.put('thrown.csv', 'id\n1\n2\n'));
    const reading = table.read(() => {
      throw new RangeError('mine');
    });
    await expect(reading).rejects.toThrow('mine');
  });

  test('longer than its chunks comes whole, in order, with pauses between them', async () => {
    const lines = Array.from({ length: 40_000 }, (_, i) => `${i};Zoë ${'é'.repeat(i % 7)}`);
    const table = await openTable(await files.put('long.csv', `id;name\n${lines.join('\n')}\n`));
    const seen: string[] = [];
    let pauses = 0;
    await table.read((cells) => seen.push(cells.join(';')), { pause: async () => void pauses++ });
    expect(seen).toEqual(lines);
    expect(pauses).toBeGreaterThan(1);
  });
});

describe('the bytes of a CSV file', () => {
  const text = 'id;naam\n1;Zoë € ’ œ 𝒵\n';
  const marked = (encoding: string) => iconv.encode(text, encoding, { addBOM: true });

  test.each([
    ['UTF-8', Buffer.from(text), {}],
    ['UTF-8 with a byte order mark', marked('utf-8'), {}],
    ['UTF-16 LE with a byte order mark', marked('utf-16le'), {}],
    ['UTF-16 BE with a byte order mark', marked('utf-16be'), {}],
    ['UTF-16 LE, declared', iconv.encode(text, 'utf-16le'), { encoding: 'UTF-16LE' }],
    ['UTF-8 whose byte order mark says more than the label', marked('utf-8'), { encoding: 'windows-1252' }],
  ])('may be %s', async (_, bytes, options) => {
    const { table, cells } = await readText(bytes, options);
    expect(table.columns).toEqual(['id', 'naam']);
    expect(cells).toEqual([['1', 'Zoë € ’ œ 𝒵']]);
    expect(table.byteOrderMark).toBe(!/declared/.test(_) && _ !== 'UTF-8');
  });

  test('may be windows-1252 where that is declared, with the € ’ œ that Node loses', async () => {
    const bytes = iconv.encode('id;naam\n1;Zoë € ’ œ\n', 'windows-1252');
    expect((await readText(bytes, { encoding: 'windows-1252' })).cells).toEqual([['1', 'Zoë € ’ œ']]);
  });

  test.each(['utf-16le', 'utf-16be', 'utf-8'])(
    'of %s may be cut anywhere, even within a character',
    async (encoding) => {
      const name = '𝒵'.repeat(100_000);
      const bytes = iconv.encode(`id\n${name}\n`, encoding, { addBOM: true });
      expect((await readText(bytes)).cells[0]?.[0] === name).toBe(true);
    },
  );

  test('are refused where they are not UTF-8, with the row, as it would read, and the hint', async () => {
    const filler = `${'2;é and some more\n'.repeat(30_000)}`;
    const bytes = Buffer.concat([
      Buffer.from(`id;naam\n1;"a\nb"\n${filler}`),
      iconv.encode('3;Rue de la Réforme, Saint-Josse-ten-Noode, Bruxelles\n', 'windows-1252'),
    ]);
    const error = await failure(readText(bytes));
    expect(error.code).toBe('FILE_NOT_UTF8');
    expect(error.where.row).toBe(30_003);
    expect(error.args).toEqual({ preview: '3;Rue de la Réforme, Saint-Josse-' });
    expect(error.hint).toContain('--encoding windows-1252');
  });

  test('are refused in the header already', async () => {
    const error = await failure(readText(iconv.encode('prénom;id\nx;1\n', 'windows-1252')));
    expect([error.code, error.where.row]).toEqual(['FILE_NOT_UTF8', 1]);
  });

  test('are refused where a character is cut off at the end', async () => {
    const bytes = Buffer.from('id\né').subarray(0, -1);
    expect(await faultsOf(readText(bytes))).toEqual(['2 FILE_NOT_UTF8']);
  });

  test('are refused where the declared encoding has no such character', async () => {
    const bytes = Buffer.concat([Buffer.from('id\n1\n'), Buffer.from([0x81])]);
    expect(await faultsOf(readText(bytes, { encoding: 'windows-1252' }))).toEqual(['3 FILE_NOT_IN_ENCODING']);
  });

  test('are refused where one is NUL, as in UTF-16 without a mark', async () => {
    const error = await failure(readText(iconv.encode('id\n1\n', 'utf-16le')));
    expect([error.code, error.where.row]).toEqual(['FILE_HAS_NUL', 1]);
    expect(error.hint).toContain('utf-16le');
  });

  test('an encoding that is not known is refused with those it resembles', async () => {
    const error = await failure(readText('id\n1\n', { encoding: 'window-1252' }));
    expect(error.code).toBe('ENCODING_UNKNOWN');
    expect(error.hint).toContain('“windows-1252”');
  });

  test('a decoder that makes text of anything is no encoding', async () => {
    expect(await faultsOf(readText('id\n1\n', { encoding: 'base64' }))).toEqual(['ENCODING_UNKNOWN']);
  });
});

describe('faults in a table', () => {
  test('of rows are collected, with their rows, and thrown at the end', async () => {
    const text = 'id,name\n1,a\n2\n3,b,c\n4,b"c\n5,d"e"f\n6,g\n7\n';
    expect(await faultsOf(readText(text))).toEqual([
      '3 ROW_CELL_COUNT',
      '4 ROW_CELL_COUNT',
      '5 QUOTE_STRAY',
      '6 QUOTE_STRAY',
      '8 ROW_CELL_COUNT',
    ]);
  });

  test('leave the sound rows to the reader, and can be collected by it', async () => {
    const table = await openTable(await files.put('mixed.csv', 'id,name\n1,a\n2\n4,b"c\n6,g\n'));
    const faults = new FaultList();
    const rows: number[] = [];
    await table.read((_, row) => rows.push(row), { faults });
    expect(rows).toEqual([2, 5]);
    expect(faults.count).toBe(2);
    expect(faults.faults[0]?.where).toEqual({ file: table.path, row: 3 });
  });

  test.each([
    ['text behind a closing quote', 'id,name\n1\n2,"b"c\n3,d\n', ['2 ROW_CELL_COUNT', '3 QUOTE_STRAY']],
    ['a quote that is never closed', 'id,name\n1,a\n2,"b\n3,c\n', ['3 QUOTE_UNCLOSED']],
    ['a stray quote in the header', 'id,na"me\n1,a\n', ['1 QUOTE_STRAY']],
    ['a quote that the header never closes', 'id,"name\n1,a\n', ['1 QUOTE_UNCLOSED']],
    ['a row of more than a mebibyte', `id,name\n1,a\n2,"${'x'.repeat(1_100_000)}`, ['3 LINE_TOO_LONG']],
    ['a header without rows', 'id,name\n\n', ['TABLE_NO_ROWS']],
    ['nothing at all', '', ['FILE_EMPTY']],
    ['blank lines only', '\n \n', ['FILE_EMPTY']],
    ['a byte order mark only', '\ufeff', ['FILE_EMPTY']],
    ['two columns of one name', 'id,Name,x,name \n1,a,b,c\n', ['1 COLUMN_TWICE name']],
  ])('are found in %s', async (_, text, expected) => {
    expect(await faultsOf(readText(text))).toEqual(expected);
  });

  test('columns without a name are no duplicates', async () => {
    expect((await readText('id,,\n1,,\n')).cells).toEqual([['1', '', '']]);
  });

  test('a file that is not there is named with those that are nearly', async () => {
    await files.put('register.csv', 'id\n1\n');
    const error = await failure(openTable(join(files.folder, 'regster.csv')));
    expect(error.code).toBe('FILE_NOT_FOUND');
    expect(error.hint).toContain('“register.csv”');
  });

  test('a folder is not a file', async () => {
    await mkdir(join(files.folder, 'folder.csv'));
    expect(await faultsOf(openTable(join(files.folder, 'folder.csv')))).toEqual(['FILE_IS_FOLDER']);
  });

  test.each(['', ',,', '"', '\n'])('%j is no delimiter', async (delimiter) => {
    expect(await faultsOf(readText('id\n1\n', { delimiter }))).toEqual(['DELIMITER_UNUSABLE']);
  });
});

describe('a column', () => {
  const table = { path: 'people.csv', columns: ['id', ' Gender ', 'E\u0301tat'] };

  test('is found however its name is spelled', () => {
    expect(requireColumn(table, 'GENDER')).toBe(1);
    expect(requireColumn(table, 'état')).toBe(2);
  });

  test('that is missing is told with the names that are near', () => {
    expect(() => requireColumn(table, 'gendr')).toThrow(
      expect.objectContaining({ code: 'COLUMN_MISSING', where: { file: 'people.csv', row: 1 } }),
    );
    expect(() => requireColumn(table, 'gendr')).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('Did you mean') }),
    );
  });
});

describe('an xlsx file', () => {
  test('gives texts, numbers, dates and flags as a CSV file would', async () => {
    const bytes = workbook([
      ['id', 'born', 'share', 'flag'],
      [{ number: '1.0' }, { day: 36526 }, { number: '0.25' }, { flag: true }],
      [' 007 ', undefined, { number: '1E+15' }, { flag: false }],
    ]);
    const { table, cells } = await readAll(await files.put('people.xlsx', bytes));
    expect(table.columns).toEqual(['id', 'born', 'share', 'flag']);
    expect(cells).toEqual([
      ['1', '2000-01-01', '0.25', 'TRUE'],
      [' 007 ', '', '1000000000000000', 'FALSE'],
    ]);
  });

  test('counts rows as the spreadsheet does, blank ones and absent ones too', async () => {
    const bytes = workbook([undefined, ['id', 'name'], ['1', 'a'], undefined, [' ', ''], ['2', 'b']]);
    const { rows } = await readAll(await files.put('gaps.xlsx', bytes));
    expect(rows.map(({ row }) => row)).toEqual([3, 6]);
  });

  test('has no two columns of one name, wherever its header stands', async () => {
    const path = await files.put('names.xlsx', workbook([undefined, ['id', 'ID '], ['1', 'a']]));
    expect(await faultsOf(readAll(path))).toEqual(['2 COLUMN_TWICE ID']);
  });

  test('is known by its bytes, not its name', async () => {
    const path = await files.put('export.csv', workbook([['id'], ['1']]));
    expect((await readAll(path)).cells).toEqual([['1']]);
  });

  test.each([
    ['is text', 'people-text.xlsx', 'id\n1\n', ['WORKBOOK_UNREADABLE']],
    ['is another kind of zip file', 'zip.xlsx', 'PK\x03\x04 and nothing', ['WORKBOOK_UNREADABLE']],
    ['is an old workbook', 'old.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), ['WORKBOOK_OLD']],
    ['has no rows', 'header.xlsx', workbook([['id']]), ['TABLE_NO_ROWS']],
    ['is empty', 'empty.xlsx', workbook([]), ['FILE_EMPTY']],
  ])('that %s is refused', async (_, name, bytes, expected) => {
    expect(await faultsOf(readAll(await files.put(name, bytes)))).toEqual(expected);
  });
});

test('whatever is written in any delimiter and encoding is read back', async () => {
  // Two cells at least, the first not blank: a blank line is no row.
  const char = fc.constantFrom(...'aZ09 ,;\t"\'\n\r=éß€’œ');
  const cell = fc.string({ unit: char, maxLength: 8 });
  const row = fc.tuple(fc.constantFrom('1', 'x y', '"'), cell, cell);
  const encodings = ['utf-8', 'utf-8 marked', 'utf-16le marked', 'utf-16be marked', 'windows-1252'];
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 8 }),
      fc.constantFrom(',', ';', '\t'),
      fc.constantFrom(...encodings),
      fc.constantFrom('\n', '\r\n'),
      async (rows, delimiter, encoding, lineEnd) => {
        const text = stringify([['id', 'a', 'b'], ...rows], {
          delimiter,
          record_delimiter: lineEnd,
          quote_record_delimiter: true,
        });
        const [label = '', mark] = encoding.split(' ');
        const bytes = iconv.encode(text, label, { addBOM: mark === 'marked' });
        const { cells } = await readText(bytes, label === 'windows-1252' ? { encoding: label } : {});
        expect(cells).toEqual(rows);
      },
    ),
    { numRuns: 150 },
  );
});
