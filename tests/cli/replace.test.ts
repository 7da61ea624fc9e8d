import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { killReplace } from '../support/killed-replace.js';
import { csv, oneOffPool, type Row } from '../support/one-off-pool.js';
import { type CliRun, expectDone, expectRefused, filesOf, namesBelow, runCli, tempFolder } from '../support/run-cli.js';
import { townProcess } from '../support/town-process.js';

const temp = tempFolder();
const inFolder =
  (folder: string) =>
  (...args: string[]): Promise<CliRun> =>
    runCli(args, { cwd: folder });
const rows = (folder: string, name: string): Row[] =>
  parse(readFileSync(join(folder, name)), { columns: true, bom: true }) as Row[];
const ids = (folder: string, name: string): string[] => rows(folder, name).map((row) => row['nationbuilder_id'] ?? '');

/** A process that has been drawn in, copied for each test. */
let town: string;
async function drawnTown(): Promise<string> {
  const folder = await temp.folder();
  cpSync(town, folder, { recursive: true });
  return folder;
}

beforeAll(async () => {
  town = join(await temp.folder(), 'town');
  mkdirSync(town);
  for (const [name, text] of Object.entries(townProcess('seed: "a"'))) writeFileSync(join(town, name), text);
  expectDone(await inFolder(town)('draw'));
}, 60_000);

function keepsQuotas(folder: string, list: string): void {
  const panel = rows(folder, list);
  expect(panel.length).toBe(12);
  for (const { feature = '', value, min, max } of rows(folder, 'quotas.csv')) {
    const seats = panel.filter((person) => person[feature] === value).length;
    expect([value, seats >= Number(min), seats <= Number(max)]).toEqual([value, true, true]);
  }
}

