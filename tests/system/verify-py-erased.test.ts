import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { eraseFromPool } from '../../src/core/record/read-pool.js';
import { loadHighsSolver } from '../../src/solver/highs.js';
import { compareVerdicts, generatedDraws } from '../support/agreement.js';
import { VerifyPyProcess } from '../support/ask-verify-py.js';
import { LIES, OPEN_IN_PYTHON } from '../support/lies.js';
import { expectDone, runCli, tempFolder } from '../support/run-cli.js';
import { townProcess } from '../support/town-process.js';
import { campaignDraws, type FileMap, failing, verifyFiles, type WholeDraw } from '../support/whole-draws.js';

/** verifyDraw and bin/verify.py where people have been erased since the draw. */
const POOL = 'canonical-pool.csv';
const solver = await loadHighsSolver();
const py = new VerifyPyProcess();
afterAll(() => py.close());
const draws = [...campaignDraws(solver), ...generatedDraws(24, solver)].filter(
  ({ prepared }) => prepared.pool.salts !== undefined,
);

const erase = (files: FileMap, people: readonly string[]): FileMap => ({
  ...files,
  [POOL]: eraseFromPool(files[POOL] ?? '', new Set(people)),
});
const someOf = ({ record, prepared }: WholeDraw): string[] =>
  [record.panel[1], record.alternates.at(-1), prepared.pool.pseudonyms.at(-1)].flatMap((person) => person ?? []);

describe('a draw from which people were erased holds by both verifiers, and both say who is taken from people.csv', () => {
  test.each(draws)('$name', async (draw) => {
    for (const people of [someOf(draw).slice(0, 1), someOf(draw), [...draw.record.panel]]) {
      const files = erase(draw.files, people);
      const ts = verifyFiles(files, solver);
      const { code, checks } = await py.verify(files);
      expect([failing(ts), code, failing(checks)]).toEqual([[], 0, []]);
      const said = [ts, checks].map((lines) => lines.find(({ subject }) => subject === 'erased'));
      expect(said[0]).toEqual(said[1]);
      expect(said[0]?.detail).toMatch(/erased; their leaves are taken from people\.csv as published/);
      const disagreements = compareVerdicts(ts, checks).filter(({ agree }) => !agree);
      expect(disagreements).toEqual([]);
    }
  });
});

test.each(LIES)('a lie is no better hidden by erasing somebody else: $name', async ({ name, tell }) => {
  for (const draw of draws.slice(0, 5)) {
    const files = tell(draw);
    if (files === undefined || OPEN_IN_PYTHON.has(name)) continue;
    const rows = (files[POOL] ?? '').split('\n').slice(1, -1);
    const drawn = new Set([...draw.record.panel, ...draw.record.alternates]);
    const bystander = rows.map((row) => row.split(',')[0] ?? '').find((person) => !drawn.has(person)) ?? '';
    const erased = erase(files, [bystander]);
    const { code } = await py.verify(erased);
    expect([name, draw.name, failing(verifyFiles(erased, solver)).length > 0]).toEqual([name, draw.name, code !== 0]);
  }
});

describe('the verifier that is published with a draw, after sortition erase', () => {
  const temp = tempFolder();
  test.each(['named', 'composition'])('%s form', async (form) => {
    const cwd = await temp.folder();
    for (const [name, text] of Object.entries(townProcess(`lottery_form: ${form}`)))
      writeFileSync(join(cwd, name), text);
    const dice = Array.from({ length: 30 }, (_, i) => (i % 6) + 1).join(' ');
    expectDone(await runCli(['lottery'], { cwd }));
    expectDone(await runCli(['draw', '--commitment', 'lottery', '--dice', dice], { cwd }));
    const [, first = ''] = readFileSync(join(cwd, 'draw/panel.csv'), 'utf8').split('\n');
    const [id = ''] = first.split(',');
    expectDone(await runCli(['erase', id, '--yes'], { cwd }));
    for (const folder of ['draw', 'draw/public']) {
      const run = spawnSync('python3', ['draw/public/verify.py', folder], { cwd, encoding: 'utf8' });
      expect([run.status, run.stdout]).toEqual([0, expect.not.stringContaining('FAILS')]);
      const said = /erased +1 person was erased; their leaves are taken from people\.csv as published/;
      if (folder === 'draw') expect(run.stdout).toMatch(said);
      else expect(run.stdout).not.toMatch(said);
    }
  });
});
