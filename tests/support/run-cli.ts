import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';

/** The command as it is installed: what it runs is in dist, which `npm test` builds first. */
const bin = join(import.meta.dirname, '../../bin/sortition.js');

/** What a run of the command line left behind. */
export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
}

export interface CliOptions {
  /** The folder to run in. */
  readonly cwd: string;
  /** On top of PATH, a UTF-8 locale and UTC, which are all that the run gets otherwise. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `sortition ARGS` in a process of its own, without a terminal, and waits for it. */
export const runCli = (args: readonly string[], options: CliOptions): Promise<CliRun> => startCli(args, options).ended;

/** The same, not waited for: so that it can be interrupted. */
export function startCli(
  args: readonly string[],
  { cwd, env }: CliOptions,
): { readonly child: ChildProcess; readonly ended: Promise<CliRun> } {
  const started = performance.now();
  const child = spawn(process.execPath, [bin, ...args], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8', TZ: 'UTC', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
  });
  const text = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      text[name] += chunk;
    });
  }
  const ended = new Promise<CliRun>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...text, milliseconds: performance.now() - started }));
  });
  return { child, ended };
}

/** A folder for the tests of one file. */
export function tempFolder() {
  const temp = {
    path: '',
    /** Writes a file into it and returns the name, as the command is to be given it. */
    async put(name: string, content: string | Uint8Array): Promise<string> {
      await writeFile(join(temp.path, name), content);
      return name;
    },
    /** A new folder inside. */
    async folder(): Promise<string> {
      return mkdtemp(join(temp.path, 'run-'));
    },
  };
  beforeAll(async () => {
    temp.path = await mkdtemp(join(tmpdir(), 'sortition-cli-'));
  });
  afterAll(() => rm(temp.path, { recursive: true, force: true }));
  return temp;
}

/** Relative paths of all files and folders below a folder, hidden ones too. */
export const namesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();

/** Every file below a folder, by path. */
export const filesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    namesBelow(folder)
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );

/** A run that did what was asked. */
export function expectDone(run: CliRun): void {
  expect({ code: run.code, stderr: run.code === 0 ? '' : run.stderr }).toEqual({ code: 0, stderr: '' });
}

/** A run that ended with a clear message: its code, what is wrong, what to do next, and nothing of the program's inside. */
export function expectRefused(run: CliRun, code: string, exit: 1 | 2 = 1): void {
  const [first = '', says = ''] = run.stderr.slice(run.stderr.search(/^error /m)).split('\n');
  expect(first.split(' ').slice(0, 2)).toEqual(['error', code]);
  expect(says).toMatch(/^ {2}\S.{10,}/);
  expect(run.stderr).toMatch(/^next {2}\S.{8,}$/m);
  expectPlain(run.stderr);
  expect(run.code).toBe(exit);
}

const escapeCharacter = String.fromCharCode(27);

/** Text for people who do not program. */
export function expectPlain(text: string): void {
  expect(text).not.toMatch(/^ {4}at /m);
  expect(text).not.toMatch(/node:internal|\.js:\d+|\[object |undefined|NaN|ENOENT|SortitionError/);
  expect(text).not.toContain(escapeCharacter);
}
