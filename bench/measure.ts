import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One run of the command line as a whole process: start-up, reading, solving, all files written. */
export interface Run {
  readonly seconds: number;
  /** Peak resident memory in MiB, all threads. */
  readonly memory: number;
  readonly summary: unknown;
}

const BIN = new URL('../bin/sortition.js', import.meta.url).pathname;
/** On exit a process writes its own peak memory, in kB, to the third extra stream. */
const REPORT_MEMORY = `data:text/javascript,import fs from 'node:fs';process.on('exit',()=>fs.writeSync(3,String(process.resourceUsage().maxRSS)))`;

export async function runOnce(args: readonly string[], cwd: string): Promise<Run> {
  const out = mkdtempSync(join(tmpdir(), 'bench-'));
  const started = process.hrtime.bigint();
  try {
    const { code, stdout, stderr, memory } = await start([...args, '--out', join(out, 'out'), '--json'], cwd);
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    if (code !== 0) throw new Error(`exit ${code}: ${stderr.slice(0, 600)}`);
    return { seconds, memory: memory / 1024, summary: JSON.parse(stdout) };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** Time and peak memory (MiB) of any Node process; throws where it fails. */
export async function timeNode(args: readonly string[], cwd: string): Promise<Omit<Run, 'summary'>> {
  const started = process.hrtime.bigint();
  const { code, stderr, memory } = await startNode(args, cwd);
  if (code !== 0) throw new Error(`exit ${code}: ${stderr.slice(0, 600)}`);
  return { seconds: Number(process.hrtime.bigint() - started) / 1e9, memory: memory / 1024 };
}

const start = (args: readonly string[], cwd: string) => startNode([BIN, ...args], cwd);

async function startNode(args: readonly string[], cwd: string) {
  const child = spawn(process.execPath, ['--import', REPORT_MEMORY, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const texts = ['', '', ''];
  [child.stdout, child.stderr, child.stdio[3]].forEach((stream, i) => {
    stream?.on('data', (chunk) => {
      texts[i] += String(chunk);
    });
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout = '', stderr = '', memory = ''] = texts;
  return { code, stdout, stderr, memory: Number(memory) };
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};
