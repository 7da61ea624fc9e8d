import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { csv, oneOffPool, type Row, shuffled } from '../support/one-off-pool.js';
import { type CliRun, expectDone, expectPlain, expectRefused, runCli, tempFolder } from '../support/run-cli.js';

const temp = tempFolder();
const pool = oneOffPool({ seed: 'verify', people: 60, size: 12 });

beforeAll(async () => {
  await temp.put('people.csv', csv(pool.people));
  await temp.put('quotas.csv', csv(pool.quotas));
  const flags = ['--pool', 'people.csv', '--id', 'nationbuilder_id', '--quotas', 'quotas.csv', '--size', '12'];
  for (const form of ['named', 'composition']) {
    const more = ['--household', 'address,postcode', '--alternates', '3', '--lottery-form', form, '--out', form];
    expectDone(await runCli(['draw', ...flags, '--seed', 'any text', ...more], { cwd: temp.path }));
  }
});

const verify = (folder: string, ...more: string[]): Promise<CliRun> =>
  runCli(['verify', join(folder, 'draw-record.json'), ...more], { cwd: temp.path });
const withPool = ['--pool', 'people.csv', '--quotas', 'quotas.csv'];

/** A copy of a draw in which one file is another. */
async function changed(form: string, file: string, change: (text: string) => string): Promise<string> {
  const folder = await temp.folder();
  cpSync(join(temp.path, form), folder, { recursive: true });
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  const other = change(text);
  expect(other).not.toBe(text);
  writeFileSync(path, other);
  return folder;
}

/** The subjects of the lines that do not hold. */
const failing = (run: CliRun): string[] =>
  [...run.stderr.matchAll(/^ {2}FAILS {2}(\S+)/gm)].map(([, name = '']) => name);

function expectFails(run: CliRun, ...subjects: string[]): void {
  expect(failing(run)).toEqual(expect.arrayContaining(subjects));
  expect(failing(run).length).toBeGreaterThan(0);
  expect(run.stderr).toMatch(/^ {2}does not hold: \d+ lines? of .*draw-record\.json$/m);
  expectPlain(run.stderr);
  expect(run.code).toBe(1);
}

/** Another digit, not 0, for the first that `before` leads up to. */
const nextDigit = (before: RegExp) => (text: string) =>
  text.replace(
    new RegExp(`(${before.source})(\\d)`, before.flags),
    (_, lead: string, digit: string) => `${lead}${(Number(digit) % 9) + 1}`,
  );

