import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { VerifyPyProcess } from '../support/ask-verify-py.js';
import { csv, oneOffPool, type Row, shuffled } from '../support/one-off-pool.js';
import { type CliRun, expectDone, expectRefused, runCli, tempFolder } from '../support/run-cli.js';
import { townProcess } from '../support/town-process.js';

const temp = tempFolder();
const pool = oneOffPool({ seed: 'several', people: 140, size: 12 });
const run = (...args: string[]): Promise<CliRun> => runCli(args, { cwd: temp.path });
const flags = (people = 'people.csv'): string[] => [
  ...['--pool', people, '--id', 'nationbuilder_id', '--quotas', 'features.csv', '--size', '12'],
  ...['--household', 'address,postcode'],
];
const idOf = (row: Row | undefined): string => row?.['nationbuilder_id'] ?? '';
const read = (name: string): Row[] => parse(readFileSync(join(temp.path, name)), { columns: true, bom: true }) as Row[];
const text = (name: string): string => readFileSync(join(temp.path, name), 'utf8');

beforeAll(async () => {
  await temp.put('people.csv', csv(pool.people));
  await temp.put('shuffled.csv', csv(shuffled(pool.people, 'x')));
  await temp.put('features.csv', csv(pool.quotas));
});

function expectPanel(people: readonly Row[]): void {
  expect(people.length).toBe(12);
  for (const { feature = '', value, min, max } of pool.quotas) {
    const seats = people.filter((person) => person[feature] === value).length;
    expect([value, seats >= Number(min), seats <= Number(max)]).toEqual([value, true, true]);
  }
}

