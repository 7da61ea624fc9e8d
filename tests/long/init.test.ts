import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type CliRun, expectDone, expectRefused, runCli, tempFolder } from '../support/run-cli.js';

const temp = tempFolder();
const sortition = (...args: string[]): Promise<CliRun> => runCli(args, { cwd: temp.path });

describe('A folder made by init', () => {
  beforeAll(async () => expectDone(await sortition('init', 'ours')));

  test('holds the settings, the quotas and a made-up town', async () => {
    expect((await readdir(join(temp.path, 'ours'))).sort()).toEqual([
      'population.yaml',
      'quotas.csv',
      'sortition.yaml',
    ]);
  });

  test('is sound, and goes from the letters to a verified draw', async () => {
    expectDone(await sortition('check', 'ours'));
    expectDone(await sortition('invite', 'ours'));
    expectDone(await sortition('letters', 'invitation', 'ours', '--preview', '2'));
    expectDone(await sortition('draw', 'ours'));
    expectDone(await sortition('letters', 'confirmation', 'ours'));
    expectDone(await sortition('verify', 'ours/draw/draw-record.json'));
  }, 120_000);

  test('is left as it is when made again, and never overwritten', async () => {
    await writeFile(join(temp.path, 'ours/quotas.csv'), 'feature,value,min,max\ngender,man,1,2\n');
    expectRefused(await sortition('init', 'ours'), 'FOLDER_TAKEN');
    expect(await readFile(join(temp.path, 'ours/quotas.csv'), 'utf8')).toContain('gender,man,1,2');
  });
});

test('An example is copied without what was made in it', async () => {
  expectDone(await sortition('init', 'jury', '--example', 'molenbeek'));
  const files = await readdir(join(temp.path, 'jury'));
  expect(files).toContain('population.yaml');
  expect(files).not.toContain('register.csv');
  expectDone(await sortition('check', 'jury'));
}, 120_000);

test('Examples are listed with what they are', async () => {
  const list = await sortition('init', '--list', '--json');
  expectDone(list);
  expect(JSON.parse(list.stdout).examples).toContainEqual({ name: 'molenbeek', title: 'We are Molenbeek' });
});

test('An example that does not exist is refused with those that do', async () => {
  const run = await sortition('init', 'x', '--example', 'atlantis');
  expectRefused(run, 'EXAMPLE_UNKNOWN', 2);
  expect(run.stderr).toContain('molenbeek');
});

test('It must be said where', async () => expectRefused(await sortition('init'), 'FOLDER_TO_MAKE', 2));

test('A folder with other files keeps them', async () => {
  await mkdir(join(temp.path, 'mine'));
  await writeFile(join(temp.path, 'mine/notes.txt'), 'mine');
  expectDone(await sortition('init', 'mine'));
  expect(await readFile(join(temp.path, 'mine/notes.txt'), 'utf8')).toBe('mine');
});
