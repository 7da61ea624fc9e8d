import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SortitionError } from '../../src/core/errors.js';
import { outputFault, outputFaultWithin } from '../../src/io/output-fault.js';
import { type OutputOptions, removePartialFolders, writeOutputFolder } from '../../src/io/output-folder.js';

type Files = Readonly<Record<string, string | Uint8Array>>;

let parent = '';
let target = '';
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'output-folder-'));
  target = join(parent, 'draw');
});
afterEach(() => rm(parent, { recursive: true }));

async function put(folder: string, files: Files): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}

const write = (files: Files, options: OutputOptions = {}, to = target) =>
  writeOutputFolder(to, options, (folder) => put(folder, files));

async function filesIn(folder: string): Promise<Record<string, string>> {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(
    await Promise.all(paths.map(async (path) => [relative(folder, path), await readFile(path, 'utf8')] as const)),
  );
}

async function failure(attempt: Promise<unknown>): Promise<SortitionError> {
  const error: unknown = await attempt.catch((caught: unknown) => caught);
  if (error instanceof SortitionError) return error;
  throw new Error(`expected a SortitionError, got ${String(error)}`);
}

/** What stands beside the target; hidden folders too. */
const beside = () => readdirSync(parent).filter((name) => name !== basename(target));

describe('Where no folder stands yet', () => {
  test('the results become it, folders inside included', async () => {
    expect(await write({ 'panel.csv': 'a', 'letters/a.pdf': 'b' })).toBe('written');
    expect(await filesIn(target)).toEqual({ 'letters/a.pdf': 'b', 'panel.csv': 'a' });
    expect(beside()).toEqual([]);
  });

  test('it gets the rights that any new folder gets', async () => {
    await write({ 'panel.csv': 'a' });
    mkdirSync(join(parent, 'any'));
    expect(statSync(target).mode).toBe(statSync(join(parent, 'any')).mode);
  });

  test('nothing shows under its name until all is written, and nobody else can look into what grows', async () => {
    await writeOutputFolder(target, {}, async (folder) => {
      await put(folder, { 'panel.csv': 'a' });
      expect(existsSync(target)).toBe(false);
      expect(dirname(dirname(folder))).toBe(parent);
      expect(statSync(dirname(folder)).mode & 0o777).toBe(0o700);
    });
    expect(existsSync(target)).toBe(true);
  });

  test('missing folders above it are made', async () => {
    target = join(parent, 'a', 'b', 'draw');
    expect(await write({ 'panel.csv': 'a' })).toBe('written');
    expect(await filesIn(parent)).toEqual({ 'a/b/draw/panel.csv': 'a' });
    expect(await readdir(dirname(target))).toEqual(['draw']);
  });

  test('a failure leaves nothing, neither of the results nor of the folders above', async () => {
    target = join(parent, 'a', 'b', 'draw');
    const boom = new Error('boom');
    const attempt = writeOutputFolder(target, {}, async (folder) => {
      await put(folder, { 'panel.csv': 'a' });
      throw boom;
    });
    await expect(attempt).rejects.toBe(boom);
    expect(readdirSync(parent)).toEqual([]);
  });

  test('a failure leaves what somebody else has put there meanwhile', async () => {
    target = join(parent, 'a', 'draw');
    await failure(
      writeOutputFolder(target, {}, async () => {
        await put(join(parent, 'a'), { 'notes.txt': 'mine' });
        throw new SortitionError('FILE_EMPTY', { path: 'x' });
      }),
    );
    expect(await filesIn(parent)).toEqual({ 'a/notes.txt': 'mine' });
  });

  test('another run that was faster is not overwritten', async () => {
    const attempt = writeOutputFolder(target, {}, async (folder) => {
      await put(folder, { 'panel.csv': 'late' });
      await write({ 'panel.csv': 'first' });
    });
    expect((await failure(attempt)).code).toBe('OUTPUT_EXISTS');
    expect(await filesIn(target)).toEqual({ 'panel.csv': 'first' });
    expect(beside()).toEqual([]);
  });
});

