import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type CsvForm, csv, oneOffPool, type Row, shuffled } from '../support/one-off-pool.js';
import { expectDone, filesOf, runCli, tempFolder } from '../support/run-cli.js';

const temp = tempFolder();
const made = oneOffPool({ seed: 'same draw', people: 80, size: 14 });
/** With ids that Swedish sorts otherwise than English: Ö after Z. */
const people = made.people.map((row, i) => (i % 9 === 0 ? { ...row, nationbuilder_id: `Ö${i}` } : row));
const pool = { ...made, people };

interface Given {
  readonly people?: readonly Row[];
  readonly quotas?: readonly Row[];
  readonly peopleForm?: CsvForm;
  readonly quotasForm?: CsvForm;
  readonly startsWith?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Draws in a folder and a process of its own; gives every output file. */
async function draw({ people, quotas, peopleForm, quotasForm, startsWith = '', env = {} }: Given = {}) {
  const cwd = await temp.folder();
  const name = cwd.slice(temp.path.length + 1);
  await temp.put(join(name, 'people.csv'), startsWith + csv(people ?? pool.people, peopleForm));
  await temp.put(join(name, 'quotas.csv'), csv(quotas ?? pool.quotas, quotasForm));
  const run = await runCli(
    [
      ...['draw', '--pool', 'people.csv', '--id', 'nationbuilder_id', '--quotas', 'quotas.csv', '--size', '14'],
      ...['--seed', 'İstanbul, ıssız', '--household', 'address,postcode', '--alternates', '4', '--out', 'out'],
    ],
    { cwd, env },
  );
  expectDone(run);
  return filesOf(join(cwd, 'out'));
}

/** These hold rows of the pool, in its order and form, or have the form of its file and the spelling of the quotas. */
const FILES_OF_PEOPLE = ['alternates.csv', 'alternates-seats.csv', 'panel.csv', 'remaining.csv'];
const linesOf = (text = ''): string[] => text.split('\n').sort();
const others = (files: Record<string, string>) =>
  Object.fromEntries(Object.entries(files).filter(([name]) => !FILES_OF_PEOPLE.includes(name)));

describe('The same people, quotas and seed', () => {
  let first: Record<string, string>;
  beforeAll(async () => {
    first = await draw();
  });

  test('give the same bytes in another process, with the rows shuffled, in another locale and time zone', async () => {
    const there = { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', LANGUAGE: 'tr', TZ: 'Pacific/Chatham' };
    const second = await draw({ people: shuffled(pool.people, 'rows'), env: there });
    expect(Object.keys(second)).toEqual(Object.keys(first));
    expect(others(second)).toEqual(others(first));
    for (const name of FILES_OF_PEOPLE) expect(linesOf(second[name])).toEqual(linesOf(first[name]));
    // The rows were shuffled indeed.
    expect(second['remaining.csv']).not.toBe(first['remaining.csv']);
  });

  test('give the same bytes, those of the lists too, in another locale and time zone alone', async () => {
    expect(await draw({ env: { LC_ALL: 'sv_SE.UTF-8', TZ: 'America/St_Johns' } })).toEqual(first);
  });

  test('give the same record from a file with semicolons, Windows line ends and a byte order mark', async () => {
    const second = await draw({
      peopleForm: { delimiter: ';', lineEnd: '\r\n' },
      quotasForm: { delimiter: '\t', lineEnd: '\r\n' },
      startsWith: '\ufeff',
    });
    expect(others(second)).toEqual(others(first));
    expect(second['panel.csv']?.startsWith('\ufeffnationbuilder_id;name;')).toBe(true);
  });

  test('give the same record with columns in another order, and quotas in another order and in capitals', async () => {
    const columns = Object.keys(pool.people[0] ?? {}).reverse();
    const capitals = (row: Row): Row => ({
      ...row,
      feature: ` ${row['feature']?.toUpperCase()}`,
      value: `${row['value']} `,
    });
    const second = await draw({
      peopleForm: { columns },
      quotas: shuffled(pool.quotas, 'quotas').map(capitals),
      quotasForm: { columns: ['max', 'min', 'value', 'feature'] },
      env: { LC_ALL: 'tr_TR.UTF-8' },
    });
    expect(others(second)).toEqual(others(first));
    expect(second['panel.csv']?.split('\n')[0]).toBe(`\ufeff${columns.join(',')}`);
  });

  test('give the same record for quotas with the headings category and name, and columns that nobody asked for', async () => {
    const quotas = pool.quotas.map(({ feature = '', value = '', min = '', max = '' }) => ({
      category: feature,
      name: value,
      min,
      max,
      min_flex: '0',
      note: 'x',
    }));
    expect(others(await draw({ quotas }))).toEqual(others(first));
  });

  test('give another panel when one quota is another', async () => {
    const quotas = pool.quotas.map((row) => (row['value'] === 'Hafen' ? { ...row, max: '14' } : row));
    const second = await draw({ quotas });
    expect(second['draw-record.json']).not.toBe(first['draw-record.json']);
  });

  test('leave no trace of place, time or machine in any file', () => {
    for (const [name, text] of Object.entries(first)) {
      expect([name, text.includes(temp.path)]).toEqual([name, false]);
    }
    const year = String(new Date().getFullYear());
    expect(first['draw-record.json']).not.toContain(`${year}-`);
  });
});
