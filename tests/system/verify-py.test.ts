import { afterAll, describe, expect, test } from 'vitest';
import { loadHighsSolver } from '../../src/solver/highs.js';
import { compareVerdicts, generatedDraws, SHARED } from '../support/agreement.js';
import { VerifyPyProcess } from '../support/ask-verify-py.js';
import { BEYOND_FILES, LIES, type Lie, OPEN_IN_PYTHON } from '../support/lies.js';
import { isNamed, type Tampering, tamperings } from '../support/tampering.js';
import { campaignDraws, type FileMap, failing, verifyFiles } from '../support/whole-draws.js';

/** A sample of bench/tampering.ts and bench/agreement.ts: verifyDraw and bin/verify.py, which know nothing of each other. */
const solver = await loadHighsSolver();
const py = new VerifyPyProcess();
afterAll(() => py.close());
const draws = campaignDraws(solver);

const withoutPool = ({ 'canonical-pool.csv': _, ...files }: FileMap): FileMap => files;

describe('a draw that nobody has touched holds by both verifiers, with the pool and without', () => {
  const seen = new Set<string>();
  test.each([...draws, ...generatedDraws(12, solver)])('$name', async ({ files }) => {
    for (const given of [files, withoutPool(files)]) {
      const ts = verifyFiles(given, solver);
      const { code, checks } = await py.verify(given);
      expect([failing(ts), code, failing(checks)]).toEqual([[], 0, []]);
      const agreements = compareVerdicts(ts, checks);
      expect(agreements.filter(({ agree }) => !agree)).toEqual([]);
      for (const { what, ts: outcome } of agreements) if (outcome === 'holds') seen.add(what);
    }
  });

  test('in every subject that both know', () => {
    // Cuts are rare: bench/agreement.ts has a draw with some.
    expect(SHARED.map(({ what }) => what).filter((what) => !seen.has(what))).toEqual(['the cuts']);
  });

  test('whatever has been added to the ledger since', async () => {
    for (const { files } of draws) {
      const later = { ...files, 'ledger.jsonl': `${files['ledger.jsonl'] ?? ''}anything\n` };
      expect([failing(verifyFiles(later, solver)), (await py.verify(later)).code]).toEqual([[], 0]);
    }
  });
});

/** Every twenty-third change, so that files and kinds all have their turn. */
const sample = draws.flatMap((draw) => tamperings(draw, 2)).filter((_, i) => i % 23 === 0);

/** What either verifier says, without naming what was changed. */
async function missesOf({ draw, target, kind, files }: Tampering): Promise<string[]> {
  const { code, checks } = await py.verify(files);
  const says = { verifyDraw: failing(verifyFiles(files, solver)), 'verify.py': code === 0 ? [] : failing(checks) };
  return Object.entries(says).flatMap(([verifier, lines]) =>
    isNamed(target, lines) ? [] : [`${verifier}, ${draw}, ${target}, ${kind}: ${lines.join('; ') || 'holds'}`],
  );
}

test('one thing changed is detected by both, and named', async () => {
  expect(sample.length).toBeGreaterThan(110);
  const misses: string[] = [];
  for (const tampering of sample) misses.push(...(await missesOf(tampering)));
  expect(misses).toEqual([]);
});

/** The files of every draw that a lie fits. */
const toldOf = (tell: Lie['tell']): FileMap[] => draws.map(tell).filter((files) => files !== undefined);

describe('a lie under hashes made anew is detected by both', () => {
  test.each(LIES)('$name', async ({ name, tell }) => {
    const told = toldOf(tell);
    expect(told.length).toBeGreaterThan(0);
    // Some of either form.
    for (const files of told.filter((_, i) => i % 3 === 0)) {
      for (const given of [files, withoutPool(files)]) {
        const byTs = failing(verifyFiles(given, solver)).length > 0;
        const { code, checks } = await py.verify(given);
        if (given === files) expect(byTs).toBe(true);
        const subject = OPEN_IN_PYTHON.get(name)?.subject;
        const isOpen = checks.some((check) => check.subject === subject && check.outcome === 'not checked');
        // Without the pool some lies stay open: for both.
        if (!isOpen) expect(code !== 0).toBe(byTs);
      }
    }
  });

  // Lies that break several rules at once: the one that they are about is to be among the lines.
  test.each([
    ['a class with more seats than homes', /^compositions: /, /seats of class \d+, which lives in \d+ homes/],
    ['every feature published, however rare', /^published: /, /at least 5 should share/],
  ])('by its own rule: %s', async (lie, byTs, byPy) => {
    const told = toldOf((draw) => LIES.find(({ name }) => name === lie)?.tell(draw));
    expect(told.length).toBeGreaterThan(0);
    for (const files of told) {
      expect(failing(verifyFiles(files, solver))).toContainEqual(expect.stringMatching(byTs));
      expect(failing((await py.verify(files)).checks)).toContainEqual(expect.stringMatching(byPy));
    }
  });

  test.each(BEYOND_FILES)('but for $name, which no file can show', async ({ tell }) => {
    const told = toldOf(tell);
    expect(told.length).toBeGreaterThan(0);
    for (const files of told)
      expect([failing(verifyFiles(files, solver)), (await py.verify(files)).code]).toEqual([[], 0]);
  });
});
