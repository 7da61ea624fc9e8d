import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/**
 * What `npm pack` would put into the package: of a copy of the repository in which the examples have been used, so that
 * registers, draws and secrets of a rehearsal lie about.
 */
const root = join(import.meta.dirname, '../..');
const made = [
  'register.csv',
  'register.csv.made-up',
  'pseudonyms.csv',
  'secret-key.txt',
  'ledger.jsonl',
  'draw/panel.csv',
  'draw/draw-record.json',
  'invitation/invited.csv',
  'lottery/lottery.csv',
  'pool/pool.csv',
  'post/invitation/mailing.csv',
  '.draw.partial-0123abcd-1-0123456789ab/panel.csv',
];
const copy = mkdtempSync(join(tmpdir(), 'sortition-pack-'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));
let packed: string[] = [];

beforeAll(() => {
  for (const name of ['package.json', '.gitignore', 'CHANGELOG.md', 'LICENSE', 'README.md'])
    cpSync(join(root, name), join(copy, name));
  for (const name of ['bin', 'dist', 'docs', 'examples', 'schema', 'templates'])
    cpSync(join(root, name), join(copy, name), {
      recursive: true,
      // Whatever the examples hold here from a run: the files below stand for it.
      filter: (path) => !made.some((file) => path.endsWith(file)),
    });
  for (const name of ['src/index.ts', 'tests/some.test.ts', 'bench/some.ts']) {
    mkdirSync(join(copy, dirname(name)), { recursive: true });
    writeFileSync(join(copy, name), '');
  }
  for (const example of readdirSync(join(copy, 'examples'))) {
    for (const file of made) {
      const path = join(copy, 'examples', example, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, 'id\n1\n');
    }
  }
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: copy,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ files }] = JSON.parse(output) as [{ files: { path: string }[] }];
  packed = files.map(({ path }) => path);
});

const below = (folder: string): string[] => packed.filter((path) => path.startsWith(`${folder}/`)).sort();
const inRepository = (folder: string): string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', folder], {
    cwd: root,
    encoding: 'utf8',
  })
    .trimEnd()
    .split('\n')
    .sort();

describe('The package', () => {
  test.each(['examples', 'templates', 'schema', 'docs', 'bin'])(
    'ships of %s what is kept in Git, no more',
    (folder) => {
      expect(below(folder)).toEqual(inRepository(folder));
    },
  );

  test('ships nothing that a run leaves in an example', () => {
    expect(packed.filter((path) => made.some((file) => path.endsWith(file)))).toEqual([]);
  });

  test('has besides only the build and what npm adds', () => {
    const tops = new Set(packed.map((path) => path.split('/')[0]));
    const expected = ['CHANGELOG.md', 'LICENSE', 'README.md', 'bin', 'dist', 'docs', 'examples', 'package.json'];
    expect([...tops].sort()).toEqual([...expected, 'schema', 'templates']);
  });

  test('has every file that package.json points to', () => {
    const { bin, exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const targets = [...Object.values(bin), ...Object.values(exports).flatMap((to) => Object.values(Object(to)))];
    for (const target of targets) {
      if (typeof target !== 'string' || target.length === 1) continue;
      expect(packed).toContain(target.replace(/^\.\//, ''));
    }
    for (const worker of ['dist/command/main.js', 'dist/command/worker.js', 'dist/browser/verify-page.bundle.js'])
      expect(packed).toContain(worker);
  });

  test('holds nothing but what it needs: no sources, no tests, not the command twice', () => {
    expect(packed.filter((path) => /^(src|tests|bench|dist\/cli)\/|\.test\.|\.map$/.test(path))).toEqual([]);
  });
});
