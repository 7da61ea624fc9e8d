import { SortitionError } from '../../src/core/errors.js';
import { canonicalJson } from '../../src/core/record/canonical-json.js';
import { digestOf } from '../../src/core/record/manifest.js';
import { callSolver, type PanelHistory, standingOf, undoWithdrawal, withdraw } from '../../src/core/record/replace.js';
import {
  type ReplacementRecord,
  readReplacement,
  standingWithdrawals,
  type Withdrawal,
} from '../../src/core/record/replacement-record.js';
import { NO_HOUSEHOLD, type Pool } from '../../src/core/register/pool.js';
import { nodeHash } from '../../src/random/hash.js';
import { noiseSource } from '../../src/random/noise.js';
import { loadJsSolver } from '../../src/solver/javascript-lp-solver.js';
import { drawn, prepare, textOf } from './draws.js';
import { numbersFor } from './tight-pools.js';
import { madeUpPool } from './whole-draws.js';

/** Random histories of panels, and a judge of them that goes through people and knows nothing of classes or solvers. */

const solver = loadJsSolver();
export const tools = { hash: nodeHash, calls: callSolver(() => solver, noiseSource) };

/** A panel just drawn from a small pool, and that pool. */
export interface Drawn {
  readonly pool: Pool;
  readonly onePerHousehold: boolean;
  readonly panel: PanelHistory;
}

export function drawnPanel(name: string): Drawn {
  const below = numbersFor(`replacements ${name}`);
  const k = 4 + below(4);
  const pool = madeUpPool(name, k + 8 + below(16), k);
  const onePerHousehold = below(2) === 0;
  const task = { pool, k, onePerHousehold };
  const draw = drawn(prepare(task, solver, { tickets: 100, alternates: below(6) }), solver, name).draw.record;
  const digest = digestOf(nodeHash, textOf(draw));
  return { pool, onePerHousehold, panel: { draw, digest, history: [], last: digest } };
}

/** The history with one entry more, read back as a file would be. */
export function withEntry(panel: PanelHistory, record: ReplacementRecord): PanelHistory {
  const text = canonicalJson(record);
  return { ...panel, history: [...panel.history, readReplacement(text)], last: digestOf(nodeHash, text) };
}

export const originOf = ({ history }: PanelHistory) => ({
  entry: history.length + 1,
  software: { name: 'test', version: '0' },
});

/** What was seen over many histories. */
export interface Seen {
  sequences: number;
  withdrawals: number;
  undos: number;
  undosRefused: number;
  seats: number;
  rules: Record<string, number>;
  empty: number;
}

export const nothingSeen = (): Seen => ({
  ...{ sequences: 0, withdrawals: 0, undos: 0, undosRefused: 0, seats: 0, empty: 0 },
  rules: { none: 0, alternates: 0, pool: 0, nearest: 0 },
});

/** One random history, judged at every step. Throws where a rule is broken. */
export async function runHistory(
  name: string,
  seen: Seen,
): Promise<{ readonly start: Drawn; readonly end: PanelHistory }> {
  const below = numbersFor(`history ${name}`);
  const start = drawnPanel(name);
  let { panel } = start;
  const steps = 3 + below(6);
  for (let i = 0; i < steps; i++) {
    const standing = standingWithdrawals(panel.history);
    if (standing.length > 0 && below(4) === 0) {
      panel = tryUndo(start, panel, standing[below(standing.length)]!.entry, seen);
      continue;
    }
    const now = standingOf(panel);
    const among = [...now.panel, ...(below(3) === 0 ? now.alternates : [])];
    if (among.length === 0) break;
    const people = new Set(Array.from({ length: 1 + below(3) }, () => among[below(among.length)]!));
    const { record } = await withdraw(tools, panel, start.pool, { ...originOf(panel), people: [...people] });
    judge(start, panel, record.change, record);
    seen.withdrawals++;
    seen.seats += record.change.seats;
    seen.empty += record.change.empty;
    seen.rules[record.change.rule]! += 1;
    panel = withEntry(panel, record);
  }
  seen.sequences++;
  judgeServices(start, panel);
  await judgeReplay(start, panel);
  return { start, end: panel };
}

function tryUndo(start: Drawn, panel: PanelHistory, of: number, seen: Seen): PanelHistory {
  try {
    const record = undoWithdrawal(panel, start.pool, { ...originOf(panel), of });
    const [before, after] = [breaks(start, standingOf(panel).panel), breaks(start, record.panel)];
    const wasThere = [start.panel.draw, ...panel.history].some((then) => then.panel.join() === record.panel.join());
    if (!wasThere && after > before) throw new Error(`the undo of ${of} breaks the quotas`);
    if (record.panel.length > start.panel.draw.manifest.settings.size) throw new Error('more people than seats');
    seen.undos++;
    return withEntry(panel, record);
  } catch (error) {
    if (!(error instanceof SortitionError) || error.code !== 'REPLACE_UNDO_DEPENDS') throw error;
    seen.undosRefused++;
    return panel;
  }
}

/** Seats by which people miss or pass the quotas, counted one by one. */
function breaks({ pool }: Drawn, names: readonly string[]): number {
  const F = pool.quotas.length;
  const people = names.map((name) => pool.pseudonyms.indexOf(name));
  return pool.quotas.reduce(
    (sum, { quotas }, f) =>
      sum +
      quotas.reduce((of, { min, max }, v) => {
        const seats = people.filter((person) => pool.values[person * F + f] === v).length;
        return of + (seats < min ? min - seats : seats > max ? seats - max : 0);
      }, 0),
    0,
  );
}