describe('sortition replace', () => {
  test('calls others for those who withdraw, under the same quotas, and undoes a mistake', async () => {
    const folder = await drawnTown();
    const run = inFolder(folder);
    const [first = '', second = '', third = ''] = ids(folder, 'draw/panel.csv');
    const [alternate = ''] = ids(folder, 'draw/alternates.csv');
    const draw = filesOf(join(folder, 'draw'));

    const preview = await run('replace', '--withdraw', `${first},${alternate}`, '--preview', '--json');
    expectDone(preview);
    expect(existsSync(join(folder, 'replacements'))).toBe(false);
    const made = await run('replace', '--withdraw', `${first},${alternate}`, '--reason', '=ill, "very"', '--json');
    expectDone(made);
    const told = JSON.parse(made.stdout);
    expect({ ...told, out: null }).toEqual({ ...JSON.parse(preview.stdout), out: null });
    keepsQuotas(folder, 'replacements/0001/panel.csv');
    expect(ids(folder, 'replacements/0001/panel.csv')).not.toContain(first);
    expect(ids(folder, 'replacements/0001/panel.csv')).toContain(told.called[0].id);
    expect(ids(folder, 'replacements/0001/called.csv')).toEqual([told.called[0].id]);
    expect(ids(folder, 'replacements/0001/alternates.csv')).not.toContain(alternate);
    // Reasons are for the organiser alone.
    const entry = filesOf(join(folder, 'replacements/0001'));
    expect(Object.keys(entry).filter((name) => entry[name]?.includes('very'))).toEqual(['changes.csv']);
    expect(entry['changes.csv']).toContain(`withdrew,${first},panel,"'=ill, ""very"""`);
    expect(readFileSync(join(folder, 'ledger.jsonl'), 'utf8')).not.toContain('very');

    expectRefused(await run('replace', '--withdraw', first, '--reason', 'again'), 'REPLACE_TWICE');
    writeFileSync(join(folder, 'gone.csv'), `id,reason\n${second},moved\n${third},no answer\n`);
    expectDone(await run('replace', '--withdrawals', 'gone.csv'));
    keepsQuotas(folder, 'replacements/0002/panel.csv');
    const undone = await run('replace', '--undo', '2', '--json');
    expectDone(undone);
    expect(JSON.parse(undone.stdout)).toMatchObject({ undone: 2, back: expect.arrayContaining([second, third]) });
    expect(ids(folder, 'replacements/0003/panel.csv')).toEqual(ids(folder, 'replacements/0001/panel.csv'));
    expectRefused(await run('replace', '--undo', '2'), 'REPLACE_UNDO_UNKNOWN');
    // The same again after an undo calls the same people: nothing is gained by it.
    expectDone(await run('replace', '--withdrawals', 'gone.csv'));
    expect(ids(folder, 'replacements/0004/panel.csv')).toEqual(ids(folder, 'replacements/0002/panel.csv'));

    const list = await run('replace', '--list', '--json');
    expect(
      JSON.parse(list.stdout).entries.map((of: { kind: string; stands?: boolean }) => [of.kind, of.stands]),
    ).toEqual([
      ['withdrawal', true],
      ['withdrawal', false],
      ['undo', undefined],
      ['withdrawal', true],
    ]);
    for (const name of ['0001', '0002', '0003', '0004'])
      for (const how of [[], ['--public']])
        expectDone(await run('verify', `replacements/${name}/replacement-record.json`, ...how));
    expect(filesOf(join(folder, 'draw'))).toEqual(draw);
  }, 60_000);

  test('works from the record of a draw without a process folder', async () => {
    const folder = await temp.folder();
    const run = inFolder(folder);
    const pool = oneOffPool({ seed: 'a one-off', people: 60, size: 10 });
    writeFileSync(join(folder, 'people.csv'), csv(pool.people));
    writeFileSync(join(folder, 'quotas.csv'), csv(pool.quotas));
    const flags = ['--pool', 'people.csv', '--id', 'nationbuilder_id', '--quotas', 'quotas.csv', '--size', '10'];
    expectDone(await run('draw', ...flags, '--household', 'address,postcode', '--seed', 'x', '--alternates', '3'));
    const [first = ''] = ids(folder, 'draw/panel.csv');
    const record = ['--record', 'draw/draw-record.json'];
    expectDone(await run('replace', ...record, '--withdraw', first, '--reason', 'ill'));
    expect(ids(folder, 'draw/replacements/0001/panel.csv')).toHaveLength(10);
    expectDone(await run('verify', 'draw/replacements/0001/replacement-record.json'));
    expectDone(await run('verify', 'draw/draw-record.json', '--pool', 'people.csv', '--quotas', 'quotas.csv'));
  }, 60_000);

  test('says clearly what is missing or cannot be', async () => {
    const folder = await drawnTown();
    const run = inFolder(folder);
    const [first = '', second = ''] = ids(folder, 'draw/panel.csv');
    expectRefused(await run('replace'), 'REPLACE_NOTHING', 2);
    expectRefused(await run('replace', '--withdraw', first), 'REPLACE_NO_REASON', 2);
    expectRefused(await run('replace', '--withdraw', first, '--reason', 'x', '--undo', '1'), 'REPLACE_TOGETHER', 2);
    expectRefused(await run('replace', '--withdraw', `${first}9`, '--reason', 'x'), 'REPLACE_UNKNOWN');
    expectRefused(await run('replace', '--undo', '1'), 'REPLACE_UNDO_UNKNOWN');
    writeFileSync(join(folder, 'gone.csv'), `id,reason\n${second},\n`);
    expectRefused(await run('replace', '--withdrawals', 'gone.csv'), 'REPLACE_REASON_BLANK');
    expect(existsSync(join(folder, 'replacements'))).toBe(false);
    const canonical = readFileSync(join(folder, 'draw/canonical-pool.csv'), 'utf8');
    writeFileSync(join(folder, 'draw/canonical-pool.csv'), canonical.replace(/^(\w+,\w+,)0/m, '$11'));
    expectRefused(await run('replace', '--withdraw', first, '--reason', 'x'), 'REPLACE_POOL_OTHER');
    writeFileSync(join(folder, 'draw/draw-record.json'), `${readFileSync(join(folder, 'draw/draw-record.json'))} `);
    const other = await runCli(['replace', '--withdraw', first, '--reason', 'x'], { cwd: folder });
    expect(other.code).toBe(1);
    expectRefused(await run('replace', '--record', 'nowhere/draw-record.json', '--list'), 'REPLACE_NO_DRAW');
  }, 60_000);

  test('names the seats that nobody can fill, and fills what it can when asked', async () => {
    const folder = await temp.folder();
    const run = inFolder(folder);
    writeFileSync(join(folder, 'people.csv'), 'id,age\na,young\nb,young\nc,old\nd,old\ne,old\n');
    writeFileSync(join(folder, 'quotas.csv'), 'feature,value,min,max\nage,young,2,2\nage,old,2,2\n');
    expectDone(await run('draw', '--pool', 'people.csv', '--quotas', 'quotas.csv', '--size', '4', '--seed', 's'));
    const replace = (...args: string[]) => run('replace', '--record', 'draw/draw-record.json', ...args);
    const refused = await replace('--withdraw', 'a', '--reason', 'ill');
    expectRefused(refused, 'REPLACE_QUOTAS');
    expect(refused.stderr).toMatch(/“young” \(age\) has 1 seat, at least 2 are asked for; nobody with it is left/);
    expect(existsSync(join(folder, 'draw/replacements'))).toBe(false);
    const done = await replace('--withdraw', 'a', '--reason', 'ill', '--nearest', '--json');
    expectDone(done);
    expect(JSON.parse(done.stdout)).toMatchObject({ rule: 'nearest', panel: 4, empty: 0 });
    const nobody = await replace('--withdraw', 'b', '--reason', 'ill');
    expectRefused(nobody, 'REPLACE_NOBODY');
    expect(nobody.stderr).toContain('2 of “young” (age)');
    expectDone(await replace('--withdraw', 'b', '--reason', 'ill', '--nearest'));
    expectDone(await run('verify', 'draw/replacements/0002/replacement-record.json'));
  }, 60_000);

  test('goes on after people were erased, as far as the others can be counted', async () => {
    const folder = await drawnTown();
    const run = inFolder(folder);
    const [first = '', second = '', third = ''] = ids(folder, 'draw/panel.csv');
    expectDone(await run('replace', '--withdraw', first, '--reason', 'very ill'));
    await run('erase', first, '--yes');
    const left = filesOf(join(folder, 'replacements'));
    expect(Object.values(left).filter((text) => text.includes('very ill') || text.includes(`\n${first},`))).toEqual([]);
    const checked = await run('verify', 'replacements/0001/replacement-record.json');
    expectDone(checked);
    expect(checked.stderr).toMatch(/– {4}called .*people were erased/);
    expectDone(await run('replace', '--withdraw', second, '--reason', 'moved'));
    keepsQuotas(folder, 'replacements/0002/panel.csv');
    // Of somebody who sits nothing is known any more: by their pseudonym they can still withdraw.
    await run('erase', third, '--yes');
    const [fourth = ''] = ids(folder, 'replacements/0002/panel.csv');
    const refused = await run('replace', '--withdraw', fourth, '--reason', 'moved');
    expectRefused(refused, 'REPLACE_ERASED');
    const [, pseudonym = ''] = /--withdraw (\w+)/.exec(refused.stderr) ?? [];
    expectDone(await run('replace', '--withdraw', `${fourth},${pseudonym}`, '--reason', 'moved'));
    keepsQuotas(folder, 'replacements/0003/panel.csv');
  }, 60_000);

  test('of two at once, at least one waits its turn, and none is lost', async () => {
    const folder = await drawnTown();
    const panel = ids(folder, 'draw/panel.csv');
    const both = await Promise.all(
      panel.slice(0, 3).map((id) => runCli(['replace', '--withdraw', id, '--reason', 'x'], { cwd: folder })),
    );
    for (const one of both) if (one.code !== 0) expectRefused(one, 'REPLACE_BUSY');
    const done = both.filter(({ code }) => code === 0).length;
    const list = await runCli(['replace', '--list', '--json'], { cwd: folder });
    expect(JSON.parse(list.stdout).entries).toHaveLength(done);
    for (const id of panel.slice(0, 3).filter((_, i) => both[i]?.code !== 0))
      expectDone(await runCli(['replace', '--withdraw', id, '--reason', 'x'], { cwd: folder }));
    expect(readdirSync(join(folder, 'replacements'))).toEqual(['0001', '0002', '0003']);
  }, 60_000);

  test('leaves the old state or the new, whenever it is killed', async () => {
    const folder = await temp.folder();
    const args = ['--withdraw', ids(town, 'draw/panel.csv').slice(0, 2).join(), '--reason', 'ill'];
    cpSync(town, join(folder, 'whole'), { recursive: true });
    expectDone(await runCli(['replace', ...args], { cwd: join(folder, 'whole') }));
    const files = filesOf(join(folder, 'whole', 'replacements', '0001'));
    for (const moment of [{ after: 300 }, { change: 2 }, { change: 4 }, { change: 5 }]) {
      const killed = await killReplace(town, join(folder, 'work'), args, moment, files);
      expect(killed.state).toMatch(/old|new/);
    }
  }, 60_000);

  test('does not count what the ledger does not have, and finds what was changed', async () => {
    const folder = await drawnTown();
    const run = inFolder(folder);
    const [first = '', second = ''] = ids(folder, 'draw/panel.csv');
    expectDone(await run('replace', '--withdraw', first, '--reason', 'x'));
    cpSync(join(folder, 'replacements/0001'), join(folder, 'replacements/0002'), { recursive: true });
    expect((await run('verify', 'replacements/0002/replacement-record.json')).code).toBe(1);
    expectDone(await run('replace', '--withdraw', second, '--reason', 'x'));
    expectDone(await run('verify', 'replacements/0002/replacement-record.json'));
    const path = join(folder, 'replacements/0001/replacement-record.json');
    const text = readFileSync(path, 'utf8');
    const [called] = JSON.parse(text).change.called;
    const other = ids(folder, 'draw/remaining.csv');
    expect(other.length).toBeGreaterThan(0);
    writeFileSync(path, text.replaceAll(called.person, 'somebodyel'));
    expectRefused(await run('replace', '--list'), 'REPLACE_LEFT');
    expect((await run('verify', 'replacements/0001/replacement-record.json')).code).toBe(1);
    expect(namesBelow(join(folder, 'replacements')).filter((name) => name.startsWith('.'))).toEqual([]);
  }, 60_000);
});
