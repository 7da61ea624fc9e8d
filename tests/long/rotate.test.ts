import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { csv, oneOffPool, type Row } from '../support/one-off-pool.js';
import { type CliRun, expectDone, expectRefused, filesOf, runCli, tempFolder } from '../support/run-cli.js';

const temp = tempFolder();
const SIZE = 15;
const TERMS = [2, 3, 4, 5, 6];
const ID = 'nationbuilder_id';
const pool = oneOffPool({ seed: 'standing', people: 160, size: SIZE });
const run = (...args: string[]): Promise<CliRun> => runCli(args, { cwd: temp.path });
const text = (name: string): string => readFileSync(join(temp.path, name), 'utf8');
const read = (name: string): Row[] => parse(text(name), { columns: true, bom: true }) as Row[];
const idOf = (row: Row): string => row[ID] ?? '';
const ids = (name: string): string[] => read(name).map(idOf);
const term = (n: number): string => `p/terms/000${n}`;
const panelOf = (n: number): string[] => ids(n === 1 ? 'p/draw/panel.csv' : `${term(n)}/draw/panel.csv`);

const yaml = (rotation: string): string =>
  [
    'title: A standing panel',
    `register: { file: people.csv, id: ${ID}, household: [address, postcode] }`,
    'quotas: features.csv',
    `panel: { size: ${SIZE}, seed: first, alternates: 3, rotation: ${rotation} }`,
    '',
  ].join('\n');

beforeAll(async () => {
  await mkdir(join(temp.path, 'p'));
  await temp.put('p/people.csv', csv(pool.people));
  await temp.put('p/features.csv', csv(pool.quotas));
  await temp.put('p/sortition.yaml', yaml('{ replace: 1/3, pause: 1 }'));
  expectDone(await run('draw', 'p'));
  await cp(join(temp.path, 'p'), join(temp.path, 'first'), { recursive: true });
  for (const n of TERMS)
    expectDone(await run('rotate', 'p', '--seed', `year ${n}`, ...(n === 4 ? ['--rule', 'lot'] : [])));
}, 60_000);

describe('five yearly rotations', () => {
  test('exactly a third leaves each time, the longest serving first, and those who leave sat', () => {
    for (const n of TERMS) {
      const leaving = read(`${term(n)}/leaving.csv`);
      expect([n, leaving.length, new Set(leaving.map(idOf)).size]).toEqual([n, 5, 5]);
      for (const id of leaving.map(idOf)) expect(panelOf(n - 1)).toContain(id);
      const needed: string[] = JSON.parse(text(`${term(n)}/rotation.json`)).needed;
      if (n === 4 || needed.length > 0) continue;
      const latest = Math.max(...leaving.map((row) => Number(row['from'])));
      for (const row of read(`${term(n)}/staying.csv`)) expect(Number(row['from'])).toBeGreaterThanOrEqual(latest);
    }
  });

  test('quotas and households hold over the whole panel, those who stay are on it, nobody who left is', () => {
    for (const n of TERMS) {
      const people = read(`${term(n)}/draw/panel.csv`);
      expect(people).toHaveLength(SIZE);
      for (const { feature = '', value, min, max } of pool.quotas) {
        const seats = people.filter((person) => person[feature] === value).length;
        expect([n, value, seats >= Number(min), seats <= Number(max)]).toEqual([n, value, true, true]);
      }
      const homes = people.filter((row) => row['address'] !== '').map((row) => `${row['address']}, ${row['postcode']}`);
      expect(new Set(homes).size).toBe(homes.length);
      for (const id of ids(`${term(n)}/staying.csv`)) expect(panelOf(n)).toContain(id);
      for (const id of ids(`${term(n)}/leaving.csv`)) expect(panelOf(n)).not.toContain(id);
    }
  });

  test('the history, replayed, gives every panel, and nobody returns within the pause', () => {
    const history = read(`${term(6)}/history.csv`).map((row) => ({
      id: idOf(row),
      from: Number(row['from']),
      until: row['until'] === '' ? 6 : Number(row['until']),
    }));
    for (const n of [1, ...TERMS.slice(0, -1)]) {
      const served = history.filter(({ from, until }) => from <= n && n <= until).map(({ id }) => id);
      expect(served.sort()).toEqual(panelOf(n).sort());
    }
    for (const a of history)
      for (const b of history)
        if (a.id === b.id && b.from > a.from) expect(b.from - a.until - 1).toBeGreaterThanOrEqual(1);
    // After one term without them former members can be drawn again.
    expect(read(`${term(6)}/excluded.csv`).every((row) => Number(row['until']) === 5)).toBe(true);
  });

  test.each(TERMS)('term %i holds, without the register and with it', async (n) => {
    const record = `${term(n)}/draw/draw-record.json`;
    expectDone(await run('verify', record));
    const withRegister = await run('verify', record, 'p', '--exclude', `${term(n)}/excluded.csv`);
    expectDone(withRegister);
    expect(withRegister.stderr).toMatch(/holds {2}excluded/);
    expectDone(await run('verify', `${term(n)}/rotation.json`));
  });

  test('the same again changes nothing, and the ledger has no other line', async () => {
    const before = filesOf(join(temp.path, 'p'));
    const again = await run('rotate', 'p', '--seed', 'year 6', '--json');
    expectDone(again);
    expect(JSON.parse(again.stdout)).toMatchObject({ term: 6, state: 'unchanged', leaving: 5, staying: 10 });
    expectRefused(await run('rotate', 'p', '--seed', 'year 3', '--term', '6'), 'ROTATION_STANDS');
    expect(filesOf(join(temp.path, 'p'))).toEqual(before);
    expectRefused(await run('rotate', 'p', '--seed', 'x', '--term', '4'), 'ROTATION_TERM', 2);
    expectRefused(await run('rotate', 'p', '--seed', 'year 6', '--replace', '4', '--force'), 'ROTATION_STANDS');
  });
});