/**
 * How good a panel is, the better the greater in the first place where two differ: seats, quotas kept, kept by share of the
 * bound, kept in canonical order, alternates called.
 */
function worth(start: Drawn, panel: readonly string[], alternates: number): number[] {
  const { pool } = start;
  const F = pool.quotas.length;
  const people = panel.map((name) => pool.pseudonyms.indexOf(name));
  const given = pool.quotas.flatMap(({ quotas }, f) =>
    quotas.flatMap(({ min, max }, v) => {
      const seats = people.filter((person) => pool.values[person * F + f] === v).length;
      return [
        { seats: Math.max(0, min - seats), bound: min },
        { seats: Math.max(0, seats - max), bound: max },
      ];
    }),
  );
  const weight = given.reduce((sum, { seats, bound }) => sum + seats * Math.round(27_720 / Math.max(1, bound)), 0);
  return [panel.length, -breaks(start, panel), -weight, ...given.map(({ seats }) => -seats), alternates];
}

/** The best that any set of people gives, by going through all of them, and those sets. */
export function bestOf(
  start: Drawn,
  panel: PanelHistory,
  people: readonly string[],
): { best: string; sets: string[][] } {
  const { pool, onePerHousehold } = start;
  const now = standingOf(panel);
  const stay = now.panel.filter((name) => !people.includes(name));
  const isAlternate = (name: string): boolean => now.alternates.includes(name);
  const homeOf = (name: string): number => pool.households[pool.pseudonyms.indexOf(name)]!;
  const shares = (a: string, b: string): boolean =>
    onePerHousehold && homeOf(a) !== NO_HOUSEHOLD && homeOf(a) === homeOf(b);
  const free = pool.pseudonyms.filter(
    (name) =>
      !stay.includes(name) &&
      !people.includes(name) &&
      !now.withdrawn.includes(name) &&
      !stay.some((member) => shares(member, name)),
  );
  const seats = start.panel.draw.manifest.settings.size - stay.length;
  let best = [-1];
  let sets: string[][] = [];
  const place = (from: number, chosen: string[]): void => {
    const value = worth(start, [...stay, ...chosen], chosen.filter(isAlternate).length);
    const order = value.map((x, i) => x - (best[i] ?? 0)).find((x) => x !== 0) ?? 0;
    if (order > 0) [best, sets] = [value, []];
    if (order >= 0) sets.push([...chosen]);
    if (chosen.length === seats) return;
    for (let i = from; i < free.length; i++) {
      if (!chosen.some((other) => shares(other, free[i]!))) place(i + 1, [...chosen, free[i]!]);
    }
  };
  place(0, []);
  return { best: best.join(), sets };
}

function judge(start: Drawn, panel: PanelHistory, change: Withdrawal, record: ReplacementRecord): void {
  const { best, sets } = bestOf(start, panel, change.people);
  const called = change.called.map(({ person }) => person);
  const alternates = change.called.filter(({ from }) => from === 'alternates').length;
  const given = worth(start, record.panel, alternates).join();
  if (given !== best) throw new Error(`${given}, but ${best} could be had`);
  if (!sets.some((set) => [...set].sort().join() === [...called].sort().join())) throw new Error('a household twice');
  const isKept = breaks(start, record.panel) === 0 && change.empty === 0;
  if (change.seats > 0 && isKept === (change.rule === 'nearest')) throw new Error(`the rule is not ${change.rule}`);
  const relaxed = change.relaxed.reduce((sum, { from, to }) => sum + Math.abs(from - to), 0);
  if (change.seats > 0 && relaxed !== breaks(start, record.panel))
    throw new Error('more or less was relaxed than is broken');
}

/** Nobody sits again who has withdrawn; nobody is called who sits. */
function judgeServices({ panel: { draw } }: Drawn, { history }: PanelHistory): void {
  const left = new Set<string>();
  let sits = new Set(draw.panel);
  for (const { change, panel } of history) {
    if (change.kind === 'undo') for (const person of change.back) left.delete(person);
    else {
      for (const person of change.people) left.add(person);
      for (const { person } of change.called)
        if (sits.has(person) || left.has(person)) throw new Error(`${person} is called twice`);
    }
    sits = new Set(panel);
    if (sits.size !== panel.length) throw new Error('somebody has two seats');
    for (const person of left) if (sits.has(person)) throw new Error(`${person} serves twice`);
  }
}

/** The same entries again from what they say of who withdrew: the same bytes. */
async function judgeReplay({ pool, panel: start }: Drawn, { history }: PanelHistory): Promise<void> {
  let panel = start;
  for (const record of history) {
    const { change } = record;
    const again =
      change.kind === 'undo'
        ? undoWithdrawal(panel, pool, { ...originOf(panel), of: change.of })
        : (await withdraw(tools, panel, pool, { ...originOf(panel), people: [...change.people].reverse() })).record;
    if (canonicalJson(again) !== canonicalJson(record)) throw new Error(`entry ${record.entry} is another one`);
    panel = withEntry(panel, again);
  }
}
