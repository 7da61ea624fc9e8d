import { readFile } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { FaultList } from '../../src/core/errors.js';
import { readCsvRows } from '../../src/io/csv-rows.js';
import { decodeRow, readRawRows } from '../../src/io/raw-rows.js';
import fc from '../support/laws.js';
import { tempFiles } from './temp-files.js';

const files = tempFiles();

async function rawRows(bytes: Buffer, encoding: string, delimiter: string, start = 0) {
  const path = await files.put('raw.csv', bytes);
  const rows: { bytes: Buffer; row: number }[] = [];
  const form = { encoding, delimiter, start };
  const ended = await readRawRows(
    path,
    form,
    (row, number) => void rows.push({ bytes: Buffer.from(row), row: number }),
  );
  expect(Buffer.concat([bytes.subarray(0, start), ...rows.map((row) => row.bytes)]).equals(await readFile(path))).toBe(
    true,
  );
  return { ended, rows: rows.map((row) => ({ text: decodeRow(row.bytes, form), row: row.row })) };
}

describe('The rows of a file as bytes', () => {
  test('are those that a reader of CSV counts, in every encoding, delimiter and line end, and together the file', async () => {
    const cell = fc.string({ unit: fc.constantFrom(...'aZ09 ,;\t"\n\réß€'), maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 }),
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.constantFrom('utf-8', 'utf-16le', 'utf-16be', 'windows-1252'),
        fc.boolean(),
        async (table, delimiter, lineEnd, encoding, isCut) => {
          const whole = stringify(table, {
            delimiter,
            record_delimiter: lineEnd,
            quote_record_delimiter: true,
            quoted_match: /[\r\n]/,
          });
          const text = isCut ? whole.replace(/[\r\n]+$/, '') : whole;
          if (text === '') return;
          const { rows, ended } = await rawRows(iconv.encode(text, encoding, { addBOM: false }), encoding, delimiter);
          expect(ended).toBe(true);
          const byRow = new Map(rows.map((row) => [row.row, row.text]));
          const faults = new FaultList();
          const chunks = (async function* () {
            yield Buffer.from(text);
          })();
          const read: [readonly string[], number][] = [];
          await readCsvRows({ file: 'x', delimiter, chunks }, (cells, row) => read.push([cells, row]), faults);
          expect(faults.count).toBe(0);
          for (const [cells, row] of read) {
            const own = (async function* () {
              yield Buffer.from(byRow.get(row) ?? '');
            })();
            const again: (readonly string[])[] = [];
            await readCsvRows({ file: 'x', delimiter, chunks: own }, (found) => again.push(found), faults);
            expect(again).toEqual([cells]);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test('may be cut anywhere by what is read at once', async () => {
    const lines = Array.from({ length: 60_000 }, (_, i) => `${i};"Zoë\r\n${'é'.repeat(i % 5)}"\r\n`);
    const mark = Buffer.from('fffe', 'hex');
    const bytes = Buffer.concat([mark, iconv.encode(lines.join(''), 'utf-16le', { addBOM: false })]);
    const { rows, ended } = await rawRows(bytes, 'utf-16le', ';', 2);
    expect([ended, rows.length]).toEqual([true, 60_000]);
    expect(rows.every(({ text, row }) => text === lines[row - 1])).toBe(true);
  });

  test('do not end where a quotation mark is never closed', async () => {
    expect((await rawRows(Buffer.from('id,name\n1,"a\n2,b\n'), 'utf-8', ',')).ended).toBe(false);
    expect((await rawRows(Buffer.from('id,name\n1,"a"'), 'utf-8', ',')).ended).toBe(true);
  });
});
