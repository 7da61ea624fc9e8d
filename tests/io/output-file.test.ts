import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { csvText } from '../../src/io/csv-text.js';
import { writeOutputFile } from '../../src/io/output-file.js';
import { failure, tempFiles } from './temp-files.js';

const files = tempFiles();

test('A file is written once, left alone by the same content, and replaced by another with force only', async () => {
  const path = join(files.folder, 'new/folder/quotas.csv');
  expect(await writeOutputFile(path, 'one')).toBe('written');
  expect(await writeOutputFile(path, 'one')).toBe('unchanged');
  expect(await failure(writeOutputFile(path, 'two'))).toMatchObject({ code: 'FILE_EXISTS', args: { path } });
  expect(await readFile(path, 'utf8')).toBe('one');
  expect(await writeOutputFile(path, 'one', { force: true })).toBe('unchanged');
  expect(await writeOutputFile(path, 'two', { force: true })).toBe('replaced');
  expect(await readFile(path, 'utf8')).toBe('two');
  expect(await readdir(join(files.folder, 'new/folder'))).toEqual(['quotas.csv']);
});

test('A folder in the place of the file, or a file in that of its folder, is named', async () => {
  await mkdir(join(files.folder, 'taken'));
  expect((await failure(writeOutputFile(join(files.folder, 'taken'), 'x', { force: true }))).code).toBe(
    'OUTPUT_IN_THE_WAY',
  );
  const file = await files.put('file', '');
  expect((await failure(writeOutputFile(join(file, 'quotas.csv'), 'x'))).code).toBe('OUTPUT_IN_THE_WAY');
  expect((await readdir(files.folder)).filter((name) => name.includes('.part'))).toEqual([]);
});

test('A small table is quoted where it must be, keeps its names, and has a byte order mark for letters beyond ASCII', () => {
  expect(csvText(['a', 'b'], [['=1', 'x, "y"']])).toBe('a,b\n=1,"x, ""y"""\n');
  expect(csvText(['a'], [['16–34']])).toBe('\ufeffa\n16–34\n');
});
