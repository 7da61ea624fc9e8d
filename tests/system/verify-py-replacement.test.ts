import { execFile } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { derivedIdentity, openPseudonyms } from '../../src/io/pseudonyms-file.js';
import { expectDone, runCli, tempFolder } from '../support/run-cli.js';
import { townProcess } from '../support/town-process.js';

const temp = tempFolder();
const program = join(import.meta.dirname, '../../bin/verify.py');
const entry = (n: number): string => `replacements/000${n}/replacement-record.json`;

interface Verdict {
  readonly holds: boolean;
  readonly checks: readonly { readonly subject: string; readonly outcome: string }[];
}

const verify = async (folder: string, n: number): Promise<Verdict> => {
  const run = promisify(execFile)('python3', [program, join(folder, entry(n)), '--json']);
  return JSON.parse((await run.catch((error: { stdout: string }) => error)).stdout);
};

beforeAll(async () => {
  for (const [name, text] of Object.entries(townProcess('seed: "a"'))) await temp.put(name, text);
  // Always the same: with other pseudonyms others are drawn, and entry 1 may be one that cannot be undone by itself.
  const pseudonyms = await openPseudonyms(join(temp.path, 'pseudonyms.csv'), derivedIdentity(Buffer.from('town')));
  for (const line of readFileSync(join(temp.path, 'register.csv'), 'utf8').split('\n').slice(1, -1))
    pseudonyms.of(line.split(',')[0] ?? '');
  await pseudonyms.save();
  const run = (...args: string[]) => runCli(args, { cwd: temp.path });
  expectDone(await run('draw'));
  const people = readFileSync(join(temp.path, 'draw/panel.csv'), 'utf8').split('\n').slice(1, 4);
  const ids = people.map((line) => line.split(',')[0] ?? '');
  expectDone(await run('replace', '--withdraw', ids.slice(0, 2).join(), '--reason', 'ill'));
  expectDone(await run('replace', '--withdraw', ids[2] ?? '', '--reason', 'moved'));
  expectDone(await run('replace', '--undo', '1'));
}, 60_000);

test('verify.py holds every entry since the draw, with the pool and without, and says what it cannot check', async () => {
  for (const n of [1, 2, 3]) {
    const { holds, checks } = await verify(temp.path, n);
    expect([holds, checks.filter(({ outcome }) => outcome === 'fails')]).toEqual([true, []]);
    expect(checks).toContainEqual(expect.objectContaining({ subject: 'quotas', outcome: 'holds' }));
    expect(checks).toContainEqual(expect.objectContaining({ subject: 'called', outcome: 'not checked' }));
  }
  const bare = await temp.folder();
  for (const name of ['draw', 'replacements']) cpSync(join(temp.path, name), join(bare, name), { recursive: true });
  rmSync(join(bare, 'draw/canonical-pool.csv'));
  const { holds, checks } = await verify(bare, 3);
  expect(holds).toBe(true);
  expect(checks).toContainEqual(expect.objectContaining({ subject: 'quotas', outcome: 'not checked' }));
});

test.each([
  [1, /"seats":2/, '"seats":1', 2, 'chain'],
  [2, /"seats":1/, '"seats":2', 2, 'panel'],
  [2, /"number":2/, '"number":3', 2, 'panel'],
  [2, /"panel":\["\w+"/, '"panel":["0000000000"', 2, 'panel'],
  [2, /"previous":"./, '"previous":"x', 2, 'record'],
  [3, /"of":1/, '"of":2', 3, 'panel'],
  [3, /"withdrawn":\[/, '"withdrawn":["0000000000",', 3, 'panel'],
] as const)('verify.py finds a change of entry %s: %s', async (n, from, to, asked, subject) => {
  const folder = await temp.folder();
  for (const name of ['draw', 'replacements']) cpSync(join(temp.path, name), join(folder, name), { recursive: true });
  const text = readFileSync(join(folder, entry(n)), 'utf8');
  expect(text.replace(from, to)).not.toBe(text);
  writeFileSync(join(folder, entry(n)), text.replace(from, to));
  const { holds, checks } = await verify(folder, asked);
  expect(holds).toBe(false);
  expect(checks.filter(({ outcome }) => outcome === 'fails').map((check) => check.subject)).toContain(subject);
});
