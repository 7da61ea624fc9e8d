import { createHash, createHmac } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { readReplyCode } from '../../src/core/register/reply-codes.js';
import { csv, type Row, shuffled } from '../support/one-off-pool.js';
import {
  type CliRun,
  expectDone,
  expectPlain,
  expectRefused,
  filesOf,
  runCli,
  tempFolder,
} from '../support/run-cli.js';

const temp = tempFolder();
const run = (...args: string[]): Promise<CliRun> => runCli(args, { cwd: temp.path });
const read = (name: string): string => readFileSync(join(temp.path, name), 'utf8');
const rowsOf = (name: string): Row[] => parse(read(name), { columns: true, bom: true }) as Row[];
const dice = Array.from({ length: 30 }, (_, i) => ((5 * i * i + 2) % 6) + 1).join(' ');

const QUARTERS = ['Hafen', 'Alt-Stadt', 'Berg'];
/** 900 made-up people in homes of one to four; 40 are children, 60 live elsewhere. */
const people: Row[] = Array.from({ length: 900 }, (_, i) => ({
  number: `R${String((i * 7919) % 10_000).padStart(5, '0')}`,
  surname: `=Name ${i % 300}`,
  given: ['Zoë', 'Émile', 'Bo'][i % 3] ?? '',
  born: i % 23 === 0 ? '03.04.2019' : `${String((i % 28) + 1).padStart(2, '0')}.06.${1940 + (i % 60)}`,
  street: `Weg ${Math.floor(i / (1 + (i % 4)))}`,
  postcode: i % 15 === 0 ? '09999' : '01067',
  quarter: QUARTERS[(i >> 2) % 3] ?? '',
}));

const processFile = (more = ''): string => `
title: The town’s jury
register: { file: register.csv, id: number, household: [street, postcode] }
features: { age: { birth_date: born, format: dd.mm.yyyy, at: 2026-12-05 } }
eligible:
  age: { birth_date: born, format: dd.mm.yyyy, at: 2026-12-05, min: 16 }
  residence: { column: postcode, values: [01067] }
  exclude: [officials.csv, { file: moved.csv, name: [surname, given], birth_date: born, format: dd.mm.yyyy }]
quotas: quotas.csv
panel: { size: 20 }
invitation: { letters: 150, strata: { quarter: { Hafen: 4 } }${more} }
`;
const quotas = `feature,value,min,max\nage,16–39,2,18\nage,40+,2,18\nquarter,Hafen,1,18\nquarter,Alt-Stadt,1,18\nquarter,Berg,1,18\n`;

const isOf16 = ({ born = '' }: Row): boolean => !born.endsWith('2019');
const officials = people.slice(100, 104);
const moved = people.slice(200, 203);
/** Two rows of the list of those moved that name nobody: another day, another spelling. */
const namesake = { surname: moved[0]?.['surname'] ?? '', given: moved[0]?.['given'] ?? '', born: '01.01.1950' };

beforeAll(async () => {
  await temp.put('register.csv', csv(people));
  await temp.put('quotas.csv', quotas);
  await temp.put('officials.csv', csv(officials.map(({ number = '' }) => ({ number }))));
  await temp.put(
    'moved.csv',
    csv(
      [...moved, namesake].map(({ surname = '', given = '', born = '' }) => ({
        GIVEN: given.toUpperCase(),
        surname: ` ${surname} `,
        born,
      })),
    ),
  );
  await temp.put('sortition.yaml', processFile());
});

