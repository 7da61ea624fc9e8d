import { afterAll, describe, expect, test } from 'vitest';
import { ALTERNATES_RULES } from '../../src/core/panel/alternates.js';
import { canonicalJson, parseCanonicalJson } from '../../src/core/record/canonical-json.js';
import { loadHighsSolver } from '../../src/solver/highs.js';
import { anyTask } from '../support/any-task.js';
import { VerifyPyProcess } from '../support/ask-verify-py.js';
import fc from '../support/laws.js';
import { type FileMap, failing, RECORD, type Terms, type WholeDraw, wholeDraw } from '../support/whole-draws.js';

/** bin/verify.py, written from docs/audit.md alone, finds the alternates again by every rule. */
const solver = await loadHighsSolver();
const py = new VerifyPyProcess();
afterAll(() => py.close());

const TASKS = 8;
const tasks = fc.sample(anyTask, { numRuns: TASKS, seed: 3 });

function drawnBy(rule: (typeof ALTERNATES_RULES)[number]): WholeDraw[] {
  return tasks.flatMap(({ pool, k, onePerHousehold }, i) => {
    const by = i % 2 === 0 ? [] : [{ feature: 'f0', values: [{ value: 'v1', rate: 600 }] }];
    const settings = {
      ...{ size: k, objective: 'maximin', onePerHousehold, alternates: 1 + i, lotteryForm: 'named', tickets: 20 },
      ...{ alternatesRule: rule, dropout: { overall: [50, 200, 400][i % 3] ?? 200, by } },
    } as const satisfies Terms['settings'];
    return wholeDraw(`${rule}, ${1 + i} alternates`, { pool, settings, kind: 'text', ledger: 0 }, solver) ?? [];
  });
}

/** The first two called in the other order. */
function exchanged(files: FileMap): FileMap {
  const record = parseCanonicalJson(files[RECORD] ?? '', RECORD) as { alternates: string[] };
  const [first = '', second = '', ...others] = record.alternates;
  return { ...files, [RECORD]: canonicalJson({ ...record, alternates: [second, first, ...others] }) };
}

describe.each(ALTERNATES_RULES)('alternates by the rule %s', (rule) => {
  const draws = drawnBy(rule);

  test.each(draws)('are found again: $name', async ({ files }) => {
    const { code, checks } = await py.verify(files);
    expect([code, failing(checks)]).toEqual([0, []]);
  });

  test('are others where two are exchanged', async () => {
    for (const { files } of draws.filter(({ record }) => record.alternates.length > 1)) {
      const { code, checks } = await py.verify(exchanged(files));
      expect([code, failing(checks).join('; ')]).toEqual([
        1,
        expect.stringMatching(/^alternates: alternate 1 should be/),
      ]);
    }
  });
});
