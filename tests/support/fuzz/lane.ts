import { type ChildProcess, fork } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Base } from './base.js';

/** What the worker is to run: the command line, and the files that differ from the sound process (null: not there). */
export interface Task {
  readonly argv: readonly string[];
  readonly changes: readonly (readonly [name: string, base64: string | null])[];
  /** In a folder that may not be written. */
  readonly readOnly?: boolean;
}

export interface Result {
  /** `hang`: over the limit; `died`: the process ended by itself. */
  readonly code: number | 'hang' | 'died' | 'thrown';
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
  /** Below the folder above the process’s: files and folders that are new, gone or other. */
  readonly changed: readonly string[];
  /** Names of half-written files and folders that were left. */
  readonly partial: readonly string[];
}

/** What a person would call a hang. */
const MOST_MS = 10_000;
const WORKER = join(import.meta.dirname, 'worker.js');
const NOBODY = 65_534;

/** A worker process, and another in its place where a case ends it. */
export class Lane {
  private readonly root = mkdtempSync(join(tmpdir(), 'sortition-fuzz-'));
  private readonly baseFile = join(this.root, 'base.json');
  private child: Promise<ChildProcess> | undefined;

  constructor(base: Base) {
    const entries = [...base].map(([name, bytes]) => [name, bytes.toString('base64')]);
    writeFileSync(this.baseFile, JSON.stringify(Object.fromEntries(entries)));
    mkdirSync(join(this.root, 'inside/work'), { recursive: true });
    chmodSync(this.root, 0o755);
    if (isRoot) chownSync(join(this.root, 'inside'), NOBODY, NOBODY);
  }

  async run(task: Task): Promise<Result> {
    this.child ??= this.start();
    const child = await this.child;
    return new Promise((resolve) => {
      const end = (code: 'hang' | 'died'): void => {
        this.child = undefined;
        finish({ code, stdout: '', stderr: text, milliseconds: MOST_MS, changed: [], partial: [] });
      };
      let text = '';
      const onText = (chunk: Buffer): void => {
        text += chunk.toString('utf8').slice(0, 2000);
      };
      const onExit = (): void => end('died');
      const timer = setTimeout(() => {
        child.off('exit', onExit);
        // Another begins in the same folder, so this one has to be gone.
        child.once('exit', () => end('hang'));
        child.kill('SIGKILL');
      }, MOST_MS);
      const finish = (result: Result): void => {
        clearTimeout(timer);
        child.off('exit', onExit);
        child.off('message', finish);
        child.stderr?.off('data', onText);
        resolve(result);
      };
      child.once('exit', onExit);
      child.once('message', finish);
      child.stderr?.on('data', onText);
      child.send(task);
    });
  }

  async close(): Promise<void> {
    (await this.child)?.kill('SIGKILL');
    rmSync(this.root, { recursive: true, force: true });
  }

  /** As nobody where we are root: a mutated path must not lead to files that matter, nor a read-only folder be writable. */
  private async start(): Promise<ChildProcess> {
    const child = fork(WORKER, [join(this.root, 'inside/work'), this.baseFile], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: ['--max-old-space-size=1024'],
      env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8', TZ: 'UTC' },
      ...(isRoot && { uid: NOBODY, gid: NOBODY }),
    });
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('exit', (code) => reject(new Error(`the worker did not start: ${code}`)));
    });
    child.removeAllListeners('exit');
    return child;
  }
}

const isRoot = process.getuid?.() === 0;
