import { fromHex, lengthPrefixed, toHex } from '../bytes.js';
import { SortitionError } from '../errors.js';
import { type CallTask, callPeople, type OpenSeats, openSeats, settleSeats } from '../panel/replacement.js';
import type { Hash, NoiseSource, Solver } from '../ports.js';
import type { Pool } from '../register/pool.js';
import type { PanelDistribution } from '../selection/distribution.js';
import { type Fillable, findFillable } from '../selection/fillable.js';
import type { Change } from '../selection/relaxation.js';
import { findSelection } from '../selection/selection.js';
import type { SolverName } from '../selection/solver-choice.js';
import { canonicalJson } from './canonical-json.js';
import type { DrawRecord } from './draw-record.js';
import {
  type Called,
  nextNumber,
  type ReplacementRecord,
  type ReplacementRule,
  type Standing,
  sortedNames,
  standingAfter,
  standingWithdrawals,
  type Withdrawal,
} from './replacement-record.js';
import { panelsDrawn } from './several-settings.js';

/** A panel since its draw. */
export interface PanelHistory {
  readonly draw: DrawRecord;
  /** SHA-256 of draw-record.json. */
  readonly digest: string;
  readonly history: readonly ReplacementRecord[];
  /** SHA-256 of the last entry, or of draw-record.json. */
  readonly last: string;
}

/** What an entry says of itself. */
export type Origin = Pick<ReplacementRecord, 'entry' | 'software'>;

/** The two questions to a solver; the engine asks them in another thread. */
export interface CallSolver {
  fill(task: CallTask): Fillable | Promise<Fillable>;
  /** The leximin distribution of a task that has one. `key`: of its noise. */
  spread(task: CallTask, key: string): PanelDistribution | Promise<PanelDistribution>;
}

/** The same in this thread. */
export const callSolver = (solverOf: (name: SolverName) => Solver, noise: NoiseSource): CallSolver => ({
  fill: (task) => findFillable(task, solverOf(task.solver)),
  spread({ instance, solver }, key) {
    const tools = { solver: solverOf(solver), noise: noise(key) };
    const selection = findSelection(instance, { objective: 'leximin' }, tools);
    if (selection === undefined) throw new SortitionError('SOLVER_FAILED', { solver, status: 'lost its optimum' });
    return selection.distribution;
  },
});

export const standingOf = ({ draw, history }: Pick<PanelHistory, 'draw' | 'history'>): Standing =>
  standingAfter(draw, standingWithdrawals(history));

/** Throws REPLACE_NOT_OF for a draw whose seats are not those of one panel of people. */
export function requireReplaceable({ manifest: { settings } }: DrawRecord): void {
  const what = settings.unit !== undefined ? 'units' : panelsDrawn(settings) > 1 ? 'panels' : undefined;
  if (what !== undefined) throw new SortitionError('REPLACE_NOT_OF', { what });
}

/** A withdrawal with its answer, and what could not be had. */
export interface Answer {
  readonly record: ReplacementRecord & { readonly change: Withdrawal };
  /** Of each minimum that is not met: how many people with the value could still have been called. */
  readonly short: readonly { readonly change: Change; readonly people: number }[];
}

/**
 * People of the panel or of the alternates withdraw, and others are called. `people`: different ones, all on the panel or
 * among the alternates. Throws REPLACE_NOT_OF, or REPLACE_ERASED where nothing is known any more of somebody who stays.
 */