describe('Where the same results stand already', () => {
  test('nothing is touched', async () => {
    await write({ 'panel.csv': 'a', 'letters/a.pdf': 'b' });
    utimesSync(join(target, 'panel.csv'), 1000, 1000);
    const { ino, mtimeMs } = statSync(join(target, 'panel.csv'));
    for (const force of [false, true]) {
      expect(await write({ 'panel.csv': 'a', 'letters/a.pdf': 'b' }, { force })).toBe('unchanged');
    }
    expect(statSync(join(target, 'panel.csv'))).toMatchObject({ ino, mtimeMs });
    expect(beside()).toEqual([]);
  });

  test('files of the user’s own beside them do not matter', async () => {
    await write({ 'panel.csv': 'a' });
    await put(target, { 'notes.txt': 'mine' });
    expect(await write({ 'panel.csv': 'a' })).toBe('unchanged');
    expect(await filesIn(target)).toEqual({ 'notes.txt': 'mine', 'panel.csv': 'a' });
  });

  test('one of them that is missing is added', async () => {
    await write({ 'panel.csv': 'a', 'lottery.csv': 'b' });
    await rm(join(target, 'lottery.csv'));
    expect(await write({ 'panel.csv': 'a', 'lottery.csv': 'b' })).toBe('written');
    expect(await filesIn(target)).toEqual({ 'lottery.csv': 'b', 'panel.csv': 'a' });
  });

  test.each([0, 1, 65_535, 65_536, 65_537, 1_000_000])('files of %i bytes are compared to the last', async (size) => {
    const content = new Uint8Array(size).fill(7);
    await write({ 'lottery.csv': content });
    expect(await write({ 'lottery.csv': content })).toBe('unchanged');
    const other = size === 0 ? new Uint8Array(1) : content.with(size - 1, 8);
    expect((await failure(write({ 'lottery.csv': other }))).code).toBe('OUTPUT_EXISTS');
    expect((await failure(write({ 'lottery.csv': new Uint8Array(size + 1).fill(7) }))).code).toBe('OUTPUT_EXISTS');
  });
});

describe('Where other results stand', () => {
  const old: Files = { 'a.csv': '1', 'b.csv': '1', 'c.csv': '1', 'd.csv': '1', 'e.csv': 'same' };
  const next: Files = { 'a.csv': '2', 'b.csv': '2', 'c.csv': '2', 'd.csv': '2', 'e.csv': 'same', 'f.csv': '2' };

  test('nothing is written, and the first few files that differ are named', async () => {
    await write(old);
    const error = await failure(write(next));
    expect([error.code, error.args]).toEqual([
      'OUTPUT_EXISTS',
      { folder: target, files: ['a.csv', 'b.csv', 'c.csv'], more: 1 },
    ]);
    expect(await filesIn(target)).toEqual(old);
    expect(beside()).toEqual([]);
  });

  test('force replaces them and keeps the user’s own files', async () => {
    await write(old);
    await put(target, { 'notes.txt': 'mine' });
    expect(await write(next, { force: true })).toBe('replaced');
    expect(await filesIn(target)).toEqual({ ...next, 'notes.txt': 'mine' });
    expect(beside()).toEqual([]);
  });

  test('a failure with force leaves them as they were', async () => {
    await write(old);
    const attempt = writeOutputFolder(target, { force: true }, async (folder) => {
      await put(folder, next);
      throw new Error('boom');
    });
    await expect(attempt).rejects.toThrow('boom');
    expect(await filesIn(target)).toEqual(old);
    expect(beside()).toEqual([]);
  });

  test('a file of this command that this run does not make is a difference, and goes with force', async () => {
    const names = ['panel.csv', 'alternates.csv', 'remaining.csv'];
    await write({ 'panel.csv': 'a', 'alternates.csv': 'b' }, { names });
    expect((await failure(write({ 'panel.csv': 'a' }, { names }))).args).toMatchObject({ files: ['alternates.csv'] });
    expect(await write({ 'panel.csv': 'a' }, { names, force: true })).toBe('replaced');
    expect(await filesIn(target)).toEqual({ 'panel.csv': 'a' });
  });

  test('only files of other names: the results are added', async () => {
    await put(target, { 'people.csv': 'mine' });
    expect(await write({ 'panel.csv': 'a' })).toBe('written');
    expect(await filesIn(target)).toEqual({ 'panel.csv': 'a', 'people.csv': 'mine' });
  });

  test('a link to a folder stays a link, and the results grow beside what it leads to, on the same disk', async () => {
    await mkdir(join(parent, 'far', 'real'), { recursive: true });
    symlinkSync('far/real', target);
    await writeOutputFolder(target, {}, async (folder) => {
      expect(dirname(dirname(folder))).toBe(join(parent, 'far'));
      await put(folder, { 'panel.csv': 'a' });
    });
    expect(await filesIn(parent)).toEqual({ 'far/real/panel.csv': 'a' });
    expect(lstatSync(target).isSymbolicLink()).toBe(true);
  });

  test('a link that leads nowhere is not overwritten', async () => {
    await mkdir(target);
    symlinkSync('nowhere', join(target, 'panel.csv'));
    symlinkSync('lottery.csv', join(target, 'lottery.csv'));
    const error = await failure(write({ 'panel.csv': 'a', 'lottery.csv': 'b' }));
    expect(error.args).toMatchObject({ files: ['lottery.csv', 'panel.csv'] });
  });
});

