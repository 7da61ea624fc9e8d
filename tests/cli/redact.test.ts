import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { canonicalPoolTable } from '../../src/core/record/canonical-pool.js';
import { classesLeft, seatsLeft } from '../../src/core/register/seated.js';
import { openPseudonyms, readPeople, readQuotas } from '../../src/index.js';
import { Canaries, disguises } from '../support/canaries.js';
import { csv, oneOffPool, type Row } from '../support/one-off-pool.js';
import { expectDone, expectPlain, expectRefused, filesOf, namesBelow, runCli, tempFolder } from '../support/run-cli.js';
import { townProcess } from '../support/town-process.js';

const temp = tempFolder();

const canaries = new Canaries();
const { canary } = canaries;
const withCanaries = (person: Row, i: number): Row => ({
  ...person,
  nationbuilder_id: canary('id', i),
  name: canary('name', i),
  address: person['address'] === '' ? '' : canary('address', Math.floor(i / 3)),
  postcode: canary('postcode', Math.floor(i / 3)),
  remark: canary('remark', i),
});

const read = (...path: string[]): string => readFileSync(join(temp.path, ...path), 'utf8');
const run = (...args: string[]) => runCli(args, { cwd: temp.path });
/** Nobody’s cells, in no disguise. */
function expectNobody(text: string): void {
  expect(canaries.texts.flatMap(disguises).filter((needle) => text.includes(needle))).toEqual([]);
}

/** canonical-pool.csv of a file of people, without salts. */
async function canonicalOf(file: string, id: string, household: string[], key?: string): Promise<string> {
  const quotas = await readQuotas(join(temp.path, 'quotas.csv'));
  const spec = { file: join(temp.path, file), id, household };
  const pseudonyms = key === undefined ? undefined : await openPseudonyms(join(temp.path, key));
  const { pool } = await readPeople(spec, quotas, pseudonyms && { pseudonymOf: pseudonyms.of });
  return [...canonicalPoolTable(pool, classesLeft(pool, seatsLeft(pool, 12, [], true), true))].join('');
}

describe('redact in a process folder', () => {
  beforeAll(async () => {
    for (const [name, text] of Object.entries(townProcess('seed: x', withCanaries))) await temp.put(name, text);
  });

  test('writes the pool under pseudonyms, with what the draw needs and nothing else', async () => {
    const redact = await run('redact');
    expectDone(redact);
    expectPlain(redact.stderr);
    expect(redact.stderr).toMatch(/120 people → redacted-pool\.csv \(written\)/);
    expect(redact.stderr).toMatch(/pseudonyms\.csv leads .*secret/);
    const text = read('redacted-pool.csv');
    expect(text.split('\n')[0]).toBe('pseudonym,household,gender,age,district');
    // As the quotas spell them, not as they are compared.
    expect(text).toMatch(/^[0-9a-z]{10},\d*,(female|male|other),[^,]+,(Alt-Stadt|Hafen|Sankt Jürgen|Österfeld)$/m);
    expectNobody(text);
    expectNobody(redact.stderr + redact.stdout);
    // The search itself would find them.
    expect(canaries.texts.every((needle) => read('register.csv').includes(needle))).toBe(true);
  });

  test('and this is the same canonical pool as the register’s', async () => {
    const original = await canonicalOf('register.csv', 'nationbuilder_id', ['address', 'postcode'], 'pseudonyms.csv');
    expect(await canonicalOf('redacted-pool.csv', 'pseudonym', ['household'])).toBe(original);
    expect(original.split('\n').length).toBe(122);
  });

  test('again changes nothing; another file in its place is refused, and replaced with --force', async () => {
    const before = filesOf(temp.path);
    expect((await run('redact')).stderr).toMatch(/nothing has changed/);
    expect(filesOf(temp.path)).toEqual(before);
    await temp.put('redacted-pool.csv', 'mine');
    expectRefused(await run('redact'), 'FILE_EXISTS');
    expect(read('redacted-pool.csv')).toBe('mine');
    expectDone(await run('redact', '--force'));
    expect(filesOf(temp.path)).toEqual(before);
  });

  test('is what a draw can be made from, as the terminal says', async () => {
    const { stderr } = await run('redact');
    const [, flags = ''] = /sortition draw (.*--seed)/s.exec(stderr) ?? [];
    const args = flags.trim().split(/\s+/);
    expect(args).toContain('--household');
    const draw = await run('draw', ...args, 'any text', '--out', 'redacted-draw');
    expectDone(draw);
    for (const text of Object.values(filesOf(join(temp.path, 'redacted-draw')))) expectNobody(text);
  });
});

describe('redact of a pool given by flags', () => {
  const pool = oneOffPool({ seed: 'redacted', people: 60, size: 12 });
  const flags = ['--pool', 'people.csv', '--id', 'nationbuilder_id', '--quotas', 'quotas.csv'];

  test('makes random pseudonyms and keeps the key beside the file', async () => {
    const cwd = await temp.folder();
    const name = cwd.slice(temp.path.length + 1);
    canaries.texts.length = 0;
    await temp.put(`${name}/people.csv`, csv(pool.people.map(withCanaries)));
    await temp.put(`${name}/quotas.csv`, csv(pool.quotas));
    const redact = (...more: string[]) => runCli(['redact', ...flags, ...more], { cwd });
    const first = await redact('--household', 'address,postcode', '--out', 'safe/pool.csv');
    expectDone(first);
    expect(first.stderr).toMatch(/safe.pseudonyms\.csv leads .*secret/);
    expect(namesBelow(cwd)).toEqual(['people.csv', 'quotas.csv', 'safe', 'safe/pool.csv', 'safe/pseudonyms.csv']);
    const text = read(name, 'safe/pool.csv');
    expectNobody(text);
    expect(canaries.texts.some((needle) => read(name, 'safe/pseudonyms.csv').includes(needle))).toBe(true);
    const again = await redact('--household', 'address,postcode', '--out', 'safe/pool.csv');
    expect(again.stderr).toMatch(/nothing has changed/);
    // Without households nobody's is told.
    expectDone(await redact('--out', 'alone/pool.csv'));
    expect(read(name, 'alone/pool.csv')).toMatch(/^[0-9a-z]{10},,/m);
    // Elsewhere other pseudonyms.
    expect(text.slice(0, 80)).not.toBe(read(name, 'alone/pool.csv').slice(0, 80));
  });

  test('takes a pool with its quotas, and nothing is made where something is missing', async () => {
    const cwd = await temp.folder();
    expectRefused(await runCli(['redact', '--pool', 'people.csv'], { cwd }), 'FLAGS_MISSING', 2);
    expect(namesBelow(cwd)).toEqual([]);
  });
});
