import { FaultList, SortitionError } from '../errors.js';
import { type DrawSeed, inOrderOfLots } from '../lottery/draw-seed.js';
import type { Hash, Solver } from '../ports.js';
import { findClasses } from '../register/classes.js';
import type { Quotas } from '../register/features.js';
import { NO_HOUSEHOLD, type Pool } from '../register/pool.js';
import { type SeatsLeft, seatsLeft } from '../register/seated.js';
import { explainConflict } from '../selection/explain-conflict.js';
import { findPanel } from '../selection/find-panel.js';
import { buildInstance, type Instance } from '../selection/instance.js';
import { findPanelQuickly } from '../selection/quick-panel.js';

export type RotationRule = 'longest-serving' | 'lot';

/** A standing panel of `size` seats, some of whose members are to leave. People are positions in the pool. */
export interface RotationTask {
  readonly pool: Pool;
  readonly size: number;
  readonly onePerHousehold: boolean;
  /** Who sits and may leave, each with the term since which they do. */
  readonly members: readonly { readonly person: number; readonly since: number }[];
  /** Who sits whatever happens. */
  readonly fixed: readonly number[];
  /** Others who cannot be drawn: they sit ex officio. */
  readonly beside: readonly number[];
  /** How many members leave; no fewer, no more. */
  readonly leave: number;
  readonly rule: RotationRule;
}

export interface Rotation {
  /** In the order in which they leave. */
  readonly leaving: readonly number[];
  /** Ascending. */
  readonly staying: readonly number[];
  /** Whose turn it was before the last who leaves, but without them no panel would meet the quotas. */
  readonly needed: readonly number[];
}

/**
 * Who leaves. Members come in turn: the longest serving first, between equals by lot; or all by lot. Each leaves unless no panel
 * would then meet the quotas with the stated number leaving and newcomers from the pool. So where the quotas allow it, the first
 * leave, and nobody stays whom somebody with a later turn leaves for without need.
 *
 * Throws what stands in the way, all at once.
 */
export function chooseLeaving(
  { hash, solver }: { readonly hash: Hash; readonly solver: Solver },
  seed: DrawSeed,
  task: RotationTask,
): Rotation {
  requireCounts(task);
  const turns = inTurn(hash, seed, task, task.pool.pseudonyms);
  const search = new NewcomerSearch(task, solver);
  search.requirePanel(new Set());
  const needed: number[] = [];
  const leaving: number[] = [];
  for (let at = 0; leaving.length < task.leave && at < turns.length; at++) {
    // As many of the next as can leave together: the more leave, the fewer panels there are.
    let [can, cannot] = [0, task.leave - leaving.length + 1];
    for (let many = cannot - 1; can + 1 < cannot; many = (can + cannot) >> 1) {
      if (at + many <= turns.length && search.hasPanel(new Set([...leaving, ...turns.slice(at, at + many)])))
        can = many;
      else cannot = many;
    }
    leaving.push(...turns.slice(at, at + can));
    at += can;
    // The next cannot leave now, nor then when others have left as well.
    if (leaving.length < task.leave) needed.push(...turns.slice(at, at + 1));
  }
  const staying = turns.filter((person) => !leaving.includes(person)).sort((a, b) => a - b);
  return { leaving, staying, needed };
}

/** Members in the order in which it is their turn to leave; `pseudonyms` of everybody, by position. */
export function inTurn(
  hash: Hash,
  seed: DrawSeed,
  { members, rule }: Pick<RotationTask, 'members' | 'rule'>,
  pseudonyms: readonly string[],
): number[] {
  const people = members.map(({ person }) => person);
  const byLot = inOrderOfLots(hash, seed, 'leaves', people, pseudonyms);
  if (rule === 'lot') return byLot;
  const since = new Map(members.map((member) => [member.person, member.since]));
  // Sorting keeps the order of lots between equals.
  return byLot.sort((a, b) => (since.get(a) ?? 0) - (since.get(b) ?? 0));
}

/** What can be seen by counting: whose values are too many among those who stay, or too few among all. */
function requireCounts(task: RotationTask): void {
  const { pool, size, members, fixed, leave } = task;
  const { quotas, k, isOut } = seatsOf(task);
  const F = pool.quotas.length;
  const stay = members.length - leave;
  if (leave < 0 || leave > members.length || stay >= k)
    throw new SortitionError('ROTATION_COUNT', { leave, members: members.length, seats: k });
  const faults = new FaultList();
  const isMember = new Set(members.map(({ person }) => person));
  const free = Array.from(pool.pseudonyms.keys()).filter((person) => isOut[person] === 0 && !isMember.has(person));
  if (free.length < k - stay) faults.add('ROTATION_NOBODY', { seats: k - stay, people: free.length });
  quotas.forEach(({ feature, quotas: values }, f) => {
    const count = (people: Iterable<number>, v: number): number => {
      let sum = 0;
      for (const person of people) if (pool.values[person * F + f] === v) sum++;
      return sum;
    };
    values.forEach(({ value, min, max }, v) => {
      const sit = count(isMember, v);
      const least = Math.max(0, stay - (members.length - sit));
      const others = count(fixed, v);
      const found = { feature, value, members: sit };
      if (least > max)
        faults.add('ROTATION_ABOVE_MAX', {
          ...found,
          stay: least + others,
          max: max + others,
          leave: leave + least - max,
        });
      const most = Math.min(sit, stay) + count(free, v);
      if (most < min) faults.add('ROTATION_BELOW_MIN', { ...found, people: most + others, min: min + others, size });
    });
  });
  faults.throwIfAny();
}

