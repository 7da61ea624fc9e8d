import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { csv, type Row } from '../support/one-off-pool.js';
import { type CliRun, expectDone, expectRefused, filesOf, runCli, tempFolder } from '../support/run-cli.js';

const temp = tempFolder();
const run = (folder: string, args: readonly string[], env: Record<string, string> = {}): Promise<CliRun> =>
  runCli(['agenda', ...args], { cwd: folder, env });

const PEOPLE = 24;
const person = (n: number): Row => ({
  id: `P-${String(n).padStart(3, '0')}`,
  given: ['Ana', 'Bo', 'Čeněk', 'Dörte', 'Élodie', 'Fatima'][n % 6] ?? '',
  surname: ['Peeters', 'Şahin', 'El Amrani'][n % 3] ?? '',
  gender: n % 2 === 0 ? 'man' : 'woman',
  age: ['young', 'middle', 'old'][n % 3] ?? '',
  lang: n % 4 === 0 ? 'NL' : 'FR',
});
const SETTINGS = `  time_zone: Europe/Brussels
  place: Town hall
  language: en
  tables: { number: 6 }
  people: { given_name: given, surname: surname }
`;
const DAYS = `  days:
    - id: first
      date: 2026-10-24
      start: "09:00"
      blocks:
        - { kind: arrival, minutes: 30 }
        - { kind: tables, minutes: 45, task: What matters? }
        - { kind: tables, minutes: 45 }
    - id: second
      date: 2026-10-25
      start: "09:00"
      blocks:
        - { kind: tables, minutes: 45 }
        - { kind: closing, minutes: 15 }
`;

/** A panel that was drawn already; `sessions` is that section of sortition.yaml. */
async function panelProcess(
  sessions = `${SETTINGS}${DAYS}`,
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  const folder = await temp.folder();
  const people = Array.from({ length: PEOPLE }, (_, n) => person((n * 7) % PEOPLE));
  const quotas = [
    { feature: 'gender', value: 'man', min: '12', max: '12' },
    { feature: 'gender', value: 'woman', min: '12', max: '12' },
    ...['young', 'middle', 'old'].map((value) => ({ feature: 'age', value, min: '8', max: '8' })),
  ];
  const files = {
    'sortition.yaml': `title: The jury\nregister: { file: register.csv, id: id }\nquotas: quotas.csv\npanel: { size: ${PEOPLE} }\n${sessions === '' ? '' : `sessions:\n${sessions}`}`,
    'quotas.csv': csv(quotas),
    'draw/panel.csv': csv(people),
    ...more,
  };
  for (const [name, text] of Object.entries(files)) put(folder, name, text);
  return folder;
}
function put(folder: string, name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}
const rowsOf = (folder: string, name = 'sessions/seating.csv'): Row[] =>
  parse(readFileSync(join(folder, name)), { columns: true, bom: true }) as Row[];
const change = (folder: string, from: string, to: string): void =>
  put(folder, 'sortition.yaml', readFileSync(join(folder, 'sortition.yaml'), 'utf8').replace(from, to));
const tableOf = (rows: readonly Row[], id: string, round: number): string =>
  rows.find((row) => row['id'] === id)?.[`round ${round}`] ?? 'nobody';

