import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { csv, oneOffPool, type Row } from '../support/one-off-pool.js';
import { type CliRun, expectDone, expectRefused, namesBelow, runCli, tempFolder } from '../support/run-cli.js';

const temp = tempFolder();
const pool = oneOffPool({ seed: 'included', people: 120, size: 16 });
const run = (...args: string[]): Promise<CliRun> => runCli(args, { cwd: temp.path });
const flags = (size = '16'): string[] => [
  ...['--pool', 'people.csv', '--id', 'nationbuilder_id', '--quotas', 'features.csv', '--size', size],
  ...['--household', 'address,postcode'],
];
const idOf = (row: Row | undefined): string => row?.['nationbuilder_id'] ?? '';
const text = (name: string): string => readFileSync(join(temp.path, name), 'utf8');
const read = (name: string): Row[] => parse(text(name), { columns: true, bom: true }) as Row[];
/** Of these the first two count, the third and fourth sit beside the panel, and the fifth is from another town. */
let given: string[];
let excluded: string[];

beforeAll(async () => {
  await temp.put('people.csv', csv(pool.people));
  await temp.put('features.csv', csv(pool.quotas));
  expectDone(await run('draw', ...flags(), '--seed', 'before', '--out', 'before'));
  given = [...read('before/panel.csv').slice(3, 7).map(idOf), 'mayor'];
  excluded = read('before/panel.csv').slice(7, 10).map(idOf);
  const rows = given.map((id, i) => `Somebody ${i},${id},${['yes', '', 'no', 'No', 'no'][i]}\n`);
  await temp.put('board.csv', `name,nationbuilder_id,counted\n${rows.join('')}`);
  await temp.put('served.csv', `${excluded.join('\n')}\nmoved-away\n`);
});

