import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { csv, oneOffPool, type Row } from '../support/one-off-pool.js';
import {
  type CliRun,
  expectDone,
  expectPlain,
  expectRefused,
  filesOf,
  runCli,
  tempFolder,
} from '../support/run-cli.js';

const temp = tempFolder();
const pool = oneOffPool({ seed: 'draw', people: 150, size: 22 });
const ALTERNATES = 5;
const TICKETS = 1000;

/** The command of the README, flags only. */
const draw = (...more: string[]): Promise<CliRun> =>
  runCli(
    [
      ...['draw', '--pool', 'people.csv', '--id', 'nationbuilder_id', '--quotas', 'features.csv', '--size', '22'],
      ...['--objective', 'leximin', '--household', 'address,postcode', '--tickets', String(TICKETS)],
      ...['--alternates', String(ALTERNATES), ...more],
    ],
    { cwd: temp.path },
  );
const verify = (...more: string[]): Promise<CliRun> =>
  runCli(['verify', 'draw/draw-record.json', '--pool', 'people.csv', '--quotas', 'features.csv', ...more], {
    cwd: temp.path,
  });

const read = (name: string): Row[] => parse(readFileSync(join(temp.path, name)), { columns: true, bom: true }) as Row[];
const idsIn = (name: string): string[] => read(name).map((row) => row['nationbuilder_id'] ?? '');
const written = () => filesOf(join(temp.path, 'draw'));
const times = () => Object.keys(written()).map((name) => statSync(join(temp.path, 'draw', name)).mtimeMs);

let run: CliRun;
beforeAll(async () => {
  await temp.put('people.csv', csv(pool.people));
  await temp.put('features.csv', csv(pool.quotas));
  run = await draw('--seed', 'any text', '--out', 'draw/', '--json');
  expectDone(run);
});

describe('A draw from plain flags', () => {
  test('writes the files that it says, and nothing else', () => {
    expect(Object.keys(written())).toEqual([
      'alternates-seats.csv',
      'alternates.csv',
      'canonical-pool.csv',
      'certificate.json',
      'classes.csv',
      'distribution.csv',
      'draw-record.json',
      'lottery.csv',
      'panel.csv',
      'probabilities.csv',
      'remaining.csv',
    ]);
  });

  test('gives a panel that meets every quota', () => {
    const panel = read('draw/panel.csv');
    expect(panel.length).toBe(22);
    for (const { feature = '', value, min, max } of pool.quotas) {
      const seats = panel.filter((person) => person[feature] === value).length;
      expect([value, seats >= Number(min), seats <= Number(max)]).toEqual([value, true, true]);
    }
  });

  test('gives as many alternates as were asked for', () => {
    expect(read('draw/alternates.csv').length).toBe(ALTERNATES);
  });

  test('gives at most one person of a household among panel and alternates', () => {
    const homes = [...read('draw/panel.csv'), ...read('draw/alternates.csv')]
      .filter((person) => person['address'] !== '')
      .map((person) => `${person['address']}, ${person['postcode']}`);
    expect(homes.length).toBeGreaterThan(20);
    expect(new Set(homes).size).toBe(homes.length);
  });

  test('copies every person of the pool into one of three lists, with all columns, in the pool’s order', () => {
    const lists = ['panel', 'alternates', 'remaining'].map((name) => idsIn(`draw/${name}.csv`));
    const inPool = pool.people.map((person) => person['nationbuilder_id'] ?? '');
    for (const list of lists) expect(list).toEqual(inPool.filter((id) => list.includes(id)));
    expect(lists.flat().sort()).toEqual([...inPool].sort());
    const byId = new Map(pool.people.map((person) => [person['nationbuilder_id'], person]));
    for (const person of read('draw/remaining.csv')) expect(person).toEqual(byId.get(person['nationbuilder_id']));
  });

  test('sums the tickets of all people to M·k, and counts them as the lottery has them', () => {
    const tickets = read('draw/lottery.csv').map((row) => (row['panel'] ?? '').split(' '));
    expect(tickets.length).toBe(TICKETS);
    const counts = read('draw/probabilities.csv').map((row) => [row['id'], Number(row['tickets'])] as const);
    expect(counts.length).toBe(150);
    expect(counts.reduce((sum, [, count]) => sum + count, 0)).toBe(TICKETS * 22);
    for (const [id = '', count] of counts) {
      expect([id, count]).toEqual([id, tickets.filter((panel) => panel.includes(id)).length]);
    }
  });

  test('sums the exact probabilities to k, and keeps each person’s tickets close to them', () => {
    const chances = read('draw/probabilities.csv');
    const sum = chances.reduce((total, row) => total + Number(row['exact_probability']), 0);
    expect(sum).toBeCloseTo(22, 6);
    for (const row of chances) {
      expect(Number(row['probability'])).toBe(Number(row['tickets']) / TICKETS);
      // A class's tickets are within one of its exact share; a person's, within one of that again.
      expect(Math.abs(Number(row['tickets']) - TICKETS * Number(row['exact_probability']))).toBeLessThan(2);
    }
  });

  test('takes for its panel the ticket that the record says was drawn', () => {
    const record = JSON.parse(written()['draw-record.json'] ?? '');
    const ticket = read('draw/lottery.csv')[record.number];
    expect(Number(ticket?.['ticket'])).toBe(record.number);
    expect(ticket?.['panel']?.split(' ').sort()).toEqual(idsIn('draw/panel.csv').sort());
    expect([...record.alternates].sort()).toEqual(idsIn('draw/alternates.csv').sort());
    expect(record.status).toBe('uncommitted');
  });

  test('with --json prints one JSON value on stdout and all that people read on stderr', () => {
    const summary = JSON.parse(run.stdout);
    expect(summary).toMatchObject({
      status: 'uncommitted',
      state: 'written',
      out: 'draw/',
      pool: 150,
      panel: 22,
      alternates: 5,
      objective: 'leximin',
      lottery_form: 'named',
      without_chance: 0,
      commitment: expect.stringMatching(/^[0-9a-f]{64}$/),
      number: expect.any(Number),
    });
    expect(summary.lowest_chance).toBeGreaterThan(0);
    expect(summary.lowest_chance).toBeLessThanOrEqual(22 / 150);
    expect(summary.highest_chance).toBeGreaterThanOrEqual(22 / 150);
    expect(run.stderr).not.toContain('{');
  });

  test('tells people seats, quotas and chances in plain words, without colours where there is no terminal', () => {
    expectPlain(run.stderr);
    expect(run.stderr).toMatch(/people\.csv: 22 seats, drawn by lot/);
    expect(run.stderr).toMatch(/^ {4}Sankt Jürgen +\d+ +4–7 +\d+ +[\d.]+ %$/m);
    expect(run.stderr).toMatch(/Pool +150 people can be drawn, of 150 rows in people\.csv/);
    expect(run.stderr).toMatch(/Status +uncommitted: .*no other seed was tried/);
    for (const line of run.stderr.split('\n')) expect(line.length).toBeLessThanOrEqual(110);
  });

  test('ends with the command that checks it, and that command holds', async () => {
    const [, args = ''] = /check it: sortition (.*)$/m.exec(run.stderr) ?? [];
    const check = await runCli(args.split(' '), { cwd: temp.path });
    expectDone(check);
    expect(check.stderr).toMatch(/^ {2}holds: draw[\\/]draw-record\.json$/m);
  });

  test('holds when the lottery is built again from the pool', async () => {
    const check = await verify('--replay', '--json');
    expectDone(check);
    const { holds, checks } = JSON.parse(check.stdout) as { holds: boolean; checks: Record<string, string>[] };
    expect(holds).toBe(true);
    const outcomes = Object.fromEntries(checks.map(({ subject = '', outcome }) => [subject, outcome]));
    expect(outcomes).toMatchObject({ leximin: 'holds', panels: 'holds', panel: 'holds', alternates: 'holds' });
    expect(outcomes).toMatchObject({ replay: 'holds', probabilities: 'holds' });
    expect(new Set(Object.values(outcomes))).toEqual(new Set(['holds']));
  });
});

