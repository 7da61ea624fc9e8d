import { afterAll, describe, expect, test } from 'vitest';
import { canonicalJson } from '../../src/core/record/canonical-json.js';
import type { DrawRecord } from '../../src/core/record/draw-record.js';
import { eraseFromPool } from '../../src/core/record/read-pool.js';
import { loadHighsSolver } from '../../src/solver/highs.js';
import { bothVerdicts, VerifyPyProcess } from '../support/ask-verify-py.js';
import { textOf } from '../support/draws.js';
import {
  type FileMap,
  madeUpPool,
  RECORD,
  salted,
  type Terms,
  verifyFiles,
  type WholeDraw,
  wholeDraw,
} from '../support/whole-draws.js';

/** Arms by verifyDraw and by bin/verify.py, which was written from docs/audit.md. */
const solver = await loadHighsSolver();
const py = new VerifyPyProcess();
afterAll(() => py.close());

const three = (size: number): { arm: string; size: number }[] => [
  { arm: 'control', size: size - 5 },
  { arm: 'A, early', size: 3 },
  { arm: 'B', size: 2 },
];
const terms = (pool: Terms['pool'], size: number, unit: 'person' | 'household', more: Partial<Terms> = {}): Terms => ({
  pool,
  settings: {
    ...{ size, objective: 'leximin', onePerHousehold: false, alternates: 2, lotteryForm: 'composition' },
    arms: { unit, sizes: three(size) },
  },
  kind: 'text',
  ...more,
});
const drawOf = (name: string, given: Terms): WholeDraw => {
  const draw = wholeDraw(name, given, solver);
  if (draw === undefined) throw new Error('no panel');
  return draw;
};
const draws: WholeDraw[] = [];
for (let i = 0; i < 6; i++) {
  const size = 14 + 3 * i;
  for (const unit of ['person', 'household'] as const) {
    const pool = madeUpPool(`arms ${unit} ${i}`, 2 * size, size);
    draws.push(drawOf(`${size} ${unit}`, terms(pool, size, unit)));
  }
}
const salty = salted(madeUpPool('arms with salts', 60, 16));
draws.push(drawOf('salts', terms(salty, 16, 'household', { kind: 'dice', ledger: 2, published: ['gender'] })));

const verdicts = (files: FileMap) => bothVerdicts(files, solver, py);

test.each(draws)('both verifiers draw the arms again: $name', async ({ files }) => {
  expect(await verdicts(files)).toEqual({ ts: [], code: 0, py: [] });
  const { checks } = await py.verify(files);
  for (const lines of [checks, verifyFiles(files, solver)])
    expect(lines.filter(({ subject }) => subject === 'arms').map(({ outcome }) => outcome)).toEqual(['holds', 'holds']);
});

describe('a lie about arms is seen by both verifiers', () => {
  const changed = (draw: WholeDraw, change: (record: DrawRecord) => Partial<DrawRecord>): FileMap => ({
    ...draw.files,
    [RECORD]: textOf({ ...draw.record, ...change(draw.record) }),
  });
  const swapped = ({ arms = [] }: DrawRecord): number[] => {
    const other = arms.findIndex((arm) => arm !== arms[0]);
    return arms.map((arm, i) => (i === 0 ? (arms[other] ?? 0) : i === other ? (arms[0] ?? 0) : arm));
  };
  test.each<[string, (record: DrawRecord) => Partial<DrawRecord>]>([
    ['two people have changed places', (record) => ({ arms: swapped(record) })],
    ['somebody has none', ({ arms = [] }) => ({ arms: arms.slice(1) })],
    ['there is no such arm', ({ arms = [] }) => ({ arms: arms.map((arm, i) => (i === 0 ? 3 : arm)) })],
    ['everybody has the first', ({ arms = [] }) => ({ arms: arms.map(() => 0) })],
  ])('%s', async (_, change) => {
    for (const draw of draws) {
      const seen = await verdicts(changed(draw, change));
      expect(seen).toEqual({ ts: ['arms'], code: 1, py: ['arms'] });
    }
  });

  test('they are left out of the record, or stand in it alone', async () => {
    for (const { record, files } of draws) {
      const { arms, ...rest } = record;
      expect(await verdicts({ ...files, [RECORD]: textOf(rest) })).toEqual({ ts: ['arms'], code: 1, py: ['arms'] });
      const { arms: _, ...settings } = record.manifest.settings;
      const alone = { ...record, manifest: { ...record.manifest, settings } };
      const seen = await verdicts({ ...files, [RECORD]: canonicalJson(alone) });
      expect([seen.ts.includes('arms'), seen.py.includes('arms'), arms?.length]).toEqual([
        true,
        true,
        record.panel.length,
      ]);
    }
  });
});

test('where people were erased, both say that who has which arm is not checked', async () => {
  const draw = draws.at(-1);
  const pool = draw?.files['canonical-pool.csv'] ?? '';
  const files = { ...draw?.files, 'canonical-pool.csv': eraseFromPool(pool, new Set(draw?.record.panel.slice(0, 1))) };
  expect(await verdicts(files)).toEqual({ ts: [], code: 0, py: [] });
  for (const lines of [verifyFiles(files, solver), (await py.verify(files)).checks])
    expect(lines.filter(({ subject }) => subject === 'arms').map(({ outcome }) => outcome)).toEqual([
      'holds',
      'not checked',
    ]);
});
