import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { csv, oneOffPool, type Row } from '../support/one-off-pool.js';
import { type CliRun, expectDone, expectRefused, runCli, tempFolder } from '../support/run-cli.js';

const temp = tempFolder();
const pool = oneOffPool({ seed: 'seated', people: 120, size: 16 });
const run = (...args: string[]): Promise<CliRun> => runCli(args, { cwd: temp.path });
const flags = (size = '16'): string[] => [
  ...['--pool', 'people.csv', '--id', 'nationbuilder_id', '--quotas', 'features.csv', '--size', size],
  ...['--household', 'address,postcode'],
];
const idOf = (row: Row | undefined): string => row?.['nationbuilder_id'] ?? '';
const homeOf = (row: Row | undefined): string => `${row?.['address']}, ${row?.['postcode']}`;
const read = (name: string): Row[] => parse(readFileSync(join(temp.path, name)), { columns: true, bom: true }) as Row[];
let seated: string[];

beforeAll(async () => {
  await temp.put('people.csv', csv(pool.people));
  await temp.put('features.csv', csv(pool.quotas));
  // Two people of a panel stay: the others of their homes are out.
  expectDone(await run('draw', ...flags(), '--seed', 'before', '--out', 'before'));
  seated = read('before/panel.csv').slice(3, 5).map(idOf);
  await temp.put('seated.csv', `${seated.join('\n')}\n`);
});

describe('--seated', () => {
  test.each(['named', 'composition'])('draws beside those who sit, and the record holds, %s form', async (form) => {
    const more = ['--seated', 'seated.csv', '--alternates', '4', '--lottery-form', form, '--seed', 'x', '--out', form];
    const drawn = await run('draw', ...flags(), ...more, '--json');
    expectDone(drawn);
    expect(drawn.stderr).toMatch(/already seated {2}2$/m);
    expect(JSON.parse(drawn.stdout)).toMatchObject({ panel: 16, already_seated: 2 });
    const panel = read(`${form}/panel.csv`);
    expect([panel.length, seated.every((id) => panel.some((row) => idOf(row) === id))]).toEqual([16, true]);
    for (const { feature = '', value, min, max } of pool.quotas) {
      const seats = panel.filter((person) => person[feature] === value).length;
      expect([value, seats >= Number(min), seats <= Number(max)]).toEqual([value, true, true]);
    }
    const homes = [...panel, ...read(`${form}/alternates.csv`)].filter((row) => row['address'] !== '').map(homeOf);
    expect(new Set(homes).size).toBe(homes.length);
    const chances = new Map(read(`${form}/probabilities.csv`).map((row) => [row['id'], row]));
    for (const id of seated) {
      const tickets = form === 'named' ? '1000' : '';
      expect(chances.get(id)).toEqual({ id, tickets, probability: '1', exact_probability: '1' });
    }
    const record = `${form}/draw-record.json`;
    const quotas = ['--pool', 'people.csv', '--quotas', 'features.csv'];
    for (const how of [quotas, [...quotas, '--replay'], ['--public']]) expectDone(await run('verify', record, ...how));
    const text = readFileSync(join(temp.path, record), 'utf8');
    await writeFile(join(temp.path, form, 'lie.json'), text.replace(/,"seated":\[[^\]]*\]/, ''));
    expect((await run('verify', `${form}/lie.json`, '--public')).code).toBe(1);
  });

  test('is checked, and a lottery made, without a seed', async () => {
    expectDone(await run('check', ...flags(), '--seated', 'seated.csv'));
    expectDone(await run('lottery', ...flags(), '--seated', 'seated.csv', '--out', 'lottery'));
    const { settings } = JSON.parse(readFileSync(join(temp.path, 'lottery/manifest.json'), 'utf8'));
    expect(settings.seated).toEqual([...seated].sort());
  });

  test('takes a column named as the ids are, and panel.seated of sortition.yaml', async () => {
    await temp.put('table.csv', `name,nationbuilder_id\n${seated.map((id) => `Somebody,${id}\n`).join('')}`);
    const yaml = [
      'title: Panel',
      'register: { file: people.csv, id: nationbuilder_id, household: [address, postcode] }',
      'quotas: features.csv',
      'panel: { size: 16, seated: table.csv }',
    ];
    await temp.put('sortition.yaml', `${yaml.join('\n')}\n`);
    const [folder, plain] = [
      await run('lottery', '--json', '--out', 'a'),
      await run('lottery', ...flags(), '--seated', 'seated.csv', '--json', '--out', 'b'),
    ];
    for (const made of [folder, plain]) expectDone(made);
    // Pseudonyms are random in a process folder, so commitments differ; what was asked for and its optimum do not.
    for (const made of [folder, plain]) expect(JSON.parse(made.stdout).already_seated).toBe(seated.length);
    expect(JSON.parse(folder.stdout).lowest_chance).toBeCloseTo(JSON.parse(plain.stdout).lowest_chance, 2);
  });

  test('refuses ids that are not in the pool, with their rows', async () => {
    await temp.put('unknown.csv', `${seated[0]}\nnobody\n`);
    const unknown = await run('check', ...flags(), '--seated', 'unknown.csv');
    expectRefused(unknown, 'SEATED_UNKNOWN');
    expect(unknown.stderr).toMatch(/unknown\.csv.*2/);
    expect(unknown.stderr).toContain('“nobody”');
    await temp.put('first.csv', `misspelt\n${seated[0]}\n`);
    expectRefused(await run('check', ...flags(), '--seated', 'first.csv'), 'SEATED_UNKNOWN');
  });

  test('refuses more people than seats', async () => {
    await temp.put('many.csv', `${pool.people.slice(0, 17).map(idOf).join('\n')}\n`);
    const many = await run('draw', ...flags(), '--seated', 'many.csv', '--seed', 'x', '--out', 'many');
    expect(many.stderr).toContain('17 people are on the panel already, and it has 16 seats: that is too many.');
    expect(many.code).toBe(1);
  });

  test('refuses more people of a value than its maximum', async () => {
    const { feature = '', value, max } = pool.quotas[0]!;
    const alike = pool.people.filter((row) => row[feature] === value).slice(0, Number(max) + 1);
    await temp.put('alike.csv', `${alike.map(idOf).join('\n')}\n`);
    const over = await run('lottery', ...flags(), '--seated', 'alike.csv', '--out', 'over');
    expect(over.stderr).toContain(`allows at most ${max}, but ${Number(max) + 1} of them are on the panel already.`);
    expect(over.code).toBe(1);
  });
});
