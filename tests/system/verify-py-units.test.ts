import { afterAll, describe, expect, test } from 'vitest';
import type { DrawRecord } from '../../src/core/record/draw-record.js';
import { membersTable } from '../../src/core/record/members.js';
import type { Pool } from '../../src/core/register/pool.js';
import { loadHighsSolver } from '../../src/solver/highs.js';
import { bothVerdicts, VerifyPyProcess } from '../support/ask-verify-py.js';
import { textOf } from '../support/draws.js';
import { numbersFor } from '../support/tight-pools.js';
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

/** Units by verifyDraw and by bin/verify.py, which was written from docs/audit.md. */
const solver = await loadHighsSolver();
const py = new VerifyPyProcess();
afterAll(() => py.close());

/** Every person of the pool taken for a unit of one to four, under the smallest pseudonym. */
function ofUnits(pool: Pool, name: string): Pool {
  const below = numbersFor(`members of ${name}`);
  const members = pool.pseudonyms.map((unit) => {
    const others = Array.from({ length: below(4) }, (_, i) => `${unit}${'xyz'[i]}`);
    return below(2) === 0 ? [unit, ...others] : [...others, unit];
  });
  const none = new Int32Array(pool.households.length).fill(-1);
  return { ...pool, households: none, members };
}

const draws = (['lot', 'oldest', 'youngest'] as const).flatMap((unit, i) =>
  (['named', 'composition'] as const).map((lotteryForm): WholeDraw => {
    const name = `${unit}, ${lotteryForm}`;
    const size = 9 + i;
    const made = ofUnits(madeUpPool(name, 4 * size, size), name);
    const pool = lotteryForm === 'named' ? made : salted(made);
    const settings: Terms['settings'] = {
      ...{ size, objective: 'leximin', onePerHousehold: false, alternates: 3, lotteryForm, unit },
      arms: { unit: 'person', sizes: ['a', 'b'].map((arm, a) => ({ arm, size: a === 0 ? 4 : size - 4 })) },
    };
    const draw = wholeDraw(name, { pool, settings, kind: pool.salts ? 'dice' : 'text', ledger: 1 }, solver);
    if (draw === undefined) throw new Error('no panel');
    return { ...draw, files: { ...draw.files, 'members.csv': membersTable(pool) } };
  }),
);

const verdicts = (files: FileMap) => bothVerdicts(files, solver, py);

test.each(draws)('both verifiers choose the same people: $name', async ({ files }) => {
  expect(await verdicts(files)).toEqual({ ts: [], code: 0, py: [] });
  const { 'members.csv': _, ...without } = files;
  for (const lines of [verifyFiles(without, solver), (await py.verify(without)).checks])
    expect(lines.find(({ subject, outcome }) => subject === 'chosen' && outcome === 'not checked')).toBeDefined();
  expect(await verdicts(without)).toEqual({ ts: [], code: 0, py: [] });
});

describe('a lie about units is seen by both verifiers', () => {
  const another = ({ record, prepared }: WholeDraw): DrawRecord => {
    const { chosen = { panel: [], alternates: [] } } = record;
    const membersOf = (unit: string | undefined): readonly string[] =>
      prepared.pool.members?.[prepared.pool.pseudonyms.indexOf(unit ?? '')] ?? [];
    const place = record.panel.findIndex((unit) => membersOf(unit).length > 1);
    const other = membersOf(record.panel[place]).find((name) => name !== chosen.panel[place]) ?? '';
    return { ...record, chosen: { ...chosen, panel: chosen.panel.with(place, other) } };
  };
  const lies: [string, (draw: WholeDraw) => FileMap, string][] = [
    ['another of the unit comes', (draw) => ({ [RECORD]: textOf(another(draw)) }), 'chosen'],
    ['nobody is said to come', ({ record: { chosen: _, ...record } }) => ({ [RECORD]: textOf(record) }), 'chosen'],
    [
      'somebody comes for two',
      ({ record }) => {
        const { chosen = { panel: [], alternates: [] } } = record;
        return {
          [RECORD]: textOf({ ...record, chosen: { ...chosen, panel: chosen.panel.with(1, chosen.panel[0] ?? '') } }),
        };
      },
      'chosen',
    ],
    [
      'somebody was left out of a unit',
      ({ files }) => ({ 'members.csv': (files['members.csv'] ?? '').replace(/ \w+x\b/, '') }),
      'members',
    ],
  ];
  test.each(lies)('%s', async (_, tell, subject) => {
    for (const draw of draws) {
      const seen = await verdicts({ ...draw.files, ...tell(draw) });
      expect([draw.name, seen.ts.includes(subject), seen.py.includes(subject), seen.code]).toEqual([
        draw.name,
        true,
        true,
        1,
      ]);
    }
  });
});