describe('The same draw once more', () => {
  test('says that nothing has changed, exits 0 and touches no file', async () => {
    const before = [written(), times()];
    const again = await draw('--seed', 'any text', '--out', 'draw', '--json');
    expectDone(again);
    expect(again.stderr).toMatch(/Files +draw: nothing has changed/);
    expect(JSON.parse(again.stdout)).toMatchObject({ state: 'unchanged' });
    expect([written(), times()]).toEqual(before);
  });

  test('with another seed is refused and touches no file; with --force it replaces what differs', async () => {
    const before = written();
    const timesBefore = times();
    const refused = await draw('--seed', 'another text', '--out', 'draw');
    expectRefused(refused, 'OUTPUT_EXISTS');
    expect(refused.stderr).toContain('--force');
    expect([written(), times()]).toEqual([before, timesBefore]);

    const forced = await draw('--seed', 'another text', '--out', 'draw', '--force');
    expectDone(forced);
    expect(forced.stderr).toMatch(/Files +draw \(replaced\)/);
    const after = written();
    const same = Object.keys(after).filter((name) => after[name] === before[name]);
    // What was committed before there was a seed is the same for every seed.
    expect(same).toEqual([
      'canonical-pool.csv',
      'certificate.json',
      'classes.csv',
      'distribution.csv',
      'lottery.csv',
      'probabilities.csv',
    ]);
  });

  test('in the other form of lottery leaves nothing of the first behind', async () => {
    const forced = await draw('--seed', 'any text', '--out', 'draw', '--force', '--lottery-form', 'composition');
    expectDone(forced);
    expect(Object.keys(written())).not.toContain('distribution.csv');
    expect(read('draw/probabilities.csv').every((row) => row['tickets'] === '')).toBe(true);
    expectDone(await verify('--replay'));
  });
});
