import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { beforeAll, describe, expect, test } from 'vitest';
import { workbook } from '../io/workbook.js';
import type { Row } from '../support/one-off-pool.js';
import {
  type CliRun,
  expectDone,
  expectPlain,
  expectRefused,
  runCli,
  startCli,
  tempFolder,
} from '../support/run-cli.js';
import { townProcess } from '../support/town-process.js';

const temp = tempFolder();
const dice = Array.from({ length: 30 }, (_, i) => (i % 6) + 1).join(' ');

/** Everybody has a number, a name and a remark of their own; some share a home. */
const withNames = (person: Row, i: number): Row => ({
  ...person,
  nationbuilder_id: `MB-${String(1000 + i)}`,
  name: `Vorname${i} Zuñame${i}`,
  remark: `Anmerkung${i}`,
});

/** A town's folder with a committed draw and what else lies in such a folder; the register is no UTF-8. */
async function makeTown(form: string): Promise<string> {
  const folder = await temp.folder();
  const files = townProcess(`lottery_form: ${form}`, withNames);
  const register = (files['register.csv'] ?? '').replaceAll('\n', '\r\n');
  const people = parse(register, { columns: true }) as Row[];
  const yaml = (files['sortition.yaml'] ?? '')
    .replace('register.csv,', 'register.csv, encoding: windows-1252,')
    .replace('quotas: quotas.csv', 'eligible: { exclude: [office.csv, left.txt] }\nquotas: quotas.csv');
  const put = (name: string, content: string | Uint8Array): void => writeFileSync(join(folder, name), content);
  put('register.csv', iconv.encode(register, 'windows-1252'));
  put('quotas.csv', files['quotas.csv'] ?? '');
  put('sortition.yaml', yaml);
  put('office.csv', 'nationbuilder_id,office\nMB-1117,mayor\nMB-1118,clerk\n');
  put('left.txt', 'MB-1119\nMB-1118\n');
  mkdirSync(join(folder, 'answers'));
  const answers = people.map((row) => `${row['nationbuilder_id']}\t${row['name']}\tyes\n`).join('');
  put('answers/replies.csv', iconv.encode(`NATIONBUILDER_ID\tname\tanswer\n${answers}`, 'utf-16le', { addBOM: true }));
  put(
    'answers/old register.bak',
    `remark;nationbuilder_id\n"a ""b""";MB-1000\n${people.map((row) => `"x;y";${row['nationbuilder_id']}\n`).join('')}`,
  );
  const run = (...args: string[]) => runCli(args, { cwd: folder });
  expectDone(await run('lottery'));
  expectDone(await run('draw', '--commitment', 'lottery', '--dice', dice));
  expectDone(await run('redact'));
  return folder;
}

const erase = (cwd: string, ...args: string[]): Promise<CliRun> => runCli(['erase', ...args], { cwd });
const bytesOf = (folder: string): Record<string, Buffer> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path)]),
  );
/** The same to be compared: buffers are compared slowly. */
const textsOf = (files: Record<string, Buffer>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, bytes.toString('latin1')]));
/** As anybody might open it. */
const readings = (bytes: Buffer): string[] => [
  bytes.toString('utf8'),
  ...['windows-1252', 'utf-16le', 'utf-16be'].map((encoding) => iconv.decode(bytes, encoding)),
];
const rowsOf = (bytes: Buffer | undefined = Buffer.alloc(0)): Row[] => {
  const encoding = bytes.subarray(0, 3).equals(Buffer.from('\ufeff')) ? 'utf8' : 'windows-1252';
  return parse(iconv.decode(bytes, encoding), { columns: true }) as Row[];
};
/** A copy of a folder, to be changed. */
async function copyOf(folder: string): Promise<string> {
  const copy = join(await temp.folder(), 'town');
  cpSync(folder, copy, { recursive: true });
  return copy;
}

