import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { beforeAll, describe, expect, test } from 'vitest';
import { workbook } from '../io/workbook.js';
import { type LetteredTown, makeLetteredTown, type Part } from '../support/lettered-town.js';
import { codeOf } from '../support/made-invitation.js';
import type { Row } from '../support/one-off-pool.js';
import { type CliRun, expectDone, expectPlain, expectRefused, runCli, tempFolder } from '../support/run-cli.js';

/** People erased from a process with letters: found by code and by name where there is no id. */
const temp = tempFolder();
let town: LetteredTown;
let whole = '';
beforeAll(async () => {
  whole = await temp.folder();
  town = await makeLetteredTown(whole);
}, 120_000);

const PARTS: readonly Part[] = ['seated', 'silent', 'refused', 'uninvited', 'named', 'settled'];
const ids = (parts = PARTS): string[] => parts.map((part) => town.ids[part]);
const run = (cwd: string, ...args: string[]): Promise<CliRun> => runCli(args, { cwd });

async function copyOf(folder: string): Promise<string> {
  const copy = join(await temp.folder(), 'town');
  cpSync(folder, copy, { recursive: true });
  return copy;
}

const bytesOf = (folder: string): Record<string, Buffer> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path)]),
  );
const rowsOf = (bytes: Buffer | undefined): Row[] =>
  parse(bytes ?? Buffer.alloc(0), { columns: true, bom: true, delimiter: ';' }) as Row[];

/** Texts as anybody might read the bytes, and without whatever people put between the symbols of a code. */
const readings = (bytes: Buffer): string[] =>
  ['utf8', 'windows-1252', 'utf-16le', 'utf-16be']
    .map((encoding) => iconv.decode(bytes, encoding).normalize('NFC').toLowerCase())
    .flatMap((text) => [
      text,
      text
        .replace(/[\s\p{Pd}._]/gu, '')
        .replace(/[il]/g, '1')
        .replace(/o/g, '0'),
    ]);

/** What must not stand anywhere: id, names, code. */
function tracesOf(id: string): string[] {
  const { surname = '', given = '' } = town.people.find(({ number }) => number === id) ?? {};
  const code = town.codes.get(id)?.replaceAll('-', '');
  return [id, surname, given, ...(code === undefined ? [] : [code])].map((text) => text.toLowerCase());
}

const filesWith = (files: Record<string, Buffer>, traces: readonly string[]): string[] =>
  Object.entries(files)
    .filter(([name, bytes]) =>
      readings(Buffer.concat([Buffer.from(`${name}\n`), bytes])).some((text) =>
        traces.some((trace) => text.includes(trace)),
      ),
    )
    .map(([name]) => name)
    .sort();

