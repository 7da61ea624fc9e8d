import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { csv, oneOffPool, type Row } from '../support/one-off-pool.js';
import { type CliRun, expectDone, expectPlain, expectRefused, runCli, tempFolder } from '../support/run-cli.js';

const temp = tempFolder();
const pool = oneOffPool({ seed: 'alternates', people: 150, size: 22 });
const files = ['--pool', 'people.csv', '--id', 'nationbuilder_id', '--quotas', 'features.csv'];
const draw = (...more: string[]): Promise<CliRun> =>
  runCli(['draw', ...files, '--size', '22', '--seed', 'x', ...more], { cwd: temp.path });
const verify = (folder: string): Promise<CliRun> =>
  runCli(
    ['verify', `${folder}/draw-record.json`, '--pool', 'people.csv', '--quotas', 'features.csv', '--replay', '--json'],
    { cwd: temp.path },
  );
const recordIn = (folder: string) => JSON.parse(readFileSync(join(temp.path, folder, 'draw-record.json'), 'utf8'));
const rowsIn = (name: string): Row[] =>
  parse(readFileSync(join(temp.path, name)), { columns: true, bom: true }) as Row[];

beforeAll(async () => {
  await temp.put('people.csv', csv(pool.people));
  await temp.put('features.csv', csv(pool.quotas));
});

describe('Alternates', () => {
  test.each([
    [[], { alternates_rule: 'least-violation', dropout: { overall: 200, by: [] } }],
    [['--dropout', '30 %'], { alternates_rule: 'least-violation', dropout: { overall: 300, by: [] } }],
    [['--alternates-rule', 'ranked'], { alternates_rule: 'ranked' }],
    [['--alternates-rule', 'same-profile'], {}],
  ] as const)('are drawn by the rule of %j, which the manifest states, and found again', async (flags, stated) => {
    const out = `out ${flags.join(' ')}`;
    expectDone(await draw('--alternates', '5', ...flags, '--out', out));
    const { manifest, alternates } = recordIn(out);
    const { alternates_rule, dropout } = manifest.settings;
    expect({ ...(alternates_rule && { alternates_rule }), ...(dropout && { dropout }) }).toEqual(stated);
    expect(alternates.length).toBe(5);
    const checked = await verify(out);
    expectDone(checked);
    const { checks } = JSON.parse(checked.stdout) as { checks: { subject: string; outcome: string }[] };
    expect(checks.filter(({ outcome }) => outcome !== 'holds')).toEqual([]);
    expect(checks.map(({ subject }) => subject)).toEqual(expect.arrayContaining(['alternates', 'replay']));
  });

  test('leave no trace of rules where there are none', async () => {
    expectDone(await draw('--dropout', '30%', '--out', 'none'));
    const { settings } = recordIn('none').manifest;
    expect(settings).not.toHaveProperty('alternates_rule');
    expect(settings).not.toHaveProperty('dropout');
  });

  test('are shown with the seats that each can fill, and what they are worth', async () => {
    const run = await draw('--alternates', '5', '--out', 'shown', '--json');
    expectDone(run);
    expectPlain(run.stderr);
    expect(run.stderr).toMatch(/each can fill [\d–]+ of the 22 seats with every quota kept: alternates-seats\.csv/);
    expect(run.stderr).toMatch(/if 20 % drop out, the panel is off the quotas by \d\.\d\d, and \d\.\d\d without them/);
    const summary = JSON.parse(run.stdout);
    const { with: after, without } = summary.violation_after_dropouts;
    expect(after).toBeLessThan(without);
    const rows = rowsIn('shown/alternates-seats.csv');
    const { alternates } = recordIn('shown');
    const byPlace = alternates.map((id: string, i: number) => {
      const own = rows.filter((row) => row['place'] === String(i + 1));
      expect(own.length).toBeGreaterThan(0);
      expect(own.every((row) => row['id'] === id)).toBe(true);
      return own.reduce((sum, row) => sum + Number(row['seats']), 0);
    });
    expect(summary.seats_fillable).toEqual(byPlace);
    // A seat of a profile is there as often as the panel has it.
    const panel = rowsIn('shown/panel.csv');
    const features = [...new Set(pool.quotas.map(({ feature = '' }) => feature))];
    for (const row of rows.filter(({ seats }) => seats !== '0')) {
      const alike = panel.filter((person) => features.every((feature) => person[feature] === row[feature]));
      expect(alike.length).toBe(Number(row['seats']));
    }
  });

  test('are refused by a rule that is none, and by rates that are none', async () => {
    expectRefused(await draw('--alternates', '5', '--alternates-rule', 'best'), 'NOT_ONE_OF', 2);
    expectRefused(await draw('--alternates', '5', '--dropout', '0.2'), 'NOT_A_PERCENTAGE', 2);
  });
});

describe('Drop-out rates in sortition.yaml', () => {
  const yaml = (panel: string): string =>
    `title: T\nregister: { file: people.csv, id: nationbuilder_id }\nquotas: features.csv\npanel: { size: 22, seed: x, alternates: 3, ${panel} }\n`;
  const put = (name: string, panel: string) => {
    mkdirSync(join(temp.path, name), { recursive: true });
    return Promise.all([
      temp.put(`${name}/sortition.yaml`, yaml(panel)),
      temp.put(`${name}/people.csv`, csv(pool.people)),
      temp.put(`${name}/features.csv`, csv(pool.quotas)),
    ]);
  };
  const [{ feature: own = '', value: ownValue = '' } = {}] = pool.quotas;

  test('stand in the manifest in thousandths, in its spelling, and a lottery drawn with others is refused', async () => {
    await put('rates', `dropout: { overall: 15%, by: { ${own.toUpperCase()}: { "${ownValue}": 30.5% } } }`);
    expectDone(await runCli(['lottery', 'rates'], { cwd: temp.path }));
    const manifest = JSON.parse(readFileSync(join(temp.path, 'rates/lottery/manifest.json'), 'utf8'));
    const [feature] = manifest.settings.dropout.by;
    expect(manifest.settings.dropout).toEqual({
      overall: 150,
      by: [{ feature: feature.feature, values: [{ value: feature.values[0].value, rate: 305 }] }],
    });
    expect([feature.feature, feature.values[0].value]).toEqual([own.toLowerCase(), ownValue.toLowerCase()]);
    const dice = ['--dice', Array.from({ length: 30 }, (_, i) => 1 + (i % 6)).join(' ')];
    const drawn = ['draw', 'rates', '--commitment', 'rates/lottery', ...dice];
    const refused = await runCli([...drawn, '--dropout', '40%'], { cwd: temp.path });
    expectRefused(refused, 'COMMITMENT_CHANGED', 1);
    expect(refused.stderr).toMatch(/what is said of drop-outs has changed/);
    expectDone(await runCli(drawn, { cwd: temp.path }));
  });

  test('of features and values that the quotas do not have are refused, naming what is near', async () => {
    await put('feature', 'dropout: { by: { aeg: { x: 30% } } }');
    expectRefused(await runCli(['draw', 'feature'], { cwd: temp.path }), 'DROPOUT_UNKNOWN', 1);
    await put('value', `dropout: { by: { ${own}: { "none of these": 30% } } }`);
    const run = await runCli(['draw', 'value'], { cwd: temp.path });
    expectRefused(run, 'DROPOUT_UNKNOWN', 1);
    expect(run.stderr).toMatch(/has no such value/);
  });
});
