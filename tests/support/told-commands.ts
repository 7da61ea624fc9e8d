import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect } from 'vitest';

/**
 * Commands that a Markdown file tells its readers to run, and the output that it shows: in code blocks, fenced or indented,
 * lines that begin with `$ ` are commands, and what follows is what comes out. A line `…` stands for any lines.
 */
export interface ToldCommand {
  /** As a shell takes it; lines that end in a backslash are joined to the next. */
  readonly command: string;
  readonly shown: readonly string[];
  /** Where the shown output stands in the file: its first line, from 0, how many lines, and how far they are indented. */
  readonly place: { readonly first: number; readonly lines: number; readonly indent: number };
}

/** What came out of a command, in the order in which it was said. */
export interface ToldRun extends ToldCommand {
  readonly code: number | null;
  readonly output: readonly string[];
}

const GAP = '…';
const isGap = (line: string): boolean => line.trim() === GAP;

export function toldCommands(markdown: string): ToldCommand[] {
  const lines = markdown.split('\n');
  const blocks = codeBlocks(lines);
  return blocks.flatMap(({ first, end, indent }) => commandsOf(lines, first, end, indent));
}

interface CodeBlock {
  readonly first: number;
  readonly end: number;
  readonly indent: number;
}

function codeBlocks(lines: readonly string[]): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  for (let i = 0; i < lines.length; i++) {
    const fence = /^( {0,3})```/.exec(lines[i] ?? '');
    const isIndented = /^ {4}\S/.test(lines[i] ?? '') && (lines[i - 1] ?? '').trim() === '';
    if (fence === null && !isIndented) continue;
    const first = fence === null ? i : i + 1;
    const isLast = (line: string) => (fence === null ? /^ {0,3}\S/.test(line) : /^ {0,3}```\s*$/.test(line));
    const after = lines.slice(first).findIndex(isLast);
    const end = after < 0 ? lines.length : first + after;
    blocks.push({ first, end, indent: fence === null ? 4 : (fence[1] ?? '').length });
    i = fence === null ? end - 1 : end;
  }
  return blocks;
}

function commandsOf(lines: readonly string[], first: number, end: number, indent: number): ToldCommand[] {
  const told: ToldCommand[] = [];
  const textAt = (i: number): string => (lines[i] ?? '').slice(indent).trimEnd();
  for (let i = first; i < end; i++) {
    if (!textAt(i).startsWith('$ ')) continue;
    let command = textAt(i).slice(2);
    while (command.endsWith('\\') && i + 1 < end) command = `${command.slice(0, -1)}${textAt(++i).trimStart()}`;
    let from = i + 1;
    let to = from;
    while (to < end && !textAt(to).startsWith('$ ')) to++;
    i = to - 1;
    while (from < to && textAt(from) === '') from++;
    while (to > from && textAt(to - 1) === '') to--;
    const shown = Array.from({ length: to - from }, (_, n) => textAt(from + n));
    told.push({ command, shown, place: { first: from, lines: to - from, indent } });
  }
  return told;
}

/**
 * Runs them one after the other in a folder. `sortition` and `npx sortition` are what `npm run build` made; besides these there
 * is what the shell knows. No terminal, UTF-8, UTC: nothing of the machine shows.
 */
export async function runTold(told: readonly ToldCommand[], cwd: string): Promise<ToldRun[]> {
  const path = `${commandFolder()}${delimiter}${process.env['PATH'] ?? ''}`;
  const runs: ToldRun[] = [];
  for (const each of told) {
    const child = spawn('sh', ['-c', `exec 2>&1\n${each.command}`], {
      cwd,
      env: { PATH: path, LC_ALL: 'C.UTF-8', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: 60_000,
    });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    const output = text.split('\n').map((line) => line.trimEnd());
    while (output[0] === '') output.shift();
    while (output.at(-1) === '') output.pop();
    runs.push({ ...each, code, output });
  }
  return runs;
}

const bin = join(import.meta.dirname, '../../bin/sortition.js');

function commandFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sortition-told-'));
  const sortition = `exec '${process.execPath}' '${bin}' "$@"`;
  const npx = `[ "$1" = sortition ] || { echo "npx runs nothing but sortition here" >&2; exit 127; }\nshift\n${sortition}`;
  for (const [name, script] of Object.entries({ sortition, npx })) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
  return folder;
}

/**
 * What came out is what the file shows, character for character but for its gaps, and a command whose output shows no error has
 * done what was asked. UPDATE_TOLD=1 writes what came out into the file instead, with the gaps where they were: for a
 * change that is meant to alter it. Read the difference before committing it.
 */
export function expectAsTold(file: string, runs: readonly ToldRun[]): void {
  if (process.env['UPDATE_TOLD'] === '1') writeShown(file, runs);
  else for (const run of runs) expect(`$ ${run.command}\n${elided(run).join('\n')}`).toBe(textOf(run));
  for (const { command, code, output } of runs) {
    const isRefused = output.some((line) => line.startsWith('error '));
    expect(`${command}: ${isRefused || code === 0 ? 'as it says' : `exit ${code}: ${output.join('\n')}`}`).toBe(
      `${command}: as it says`,
    );
  }
}

const textOf = ({ command, shown }: ToldCommand): string => `$ ${command}\n${shown.join('\n')}`;

function writeShown(file: string, runs: readonly ToldRun[]): void {
  const lines = readFileSync(file, 'utf8').split('\n');
  for (const run of runs.toReversed()) {
    const { first, lines: count, indent } = run.place;
    const shown = elided(run).map((line) => (line === '' ? '' : ' '.repeat(indent) + line));
    lines.splice(first, count, ...shown);
  }
  writeFileSync(file, lines.join('\n'));
}

/**
 * The output, with gaps where the file has them. Between two gaps stands the first stretch that is just as shown; where there is
 * none, as many lines that come nearest: those that differ in numbers alone, for the most part.
 */
export function elided({ shown, output }: Pick<ToldRun, 'shown' | 'output'>): string[] {
  const stretches: string[][] = [[]];
  for (const line of shown) {
    if (isGap(line)) stretches.push([]);
    else stretches.at(-1)?.push(line);
  }
  if (stretches.length === 1) return [...output];
  const gapLines = shown.filter(isGap);
  const last = stretches.length - 1;
  const result: string[] = [];
  let from = 0;
  for (const [s, stretch] of stretches.entries()) {
    const start =
      s === 0 ? 0 : s === last ? Math.max(from, output.length - stretch.length) : nearest(output, stretch, from);
    const isWholeRest = s === last && stretch.length > 0;
    const end = isWholeRest ? output.length : start + stretch.length;
    result.push(...output.slice(start, end));
    from = end;
    if (s < last) result.push(gapLines[s] ?? GAP);
  }
  return result;
}

function nearest(output: readonly string[], stretch: readonly string[], from: number): number {
  let best = from;
  let bestScore = -1;
  for (let start = from; start + stretch.length <= output.length; start++) {
    const score = stretch.reduce((sum, line, i) => sum + likeness(line, output[start + i] ?? ''), 0);
    if (score <= bestScore) continue;
    best = start;
    bestScore = score;
  }
  return best;
}

/** 1 for the same line, a little less for one that differs in numbers, else how much of its beginning is the same. */
function likeness(told: string, came: string): number {
  if (told === came) return 1;
  if (bare(told) === bare(came)) return 0.9;
  let same = 0;
  while (same < told.length && told[same] === came[same]) same++;
  return (0.8 * same) / told.length;
}

const bare = (line: string): string => line.replaceAll(/[0-9a-f]*\d[0-9a-f,.]*/g, '#').replaceAll(/\s+/g, ' ');
