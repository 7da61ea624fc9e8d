import type { Solver } from '../../src/core/ports.js';
import { findClasses } from '../../src/core/register/classes.js';
import type { Quotas } from '../../src/core/register/features.js';
import { NO_HOUSEHOLD } from '../../src/core/register/pool.js';
import { checkCertificate, expectedSeats, SCALE } from '../../src/core/selection/certificate.js';
import { buildInstance, type Instance } from '../../src/core/selection/instance.js';
import { arePanels } from '../../src/core/selection/several-panels.js';
import { bruteForceLeximin } from './brute-force.js';
import { leximinOf, meetsQuotas } from './exactness.js';
import { numbersFor, type SmallTask } from './tight-pools.js';

/** Several panels at once of a pool small enough to enumerate every set of them. */
export interface JointTask extends SmallTask {
  readonly panels: number;
}

/**
 * Two or three panels of 2 to 4 of up to 13 people, 3 to 5 features, quotas as tight as panels that
 * exist leave them, or tighter. With homes: of 1 to 3 people.
 */
export function jointTask(seed: number, withHomes: boolean): JointTask {
  const below = numbersFor(`joint task ${seed} ${withHomes}`);
  const panels = 2 + below(2);
  const k = panels === 2 ? 2 + below(3) : 2 + below(2);
  const n = Math.min(13, panels * k + (withHomes ? 3 : 0) + below(4));
  const sizes = Array.from({ length: 3 + below(3) }, () => 2 + below(2));
  const profiles = Array.from({ length: n }, () => sizes.map((size) => below(size)));
  const households = new Int32Array(n).fill(NO_HOUSEHOLD);
  if (withHomes)
    for (let i = 0, home = 0; i < n; home++)
      for (const end = i + 1 + below(3); i < Math.min(n, end); i++) households[i] = home;
  const quotas: Quotas = sizes.map((size, f) => {
    // Person i would sit on panel i mod P; now and then a bound is a seat tighter than that.
    const seats = (panel: number, v: number): number =>
      profiles.filter((profile, i) => i < panels * k && i % panels === panel && profile[f] === v).length;
    const values = Array.from({ length: size }, (_, v) => {
      const counts = Array.from({ length: panels }, (_, panel) => seats(panel, v));
      const [min, max] = [Math.min(...counts), Math.max(...counts)];
      return { value: `v${v}`, min: min < max && below(3) === 0 ? min + 1 : min, max };
    });
    return { feature: `f${f}`, quotas: values };
  });
  const pseudonyms = profiles.map((_, i) => `p${String(i).padStart(2, '0')}`);
  const pool = { quotas, pseudonyms, values: Uint16Array.from(profiles.flat()), households };
  return { pool, k, onePerHousehold: withHomes, panels };
}

export const instanceOfJointTask = ({ pool, k, onePerHousehold, panels }: JointTask): Instance =>
  buildInstance(findClasses(pool, k * panels, onePerHousehold), pool.quotas, k, panels);

/** What comparing the engine with enumeration showed. */
export interface JointComparison {
  /** Sets of people who can be on the panels together. */
  readonly unions: number;
  readonly cuts: number;
  /** Unions that meet the quotas of all seats together but cannot be split into panels. */
  readonly unsplittable: number;
  readonly error: number;
  readonly gap: number;
  /** Whether every composition's parts are panels. */
  readonly arePanels: boolean;
}

/** The engine against every set of disjoint sets of k people, person by person. */
export function compareWithJointEnumeration(task: JointTask, solver: Solver, reference = solver): JointComparison {
  const instance = instanceOfJointTask(task);
  const leximin = leximinOf(instance, solver);
  const n = task.pool.pseudonyms.length;
  const masks = enumerateUnions(task);
  const vectors = masks.map((mask) => Int32Array.from({ length: n }, (_, i) => (mask >> i) & 1));
  const unsplittable = countUnsplittable(task, new Set(masks));
  if (leximin === undefined || masks.length === 0) {
    const agree = leximin === undefined && masks.length === 0;
    return { unions: masks.length, cuts: 0, unsplittable, error: agree ? 0 : 1, gap: 0, arePanels: true };
  }
  const people = { ...instance, T: n, count: new Int32Array(n).fill(1) };
  const chances = bruteForceLeximin(people, vectors, reference);
  const { starts, members } = findClasses(task.pool, task.k * task.panels, task.onePerHousehold);
  const errors = expectedSeats(leximin.distribution, instance.T).map((seats, t) =>
    Math.max(
      ...Array.from(members.subarray(starts[t], starts[t + 1]), (person) =>
        Math.abs(Number(seats) / SCALE / instance.count[t]! - chances[person]!),
      ),
    ),
  );
  const { distribution, certificate } = leximin;
  return {
    unions: masks.length,
    cuts: certificate.cuts.length,
    unsplittable,
    error: Math.max(...errors),
    gap: Math.max(...checkCertificate(instance, certificate).map((proof) => Math.abs(proof.gap))),
    arePanels: distribution.compositions.every((_, c) => arePanels(instance, distribution.parts?.[c] ?? [])),
  };
}

/** Bit i is person i: every union of as many disjoint sets of k people as there are panels, no two of a household. */
function enumerateUnions(task: JointTask): number[] {
  const { pool, k, panels } = task;
  const sets = subsets(pool.pseudonyms.length, k).filter((set) => meetsQuotas(pool, set));
  const masks = sets.map((set) => set.reduce((mask, i) => mask | (1 << i), 0));
  let unions = new Set<number>([0]);
  for (let p = 0; p < panels; p++) {
    const more = new Set<number>();
    for (const union of unions) for (const mask of masks) if ((union & mask) === 0) more.add(union | mask);
    unions = more;
  }
  return Array.from(unions).filter((mask) => livesApart(task, mask));
}

function countUnsplittable(task: JointTask, unions: ReadonlySet<number>): number {
  const { pool, k, panels } = task;
  const times = (bound: number): number => bound * panels;
  const quotas = pool.quotas.map(({ feature, quotas: values }) => ({
    feature,
    quotas: values.map(({ value, min, max }) => ({ value, min: times(min), max: times(max) })),
  }));
  const together = { ...pool, quotas };
  return subsets(pool.pseudonyms.length, k * panels).filter((set) => {
    const mask = set.reduce((sum, i) => sum | (1 << i), 0);
    return !unions.has(mask) && livesApart(task, mask) && meetsQuotas(together, set);
  }).length;
}

function livesApart({ pool, onePerHousehold }: JointTask, mask: number): boolean {
  if (!onePerHousehold) return true;
  const homes = Array.from(pool.households).filter((home, i) => ((mask >> i) & 1) === 1 && home !== NO_HOUSEHOLD);
  return new Set(homes).size === homes.length;
}

function subsets(n: number, k: number, from = 0): number[][] {
  if (k === 0) return [[]];
  const found: number[][] = [];
  for (let i = from; i <= n - k; i++) for (const rest of subsets(n, k - 1, i + 1)) found.push([i, ...rest]);
  return found;
}