describe.each(['named', 'composition'])('People erased from a process with a draw in the %s form', (form) => {
  let town = '';
  let before: Record<string, Buffer> = {};
  /** On the panel, an alternate, and somebody who was not drawn and lives with others. */
  let people: Row[] = [];
  const pseudonyms: string[] = [];
  const salts: string[] = [];
  beforeAll(async () => {
    town = await makeTown(form);
    before = bytesOf(town);
    const register = rowsOf(before['register.csv']);
    const all = [
      rowsOf(before['draw/panel.csv']),
      rowsOf(before['draw/alternates.csv']),
      rowsOf(before['draw/remaining.csv']),
    ];
    const [panel = [], alternates = [], remaining = []] = all;
    const lodger = remaining.find((row) => register.filter(isHomeOf(row)).length > 1);
    const ids = [panel[2], alternates[0], lodger].map((row) => row?.['nationbuilder_id']);
    people = register.filter((row) => ids.includes(row['nationbuilder_id'] ?? ''));
    const key = (before['pseudonyms.csv'] ?? '').toString().split('\n');
    for (const id of ids) {
      const [, pseudonym = '', salt = ''] = key.find((line) => line.startsWith(`${id},`))?.split(',') ?? [];
      pseudonyms.push(pseudonym);
      salts.push(salt);
    }
    expect([people.length, pseudonyms.every((name) => name.length === 10)]).toEqual([3, true]);
  }, 60_000);
  const isHomeOf = (row: Row) => (other: Row) =>
    other['address'] !== '' && other['address'] === row['address'] && other['postcode'] === row['postcode'];
  const ids = (): string[] => people.map((row) => row['nationbuilder_id'] ?? '');

  test('are not touched before --yes', async () => {
    const run = await erase(town, ...ids());
    expectDone(run);
    expectPlain(run.stderr);
    for (const file of [
      'register.csv: rows',
      'draw/panel.csv: row',
      'pseudonyms.csv: rows',
      'redacted-pool.csv: rows',
    ]) {
      expect(run.stderr).toContain(file);
    }
    expect(run.stderr).toMatch(/on the panel .*needs a replacement/);
    expect(run.stderr).toMatch(/Nothing was changed\. Add --yes/);
    expect(textsOf(bytesOf(town))).toEqual(textsOf(before));
  });

  describe('for good', () => {
    let folder = '';
    let after: Record<string, Buffer> = {};
    let run: CliRun;
    beforeAll(async () => {
      folder = await copyOf(town);
      run = await erase(temp.path, ...ids(), '--process', folder, '--yes', '--json');
      after = bytesOf(folder);
    }, 60_000);

    test('are done with, and the terminal says so', () => {
      expectDone(run);
      expectPlain(run.stderr);
      expect(run.stderr).toMatch(/3 people: done/);
      expect(run.stderr).toMatch(/no table or text below the folder has their ids or reply codes any more/);
      expect(JSON.parse(run.stdout)).toMatchObject({ done: true, people: 3, left: [], unseen: [], outside: [] });
      expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort());
    });

    test('stand in no file, in whatever encoding it is read', () => {
      const sought = people.flatMap((row) => [row['nationbuilder_id'], row['name'], row['remark']]).map(String);
      const inBefore = new Set<string>();
      for (const [name, bytes] of Object.entries(before))
        if (readings(bytes).some((text) => sought.some((needle) => new RegExp(`${needle}(?!\\d)`).test(text))))
          inBefore.add(name);
      // The search itself would find them.
      expect([...inBefore].sort()).toEqual(
        expect.arrayContaining([
          'answers/old register.bak',
          'answers/replies.csv',
          'draw/panel.csv',
          'pseudonyms.csv',
          'register.csv',
        ]),
      );
      for (const [name, bytes] of Object.entries(after)) {
        const found = sought.filter((needle) =>
          readings(bytes).some((text) => new RegExp(`${needle}(?!\\d)`).test(text)),
        );
        expect([name, found]).toEqual([name, []]);
      }
    });

    test('leave no address that was theirs alone', () => {
      const register = rowsOf(before['register.csv']);
      const alone = people.filter((row) => register.filter(isHomeOf(row)).length === 1);
      for (const row of alone)
        for (const [name, bytes] of Object.entries(after)) {
          const line = `${row['address']},${row['postcode']}`;
          expect([name, readings(bytes).some((text) => text.includes(line))]).toEqual([name, false]);
        }
    });

    test('leave their pseudonyms only where nothing else of them stands', () => {
      const isPublic = /(^|\/)(lottery\.csv|people\.csv|draw-record\.json|verify\.html)$/;
      for (const [name, bytes] of Object.entries(after)) {
        const text = bytes.toString();
        for (const salt of salts) expect([name, text.includes(salt)]).toEqual([name, false]);
        if (isPublic.test(name)) continue;
        const lines = text.split('\n').filter((line) => pseudonyms.some((pseudonym) => line.includes(pseudonym)));
        const emptied =
          basename(name) === 'canonical-pool.csv' ? [...pseudonyms].sort().map((own) => `${own},,,,,`) : [];
        expect([name, lines]).toEqual([name, emptied]);
      }
      // people.csv has no more of them than hashes.
      const header = (after['draw/people.csv'] ?? '').toString().split('\n')[0];
      expect(header).toBe('pseudonym,leaf,home_leaf');
    });

    test('leave the rows of everybody else, byte by byte, and those who lived with them', () => {
      const kept = (bytes: Buffer, lineEnd: string): Buffer => {
        const lines = bytes.toString('latin1').split(lineEnd);
        return Buffer.from(lines.filter((line) => !ids().some((id) => line.startsWith(id))).join(lineEnd), 'latin1');
      };
      const was = before['register.csv'] ?? Buffer.alloc(0);
      expect(after['register.csv']?.equals(kept(was, '\r\n'))).toBe(true);
      expect(rowsOf(after['register.csv']).length).toBe(117);
      const lodger = people.find((row) => rowsOf(was).filter(isHomeOf(row)).length > 1) ?? {};
      expect(rowsOf(after['register.csv']).some(isHomeOf(lodger))).toBe(true);
      const replies = iconv.decode(after['answers/replies.csv'] ?? Buffer.alloc(0), 'utf-16le');
      expect(after['answers/replies.csv']?.subarray(0, 2).toString('hex')).toBe('fffe');
      expect(replies.split('\n').length).toBe(119);
      for (const name of ['people.csv', 'lottery.csv', 'draw-record.json', 'certificate.json', 'public/people.csv'])
        expect(after[`draw/${name}`]?.equals(before[`draw/${name}`] ?? Buffer.alloc(0))).toBe(true);
    });

    test('leave records that can be verified: in public, in full, and before the draw', async () => {
      const verify = (...args: string[]) => runCli(['verify', ...args, '--json'], { cwd: folder });
      const outcomes = ({ stdout }: CliRun): Record<string, string> =>
        Object.fromEntries(
          (JSON.parse(stdout) as { checks: { subject: string; outcome: string }[] }).checks.map((check) => [
            check.subject,
            check.outcome,
          ]),
        );
      expectDone(await verify('draw/draw-record.json', '--public'));
      expectDone(await verify('draw/public/draw-record.json', '--public'));
      const full = await verify('draw/draw-record.json', '--replay');
      expectDone(full);
      expect(full.stderr).toMatch(/erased +3 people were erased; their leaves are taken from people\.csv as published/);
      expect(outcomes(full)).toMatchObject({
        ...{ pool: 'holds', 'canonical-pool.csv': 'holds', classes: 'holds', replay: 'not checked' },
        ...{ 'panel.csv': 'holds', 'alternates.csv': 'holds', 'remaining.csv': 'holds', 'process ledger': 'holds' },
      });
      expectDone(await verify('lottery/manifest.json'));
    });

    test('are noted in the ledger, without a word of who', () => {
      const [was, is] = [before['ledger.jsonl'], after['ledger.jsonl']].map((bytes) => String(bytes));
      expect(is?.startsWith(was ?? '?')).toBe(true);
      const entry = JSON.parse(is?.trimEnd().split('\n').at(-1) ?? '{}') as Record<string, Record<string, string>>;
      expect(entry['step']).toBe('erase');
      expect(Object.keys(entry['outputs'] ?? {})).toEqual(
        expect.arrayContaining(['draw/panel.csv', 'lottery/canonical-pool.csv', 'other file 1', 'register.csv']),
      );
      for (const text of [...ids(), ...pseudonyms]) expect(is).not.toContain(text);
    });

    test('are unknown from then on, and cannot be drawn from the lottery of before', async () => {
      const again = await erase(folder, ...ids(), '--yes');
      expectRefused(again, 'ERASE_UNKNOWN');
      const draw = await runCli(['draw', '--commitment', 'lottery', '--dice', dice, '--out', 'other'], { cwd: folder });
      expectRefused(draw, 'COMMITMENT_ERASED');
      expect(draw.stderr).toMatch(/build the lottery anew/);
      expect(textsOf(bytesOf(folder))).toEqual(textsOf(after));
      expectDone(await runCli(['lottery', '--out', 'second'], { cwd: folder }));
      expectDone(await runCli(['draw', '--commitment', 'second', '--dice', dice, '--out', 'other'], { cwd: folder }));
    });
  });
});

