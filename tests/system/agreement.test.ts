import { afterAll, expect, test } from 'vitest';
import { loadHighsSolver } from '../../src/solver/highs.js';
import { compareVerdicts, generatedDraws, SHARED } from '../support/agreement.js';
import { VerifyPyProcess } from '../support/ask-verify-py.js';
import { failing, verifyFiles } from '../support/whole-draws.js';

/** Some of the draws of bench/agreement.ts. */
const solver = await loadHighsSolver();
const py = new VerifyPyProcess();
afterAll(() => py.close());
const draws = generatedDraws(12, solver);

test.each(draws)('verify and verify.py say the same of $name, with the pool and without', async ({ files }) => {
  const { 'canonical-pool.csv': pool = '', ...open } = files;
  for (const given of [{ ...open, 'canonical-pool.csv': pool }, open]) {
    const ts = verifyFiles(given, solver);
    const { code, checks } = await py.verify(given);
    expect([failing(ts), failing(checks), code]).toEqual([[], [], 0]);
    expect(compareVerdicts(ts, checks).filter(({ agree }) => !agree)).toEqual([]);
  }
});

test('between them these draws have every subject that both verifiers know', async () => {
  const found = new Set<string>();
  for (const { files } of draws) {
    const agreements = compareVerdicts(verifyFiles(files, solver), (await py.verify(files)).checks);
    for (const { what, ts, py: ofPy } of agreements) if (ts === 'holds' && ofPy !== 'not there') found.add(what);
  }
  // Cuts are rare: bench/agreement.ts has a draw with some.
  expect(SHARED.map(({ what }) => what).filter((what) => !found.has(what))).toEqual(['the cuts']);
});