/** The whole rule once more, with node:crypto and nothing of the toolkit. */
function inviteByHand(seed: string): string[] {
  const { commitment } = JSON.parse(read('invitation/invitation-record.json'));
  const part = (bytes: Buffer): Buffer => Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes]);
  const joined = (...parts: (string | Buffer)[]): Buffer =>
    Buffer.concat(parts.map((p) => part(Buffer.from(p as string))));
  const drawSeed = createHash('sha256')
    .update(joined('sortition/draw-seed/1', Buffer.from(commitment, 'hex'), seed))
    .digest();
  const key = createHmac('sha256', Buffer.from(read('secret-key.txt').trim(), 'hex'))
    .update(joined('sortition/invitation-lots/1', drawSeed))
    .digest();
  const lot = ({ number = '' }: Row): string => createHmac('sha256', key).update(number).digest('hex');
  const line = people
    .filter((person) => isOf16(person) && person['postcode'] === '01067')
    .filter((person) => !officials.includes(person) && !moved.includes(person))
    .sort((a, b) => (lot(a) < lot(b) ? -1 : 1));
  const of = (quarter: string): number => line.filter((person) => person['quarter'] === quarter).length;
  const total = 4 * of('Hafen') + of('Alt-Stadt') + of('Berg');
  const exact = QUARTERS.map((quarter) => (150 * of(quarter) * (quarter === 'Hafen' ? 4 : 1)) / total);
  const left = new Map(QUARTERS.map((quarter, q) => [quarter, Math.floor(exact[q] ?? 0)]));
  const rest = QUARTERS.map((quarter, q) => ({ quarter, part: (exact[q] ?? 0) % 1 })).sort((a, b) => b.part - a.part);
  for (const { quarter } of rest.slice(0, 150 - [...left.values()].reduce((a, b) => a + b)))
    left.set(quarter, (left.get(quarter) ?? 0) + 1);
  const homes = new Set<string>();
  return line
    .filter(({ quarter = '', street = '' }) => {
      const letters = left.get(quarter) ?? 0;
      if (letters === 0 || homes.has(street)) return false;
      left.set(quarter, letters - 1);
      homes.add(street);
      return true;
    })
    .map(({ number = '' }) => number)
    .sort();
}

