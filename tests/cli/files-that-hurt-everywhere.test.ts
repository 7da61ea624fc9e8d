import { createWriteStream, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import iconv from 'iconv-lite';
import { beforeAll, describe, expect, test } from 'vitest';
import type { main } from '../../src/cli/main.js';
import { type Cell, workbook } from '../io/workbook.js';
import { csvOf, hurtProcess, type Rows, SUBJECTS, type Subject } from '../support/hurt-process.js';
import { type CliRun, expectDone, expectRefused, filesOf, namesBelow, runCli, tempFolder } from '../support/run-cli.js';

/** The same files that hurt, for every reader: each is read as it was meant or refused with its place, and nothing is written. */
const temp = tempFolder();

const subjects = Object.entries(SUBJECTS) as [string, Subject][];

/** The built command line, without a process of its own: it finds its worker threads only where it was built. */
let command: { readonly main: typeof main };
beforeAll(async () => {
  process.setMaxListeners(0);
  command = await import(new URL('../../dist/command/main.js', import.meta.url).href);
});

async function run(args: readonly string[]): Promise<CliRun> {
  const text = { stdout: '', stderr: '' };
  const into = (name: 'stdout' | 'stderr'): Writable =>
    new Writable({
      write(chunk, _, done) {
        text[name] += String(chunk);
        done();
      },
    });
  const code = await command.main(args, { stdout: into('stdout'), stderr: into('stderr'), env: {} });
  return { code, ...text, milliseconds: 0 };
}

/** A process with this file in the place of its own; none where there is no content. */
async function processWith({ file }: Subject, name: string, content?: string | Uint8Array): Promise<string> {
  const folder = await temp.folder();
  mkdirSync(join(folder, 'invitation'));
  for (const [path, text] of Object.entries(hurtProcess({ [file]: name }))) {
    if (path !== `${file}.csv`) writeFileSync(join(folder, path), text);
  }
  if (content !== undefined) writeFileSync(join(folder, name), content);
  return folder;
}

async function read(subject: Subject, content: string | Uint8Array, name = `${subject.file}.csv`) {
  const folder = await processWith(subject, name, content);
  const done = await run(subject.command(folder, join(folder, name)));
  expectDone(done);
  return subject.gist(JSON.parse(done.stdout) as Record<string, unknown>);
}

/** Refused, with nothing written. */
async function refused(subject: Subject, code: string, content?: string | Uint8Array, name = `${subject.file}.csv`) {
  const folder = await processWith(subject, name, content);
  return refusedIn(subject, folder, code, name);
}

async function refusedIn(subject: Subject, folder: string, code: string, name = `${subject.file}.csv`) {
  const before = namesBelow(folder);
  const found = await run(subject.command(folder, join(folder, name)));
  expectRefused(found, code);
  expect(JSON.parse(found.stdout)).toMatchObject({ error: { code } });
  expect(found.stderr.length).toBeLessThan(900);
  expect(namesBelow(folder)).toEqual(before);
  return found.stderr;
}

const lines = ({ rows }: Subject): string[] => csvOf(rows).split('\n').slice(0, -1);
const changed = (rows: Rows, row: number, column: number, cell: Cell): (Cell | undefined)[][] =>
  rows.map((cells, r) => (r === row ? (cells as Cell[]).with(column, cell) : [...cells]));

describe.each(subjects)('As %s', (_, subject) => {
  const { file, rows } = subject;
  const [header = ''] = lines(subject);
  const at = (row: number, column?: string): RegExp =>
    new RegExp(`${file}\\.(csv|xlsx), row ${row}${column === undefined ? '' : `, column ${column}`}$`, 'm');

  test('a file that is as it should be is read, whatever its line ends', async () => {
    const sound = await read(subject, csvOf(rows));
    const mixed = lines(subject).map((line, i) => line + (['\r\n', '\n', '\r'][i % 3] ?? ''));
    expect(await read(subject, mixed.join(''))).toEqual(sound);
    expect(await read(subject, csvOf(rows).trimEnd())).toEqual(sound);
    expect(await read(subject, `\ufeff${csvOf(rows, '\r')}`)).toEqual(sound);
    expect(await read(subject, iconv.encode(csvOf(rows), 'utf-16le', { addBOM: true }))).toEqual(sound);
  });

  test('400 more columns hurt nobody; one that is missing is told with those that are near, in few words', async () => {
    const wide = Array.from({ length: 400 }, (_, i) => `column ${i + 1}`);
    const widened = rows.map((cells, r) => [...cells, ...(r === 0 ? wide : wide.map(() => 'x'))]);
    expect(await read(subject, csvOf(widened))).toEqual(await read(subject, csvOf(rows)));
    const [first = ''] = rows[0] ?? [];
    const code = file === 'districts' ? 'LOOKUP_COLUMNS' : 'COLUMN_MISSING';
    const says = await refused(subject, code, csvOf(widened).replace(first, `${first}x`));
    expect(says).toMatch(at(1));
    if (code === 'COLUMN_MISSING') expect(says).toContain(`Did you mean “${first}x”`);
  });

  test('a quotation mark that is never closed is told with its row', async () => {
    const [first = '', ...others] = lines(subject);
    const last = others.length + 1;
    const open = [first, ...others.with(-1, `"${others.at(-1)}`)];
    expect(await refused(subject, 'QUOTE_UNCLOSED', `${open.join('\n')}\n`)).toMatch(at(last));
  });

  test('a NUL byte is told with its row, and what it may mean', async () => {
    const says = await refused(subject, 'FILE_HAS_NUL', csvOf(rows).replace(/\n(.)/, '\n\0$1'));
    expect(says).toMatch(at(2));
    expect(says).toMatch(/utf-16le/);
  });

  test('two columns of one name are told with both', async () => {
    const twice = csvOf(rows.map((cells, r) => [...cells, r === 0 ? ` ${cells[1]?.toUpperCase()}` : 'x']));
    const says = await refused(subject, 'COLUMN_TWICE', twice);
    expect(says).toMatch(at(1, rows[0]?.[1]?.toUpperCase()));
    expect(says).toMatch(`Columns 2 and ${(rows[0]?.length ?? 0) + 1}`);
  });

  test('a header alone is a table without rows', async () => {
    if (subject.mayBeEmpty) await read(subject, `${header}\n`);
    else expect(await refused(subject, 'TABLE_NO_ROWS', header)).toMatch(new RegExp(`${file}\\.csv$`, 'm'));
  });

  test('Latin-1 bytes that are no UTF-8 are shown, and never guessed at', async () => {
    const says = await refused(subject, 'FILE_NOT_UTF8', iconv.encode(csvOf(rows), 'latin1'));
    const row = rows.findIndex((cells) => cells.some((cell) => /[éè]/.test(cell))) + 1;
    expect(says).toMatch(at(row));
    expect(says).toMatch(/“[^”]*é[^”]*”/);
    expect(says).toMatch(/windows-1252/);
  });

  test.each([
    ['an empty file', ''],
    ['a file of blanks', ' \n\n\t\n'],
    ['a byte order mark alone', '\ufeff'],
  ])('%s is told as empty', async (_, content) => {
    expect(await refused(subject, 'FILE_EMPTY', content)).toMatch(new RegExp(`${file}\\.csv$`, 'm'));
  });

  test('a folder in its place is told as one', async () => {
    const folder = await processWith(subject, `${file}.csv`);
    mkdirSync(join(folder, `${file}.csv`));
    expect(await refusedIn(subject, folder, 'FILE_IS_FOLDER')).toMatch(new RegExp(`${file}\\.csv$`, 'm'));
  });

  test('a file that is not there is told with those that are called nearly so', async () => {
    const folder = await processWith(subject, `${file}.csv`);
    writeFileSync(join(folder, `${file}s.csv`), '');
    expect(await refusedIn(subject, folder, 'FILE_NOT_FOUND')).toMatch(new RegExp(`Did you mean .*“${file}s\\.csv”`));
  });

  test('a workbook says the same; merged cells and formulas in it are told with their place', async () => {
    const name = `${file}.xlsx`;
    const cells = rows.map((row) => [...row]);
    expect(await read(subject, workbook(cells), name)).toEqual(await read(subject, csvOf(rows)));
    expect(await refused(subject, 'CELLS_MERGED', workbook(cells, ['A2:A3']), name)).toMatch(at(2));
    const formula = changed(rows, 2, 1, { formula: 'A1', result: 'x' });
    expect(await refused(subject, 'CELL_FORMULA', workbook(formula), name)).toMatch(at(3, rows[0]?.[1]));
    expect(await refused(subject, 'WORKBOOK_UNREADABLE', workbook(cells).subarray(0, 700), name)).toMatch(name);
  });
});

describe('Birth dates as numbers', () => {
  test.each(['register', 'list of names'] as const)('in a %s are told, and never counted from 1900', async (name) => {
    const subject: Subject = SUBJECTS[name];
    const column = subject.rows[0]?.indexOf('born') ?? -1;
    const text = changed(subject.rows, 1, column, '29314') as string[][];
    const says = await refused(subject, 'DATE_SERIAL', csvOf(text));
    expect(says).toMatch(new RegExp(`${subject.file}\\.csv, row 2, column born$`, 'm'));
    const sheet = changed(subject.rows, 1, column, { number: '29314' });
    await refused(subject, 'DATE_SERIAL', workbook(sheet), `${subject.file}.xlsx`);
  });

  test('that a workbook knows as dates are read', async () => {
    // 7 August 1970, and 3 April 1990.
    const list = workbook(changed(SUBJECTS['list of names'].rows, 1, 1, { day: 25_787 }));
    expect(await read(SUBJECTS['list of names'], list, 'moved.xlsx')).toEqual(
      await read(SUBJECTS['list of names'], csvOf(SUBJECTS['list of names'].rows)),
    );
    const register = workbook(changed(SUBJECTS.register.rows, 2, 3, { day: 32_966 }));
    expect(await read(SUBJECTS.register, register, 'register.xlsx')).toEqual(
      await read(SUBJECTS.register, csvOf(SUBJECTS.register.rows)),
    );
  });
});

describe('In a process of its own', () => {
  test.each(subjects)('the command is as clear about %s', async (_, subject) => {
    const folder = await processWith(subject, `${subject.file}.csv`, iconv.encode(csvOf(subject.rows), 'latin1'));
    const before = filesOf(folder);
    const found = await runCli(subject.command('.', `${subject.file}.csv`), { cwd: folder });
    expectRefused(found, 'FILE_NOT_UTF8');
    expect(found.stderr).toMatch(new RegExp(`${subject.file}\\.csv, row \\d`));
    expect(filesOf(folder)).toEqual(before);
  });

  test.each<[string, string, string, number]>([
    ['in the header', '', 'x', 1],
    ['in a row', 'id,name,gender,born,postcode\n1,Zoé,', 'x', 2],
    ['of blank cells', 'id,name,gender,born,postcode\n1,Zoé', ',', 2],
  ])('invite refuses a register with a line of 200 MB %s without holding it', async (_, start, again, row) => {
    const folder = await processWith(SUBJECTS.register, 'register.csv', '');
    const piece = Buffer.alloc(1 << 20, again);
    const pieces = [Buffer.from(start), ...Array.from({ length: 200 }, () => piece)];
    await pipeline(Readable.from(pieces), createWriteStream(join(folder, 'register.csv')));
    const before = namesBelow(folder);
    const env = { NODE_OPTIONS: '--max-old-space-size=64' };
    const found = await runCli(['invite', '.', '--commit'], { cwd: folder, env });
    expect(namesBelow(folder)).toEqual(before);
    rmSync(join(folder, 'register.csv'));
    expectRefused(found, 'LINE_TOO_LONG');
    expect(found.stderr).toMatch(new RegExp(`register\\.csv, row ${row}$`, 'm'));
    expect(found.stderr.length).toBeLessThan(500);
  });
});
