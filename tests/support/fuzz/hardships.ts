import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { filesOf, namesBelow } from '../run-cli.js';
import { seededNoise } from '../seeded-noise.js';
import { type Base, DICE } from './base.js';

/** What may go wrong around a command that is right. */
export const HARDSHIPS = {
  full: 'a full disk (a file system of some hundred kB, filled to a random byte)',
  readOnly: 'a folder that may not be written',
  closedPipe: 'whoever reads stdout or stderr has gone',
  interrupted: 'SIGINT at a random moment',
} as const;
export type Hardship = keyof typeof HARDSHIPS;

export interface Endured {
  readonly name: Hardship;
  readonly runs: number;
  /** Of these, those that it kept from their end: the others were done before it came. */
  readonly hindered: number;
  readonly faults: readonly string[];
}

const COMMANDS: readonly (readonly string[])[] = [
  ['draw', '--commitment', 'lottery', '--dice', DICE, '--out', 'new', '--json'],
  ['lottery', '--out', 'new', '--json'],
  ['intake', 'replies.csv', '--out', 'new', '--json'],
  ['invite', '--commit', '--out', 'new', '--json'],
  ['redact', '--out', 'new.csv', '--json'],
  ['synth', 'population.yaml', '--out', 'new.csv', '--json'],
  ['replace', '--withdrawals', 'drop-outs.csv', '--json'],
  ['agenda', '--only', 'seating', '--out', 'new', '--json'],
  ['quotas', 'shares.csv', '--size', '6', '--out', 'new.csv', '--json'],
];
const BIN = join(import.meta.dirname, '../../../bin/sortition.js');
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stderr: string;
}

interface Options {
  readonly asNobody?: boolean;
  readonly closed?: 'stdout' | 'stderr';
  readonly interruptAfter?: number;
}

/** Output to a closed pipe is read to its first byte at most. */
function run(args: readonly string[], cwd: string, { asNobody, closed, interruptAfter }: Options = {}): Promise<Ended> {
  const child = spawn(process.execPath, [BIN, ...args], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8', TZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 30_000,
    killSignal: 'SIGKILL',
    ...(asNobody === true && isRoot && { uid: NOBODY, gid: NOBODY }),
  });
  let stderr = '';
  for (const name of ['stdout', 'stderr'] as const) {
    if (closed === name) child[name].destroy();
    else
      child[name].setEncoding('utf8').on('data', (text: string) => {
        if (name === 'stderr') stderr += text;
      });
  }
  const timer = interruptAfter === undefined ? undefined : setTimeout(() => child.kill('SIGINT'), interruptAfter);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, stderr });
    });
  });
}

const INSIDE = /^ {4}at |node:internal|\[object |\bundefined\b|\bNaN\b|\bE(NOSPC|ACCES|PIPE|ROFS)\b/m;

/** What is wrong with how a command ended; `codes`: those that it may end with. */
function faultOf({ code, signal, stderr }: Ended, codes: readonly number[]): string | undefined {
  if (code === null || !codes.includes(code)) return `ended with ${code ?? signal}`;
  if (INSIDE.test(stderr)) return `says ${INSIDE.exec(stderr)?.[0]}`;
  if ((code === 1 || code === 2) && stderr !== '' && !/^error [A-Z_]+/m.test(stderr)) return 'ended without an error';
  return undefined;
}

/** Half-written files, or a refused command's traces but for lists that later runs need. */
function tracesOf(folder: string, before: Readonly<Record<string, string>>, isDone: boolean): string | undefined {
  const partial = namesBelow(folder).find((name) => /\.partial-|\.part$/.test(name));
  if (partial !== undefined) return `leaves ${partial}`;
  if (isDone) return undefined;
  const after = filesOf(folder);
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => before[name] !== after[name] && !/(pseudonyms\.csv|secret-key\.txt)$/.test(name),
  );
  return changed.length === 0 ? undefined : `refused, but changed ${changed.slice(0, 3).join(', ')}`;
}

