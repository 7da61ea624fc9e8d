import { expect, test } from 'vitest';
import { loadHighsSolver } from '../../../src/solver/highs.js';
import { LIES } from '../../support/lies.js';
import { severalDraws } from '../../support/several-draws.js';
import { isNamed, tamperings } from '../../support/tampering.js';
import { campaignDraws, failing, verifyFiles } from '../../support/whole-draws.js';

/** What `bench/tampering.ts` does with both verifiers and many draws, for verifyDraw alone, on a sample. */
const solver = await loadHighsSolver();
const draws = campaignDraws(solver);

test.each(LIES)('a lie under hashes made anew is found out: $name', ({ tell }) => {
  const told = draws.map(tell).filter((files) => files !== undefined);
  expect(told.length).toBeGreaterThan(0);
  for (const files of told) expect(failing(verifyFiles(files, solver))).not.toEqual([]);
});

test('one change to one file is found out, and named', () => {
  const sample = [...draws, ...severalDraws(solver)]
    .flatMap((draw) => tamperings(draw, 1))
    .filter((_, i) => i % 5 === 0);
  expect(sample.length).toBeGreaterThan(200);
  for (const { draw, target, kind, files } of sample) {
    const says = failing(verifyFiles(files, solver));
    expect([draw, target, kind, says, isNamed(target, says)]).toEqual([draw, target, kind, says, true]);
  }
});
