import { mkdirSync, mkdtempSync, readdirSync, readFileSync, type renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { freshFolder, moveIn, putBack } from '../../src/io/move-in.js';

/** How many renames still work before the process is “killed”: from then on every one fails, those of repairs too. */
const life = vi.hoisted(() => ({ left: Number.POSITIVE_INFINITY }));
vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>();
  const mortalRename: typeof renameSync = (from, to) => {
    if (life.left-- <= 0) throw new Error('killed');
    real.renameSync(from, to);
  };
  return { ...real, renameSync: mortalRename };
});

const root = mkdtempSync(join(tmpdir(), 'move-in-'));
afterAll(() => rmSync(root, { recursive: true }));

type Files = Readonly<Record<string, string>>;

function put(folder: string, files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

function filesIn(folder: string): Files {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((path) => [relative(folder, path), readFileSync(path, 'utf8')]));
}

const before: Files = { 'panel.csv': 'old', 'letters/a.pdf': 'old', 'alternates.csv': 'old', 'notes.txt': 'mine' };
const fresh: Files = { 'panel.csv': 'new', 'letters/a.pdf': 'new', 'lottery.csv': 'new' };
const moves = {
  outgoing: ['panel.csv', 'letters/a.pdf', 'alternates.csv'],
  incoming: ['panel.csv', 'letters/a.pdf', 'lottery.csv'],
};

function setUp(): { partial: string; target: string } {
  const folder = mkdtempSync(join(root, 'case-'));
  const [partial, target] = [join(folder, 'partial'), join(folder, 'target')];
  put(target, before);
  put(freshFolder(partial), fresh);
  return { partial, target };
}

function withLife(renames: number, act: () => void): boolean {
  life.left = renames;
  try {
    act();
    return true;
  } catch (error) {
    expect(String(error)).toContain('killed');
    return false;
  } finally {
    life.left = Number.POSITIVE_INFINITY;
  }
}

test('Moving in replaces, adds and takes away files, and leaves the others', () => {
  const { partial, target } = setUp();
  moveIn(partial, target, moves);
  expect(filesIn(target)).toEqual({ ...fresh, 'notes.txt': 'mine' });
  putBack(partial, target);
  expect(filesIn(target), 'nothing to put back once it is finished').toEqual({ ...fresh, 'notes.txt': 'mine' });
});

test('Whichever rename is the last before the process is killed, all old files are put back later', () => {
  const renames = moves.outgoing.length + moves.incoming.length + 1;
  for (let life = 0; life <= renames; life++) {
    const { partial, target } = setUp();
    const finished = withLife(life, () => moveIn(partial, target, moves));
    expect(finished).toBe(life === renames);
    putBack(partial, target);
    expect(filesIn(target)).toEqual(finished ? { ...fresh, 'notes.txt': 'mine' } : before);
  }
});

test('Putting back can itself be killed anywhere, any number of times', () => {
  for (let life = 1; life <= 6; life++) {
    const { partial, target } = setUp();
    withLife(life, () => moveIn(partial, target, moves));
    let tries = 0;
    while (!withLife(1, () => putBack(partial, target))) expect(++tries).toBeLessThan(20);
    expect(filesIn(target)).toEqual(before);
  }
});

test('A move that fails while the process lives is undone at once', () => {
  const { partial, target } = setUp();
  const missing = { outgoing: moves.outgoing, incoming: [...moves.incoming, 'not-there.csv'] };
  expect(() => moveIn(partial, target, missing)).toThrow(/ENOENT/);
  expect(filesIn(target)).toEqual(before);
});
