import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { removePartialFiles, withPartialFile } from '../../src/io/partial-file.js';

const folder = mkdtempSync(join(tmpdir(), 'sortition-partial-'));
afterAll(() => rmSync(folder, { recursive: true }));
const partial = join(folder, '.x.part');

test('A half-written file goes where the work fails', async () => {
  const work = withPartialFile(partial, async () => {
    await writeFile(partial, 'x');
    throw new Error('no');
  });
  await expect(work).rejects.toThrow('no');
  expect(existsSync(partial)).toBe(false);
});

test('A half-written file goes where a signal ends the work; one that has its name already stays', async () => {
  await withPartialFile(partial, async () => {
    await writeFile(partial, 'x');
    removePartialFiles();
    expect(existsSync(partial)).toBe(false);
    await writeFile(partial, 'x');
    await rename(partial, join(folder, 'x'));
    removePartialFiles();
  });
  expect(existsSync(join(folder, 'x'))).toBe(true);
});