describe('--panels and --reserve', () => {
  test.each(['named', 'composition'])('draw panels that share nobody, and the record holds, %s form', async (form) => {
    const more = ['--panels', '2', '--reserve', '1', '--alternates', '5', '--lottery-form', form];
    const drawn = await run('draw', ...flags(), ...more, '--seed', 'x', '--out', form, '--json');
    expectDone(drawn);
    const told = JSON.parse(drawn.stdout);
    expect(told).toMatchObject({ panel: 24, panels: 2, reserve: 1, alternates: 5 });
    // Without drop-outs three panels are within their quotas: what is off is of drop-outs alone, and not of three panels at once.
    expect(told.violation_after_dropouts.without).toBeLessThan(12);
    expect(told.violation_after_dropouts.with).toBeLessThan(told.violation_after_dropouts.without);
    const panels = ['panel-1.csv', 'panel-2.csv', 'reserve-1.csv'].map((name) => read(`${form}/${name}`));
    panels.forEach(expectPanel);
    const ids = panels.flat().map(idOf);
    const others = [...read(`${form}/alternates.csv`), ...read(`${form}/remaining.csv`)].map(idOf);
    expect(new Set([...ids, ...others]).size).toBe(140);
    expect(ids.length + others.length).toBe(140);
    expect(read(`${form}/panel.csv`).map(idOf).sort()).toEqual(ids.slice(0, 24).sort());
    const homes = panels.flat().filter((row) => row['address'] !== '');
    expect(new Set(homes.map((row) => `${row['address']}, ${row['postcode']}`)).size).toBe(homes.length);
    const chances = read(`${form}/probabilities.csv`);
    const sum = (column: string): number => chances.reduce((total, row) => total + Number(row[column]), 0);
    expect([Math.round(sum('probability')), Math.round(sum('reserve_probability'))]).toEqual([24, 12]);
    const quotas = ['--pool', 'people.csv', '--quotas', 'features.csv'];
    for (const how of [quotas, [...quotas, '--replay'], ['--public']])
      expectDone(await run('verify', `${form}/draw-record.json`, ...how));
    const py = new VerifyPyProcess();
    try {
      const names = readdirSync(join(temp.path, form)).filter((name) => !/^(panel|reserve|remaining)/.test(name));
      const verdict = await py.verify(Object.fromEntries(names.map((name) => [name, text(`${form}/${name}`)])));
      expect(verdict.checks).toContainEqual(expect.objectContaining({ subject: 'alternates', outcome: 'holds' }));
      expect(verdict.checks.filter(({ outcome, subject }) => outcome === 'fails' || subject === 'usage')).toEqual([]);
      expect(verdict.code).toBe(0);
    } finally {
      await py.close();
    }
  });

  test('replace is for a single panel', async () => {
    const who = [
      '--record',
      'named/draw-record.json',
      '--withdraw',
      idOf(read('named/panel.csv')[0]),
      '--reason',
      'ill',
    ];
    expectRefused(await run('replace', ...who), 'REPLACE_NOT_OF', 2);
  });

  test('the order of rows changes nothing, and the same again leaves files unchanged', async () => {
    const more = ['--panels', '2', '--seed', 'order'];
    expectDone(await run('draw', ...flags(), ...more, '--out', 'one'));
    expectDone(await run('draw', ...flags('shuffled.csv'), ...more, '--out', 'other'));
    expect(text('other/draw-record.json')).toBe(text('one/draw-record.json'));
    expect((await run('draw', ...flags(), ...more, '--out', 'one')).stderr).toContain('nothing has changed');
    // What a draw of fewer panels leaves over would contradict it.
    const fewer = await run('draw', ...flags(), '--seed', 'order', '--out', 'one');
    expectRefused(fewer, 'OUTPUT_EXISTS');
    expectDone(await run('draw', ...flags(), '--seed', 'order', '--out', 'one', '--force'));
    expect(() => text('one/panel-1.csv')).toThrow();
  });

  test('somebody moved from one panel’s file to another is noticed', async () => {
    expectDone(await run('draw', ...flags(), '--panels', '2', '--seed', 'x', '--out', 'moved'));
    const [one, two] = [text('moved/panel-1.csv'), text('moved/panel-2.csv')];
    writeFileSync(join(temp.path, 'moved/panel-1.csv'), two);
    writeFileSync(join(temp.path, 'moved/panel-2.csv'), one);
    const checked = await run(
      ...['verify', 'moved/draw-record.json', '--pool', 'people.csv', '--quotas', 'features.csv'],
    );
    expect(checked.code).toBe(1);
    expect(checked.stdout + checked.stderr).toMatch(/FAILS +panel-1\.csv/);
  });

  test('too few people for all of them is told of all at once, also by check', async () => {
    for (const command of [['check'], ['draw', '--seed', 'x']]) {
      const refused = await run(...command, ...flags(), '--panels', '14');
      expectRefused(refused, 'INPUT_FAULTS');
      expect(refused.stderr).toContain('14 panels of 12 that share nobody take 168 people; the pool has 140.');
      expect(refused.stderr).toMatch(/14 panels with at least \d of “.*” \(.*\) each take/);
    }
    const enough = await run('check', ...flags(), '--panels', '2', '--reserve', '1', '--json');
    expectDone(enough);
    expect(enough.stderr).toContain('there are 3 panels of 12 that share nobody, 1 of them in reserve');
    expect(JSON.parse(enough.stdout)).toMatchObject({ panels: 2, reserve: 1, feasible: true });
  });

  test('whoever sits ex officio sits beside all of them: is not drawn, and is listed once', async () => {
    expectDone(await run('draw', ...flags(), '--panels', '2', '--seed', 'x', '--out', 'without'));
    const councillors = read('without/panel.csv').slice(0, 4).map(idOf);
    await temp.put('beside.csv', `nationbuilder_id,counted\n${councillors.map((id) => `${id},no\n`).join('')}`);
    const more = ['--panels', '2', '--reserve', '1', '--alternates', '9', '--include', 'beside.csv'];
    const drawn = await run('draw', ...flags(), ...more, '--seed', 'x', '--out', 'beside', '--json');
    expectDone(drawn);
    expect(JSON.parse(drawn.stdout)).toMatchObject({ panel: 24, ex_officio: 4 });
    const files = ['panel-1.csv', 'panel-2.csv', 'reserve-1.csv', 'alternates.csv', 'remaining.csv'];
    const everywhere = files.flatMap((name) => read(`beside/${name}`).map(idOf));
    expect(everywhere.length).toBe(140 - 4);
    for (const id of councillors) expect(everywhere).not.toContain(id);
    expect(read('beside/ex-officio.csv').map(idOf)).toEqual(councillors);
    files.slice(0, 3).forEach((name) => {
      expectPanel(read(`beside/${name}`));
    });
    const quotas = ['--pool', 'people.csv', '--quotas', 'features.csv'];
    for (const how of [[...quotas, '--replay'], ['--public']])
      expectDone(await run('verify', 'beside/draw-record.json', ...how));
  });

  test('what does not go together is refused', async () => {
    await temp.put('seated.csv', `${idOf(pool.people[0])}\n`);
    for (const [args, code] of [
      [['--panels', '2', '--seated', 'seated.csv'], 'PANELS_WITH_SEATED'],
      [['--panels', '2', '--objective', 'legacy'], 'PANELS_ONLY_FAIR'],
      [['--reserve', '1', '--objective', 'diversimax'], 'PANELS_ONLY_FAIR'],
    ] as const) {
      const refused = await run('draw', ...flags(), '--seed', 'x', ...args);
      expectRefused(refused, code);
    }
    expectRefused(await run('draw', ...flags(), '--seed', 'x', '--panels', '0'), 'NOT_WITHIN', 2);
    expectRefused(await run('draw', ...flags(), '--seed', 'x', '--panels', '1000'), 'NOT_WITHIN', 2);
  });
});

test('a process folder’s committed lottery of two panels and one in reserve, drawn by a picked number', async () => {
  const folder = join(temp.path, 'town');
  mkdirSync(folder);
  const files = townProcess('panels: 2, reserve: 1, tickets: 200, seed_source: pick');
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  expectDone(await run('lottery', 'town'));
  const drawn = await run('draw', 'town', '--commitment', 'town/lottery', '--pick', '17');
  expectDone(drawn);
  expectDone(await run('verify', 'town/draw/draw-record.json'));
  const other = await run('draw', 'town', '--commitment', 'town/lottery', '--pick', '17', '--panels', '3', '--force');
  expectRefused(other, 'COMMITMENT_CHANGED');
  expect(other.stderr).toContain('the number of panels was 2, and is now 3');
  expect(text('town/draw/public/README.md')).toContain(
    '2 panels of 12 people each, and 1 panel as large in reserve were drawn by lot',
  );
  const py = new VerifyPyProcess();
  try {
    const names = [
      'certificate.json',
      'classes.csv',
      'distribution.csv',
      'draw-record.json',
      'ledger.jsonl',
      'lottery.csv',
      'people.csv',
    ];
    const published = Object.fromEntries(names.map((name) => [name, text(`town/draw/public/${name}`)]));
    expect((await py.verify(published)).code).toBe(0);
  } finally {
    await py.close();
  }
});
