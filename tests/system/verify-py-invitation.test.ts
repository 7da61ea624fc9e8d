import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apportionLetters, crossStrata } from '../../src/core/register/strata.js';
import { VerifyPyProcess } from '../support/ask-verify-py.js';
import { csv, oneOffPool } from '../support/one-off-pool.js';
import { expectDone, runCli, tempFolder } from '../support/run-cli.js';

const temp = tempFolder();
const python = new VerifyPyProcess();
const dice = Array.from({ length: 30 }, (_, i) => ((5 * i * i + 2) % 6) + 1).join(' ');
const pool = oneOffPool({ seed: 'an invitation for Python', people: 300, size: 12 });
let committed: Record<string, string>;
let files: Record<string, string>;

const published = (): Record<string, string> => {
  const folder = join(temp.path, 'invitation/public');
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
};

beforeAll(async () => {
  await temp.put('register.csv', csv(pool.people));
  await temp.put('quotas.csv', csv(pool.quotas));
  await temp.put(
    'sortition.yaml',
    `title: The town’s jury
register: { file: register.csv, id: nationbuilder_id, household: [address, postcode] }
quotas: quotas.csv
panel: { size: 12 }
invitation: { letters: 80, strata: { gender: { male: 1.3 }, district: {} } }
`,
  );
  expectDone(await runCli(['invite', '--commit'], { cwd: temp.path }));
  committed = published();
  expectDone(await runCli(['invite', '--commitment', 'invitation', '--dice', dice], { cwd: temp.path }));
  files = published();
});
afterAll(() => python.close());

test('verify.py holds the public folder of an invitation, drawn or not, and says what it cannot check', async () => {
  const before = await python.verify(committed);
  expect(before).toMatchObject({ code: 0 });
  const drawn = await python.verify(files);
  expect([drawn.code, drawn.checks.filter(({ outcome }) => outcome === 'fails')]).toEqual([0, []]);
  expect(drawn.checks.map(({ subject }) => subject)).toEqual(
    expect.arrayContaining(['commitment', 'draw seed', 'letters', 'lots', 'ledger', 'people']),
  );
  expect(drawn.checks).toContainEqual(expect.objectContaining({ subject: 'people', outcome: 'not checked' }));
  const printed = execFileSync('python3', [join(temp.path, 'invitation/public/verify.py')], { encoding: 'utf8' });
  expect(printed).toMatch(/HOLDS, as far as it was checked .*: an invitation\. Compare its commitment/);
});

test.each([
  ['invitation-record.json', /"title":"The/, '"title":"A', 'commitment'],
  ['invitation-record.json', /"draw_seed":"./, '"draw_seed":"x', 'record'],
  ['invitation-record.json', /"dice":\[\d/, '"dice":[7', 'seed'],
  ['invitation-record.json', /"letters":(\d+),"people":/, '"letters":1$1,"people":', 'letters'],
  ['invitation-record.json', /"people":(\d)/, '"people":9$1', 'letters'],
  ['invitation-record.json', /"status":"official"/, '"status":"uncommitted"', 'record'],
  ['invited-lots.csv', /\n0,[0-9a-f]/, '\n1,f', 'lots'],
  ['invited-lots.csv', /\n[^\n]*\n$/, '\n', 'lots'],
  ['ledger.jsonl', /"step":"i/, '"step":"j', 'ledger'],
  ['manifest.json', /"letters":80/, '"letters":81', 'manifest'],
] as const)('verify.py finds a change of %s: %s', async (name, from, to, subject) => {
  const text = files[name] ?? '';
  expect(text.replace(from, to)).not.toBe(text);
  const { code, checks } = await python.verify({ ...files, [name]: text.replace(from, to) });
  expect(code).not.toBe(0);
  expect(checks.filter(({ outcome }) => outcome === 'fails').map((check) => check.subject)).toContain(subject);
});

test('verify.py shares letters out as the tool does, full strata and ties among them', () => {
  const rate = fc.constantFrom('1', '2', '0.1', '1.3', '0.001', '1000');
  const task = fc
    .tuple(fc.array(rate, { minLength: 1, maxLength: 3 }), fc.array(rate, { minLength: 1, maxLength: 3 }))
    .chain(([a, b]) =>
      fc.record({
        rates: fc.constant([a, b]),
        people: fc.array(fc.integer({ min: 0, max: 12 }), {
          minLength: a.length * b.length,
          maxLength: a.length * b.length,
        }),
        share: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
    );
  const tasks = fc.sample(task, { numRuns: 2000, seed: 1 }).map(({ rates, people, share }) => {
    const letters = Math.floor(share * people.reduce((sum, count) => sum + count, 0));
    const features = rates.map((of, f) => ({
      feature: `f${f}`,
      values: of.map((each, v) => ({ value: `v${v}`, rate: Number(each) })),
    }));
    return { rates, people, letters, shares: apportionLetters(letters, crossStrata(features), people) };
  });
  const script = `
import importlib.util, json, sys
from fractions import Fraction
sys.dont_write_bytecode = True
spec = importlib.util.spec_from_file_location("verify", sys.argv[1])
v = importlib.util.module_from_spec(spec)
spec.loader.exec_module(v)
for one in json.load(sys.stdin):
    rates = [Fraction(a) * Fraction(b) for a in one["rates"][0] for b in one["rates"][1]]
    has = v.share_out(one["letters"], one["people"], rates)
    assert has == one["shares"], (one, has)
`;
  execFileSync('python3', ['-c', script, 'bin/verify.py'], { input: JSON.stringify(tasks), encoding: 'utf8' });
});
