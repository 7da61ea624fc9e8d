import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, watch } from 'node:fs';
import { join } from 'node:path';
import { filesOf, namesBelow, runCli, startCli } from './run-cli.js';

/** `sortition replace`, killed with SIGKILL at some moment, in a copy of a process: what it leaves behind. */

/** After so many milliseconds, or at the n-th change in replacements/, where everything is written. */
export type Moment = { readonly after: number } | { readonly change: number };

export interface Killed {
  /** Whether the process was still running then. */
  readonly wasRunning: boolean;
  readonly state: 'old' | 'new';
  /** A folder that counts for nothing, or something half-written, was there. */
  readonly hadLeftovers: boolean;
}

/** `start`: a folder that has been drawn in; `args`: of replace. Throws where anything stands between the old state and the new. */
export async function killReplace(
  start: string,
  work: string,
  args: readonly string[],
  moment: Moment,
  expected: Readonly<Record<string, string>>,
): Promise<Killed> {
  rmSync(work, { recursive: true, force: true });
  cpSync(start, work, { recursive: true });
  mkdirSync(join(work, 'replacements'), { recursive: true });
  const { child, ended } = startCli(['replace', ...args], { cwd: work });
  let changes = 0;
  const watcher = watch(join(work, 'replacements'), () => {
    changes++;
    if ('change' in moment && changes === moment.change) child.kill('SIGKILL');
  });
  const timer = 'after' in moment ? setTimeout(() => child.kill('SIGKILL'), moment.after) : undefined;
  const { code } = await ended;
  clearTimeout(timer);
  watcher.close();

  const lines = readFileSync(join(work, 'ledger.jsonl'), 'utf8').split('\n').slice(0, -1);
  const counted = lines.filter((line) => line.includes('"step":"replace"')).length;
  const before = readFileSync(join(start, 'ledger.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line.includes('"replace"')).length;
  if (counted !== before && counted !== before + 1) throw new Error(`${counted} entries`);
  const state = counted === before ? 'old' : 'new';
  const own = String(before + 1).padStart(4, '0');
  const entry = join(work, 'replacements', own);
  const names = [...readdirSync(join(work, 'replacements')), ...readdirSync(work)];
  const hadLeftovers = names.some((name) => name.includes('.partial-')) || (state === 'old' && existsSync(entry));
  for (const [name, text] of Object.entries(filesOf(start))) {
    if (name !== 'ledger.jsonl' && readFileSync(join(work, name), 'utf8') !== text)
      throw new Error(`${name} has changed`);
  }

  const listed = await runCli(['replace', '--list', '--json'], { cwd: work });
  if (listed.code !== 0) throw new Error(listed.stderr);
  if (JSON.parse(listed.stdout).entries.length !== counted) throw new Error('--list counts other entries');
  const again = await runCli(['replace', ...args, '--json'], { cwd: work });
  const refused = state === 'new' && again.code === 1 && again.stdout.includes('REPLACE_TWICE');
  if (again.code !== 0 && !refused) throw new Error(again.stderr);
  // A refused run cleans up nothing but what is surely dead: so does the next that writes.
  const left = namesBelow(work).filter((name) => name.includes('.partial-'));
  if (left.length > 0) throw new Error(`left behind: ${left.join()}`);
  const made = filesOf(entry);
  if (JSON.stringify(made) !== JSON.stringify(expected)) throw new Error('the entry is another one');
  return { wasRunning: code === null, state, hadLeftovers };
}
