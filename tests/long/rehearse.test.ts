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
    expect(names).toEqual([
      ...['Invitation', 'Letters', 'Replies', 'Risk', 'Pool', 'Lottery', 'Draw', 'Letters', 'Report', 'Verify'],
    ]);
    expectDone(await sortition('verify', 'ours/rehearsal/draw/draw-record.json'));
    expect(first.stderr).toMatch(/Risk {8}[\d,]+ letters have a risk of [\d.]+ %/);
  });

  test('is marked as one in every record', async () => {
    expect(JSON.parse(await read('rehearsal/draw/draw-record.json')).status).toBe('rehearsal');
    expect(JSON.parse(await read('rehearsal/invitation/invitation-record.json')).status).toBe('rehearsal');
    expect(await read('rehearsal/REHEARSAL.txt')).toMatch(/^REHEARSAL/);
    expect(await read('rehearsal/report/report.html')).toContain('<title>REHEARSAL · ');
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

test('What is wrong is told of the process, not of the copy that was tried', async () => {
  expectDone(await sortition('init', 'late'));
  const settings = await readFile(join(temp.path, 'late/sortition.yaml'), 'utf8');
  await writeFile(join(temp.path, 'late/sortition.yaml'), settings.replace(', alternate: 2027-02-20', ''));
  const run = await sortition('rehearse', 'late');
  expectRefused(run, 'LETTER_DATES');
  expect(run.stderr).toContain('late/sortition.yaml');
  expect(run.stderr).not.toContain('partial');
}, 60_000);

test('A panel for each area is rehearsed area by area, and its register made up where it is not there', async () => {
  await mkdir(join(temp.path, 'areas'));
  const copy = async (file: string, change: (text: string) => string): Promise<void> =>
    writeFile(join(temp.path, 'areas', file), change(await readFile(join('examples/glasgow', file), 'utf8')));
  // Two of the nine, that it may be quick.
  const others = /^.*\b(Castlemilk|Dennistoun|Drumchapel|Easterhouse|Gorbals|Maryhill|Pollokshields)\b.*\n/gm;
  await copy('sortition.yaml', (text) => text);
  await copy('quotas.csv', (text) => text.replace(others, ''));
  await copy('population.yaml', (text) =>
    text
      .replace(/^correlations:.*?^$/ms, '')
      .replace(others, '')
      .replace('Govan: 13', 'Govan: 55')
      .replace('Partick: 10', 'Partick: 45')
      .replace('people: 9000', 'people: 1000'),
  );
  const run = await sortition('rehearse', 'areas');
  expectDone(run);
  expect(run.stderr).toContain('the records of all 2 areas hold');
  const page = await readFile(join(temp.path, 'areas/rehearsal/report/govan/report.html'), 'utf8');
  expect(page).toContain('<title>REHEARSAL · Neighbourhood panels, Glasgow: Govan · ');
}, 60_000);

test('A folder that is no rehearsal is never replaced', async () => {
  await mkdir(join(temp.path, 'mine'));
  await writeFile(join(temp.path, 'mine/notes.txt'), 'mine');
  expectRefused(await sortition('rehearse', 'ours', '--out', 'mine'), 'REHEARSE_OVER');
});
