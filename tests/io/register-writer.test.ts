import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { type ExportHabits, plainExport } from '../../src/core/register/synthetic/register-layout.js';
import { writeRegister } from '../../src/io/register-writer.js';
import fc from '../support/laws.js';
import { failure, tempFiles } from './temp-files.js';

const files = tempFiles();
const municipal: ExportHabits = {
  delimiter: ';',
  encoding: 'windows-1252',
  lineEnds: 'windows',
  quotes: ['NOM'],
  trailingSpaces: 0,
};

async function bytesOf(rows: readonly (readonly string[])[], habits: ExportHabits): Promise<Buffer> {
  const [header = [], ...below] = rows;
  const path = join(files.folder, 'written.csv');
  await writeRegister(path, { header, rows: below }, habits);
  return readFile(path);
}

describe('a register', () => {
  test('is written as a municipal program writes it, to the byte', async () => {
    const bytes = await bytesOf(
      [
        ['NUMÉRO', 'NOM'],
        ['1', 'Œuvre   '],
        ['2;3', 'de "l’Œil"'],
      ],
      municipal,
    );
    const text = 'NUMÉRO;"NOM"\r\n1;"Œuvre   "\r\n"2;3";"de ""l’Œil"""\r\n';
    expect(bytes.equals(iconv.encode(text, 'windows-1252'))).toBe(true);
    // É, Œ and ’ are one byte each in Windows-1252, and the latter two are nothing in ISO 8859-1.
    expect([0xc9, 0x8c, 0x92].filter((byte) => !bytes.includes(byte))).toEqual([]);
  });

  test('reads back as it was, whatever its cells hold', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '"', ';', ',', '\n', '\r', "'", '|', '\\') });
    const habits = fc.record({
      delimiter: fc.constantFrom(';', ',', '|', '\t'),
      encoding: fc.constantFrom('utf-8', 'windows-1252', 'utf-16le'),
      lineEnds: fc.constantFrom('windows' as const, 'unix' as const),
      quotes: fc.constantFrom('needed' as const, 'all' as const, ['b']),
      trailingSpaces: fc.constant(0),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { maxLength: 8 }), habits, async (rows, habit) => {
        const all = [['a', 'b'], ...rows];
        const text = iconv.decode(await bytesOf(all, habit), habit.encoding);
        const record_delimiter = habit.lineEnds === 'windows' ? '\r\n' : '\n';
        expect(parse(text, { delimiter: habit.delimiter, record_delimiter, skip_empty_lines: false })).toEqual(all);
      }),
      { numRuns: 60 },
    );
  });

  test('of more rows than are held at once is whole, with its size and hash', async () => {
    const path = join(files.folder, 'long.csv');
    const heard: number[] = [];
    function* rows() {
      for (let i = 0; i < 5001; i++) yield [String(i), 'Dupré'];
    }
    const written = await writeRegister(path, { header: ['a', 'b'], rows: rows() }, municipal, (n) => heard.push(n));
    const bytes = await readFile(path);
    expect(written).toEqual({
      rows: 5001,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    expect(iconv.decode(bytes, 'windows-1252').split('\r\n').length).toBe(5003);
    expect(heard.at(-1)).toBe(5001);
    expect(heard.length).toBeGreaterThan(2);
  });

  test('in UTF-16 has one byte order mark, at its start', async () => {
    const rows = Array.from({ length: 4500 }, (_, i) => [String(i)]);
    const text = (await bytesOf([['a'], ...rows], { ...plainExport, encoding: 'utf-16le' })).toString('utf16le');
    expect([...text.matchAll(/\ufeff/g)].map((found) => found.index)).toEqual([0]);
  });
});

describe('a character that the encoding lacks', () => {
  test('is refused with its row and column, and the register that was there stays', async () => {
    const path = await files.put('register.csv', 'what was there');
    const rows = Array.from({ length: 3000 }, (_, i) => [String(i), i === 2998 ? 'Łukasz' : 'Luc']);
    const error = await failure(writeRegister(path, { header: ['ID', 'NOM'], rows }, municipal));
    expect(error.code).toBe('CHARACTER_NOT_IN_ENCODING');
    expect(error.args).toEqual({ character: 'Ł', encoding: 'windows-1252' });
    expect(error.where).toEqual({ file: path, row: 3000, column: 'NOM' });
    expect(await readFile(path, 'utf8')).toBe('what was there');
  });

  test('leaves no unfinished file behind', async () => {
    await failure(writeRegister(join(files.folder, 'new.csv'), { header: ['Ł'], rows: [] }, municipal));
    const names = await readdir(files.folder);
    expect(names.filter((name) => name.includes('part') || name === 'new.csv')).toEqual([]);
  });

  test('is not confused with a question mark that is meant', async () => {
    expect((await bytesOf([['a?']], municipal)).toString('latin1')).toBe('a?\r\n');
  });
});