describe('A panel', () => {
  let folder = '';
  let first: CliRun;
  beforeAll(async () => {
    folder = await panelProcess();
    first = await run(folder, ['--json']);
  }, 60_000);

  test('is seated, and everything for its days is written', () => {
    expectDone(first);
    const rows = rowsOf(folder);
    expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: PEOPLE }, (_, n) => person(n)['id']));
    for (const round of [1, 2, 3]) {
      const seats = rows.map((row) => Number(row[`round ${round}`]));
      for (let table = 1; table <= 6; table++) expect(seats.filter((own) => own === table).length).toBe(4);
    }
    const summary = JSON.parse(first.stdout);
    expect(summary.seating).toMatchObject({ people: PEOPLE, tables: [6, 6, 6], absent: [0, 0, 0] });
    expect(summary.files).toEqual(
      readdirSync(join(folder, 'sessions')).sort((a, b) => summary.files.indexOf(a) - summary.files.indexOf(b)),
    );
    expect(summary.files).toContain('schedules.pdf');
  });

  test('counts its meetings in seating.csv, meetings.csv and seating.json alike', () => {
    const rows = rowsOf(folder);
    const pairs = rows.flatMap((one, i) => rows.slice(i + 1).map((other) => [one, other] as const));
    const met = pairs.filter(([one, other]) => [1, 2, 3].some((r) => one[`round ${r}`] === other[`round ${r}`]));
    const { seating } = JSON.parse(first.stdout);
    expect(seating.meetings).toBe(met.length);
    expect(seating.meetings).toBeLessThanOrEqual(seating.meetings_bound);
    expect(JSON.parse(readFileSync(join(folder, 'sessions/seating.json'), 'utf8')).meetings).toBe(met.length);
    const matrix = rowsOf(folder, 'sessions/meetings.csv');
    const cells = matrix.flatMap((row) => Object.entries(row).filter(([name]) => name !== 'number'));
    expect(cells.filter(([, times]) => Number(times) > 0).length).toBe(2 * met.length);
  });

  test('says in its terminal how good that is', () => {
    expect(first.stderr).toMatch(/Tables +6 × 4 in every round/);
    expect(first.stderr).toMatch(/Meetings +\d+ pairs sit together at least once, of \d+ at most/);
    expect(first.stderr).toMatch(/Balance +every table mirrors the panel: gender, age|Balance .*seats off/);
  });

  test('is the same bytes again, from rows in another order, in another time zone and locale', async () => {
    const before = filesOf(join(folder, 'sessions'));
    const rows = rowsOf(folder, 'draw/panel.csv');
    const other = await panelProcess(undefined, { 'draw/panel.csv': csv([...rows].reverse()) });
    const env = { TZ: 'Asia/Tokyo', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' };
    expectDone(await run(other, [], env));
    expect(filesOf(join(other, 'sessions'))).toEqual(before);
    const again = await run(folder, []);
    expectDone(again);
    expect(again.stderr).toContain('nothing has changed');
    expect(readFileSync(join(folder, 'ledger.jsonl'), 'utf8').trim().split('\n').length).toBe(1);
  }, 60_000);

  test('keeps its numbers in calendars when a day moves, with the next sequence', async () => {
    const name = 'sessions/calendar-second.en.ics';
    const uid = (text: string): string => /^UID:.*$/m.exec(text)?.[0] ?? '';
    const before = readFileSync(join(folder, name), 'utf8');
    // After the night in which clocks are put back: an hour later in universal time.
    expect(before).toContain('DTSTART:20261025T080000Z');
    change(folder, 'date: 2026-10-25', 'date: 2026-10-24');
    change(
      folder,
      'start: "09:00"\n      blocks:\n        - { kind: tables, minutes: 45 }\n        - { kind: closing',
      'start: "14:00"\n      blocks:\n        - { kind: tables, minutes: 45 }\n        - { kind: closing',
    );
    expectRefused(await run(folder, ['--only', 'calendar']), 'OUTPUT_EXISTS');
    expectDone(await run(folder, ['--only', 'calendar', '--force']));
    const after = readFileSync(join(folder, name), 'utf8');
    expect(after).toContain('DTSTART:20261024T120000Z');
    expect(uid(after)).toBe(uid(before));
    expect([before, after].map((text) => /^SEQUENCE:(\d+)/m.exec(text)?.[1])).toEqual(['0', '1']);
    expect(readFileSync(join(folder, 'sessions/calendar-first.en.ics'), 'utf8')).toContain('SEQUENCE:0');
  });
});

