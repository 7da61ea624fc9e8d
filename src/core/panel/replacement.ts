import { lengthPrefixed } from '../bytes.js';
import type { DrawSeed } from '../lottery/draw-seed.js';
import { panelOf, pickNumber } from '../lottery/pick.js';
import type { Hash } from '../ports.js';
import { type Classes, findClasses } from '../register/classes.js';
import type { FeatureQuotas, Quotas } from '../register/features.js';
import type { Pool } from '../register/pool.js';
import { type SeatsLeft, seatsLeft } from '../register/seated.js';
import type { PanelDistribution } from '../selection/distribution.js';
import type { Fillable, FillableTask } from '../selection/fillable.js';
import { buildInstance } from '../selection/instance.js';
import { relaxQuotas } from '../selection/relaxation.js';
import { chooseSolver, type SolverName } from '../selection/solver-choice.js';

/**
 * Replacements: who takes the seats that drop-outs leave. Three things come before fairness, in this order: that as many
 * seats as possible are filled, that the quotas are kept or broken least, that alternates are called before anybody else.
 * Of all sets of people that do so, leximin makes the least chance as high as possible, and a number of the draw's own seed
 * picks. Positions in the pool throughout.
 */
export interface PanelNow {
  /** Those who sit, without those who withdraw. */
  readonly panel: readonly number[];
  readonly alternates: readonly number[];
  /** Whoever has withdrawn, from a seat or as an alternate: they are not asked again. */
  readonly withdrawn: readonly number[];
}

/** The seats that are open and those who could take them. */
export interface OpenSeats {
  readonly pool: Pool;
  readonly onePerHousehold: boolean;
  readonly left: SeatsLeft;
  /** n: 1 for alternates who can be called. */
  readonly isAlternate: Uint8Array;
  /** n: 1 for whoever cannot be called. */
  readonly isOut: Uint8Array;
  readonly task: CallTask;
}

/** What the engine is asked: the last feature says who is an alternate, and its first value's row counts those. */
export interface CallTask extends FillableTask {
  readonly classes: Classes;
  readonly solver: SolverName;
}

/** `size`: seats of the whole panel. `exOfficio`: people of the pool who sit beside it, and are never called. */
export function openSeats(
  pool: Pool,
  {
    size,
    onePerHousehold,
    exOfficio = [],
  }: { readonly size: number; readonly onePerHousehold: boolean; readonly exOfficio?: readonly number[] },
  now: PanelNow,
): OpenSeats {
  const left = seatsLeft(pool, size, now.panel, onePerHousehold, exOfficio);
  const isOut = left.isOut.slice();
  for (const person of now.withdrawn) isOut[person] = 1;
  const isAlternate = new Uint8Array(isOut.length);
  for (const person of now.alternates) if (isOut[person] === 0) isAlternate[person] = 1;
  const open = { pool, onePerHousehold, left, isAlternate, isOut };
  const task = callTask(open, { k: left.k, quotas: left.quotas, isOut, alternates: [0, left.k], others: [0, left.k] });
  return { ...open, task };
}

type Range = readonly [min: number, max: number];

/** The classes of those who can be called, alternates apart from others, each with their share of the seats. */
function callTask(
  { pool, onePerHousehold, left, isAlternate }: Omit<OpenSeats, 'task'>,
  asked: {
    readonly k: number;
    readonly quotas: Quotas;
    readonly isOut: Uint8Array;
    readonly alternates: Range;
    readonly others: Range;
  },
): CallTask {
  const { k, isOut } = asked;
  const F = pool.quotas.length;
  const values = new Uint16Array(isOut.length * (F + 1));
  isAlternate.forEach((is, person) => {
    values.set(pool.values.subarray(person * F, (person + 1) * F), person * (F + 1));
    values[person * (F + 1) + F] = is === 1 ? 0 : 1;
  });
  const calls: FeatureQuotas = {
    feature: '',
    quotas: [asked.alternates, asked.others].map(([min, max], v) => ({ value: String(v), min, max })),
  };
  const quotas = [...asked.quotas, calls];
  const classes = findClasses({ ...pool, quotas, values }, k, onePerHousehold, isOut);
  const instance = buildInstance(classes, quotas, k);
  const row = asked.quotas.reduce((sum, { quotas: of }) => sum + of.length, 0);
  return { classes, instance, quotas, counts: left.counts, row, solver: chooseSolver(instance.T, undefined) };
}

/** The task once it is known what can be filled: exactly so many seats for alternates, the quotas relaxed exactly as far. */
export function settleSeats(open: OpenSeats, { seats, changes, ofRow }: Fillable): CallTask {
  const onlyAlternates = ofRow === seats;
  const isOut = onlyAlternates ? open.isOut.map((out, i) => (open.isAlternate[i] === 1 ? out : 1)) : open.isOut;
  const quotas = relaxQuotas(open.left.quotas, changes);
  return callTask(open, {
    ...{ k: seats, quotas, isOut },
    ...{ alternates: [ofRow, ofRow], others: [seats - ofRow, seats - ofRow] },
  });
}

/** Whom a number calls. */
export interface Calling {
  /** Below 2^40. */
  readonly number: number;
  /** Ascending. */
  readonly people: readonly number[];
}

/**
 * The draw's own seed picks, for the withdrawal with this number: nobody can choose it, and whoever has the draw record can
 * work it out beforehand.
 */
export function callPeople(
  hash: Hash,
  seed: DrawSeed,
  withdrawal: number,
  { pool, classes, distribution }: { pool: Pool; classes: Classes; distribution: PanelDistribution },
): Calling {
  const own = hash.hmac(seed, lengthPrefixed(`replacement ${withdrawal}`));
  const lottery = { form: 'composition' as const, distribution };
  const number = pickNumber(hash, own, lottery);
  return { number, people: Array.from(panelOf(hash, own, number, { lottery, pool, classes, seated: [] })) };
}
