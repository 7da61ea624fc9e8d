import type { DrawSeed } from '../../src/core/lottery/draw-seed.js';
import { type DropOutRates, drawDropOuts } from '../../src/core/panel/drop-outs.js';
import { FreePeople } from '../../src/core/panel/free-people.js';
import { countTries, findLeastViolation } from '../../src/core/panel/least-violation.js';
import { findClasses } from '../../src/core/register/classes.js';
import type { Pool } from '../../src/core/register/pool.js';
import { nodeHash } from '../../src/random/hash.js';
import type { SmallTask } from './tight-pools.js';

/** The first k people of different homes: the panel that the draft's quotas are made from. */
export function firstPanel({ pool, k }: SmallTask): Int32Array {
  const isFirst = pool.households.map((home, i) => Number(home < 0 || pool.households.indexOf(home) === i));
  return Int32Array.from([...isFirst.keys()].filter((i) => isFirst[i] === 1).slice(0, k));
}

/** The violation of a panel as the paper has it: |seats off the quota| / max, and empty seats / k; in millionths. */
export function violationOf(pool: Pool, people: readonly number[], k: number): number {
  const F = pool.quotas.length;
  const off = pool.quotas.flatMap(({ quotas }, f) =>
    quotas.map(({ min, max }, v) => {
      const seats = people.filter((person) => pool.values[person * F + f] === v).length;
      return Math.max(0, min - seats, seats - max) * Math.floor(1e6 / Math.max(1, max));
    }),
  );
  return off.reduce((sum, one) => sum + one, (k - people.length) * Math.floor(1e6 / k));
}

function* subsets(people: readonly number[], most: number, from = 0): Generator<number[]> {
  yield [];
  if (most === 0) return;
  for (let i = from; i < people.length; i++) {
    for (const rest of subsets(people, most - 1, i + 1)) yield [people[i]!, ...rest];
  }
}

/** For each scenario the people of the panel who stay. */
const stayers = (pool: Pool, panel: Int32Array, seed: DrawSeed, rates: DropOutRates, count: number): number[][] =>
  drawDropOuts(nodeHash, seed, { pool, panel }, rates, count).map((lost) =>
    Array.from(panel).filter((_, i) => !lost.includes(i)),
  );

/** By definition: the least violation that seating some of the alternates leaves, summed over the scenarios. */
function leastSum(pool: Pool, k: number, scenarios: readonly number[][], alternates: readonly number[]): number {
  const sets = [...subsets(alternates, alternates.length)];
  return scenarios.reduce((sum, stay) => {
    const fits = sets.filter((set) => stay.length + set.length <= k);
    return sum + Math.min(...fits.map((set) => violationOf(pool, [...stay, ...set], k)));
  }, 0);
}

/** One person of each profile is enough where only N of it could matter: everybody else of it is the same to the quotas. */
function* setsOf(pool: Pool, panel: Int32Array, N: number): Generator<number[]> {
  const F = pool.quotas.length;
  const left = pool.pseudonyms.flatMap((_, i) => (panel.includes(i) ? [] : [i]));
  const profile = (i: number): string => pool.values.subarray(i * F, i * F + F).join();
  const seen = new Set<string>();
  for (const set of subsets(left, N)) {
    const key = set.map(profile).sort().join(' ');
    if (set.length < Math.min(N, left.length) || seen.has(key)) continue;
    seen.add(key);
    yield set;
  }
}

/** Alternates by the rule least-violation. */
export function findAlternatesOf(pool: Pool, panel: Int32Array, seed: DrawSeed, asked: Asked): number[] {
  const drawn = { pool, classes: findClasses(pool, panel.length, false), panel };
  return findLeastViolation(nodeHash, seed, { ...drawn, free: new FreePeople(drawn) }, asked);
}

interface Asked {
  readonly wanted: number;
  readonly rates: DropOutRates;
}

/**
 * The violation that the rule's alternates leave over its own scenarios, and the least that any set of as many leaves; every
 * seat filled at its best. Nobody has a household.
 */
export function besideTheBest(task: SmallTask, seed: DrawSeed, asked: Asked): { found: number; best: number } {
  const pool = { ...task.pool, households: task.pool.households.map(() => -1) };
  const panel = firstPanel(task);
  const k = panel.length;
  // So few people that the number of scenarios is the same for all.
  const { scenarios: count } = countTries(asked.wanted, 9, 3);
  const scenarios = stayers(pool, panel, seed, asked.rates, count);
  const found = leastSum(pool, k, scenarios, findAlternatesOf(pool, panel, seed, asked));
  const best = Math.min(...[...setsOf(pool, panel, asked.wanted)].map((set) => leastSum(pool, k, scenarios, set)));
  return { found, best };
}
