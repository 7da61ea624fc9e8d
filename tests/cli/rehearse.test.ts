import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type CliRun, expectDone, expectRefused, filesOf, runCli, tempFolder } from '../support/run-cli.js';

const temp = tempFolder();
const sortition = (...args: string[]): Promise<CliRun> => runCli(args, { cwd: temp.path });
const at = (...names: string[]): string => join(temp.path, 'ours', ...names);
const read = (...names: string[]): Promise<string> => readFile(at(...names), 'utf8');

let first: CliRun;

beforeAll(async () => {
  expectDone(await sortition('init', 'ours'));
  first = await sortition('rehearse', 'ours', '--json');
}, 120_000);

describe('A rehearsal', () => {
  test('goes from the letters to a verified draw, and tells of each step', async () => {
    expectDone(first);
    const { steps } = JSON.parse(first.stdout);
    const names = steps.map(({ step }: { step: string }) => step);
    expect(names).toEqual(['Invitation', 'Letters', 'Replies', 'Risk', 'Pool', 'Lottery', 'Draw', 'Letters', 'Verify']);
    expectDone(await sortition('verify', 'ours/rehearsal/draw/draw-record.json'));
    expect(first.stderr).toMatch(/Risk {8}with these letters \d/);
  });

  test('is marked as one in every record', async () => {
    expect(JSON.parse(await read('rehearsal/draw/draw-record.json')).status).toBe('rehearsal');
    expect(JSON.parse(await read('rehearsal/invitation/invitation-record.json')).status).toBe('rehearsal');
    expect(await read('rehearsal/REHEARSAL.txt')).toMatch(/^REHEARSAL/);
  });

  test('draws from those who were made up to say yes, each of whom was invited', async () => {
    const yes = (await read('rehearsal/replies.csv')).trimEnd().split('\n').slice(1);
    const pool = (await read('rehearsal/pool/pool.csv')).trimEnd().split('\n').slice(1);
    expect(pool.length).toBe(yes.length);
    const invited = (await read('rehearsal/invitation/invited.csv')).replaceAll('-', '');
    for (const line of yes) expect(invited).toContain(line.split(',')[0]);
  });

  test('leaves the process itself as it was', async () => {
    expect(existsSync(at('draw'))).toBe(false);
    expect(existsSync(at('ledger.jsonl'))).toBe(false);
    expect(await read('sortition.yaml')).toContain('from: register');
    expect(await read('rehearsal/sortition.yaml')).toContain('from: replies');
    expect(await read('rehearsal/sortition.yaml')).toContain('# What is fair.');
  });

  test('is replaced by the next, of which nothing of the last is left', async () => {
    await writeFile(at('rehearsal/draw/left-over.csv'), 'x');
    expectDone(await sortition('rehearse', 'ours', '--run', '2'));
    expect(existsSync(at('rehearsal/draw/left-over.csv'))).toBe(false);
    const again = JSON.parse(await read('rehearsal/draw/draw-record.json'));
    expect(again.number).not.toBe(JSON.parse(first.stdout).steps[6].number);
  }, 60_000);

  test('that cannot fill the quotas says how far it came and why, and changes nothing', async () => {
    const before = filesOf(at());
    const run = await sortition('rehearse', 'ours', '--response', '2%');
    expect(run.stderr).toMatch(/Pool {8}\d+ people said yes/);
    expectRefused(run, 'REHEARSE_SHORT');
    expect(filesOf(at())).toEqual(before);
  }, 60_000);
});

test('A folder that is no rehearsal is never replaced', async () => {
  await mkdir(join(temp.path, 'mine'));
  await writeFile(join(temp.path, 'mine/notes.txt'), 'mine');
  expectRefused(await sortition('rehearse', 'ours', '--out', 'mine'), 'REHEARSE_OVER');
});
