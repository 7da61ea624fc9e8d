import { afterAll, describe, expect, test } from 'vitest';
import { loadHighsSolver } from '../../src/solver/highs.js';
import { VerifyPyProcess } from '../support/ask-verify-py.js';
import { severalDraws } from '../support/several-draws.js';
import { isNamed, tamperings } from '../support/tampering.js';
import { type FileMap, failing, verifyFiles } from '../support/whole-draws.js';

/** Several panels at once by both verifiers, which know nothing of each other. */
const solver = await loadHighsSolver();
const py = new VerifyPyProcess();
afterAll(() => py.close());
const draws = severalDraws(solver);

const withoutPool = ({ 'canonical-pool.csv': _, ...files }: FileMap): FileMap => files;

describe('a draw of several panels holds by both verifiers, with the pool and without', () => {
  test.each(draws)('$name', async ({ files }) => {
    for (const given of [files, withoutPool(files)]) {
      const { code, checks } = await py.verify(given);
      expect([failing(verifyFiles(given, solver)), code, failing(checks)]).toEqual([[], 0, []]);
    }
  });
});

test('one thing changed is detected by both, and named', async () => {
  const sample = draws.flatMap((draw) => tamperings(draw, 2)).filter((_, i) => i % 17 === 0);
  expect(sample.length).toBeGreaterThan(60);
  const misses: string[] = [];
  for (const { draw, target, kind, files } of sample) {
    const { code, checks } = await py.verify(files);
    const says = { verifyDraw: failing(verifyFiles(files, solver)), 'verify.py': code === 0 ? [] : failing(checks) };
    for (const [verifier, lines] of Object.entries(says))
      if (!isNamed(target, lines))
        misses.push(`${verifier}, ${draw}, ${target}, ${kind}: ${lines.join('; ') || 'holds'}`);
  }
  expect(misses).toEqual([]);
});
