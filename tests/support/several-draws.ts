import type { Solver } from '../../src/core/ports.js';
import type { DrawSettings } from '../../src/core/record/manifest.js';
import { madeUpPool, salted, type Terms, type WholeDraw, wholeDraw } from './whole-draws.js';

const settings = (size: number, more: Partial<DrawSettings>): DrawSettings => ({
  ...{ size, objective: 'leximin', onePerHousehold: false, alternates: 3 },
  ...more,
});

const named = { lotteryForm: 'named', tickets: 120 } as const;
const composition = { lotteryForm: 'composition' } as const;
const homes = { onePerHousehold: true };
const councillors = salted(madeUpPool('beside', 80, 6));
const exOfficio = councillors.pseudonyms.slice(20, 25);

/** Both forms, with and without salts and homes, panels in reserve, every kind of seed. */
const CASES: readonly (readonly [string, Terms])[] = [
  [
    '2 panels, named, text',
    { pool: madeUpPool('2n', 60, 6), settings: settings(6, { ...named, panels: 2 }), kind: 'text' },
  ],
  [
    '3 panels, named, dice, homes',
    {
      ...{ pool: salted(madeUpPool('3n', 90, 6)), settings: settings(6, { ...named, ...homes, panels: 3 }) },
      ...{ kind: 'dice', ledger: 4, published: ['gender'] },
    },
  ],
  [
    '1 panel and 2 in reserve, named, pick',
    {
      ...{ pool: salted(madeUpPool('r2', 80, 7)), settings: settings(7, { ...named, ...homes, reserve: 2 }) },
      ...{ kind: 'pick', ledger: 2, published: ['place'] },
    },
  ],
  [
    '2 panels and 1 in reserve, compositions, text, homes',
    {
      ...{ pool: madeUpPool('2r1', 90, 6), kind: 'text' },
      settings: settings(6, { ...composition, ...homes, panels: 2, reserve: 1 }),
    },
  ],
  [
    '3 panels, compositions, drand, minimax',
    {
      ...{ pool: salted(madeUpPool('3c', 70, 5)), kind: 'drand', ledger: 3, published: ['gender'] },
      settings: settings(5, { ...composition, panels: 3, objective: 'minimax' }),
    },
  ],
  [
    '2 panels and 1 in reserve, named, dice, homes, ex officio',
    {
      ...{ pool: councillors, kind: 'dice', ledger: 2, published: ['gender'] },
      settings: settings(6, { ...named, ...homes, panels: 2, reserve: 1, exOfficio }),
    },
  ],
  [
    '2 panels, compositions, text, ex officio',
    {
      pool: madeUpPool('beside', 80, 6),
      settings: settings(6, { ...composition, panels: 2, exOfficio }),
      kind: 'text',
    },
  ],
];

export function severalDraws(solver: Solver): WholeDraw[] {
  return CASES.map(([name, terms]) => {
    const draw = wholeDraw(name, terms, solver);
    if (draw === undefined) throw new Error(`${name}: no panels`);
    return draw;
  });
}