describe('People erased from a process with letters', () => {
  let folder = '';
  let before: Record<string, Buffer>;
  let after: Record<string, Buffer>;
  let done: CliRun;
  beforeAll(async () => {
    folder = await copyOf(whole);
    before = bytesOf(folder);
    done = await run(folder, 'erase', ...ids(), '--yes', '--json');
    after = bytesOf(folder);
  }, 60_000);

  test('stand in no file: neither id nor names nor reply code, in whatever encoding and spelling', () => {
    expectDone(done);
    expectPlain(done.stderr);
    expect(JSON.parse(done.stdout)).toMatchObject({ people: 6, left: [], unseen: [], outside: [] });
    // The search itself would find each of them.
    const found = (part: Part): string[] => filesWith(before, tracesOf(town.ids[part]));
    expect(found('uninvited')).toEqual(['register.csv']);
    expect(found('named')).toEqual(['moved.csv', 'register.csv']);
    expect(found('silent')).toEqual([
      'invitation/invited.csv',
      'pool/reminders.csv',
      'post/print shop.txt',
      'register.csv',
    ]);
    expect(found('refused')).toEqual(expect.arrayContaining(['export (3).csv', 'pool/replies.csv', 'post/export.csv']));
    expect(found('settled')).toEqual(expect.arrayContaining(['export (3).csv', 'pool/to-settle.csv']));
    expect(found('seated')).toEqual(expect.arrayContaining(['draw/panel.csv', 'export (3).csv', 'pool/pool.csv']));
    for (const part of PARTS) expect([part, filesWith(after, tracesOf(town.ids[part]))]).toEqual([part, []]);
  });

  test('leave neither the code that was settled as theirs nor their own words', () => {
    const words = [town.settledAs, 'Waldi'].map((text) => text.toLowerCase());
    expect(filesWith(before, words)).toEqual(
      expect.arrayContaining(['export (3).csv', 'pool/refusals.csv', 'pool/to-settle.csv']),
    );
    expect(filesWith(after, words)).toEqual([]);
    // What others said too stays.
    expect(rowsOf(after['pool/refusals.csv']).map((row) => [row['reason'], row['count']])).toEqual([
      ['Keine Zeit', '2'],
    ]);
  });

  test('leave everybody else: whose rows below theirs keep their numbers, and what was settled stays settled', async () => {
    const kept = tracesOf(town.ids.kept);
    expect(filesWith(after, kept)).toEqual(filesWith(before, kept));
    expect(rowsOf(after['register.csv']).length).toBe(rowsOf(before['register.csv']).length - 6);
    expect(rowsOf(after['invitation/invited.csv']).length).toBe(rowsOf(before['invitation/invited.csv']).length - 4);
    expect(String(after['moved.csv']).trim().split('\n').length).toBe(4);
    const lines = (bytes: Buffer | undefined): string[] => String(bytes).split('\r\n');
    const [was, is] = [before, after].map((files) => lines(files['export (3).csv']));
    expect(is?.length).toBe(was?.length);
    expect(is?.filter((line) => line === '').length).toBe(4);
    expect(is?.every((line, i) => line === '' || line === was?.[i])).toBe(true);
    const again = await copyOf(folder);
    const intake = await run(again, 'intake', 'export (3).csv', '--settled', 'pool/to-settle.csv', '--force', '--json');
    expectDone(intake);
    expect(JSON.parse(intake.stdout)).toMatchObject({ settled: 1, letters: 116 });
    expect(bytesOf(again)['pool/pool.csv']?.equals(after['pool/pool.csv'] ?? Buffer.alloc(0))).toBe(true);
  });

  test('leave both records verifiable, in public and in the folder, which say that people were erased', async () => {
    for (const record of ['invitation/invitation-record.json', 'draw/draw-record.json']) {
      expectDone(await run(folder, 'verify', record, '--public'));
      expect(after[record]?.equals(before[record] ?? Buffer.alloc(0))).toBe(true);
    }
    expect(after['invitation/invited-lots.csv']?.equals(before['invitation/invited-lots.csv'] ?? Buffer.alloc(0))).toBe(
      true,
    );
    const invitation = await run(folder, 'verify', 'invitation/invitation-record.json');
    expectDone(invitation);
    expect(invitation.stderr).toMatch(
      /– +register +no longer what was committed: .*register\.csv is another file.*The ledger says that people were erased since/s,
    );
    const draw = await run(folder, 'verify', 'draw/draw-record.json');
    expectDone(draw);
    expect(draw.stderr).toMatch(/erased +2 people were erased/);
  });

  test('are noted in the ledger without a word of who, nor of lists that could be guessed', () => {
    const entry = JSON.parse(String(after['ledger.jsonl']).trimEnd().split('\n').at(-1) ?? '') as {
      step: string;
      outputs: Record<string, string>;
    };
    expect(entry.step).toBe('erase');
    expect(Object.keys(entry.outputs)).toEqual(
      expect.arrayContaining([
        'invitation/invited.csv',
        'moved.csv',
        'pool/pool.csv',
        'pool/reminders.csv',
        'register.csv',
      ]),
    );
    expect(Object.keys(entry.outputs).join()).not.toMatch(/settle|refusals|disagreements|export|shop/);
  });

  test('are gone for good: asked again, nobody has these ids', async () => {
    expectRefused(await run(folder, 'erase', ...ids(), '--yes'), 'ERASE_UNKNOWN');
  });
});

