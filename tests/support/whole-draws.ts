import { createHash } from 'node:crypto';
import type { Solver } from '../../src/core/ports.js';
import { canonicalPoolTable } from '../../src/core/record/canonical-pool.js';
import type { Check } from '../../src/core/record/check-lines.js';
import {
  choiceOf,
  conductDraw,
  type DrawPlan,
  type PreparedDraw,
  planDraw,
  prepareDraw,
  selectLegacy,
} from '../../src/core/record/draw.js';
import type { DrawRecord, LedgerHead } from '../../src/core/record/draw-record.js';
import { headOf, nextLine } from '../../src/core/record/ledger.js';
import type { DrawSettings, Provenance } from '../../src/core/record/manifest.js';
import { quicknetRound, type Seed, type SeedSource } from '../../src/core/record/seed-source.js';
import { verifyDraw } from '../../src/core/record/verify.js';
import type { Pool } from '../../src/core/register/pool.js';
import { PoolBuilder } from '../../src/core/register/pool-builder.js';
import { findSelection } from '../../src/core/selection/selection.js';
import { isQuicknetSignature } from '../../src/random/drand.js';
import { nodeHash } from '../../src/random/hash.js';
import { noiseSource } from '../../src/random/noise.js';
import { provenance, textOf } from './draws.js';
import { numbersFor } from './tight-pools.js';

/** Everything that stands in a folder, by name. */
export type FileMap = Readonly<Record<string, string>>;

/** A draw from the pool to its files: those of the record, the ledger and the confidential pool. */
export interface WholeDraw {
  readonly name: string;
  readonly prepared: PreparedDraw;
  readonly seed: Seed;
  readonly ledger: string | undefined;
  readonly record: DrawRecord;
  readonly files: FileMap;
}

export const RECORD = 'draw-record.json';
export const LEDGER = 'ledger.jsonl';

/** Round 657413 of quicknet, as it was published. */
export const BEACON = {
  round: 657413,
  signature: 'b713718a38ae728dfd477991af2822e08d2f305e47718cef9f7848ce4050e7be41076862b98fad56e91a6b85b89cd97b',
};

const { drand, ...DICE } = {
  drand: quicknetRound(BEACON.round),
  source: { kind: 'public', dice: { count: 30, sides: 6 } },
  seed: { kind: 'public', dice: Array.from({ length: 30 }, (_, i) => ((i * i + 3 * i) % 6) + 1) },
} as const;

/** A source of seeds, and a seed that fits it. */
export const SEEDS: Readonly<Record<'text' | 'dice' | 'drand' | 'both' | 'pick', { source: SeedSource; seed: Seed }>> =
  {
    text: { source: { kind: 'text' }, seed: { kind: 'text', text: 'a “public” seed, é' } },
    dice: DICE,
    drand: { source: { kind: 'public', drand }, seed: { kind: 'public', drand: BEACON } },
    both: {
      source: { kind: 'public', dice: DICE.source.dice, drand },
      seed: { kind: 'public', dice: DICE.seed.dice, drand: BEACON },
    },
    pick: { source: { kind: 'pick' }, seed: { kind: 'pick', number: 7 } },
  };

/** The pool with a salt a person; the same every time. */
export const salted = (pool: Pool): Pool => ({
  ...pool,
  salts: pool.pseudonyms.map((name) => createHash('sha256').update(`salt of ${name}`).digest('hex').slice(0, 32)),
});

