import { createHash } from 'node:crypto';
import type { Solver } from '../../src/core/ports.js';
import { findClasses } from '../../src/core/register/classes.js';
import { NO_HOUSEHOLD, type Pool } from '../../src/core/register/pool.js';
import { checkCertificate, expectedSeats, SCALE } from '../../src/core/selection/certificate.js';
import type { Instance } from '../../src/core/selection/instance.js';
import { findLeximin, type Leximin } from '../../src/core/selection/leximin.js';
import { noiseSource } from '../../src/random/noise.js';
import { bruteForceLeximin } from './brute-force.js';
import { instanceOfTask, type SmallTask } from './tight-pools.js';

/** The engine with noise of one fixed key, as a draw would give it. */
export const leximinOf = (instance: Instance, solver: Solver): Leximin | undefined =>
  findLeximin(instance, { solver, noise: noiseSource(createHash('sha256').update('test').digest('hex')) });

/** What comparing the engine with enumeration showed for one task. */
export interface Comparison {
  readonly panels: number;
  readonly cuts: number;
  /** The largest difference of a person's chance; 0 where neither found a panel, infinite where only one did. */
  readonly error: number;
  /** The largest gap of a certificate's level. */
  readonly gap: number;
}

/**
 * The engine against every set of k people, household rule and quotas read off the pool: nothing of classes, household
 * types or instances is shared.
 */
export function compareWithEnumeration(
  task: SmallTask,
  solver: Solver,
  /** Solves the linear programs of the enumeration. */
  reference = solver,
): Comparison {
  const instance = instanceOfTask(task);
  const leximin = leximinOf(instance, solver);
  const panels = enumerateSets(task);
  const n = task.pool.pseudonyms.length;
  const chances = bruteForceLeximin({ ...instance, T: n, count: new Int32Array(n).fill(1) }, panels, reference);
  const { starts, members } = findClasses(task.pool, task.k, task.onePerHousehold);
  const byClass = Array.from(instance.count, (_, t) => {
    const ofMembers = Array.from(members.subarray(starts[t], starts[t + 1]), (person) => chances[person]!);
    // People of a class are interchangeable: enumeration must agree, before its number is the class's.
    const [least, most] = [Math.min(...ofMembers), Math.max(...ofMembers)];
    return most - least < 1e-7 ? least : Number.NaN;
  });
  return compare(instance, leximin, panels, byClass);
}

function compare(
  instance: Instance,
  leximin: Leximin | undefined,
  panels: readonly Int32Array[],
  chances: readonly number[],
): Comparison {
  if (leximin === undefined || panels.length === 0) {
    const agree = leximin === undefined && panels.length === 0;
    return { panels: panels.length, cuts: 0, error: agree ? 0 : Number.POSITIVE_INFINITY, gap: 0 };
  }
  const { distribution, certificate } = leximin;
  const errors = expectedSeats(distribution, instance.T).map((seats, t) =>
    Math.abs(Number(seats) / SCALE / instance.count[t]! - chances[t]!),
  );
  return {
    panels: panels.length,
    cuts: certificate.cuts.length,
    error: Math.max(...errors),
    gap: Math.max(...checkCertificate(instance, certificate).map((proof) => Math.abs(proof.gap))),
  };
}

/** n-vectors of 0 and 1: every set of k people that meets the quotas, at most one of a household. */
function enumerateSets({ pool, k, onePerHousehold }: SmallTask): Int32Array[] {
  const n = pool.pseudonyms.length;
  const found: Int32Array[] = [];
  const chosen: number[] = [];
  const extend = (next: number): void => {
    if (chosen.length === k) {
      if (meetsQuotas(pool, chosen)) found.push(Int32Array.from({ length: n }, (_, i) => (chosen.includes(i) ? 1 : 0)));
      return;
    }
    for (let person = next; person < n; person++) {
      const home = onePerHousehold ? pool.households[person]! : NO_HOUSEHOLD;
      if (home !== NO_HOUSEHOLD && chosen.some((other) => pool.households[other] === home)) continue;
      chosen.push(person);
      extend(person + 1);
      chosen.pop();
    }
  };
  extend(0);
  return found;
}

export function meetsQuotas(pool: Pool, people: ArrayLike<number>): boolean {
  const F = pool.quotas.length;
  return pool.quotas.every(({ quotas }, f) =>
    quotas.every(({ min, max }, value) => {
      const seats = Array.from(people).filter((person) => pool.values[person * F + f] === value).length;
      return seats >= min && seats <= max;
    }),
  );
}
