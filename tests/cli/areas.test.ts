import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { csv, oneOffPool, type Row } from '../support/one-off-pool.js';
import { type CliRun, expectDone, expectRefused, runCli, tempFolder } from '../support/run-cli.js';

/** Three neighbourhoods, each with its own people, quotas and number of seats. */
const AREAS = [
  { name: 'Govan', folder: 'govan', people: 70, size: 12 },
  { name: 'Pollokshields East', folder: 'pollokshields-east', people: 60, size: 10 },
  { name: 'Drumchapel/Anniesland', folder: 'drumchapel-anniesland', people: 50, size: 8 },
];
const features = {
  gender: { female: 50, male: 50 },
  age: { '16–24': 20, '25–59': 50, '60+': 30 },
};
const temp = tempFolder();
const run = (...args: string[]): Promise<CliRun> => runCli(args, { cwd: temp.path });
const read = (name: string): Row[] => parse(readFileSync(join(temp.path, name)), { columns: true, bom: true }) as Row[];
const text = (name: string): string => readFileSync(join(temp.path, name), 'utf8');
const flags = (quotas = 'quotas.csv'): string[] => [
  ...['--pool', 'people.csv', '--id', 'id', '--quotas', quotas, '--by', 'Neighbourhood'],
];
const DICE = Array.from({ length: 30 }, (_, i) => (i % 6) + 1).join(' ');

const pools = AREAS.map((area) => ({ ...area, ...oneOffPool({ ...area, seed: area.name, features }) }));
const people = pools.flatMap(({ name, people: rows }, a) =>
  rows.map(({ nationbuilder_id, ...row }) => ({ id: `${nationbuilder_id}-${a}`, ...row, neighbourhood: name })),
);
const quotas = pools.flatMap(({ name, size, quotas: rows }) =>
  rows.map((row) => ({ neighbourhood: name, size: String(size), ...row })),
);

beforeAll(async () => {
  await temp.put('people.csv', csv(people));
  await temp.put('quotas.csv', csv(quotas));
});

function expectPanels(out: string): void {
  for (const { name, folder, size, quotas: rows } of pools) {
    const panel = read(`${out}/${folder}/panel.csv`);
    expect([panel.length, new Set(panel.map((row) => row['neighbourhood']))]).toEqual([size, new Set([name])]);
    for (const { feature = '', value, min, max } of rows) {
      const seats = panel.filter((person) => person[feature] === value).length;
      expect([name, value, seats >= Number(min), seats <= Number(max)]).toEqual([name, value, true, true]);
    }
  }
}

describe('--by', () => {
  test('draws a panel for every area, each with a record that holds', async () => {
    const drawn = await run('draw', ...flags(), '--seed', 'x', '--out', 'draw', '--alternates', '2', '--json');
    expectDone(drawn);
    expectPanels('draw');
    const { areas } = JSON.parse(drawn.stdout) as { areas: { area: string; commitment: string }[] };
    expect(areas.map(({ area }) => area)).toEqual(AREAS.map(({ name }) => name));
    expect(new Set(areas.map(({ commitment }) => commitment)).size).toBe(3);
    expect(read('draw/areas.csv').map((row) => row['commitment'])).toEqual(areas.map(({ commitment }) => commitment));
    for (const { folder } of AREAS) {
      const record = `draw/${folder}/draw-record.json`;
      const how = ['--pool', 'people.csv', '--quotas', 'quotas.csv', '--replay'];
      expectDone(await run('verify', record, ...how));
    }
    expect((await run('draw', ...flags(), '--seed', 'x', '--out', 'draw', '--alternates', '2')).stderr).toContain(
      'nothing has changed',
    );
  });

  test('gives an area the same panel distribution as a draw from its people alone', async () => {
    const [{ name, size }] = AREAS as [(typeof AREAS)[0]];
    await temp.put('own.csv', csv(people.filter((row) => row.neighbourhood === name)));
    await temp.put('own-quotas.csv', csv(quotas.filter((row) => row.neighbourhood === name)));
    const own = ['--pool', 'own.csv', '--quotas', 'own-quotas.csv', '--size', String(size)];
    expectDone(await run('draw', ...own, '--seed', 'x', '--out', 'own'));
    expectDone(await run('draw', ...flags(), '--seed', 'y', '--out', 'all'));
    for (const file of ['distribution.csv', 'lottery.csv', 'probabilities.csv', 'canonical-pool.csv'])
      expect(text(`all/govan/${file}`)).toBe(text(`own/${file}`));
  });

  test('commits to all areas at once, and draws them from one roll', async () => {
    const built = await run('lottery', ...flags(), '--out', 'lottery', '--json');
    expectDone(built);
    const { commitment } = JSON.parse(built.stdout) as { commitment: string };
    expect(built.stderr).toContain(commitment);
    const more = ['--commitment', commitment, '--dice', DICE, '--out', 'official'];
    expectDone(await run('draw', ...flags(), ...more));
    expectPanels('official');
    expect(text('official/areas.json')).toBe(text('lottery/areas.json'));
    expectDone(await run('verify', 'official/govan/draw-record.json', '--public'));
    const second = [...DICE.split(' ').slice(1), '6'].join(' ');
    const again = await run('draw', ...flags(), '--commitment', 'lottery', '--dice', second, '--out', 'second');
    expectRefused(again, 'SEED_SECOND');
    const list = text('lottery/areas.json');
    writeFileSync(join(temp.path, 'lottery/areas.json'), list.replace('Govan', 'Gowan'));
    expectRefused(await run('draw', ...flags(), ...more), 'COMMITMENT_OTHER');
    writeFileSync(join(temp.path, 'lottery/areas.json'), list);
  });

  test('tells of all areas at once what stands in the way, and writes nothing', async () => {
    await temp.put(
      'odd.csv',
      csv([
        ...quotas.filter((row) => row.neighbourhood !== 'Govan'),
        { ...quotas[0], neighbourhood: 'Nowhere' } as Row,
      ]),
    );
    const odd = await run('draw', ...flags('odd.csv'), '--seed', 'x', '--out', 'none');
    expectRefused(odd, 'INPUT_FAULTS');
    expect(odd.stderr).toContain('70 people are of “Govan” (Neighbourhood), which has no quotas.');
    expect(odd.stderr).toContain('Nobody in people.csv is of “Nowhere” (Neighbourhood), which has quotas.');
    const few = quotas.map((row) => (row.neighbourhood === 'Govan' ? row : { ...row, size: '99' }));
    await temp.put('few.csv', csv(few));
    for (const command of ['draw', 'lottery', 'check']) {
      const seed = command === 'draw' ? ['--seed', 'x'] : [];
      const refused = await run(command, ...flags('few.csv'), ...seed);
      expectRefused(refused, 'INPUT_FAULTS');
      for (const area of ['Pollokshields East', 'Drumchapel/Anniesland'])
        expect(refused.stderr).toContain(`Neighbourhood ${area}: A panel of 99 cannot be drawn`);
      expect(refused.stderr).not.toContain('Govan');
    }
    await temp.put('unsized.csv', csv(quotas.map(({ size: _, ...row }) => row)));
    expectRefused(await run('draw', ...flags('unsized.csv'), '--seed', 'x', '--out', 'none'), 'INPUT_FAULTS');
    await temp.put('sizes.csv', csv(quotas.map((row, i) => (i === 1 ? { ...row, size: '13' } : row))));
    expectRefused(await run('draw', ...flags('sizes.csv'), '--seed', 'x', '--out', 'none'), 'AREA_SIZE_TWICE');
    await temp.put('seated.csv', 'A1\n');
    expectRefused(await run('draw', ...flags(), '--seated', 'seated.csv', '--seed', 'x'), 'AREAS_WITH_SEATED');
    expect(readdirSync(temp.path)).not.toContain('none');
  });

  test('areas together with several panels each', async () => {
    const drawn = await run('draw', ...flags(), '--panels', '2', '--seed', 'x', '--out', 'two');
    expectDone(drawn);
    for (const { folder, size } of AREAS)
      for (const n of [1, 2]) expect(read(`two/${folder}/panel-${n}.csv`).length).toBe(size);
  });
});