const seatsOf = ({ pool, size, fixed, onePerHousehold, beside }: RotationTask): SeatsLeft =>
  seatsLeft(pool, size, fixed, onePerHousehold, beside);

/**
 * Whether a panel exists in which some leave, and the stated number of all members goes: members and newcomers are two values of one
 * more feature, so it is the question that every draw asks.
 */
class NewcomerSearch {
  private readonly task: RotationTask;
  private readonly solver: Solver;
  private readonly left: SeatsLeft;
  private readonly pool: Pool;

  constructor(task: RotationTask, solver: Solver) {
    this.task = task;
    this.solver = solver;
    this.left = seatsOf(task);
    this.pool = withOneMoreFeature(task);
  }

  hasPanel(leaving: ReadonlySet<number>): boolean {
    const { instance } = this.ask(leaving);
    return (findPanelQuickly(instance) ?? findPanel(instance, this.solver)) !== undefined;
  }

  /** Throws QUOTAS_CONFLICT, with what would help. */
  requirePanel(leaving: ReadonlySet<number>): void {
    if (this.hasPanel(leaving)) return;
    const { instance, quotas } = this.ask(leaving);
    const counts = [...this.left.counts, [0, 0]];
    throw (
      explainConflict(instance, quotas, this.solver, counts) ?? new Error('no panel was found, but nothing conflicts')
    );
  }

  private ask(leaving: ReadonlySet<number>): { readonly instance: Instance; readonly quotas: Quotas } {
    const { members, leave, onePerHousehold } = this.task;
    const { k, isOut } = this.left;
    const F = this.pool.quotas.length;
    const out = Uint8Array.from(isOut);
    const values = Uint16Array.from(this.pool.values);
    const homes = this.sharedHomes();
    for (let i = 0; i < out.length; i++) if (homes.has(this.pool.households[i]!)) out[i] = 1;
    const households = Int32Array.from(this.pool.households);
    for (const { person } of members) {
      out[person] = leaving.has(person) ? 1 : 0;
      values[person * F + F - 1] = 1;
      // Members may live together: they are not drawn.
      if (homes.has(households[person]!)) households[person] = NO_HOUSEHOLD;
    }
    const stay = members.length - leave;
    const exactly = (value: string, seats: number) => ({ value, min: seats, max: seats });
    const more = [exactly('newcomers', k - stay), exactly('members who stay', stay)];
    const quotas: Quotas = [...this.left.quotas, { feature: 'rotation', quotas: more }];
    const classes = findClasses({ ...this.pool, quotas, values, households }, k, onePerHousehold, out);
    return { instance: buildInstance(classes, quotas, k), quotas };
  }

  /** Homes of several who sit: nobody is drawn from there, as one of them may stay. */
  private sharedHomes(): ReadonlySet<number> {
    const { members, fixed, onePerHousehold } = this.task;
    const once = new Set<number>();
    const shared = new Set<number>();
    if (!onePerHousehold) return shared;
    for (const person of [...members.map((member) => member.person), ...fixed]) {
      const home = this.pool.households[person]!;
      if (home !== NO_HOUSEHOLD) (once.has(home) ? shared : once).add(home);
    }
    return shared;
  }
}

/** Newcomers have the value 0 of it. */
function withOneMoreFeature({ pool }: RotationTask): Pool {
  const F = pool.quotas.length;
  const values = new Uint16Array(pool.pseudonyms.length * (F + 1));
  for (let i = 0; i < pool.pseudonyms.length; i++) values.set(pool.values.subarray(i * F, (i + 1) * F), i * (F + 1));
  return { ...pool, quotas: [...pool.quotas, { feature: 'rotation', quotas: [] }], values };
}

/** A share of the members, as `1/3` or `30%`, or a number of them. */
export interface RotationShare {
  readonly numerator: number;
  /** 0 where the numerator is a number of people. */
  readonly denominator: number;
}

/** Undefined where the text is neither. */
export function parseRotationShare(text: string): RotationShare | undefined {
  const [, whole, over, percent] = /^(\d{1,6})(?:\s*\/\s*(\d{1,6})|\s?(%))?$/.exec(text.trim()) ?? [];
  if (whole === undefined) return undefined;
  const numerator = Number(whole);
  const denominator = percent !== undefined ? 100 : over === undefined ? 0 : Number(over);
  const isShare = over === undefined && percent === undefined ? true : denominator > 0 && numerator <= denominator;
  return isShare ? { numerator, denominator } : undefined;
}

/** How many of n members that is: of a share the nearest whole number, a half up. */
export const peopleOf = ({ numerator, denominator }: RotationShare, n: number): number =>
  denominator === 0 ? numerator : Math.floor((2 * n * numerator + denominator) / (2 * denominator));
