import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalPoolTable } from '../../src/core/record/canonical-pool.js';
import { choiceOf, conductDraw, planDraw, prepareDraw } from '../../src/core/record/draw.js';
import { readRecord } from '../../src/core/record/read-record.js';
import { settingsOf } from '../../src/core/record/reopen.js';
import { findSelection } from '../../src/core/selection/selection.js';
import { loadSolver } from '../../src/engine/load-solver.js';
import { readPeople } from '../../src/io/people-file.js';
import { readQuotas } from '../../src/io/quotas-file.js';
import { nodeHash } from '../../src/random/hash.js';
import { noiseSource } from '../../src/random/noise.js';
import { textOf } from './draws.js';
import { type FileMap, RECORD } from './whole-draws.js';

const golden = join(import.meta.dirname, '../golden');

/** The record of a golden draw as it is kept, with its files made again from the pool. Throws where they give another record. */
export async function goldenDraw(form: 'named' | 'composition'): Promise<FileMap> {
  const text = readFileSync(join(golden, `${form}.record`), 'utf8');
  const { manifest, seed } = readRecord(text);
  const { id, household } = manifest.reading;
  const quotas = await readQuotas(join(golden, 'quotas.csv'));
  const { pool } = await readPeople({ file: join(golden, 'pool.csv'), id, household }, quotas);
  const plan = planDraw(nodeHash, pool, settingsOf(manifest));
  const solver = await loadSolver(manifest.settings.solver);
  const choice = choiceOf(plan.settings);
  const selection = choice && findSelection(plan.instance, choice, { solver, noise: noiseSource(plan.key) });
  if (selection === undefined) throw new Error('no panel');
  const { title, purpose, software, reading, seed_source } = manifest;
  const terms = { title, purpose, software, reading, seed_source };
  const prepared = prepareDraw(plan, selection, { hash: nodeHash, noise: noiseSource }, terms);
  const again = textOf(conductDraw(nodeHash, prepared, seed).record);
  if (again !== text) throw new Error(`the golden draw of the ${form} form has another record now`);
  return {
    ...prepared.files,
    [RECORD]: text,
    'canonical-pool.csv': [...canonicalPoolTable(pool, prepared.classes)].join(''),
  };
}