describe('What stands in the way', () => {
  test('a file at the target is named before anything is computed', async () => {
    await writeFile(target, '');
    let ran = false;
    const error = await failure(
      writeOutputFolder(target, { force: true }, async () => {
        ran = true;
      }),
    );
    expect([error.code, error.args, ran]).toEqual(['OUTPUT_IN_THE_WAY', { path: target, stands: 'file' }, false]);
  });

  test('a file above the target is named', async () => {
    await writeFile(join(parent, 'file'), '');
    for (const below of ['draw', 'a/b/draw']) {
      const error = await failure(write({ 'panel.csv': 'a' }, {}, join(parent, 'file', below)));
      expect([error.code, error.args]).toEqual(['OUTPUT_IN_THE_WAY', { path: join(parent, 'file'), stands: 'file' }]);
    }
  });

  test('a folder where a file is to be written, and a file where a folder is to be made, stay even with force', async () => {
    await put(target, { 'panel.csv/keep.txt': 'mine', letters: 'mine' });
    const folder = await failure(write({ 'panel.csv': 'a' }, { force: true }));
    expect([folder.code, folder.args]).toEqual([
      'OUTPUT_IN_THE_WAY',
      { path: join(target, 'panel.csv'), stands: 'folder' },
    ]);
    const file = await failure(write({ 'letters/a.pdf': 'a' }, { force: true }));
    expect([file.code, file.args]).toEqual(['OUTPUT_IN_THE_WAY', { path: join(target, 'letters'), stands: 'file' }]);
    expect(await filesIn(target)).toEqual({ letters: 'mine', 'panel.csv/keep.txt': 'mine' });
    expect(beside()).toEqual([]);
  });
});

describe('What the operating system refuses', () => {
  test.runIf(existsSync('/proc/self'))('a place where no folder can be made', async () => {
    for (const place of ['/proc/draw', '/proc/a/draw']) {
      expect(await failure(write({ 'panel.csv': 'a' }, {}, place))).toMatchObject({
        code: 'OUTPUT_NOT_WRITABLE',
        args: { folder: place, reason: 'no folder can be made there' },
      });
    }
  });

  test('the top of the disk', async () => {
    expect((await failure(write({}, {}, '/'))).code).toBe('OUTPUT_NOT_WRITABLE');
  });

  test('a name that is too long', async () => {
    const error = await failure(write({}, {}, join(parent, 'x'.repeat(300))));
    expect(error.args).toMatchObject({ reason: 'its name is too long' });
    expect(beside()).toEqual([]);
  });

  test.runIf(existsSync('/dev/full'))('a full disk, in the middle of writing', async () => {
    const attempt = writeOutputFolder(target, {}, () => writeFile('/dev/full', 'x'.repeat(100_000)));
    expect(await failure(attempt)).toMatchObject({ code: 'OUTPUT_DISK_FULL', args: { folder: target } });
    expect(readdirSync(parent)).toEqual([]);
  });

  const refusal = (code: string, path?: string) => Object.assign(new Error(code), { code, errno: -1, path });

  test.each([
    ['EACCES', 'OUTPUT_NOT_WRITABLE', 'you have no right to write there'],
    ['EPERM', 'OUTPUT_NOT_WRITABLE', 'you have no right to write there'],
    ['EROFS', 'OUTPUT_NOT_WRITABLE', 'the disk can only be read'],
    ['EXDEV', 'OUTPUT_NOT_WRITABLE', 'it is the top folder of another disk'],
    ['EWHAT', 'OUTPUT_NOT_WRITABLE', 'the system says EWHAT'],
    ['ENOSPC', 'OUTPUT_DISK_FULL', undefined],
    ['EDQUOT', 'OUTPUT_DISK_FULL', undefined],
  ])('%s is told as %s', (code, expected, reason) => {
    const args = reason === undefined ? { folder: 'draw' } : { folder: 'draw', reason };
    expect(outputFault(refusal(code), 'draw')).toMatchObject({ code: expected, args });
  });

  test('errors that are not about the folder come through as they are', () => {
    const partial = '/x/.draw.partial-1';
    const others = [new TypeError('a bug'), refusal('ENOENT', '/x/input.csv'), refusal('EACCES', '/x/input.csv')];
    for (const error of others) expect(outputFaultWithin(error, 'draw', partial)).toBe(error);
    const bug = refusal('ENOENT', `${partial}/new/no-such-folder/a.csv`);
    expect(outputFaultWithin(bug, 'draw', partial)).toBe(bug);
    const refused = refusal('EACCES', `${partial}/new/a.csv`);
    expect(outputFaultWithin(refused, 'draw', partial)).toMatchObject({ code: 'OUTPUT_NOT_WRITABLE' });
  });
});