describe('A run of erase that was killed', () => {
  const one = 'MB-1010';
  let town = '';
  beforeAll(async () => {
    town = await makeTown('named');
  }, 60_000);

  test('is finished by the same command, wherever it was killed', async () => {
    const whole = await copyOf(town);
    expectDone(await erase(whole, one, '--yes'));
    const done = bytesOf(whole);
    const plan = JSON.parse((await erase(town, one, '--json')).stdout) as { changed: { file: string }[] };
    const order = plan.changed.map(({ file }) => file.replaceAll('\\', '/'));
    expect(order.at(-1)).toBe('pseudonyms.csv');
    // Each file is changed in one step, in this order; of the one at work there may be half a file beside it.
    for (let changed = 1; changed < order.length; changed += 3) {
      const folder = await copyOf(town);
      for (const file of order.slice(0, changed)) writeFileSync(join(folder, file), done[file] ?? '');
      const next = order[changed] ?? '';
      writeFileSync(join(folder, join(next, '..'), `.${basename(next)}.erase-partial`), 'half');
      expectDone(await erase(folder, one, '--yes'));
      const { 'ledger.jsonl': _, ...files } = bytesOf(folder);
      const { 'ledger.jsonl': __, ...wanted } = done;
      expect(textsOf(files)).toEqual(textsOf(wanted));
    }
  });

  test('is finished by the same command after a kill in earnest', async () => {
    for (const after of [180, 260, 340]) {
      const folder = await copyOf(town);
      const { child, ended } = startCli(['erase', one, '--yes'], { cwd: folder });
      setTimeout(() => child.kill('SIGKILL'), after);
      await ended;
      const again = await erase(folder, one, '--yes');
      // The first may have come to its end.
      if (again.code !== 0) expectRefused(again, 'ERASE_UNKNOWN');
      const left = Object.entries(bytesOf(folder)).filter(([, bytes]) =>
        readings(bytes).some((text) => text.includes(one)),
      );
      expect(left.map(([name]) => name)).toEqual([]);
      rmSync(folder, { recursive: true });
    }
  });
});