describe('--include and --exclude', () => {
  test.each(['named', 'composition'])('whoever counts sits, the others are not drawn, %s form', async (form) => {
    const more = ['--include', 'board.csv', '--exclude', 'served.csv', '--alternates', '40', '--lottery-form', form];
    const made = await run('draw', ...flags(), ...more, '--seed', 'x', '--out', form, '--json');
    expectDone(made);
    expect(made.stderr).toMatch(/already seated {2}2\n/);
    expect(made.stderr).toMatch(/ex officio {2}3, beside the panel, 1 of them not in the pool/);
    expect(made.stderr).toMatch(/3 left out: on the list served\.csv/);
    expect(made.stderr).toMatch(/“mayor”/);
    expect(made.stderr).toMatch(/“moved-away”/);
    expect(JSON.parse(made.stdout)).toMatchObject({ panel: 16, already_seated: 2, ex_officio: 3, excluded: 3 });
    const panel = read(`${form}/panel.csv`).map(idOf);
    const people = (name: string): string[] => read(`${form}/${name}.csv`).map(idOf);
    expect(given.map((id) => panel.includes(id))).toEqual([true, true, false, false, false]);
    const everywhere = [...panel, ...people('alternates'), ...people('remaining')];
    // Neither may be called, nor be sent a letter of regret.
    for (const id of [...given.slice(2), ...excluded]) expect(everywhere).not.toContain(id);
    expect(everywhere.length).toBe(120 - 3 - 2);
    expect(read(`${form}/ex-officio.csv`)).toEqual(
      given
        .slice(2)
        .map((id, i) => ({ name: `Somebody ${i + 2}`, nationbuilder_id: id, counted: ['no', 'No', 'no'][i] })),
    );
    for (const { feature = '', value, min, max } of pool.quotas) {
      const seats = read(`${form}/panel.csv`).filter((person) => person[feature] === value).length;
      expect([value, seats >= Number(min), seats <= Number(max)]).toEqual([value, true, true]);
    }
    const { manifest } = JSON.parse(text(`${form}/draw-record.json`));
    expect(manifest.settings.ex_officio).toEqual(given.slice(2, 4).sort());
    expect([manifest.reading.excluded, manifest.pool.people]).toEqual([3, 117]);
    // Nothing is said of who was excluded.
    for (const id of excluded) expect(text(`${form}/draw-record.json`)).not.toContain(`"${id}"`);
  });

  test.each(['named', 'composition'])(
    'the record holds with the same list, and only with it, %s form',
    async (form) => {
      const files = ['--pool', 'people.csv', '--quotas', 'features.csv'];
      const record = `${form}/draw-record.json`;
      const held = await run('verify', record, ...files, '--exclude', 'served.csv', '--replay');
      expectDone(held);
      expect(held.stderr).toContain('3 people left out by a list, and no others');
      expectDone(await run('verify', record, '--public'));
      expectRefused(await run('verify', record, ...files), 'EXCLUDED_NEEDS_LIST', 2);
      await temp.put('other.csv', `${excluded.slice(1).join('\n')}\n`);
      const other = await run('verify', record, ...files, '--exclude', 'other.csv');
      expect([other.code, /excluded.*3.*leave out 2/.test(other.stderr)]).toEqual([1, true]);
      await writeFile(join(temp.path, form, 'lie.json'), text(record).replace(/"ex_officio":\[[^\]]*\],/, ''));
      expect((await run('verify', `${form}/lie.json`, '--public')).code).toBe(1);
    },
  );

  test('a committed lottery is drawn with the same people in advance, and refused with others', async () => {
    const more = ['--include', 'board.csv', '--exclude', 'served.csv'];
    expectDone(await run('lottery', ...flags(), ...more, '--seed-source', 'dice:30', '--out', 'lottery'));
    const dice = ['--commitment', 'lottery', '--dice', '1 2 3 4 5 6 '.repeat(5).trim(), '--out', 'official'];
    expectRefused(await run('draw', ...flags(), ...dice), 'COMMITMENT_CHANGED');
    const without = await run('draw', ...flags(), '--exclude', 'served.csv', '--seated', 'two.csv', ...dice);
    expect(without.code).toBe(1);
    await temp.put('two.csv', `${given.slice(0, 2).join('\n')}\n`);
    const fewer = await run('draw', ...flags(), '--exclude', 'served.csv', '--seated', 'two.csv', ...dice);
    expectRefused(fewer, 'COMMITMENT_CHANGED');
    expect(fewer.stderr).toContain('those who sit ex officio');
    expectDone(await run('draw', ...flags(), ...more, ...dice));
    expect(namesBelow(join(temp.path, 'official'))).toContain('ex-officio.csv');
  });

  test('several lists add up, and what sortition.yaml leaves out stays out', async () => {
    await temp.put('one.csv', `${given[0]}\n`);
    await temp.put('another.csv', `${given[1]}\n`);
    const yaml = [
      'title: Panel',
      'register: { file: people.csv, id: nationbuilder_id, household: [address, postcode] }',
      'quotas: features.csv',
      'panel: { size: 16, include: [one.csv, another.csv], exclude: [served.csv], alternates: 2, seed: y }',
    ];
    await temp.put('sortition.yaml', `${yaml.join('\n')}\n`);
    await temp.put('more.csv', `${given[2]}\n`);
    const made = await run('draw', '--exclude', 'more.csv', '--json');
    expectDone(made);
    expect(JSON.parse(made.stdout)).toMatchObject({ already_seated: 2, excluded: 4 });
    expectDone(await run('verify', 'draw/draw-record.json', '--exclude', 'more.csv'));
    expect((await run('verify', 'draw/draw-record.json')).code).toBe(1);
    expectDone(await run('check', '--json'));
  });

  test('a person whom two lists disagree about, or a cell that says neither, is refused with its row', async () => {
    await temp.put('no.csv', `nationbuilder_id,counted\n${given[0]},no\n`);
    await temp.put('one.csv', `${given[0]}\n`);
    const both = await run('check', ...flags(), '--include', 'one.csv', '--include', 'no.csv');
    expectRefused(both, 'INCLUDED_BOTH');
    expect(both.stderr).toMatch(/no\.csv.*2/);
    await temp.put('perhaps.csv', `nationbuilder_id,counted\n${given[0]},perhaps\n`);
    expectRefused(await run('check', ...flags(), '--include', 'perhaps.csv'), 'INCLUDED_COUNTED');
  });

  test('members who break a quota by themselves are told with its numbers, and fit once they do not count', async () => {
    const { feature = '', value, max } = pool.quotas[0]!;
    const alike = pool.people.filter((row) => row[feature] === value).slice(0, Number(max) + 1);
    const list = (counted: string): string =>
      `nationbuilder_id,counted\n${alike.map((row) => `${idOf(row)},${counted}\n`).join('')}`;
    await temp.put('alike.csv', list('yes'));
    const over = await run('check', ...flags(), '--include', 'alike.csv');
    expect(over.stderr).toContain(`“${value}” (${feature}) allows at most ${max}, but ${Number(max) + 1} of them`);
    expect(over.stderr).toMatch(/next.*“counted”/);
    expect(over.code).toBe(1);
    await temp.put('alike.csv', list('no'));
    expectDone(await run('check', ...flags(), '--include', 'alike.csv'));
  });
});