/** The process as it was once the first panel had been drawn. */
async function fresh(name: string): Promise<string> {
  await rm(join(temp.path, name), { recursive: true, force: true });
  await cp(join(temp.path, 'first'), join(temp.path, name), { recursive: true });
  return name;
}

describe('a term', () => {
  test('is the same in another folder, however the register is sorted', async () => {
    const [header = '', ...rows] = text('first/people.csv').trimEnd().split('\n');
    const folder = await fresh('sorted');
    await temp.put(`${folder}/people.csv`, `${[header, ...rows.reverse()].join('\n')}\n`);
    expectDone(await run('rotate', folder, '--seed', 'year 2'));
    for (const name of ['rotation.json', 'leaving.csv', 'history.csv', 'draw/lottery.csv'])
      expect(text(`${folder}/terms/0002/${name}`)).toBe(text(`${term(2)}/${name}`));
  });

  test('counts by its line in the ledger: what a killed run left is made once more, or gives way', async () => {
    const folder = await fresh('killed');
    expectDone(await run('rotate', folder, '--seed', 'a'));
    const made = filesOf(join(temp.path, folder, 'terms'));
    const lines = text(`${folder}/ledger.jsonl`).trimEnd().split('\n');
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ step: 'rotate' });
    await temp.put(`${folder}/ledger.jsonl`, `${lines.slice(0, -1).join('\n')}\n`);
    expectDone(await run('rotate', folder, '--seed', 'a'));
    expect(filesOf(join(temp.path, folder, 'terms'))).toEqual(made);
    await temp.put(`${folder}/ledger.jsonl`, `${lines.slice(0, -1).join('\n')}\n`);
    expectRefused(await run('rotate', folder, '--seed', 'b'), 'OUTPUT_EXISTS');
    const forced = await run('rotate', folder, '--seed', 'b', '--force', '--json');
    expectDone(forced);
    expect(JSON.parse(forced.stdout)).toMatchObject({ term: 2, state: 'replaced' });
    await writeFile(join(temp.path, folder, 'terms/0002/rotation.json'), text(`${term(3)}/rotation.json`));
    expectRefused(await run('rotate', folder, '--seed', 'c'), 'ROTATION_CHANGED');
  });

  test('can be prepared for an official draw of its newcomers, and the next follows from that', async () => {
    const folder = await fresh('official');
    const prepared = await run('rotate', folder, '--replace', '6', '--prepare', '--json');
    expectDone(prepared);
    expect(await readdir(join(temp.path, folder, 'terms/0002'))).toEqual([
      'excluded.csv',
      'history.csv',
      'leaving.csv',
      'rotation.json',
      'staying.csv',
    ]);
    expect(JSON.parse(text(`${folder}/terms/0002/rotation.json`)).seed.kind).toBe('draw');
    expectRefused(await run('rotate', folder, '--replace', '6', '--seed', 'y'), 'ROTATION_STANDS');
    expect(JSON.parse((await run('rotate', folder, '--replace', '6', '--prepare', '--json')).stdout).state).toBe(
      'unchanged',
    );
    const place = `${folder}/terms/0002`;
    const lists = ['--include', `${place}/staying.csv`, '--exclude', `${place}/excluded.csv`];
    expect(prepared.stderr).toContain(`sortition lottery ${folder} ${lists.join(' ')}`);
    expectDone(await run('lottery', folder, ...lists, '--out', `${place}/lottery`));
    const dice = ['--dice', '6 5 4 3 2 1 '.repeat(5).trim(), '--commitment', `${place}/lottery`];
    expectDone(await run('draw', folder, ...lists, ...dice, '--out', `${place}/draw`));
    expect(JSON.parse(text(`${place}/draw/draw-record.json`)).status).toBe('official');
    expectDone(await run('verify', `${place}/draw/draw-record.json`));
    expectDone(await run('rotate', folder, '--replace', '3', '--seed', 'z'));
    const panel = ids(`${place}/draw/panel.csv`);
    const next = ids(`${folder}/terms/0003/draw/panel.csv`);
    expect([next.length, next.filter((id) => panel.includes(id)).length]).toEqual([SIZE, SIZE - 3]);
  });

  test('takes who sits now from a list, and who sat before from a history', async () => {
    const folder = await fresh('listed');
    const sits = ids(`${folder}/draw/panel.csv`);
    const history = sits.map((id, i) => `${id},${2020 + (i % 4)},\n`);
    await temp.put(
      `${folder}/history.csv`,
      `${ID},from,until\n${history.join('')}${idOf(pool.people[0]!)}x,2019,2021\n`,
    );
    await temp.put(`${folder}/sortition.yaml`, yaml('{ keep: 2/3, history: history.csv }'));
    // One dropped out in the year.
    await temp.put(`${folder}/now.csv`, `${sits.slice(1).join('\n')}\n`);
    const made = await run('rotate', folder, '--members', `${folder}/now.csv`, '--seed', 's', '--json');
    expectDone(made);
    expect(JSON.parse(made.stdout)).toMatchObject({ term: 2024, members: 14, leaving: 5, staying: 9 });
    const left = read(`${folder}/terms/2024/history.csv`).find((row) => idOf(row) === sits[0]);
    expect(left).toMatchObject({ from: '2020', until: '2023' });
    expect(ids(`${folder}/terms/2024/draw/panel.csv`)).not.toContain(sits[0]);
    expect(read(`${folder}/terms/2024/leaving.csv`).map((row) => row['from'])).toEqual([
      ...Array(3).fill('2020'),
      '2021',
      '2021',
    ]);
  });

  test('lets those leave first who are no longer in the register, and says where they are too many', async () => {
    const folder = await fresh('moved');
    const sits = ids(`${folder}/draw/panel.csv`);
    const without = pool.people.filter((row) => !sits.slice(0, 4).includes(idOf(row)));
    await temp.put(`${folder}/people.csv`, csv(without));
    const refused = await run('rotate', folder, '--replace', '3', '--seed', 's');
    expectRefused(refused, 'ROTATION_GONE');
    expect(refused.stderr).toContain('--replace 4');
    expectDone(await run('rotate', folder, '--replace', '5', '--seed', 's'));
    const leaving = read(`${folder}/terms/0002/leaving.csv`);
    expect(leaving.slice(0, 4).map(idOf).sort()).toEqual(sits.slice(0, 4).sort());
    expect([leaving.length, leaving[0]?.['why']]).toEqual([5, 'no longer in the pool']);
  });

  test('of those who replied stops where a member has no row: nobody loses a seat by that', async () => {
    const folder = await fresh('replied');
    await mkdir(join(temp.path, folder, 'pool'));
    const settings = text(`${folder}/sortition.yaml`).replace('panel: {', 'panel: { from: replies,');
    await temp.put(`${folder}/sortition.yaml`, settings);
    const [gone = '', out = ''] = ids(`${folder}/draw/panel.csv`);
    const without = (id: string): Row[] => pool.people.filter((row) => idOf(row) !== id);
    await temp.put(`${folder}/pool/pool.csv`, csv(without(gone)));
    const refused = await run('rotate', folder, '--seed', 's');
    expectRefused(refused, 'ROTATION_NOT_IN_POOL');
    expect(refused.stderr).toContain(gone);
    await temp.put(`${folder}/now.csv`, `${ids(`${folder}/draw/panel.csv`).slice(1).join('\n')}\n`);
    await temp.put(`${folder}/moved.csv`, `${ID}\n${out}\n`);
    const more = ['--members', `${folder}/now.csv`, '--exclude', `${folder}/moved.csv`];
    expectDone(await run('rotate', folder, '--seed', 's', ...more));
    expect(read(`${folder}/terms/0002/leaving.csv`)[0]).toMatchObject({ [ID]: out, why: 'no longer in the pool' });
  });

  test('keeps people given in advance, who neither leave nor count as members', async () => {
    const folder = await fresh('given');
    const chair = ids(`${folder}/draw/panel.csv`)[2] ?? '';
    await temp.put(`${folder}/board.csv`, `${ID},counted,name\n${chair},yes,Chair\nmayor,no,Mayor\n`);
    const process = text(`${folder}/sortition.yaml`).replace('panel: {', 'panel: { include: [board.csv],');
    await temp.put(`${folder}/sortition.yaml`, process);
    const made = await run('rotate', folder, '--replace', '13', '--seed', 's', '--json');
    expectDone(made);
    expect(JSON.parse(made.stdout)).toMatchObject({
      members: 14,
      leaving: 13,
      staying: 1,
      draw: { already_seated: 2 },
    });
    expect(ids(`${folder}/terms/0002/draw/panel.csv`)).toContain(chair);
    expect(ids(`${folder}/terms/0002/draw/ex-officio.csv`)).toEqual(['mayor']);
  });

  test('leaves no trace of an erased person, former or sitting, and the records still hold', async () => {
    await cp(join(temp.path, 'p'), join(temp.path, 'erased'), { recursive: true });
    const [former = ''] = ids(`${term(2)}/leaving.csv`);
    const [sits = ''] = ids(`${term(6)}/draw/panel.csv`);
    expectDone(await run('erase', former, sits, '--process', 'erased', '--yes'));
    const tables = Object.entries(filesOf(join(temp.path, 'erased'))).filter(([name]) => name.endsWith('.csv'));
    for (const [name, content] of tables)
      for (const id of [former, sits]) expect([name, new RegExp(`^${id},`, 'm').test(content)]).toEqual([name, false]);
    for (const n of [2, 6]) expectDone(await run('verify', `erased/terms/000${n}/draw/draw-record.json`));
    const erased = text('erased/ledger.jsonl').trimEnd().split('\n').at(-1) ?? '';
    expect(erased).not.toMatch(/history|leaving|staying|excluded/);
    expectDone(await run('rotate', 'erased', '--seed', 'year 7', '--replace', '5'));
  });
});