export async function withdraw(
  { hash, calls }: { readonly hash: Hash; readonly calls: CallSolver },
  panel: PanelHistory,
  pool: Pool,
  { people, ...origin }: Origin & { readonly people: readonly string[] },
): Promise<Answer> {
  requireReplaceable(panel.draw);
  const number = nextNumber(panel.history);
  const before: Withdrawal = { kind: 'withdrawal', number, people: sortedNames(people), ...NOTHING };
  const without = standingAfter(panel.draw, [...standingWithdrawals(panel.history), { change: before }]);
  const { size } = panel.draw.manifest.settings;
  if (without.panel.length === size) return { record: entryOf(panel, before, origin), short: [] };

  const open = openFor(panel.draw, pool, without);
  const filled = await calls.fill(open.task);
  const { seats, changes } = filled;
  const relaxed = changes.map((change) => ofWholePanel(open, change));
  const change: Withdrawal = {
    ...before,
    seats: open.left.k,
    rule: ruleOf(open, filled),
    empty: open.left.k - seats,
    relaxed,
    ...(seats > 0 && (await call({ hash, calls }, panel, { open, filled, number, without }))),
  };
  const short = relaxed.flatMap((of) => (of.side === 'min' ? [{ change: of, people: peopleLeft(open, of) }] : []));
  return { record: entryOf(panel, change, origin), short };
}

function ruleOf({ left }: OpenSeats, { seats, changes, ofRow }: Fillable): ReplacementRule {
  if (seats < left.k || changes.length > 0) return 'nearest';
  return ofRow === seats ? 'alternates' : 'pool';
}

const NOTHING = { seats: 0, rule: 'none', empty: 0, relaxed: [], called: [] } as const;

function openFor({ manifest: { settings } }: DrawRecord, pool: Pool, without: Standing): OpenSeats {
  const positions = new Map(pool.pseudonyms.map((pseudonym, person) => [pseudonym, person]));
  const known = (names: readonly string[]): number[] =>
    names.flatMap((name) => positions.get(name) ?? []).sort((a, b) => a - b);
  const panel = known(without.panel);
  const erased = without.panel.length - panel.length;
  if (erased > 0)
    throw new SortitionError('REPLACE_ERASED', { people: without.panel.filter((p) => !positions.has(p)) });
  const rules = {
    size: settings.size,
    onePerHousehold: settings.one_per_household,
    exOfficio: known(settings.ex_officio ?? []),
  };
  return openSeats(pool, rules, { panel, alternates: known(without.alternates), withdrawn: known(without.withdrawn) });
}

async function call(
  { hash, calls }: { readonly hash: Hash; readonly calls: CallSolver },
  { draw }: PanelHistory,
  asked: {
    readonly open: OpenSeats;
    readonly filled: Fillable;
    readonly number: number;
    readonly without: Standing;
  },
): Promise<{ readonly pick: number; readonly called: readonly Called[] }> {
  const { open, filled, number, without } = asked;
  const task = settleSeats(open, filled);
  const { pool } = open;
  const distribution = await calls.spread(task, keyOf(hash, draw, number, without));
  const { classes } = task;
  const picked = callPeople(hash, fromHex(draw.draw_seed), number, { pool, classes, distribution });
  const called = picked.people.map((person): Called => {
    const from = open.isAlternate[person] === 1 ? 'alternates' : 'pool';
    return { person: pool.pseudonyms[person] ?? '', from };
  });
  return { pick: picked.number, called };
}

/** The key of the search's noise: of what is asked alone, never of the seed. */
const keyOf = (hash: Hash, draw: DrawRecord, number: number, without: Standing): string =>
  toHex(
    hash.sha256(
      lengthPrefixed('sortition/replacement/1', fromHex(draw.commitment), canonicalJson({ number, ...without })),
    ),
  );

/** Of the seats left to what the organiser knows: the bound of the whole panel. */
function ofWholePanel({ pool, left }: OpenSeats, change: Change): Change {
  const f = pool.quotas.findIndex(({ feature }) => feature === change.feature);
  const v = pool.quotas[f]?.quotas.findIndex(({ value }) => value === change.value) ?? -1;
  const count = left.counts[f]?.[v] ?? 0;
  return { ...change, from: change.from + count, to: change.to + count };
}

function peopleLeft({ pool, isOut }: OpenSeats, { feature, value }: Change): number {
  const F = pool.quotas.length;
  const f = pool.quotas.findIndex((of) => of.feature === feature);
  const v = pool.quotas[f]?.quotas.findIndex((of) => of.value === value) ?? -1;
  return isOut.reduce((sum, out, person) => sum + (out === 0 && pool.values[person * F + f] === v ? 1 : 0), 0);
}

