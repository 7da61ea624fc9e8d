import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Cell, workbook } from '../io/workbook.js';
import { ASKED, invitedTown } from '../support/invited-town.js';
import { slipped } from '../support/made-invitation.js';
import { csv, type Row } from '../support/one-off-pool.js';
import {
  type CliRun,
  expectDone,
  expectPlain,
  expectRefused,
  filesOf,
  namesBelow,
  runCli,
  tempFolder,
} from '../support/run-cli.js';

const temp = tempFolder();
const town = invitedTown();
const { people, answer } = town;
const idOf = (n: number): string => people[n]?.['nationbuilder_id'] ?? '';
const code = (n: number): string => people[n]?.['reply_code'] ?? '';
const no = { [ASKED.takesPart]: 'No, thank you' };
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

const put = async (files: Readonly<Record<string, string | Uint8Array>>, folder = '.'): Promise<void> => {
  mkdirSync(join(temp.path, folder, 'invitation'), { recursive: true });
  for (const [name, content] of Object.entries(files)) await temp.put(join(folder, name), content);
};
const run = (...args: string[]): Promise<CliRun> => runCli(args, { cwd: temp.path });
const rowsOf = (name: string): Row[] =>
  parse(readFileSync(join(temp.path, name)), { columns: true, bom: true, delimiter: ';' }) as Row[];
const summary = ({ stdout }: CliRun) => JSON.parse(stdout);

/** A file of the folder pool, by its name there. */
const inPool = (name: string, text: string): [string, string][] =>
  /^pool\W/.test(name) ? [[name.slice('pool/'.length), text]] : [];

/** Nothing of a person or a letter may stand on a terminal or in a log. */
function expectDiscreet({ stdout, stderr }: CliRun): void {
  for (const row of people) {
    for (const column of ['name', 'address', 'reply_code']) {
      const cell = row[column] ?? '';
      if (cell !== '') expect(`${stdout}${stderr}`).not.toContain(cell);
    }
  }
}