describe('When people are missing', () => {
  test('the rounds from then on are seated anew, and what has happened is kept', async () => {
    const folder = await panelProcess();
    expectDone(await run(folder, ['--only', 'seating']));
    const before = rowsOf(folder);
    // Somebody was replaced after the first rounds.
    const panel = rowsOf(folder, 'draw/panel.csv').map((row) =>
      row['id'] === 'P-003' ? { ...row, id: 'P-900' } : row,
    );
    put(folder, 'draw/panel.csv', csv(panel));
    const again = await run(folder, ['--only', 'seating', '--from-round', '3', '--absent', 'P-001,P-777', '--json']);
    expectDone(again);
    expect(again.stderr).toContain('“P-777” is not on the panel');
    const after = rowsOf(folder);
    for (const { id = '' } of before)
      for (const round of [1, 2]) expect([id, tableOf(after, id, round)]).toEqual([id, tableOf(before, id, round)]);
    expect([tableOf(after, 'P-001', 3), tableOf(after, 'P-003', 3), tableOf(after, 'P-900', 2)]).toEqual(['', '', '']);
    expect(tableOf(after, 'P-900', 3)).toMatch(/^[1-6]$/);
    expect(JSON.parse(again.stdout).seating).toMatchObject({ kept_rounds: 2, absent: [1, 1, 1] });
    const same = await run(folder, ['--only', 'seating', '--from-round', '3', '--absent', 'P-001']);
    expect(same.stderr).toContain('nothing has changed');
  }, 60_000);

  test('absences, fixed and accessible tables, who sits together and apart, and languages hold in every round', async () => {
    const folder = await panelProcess(
      `${SETTINGS}  seating:
    absences: away.csv
    together: together.csv
    apart: [[P-004, P-005, P-006]]
    fixed: [{ id: P-007, table: 6 }]
    accessible: { tables: [2], people: [P-008, P-009] }
${DAYS}`,
      {
        'away.csv': 'id,round,session\nP-001,1,\nP-002,,second\nP-010,,\n',
        'together.csv': 'id,group\nP-011,a\nP-012,a\nP-013,b\n',
      },
    );
    expectDone(await run(folder, ['--only', 'seating']));
    const rows = rowsOf(folder);
    const tables = (id: string) => [1, 2, 3].map((round) => tableOf(rows, id, round));
    expect(tables('P-001').map((table) => table === '')).toEqual([true, false, false]);
    expect(tables('P-002').map((table) => table === '')).toEqual([false, false, true]);
    expect(tables('P-010')).toEqual(['', '', '']);
    expect(tables('P-011')).toEqual(tables('P-012'));
    expect(tables('P-007')).toEqual(['6', '6', '6']);
    expect([tables('P-008'), tables('P-009')]).toEqual([
      ['2', '2', '2'],
      ['2', '2', '2'],
    ]);
    for (const round of [1, 2, 3])
      expect(new Set(['P-004', 'P-005', 'P-006'].map((id) => tableOf(rows, id, round))).size).toBe(3);
  }, 60_000);

  test('nobody sits where they understand nothing', async () => {
    const folder = await panelProcess(`${SETTINGS}  seating:
    spoken: { column: lang, values: { NL: [nl], FR: [fr] } }
    facilitators:
      - { name: Amina, table: 1, languages: [fr] }
      - { name: Jan, table: 2, languages: [nl] }
      - { name: Ida, table: 1, languages: [nl], rounds: [2] }
${DAYS}`);
    expectDone(await run(folder, ['--only', 'seating']));
    const spoken = new Map(rowsOf(folder, 'draw/panel.csv').map((row) => [row['id'], row['lang']]));
    const rows = rowsOf(folder);
    const at = (table: string, round: number) =>
      new Set(rows.filter((row) => row[`round ${round}`] === table).map(({ id }) => spoken.get(id)));
    for (const round of [1, 3]) expect([...at('1', round)]).toEqual(['FR']);
    for (const round of [1, 2, 3]) expect([...at('2', round)]).toEqual(['NL']);
  }, 60_000);
});

test('Papers are printed from seating.csv as it stands, and with no names nobody’s is on those that others see', async () => {
  const folder = await panelProcess(`${SETTINGS.replace(/ {2}people.*\n/, '')}  names: none\n${DAYS}`);
  expectDone(await run(folder, ['--only', 'seating']));
  const rows = rowsOf(folder);
  expectDone(await run(folder, ['--only', 'papers']));
  expect(readdirSync(join(folder, 'sessions'))).not.toContain('badges.pdf');
  expect(rowsOf(folder)).toEqual(rows);
}, 60_000);

test('Whoever is erased goes from seating.csv too, and papers that name people are pointed out', async () => {
  const folder = await panelProcess();
  expectDone(await run(folder, []));
  put(folder, 'register.csv', readFileSync(join(folder, 'draw/panel.csv'), 'utf8'));
  const erased = await runCli(['erase', 'P-004', '--yes', '--json'], { cwd: folder });
  const summary = JSON.parse(erased.stdout);
  expect(summary.changed.map(({ file }: { file: string }) => file)).toContain('sessions/seating.csv');
  expect(rowsOf(folder).map(({ id }) => id)).not.toContain('P-004');
  expect(summary.left).toEqual([]);
  expect(summary.unseen).toEqual(
    ['attendance', 'badges', 'facilitators', 'schedules'].map((name) => `sessions/${name}.pdf`),
  );
  expect(readFileSync(join(folder, 'ledger.jsonl'), 'utf8')).toContain('"sessions/seating.csv"');
}, 60_000);

test('Variants are shown side by side, and nothing is written', async () => {
  const folder = await panelProcess();
  const compared = await run(folder, ['--compare', '--json']);
  expectDone(compared);
  const { variants } = JSON.parse(compared.stdout);
  expect(variants.map(({ tables }: { tables: number }) => tables)).toEqual([4, 5, 6, 6, 6, 7, 8]);
  expect(readdirSync(folder)).not.toContain('sessions');
}, 60_000);