describe('A run of erase that was killed in a process with letters', () => {
  test('is finished by the same command, wherever it was killed', async () => {
    const finished = await copyOf(whole);
    const plan = await run(finished, 'erase', ...ids(), '--json');
    const order = (JSON.parse(plan.stdout) as { changed: { file: string }[] }).changed.map(({ file }) => file);
    expectDone(await run(finished, 'erase', ...ids(), '--yes'));
    const done = bytesOf(finished);
    const place = (file: string): number => order.indexOf(file);
    for (const leading of ['invitation/invited.csv', 'pool/to-settle.csv'])
      expect(place(leading)).toBeGreaterThan(place('export (3).csv'));
    expect(place('register.csv')).toBeGreaterThan(place('moved.csv'));
    expect(place('export (3).csv')).toBeGreaterThan(place('pool/refusals.csv'));
    expect(order.slice(-2)).toEqual(['register.csv', 'pseudonyms.csv']);
    for (let changed = 1; changed < order.length; changed++) {
      const folder = await copyOf(whole);
      for (const file of order.slice(0, changed)) writeFileSync(join(folder, file), done[file] ?? '');
      expectDone(await run(folder, 'erase', ...ids(), '--yes'));
      const { 'ledger.jsonl': _, ...files } = bytesOf(folder);
      for (const [name, bytes] of Object.entries(files))
        expect([name, bytes.equals(done[name] ?? Buffer.alloc(0))]).toEqual([name, true]);
      rmSync(folder, { recursive: true });
    }
  }, 60_000);
});

describe('Replies and lists that erase does not decide on', () => {
  test('are those whose code may have been meant as theirs: the row is named, the proposal goes', async () => {
    const folder = await copyOf(whole);
    const done = await run(folder, 'erase', town.ids.slipped, '--yes', '--json');
    expect(done.code).toBe(1);
    const places = [{ file: 'export (3).csv', rows: [5], what: 'perhaps' }];
    expect((JSON.parse(done.stdout) as { left: object[] }).left.slice(0, 1)).toEqual(places);
    expect(done.stderr).toMatch(/export \(3\)\.csv: row 5, which may be theirs: if so, empty it/);
    expect(readFileSync(join(folder, 'pool/to-settle.csv'), 'utf8')).not.toContain(town.codes.get(town.ids.slipped));
  });

  test('are people of the list who have somebody else’s name and birth date too', async () => {
    const folder = await copyOf(whole);
    const register = readFileSync(join(folder, 'register.csv'), 'latin1');
    const line = register.split('\r\n').find((each) => each.startsWith(town.ids.named)) ?? '';
    writeFileSync(join(folder, 'register.csv'), `${register}${line.replace(town.ids.named, 'R-99999')}\r\n`, 'latin1');
    const done = await run(folder, 'erase', town.ids.named, '--yes', '--json');
    expect(done.code).toBe(1);
    expect((JSON.parse(done.stdout) as { left: object[] }).left).toEqual([
      { file: 'moved.csv', rows: [3], what: 'perhaps' },
    ]);
  });

  test('are codes in other cells, texts, names of files and workbooks: they are listed', async () => {
    const folder = await copyOf(whole);
    const code = town.codes.get(town.ids.silent) ?? '';
    const put = (name: string, content: string | Uint8Array): void => writeFileSync(join(folder, name), content);
    put('post/calls.csv', `number,note\nR-1,has the letter ${code.toLowerCase()} in hand\n`);
    put(`post/letter ${code.replaceAll('-', '')}.txt`, 'Dear you');
    put('post/notes.md', `# Notes\n\n${code.replaceAll('-', ' ')} rang twice\n`);
    put('post/replies.xlsx', workbook([['Ihr Code?'], ['x'], [code.replaceAll('-', '')]]));
    const done = await run(folder, 'erase', town.ids.silent, '--yes', '--json');
    expect(done.code).toBe(1);
    const { left } = JSON.parse(done.stdout) as { left: { file: string; rows: number[]; what: string }[] };
    expect(left.map(({ file, rows, what }) => [file.replace(/letter .*/, 'letter'), rows, what])).toEqual([
      ['post/calls.csv', [2], 'text'],
      ['post/letter', [], 'name'],
      ['post/notes.md', [3], 'text'],
      ['post/replies.xlsx', [3], 'workbook'],
    ]);
  });
});