describe('Replies as form tools export them', () => {
  const wrong = `${slipped(code(60).replaceAll('-', ''), 3)}`;
  const rows: Row[] = [
    ...range(0, 50).map((n) => answer(n)),
    answer(50, { [ASKED.code]: code(50).toLowerCase().replaceAll('-', ' ') }),
    ...range(51, 55).map((n) => answer(n, { ...no, [ASKED.reason]: 'No time' })),
    answer(55, { ...no, [ASKED.reason]: 'I am the widow of the mayor' }),
    answer(56, { [ASKED.consent]: '' }),
    answer(57, { [ASKED.available]: 'Perhaps' }),
    answer(58, { [ASKED.gender]: '=HYPERLINK("http://x")' }),
    answer(59, { [ASKED.gender]: people[59]?.['gender'] === 'female' ? 'Man' : 'Woman' }),
    answer(60, { [ASKED.code]: wrong }),
    answer(61, { [ASKED.code]: '' }),
    answer(62, { [ASKED.code]: '000 000 000' }),
    answer(63, { [ASKED.code]: '@SUM(1+1)' }),
    answer(0),
    answer(2, no),
  ];
  let intake: CliRun;
  beforeAll(async () => {
    await put(town.files);
    await temp.put('replies.csv', `\ufeff${csv(rows, { delimiter: ';', lineEnd: '\r\n' })}`);
    intake = await run('intake', 'replies.csv', '--json');
  });

  test('are each counted once, in numbers that add up', () => {
    expectDone(intake);
    expectPlain(intake.stderr);
    expect(summary(intake)).toMatchObject({
      state: 'written',
      rows: rows.length,
      letters: 160,
      replies: 60,
      yes: 51,
      refused: 6,
      noConsent: 1,
      notAvailable: 1,
      unusable: 1,
      unanswered: 100,
      repeated: 2,
      repeated_same: 1,
      no_code: 1,
      not_a_code: 2,
      not_invited: 1,
      disagreements: 1,
      feasible: true,
    });
    expect(rowsOf('pool/replies.csv').length).toBe(rows.length);
  });

  test('leave nobody’s name, code or own words on the terminal', () => {
    expectDiscreet(intake);
    expect(`${intake.stdout}${intake.stderr}`).not.toMatch(/widow|HYPERLINK/);
    expect(intake.stderr).toMatch(/Reasons +“No time” 4, none given 3, others 1\n/);
    expect(intake.stderr).toMatch(/Repeated +2 replies, 1 of them saying the same; the last reply of a code counts/);
  });

  test('make a pool of those who said yes: the register’s columns, no codes, features as the quotas spell them', () => {
    const pool = rowsOf('pool/pool.csv');
    // Person 2 said no in the end.
    const yes = [...range(0, 2), ...range(3, 51), 59];
    expect(pool.map((row) => row['nationbuilder_id'])).toEqual(yes.map((n) => (n === 1 ? "'=1+1" : idOf(n))));
    expect(Object.keys(pool[0] ?? {})).toEqual([
      'nationbuilder_id',
      'name',
      'address',
      'postcode',
      'gender',
      'age',
      'district',
    ]);
    pool.forEach((row, i) => {
      const person = people[yes[i] ?? 0] ?? {};
      for (const column of ['name', 'address', 'postcode', 'age', 'district']) expect(row[column]).toBe(person[column]);
    });
    const used = pool.at(-1)?.['gender'];
    expect(used).not.toBe(people[59]?.['gender']);
    expect(rowsOf('pool/disagreements.csv')).toEqual([
      { id: idOf(59), feature: 'gender', register: people[59]?.['gender'], reply: used, used },
    ]);
  });

  test('that cannot be used are listed with what they may have meant; none of it is accepted', () => {
    const listed = rowsOf('pool/to-settle.csv');
    const at = (n: number): string => String(rows.indexOf(rows[n] ?? {}) + 2);
    expect(listed.map(({ row, written, proposed }) => [row, written, proposed])).toEqual([
      [at(58), code(58), ''],
      [at(60), wrong, code(60)],
      [at(61), '', ''],
      [at(62), '000 000 000', ''],
      [at(63), "'@SUM(1+1)", ''],
    ]);
    expect(listed[0]?.['why']).toMatch(/quotas of “gender” have no value “=HYPERLINK/);
    expect(listed.every((row) => row['code'] === '')).toBe(true);
    const answered = new Set(rowsOf('pool/reminders.csv').map((row) => row['reply_code']));
    expect([60, 61, 62, 63].every((n) => answered.has(code(n)))).toBe(true);
    expect(answered.size).toBe(100);
  });

  test('have their response told by stratum and value, and in the ledger the pool they made', () => {
    const response = rowsOf('pool/response.csv');
    const everybody = response[0] ?? {};
    expect(everybody).toMatchObject({ by: 'everybody', letters: '160', yes: '51', rate: '0.3187' });
    for (const by of ['stratum', 'gender', 'age', 'district']) {
      const sum = response.filter((row) => row['by'] === by).reduce((total, row) => total + Number(row['letters']), 0);
      expect([by, sum]).toEqual([by, 160]);
    }
    const [entry] = readFileSync(join(temp.path, 'ledger.jsonl'), 'utf8').trimEnd().split('\n');
    expect(JSON.parse(entry ?? '')).toMatchObject({ step: 'intake', entry: 0 });
    expect(Object.keys(JSON.parse(entry ?? '').outputs)).toEqual(['pool.csv']);
  });

  test('change nothing when they are read again; others need --force', async () => {
    const before = filesOf(temp.path);
    const again = await run('intake', 'replies.csv');
    expectDone(again);
    expect(again.stderr).toMatch(/Files +pool: nothing has changed/);
    expect(filesOf(temp.path)).toEqual(before);
    await temp.put('more.csv', csv([...rows, answer(70)], { delimiter: '\t' }));
    expectRefused(await run('intake', 'more.csv'), 'OUTPUT_EXISTS');
    expect(filesOf(join(temp.path, 'pool'))).toEqual(
      Object.fromEntries(Object.entries(before).flatMap(([name, text]) => inPool(name, text))),
    );
  });

  test('count for a letter once somebody has filled in its code, and stay so', async () => {
    const path = join(temp.path, 'pool/to-settle.csv');
    const filledIn = readFileSync(path, 'utf8').replace(/^(62;.*);$/m, `$1;${code(60).toLowerCase()}`);
    await temp.put('pool/to-settle.csv', filledIn);
    // A list with codes filled in is not written over, not even with --force.
    const unheard = await run('intake', 'replies.csv', '--force');
    expectRefused(unheard, 'SETTLED_UNHEARD');
    expect(readFileSync(path, 'utf8')).toBe(filledIn);
    const settled = await run('intake', 'replies.csv', '--settled', 'pool/to-settle.csv', '--force', '--json');
    expectDone(settled);
    expect(summary(settled)).toMatchObject({ yes: 52, not_a_code: 1, settled: 1, state: 'replaced' });
    expect(rowsOf('pool/to-settle.csv').find((row) => row['row'] === '62')).toMatchObject({
      why: 'settled by hand',
      code: code(60),
    });
    const again = await run('intake', 'replies.csv', '--settled', 'pool/to-settle.csv');
    expect(again.stderr).toMatch(/nothing has changed/);
  });

  test.each([
    ['a row that the replies do not have', '9999;x;;;CODE', 'SETTLED_ROW'],
    ['a code that was never sent', '62;WRITTEN;;;000-000-000', 'SETTLED_CODE'],
    ['a near miss', '62;WRITTEN;;;SLIP', 'SETTLED_CODE'],
    ['another reply than was there', '62;something else;;;CODE', 'SETTLED_ROW'],
    ['two codes for one reply', '62;WRITTEN;;;CODE\n62;WRITTEN;;;OTHER', 'SETTLED_TWICE'],
  ])('are not settled by %s', async (_, lines, fault) => {
    const text = lines
      .replaceAll('CODE', code(60))
      .replaceAll('OTHER', code(61))
      .replaceAll('WRITTEN', wrong)
      .replaceAll('SLIP', wrong);
    await temp.put('settled.csv', `row;written;proposed;why;code\n${text}\n`);
    const refused = await run('intake', 'replies.csv', '--settled', 'settled.csv', '--out', 'elsewhere');
    expectRefused(refused, fault);
    expectDiscreet(refused);
    expect(namesBelow(temp.path)).not.toContain('elsewhere');
  });
});