describe('A run that is stopped', () => {
  test('by a signal leaves nothing, once its handler has called removePartialFolders', async () => {
    target = join(parent, 'a', 'draw');
    const attempt = writeOutputFolder(target, {}, async (folder) => {
      await put(folder, { 'panel.csv': 'a' });
      removePartialFolders();
      expect(readdirSync(parent)).toEqual([]);
      throw new Error('stopped');
    });
    await expect(attempt).rejects.toThrow('stopped');
    expect(readdirSync(parent)).toEqual([]);
  });

  /** The name that a partial folder of this host would have in a process of another number. */
  async function partialName(pid: number): Promise<string> {
    let name = '';
    await writeOutputFolder(target, {}, async (folder) => {
      name = basename(dirname(folder));
    });
    await rm(target, { recursive: true });
    return name.replace(`-${process.pid}-`, `-${pid}-`);
  }
  const deadPid = () => spawnSync(process.execPath, ['--version']).pid;
  const live = 1;

  test('by a kill is cleaned up after by the next', async () => {
    const leftover = await partialName(deadPid());
    await put(join(parent, leftover), { 'new/panel.csv': 'half' });
    expect(await write({ 'panel.csv': 'a' })).toBe('written');
    expect(beside()).toEqual([]);
  });

  test('by a kill while files changed places: the old come back', async () => {
    await write({ 'panel.csv': 'old', 'alternates.csv': 'old' });
    await rename(target, join(parent, 'kept'));
    const leftover = join(parent, await partialName(deadPid()));
    await rename(join(parent, 'kept'), target);
    const files = ['alternates.csv', 'panel.csv'];
    await put(leftover, { 'moves.json': JSON.stringify({ outgoing: files, incoming: [...files, 'lottery.csv'] }) });
    await put(leftover, { 'new/panel.csv': 'new', 'new/lottery.csv': 'new' });
    await mkdir(join(leftover, 'old'));
    for (const file of files) await rename(join(target, file), join(leftover, 'old', file));
    await put(target, { 'alternates.csv': 'new' });
    expect((await failure(write({ 'panel.csv': 'new' }))).code).toBe('OUTPUT_EXISTS');
    expect(await filesIn(target)).toEqual({ 'alternates.csv': 'old', 'panel.csv': 'old' });
    expect(beside()).toEqual([]);
  });

  test('is left alone while it runs, and so are folders that only look alike', async () => {
    const names = [await partialName(live), '.draw.partial-mine', '.other.partial-00000000-1-000000000000'];
    for (const name of names) await mkdir(join(parent, name));
    await write({ 'panel.csv': 'a' });
    expect(beside().sort()).toEqual([...names].sort());
  });

  test('of this process’s own number is told from its own by age', async () => {
    const name = await partialName(process.pid);
    const own = join(parent, name);
    await mkdir(own);
    await write({ 'panel.csv': 'a' });
    expect(beside()).toEqual([name]);
    utimesSync(own, 1000, 1000);
    await write({ 'panel.csv': 'a' });
    expect(beside()).toEqual([]);
  });

  test('on another host is left alone for a day', async () => {
    const name = '.draw.partial-00000000-999999999-000000000000';
    await mkdir(join(parent, name));
    await write({ 'panel.csv': 'a' });
    expect(beside()).toEqual([name]);
    const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 3600;
    utimesSync(join(parent, name), twoDaysAgo, twoDaysAgo);
    await write({ 'panel.csv': 'a' });
    expect(beside()).toEqual([]);
  });

  test.runIf(process.getuid?.() === 0)('by another user is left alone', async () => {
    const { chownSync } = await import('node:fs');
    const leftover = await partialName(deadPid());
    await mkdir(join(parent, leftover));
    chownSync(join(parent, leftover), 12345, 12345);
    await write({ 'panel.csv': 'a' });
    expect(beside()).toEqual([leftover]);
  });
});

test('A relative target counts from the current folder, and messages name it as it was given', async () => {
  const given = relative('.', target);
  await write({ 'panel.csv': 'a' }, {}, given);
  expect((await failure(write({ 'panel.csv': 'b' }, {}, given))).args).toMatchObject({ folder: given });
  expect(await filesIn(target)).toEqual({ 'panel.csv': 'a' });
});