test('whoever was called since the draw is a member, and whoever withdrew is none', async () => {
  const folder = await fresh('replaced');
  const [gone = ''] = ids(`${folder}/draw/panel.csv`);
  expectDone(await run('replace', folder, '--withdraw', gone, '--reason', 'ill', '--nearest'));
  const today = ids(`${folder}/replacements/0001/panel.csv`);
  expectDone(await run('rotate', folder, '--seed', 'year 2'));
  const members = ['staying', 'leaving'].flatMap((list) => ids(`${folder}/terms/0002/${list}.csv`));
  expect(members.sort()).toEqual(today.sort());
  expect(members).not.toContain(gone);
});

describe('what cannot be done is told', () => {
  test.each(['arms: { one: 50%, two: 50% }', 'panels: 2', 'by: gender'])(
    'of a panel that is not one of people who all do the same: %s',
    async (setting) => {
      const folder = await fresh('not-with');
      await temp.put(`${folder}/sortition.yaml`, yaml('{ replace: 5 }').replace('alternates: 3', setting));
      expectRefused(await run('rotate', folder, '--seed', 's'), 'ROTATE_NOT_WITH', 2);
    },
  );

  test('before anything is drawn, without a share, with two, without a seed', async () => {
    const folder = await fresh('none');
    await rm(join(temp.path, folder, 'draw'), { recursive: true });
    expectRefused(await run('rotate', folder, '--seed', 's'), 'ROTATION_NO_PANEL');
    await temp.put('p/none.yaml', yaml('{ rule: lot }'));
    expectRefused(await run('rotate', 'p/none.yaml', '--seed', 's'), 'ROTATION_SHARE_MISSING', 2);
    const both = await run('rotate', 'p', '--seed', 's', '--replace', '3', '--keep', '4');
    expectRefused(both, 'ROTATION_SHARE_MISSING', 2);
    expectRefused(await run('rotate', 'p', '--seed', 's', '--replace', 'some'), 'ROTATION_SHARE', 2);
    expectRefused(await run('rotate', 'p'), 'ROTATION_SEED_MISSING');
    expectRefused(await run('rotate', 'p', '--seed', 's', '--replace', '16'), 'ROTATION_COUNT');
    expect(existsSync(join(temp.path, 'p/terms/0007'))).toBe(false);
  });

  test('of members of a value beyond its maximum, with how many must leave', async () => {
    const folder = await fresh('tight');
    const { feature = '' } = pool.quotas[0]!;
    const seats = new Map<string, number>();
    for (const row of read(`${folder}/draw/panel.csv`))
      seats.set(row[feature] ?? '', (seats.get(row[feature] ?? '') ?? 0) + 1);
    const [[value = '', many = 0] = []] = [...seats].sort((a, b) => b[1] - a[1]);
    const quotas = pool.quotas.map((row) =>
      row['feature'] !== feature
        ? row
        : { ...row, min: '0', max: row['value'] === value ? String(many - 4) : String(SIZE) },
    );
    await temp.put(`${folder}/features.csv`, csv(quotas));
    const refused = await run('rotate', folder, '--replace', '3', '--seed', 's');
    expectRefused(refused, 'ROTATION_ABOVE_MAX');
    expect(refused.stderr).toContain(`${many} members are “${value}” (${feature})`);
    expect(refused.stderr).toContain('--replace 4');
    expectDone(await run('rotate', folder, '--replace', '4', '--seed', 's'));
    expect(read(`${folder}/terms/0002/draw/panel.csv`).filter((row) => row[feature] === value)).toHaveLength(many - 4);
  });

  test('of a history that cannot be read, all at once', async () => {
    const folder = await fresh('history');
    await temp.put(`${folder}/history.csv`, `${ID},from,until\na,1,\na,2,\nb,first,\nc,3,2\n`);
    await temp.put(`${folder}/sortition.yaml`, yaml('{ replace: 3, history: history.csv }'));
    const refused = await run('rotate', folder, '--seed', 's');
    for (const says of [
      'row 3: “a” sits since row 2',
      'row 4, column from: “first”',
      'row 5, column until: This service',
    ])
      expect(refused.stderr).toContain(says);
    expect(refused.code).toBe(1);
  });
});