describe('The questions that decide who can be drawn', () => {
  const settingsWith = (from: string | RegExp, to: string): string =>
    (town.files['sortition.yaml'] ?? '').replace(from, to);
  const intakeOf = async (folder: string, yaml: string, rows: readonly Row[]): Promise<CliRun> => {
    await put({ ...town.files, 'sortition.yaml': yaml }, folder);
    await temp.put(`${folder}/replies.csv`, csv([...rows]));
    return run('intake', `${folder}/replies.csv`, folder, '--json');
  };
  const answers = [
    ...range(0, 40).map((n) => answer(n)),
    ...range(40, 45).map((n) => answer(n, no)),
    answer(45, { [ASKED.takesPart]: 'Yes gladly, says Ann Example' }),
    answer(46, { [ASKED.takesPart]: '' }),
  ];

  test('have their answers listed with how each was counted; rare ones in somebody’s own words by row alone', async () => {
    const intake = await intakeOf('answered', town.files['sortition.yaml'] ?? '', answers);
    expectDone(intake);
    expect(intake.stderr).toMatch(
      /Takes part +“Yes, gladly” 40 yes, “No, thank you” 5 no, blank 1 no, 1 other answer 1 no \(row 47\)\n/,
    );
    expect(intake.stderr).toMatch(/Consent +“I agree” 47 yes\n/);
    expect(`${intake.stdout}${intake.stderr}`).not.toContain('Ann Example');
    expect(intake.stderr).not.toMatch(/note/);
    expect(summary(intake).asked[0]).toEqual({
      question: 'takes part',
      column: ASKED.takesPart,
      answers: [
        { answer: 'Yes, gladly', counts_as: 'yes', rows: 40 },
        { answer: 'No, thank you', counts_as: 'no', rows: 5 },
        { answer: '', counts_as: 'no', rows: 1 },
      ],
      others: { answers: 1, rows: 1 },
    });
  });

  test('are said not to be asked: then every reply is a yes', async () => {
    const intake = await intakeOf('unasked', settingsWith(/ {2}takes_part:.*\n/, ''), answers);
    expectDone(intake);
    expect(intake.stderr).toMatch(/Takes part +no question “takes part” is set: every reply counts as yes\n/);
    expect(summary(intake)).toMatchObject({ yes: 47 });
  });

  test('are noted where nobody gives the answer that means yes', async () => {
    const intake = await intakeOf('unheard', settingsWith('["Yes, gladly"]', '["Yes, very gladly", oui]'), answers);
    expectDone(intake);
    expect(intake.stderr).toMatch(/note .*“Yes, very gladly” or “oui”: none counts as yes to “takes part”.*yes:/);
    expect(summary(intake)).toMatchObject({ yes: 0 });
  });

  const divers = [...range(0, 60).map((n) => answer(n, n < 2 ? { [ASKED.gender]: 'divers' } : {}))];

  test('are followed by what settles a value that the quotas do not have: not a code', async () => {
    const intake = await intakeOf('divers', town.files['sortition.yaml'] ?? '', divers);
    expectDone(intake);
    expect(summary(intake)).toMatchObject({ unusable: 2 });
    expect(intake.stderr).toMatch(
      /Next +say what the values in \S+to-settle.csv mean under “replies: features: … values:”/,
    );
    expect(intake.stderr).toMatch(/prefer: register/);
    expect(intake.stderr).toMatch(/what cannot be settled may stay as it is: sortition lottery/);
    expect(intake.stderr).not.toMatch(/column “code”/);
    expect(rowsOf('divers/pool/to-settle.csv')[0]?.['why']).toMatch(
      /have no value “divers”. Say what it means in sortition.yaml: replies: features: gender: values:/,
    );
  });

  test('leave the register’s value where the answer is translated into nothing', async () => {
    const intake = await intakeOf('silent', settingsWith('Neither: other', 'Neither: other, divers: ""'), divers);
    expectDone(intake);
    expect(summary(intake)).toMatchObject({ unusable: 0, yes: 60, disagreements: 0 });
    expect(
      rowsOf('silent/pool/pool.csv')
        .slice(0, 2)
        .map((row) => row['gender']),
    ).toEqual(people.slice(0, 2).map((row) => row['gender']));
    expect(intake.stderr).toMatch(/Next +sortition lottery/);
  });
});