test('a process folder with panel.by: one ledger, pseudonyms for all, and the same again changes nothing', async () => {
  const folder = join(temp.path, 'city');
  mkdirSync(folder);
  writeFileSync(join(folder, 'register.csv'), csv(people));
  writeFileSync(join(folder, 'quotas.csv'), csv(quotas));
  const yaml = [
    'title: Neighbourhood panels',
    'register: { file: register.csv, id: id, household: [address, postcode] }',
    'quotas: quotas.csv',
    'panel: { size: 8, by: neighbourhood, seed_source: dice:30, alternates: 1 }',
  ];
  writeFileSync(join(folder, 'sortition.yaml'), `${yaml.join('\n')}\n`);
  expectDone(await run('check', 'city'));
  expectDone(await run('lottery', 'city'));
  const draw = ['draw', 'city', '--commitment', 'city/lottery', '--dice', DICE];
  expectDone(await run(...draw));
  expectPanels('city/draw');
  expect((await run(...draw)).stderr).toContain('nothing has changed');
  expect(text('city/ledger.jsonl').trimEnd().split('\n').length).toBe(6);
  for (const { folder: area } of AREAS) expectDone(await run('verify', `city/draw/${area}/draw-record.json`));
  expectDone(await run('verify', 'city/draw/govan/public/draw-record.json', '--public'));
});

test('a synthetic register is made before its areas are read, and one made by hand gives the same panels', async () => {
  const files = {
    'sortition.yaml': [
      'title: Two quarters',
      'register: { file: register.csv, synthetic: population.yaml, id: no }',
      'quotas: quotas.csv',
      'panel: { size: 4, by: quarter, seed: any }',
      '',
    ].join('\n'),
    'quotas.csv': 'quarter,feature,value,min,max\nlower,sex,M,1,3\nlower,sex,F,1,3\nupper,sex,M,2,2\nupper,sex,F,2,2\n',
    'population.yaml': [
      'seed: two quarters',
      'people: 60',
      'reference_date: 2026-01-01',
      'features: { gender: { man: 50, woman: 50 }, quarter: { lower: 50, upper: 50 } }',
      'columns:',
      '  - { name: no, holds: id, format: T-000 }',
      '  - { name: sex, holds: gender, codes: { man: M, woman: F } }',
      '  - { name: quarter, holds: quarter }',
      '',
    ].join('\n'),
  };
  for (const folder of ['synthetic', 'by-hand']) {
    mkdirSync(join(temp.path, folder));
    for (const [name, content] of Object.entries(files)) await temp.put(`${folder}/${name}`, content);
  }
  expectDone(await run('synth', 'by-hand/population.yaml'));
  expect(existsSync(join(temp.path, 'by-hand/register.csv.made-up'))).toBe(true);
  for (const folder of ['synthetic', 'by-hand']) expectDone(await run('draw', folder));
  expect(text('by-hand/draw/areas.json')).toBe(text('synthetic/draw/areas.json'));
});
