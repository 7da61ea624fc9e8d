import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { letterSettings } from '../support/letter-process.js';
import { csv, oneOffPool, type Row } from '../support/one-off-pool.js';
import { type CliRun, expectDone, expectRefused, runCli, tempFolder } from '../support/run-cli.js';

const temp = tempFolder();
const SIZE = 15;
const ID = 'nationbuilder_id';
const pool = oneOffPool({ seed: 'sitting', people: 120, size: SIZE });
const run = (...args: string[]): Promise<CliRun> => runCli(args, { cwd: temp.path });
const text = (name: string): string => readFileSync(join(temp.path, name), 'utf8');
const readCsv = (name: string): Row[] => parse(text(name), { columns: true, bom: true }) as Row[];
const ids = (name: string): string[] =>
  readCsv(name)
    .map((row) => row[ID] ?? '')
    .sort();

const yaml = (panel: string): string => `title: A standing panel
register: { file: people.csv, id: ${ID} }
quotas: features.csv
panel: { size: ${SIZE}, ${panel} }
letters:
${letterSettings({ recipient: '{ lines: [[name], [address], [postcode, district]] }', language: '', languages: '[fr]' })}sessions:
  time_zone: Europe/Brussels
  place: Town hall
  language: en
  people: { given_name: name }
  tables: { number: 3 }
  days:
    - { id: first, date: 2026-10-24, start: "09:00", blocks: [{ kind: tables, minutes: 45 }, { kind: closing, minutes: 15 }] }
`;

/** A process in which nothing has happened yet. */
async function newProcess(name: string, panel: string): Promise<void> {
  mkdirSync(join(temp.path, name));
  await temp.put(join(name, 'sortition.yaml'), yaml(panel));
  await temp.put(join(name, 'people.csv'), csv(pool.people));
  await temp.put(join(name, 'features.csv'), csv(pool.quotas));
}

describe('After a rotation', () => {
  const term = 'p/terms/0002/draw';
  beforeAll(async () => {
    await newProcess('p', 'seed: first, alternates: 3, rotation: { replace: 1/3 }');
    expectDone(await run('draw', 'p'));
    expectDone(
      await run('replace', 'p', '--withdraw', ids('p/draw/panel.csv')[0] ?? '', '--reason', 'ill', '--nearest'),
    );
    expectDone(await run('rotate', 'p', '--seed', 'second'));
  });

  test('agenda seats the panel that sits now', async () => {
    expectDone(await run('agenda', 'p', '--only', 'seating'));
    expect(ids(`${term}/panel.csv`)).not.toEqual(ids('p/draw/panel.csv'));
    expect(ids('p/sessions/seating.csv')).toEqual(ids(`${term}/panel.csv`));
    expectRefused(await run('agenda', 'p', '--panel', '2'), 'PANELS_SEVERAL', 2);
  });

  test('whoever has just come is confirmed, and whoever stays is not once more', async () => {
    const told = await run('letters', 'confirmation', 'p', '--json', '--ids');
    expectDone(told);
    const newcomers = ids(`${term}/panel.csv`).filter((id) => !ids('p/terms/0002/staying.csv').includes(id));
    expect(JSON.parse(told.stdout).letters).toBe(newcomers.length);
    expect(
      readCsv('p/post/confirmation/mailing.csv')
        .map((row) => row['id'])
        .sort(),
    ).toEqual(newcomers);
  });

  test('replace calls for that panel, report tells of it, agenda follows, and the entry holds', async () => {
    const [gone = ''] = ids(`${term}/panel.csv`);
    expectDone(await run('replace', 'p', '--withdraw', gone, '--reason', 'ill', '--nearest'));
    const record = JSON.parse(text('p/replacements/0002/replacement-record.json'));
    expect(record.draw).toBe(
      createHash('sha256')
        .update(text(`${term}/draw-record.json`))
        .digest('hex'),
    );
    expectDone(await run('verify', 'p/replacements/0001/replacement-record.json'));
    expectDone(await run('verify', 'p/replacements/0002/replacement-record.json'));
    const listed = await run('replace', 'p', '--list', '--json');
    expect(JSON.parse(listed.stdout)).toMatchObject({ entries: [{ entry: 2 }], panel: SIZE });
    const byRecord = await run('replace', '--record', `${term}/draw-record.json`, '--list', '--json');
    expect(byRecord.stdout).toBe(listed.stdout);
    expectDone(await run('agenda', 'p', '--only', 'seating', '--force'));
    expect(ids('p/sessions/seating.csv')).toEqual(ids('p/replacements/0002/panel.csv'));
    expectDone(await run('report', 'p'));
    expect(text('p/report/report.html')).toContain(JSON.parse(text(`${term}/draw-record.json`)).commitment);
  });

  test('a term that is only prepared has no panel yet', async () => {
    expectDone(await run('rotate', 'p', '--prepare'));
    expectDone(await run('agenda', 'p', '--only', 'seating', '--force'));
    expect(ids('p/sessions/seating.csv')).toEqual(ids('p/replacements/0002/panel.csv'));
  });
});

describe('Of several panels', () => {
  test('agenda asks which, and seats that one in a folder of its own', async () => {
    await newProcess('two', 'seed: first, panels: 2, reserve: 1');
    expectDone(await run('draw', 'two'));
    const refused = await run('agenda', 'two');
    expectRefused(refused, 'PANELS_SEVERAL', 2);
    expect(refused.stderr).toContain('“1”, “2”, “reserve-1”');
    expectRefused(await run('agenda', 'two', '--panel', '3'), 'PANELS_SEVERAL', 2);
    for (const [name, file] of [
      ['2', 'panel-2'],
      ['reserve-1', 'reserve-1'],
    ]) {
      expectDone(await run('agenda', 'two', '--panel', name ?? '', '--only', 'seating'));
      expect(ids(`two/sessions/${name}/seating.csv`)).toEqual(ids(`two/draw/${file}.csv`));
    }
  });

  test('of areas too', async () => {
    await newProcess('areas', 'seed: first, by: zone');
    const people = pool.people.map((row, i): Row => ({ ...row, zone: i % 3 === 0 ? 'North' : 'South' }));
    const quotas = ['North', 'South'].flatMap((zone) =>
      [...new Set(people.map((row) => row['gender']))].map((value) => ({
        ...{ zone, feature: 'gender', value: value ?? '' },
        ...{ min: '0', max: '9' },
      })),
    );
    await temp.put('areas/people.csv', csv(people));
    await temp.put('areas/features.csv', csv(quotas));
    expectDone(await run('draw', 'areas'));
    const refused = await run('agenda', 'areas');
    expectRefused(refused, 'PANELS_SEVERAL', 2);
    expect(refused.stderr).toContain('“north”, “south”');
    expectDone(await run('agenda', 'areas', '--panel', 'south', '--only', 'seating'));
    expect(ids('areas/sessions/south/seating.csv')).toEqual(ids('areas/draw/south/panel.csv'));
    const told = await run('report', 'areas', '--record', 'areas/draw/south/draw-record.json', '--json');
    expectDone(told);
    expect(JSON.parse(told.stdout)).toMatchObject({
      panel: SIZE,
      pool: people.filter((row) => row['zone'] === 'South').length,
    });
  });
});