export async function runHardships(base: Base, times: number): Promise<Endured[]> {
  const root = mkdtempSync(join(tmpdir(), 'sortition-hardships-'));
  chmodSync(root, 0o755);
  const start = join(root, 'start');
  for (const [name, bytes] of base) {
    mkdirSync(dirname(join(start, name)), { recursive: true });
    writeFileSync(join(start, name), bytes);
  }
  const before = filesOf(start);
  const noise = seededNoise('hardships')('when');
  const names = Object.keys(HARDSHIPS) as Hardship[];
  const faults: Record<Hardship, string[]> = { full: [], readOnly: [], closedPipe: [], interrupted: [] };
  const runs: Record<Hardship, number> = { full: 0, readOnly: 0, closedPipe: 0, interrupted: 0 };
  const hindered = { ...runs };
  const folder = join(root, 'process');

  async function endure(name: Hardship, n: number): Promise<void> {
    const args = COMMANDS[n % COMMANDS.length] as readonly string[];
    const disk = name === 'full' ? mount(folder) : undefined;
    if (name === 'full' && disk === undefined) return;
    try {
      cpSync(start, folder, { recursive: true });
      let ended: Ended;
      let codes: readonly number[] = [0, 1];
      if (name === 'full') {
        fill(folder, Math.floor(noise() * 120_000));
        ended = await run(args, folder);
        rmSync(join(folder, 'filler'), { force: true });
      } else if (name === 'readOnly') {
        closeFolders(folder);
        ended = await run(args, folder, { asNobody: true });
        codes = [1];
      } else if (name === 'closedPipe') {
        ended = await run(args, folder, { closed: n % 2 === 0 ? 'stdout' : 'stderr' });
        codes = [0];
      } else {
        ended = await run(args, folder, { interruptAfter: Math.floor(noise() * 600) });
        codes = [0, 130];
        // Before the program's first line Node itself ends, by the signal.
        if (ended.signal === 'SIGINT') ended = { ...ended, code: 130 };
      }
      runs[name]++;
      if (ended.code !== 0) hindered[name]++;
      // Ctrl-C may come when the files are in place and only the summary is missing.
      const isDone = ended.code === 0 || name === 'interrupted';
      const fault = faultOf(ended, codes) ?? tracesOf(folder, before, isDone);
      if (fault !== undefined)
        faults[name].push(`${name} ${n}, sortition ${args.join(' ')}: ${fault}\n${ended.stderr.slice(0, 600)}`);
    } finally {
      if (disk !== undefined) execFileSync('umount', [folder]);
      rmSync(folder, { recursive: true, force: true });
    }
  }

  try {
    for (const name of names) for (let n = 0; n < times; n++) await endure(name, n);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
  return names.map((name) => ({ name, runs: runs[name], hindered: hindered[name], faults: faults[name] }));
}

/** A small disk; undefined where we may not have one. */
function mount(folder: string): string | undefined {
  mkdirSync(folder, { recursive: true });
  if (!isRoot || process.platform !== 'linux') return undefined;
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    return undefined;
  }
}

/** Leaves about so many bytes free. */
function fill(folder: string, free: number): void {
  const [, available = ''] = execFileSync('df', ['--output=avail', '-B1', folder], { encoding: 'utf8' }).split('\n');
  writeFileSync(join(folder, 'filler'), Buffer.alloc(Math.max(0, Number(available) - free)));
}

/** Nobody may write there, whoever they are: root's own runs are made as somebody else. */
function closeFolders(folder: string): void {
  for (const name of ['', ...namesBelow(folder)]) {
    const path = join(folder, name);
    if (isRoot) chownSync(path, 0, 0);
    chmodSync(path, name === '' || !/\.[a-z]+$/.test(name) ? 0o555 : 0o444);
  }
}
