import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { csv, oneOffPool, type Row, shuffled } from '../support/one-off-pool.js';
import { type CliRun, expectDone, expectRefused, runCli, tempFolder } from '../support/run-cli.js';

const temp = tempFolder();
const pool = oneOffPool({ seed: 'arms', people: 300, size: 60 });
const run = (...args: string[]): Promise<CliRun> => runCli(args, { cwd: temp.path });
const flags = (people = 'people.csv'): string[] => [
  ...['--pool', people, '--id', 'nationbuilder_id', '--quotas', 'features.csv', '--size', '60'],
];
const read = (name: string): Row[] => parse(readFileSync(join(temp.path, name)), { columns: true, bom: true }) as Row[];
const textOf = (name: string): string => readFileSync(join(temp.path, name), 'utf8');
const countsOf = (rows: readonly Row[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { arm = '' } of rows) counts[arm] = (counts[arm] ?? 0) + 1;
  return counts;
};

beforeAll(async () => {
  await temp.put('people.csv', csv(pool.people));
  await temp.put('shuffled.csv', csv(shuffled(pool.people, 'arms')));
  await temp.put('features.csv', csv(pool.quotas));
});

describe('--arms', () => {
  test('share the panel out, balanced, in a file of their own, and the record holds', async () => {
    const drawn = await run(
      'draw',
      ...flags(),
      '--arms',
      'control:30,A:20,"B":10',
      '--seed',
      'x',
      '--out',
      'd',
      '--json',
    );
    expectDone(drawn);
    const arms = read('d/arms.csv');
    expect(countsOf(arms)).toEqual({ control: 30, A: 20, '"B"': 10 });
    const panel = read('d/panel.csv');
    expect(arms.map(({ id }) => id).sort()).toEqual(panel.map((row) => row['nationbuilder_id']).sort());
    expect(drawn.stderr).toMatch(/^ {2}everybody +30 +20 +10$/m);
    expect(drawn.stderr).toMatch(/Arms +everybody’s chance: control 50\.0 %, A 33\.3 %, "B" 16\.7 %$/m);
    const { arm_balance: balance } = JSON.parse(drawn.stdout);
    expect(balance.farthest_off).toBeLessThan(2.5);
    const armOf = new Map(arms.map(({ id, arm }) => [id, arm]));
    for (const { feature, value, people } of balance.values) {
      const of = panel.filter((row) => row[feature] === value).map((row) => armOf.get(row['nationbuilder_id'] ?? ''));
      expect(people).toEqual(['control', 'A', '"B"'].map((arm) => of.filter((own) => own === arm).length));
    }
    const given = ['--pool', 'people.csv', '--quotas', 'features.csv'];
    const verified = await run('verify', 'd/draw-record.json', ...given, '--replay');
    expectDone(verified);
    expect(verified.stderr).toMatch(/holds {2}arms +drawn again from the seed/);
    expect(verified.stderr).toMatch(/holds {2}arms\.csv +the arms of the record/);
    const open = await run('verify', 'd/draw-record.json', '--public');
    expectDone(open);
    expect(open.stderr).toMatch(/– {4}arms +who gets which, not checked/);
    await writeFile(join(temp.path, 'd/arms.csv'), textOf('d/arms.csv').replace(/control/, 'A'));
    expect((await run('verify', 'd/draw-record.json', ...given)).code).toBe(1);
  });

  test('are the same for the same people in another order, and leave the lottery as it is without them', async () => {
    for (const [out, people] of [
      ['a', 'people.csv'],
      ['b', 'shuffled.csv'],
    ] as const)
      expectDone(await run('draw', ...flags(people), '--arms', 'one,two', '--seed', 'x', '--out', out));
    expect(textOf('b/arms.csv')).toBe(textOf('a/arms.csv'));
    expectDone(await run('draw', ...flags(), '--seed', 'x', '--out', 'c'));
    for (const name of ['lottery.csv', 'certificate.json', 'probabilities.csv'])
      expect(textOf(`c/${name}`)).toBe(textOf(`a/${name}`));
    expect(JSON.parse(textOf('c/draw-record.json'))).not.toHaveProperty('arms');
  });

  test('pass from whoever withdraws to whoever is called', async () => {
    expectDone(await run('draw', ...flags(), '--arms', 'one,two', '--seed', 'x', '--out', 'r'));
    const [first, second] = ['one', 'two'].map(
      (arm) => read('r/arms.csv').find((row) => row['arm'] === arm)?.['id'] ?? '',
    );
    const replace = async (id = ''): Promise<{ called: { id: string; arm: string }[] }> => {
      const done = await run(
        ...['replace', '--record', 'r/draw-record.json', '--withdraw', id, '--reason', 'ill', '--nearest', '--json'],
      );
      expectDone(done);
      return JSON.parse(done.stdout);
    };
    const { called: ofFirst } = await replace(first);
    expect(ofFirst.map(({ arm }) => arm)).toEqual(['one']);
    expect((await replace(second)).called.map(({ arm }) => arm)).toEqual(['two']);
    expect((await replace(ofFirst[0]?.id)).called.map(({ arm }) => arm)).toEqual(['one']);
  });

  test('of households keep together who lives together', async () => {
    const more = ['--household', 'address,postcode', '--arm-unit', 'household', '--arms', 'one:50%,two:50%'];
    expectDone(await run('draw', ...flags(), ...more, '--seed', 'h', '--out', 'h'));
    const armOf = new Map(read('h/arms.csv').map(({ id, arm }) => [id, arm]));
    const homes = new Map<string, Set<string | undefined>>();
    let shared = 0;
    for (const row of read('h/panel.csv').filter(({ address }) => address !== '')) {
      const home = `${row['address']}, ${row['postcode']}`;
      if (homes.has(home)) shared++;
      homes.set(home, (homes.get(home) ?? new Set()).add(armOf.get(row['nationbuilder_id'] ?? '')));
    }
    expect(shared).toBeGreaterThan(0);
    for (const arms of homes.values()) expect(arms.size).toBe(1);
    expectDone(await run('verify', 'h/draw-record.json', '--pool', 'people.csv', '--quotas', 'features.csv'));
  });

  test('are under the commitment, of sortition.yaml too', async () => {
    const yaml = (arms: string): string =>
      [
        'title: Trial',
        'register: { file: ../people.csv, id: nationbuilder_id, household: [address, postcode] }',
        'quotas: ../features.csv',
        `panel: { size: 60, one_per_household: false, arms: ${arms}, arm_unit: household }`,
      ].join('\n');
    const folder = await temp.folder();
    const file = join(folder, 'sortition.yaml');
    await writeFile(file, yaml('{ control: 50%, A: 30, B: 25% }'));
    expectRefused(await run('lottery', folder), 'ARMS_UNREADABLE', 2);
    await writeFile(file, yaml('{ control: 50%, A: 25%, B: 25% }'));
    expectDone(await run('lottery', folder, '--seed-source', 'pick', '--lottery-form', 'named'));
    const { settings } = JSON.parse(readFileSync(join(folder, 'lottery/manifest.json'), 'utf8'));
    expect(settings.arms).toEqual({
      unit: 'household',
      sizes: [
        { arm: 'control', size: 30 },
        { arm: 'A', size: 15 },
        { arm: 'B', size: 15 },
      ],
    });
    const lottery = join(folder, 'lottery');
    const other = await run('draw', folder, '--arms', 'control:20,A:40', '--commitment', lottery, '--pick', '3');
    expectRefused(other, 'COMMITMENT_CHANGED');
    expect(other.stderr).toContain('the list of arms has changed');
    expectDone(await run('draw', folder, '--commitment', lottery, '--pick', '3'));
    expectDone(await run('verify', join(folder, 'draw/draw-record.json')));
  });

  test.each([
    [['--arms', 'a:30,b:20'], 'ARMS_SUM'],
    [['--arms', 'a:30'], 'ARMS_UNREADABLE'],
    [['--arms', 'a:30%,b:60%'], 'ARMS_UNREADABLE'],
    [['--arms', 'a,b', '--arm-unit', 'household'], 'ARMS_NEED_HOUSEHOLD'],
    [['--arm-unit', 'person'], 'FLAGS_MISSING'],
    [['--arms', 'a,b', '--panels', '2'], 'PANELS_NOT_WITH'],
    [['--arms', 'a,b', '--reserve', '1'], 'PANELS_NOT_WITH'],
    [['--arms', 'a,b', '--by', 'gender'], 'PANELS_NOT_WITH'],
  ])('%j is refused', async (more, code) => {
    expectRefused(await run('draw', ...flags(), ...more, '--seed', 'x', '--out', 'never'), code, 2);
  });
});