describe('An invitation drawn at once', () => {
  let first: CliRun;
  beforeAll(async () => {
    first = await run('invite', '--seed', 'any text', '--json');
    expectDone(first);
  });

  test('says on the terminal who can be invited, who not and why', async () => {
    expectPlain(first.stderr);
    expect(first.stderr).toMatch(/The town’s jury: 150 letters/);
    expect(first.stderr).toMatch(/Hafen +\d+ +\d+/);
    expect(first.stderr).toMatch(/\d+ left out: younger than 16/);
    expect(first.stderr).toMatch(/\d+ left out: no postcode of 01067/);
    expect(first.stderr).toMatch(/4 left out: on the list officials\.csv/);
    expect(first.stderr).toMatch(/left out: on the list moved\.csv/);
    expect(first.stderr).toMatch(/note {2}.*moved\.csv, row 5: Nobody has the name and date of birth/);
    expect(first.stderr).toMatch(/uncommitted/);
    expect(first.stderr).not.toMatch(/=Name|Zoë/);
  });

  test('invites those whom ten lines with node:crypto invite', () => {
    expect(
      rowsOf('invitation/invited.csv')
        .map((row) => row['number'] ?? '')
        .sort(),
    ).toEqual(inviteByHand('any text'));
  });

  test('gives all columns of the register and a code each, in the register’s order, formulas made harmless', () => {
    const invited = rowsOf('invitation/invited.csv');
    expect(Object.keys(invited[0] ?? {})).toEqual([...Object.keys(people[0] ?? {}), 'stratum', 'reply_code']);
    const byNumber = new Map(people.map((person, i) => [person['number'], { person, i }]));
    const places = invited.map((row) => byNumber.get(row['number'])?.i ?? -1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    for (const row of invited) {
      const { person } = byNumber.get(row['number']) ?? {};
      expect({ ...row, surname: row['surname']?.slice(1) }).toMatchObject(person ?? {});
      expect(row['surname']).toMatch(/^'=/);
      expect(row['stratum']).toBe(person?.['quarter']);
      expect(readReplyCode(row['reply_code'] ?? '')).toBeDefined();
    }
    expect(new Set(invited.map((row) => row['reply_code'])).size).toBe(150);
  });

  test('never two of a household', () => {
    const homes = rowsOf('invitation/invited.csv').map((row) => row['street']);
    expect(new Set(homes).size).toBe(homes.length);
  });

  test('is the same in every byte when asked again', async () => {
    const before = filesOf(temp.path);
    const again = await run('invite', '--seed', 'any text');
    expectDone(again);
    expect(again.stderr).toMatch(/nothing has changed/);
    expect(filesOf(temp.path)).toEqual(before);
  });

  test('has a public record without ids, names or codes, and a key that nobody else may read', () => {
    const published =
      read('invitation/invitation-record.json') + read('invitation/invited-lots.csv') + read('ledger.jsonl');
    const secret = read('secret-key.txt').trim();
    for (const row of rowsOf('invitation/invited.csv')) {
      for (const text of [
        row['number'],
        row['reply_code'],
        row['street'],
        (row['reply_code'] ?? '').replaceAll('-', ''),
      ])
        expect(published).not.toContain(text);
    }
    expect(published).not.toContain(secret);
    expect(statSync(join(temp.path, 'secret-key.txt')).mode & 0o077).toBe(0);
  });

  test('codes do not follow from the public seed: another seed gives the same person the same code', async () => {
    const codes = new Map(rowsOf('invitation/invited.csv').map((row) => [row['number'], row['reply_code']]));
    expectDone(await run('invite', '--seed', 'another', '--out', 'other'));
    const both = rowsOf('other/invited.csv').filter((row) => codes.has(row['number']));
    expect(both.length).toBeGreaterThan(5);
    expect(both.length).toBeLessThan(150);
    for (const row of both) expect(row['reply_code']).toBe(codes.get(row['number']));
  });

  test('verify draws it again, and finds who was put in, out or in another’s place', async () => {
    const record = 'invitation/invitation-record.json';
    expectDone(await run('verify', record));
    expectDone(await run('verify', record, '--public'));
    const good = filesOf(temp.path);
    // The key is made at random: who is not invited is another each time.
    const uninvited = (text: string): string =>
      people.map(({ number = '' }) => number).find((number) => !text.includes(number)) ?? '';
    const changed: [string, (text: string) => string, RegExp][] = [
      ['invitation/invited.csv', (text) => text.replace(/\nR\d+/, `\n${uninvited(text)}`), /FAILS +invited\.csv/],
      ['invitation/invited-lots.csv', (text) => text.replace(/\n0,[0-9a-f]/, '\n0,f'), /FAILS +lots/],
      [record, (text) => text.replace('"passed_over":', '"passed_over":1'), /FAILS +register/],
      [record, (text) => text.replace('"letters":150', '"letters":151'), /FAILS +commitment/],
      [record, (text) => text.replace('"text":"any text"', '"text":"my text"'), /FAILS +draw seed/],
      [record, (text) => text.replace('"status":"uncommitted"', '"status":"official"'), /FAILS +record/],
      [record, (text) => text.replace(/"invited":(\d+)/, '"invited":1'), /FAILS +lots/],
      ['register.csv', (text) => text.replace('Zoë', 'Zoe'), /FAILS +register .*register\.csv is another file/],
      ['secret-key.txt', () => `${'ab'.repeat(32)}\n`, /FAILS +register .*secret-key\.txt is another/],
    ];
    for (const [name, change, says] of changed) {
      await temp.put(name, change(good[name] ?? ''));
      const found = await run('verify', record);
      expect([name, found.code]).toEqual([name, 1]);
      expect(found.stderr).toMatch(says);
      await temp.put(name, good[name] ?? '');
    }
    expectDone(await run('verify', record));
  });
});

describe('A committed invitation', () => {
  let commitment: string;
  beforeAll(async () => {
    const committed = await run('invite', '--commit', '--out', 'official', '--json');
    expectDone(committed);
    ({ commitment } = JSON.parse(committed.stdout));
    expect(committed.stderr).toContain(commitment);
    expect(commitment).toBe(createHash('sha256').update(read('official/manifest.json')).digest('hex'));
  });

  test('takes just the dice that it asked for', async () => {
    const draw = ['invite', '--out', 'official', '--commitment'];
    expectRefused(await run(...draw, 'official', '--dice', '1 2 3'), 'SEED_SHAPE', 2);
    expectRefused(await run(...draw, 'official', '--seed', 'the people I like'), 'SEED_SHAPE', 2);
    expectRefused(await run(...draw, 'ab'.repeat(32), '--dice', dice), 'COMMITMENT_OTHER');
    expectRefused(await run(...draw, 'nowhere', '--dice', dice), 'INVITATION_NOT_COMMITTED');
    expectRefused(await run('invite', '--dice', dice), 'SEED_OF_COMMITMENT', 2);
    expectRefused(await run('invite', '--commit', '--seed-source', 'pick'), 'INVITATION_PICK', 2);
    expectRefused(await run('invite', '--commit', '--seed-source', 'drand:5'), 'ROUND_PAST');
  });

  test.each([
    ['register.csv', (text: string) => shuffledLines(text), /register\.csv is another file/],
    ['officials.csv', (text: string) => `${text}R00007\n`, /officials\.csv is another file/],
    ['sortition.yaml', (text: string) => text.replace('letters: 150', 'letters: 151'), /number of letters has changed/],
    ['sortition.yaml', (text: string) => text.replace('Hafen: 4', 'Hafen: 5'), /strata or their rates have changed/],
    ['sortition.yaml', (text: string) => text.replace('min: 16', 'min: 18'), /who can be invited, or how/],
    ['secret-key.txt', () => `${'cd'.repeat(32)}\n`, /secret-key\.txt is another/],
  ])('is refused after a change of %s', async (name, change, says) => {
    const good = read(name);
    await temp.put(name, change(good));
    const refused = await run('invite', '--out', 'official', '--commitment', 'official', '--dice', dice);
    await temp.put(name, good);
    expectRefused(refused, 'COMMITMENT_CHANGED');
    expect(refused.stderr).toMatch(says);
  });

  test('is drawn once, officially', async () => {
    const draw = ['invite', '--out', 'official', '--commitment', commitment, '--dice'];
    const drawn = await run(...draw, dice, '--json');
    expectDone(drawn);
    expect(JSON.parse(drawn.stdout)).toMatchObject({ status: 'official', invited: 150, commitment });
    expectRefused(
      await run(
        ...draw,
        dice.replace(/\d$/, (d) => String((Number(d) % 6) + 1)),
      ),
      'SEED_SECOND',
    );
    const again = await run(...draw, dice);
    expectDone(again);
    expect(again.stderr).toMatch(/nothing has changed/);
    const verified = await run('verify', 'official/invitation-record.json');
    expectDone(verified);
    expect(verified.stderr).toMatch(/holds +register +drawn once more/);
    expect(read('ledger.jsonl')).toMatch(/"step":"invitation"/);
    expect(read('ledger.jsonl').match(/"step":"invite"/g)?.length).toBe(3);
  });
});

function shuffledLines(text: string): string {
  const [header = '', ...lines] = text.trimEnd().split('\n');
  return [header, ...shuffled(lines, 'another order')].map((line) => `${line}\n`).join('');
}

describe('A register with flags alone', () => {
  test('is drawn from without a process folder, and verified with the register', async () => {
    const args = ['--register', 'register.csv', '--id', 'number', '--household', 'street', '--letters', '40'];
    expectDone(await run('invite', ...args, '--seed', 'x', '--out', 'alone'));
    expect(rowsOf('alone/invited.csv').length).toBe(40);
    expectDone(await run('verify', 'alone/invitation-record.json', '--pool', 'register.csv'));
    expectRefused(await run('invite', '--register', 'register.csv'), 'LETTERS_MISSING', 2);
    expectRefused(await run('invite', '--id', 'number'), 'FLAG_NEEDS_REGISTER', 2);
    expectRefused(await run('invite', '.', '--register', 'register.csv', '--letters', '4'), 'FOLDER_AND_REGISTER', 2);
    const many = await run('invite', ...args.with(-1, '901'), '--seed', 'x', '--out', 'many');
    expectRefused(many, 'LETTERS_TOO_MANY');
    expect(many.stderr).toMatch(/901 letters for 900 people/);
  });

  test('with too few households for the letters: as many as there are, and it says so', async () => {
    const few = await run(
      ...['invite', '--register', 'register.csv', '--id', 'number', '--household', 'postcode'],
      ...['--letters', '5', '--seed', 'x', '--out', 'few'],
    );
    expectDone(few);
    expect(few.stderr).toMatch(/Missing +3 letters of 5: everybody else’s household/);
    expect(rowsOf('few/invited.csv').length).toBe(2);
    expectDone(await run('verify', 'few/invitation-record.json', '--pool', 'register.csv'));
  });

  test('with fewer households than letters in some stratum: said before the commitment is published', async () => {
    const few = [0, 1, 2, 3, 4, 5].map((n) => ({ id: `a${n}`, home: `a${n >> 1}`, part: 'Mühlheim' }));
    const many = [0, 1, 2, 3, 4, 5].map((n) => ({ id: `b${n}`, home: n < 2 ? '' : `b${n}`, part: 'Berg' }));
    await mkdir(join(temp.path, 'homes'));
    await temp.put('homes/register.csv', csv([...few, ...many]));
    await temp.put('homes/quotas.csv', 'feature,value,min,max\npart,Mühlheim,0,2\npart,Berg,0,2\n');
    const yaml = (rule: string): string =>
      `title: T\nregister: { file: register.csv, id: id, household: [home] }\nquotas: quotas.csv\npanel: { size: 2 }\ninvitation: { letters: 10, strata: { part: {} }${rule} }\n`;
    await temp.put('homes/sortition.yaml', yaml(''));
    const said = await run('invite', 'homes', '--commit', '--out', 'one-each', '--json');
    expectDone(said);
    expect(said.stderr).toMatch(/Mühlheim: 5 letters, but only 3 households: 2 letters or more will not be sent/);
    expect(said.stderr).not.toMatch(/Berg: /);
    expect(JSON.parse(said.stdout).strata.map(({ room }: { room: number }) => room)).toEqual([6, 3]);
    await temp.put('homes/sortition.yaml', yaml(', per_household: 2'));
    const two = await run('invite', 'homes', '--commit', '--out', 'two-each', '--json');
    expect(JSON.parse(two.stdout).strata.map(({ room }: { room: number }) => room)).toEqual([6, 6]);
    expect(two.stderr).not.toMatch(/will not be sent/);
  });

  test('with a row twice: one person and a note; with two people of one id: refused, rows named', async () => {
    const [one = {}, two = {}] = people;
    await temp.put('twice.csv', csv([...people, one]));
    const args = ['--id', 'number', '--letters', '900', '--seed', 'x'];
    const twice = await run('invite', '--register', 'twice.csv', ...args, '--out', 'twice');
    expectDone(twice);
    expect(twice.stderr).toMatch(/note {2}.*twice\.csv, row 902/);
    expect(rowsOf('twice/invited.csv').length).toBe(900);
    await temp.put('same-id.csv', csv([...people, { ...two, number: one['number'] ?? '' }]));
    const same = await run('invite', '--register', 'same-id.csv', ...args, '--out', 'same-id');
    expectRefused(same, 'ID_TWICE');
    expect(same.stderr).toMatch(/same-id\.csv, row 902/);
  });

  test('that has the columns which invited.csv adds is refused', async () => {
    await temp.put('columns.csv', csv(people.slice(0, 5).map((person) => ({ ...person, Reply_Code: 'x' }))));
    const refused = await run('invite', '--register', 'columns.csv', '--id', 'number', '--letters', '2', '--seed', 'x');
    expectRefused(refused, 'COLUMN_RESERVED');
  });
});

describe('Strata', () => {
  test('with a value that the quotas do not know are refused, with the nearest', async () => {
    await temp.put('sortition.yaml', processFile().replace('Hafen: 4', 'Hafn: 4'));
    const refused = await run('invite', '--seed', 'x', '--out', 'strata');
    expectRefused(refused, 'INVITATION_VALUE_UNKNOWN');
    expect(refused.stderr).toMatch(/Did you mean “Hafen”/);
  });

  test('by a feature that the quotas do not have take the values with a rate, and all others together', async () => {
    await temp.put('sortition.yaml', processFile().replace('quarter: { Hafen: 4 }', 'given: { Zoë: 2, émile: 3 }'));
    const drawn = await run('invite', '--seed', 'x', '--out', 'strata', '--json');
    expectDone(drawn);
    const { strata } = JSON.parse(drawn.stdout) as { strata: { name: string; people: number; letters: number }[] };
    expect(strata.map(({ name }) => name)).toEqual(['all others', 'Zoë', 'émile']);
    const [others, zoe, emile] = strata.map(({ people, letters }) => letters / people);
    expect((zoe ?? 0) / (others ?? 1)).toBeCloseTo(2, 0);
    expect((emile ?? 0) / (others ?? 1)).toBeCloseTo(3, 0);
    await temp.put('sortition.yaml', processFile());
  });

  test('cross, and a process without an invitation says how to write one', async () => {
    await temp.put('sortition.yaml', processFile().replace('Hafen: 4 }', 'Hafen: 4 }, age: { 16–39: 2 }'));
    const crossed = await run('invite', '--seed', 'x', '--out', 'crossed', '--json');
    expectDone(crossed);
    const { strata } = JSON.parse(crossed.stdout) as { strata: { name: string; people: number; letters: number }[] };
    expect(strata.map(({ name }) => name)).toContain('16–39 · Hafen');
    expect(strata.length).toBe(6);
    expect(strata.reduce((sum, { letters }) => sum + letters, 0)).toBe(150);
    await temp.put('sortition.yaml', processFile().replace(/invitation:.*/, ''));
    expectRefused(await run('invite', '--seed', 'x'), 'INVITATION_MISSING');
    await temp.put('sortition.yaml', processFile());
  });
});