function entryOf<C extends ReplacementRecord['change']>(
  { draw, digest, history, last }: PanelHistory,
  change: C,
  origin: Origin,
): ReplacementRecord & { readonly change: C } {
  const format = 'sortition-replacement/1';
  const record = { format, ...origin, draw: digest, previous: last, change } as const;
  const standing = standingWithdrawals([...history, { ...record, panel: [], alternates: [], withdrawn: [] }]);
  return { ...record, ...standingAfter(draw, standing) };
}

/**
 * A withdrawal was a mistake: the people have their seats back, and those called for them are what they were before. Always
 * possible where that gives a state that the panel was in; otherwise where those called still sit, no home and no seat is
 * taken twice, and the quotas are broken no more than now. Throws REPLACE_UNDO_UNKNOWN, REPLACE_UNDO_DEPENDS or REPLACE_ERASED.
 */
export function undoWithdrawal(
  panel: PanelHistory,
  pool: Pool,
  { of, ...origin }: Origin & { readonly of: number },
): ReplacementRecord {
  const { draw, history } = panel;
  const standing = standingWithdrawals(history);
  const undone = standing.find(({ entry }) => entry === of);
  if (undone === undefined)
    throw new SortitionError('REPLACE_UNDO_UNKNOWN', { of, standing: standing.map(({ entry }) => entry) });
  const back = undone.change.people;
  const released = undone.change.called.map(({ person }) => person);
  const record = entryOf(panel, { kind: 'undo', of, back, released }, origin);
  if (statesOf(panel).has(stateText(record))) return record;

  const now = standingOf(panel);
  const depends = (why: string): never => {
    throw new SortitionError('REPLACE_UNDO_DEPENDS', { of, why });
  };
  if (!released.every((person) => now.panel.includes(person)))
    depends('somebody called for it has withdrawn since, and was replaced in turn');
  const { size, one_per_household: onePerHousehold } = draw.manifest.settings;
  if (record.panel.length > size) depends('its seat has been filled since');
  const [after, before] = [seatedIn(pool, record.panel), seatedIn(pool, now.panel)];
  if (onePerHousehold && sharedHomes(pool, after) > sharedHomes(pool, before))
    depends('somebody of the same household was called since');
  if (brokenSeats(pool, after) > brokenSeats(pool, before)) depends('the quotas would no longer be kept');
  return record;
}

const stateText = ({ panel, alternates, withdrawn }: Standing): string =>
  canonicalJson({ panel, alternates, withdrawn });

/** All states that a panel was in. */
const statesOf = ({ draw, history }: PanelHistory): Set<string> =>
  new Set([standingAfter(draw, []), ...history].map(stateText));

/** Positions in the pool. Throws REPLACE_ERASED. */
function seatedIn(pool: Pool, panel: readonly string[]): number[] {
  const positions = new Map(pool.pseudonyms.map((pseudonym, person) => [pseudonym, person]));
  const people = panel.filter((name) => !positions.has(name));
  if (people.length > 0) throw new SortitionError('REPLACE_ERASED', { people });
  return panel.map((name) => positions.get(name) ?? -1);
}

/** People beyond the first of each home. */
export function sharedHomes({ households }: Pool, people: readonly number[]): number {
  const homes = people.map((person) => households[person] ?? -1).filter((home) => home >= 0);
  return homes.length - new Set(homes).size;
}

/** Σ of the seats by which quotas are missed or passed. */
export function brokenSeats({ quotas, values }: Pool, people: readonly number[]): number {
  const F = quotas.length;
  let broken = 0;
  quotas.forEach(({ quotas: of }, f) => {
    const seats = of.map(() => 0);
    for (const person of people) {
      const v = values[person * F + f] ?? 0;
      seats[v] = (seats[v] ?? 0) + 1;
    }
    of.forEach(({ min, max }, v) => {
      broken += Math.max(0, min - (seats[v] ?? 0), (seats[v] ?? 0) - max);
    });
  });
  return broken;
}