describe('What erase cannot do by itself', () => {
  let town = '';
  beforeAll(async () => {
    town = await makeTown('named');
  }, 60_000);

  test('is an id that nobody has: those that are near are named, nothing is changed', async () => {
    const before = bytesOf(town);
    const run = await erase(town, 'MB-1010', 'MB-10100', '--yes');
    expectRefused(run, 'ERASE_UNKNOWN');
    expect(run.stderr).toMatch(/“MB-10100”/);
    expect(run.stderr).toMatch(/Did you mean .*“MB-1010”/);
    expect(textsOf(bytesOf(town))).toEqual(textsOf(before));
  });

  test('is to change texts, printed pages and workbooks: it lists them and ends with 1', async () => {
    const folder = await copyOf(town);
    const put = (name: string, content: string | Uint8Array): void => writeFileSync(join(folder, name), content);
    mkdirSync(join(folder, 'letters'));
    put('letters/MB-1010.txt', 'Dear you');
    put('letters/all.pdf', '%PDF-1.7 who knows');
    put('notes.md', '# Notes\n\nMB-1010 called on Monday; MB-10100 did not.\n');
    put('answers/guests.csv', 'nationbuilder_id,brings\nMB-1011,MB-1010\nMB-1010,nobody\n');
    put('answers/broken.csv', 'nationbuilder_id,note\nMB-1010,"never closed\nMB-1012,x\n');
    put('invited.xlsx', workbook([['nationbuilder_id'], ['MB-1009'], ['MB-1010']]));
    const run = await erase(folder, 'MB-1010', '--yes', '--json');
    expect(run.code).toBe(1);
    expectPlain(run.stderr);
    const { left, unseen } = JSON.parse(run.stdout) as { left: { file: string; rows: number[] }[]; unseen: string[] };
    expect(left.map(({ file, rows }) => [file.replaceAll('\\', '/'), rows])).toEqual([
      ['answers/broken.csv', [2]],
      ['answers/guests.csv', [2]],
      ['invited.xlsx', [3]],
      ['letters/MB-1010.txt', []],
      ['notes.md', [3]],
    ]);
    expect(unseen.map((file) => file.replaceAll('\\', '/'))).toEqual(['letters/all.pdf']);
    expect(run.stderr).toMatch(/mend or delete these yourself/);
    // What can be done is done.
    expect(readFileSync(join(folder, 'answers/guests.csv'), 'utf8')).toBe('nationbuilder_id,brings\nMB-1011,MB-1010\n');
    expect(readFileSync(join(folder, 'register.csv'), 'latin1')).not.toContain('MB-1010,');
    expect(readFileSync(join(folder, 'pseudonyms.csv'), 'utf8')).not.toContain('MB-1010,');
  });

  test('is to touch what lies outside the folder', async () => {
    const folder = await copyOf(town);
    const outside = join(folder, '..', 'elsewhere.csv');
    writeFileSync(outside, 'nationbuilder_id\nMB-1010\n');
    const yaml = join(folder, 'sortition.yaml');
    writeFileSync(yaml, readFileSync(yaml, 'utf8').replace('office.csv', '../elsewhere.csv'));
    const run = await erase(folder, 'MB-1010', '--yes');
    expectDone(run);
    expect(run.stderr).toMatch(/outside the process folder, and not touched:\n.*elsewhere\.csv/);
    expect(readFileSync(outside, 'utf8')).toContain('MB-1010');
  });

  test('is to keep somebody out of a register that lies elsewhere, which it says', async () => {
    const folder = await copyOf(town);
    const yaml = join(folder, 'sortition.yaml');
    cpSync(join(folder, 'register.csv'), join(folder, '..', 'register.csv'));
    writeFileSync(yaml, readFileSync(yaml, 'utf8').replace('file: register.csv', 'file: ../register.csv'));
    const run = await erase(folder, 'MB-1010', '--yes');
    expectDone(run);
    expect(run.stderr).toMatch(/as long as that register has them, they can be drawn from it/);
  });

  test('is to take a row of quotas or of a look-up table for a person', async () => {
    const folder = await copyOf(town);
    const quotas = readFileSync(join(folder, 'quotas.csv'), 'utf8').split('\n');
    const numbered = quotas
      .map((line, i) => (line === '' ? line : `${line},${i === 0 ? 'id' : `MB-${1009 + i}`}`))
      .join('\n');
    writeFileSync(join(folder, 'quotas.csv'), numbered);
    const run = await erase(folder, 'MB-1010', '--yes', '--json');
    expect((JSON.parse(run.stdout) as { left: unknown }).left).toEqual([
      { file: 'quotas.csv', rows: [2], what: 'text' },
    ]);
    expect(readFileSync(join(folder, 'quotas.csv'), 'utf8')).toBe(numbered);
  });

  test('is to write a workbook anew: a register of that kind is left to its owner', async () => {
    const folder = await temp.folder();
    const put = (name: string, content: string | Uint8Array): void => writeFileSync(join(folder, name), content);
    const rows = (ids: string[]) => workbook([['id', 'g'], ...ids.map((id, i) => [id, i % 2 === 0 ? 'a' : 'b'])]);
    put('people.xlsx', rows(['MB-1', 'MB-2', 'MB-3', 'MB-4']));
    put('quotas.csv', 'feature,value,min,max\ng,a,0,2\ng,b,0,2\n');
    put(
      'sortition.yaml',
      'title: T\nregister: { file: people.xlsx, id: id }\nquotas: quotas.csv\npanel: { size: 2, seed: x }\n',
    );
    expectDone(await runCli(['draw'], { cwd: folder }));
    const before = bytesOf(folder);
    const run = await erase(folder, 'MB-3', '--yes');
    expectRefused(run, 'ERASE_WORKBOOK');
    expect(run.stderr).toMatch(/stand in row 4\./);
    expect(run.stderr).toMatch(/Delete these rows .* run the same command again/);
    expect(textsOf(bytesOf(folder))).toEqual(textsOf(before));
    put('people.xlsx', rows(['MB-1', 'MB-2', 'MB-4']));
    expectDone(await erase(folder, 'MB-3', '--yes'));
    expect(existsSync(join(folder, 'pseudonyms.csv'))).toBe(true);
    const left = Object.entries(bytesOf(folder)).filter(([, bytes]) => bytes.includes('MB-3'));
    expect(left.map(([name]) => name)).toEqual([]);
  });

  test('is to look for ids that could be anything, which it says', async () => {
    const folder = await temp.folder();
    const put = (name: string, content: string): void => writeFileSync(join(folder, name), content);
    put('people.csv', 'id,g,street\n1,a,Main 2\n2,b,Main 1\n3,a,Main 3\n');
    put('quotas.csv', 'feature,value,min,max\ng,a,0,2\ng,b,0,2\n');
    put('sortition.yaml', 'title: T\nregister: { file: people.csv, id: id }\nquotas: quotas.csv\npanel: { size: 2 }\n');
    const run = await erase(folder, '2', '--yes');
    expectDone(run);
    expect(run.stderr).toMatch(/Unsearched +2: too short/);
    expect(readFileSync(join(folder, 'people.csv'), 'utf8')).toBe('id,g,street\n1,a,Main 2\n3,a,Main 3\n');
  });
});