describe('A draw that was changed afterwards', () => {
  const changes: readonly (readonly [
    what: string,
    file: string,
    before: RegExp,
    named: string,
    composition?: string,
  ])[] = [
    ['the number in the record', 'draw-record.json', /"number":/, 'number', 'number'],
    ['the size of the panel in the record', 'draw-record.json', /"size":/, 'commitment'],
    ['a quota in the record', 'draw-record.json', /"min":/, 'commitment'],
    ['the commitment', 'draw-record.json', /"commitment":"[a-f]*/, 'commitment'],
    ['one person of the panel', 'draw-record.json', /"panel":\["[A-Z]/, 'panel', 'panel'],
    ['one of the alternates', 'draw-record.json', /"alternates":\["[A-Z]/, 'alternates', 'alternates'],
    ['one digit of the lottery', 'lottery.csv', /\n\d+,[A-Z]?/, 'lottery.csv', 'lottery.csv'],
    ['one digit of the classes', 'classes.csv', /\n0,/, 'classes.csv'],
    ['one digit of the certificate', 'certificate.json', /"mu":"-?/, 'certificate.json'],
  ];
  for (const [what, file, before, named, composition] of changes) {
    for (const [form, subject] of [
      ['named', named],
      ['composition', composition],
    ] as const) {
      if (subject === undefined) continue;
      test(`in ${what} does not hold, in the ${form} form`, async () => {
        const folder = await changed(form, file, nextDigit(before));
        expectFails(await verify(folder, ...withPool), subject);
      });
    }
  }

  test('does not hold without the pool either, where that can be seen', async () => {
    for (const [file, before, subject] of [
      ['draw-record.json', /"number":/, 'number'],
      ['draw-record.json', /"panel":\["[A-Z]/, 'panel'],
      ['lottery.csv', /\n\d+,[A-Z]/, 'lottery.csv'],
    ] as const) {
      expectFails(await verify(await changed('named', file, nextDigit(before)), '--public'), subject);
    }
  });

  test('in nothing but its spaces is no longer the record that was published', async () => {
    const folder = await changed('named', 'draw-record.json', (text) => JSON.stringify(JSON.parse(text), undefined, 2));
    for (const flags of [['--public'], withPool, [...withPool, '--replay', '--json']]) {
      const run = await verify(folder, ...flags);
      expectFails(run, 'record');
      expect(run.stderr).toMatch(/not written as canonical JSON/);
    }
  });

  test('in its probabilities alone is found when the lottery is built again', async () => {
    const folder = await changed('named', 'probabilities.csv', nextDigit(/\n[A-Z]\d+,/));
    expectFails(await verify(folder, ...withPool, '--replay'), 'probabilities');
  });

  test('with a file missing does not hold, and says which', async () => {
    const folder = await temp.folder();
    cpSync(join(temp.path, 'named'), folder, { recursive: true, filter: (path) => !path.endsWith('classes.csv') });
    expectFails(await verify(folder, ...withPool), 'classes.csv');
  });
});

describe('The pool that a draw is checked with', () => {
  test('may be written in another order, with other delimiters and line ends', async () => {
    const columns = Object.keys(pool.people[0] ?? {}).reverse();
    await temp.put('again.csv', csv(shuffled(pool.people, 'again'), { columns, delimiter: ';', lineEnd: '\r\n' }));
    await temp.put('quotas-again.csv', csv(shuffled(pool.quotas, 'again'), { delimiter: ';' }));
    for (const form of ['named', 'composition']) {
      const run = await verify(form, '--pool', 'again.csv', '--quotas', 'quotas-again.csv', '--replay');
      expectDone(run);
      expect(run.stderr).toMatch(/^ {2}holds: /m);
    }
  });

  const others: readonly (readonly [string, readonly Row[]])[] = [
    ['with one person fewer', pool.people.slice(1)],
    ['with one value changed', pool.people.map((row, i) => (i === 7 ? { ...row, age: '16–24' } : row))],
    [
      'with one person moved in with another',
      pool.people.map((row, i) => (i === 20 ? { ...row, ...homeOf(pool.people[40]) } : row)),
    ],
  ];
  for (const [how, people] of others) {
    test(`is another ${how}`, async () => {
      await temp.put('other.csv', csv(people));
      expectFails(await verify('named', '--pool', 'other.csv', '--quotas', 'quotas.csv'), 'pool');
    });
  }

  test('needs the quotas of the draw', async () => {
    await temp.put(
      'other-quotas.csv',
      csv(pool.quotas.map((row) => (row['value'] === 'Hafen' ? { ...row, max: '9' } : row))),
    );
    expectFails(await verify('named', '--pool', 'people.csv', '--quotas', 'other-quotas.csv'), 'quotas');
    expectRefused(await verify('named', '--pool', 'people.csv'), 'FLAGS_MISSING', 2);
    expectRefused(await verify('named', '--quotas', 'quotas.csv'), 'FLAG_NEEDS_POOL', 2);
  });
});

describe('A draw that is checked without the pool', () => {
  test('holds as far as that goes, and says what was not checked', async () => {
    for (const form of ['named', 'composition']) {
      const run = await verify(form, '--public', '--replay');
      expectDone(run);
      expect(run.stderr).toMatch(/^ {4}– {4}pool +not given: .*households.*alternates/m);
      expect(run.stderr).toMatch(/^ {4}– {4}replay +it takes the pool/m);
      expect(run.stderr).toMatch(/^ {2}holds, as far as it could be checked: /m);
      for (const proved of ['compositions', 'leximin', 'number']) {
        expect(run.stderr).toMatch(new RegExp(`^ {2}holds  ${proved} `, 'm'));
      }
    }
  });

  test('is told to machines line by line', async () => {
    const { stdout, code } = await verify('named', '--public', '--json');
    const { holds, checks, record } = JSON.parse(stdout);
    expect([code, holds, record]).toEqual([0, true, join('named', 'draw-record.json')]);
    expect(checks).toContainEqual({ subject: 'pool', outcome: 'not checked', detail: expect.any(String) });
  });
});

test('A record that is not there is said to be missing, with the name that was meant', async () => {
  const run = await runCli(['verify', 'named/draw-recrod.json'], { cwd: temp.path });
  expectRefused(run, 'FILE_NOT_FOUND');
  expect(run.stderr).toContain('Did you mean “draw-record.json”');
});

function homeOf(person: Row = {}): Row {
  return { address: person['address'] ?? '', postcode: person['postcode'] ?? '' };
}