describe('A reply without a code that was settled as theirs', () => {
  test('is named with its row, for nothing in it says so: the line that settled it goes', async () => {
    const folder = await copyOf(whole);
    const put = (name: string, text: string): void => writeFileSync(join(folder, name), text);
    const code = town.codes.get(town.ids.silent) ?? '';
    const added = (name: string, line: string): void => put(name, `${readFileSync(join(folder, name), 'utf8')}${line}`);
    const blank = String(bytesOf(folder)['export (3).csv']).trimEnd().split('\r\n').length + 1;
    added('export (3).csv', '2026-10-30;;Ja;;Somebody\r\n');
    added('pool/to-settle.csv', `${blank};;;settled by hand;${code}\n`);
    const done = await run(folder, 'erase', town.ids.silent, '--yes', '--json');
    expect(done.code).toBe(1);
    expect(JSON.parse(done.stdout)).toMatchObject({
      left: [{ file: 'export (3).csv', rows: [blank], what: 'perhaps' }],
    });
    expect(filesWith(bytesOf(folder), tracesOf(town.ids.silent))).toEqual([]);
  });
});

describe('A list of those invited that is gone', () => {
  test('is no reason to keep their replies: the secret key gives their codes', async () => {
    const folder = await copyOf(whole);
    for (const file of ['invitation/invited.csv', 'pool/reminders.csv', 'post/print shop.txt'])
      rmSync(join(folder, file));
    expectDone(await run(folder, 'erase', town.ids.refused, '--yes'));
    expect(filesWith(bytesOf(folder), tracesOf(town.ids.refused))).toEqual([]);
  });
});

describe('Replies whose form tool numbers them', () => {
  const yaml =
    'title: T\nregister: { file: people.csv, id: id }\nquotas: q.csv\npanel: { size: 1 }\ninvitation: { letters: 3 }\n';
  const codes = [0, 1, 2].map((n) => codeOf(n));

  test('are told by code, not by a number that is called “id” as in the register', async () => {
    const folder = await temp.folder();
    mkdirSync(join(folder, 'invitation'));
    const put = (name: string, content: string): void => writeFileSync(join(folder, name), content);
    put('sortition.yaml', yaml);
    put('people.csv', 'id,name\n1,Ana\n2,Bo\n3,Cem\n');
    put(
      'invitation/invited.csv',
      `id,name,stratum,reply_code\n1,Ana,,${codes[0]}\n2,Bo,,${codes[1]}\n3,Cem,,${codes[2]}\n`,
    );
    put('answers.csv', `id,code,note\n1,${codes[1]},from Bo\n2,${codes[2]},from Cem\n3,,from nobody known\n`);
    const done = await run(folder, 'erase', '2', '--yes');
    expectDone(done);
    expect(readFileSync(join(folder, 'answers.csv'), 'utf8')).toBe(
      `id,code,note\n\n2,${codes[2]},from Cem\n3,,from nobody known\n`,
    );
    expect(readFileSync(join(folder, 'invitation/invited.csv'), 'utf8')).not.toContain('Bo');
    // Without a code, either may be meant.
    const other = await run(folder, 'erase', '3', '--yes', '--json');
    expect(other.code).toBe(1);
    expect(JSON.parse(other.stdout)).toMatchObject({ left: [{ file: 'answers.csv', rows: [4], what: 'perhaps' }] });
  });
});
