import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { csv, type Row, shuffled } from '../support/one-off-pool.js';
import { type CliRun, expectDone, expectRefused, runCli, tempFolder } from '../support/run-cli.js';
import { UNIT_QUOTAS, unitPeople } from '../support/unit-pool.js';

const temp = tempFolder();
const people = unitPeople(60, 'cli');
const run = (...args: string[]): Promise<CliRun> => runCli(args, { cwd: temp.path });
const flags = (file = 'people.csv'): string[] => ['--pool', file, '--quotas', 'quotas.csv', '--size', '14'];
const textOf = (name: string): string => readFileSync(join(temp.path, name), 'utf8');
const read = (name: string): Row[] => parse(textOf(name), { columns: true, bom: true }) as Row[];
const homeOf = (row: Row): string => `${row['street']} ${row['number']}`;
const homes = new Map<string, Row[]>();
for (const row of people) homes.set(homeOf(row), [...(homes.get(homeOf(row)) ?? []), row]);

beforeAll(async () => {
  await temp.put('people.csv', csv(people));
  await temp.put('shuffled.csv', csv(shuffled(people, 'units')));
  await temp.put('quotas.csv', UNIT_QUOTAS);
});

describe('--unit', () => {
  const units = ['--unit', 'street,number', '--alternates', '4', '--seed', 'x'];

  test.each(['named', 'composition'])('draws properties, then one person of each, %s form', async (form) => {
    const drawn = await run('draw', ...flags(), ...units, '--lottery-form', form, '--out', form);
    expectDone(drawn);
    expect(drawn.stderr).toMatch(new RegExp(`Pool +60 units of ${people.length} people can be drawn`));
    expect(drawn.stderr).toMatch(/People +one for each unit: by lot/);
    const [panel, alternates, remaining] = ['panel', 'alternates', 'remaining'].map((name) =>
      read(`${form}/${name}.csv`),
    );
    expect([panel?.length, alternates?.length]).toEqual([14, 4]);
    const called = [...(panel ?? []), ...(alternates ?? [])].map(homeOf);
    expect(new Set(called).size).toBe(18);
    // Whoever lives with somebody drawn is not among those left over.
    const left = people.filter((row) => !called.includes(homeOf(row))).map(({ id }) => id);
    expect(remaining?.map(({ id }) => id)).toEqual(left);
    const chances = new Map(read(`${form}/probabilities.csv`).map((row) => [row['id'], Number(row['probability'])]));
    expect(chances.size).toBe(people.length);
    expect([...chances.values()].reduce((a, b) => a + b)).toBeCloseTo(14, 6);
    for (const members of homes.values())
      for (const { id } of members) expect(chances.get(id)).toBeCloseTo(chances.get(members[0]?.['id'])!, 11);
    const record = `${form}/draw-record.json`;
    const given = ['--pool', 'people.csv', '--quotas', 'quotas.csv'];
    for (const how of [[...given, '--replay'], []]) {
      const verified = await run('verify', record, ...how);
      expectDone(verified);
      expect(verified.stderr).toMatch(/holds {2}chosen +chosen again: by lot, from the seed/);
    }
    const open = await run('verify', record, '--public');
    expectDone(open);
    expect(open.stderr).toMatch(/– {4}chosen +whether it is them \(lot\), not checked/);
  });

  test('has no replacements: those are for people', async () => {
    const who = ['--record', 'named/draw-record.json', '--withdraw', '1', '--reason', 'ill'];
    expectRefused(await run('replace', ...who), 'REPLACE_NOT_OF', 2);
  });

  test('gives the same in another order of rows', async () => {
    expectDone(await run('draw', ...flags(), ...units, '--out', 'a'));
    expectDone(await run('draw', ...flags('shuffled.csv'), ...units, '--out', 'b'));
    expect(textOf('b/draw-record.json')).toBe(textOf('a/draw-record.json'));
    expect(textOf('b/members.csv')).toBe(textOf('a/members.csv'));
  });

  test('shares out to arms whoever comes', async () => {
    expectDone(await run('draw', ...flags(), ...units, '--arms', 'one,two', '--out', 'arms'));
    const ids = read('arms/panel.csv').map(({ id }) => id);
    expect(
      read('arms/arms.csv')
        .map(({ id }) => id)
        .sort(),
    ).toEqual(ids.sort());
    expectDone(await run('verify', 'arms/draw-record.json', '--pool', 'people.csv', '--quotas', 'quotas.csv'));
  });

  test('sees who is put in somebody’s place, in the record, in members.csv and in panel.csv', async () => {
    expectDone(await run('draw', ...flags(), ...units, '--out', 'lie'));
    const record = JSON.parse(textOf('lie/draw-record.json'));
    const members = textOf('lie/members.csv');
    const [, chosen, other] = [...record.chosen.panel]
      .flatMap((one: string) => {
        const row = members.split('\n').find((line) => line.split(/[ ,]/).slice(1).includes(one)) ?? '';
        const others = row
          .split(/[ ,]/)
          .slice(1)
          .filter((name) => name !== one);
        return others.map((name) => ['', one, name]);
      })
      .at(0) ?? ['', '', ''];
    const check = async (name: string, text: string): Promise<CliRun> => {
      const before = textOf(`lie/${name}`);
      await writeFile(join(temp.path, 'lie', name), text);
      const verified = await run('verify', 'lie/draw-record.json', '--pool', 'people.csv', '--quotas', 'quotas.csv');
      const open = await run('verify', 'lie/draw-record.json');
      await writeFile(join(temp.path, 'lie', name), before);
      return verified.code === 0 ? open : verified;
    };
    const put = textOf('lie/draw-record.json').replace(/"chosen":\{[^}]*\}/, (part) =>
      part.replace(`"${chosen}"`, `"${other}"`),
    );
    expect((await check('draw-record.json', put)).stderr).toMatch(/FAILS +chosen +the rule chooses others/);
    expect((await check('members.csv', members.replace(`${chosen}`, 'Q1'))).stderr).toMatch(/FAILS +members/);
    const panel = textOf('lie/panel.csv');
    expect((await check('panel.csv', panel.replace(String(chosen), String(other)))).stderr).toMatch(
      /FAILS +panel\.csv/,
    );
  });

  test('names the rows of blank and contradictory units, all at once', async () => {
    const rows = people.slice(0, 12);
    const twice = rows.findIndex((row, i) => i > 1 && homeOf(row) === homeOf(rows[i - 1] ?? {}));
    const district = rows[twice]?.['district'] === 'north' ? 'south' : 'north';
    const spoiled = rows.map((row, i) =>
      i === 0 ? { ...row, street: '', number: ' ' } : i === twice ? { ...row, district } : row,
    );
    await temp.put('spoiled.csv', csv(spoiled));
    const refused = await run('draw', ...flags('spoiled.csv'), ...units, '--out', 'never');
    expectRefused(refused, 'INPUT_FAULTS');
    expect(refused.stderr).toMatch(/row 2, column street/);
    expect(refused.stderr).toMatch(new RegExp(`row ${twice + 2}, column district`));
    expect(refused.stderr).toContain(`another value than in row ${twice + 1}`);
  });

  test.each([
    [['--household', 'street,number'], 'UNIT_NOT_WITH'],
    [['--seated', 'quotas.csv'], 'UNIT_NOT_WITH'],
    [['--include', 'quotas.csv'], 'UNIT_NOT_WITH'],
    [['--arms', 'a,b', '--arm-unit', 'household'], 'UNIT_NOT_WITH'],
    [['--panels', '2'], 'PANELS_NOT_WITH'],
    [['--by', 'district'], 'PANELS_NOT_WITH'],
  ])('%j beside it is refused', async (more, code) => {
    expectRefused(await run('draw', ...flags(), ...units, ...more, '--out', 'never'), code, 2);
  });
});

