import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { invitedTown } from '../support/invited-town.js';
import { csv } from '../support/one-off-pool.js';
import { type CliRun, expectDone, expectRefused, runCli, tempFolder } from '../support/run-cli.js';

const temp = tempFolder();
const run = (...args: string[]): Promise<CliRun> => runCli(args, { cwd: temp.path });
const read = (name: string): string => readFileSync(join(temp.path, name), 'utf8');
const NOTE =
  /note {2}.*pool\.csv: This is not as intake wrote it on \d{4}-\S+Z: people withdrew, or somebody edited it/;

beforeAll(async () => {
  const town = invitedTown();
  mkdirSync(join(temp.path, 'invitation'));
  for (const [name, text] of Object.entries(town.files)) await temp.put(name, text);
  await temp.put('replies.csv', csv(town.people.map((_, n) => town.answer(n))));
  expectDone(await run('intake', 'replies.csv'));
});

describe('A pool of those who replied', () => {
  const draw = ['draw', '--seed', 'any text', '--out', 'draw'];

  test('is drawn from without a word while it is as intake wrote it', async () => {
    const drawn = await run(...draw);
    expectDone(drawn);
    expect(drawn.stderr).not.toMatch(NOTE);
    const found = await run('verify', 'draw/draw-record.json');
    expectDone(found);
    expect(found.stderr).toMatch(/holds +pool file +as intake wrote it on \d{4}-/);
  });

  test('is noted to be another once somebody has edited it, by lottery, draw and verify', async () => {
    const lines = read('pool/pool.csv').trimEnd().split('\n');
    await temp.put('pool/pool.csv', `${lines.slice(0, -1).join('\n')}\n`);
    const built = await run('lottery');
    expectDone(built);
    expect(built.stderr).toMatch(NOTE);
    const drawn = await run(...draw, '--force');
    expectDone(drawn);
    expect(drawn.stderr).toMatch(NOTE);
    const found = await run('verify', 'draw/draw-record.json');
    expectDone(found);
    expect(found.stderr).toMatch(/– +pool file +not as intake wrote it on \d{4}-/);
  });

  test('from which somebody was erased is as erase wrote it', async () => {
    expectDone(await run('intake', 'replies.csv', '--force'));
    const id = read('pool/pool.csv').split('\n')[3]?.split(/[;,]/)[0] ?? '';
    await run('erase', id, '--yes');
    expect(read('pool/pool.csv')).not.toContain(`${id};`);
    const built = await run('lottery', '--force');
    expectDone(built);
    expect(built.stderr).not.toMatch(/somebody edited it/);
  });
});

describe('verify --commitment', () => {
  const commitment = (): string => createHash('sha256').update(read('lottery/manifest.json')).digest('hex');

  test('compares with what was published, of a lottery and of a draw', async () => {
    const hex = commitment();
    const good = await run('verify', 'lottery/manifest.json', '--commitment', hex.toUpperCase());
    expectDone(good);
    expect(good.stderr).toMatch(/holds +published/);
    const bad = await run('verify', 'draw/draw-record.json', '--commitment', hex);
    expect(bad.code).toBe(1);
    expect(bad.stderr).toMatch(/FAILS +published +the commitment is another than the one that you gave/);
    expect(bad.stderr).toMatch(/commitment +[0-9a-f]{64}, the SHA-256 of the manifest/);
    expectRefused(await run('verify', 'draw/draw-record.json', '--commitment', 'my word'), 'COMMITMENT_NOT_HEX', 2);
  });
});