describe('From the replies to the panel', () => {
  const folder = 'flow';
  const dice = Array.from({ length: 30 }, (_, i) => ((5 * i * i + 2) % 6) + 1).join(' ');
  beforeAll(async () => {
    await put(town.files, folder);
    await temp.put('flow/replies.csv', csv(range(0, 70).map((n) => answer(n))));
  });

  test('nothing is drawn before there is a pool', async () => {
    const early = await run('check', folder);
    expectRefused(early, 'POOL_NOT_YET');
    expect(early.stderr).toMatch(/next {2}Run sortition intake REPLIES\.csv/);
  });

  test('check, lottery, draw and verify all take the pool', async () => {
    const intake = await run('intake', 'flow/replies.csv', folder);
    expectDone(intake);
    expect(intake.stderr).toMatch(/Quotas +can be met: there is a panel of 12, at most one person a household/);
    const check = await run('check', folder);
    expectDone(check);
    expect(check.stderr).toMatch(/Pool +70 people can be drawn, of 70 rows in flow.pool.pool\.csv/);
    expectDone(await run('lottery', folder));
    const draw = await run('draw', folder, '--commitment', 'flow/lottery', '--dice', dice);
    expectDone(draw);
    const verify = await run('verify', 'flow/draw/draw-record.json', '--replay');
    expectDone(verify);
    expect(verify.stderr).toMatch(/^ {2}holds: flow.draw.draw-record\.json$/m);
    expect(verify.stderr).toMatch(/holds {2}panel\.csv/);
    const pseudonyms = readFileSync(join(temp.path, 'flow/pseudonyms.csv'), 'utf8').trimEnd().split('\n').slice(1);
    const ids = pseudonyms.map((line) => decodeURIComponent(line.split(',')[0] ?? ''));
    // The id that looks like a formula is itself again.
    expect([...ids].sort()).toEqual(range(0, 70).map(idOf).sort());
    const rows = ['panel', 'alternates', 'remaining'].flatMap((name) => rowsOf(`flow/draw/${name}.csv`));
    expect(rows.map((row) => row['nationbuilder_id']).sort()).toEqual(
      range(0, 70)
        .map((n) => (n === 1 ? "'=1+1" : idOf(n)))
        .sort(),
    );
    const homes = rowsOf('flow/draw/panel.csv').map((row) => `${row['address']} ${row['postcode']}`);
    expect(new Set(homes).size).toBe(homes.length);
  }, 60_000);

  test('two of one household can both be in the pool: the draw’s own rule sees to them', () => {
    const homes = rowsOf('flow/pool/pool.csv').map((row) => `${row['address']} ${row['postcode']}`);
    expect(new Set(homes).size).toBeLessThan(homes.length);
  });

  test('a pool that has changed since the commitment is not drawn from', async () => {
    await temp.put('flow/replies.csv', csv(range(0, 71).map((n) => answer(n))));
    expectDone(await run('intake', 'flow/replies.csv', folder, '--force'));
    expectRefused(
      await run('draw', folder, '--commitment', 'flow/lottery', '--dice', dice, '--out', 'x'),
      'COMMITMENT_CHANGED',
    );
  });
});