/** Made-up people, most of whom share a home; quotas leave room on either side of a panel that exists. */
export function madeUpPool(name: string, people: number, k: number): Pool {
  const below = numbersFor(`made-up pool ${name}`);
  const sizes = [3, 2, 3];
  const rows = Array.from({ length: people }, (_, i) => ({
    values: sizes.map((size) => below(size)),
    home: i % 4 === 3 ? undefined : String(below(Math.ceil(people / 2))),
  }));
  const isFirst = rows.map(({ home }, i) => home === undefined || rows.findIndex((row) => row.home === home) === i);
  const panel = rows.filter((_, i) => isFirst[i]).slice(0, k);
  const seats = (f: number, v: number): number => panel.filter(({ values }) => values[f] === v).length;
  const names = [
    ['16–24', 'middle, or so', 'old'],
    ['f', 'm'],
    ['east', 'north', 'süd'],
  ];
  const builder = new PoolBuilder(
    ['age', 'gender', 'place'].map((feature, f) => ({
      feature,
      quotas: names[f]!.map((value, v) => ({ value, min: Math.max(0, seats(f, v) - 1), max: seats(f, v) + 1 })),
    })),
  );
  rows.forEach(({ values, home }, i) => {
    const hex = createHash('sha256').update(`${name} ${i}`).digest('hex');
    builder.add(hex.slice(0, 10), values, home, i);
  });
  return builder.build().pool;
}

const h = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A ledger of so many lines. */
export function madeUpLedger(length: number): string[] {
  const lines: string[] = [];
  for (let i = 0; i < length; i++) {
    lines.push(
      nextLine(nodeHash, lines, {
        step: ['synthesise', 'invite', 'replies', 'lottery'][i % 4]!,
        time: `2026-03-0${i + 1}T12:00:0${i}Z`,
        inputs: { 'register.csv': h(`register ${i}`), 'quotas.csv': h('quotas') },
        outputs: { 'invitations.csv': h(`invitations ${i}`) },
      }),
    );
  }
  return lines;
}

export interface Terms {
  readonly pool: Pool;
  readonly settings: DrawSettings;
  readonly kind: keyof typeof SEEDS;
  readonly ledger?: number;
  readonly published?: readonly string[];
  readonly purpose?: Provenance['purpose'];
}

export function planned({ pool, settings }: Terms): DrawPlan {
  return planDraw(nodeHash, pool, settings);
}

/** Undefined where there is no panel. */
export function wholeDraw(name: string, terms: Terms, solver: Solver): WholeDraw | undefined {
  const plan = planned(terms);
  const choice = choiceOf(terms.settings);
  const selected =
    choice === undefined
      ? selectLegacy(plan, noiseSource)
      : findSelection(plan.instance, choice, { solver, noise: noiseSource(plan.key) });
  if (selected === undefined) return undefined;
  const said: Provenance = {
    ...provenance,
    title: `The jury of ${name}`,
    purpose: terms.purpose ?? 'draw',
    seed_source: SEEDS[terms.kind].source,
    ...(terms.pool.salts !== undefined && { published: terms.published ?? [] }),
  };
  const prepared = prepareDraw(plan, selected, { hash: nodeHash, noise: noiseSource }, said);
  const isOneOff = terms.pool.salts === undefined && terms.kind === 'text';
  const ledger = isOneOff ? undefined : madeUpLedger(terms.ledger ?? 0);
  return finish(name, prepared, SEEDS[terms.kind].seed, ledger);
}

/** The last step, and all files. */
export function finish(
  name: string,
  prepared: PreparedDraw,
  seed: Seed,
  ledger: readonly string[] | undefined,
): WholeDraw {
  const head: LedgerHead | undefined = ledger && headOf(nodeHash, ledger);
  const { record } = conductDraw(nodeHash, prepared, seed, head);
  const text = ledger?.map((line) => `${line}\n`).join('');
  const { pool, classes } = prepared;
  return {
    ...{ name, prepared, seed, ledger: text, record },
    files: {
      [RECORD]: textOf(record),
      ...prepared.files,
      'canonical-pool.csv': [...canonicalPoolTable(pool, classes, pool.salts)].join(''),
      ...(text !== undefined && text !== '' && { [LEDGER]: text }),
    },
  };
}

const base = (size: number, more: Partial<DrawSettings> = {}): DrawSettings => ({
  ...{ size, objective: 'leximin', onePerHousehold: false, alternates: 3 },
  ...more,
});

