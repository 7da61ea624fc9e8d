import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { csv, oneOffPool } from '../support/one-off-pool.js';
import { expectDone, runCli, tempFolder } from '../support/run-cli.js';

/** Rotations of a standing panel by both verifiers, which know nothing of each other. */
const temp = tempFolder();
const program = join(import.meta.dirname, '../../bin/verify.py');
const pool = oneOffPool({ seed: 'standing', people: 120, size: 12 });
const run = (...args: string[]) => runCli(args, { cwd: temp.path });
const record = (n: number): string => `terms/000${n}/rotation.json`;

interface Verdict {
  readonly holds: boolean;
  readonly checks: readonly { readonly subject: string; readonly outcome: string; readonly detail: string }[];
}

async function byPython(folder: string, n: number): Promise<Verdict> {
  const ran = promisify(execFile)('python3', [program, join(folder, record(n)), '--json']);
  return JSON.parse((await ran.catch((error: { stdout: string }) => error)).stdout);
}

const byTypeScript = async (folder: string, n: number): Promise<Verdict> =>
  JSON.parse((await run('verify', join(folder, record(n)), '--json')).stdout);

const failing = ({ checks }: Verdict): string[] =>
  checks.filter(({ outcome }) => outcome === 'fails').map(({ subject }) => subject);

/** The records of the panel in a folder of their own, to be changed. */
async function copied(): Promise<string> {
  const folder = await temp.folder();
  for (const name of ['draw', 'terms']) cpSync(join(temp.path, 'p', name), join(folder, name), { recursive: true });
  return folder;
}

beforeAll(async () => {
  mkdirSync(join(temp.path, 'p'));
  await temp.put('p/people.csv', csv(pool.people));
  await temp.put('p/features.csv', csv(pool.quotas));
  const yaml = [
    'title: A standing panel',
    'register: { file: people.csv, id: nationbuilder_id, household: [address, postcode] }',
    'quotas: features.csv',
    'panel: { size: 12, seed: first, alternates: 3, rotation: { replace: 1/3, pause: 1 } }',
  ];
  await temp.put('p/sortition.yaml', `${yaml.join('\n')}\n`);
  expectDone(await run('draw', 'p'));
  expectDone(await run('rotate', 'p', '--seed', 'year 2'));
  expectDone(await run('rotate', 'p', '--seed', 'year 3', '--rule', 'lot'));
  // Prepared for an official draw that has not been.
  expectDone(await run('rotate', 'p', '--prepare'));
}, 60_000);

test('both hold every term, and say what they cannot check', async () => {
  for (const n of [2, 3, 4]) {
    const found = [await byPython(join(temp.path, 'p'), n), await byTypeScript('p', n)];
    for (const { holds, checks } of found) {
      expect([n, holds, checks.filter(({ outcome }) => outcome === 'fails')]).toEqual([n, true, []]);
      for (const subject of ['members', 'leaving', 'seed', ...(n === 4 ? [] : ['staying'])])
        expect(checks).toContainEqual(expect.objectContaining({ subject, outcome: 'holds' }));
    }
    expect(found[0]?.checks).toContainEqual(
      expect.objectContaining({ subject: 'draw', outcome: n === 4 ? 'not checked' : 'holds' }),
    );
  }
});

test('whoever has not the draw before is told that its seed was not compared', async () => {
  const folder = await copied();
  for (const name of ['draw', 'terms/0002', 'terms/0003']) rmSync(join(folder, name), { recursive: true });
  for (const found of [await byPython(folder, 4), await byTypeScript(folder, 4)]) {
    expect(found.holds).toBe(true);
    expect(found.checks).toContainEqual(expect.objectContaining({ subject: 'seed', outcome: 'not checked' }));
  }
});

test.each([
  [2, /"leave":4/, '"leave":5', 'members'],
  [2, /"gone":0/, '"gone":1', 'members'],
  [2, /"leaving":\["[^"]*",/, '"leaving":[', 'members'],
  [2, /"leaving":\[("[^"]*"),("[^"]*")/, '"leaving":[$2,$1', 'leaving'],
  [2, /"needed":\[[^\]]*\]/, '"needed":["nobody"]', 'leaving'],
  [2, /"text":"year 2"/, '"text":"year 3"', 'leaving'],
  [3, /"since":1/, '"since":2', 'leaving'],
  [3, /"rule":"lot"/, '"rule":"longest-serving"', 'leaving'],
  [2, /"rule":"[^"]*"/, '"rule":"oldest"', 'record'],
  [2, /"size":12/, '"size":13', 'staying'],
  [4, /"draw_seed":"./, '"draw_seed":"x', 'record'],
  [4, /"term":4/, '"term":5', 'leaving'],
] as const)('a change of term %s is found by both: %s', async (n, from, to, subject) => {
  const folder = await copied();
  const text = readFileSync(join(folder, record(n)), 'utf8');
  expect(text.replace(from, to)).not.toBe(text);
  writeFileSync(join(folder, record(n)), text.replace(from, to));
  expect([failing(await byPython(folder, n)), failing(await byTypeScript(folder, n))]).toEqual([
    expect.arrayContaining([subject]),
    expect.arrayContaining([subject]),
  ]);
});

test('a seed that was tried out does not pass for that of the draw before', async () => {
  const folder = await copied();
  writeFileSync(
    join(folder, 'terms/0003/draw/draw-record.json'),
    readFileSync(join(folder, 'terms/0002/draw/draw-record.json')),
  );
  for (const found of [await byPython(folder, 4), await byTypeScript(folder, 4)])
    expect(failing(found)).toEqual(['seed']);
});

test('a draw of the newcomers that does not hold is told by verify.py, and one of other people by both', async () => {
  const folder = await copied();
  const file = join(folder, 'terms/0002/draw/draw-record.json');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace(/"number":\d+/, '"number":1000'));
  expect(failing(await byPython(folder, 2))).toContain('draw');
  // The first panel, on which nobody sat before.
  writeFileSync(file, readFileSync(join(folder, 'draw/draw-record.json')));
  expect(failing(await byPython(folder, 2))).toContain('staying');
  expect(failing(await byTypeScript(folder, 2))).toContain('staying');
});