describe('register.unit of sortition.yaml', () => {
  const yaml = (unit: string, more = ''): string =>
    `title: Streets\nregister: { file: ../people.csv, id: id${more}, unit: ${unit} }\nquotas: ../quotas.csv\npanel: { size: 14, alternates: 2 }\n`;
  const put = async (name: string, text: string): Promise<void> => {
    await mkdir(join(temp.path, name), { recursive: true });
    await writeFile(join(temp.path, name, 'sortition.yaml'), text);
  };
  const day = ({ born = '' }: Row): string => born.split('/').reverse().join('-');

  test.each(['oldest', 'youngest'] as const)('lets the %s come, committed beforehand', async (choose) => {
    await put(choose, yaml(`{ columns: [street, number], choose: ${choose}, birth_date: born, format: dd/mm/yyyy }`));
    expectDone(await run('lottery', choose, '--seed-source', 'pick'));
    expectDone(await run('draw', choose, '--commitment', `${choose}/lottery`, '--pick', '7'));
    for (const row of [...read(`${choose}/draw/panel.csv`), ...read(`${choose}/draw/alternates.csv`)]) {
      const days = (homes.get(homeOf(row)) ?? []).map(day).sort();
      expect(day(row)).toBe(choose === 'oldest' ? days[0] : days.at(-1));
    }
    expectDone(await run('verify', `${choose}/draw/draw-record.json`, '--replay'));
    expect(Object.keys(JSON.parse(textOf(`${choose}/draw/draw-record.json`)).manifest.files)).not.toContain(
      'members.csv',
    );
    await put(choose, yaml('{ columns: [street, number] }'));
    const changed = await run('draw', choose, '--commitment', `${choose}/lottery`, '--pick', '7', '--out', 'never');
    expectRefused(changed, 'COMMITMENT_CHANGED');
    expect(changed.stderr).toContain('who comes for a unit');
  });

  test('holds still once somebody is erased, the one who gives the unit its pseudonym or another', async () => {
    const folder = await temp.folder();
    await writeFile(join(folder, 'people.csv'), csv(people));
    await writeFile(join(folder, 'quotas.csv'), UNIT_QUOTAS);
    await writeFile(join(folder, 'sortition.yaml'), yaml('{ columns: [street, number] }').replaceAll('../', ''));
    expectDone(await run('draw', folder, '--seed', 'e'));
    const record = JSON.parse(readFileSync(join(folder, 'draw/draw-record.json'), 'utf8'));
    const lines = readFileSync(join(folder, 'pseudonyms.csv'), 'utf8')
      .split('\n')
      .map((line) => line.split(','));
    const idOf = (name: string): string => lines.find(([, pseudonym]) => pseudonym === name)?.[0] ?? '';
    const others = record.chosen.panel.filter((name: string) => !record.panel.includes(name));
    const same = record.chosen.panel.filter((name: string) => record.panel.includes(name));
    for (const name of [others[0], same[0]]) {
      expectDone(await run('erase', idOf(name), '--process', folder, '--yes'));
      const verified = await run('verify', join(folder, 'draw/draw-record.json'));
      expectDone(verified);
      expect(verified.stderr).toMatch(/– {4}register +\d of the people were erased since/);
    }
  });

  test.each([
    ['{ columns: [street], choose: oldest }', '', 'register.unit.birth_date'],
    ['{ columns: [street], birth_date: born, format: dd/mm/yyyy }', '', 'register.unit.format'],
    ['{ columns: [street] }', ', household: [street]', 'register.household'],
  ])('%s%s is refused', async (unit, more, key) => {
    await put('refused', yaml(unit, more));
    const refused = await run('check', 'refused');
    expect([refused.code, refused.stderr.includes(key)]).toEqual([1, true]);
  });
});