test('Templates are listed, and printed to be pasted', async () => {
  const folder = await temp.folder();
  const listed = await run(folder, ['templates']);
  expectDone(listed);
  for (const name of ['one-day', 'three-weekends', 'six-evenings', 'online']) expect(listed.stderr).toContain(name);
  const printed = await run(folder, ['templates', 'one-day']);
  expect(printed.stdout).toMatch(/^# One day.*\nsessions:\n/);
  expectRefused(await run(folder, ['templates', 'one-dya']), 'SESSION_TEMPLATE_UNKNOWN', 2);
});

describe('What stands in the way is said, with the next step', () => {
  test.each([
    ['no sessions', '', [], 'SESSIONS_UNSET', 1],
    ['no number of tables', `${SETTINGS.replace(/ {2}tables.*\n/, '')}${DAYS}`, [], 'SEATING_TABLES_MISSING', 1],
    ['more tables than people', `${SETTINGS.replace('6', '25')}${DAYS}`, [], 'INPUT_FAULTS', 1],
    [
      'no rounds',
      `${SETTINGS}  days: [{ date: 2026-10-24, start: 9:00, blocks: [{ kind: meal, minutes: 60 }] }]\n`,
      [],
      'SEATING_ROUNDS_MISSING',
      1,
    ],
    [
      'a feature that there is not',
      `${SETTINGS}  seating: { balance: [gendre] }\n${DAYS}`,
      [],
      'SEATING_FEATURE_UNKNOWN',
      1,
    ],
    [
      'a table that there is not',
      `${SETTINGS}  seating: { fixed: [{ id: P-001, table: 7 }] }\n${DAYS}`,
      [],
      'SEATING_TABLE_UNKNOWN',
      1,
    ],
    ['a list that there is not', `${SETTINGS}  seating: { together: nowhere.csv }\n${DAYS}`, [], 'FILE_NOT_FOUND', 1],
    [
      'rules that fight, whatever the number of tables',
      `${SETTINGS}  seating: { together: [[P-001, P-002]], apart: [[P-001, P-002]] }\n${DAYS}`,
      ['--compare'],
      'SEATING_CONFLICT',
      1,
    ],
    [
      'rules that fight',
      `${SETTINGS}  seating: { together: [[P-001, P-002]], apart: [[P-001, P-002]] }\n${DAYS}`,
      [],
      'SEATING_CONFLICT',
      1,
    ],
    ['no names', `${SETTINGS.replace(/ {2}people.*\n/, '')}${DAYS}`, [], 'SESSION_NAMES_MISSING', 1],
    [
      'a column that there is not',
      `${SETTINGS.replace('given_name: given', 'given_name: gvien')}${DAYS}`,
      [],
      'COLUMN_MISSING',
      1,
    ],
    [
      'a language without papers',
      `${SETTINGS.replace('language: en', 'language: pl')}${DAYS}`,
      [],
      'PAPER_LANGUAGE_UNKNOWN',
      1,
    ],
    ['no earlier seating', `${SETTINGS}${DAYS}`, ['--from-round', '2'], 'SEATING_NOT_YET', 1],
    ['a round that there is not', `${SETTINGS}${DAYS}`, ['--from-round', '4'], 'SEATING_ROUND_UNKNOWN', 1],
    ['people missing since nobody knows when', `${SETTINGS}${DAYS}`, ['--absent', 'P-001'], 'AGENDA_FLAGS', 2],
    [
      'a session when clocks skip',
      `${SETTINGS}${DAYS.replace('2026-10-25', '2027-03-28').replace(/start: "09:00"(?=\n {6}blocks:\n {8}- \{ kind: tables)/, 'start: "02:30"')}`,
      [],
      'SESSION_TIME_SKIPPED',
      1,
    ],
  ] as const)('%s', async (_, sessions, args, code, exit) => {
    expectRefused(await run(await panelProcess(sessions), args), code, exit);
  });

  test('no panel yet; its calendar can be made all the same', async () => {
    const folder = await panelProcess();
    rmSync(join(folder, 'draw'), { recursive: true });
    expectRefused(await run(folder, []), 'PANEL_NOT_YET');
    expectDone(await run(folder, ['--only', 'calendar']));
    expect(readdirSync(join(folder, 'sessions'))).toEqual([
      ...['calendar-all.en.ics', 'calendar-first.en.ics', 'calendar-second.en.ics'],
    ]);
  });

  test('a gap and too long a stretch are notes, and nothing is stopped', async () => {
    const long = DAYS.replace('minutes: 45, task', 'minutes: 99, task').replace(
      '{ kind: closing, minutes: 15 }',
      '{ kind: closing, at: "11:00", minutes: 15 }',
    );
    const noted = await run(await panelProcess(`${SETTINGS}${long}`), ['--only', 'calendar', '--json']);
    expectDone(noted);
    expect(JSON.parse(noted.stdout).notes.map(({ code }: { code: string }) => code)).toEqual([
      'BREAK_MISSING',
      'BLOCK_GAP',
    ]);
    expect(noted.stderr).toContain('sortition.yaml');
  });
});