describe('A pool that is still too small', () => {
  test('is told with what is missing, and how many reminders would likely close it', async () => {
    await put(town.files, 'small');
    await temp.put('small/replies.csv', csv(range(0, 12).map((n) => answer(n, n < 6 ? {} : no))));
    const intake = await run('intake', 'small/replies.csv', 'small', '--json');
    expectDone(intake);
    expectPlain(intake.stderr);
    expectDiscreet(intake);
    const { feasible, missing, unanswered } = summary(intake);
    expect([feasible, unanswered]).toEqual([false, 148]);
    expect(missing[0]).toMatchObject({ value: '', min: 12, inPool: 6, missing: 6, unanswered: 148 });
    expect(intake.stderr).toMatch(/the whole panel +12 +6 +6 +148 +1\.88 %/);
    expect(intake.stderr).toMatch(/Quotas +cannot be met yet/);
    expect(intake.stderr).toMatch(/148 people have not answered: reminders\.csv/);
    const reminders = rowsOf('small/pool/reminders.csv');
    expect(reminders).toEqual(rowsOf('small/invitation/invited.csv').slice(12));
  });

  test('is empty where nobody has replied yet, and no rate is made up', async () => {
    await put(town.files, 'none');
    await temp.put(
      'none/replies.csv',
      csv([answer(0)])
        .split('\n')
        .slice(0, 2)
        .join('\n'),
    );
    const intake = await run('intake', 'none/replies.csv', 'none', '--json');
    expectDone(intake);
    expect(summary(intake)).toMatchObject({ replies: 0, yes: 0, feasible: false });
    expect(summary(intake).missing.every((of: object) => !('rate' in of))).toBe(true);
    expect(intake.stderr).toMatch(/no rate is known/);
  });
});