/** Between them: both forms, with and without salts, homes, seated people, every kind of seed, what is published. */
export function campaignDraws(solver: Solver): WholeDraw[] {
  const plain = (name: string, n: number, k: number): Pool => madeUpPool(name, n, k);
  const withSalts = (name: string, n: number, k: number): Pool => salted(plain(name, n, k));
  const firstTwo = (pool: Pool): string[] => pool.pseudonyms.slice(0, 2);
  const named = { lotteryForm: 'named', tickets: 120 } as const;
  const composition = { lotteryForm: 'composition' } as const;
  const homes = { onePerHousehold: true };
  const seatedNamed = withSalts('seated, named', 60, 10);
  const seatedComposition = withSalts('seated, compositions', 70, 10);
  const besideNamed = withSalts('beside, named', 50, 9);
  const besideComposition = plain('beside, compositions', 60, 9);
  const cases: readonly (readonly [string, Terms])[] = [
    ['named, text', { pool: plain('a', 40, 8), settings: base(8, named), kind: 'text' }],
    [
      'named, dice, homes',
      {
        pool: withSalts('b', 70, 10),
        ...{ settings: base(10, { ...named, ...homes }), kind: 'dice', ledger: 4, published: ['gender'] },
      },
    ],
    [
      'named, pick, seated',
      {
        pool: seatedNamed,
        settings: base(10, { ...named, ...homes, seated: firstTwo(seatedNamed) }),
        ...{ kind: 'pick', ledger: 3, published: ['gender', 'place'] },
      },
    ],
    [
      'named, drand, no salts',
      {
        pool: plain('d', 50, 8),
        ...{ settings: base(8, { ...named, objective: 'maximin' }), kind: 'drand', ledger: 2 },
      },
    ],
    [
      'compositions, text, homes',
      {
        pool: plain('e', 60, 9),
        ...{ settings: base(9, { ...composition, ...homes }), kind: 'text' },
      },
    ],
    [
      'compositions, drand',
      {
        pool: withSalts('f', 80, 12),
        ...{ settings: base(12, { ...composition, ...homes }), kind: 'drand', ledger: 3, published: ['gender'] },
      },
    ],
    [
      'compositions, dice and drand, seated',
      {
        pool: seatedComposition,
        settings: base(10, { ...composition, objective: 'minimax', seated: firstTwo(seatedComposition) }),
        ...{ kind: 'both', ledger: 5, published: ['place'] },
      },
    ],
    [
      'named, dice, ex officio',
      {
        pool: besideNamed,
        settings: base(9, { ...named, exOfficio: firstTwo(besideNamed) }),
        ...{ kind: 'dice', ledger: 2, published: ['gender'] },
      },
    ],
    [
      'compositions, text, seated and ex officio',
      {
        pool: besideComposition,
        settings: base(9, {
          ...{ ...composition, ...homes, seated: firstTwo(besideComposition) },
          exOfficio: besideComposition.pseudonyms.slice(2, 5),
        }),
        kind: 'text',
      },
    ],
    [
      'compositions, text, salts, rehearsal',
      {
        pool: withSalts('h', 30, 6),
        settings: base(6, { ...composition, ...homes, objective: 'nash' }),
        ...{ kind: 'text', ledger: 1, purpose: 'rehearsal' },
      },
    ],
  ];
  return cases.map(([name, terms]) => {
    const draw = wholeDraw(name, terms, solver);
    if (draw === undefined) throw new Error(`${name}: no panel`);
    return draw;
  });
}

/** What the toolkit's verifier says of a folder. */
export function verifyFiles(files: FileMap, solver: Solver): Check[] {
  const { [RECORD]: record = '', ...others } = files;
  return verifyDraw(nodeHash, {
    ...{ record, files: new Map(Object.entries(others)), solver, checkBeacon: isQuicknetSignature },
  });
}

export const failing = (checks: readonly { subject: string; outcome: string; detail: string }[]): string[] =>
  checks.filter(({ outcome }) => outcome === 'fails').map(({ subject, detail }) => `${subject}: ${detail}`);
