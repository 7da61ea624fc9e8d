import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { csv, oneOffPool, type Row } from '../support/one-off-pool.js';
import { type CliRun, expectRefused, namesBelow, runCli, tempFolder } from '../support/run-cli.js';

const temp = tempFolder();
const pool = oneOffPool({ seed: 'errors', people: 60, size: 12 });

/** Quotas with some rows changed: `value` → the cells that are other. */
const quotasWith = (changes: Readonly<Record<string, Row>>): string =>
  csv(pool.quotas.map((row) => ({ ...row, ...changes[row['value'] ?? ''] })));
const peopleWith = (changes: Readonly<Record<number, Row>>): string =>
  csv(pool.people.map((row, i) => ({ ...row, ...changes[i] })));

interface Attempt {
  /** What is given instead of the files and flags of a draw that would do; undefined leaves the flag out. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly flags?: Readonly<Record<string, string | undefined>>;
  readonly more?: readonly string[];
}

/** Draws in a folder of its own. Whatever is wrong, no file may be there that was not there before. */
async function attempt({ files = {}, flags = {}, more = [] }: Attempt): Promise<CliRun> {
  const cwd = await temp.folder();
  const name = cwd.slice(temp.path.length + 1);
  const all = { 'people.csv': csv(pool.people), 'quotas.csv': csv(pool.quotas), ...files };
  for (const [file, text] of Object.entries(all)) await temp.put(`${name}/${file}`, text);
  const given = {
    '--pool': 'people.csv',
    '--id': 'nationbuilder_id',
    '--quotas': 'quotas.csv',
    '--size': '12',
    '--seed': 'any text',
    '--out': 'out',
    ...flags,
  };
  const args = Object.entries(given).flatMap(([flag, value]) => (value === undefined ? [] : [flag, value]));
  const before = namesBelow(cwd);
  const run = await runCli(['draw', ...args, ...more], { cwd });
  expect(namesBelow(cwd)).toEqual(before);
  return run;
}

interface Case extends Attempt {
  readonly wrong: string;
  readonly code: string;
  readonly exit?: 2;
  /** What an organiser needs to read. */
  readonly says: readonly RegExp[];
}

const inFiles: readonly Case[] = [
  {
    wrong: 'a pool that is not there, with the name that was meant',
    flags: { '--pool': 'poeple.csv' },
    code: 'FILE_NOT_FOUND',
    says: [/There is no file “poeple\.csv”/, /Did you mean “people\.csv”/],
  },
  { wrong: 'quotas that are not there', flags: { '--quotas': 'q/none.csv' }, code: 'FILE_NOT_FOUND', says: [/q.none/] },
  { wrong: 'a folder for a pool', flags: { '--pool': '.' }, code: 'FILE_IS_FOLDER', says: [/is a folder/] },
  { wrong: 'an empty pool', files: { 'people.csv': '' }, code: 'FILE_EMPTY', says: [/“people\.csv” is empty/] },
  { wrong: 'empty quotas', files: { 'quotas.csv': '' }, code: 'FILE_EMPTY', says: [/“quotas\.csv” is empty/] },
  {
    wrong: 'a pool of nobody',
    files: { 'people.csv': csv(pool.people).split('\n')[0] ?? '' },
    code: 'TABLE_NO_ROWS',
    says: [/people\.csv/, /no row below/],
  },
  {
    wrong: 'ids in a column that is not there, with the one that was meant',
    flags: { '--id': 'nationbuilder' },
    code: 'COLUMN_MISSING',
    says: [/people\.csv, row 1/, /There is no column “nationbuilder”/, /Did you mean “nationbuilder_id”/],
  },
  {
    wrong: 'households in a column that is not there',
    flags: { '--household': 'adress,postcode' },
    code: 'COLUMN_MISSING',
    says: [/no column “adress”/, /Did you mean “address”/],
  },
  {
    wrong: 'a feature of the quotas that the pool has no column for',
    files: { 'quotas.csv': csv(pool.quotas).replaceAll('district', 'distrikt') },
    code: 'COLUMN_MISSING',
    says: [/people\.csv/, /no column “distrikt”/, /Did you mean “district”/],
  },
  {
    wrong: 'a value outside its feature, with its row and the value that was meant',
    files: { 'people.csv': peopleWith({ 4: { district: 'Haffen' } }) },
    code: 'VALUE_UNKNOWN',
    says: [/people\.csv, row 6, column district/, /no value “Haffen”/, /Did you mean “Hafen”/],
  },
  {
    wrong: 'several faults at once: each kind of them with its rows and its own next step',
    files: {
      'people.csv': peopleWith({
        ...Object.fromEntries([3, 5, 8, 13, 21, 34, 55].map((row) => [row, { district: 'Haffen' }])),
        7: { age: '' },
        9: { nationbuilder_id: pool.people[2]?.['nationbuilder_id'] ?? '' },
      }),
    },
    code: 'INPUT_FAULTS',
    says: [
      /9 problems were found/,
      /rows 5, 7, 10, 15, 23 and 2 more, column district: .*“Haffen”\.\n {4}Did you mean “Hafen”/,
      /row 9, column age: This cell is blank\.\n {4}Fill it in/,
      /row 11.*The id “[A-Z]2” stands in row 4 already/,
    ],
  },
  {
    wrong: 'a quota that is not a number',
    files: { 'quotas.csv': quotasWith({ Hafen: { min: 'two' } }) },
    code: 'QUOTA_NOT_WHOLE',
    says: [/quotas\.csv, row \d+, column min/, /“two”/],
  },
  {
    wrong: 'a minimum above its maximum',
    files: { 'quotas.csv': quotasWith({ Hafen: { min: '5', max: '4' } }) },
    code: 'QUOTA_MIN_ABOVE_MAX',
    says: [/“Hafen” \(district\)/, /at least 5 and at most 4/],
  },
  {
    wrong: 'a pool that is not UTF-8',
    files: { 'people.csv': iconv.encode(csv(pool.people), 'windows-1252') },
    code: 'FILE_NOT_UTF8',
    says: [/people\.csv, row \d+/, /--encoding windows-1252/],
  },
];

const inTask: readonly Case[] = [
  {
    wrong: 'minimums that do not fit the panel, feature by feature',
    files: { 'quotas.csv': quotasWith({ female: { min: '7' }, male: { min: '6', max: '7' } }) },
    code: 'QUOTA_MINS_ABOVE_SIZE',
    says: [/“gender” add up to 13 seats, 1 more than the 12/],
  },
  {
    wrong: 'a minimum that the pool cannot fill',
    files: { 'quotas.csv': csv([...pool.quotas, { feature: 'district', value: 'Mars', min: '1', max: '2' }]) },
    code: 'QUOTA_MIN_ABOVE_POOL',
    says: [/“mars” \(district\) asks for at least 1/i, /nobody in the pool/, /Lower the minimum to 0,/],
  },
  {
    wrong: 'quotas that each can be met, but not together: which, and what would do',
    // Every man in the pool is under 60 and lives by the harbour.
    files: {
      'people.csv': csv(
        pool.people.map((row) => (row['gender'] === 'male' ? { ...row, age: '25–39', district: 'Hafen' } : row)),
      ),
      'quotas.csv': quotasWith({ male: { min: '5' }, Hafen: { max: '4' }, '25–39': { max: '6' } }),
    },
    code: 'QUOTAS_CONFLICT',
    says: [/at least 5 of gender: male/, /at most 4 of district: Hafen/, /Any of these would do|This would do/],
  },
  { wrong: 'a panel of nobody', flags: { '--size': '0' }, code: 'PANEL_SIZE_NOT_WHOLE', says: [/“0”/, /1 or more/] },
  {
    wrong: 'a panel larger than the pool',
    flags: { '--size': '61' },
    code: 'INPUT_FAULTS',
    says: [/A panel of 61 cannot be drawn: there are only 60 people/],
  },
  {
    wrong: 'an output folder below a file',
    flags: { '--out': 'people.csv/out' },
    code: 'OUTPUT_IN_THE_WAY',
    says: [/file stands at “people\.csv”/, /another folder with --out/],
  },
  {
    wrong: 'an output folder where a file stands',
    flags: { '--out': 'quotas.csv' },
    code: 'OUTPUT_IN_THE_WAY',
    says: [/“quotas\.csv”/],
  },
];

const onTheCommandLine: readonly Case[] = [
  {
    wrong: 'a misspelt flag, with the one that was meant',
    more: ['--houshold', 'address'],
    code: 'USAGE',
    exit: 2,
    says: [/unknown option '--houshold'/, /^ {2}\(Did you mean --household\?\)$/m],
  },
  {
    wrong: 'no seed',
    flags: { '--seed': undefined },
    code: 'SEED_MISSING',
    exit: 2,
    says: [/no seed/, /--seed "any text"/],
  },
  {
    wrong: 'a blank seed',
    flags: { '--seed': ' ' },
    code: 'FLAG_BLANK',
    exit: 2,
    says: [/Nothing stands after --seed/],
  },
  { wrong: 'a blank folder', flags: { '--out': '' }, code: 'FLAG_BLANK', exit: 2, says: [/after --out/] },
  { wrong: 'no household column', flags: { '--household': ',' }, code: 'FLAG_BLANK', exit: 2, says: [/--household/] },
  {
    wrong: 'an unknown objective, with those that there are',
    flags: { '--objective': 'lexmin' },
    code: 'OBJECTIVE_UNKNOWN',
    exit: 2,
    says: [/“lexmin”/, /Choose one of: leximin/],
  },
  {
    wrong: 'an unknown form of lottery',
    flags: { '--lottery-form': 'nmed' },
    code: 'NOT_ONE_OF',
    exit: 2,
    says: [/“nmed”/, /named, composition/],
  },
  {
    wrong: '--pool without --quotas',
    flags: { '--quotas': undefined },
    code: 'FLAGS_MISSING',
    exit: 2,
    says: [/With --pool, --quotas must be given too/],
  },
  {
    wrong: '--pool without --quotas and --size',
    flags: { '--quotas': undefined, '--size': undefined },
    code: 'FLAGS_MISSING',
    exit: 2,
    says: [/--quotas and --size must/],
  },
  {
    wrong: '--pool and a process folder',
    more: ['.'],
    code: 'FOLDER_AND_POOL',
    exit: 2,
    says: [/Both a process folder \(“\.”\) and --pool/],
  },
  {
    wrong: '--household without --pool',
    flags: { '--pool': undefined, '--id': undefined, '--household': 'address' },
    code: 'FLAG_NEEDS_POOL',
    exit: 2,
    says: [/--household describes a pool/],
  },
  {
    wrong: 'neither --pool nor a process folder',
    flags: { '--pool': undefined, '--id': undefined },
    code: 'PROCESS_NOT_FOUND',
    says: [/holds no sortition\.yaml/, /--pool FILE/],
  },
  {
    wrong: 'a size in words',
    flags: { '--size': 'twelve' },
    code: 'NOT_A_WHOLE_NUMBER',
    exit: 2,
    says: [/--size takes a whole number.*“twelve”/],
  },
  { wrong: 'a size below nothing', flags: { '--size': '-3' }, code: 'NOT_A_WHOLE_NUMBER', exit: 2, says: [/“-3”/] },
  {
    wrong: 'half an alternate',
    flags: { '--alternates': '2.5' },
    code: 'NOT_A_WHOLE_NUMBER',
    exit: 2,
    says: [/--alternates.*“2\.5”/],
  },
  {
    wrong: 'a lottery without tickets',
    flags: { '--tickets': '99' },
    code: 'NOT_WITHIN',
    exit: 2,
    says: [/--tickets takes a whole number from 100 to 1000000/],
  },
  { wrong: 'an unknown encoding', flags: { '--encoding': 'utf-9' }, code: 'ENCODING_UNKNOWN', says: [/“utf-9”/] },
];

describe('A draw that cannot be done says why and what to do next, and writes nothing, with', () => {
  for (const { wrong, code, exit = 1, says, ...given } of [...inFiles, ...inTask, ...onTheCommandLine]) {
    test(wrong, async () => {
      const run = await attempt(given);
      expectRefused(run, code, exit);
      expect(run.stdout).toBe('');
      for (const words of says) expect(run.stderr).toMatch(words);
    });
  }
});

describe('A command line that is wrong', () => {
  test('with an unknown command is told which was meant', async () => {
    const run = await runCli(['dra'], { cwd: temp.path });
    expectRefused(run, 'USAGE', 2);
    expect(run.stderr).toMatch(/unknown command 'dra'\n {2}\(Did you mean draw\?\)/);
  });

  test('with --json tells machines the same on stdout, whether data or flags are at fault', async () => {
    const data = await attempt({ flags: { '--pool': 'none.csv' }, more: ['--json'] });
    expect(JSON.parse(data.stdout).error).toMatchObject({ code: 'FILE_NOT_FOUND', where: { file: 'none.csv' } });
    expectRefused(data, 'FILE_NOT_FOUND');
    const flags = await attempt({ more: ['--json', '--bogus'] });
    expect(JSON.parse(flags.stdout)).toEqual({ error: { code: 'USAGE', message: "unknown option '--bogus'" } });
    expectRefused(flags, 'USAGE', 2);
  });

  test('for a file that is something else is not answered with all that stands in it', async () => {
    const population = await temp.put('population.yaml', csv(pool.people));
    const run = await runCli(['synth', population], { cwd: temp.path });
    expectRefused(run, 'YAML_WRONG_VALUE');
    expect(run.stderr.length).toBeLessThan(400);
  });
});