describe('Without a word on replies in sortition.yaml', () => {
  beforeAll(async () => {
    await put(invitedTown({ withReplies: false }).files, 'bare');
  });

  test('every reply with a code is a yes, whatever the column is called that --code names', async () => {
    const rows = range(0, 60).map((n) => ({ 'Code, as on the letter': code(n) }));
    await temp.put('bare/named.csv', csv(rows));
    const refused = await run('intake', 'bare/named.csv', 'bare');
    expectRefused(refused, 'REPLY_CODE_COLUMN');
    expect(refused.stderr).toMatch(/--code COLUMN.*“Code, as on the letter”/);
    const named = await run('intake', 'bare/named.csv', 'bare', '--code', 'code, as on the letter', '--json');
    expectDone(named);
    expect(summary(named)).toMatchObject({ yes: 60, refused: 0, feasible: true });
    await temp.put('bare/plain.csv', csv(rows.map((row) => ({ 'Reply Code': row['Code, as on the letter'] }))));
    const plain = await run('intake', 'bare/plain.csv', 'bare');
    expectDone(plain);
    expect(plain.stderr).toMatch(/nothing has changed/);
  });

  test('a workbook will do, and its typed dates give ages', async () => {
    const settings = invitedTown({ withReplies: false }).files['sortition.yaml'] ?? '';
    const form = `replies:
  code: code
  features: { age: { birth_date: Date of birth, format: dd/mm/yyyy, at: 2026-12-05 } }
`;
    await put({ ...town.files, 'sortition.yaml': settings + form }, 'sheet');
    // Days since 1900: 1 January 2001, 1 January 1961; and a text in the form declared.
    const born: Cell[] = [{ day: 36892 }, { day: 22282 }, '05/12/1987', 'about 1970'];
    const sheet = range(0, 60).map((n): Cell[] => [code(n), born[n % 4] ?? '']);
    await temp.put('sheet/replies.xlsx', workbook([['code', 'Date of birth'], ...sheet]));
    const intake = await run('intake', 'sheet/replies.xlsx', 'sheet', '--json');
    expectDone(intake);
    expect(summary(intake)).toMatchObject({ yes: 45, unusable: 15 });
    const ages = rowsOf('sheet/pool/pool.csv').map((row) => row['age']);
    expect(ages.slice(0, 3)).toEqual(['25–39', '60+', '25–39']);
  });
});

describe('An intake that cannot be', () => {
  const settings = town.files['sortition.yaml'] ?? '';
  const replies = csv([answer(0)]);
  test.each<[string, Record<string, string>, string, RegExp]>([
    ['without an invitation', { 'sortition.yaml': settings.replace(/invitation:.*\n/, '') }, 'INVITATION_MISSING', /./],
    [
      'with a code in two rows',
      { 'invitation/invited.csv': csv([people[0] ?? {}, people[0] ?? {}]) },
      'INVITED_CODE_TWICE',
      /row 3/,
    ],
    [
      'with columns that are not there',
      { 'replies.csv': 'a,b\n1,2\n' },
      'INPUT_FAULTS',
      /replies\.csv.*row 1: There is no column/,
    ],
    ['with a broken row', { 'replies.csv': `${replies}a,b\n` }, 'ROW_CELL_COUNT', /row 3/],
    [
      'that would replace the home’s columns',
      { 'quotas.csv': 'feature,value,min,max\npostcode,24103,1,12\npostcode,24105,1,12\n' },
      'POOL_COLUMN_TAKEN',
      /“postcode”/,
    ],
    [
      'with a feature that nobody knows',
      { 'quotas.csv': 'feature,value,min,max\nmood,good,1,12\nmood,bad,1,12\n' },
      'COLUMN_MISSING',
      /invited\.csv.*\n.*“mood”/,
    ],
  ])('says so: %s', async (name, changes, fault, says) => {
    const folder = name.replace(/\W+/g, '-');
    await put({ ...town.files, 'replies.csv': replies, ...changes }, folder);
    const refused = await run('intake', join(folder, 'replies.csv'), folder);
    expectRefused(refused, fault);
    expect(refused.stderr).toMatch(says);
    expectDiscreet(refused);
    expect(namesBelow(join(temp.path, folder))).not.toContain('pool');
  });

  test('says so: before anybody was invited', async () => {
    await put(
      { 'sortition.yaml': settings, 'quotas.csv': town.files['quotas.csv'] ?? '', 'replies.csv': replies },
      'early',
    );
    expectRefused(await run('intake', 'early/replies.csv', 'early'), 'INVITED_NOT_YET');
  });
});
