import { SortitionError } from '../errors.js';
import { type Classes, findClasses } from './classes.js';
import type { Quota, Quotas } from './features.js';
import { NO_HOUSEHOLD, type Pool } from './pool.js';

/** What is left to draw once the people already on the panel are counted: n people in the pool, F features. */
export interface SeatsLeft {
  /** Seats still to be drawn; negative where more people sit already than the panel has seats. */
  readonly k: number;
  /** Canonical order, as the pool's: min − c but never below 0, and max − c, negative where too many of the value sit already. */
  readonly quotas: Quotas;
  /** For each feature, c: the seated people with each of its values. */
  readonly counts: readonly (readonly number[])[];
  /** n: 1 for whoever cannot be drawn: seated, living with somebody seated (with the household rule), or there ex officio. */
  readonly isOut: Uint8Array;
}

/**
 * `seated`: different positions in the pool; `k`: seats of the whole panel. `exOfficio`: others, who sit beside the panel: they
 * take no seat, count in no quota, and keep nobody at home.
 */
export function seatsLeft(
  pool: Pool,
  k: number,
  seated: readonly number[],
  onePerHousehold: boolean,
  exOfficio: readonly number[] = [],
): SeatsLeft {
  const F = pool.quotas.length;
  const isOut = new Uint8Array(pool.pseudonyms.length);
  const homes = new Set<number | undefined>();
  for (const person of exOfficio) isOut[person] = 1;
  for (const person of seated) {
    isOut[person] = 1;
    const home = pool.households[person];
    if (onePerHousehold && home !== NO_HOUSEHOLD) homes.add(home);
  }
  if (homes.size > 0) {
    for (let i = 0; i < isOut.length; i++) if (homes.has(pool.households[i])) isOut[i] = 1;
  }
  const left = pool.quotas.map(({ feature, quotas: values }, f) => {
    const quotas = values.map((quota, v) => {
      const count = seated.filter((person) => pool.values[person * F + f] === v).length;
      return { count, quota: quotaLeft(quota, count) };
    });
    return { counts: quotas.map(({ count }) => count), quotas: { feature, quotas: quotas.map(({ quota }) => quota) } };
  });
  const counts = left.map((of) => of.counts);
  const quotas = left.map((of) => of.quotas);
  return { k: k - seated.length, quotas, counts, isOut };
}

/** What is left of a quota once `count` people with its value sit; how far it may be relaxed goes down with it. */
export function quotaLeft(quota: Quota, count: number): Quota {
  const { min, max, minFlex, maxFlex } = quota;
  return {
    ...quota,
    min: Math.max(0, min - count),
    max: max - count,
    ...(minFlex !== undefined && { minFlex: Math.max(0, minFlex - count) }),
    ...(maxFlex !== undefined && { maxFlex: maxFlex - count }),
  };
}

/** The classes of those who can still be drawn, for so many panels at once. */
export const classesLeft = (pool: Pool, left: SeatsLeft, onePerHousehold: boolean, panels = 1): Classes =>
  findClasses(poolLeft(pool, left), left.k * panels, onePerHousehold, left.isOut);

/** All people of the pool, under the quotas that are left. */
export const poolLeft = (pool: Pool, { quotas }: SeatsLeft): Pool => ({ ...pool, quotas });

/** Positions of the seated, each once, ascending. Throws SEATED_UNKNOWN for whoever is not in the pool. */
export function findSeated(pool: Pool, pseudonyms: readonly string[]): number[] {
  if (pseudonyms.length === 0) return [];
  const wanted = new Set(pseudonyms);
  const seated = Array.from(pool.pseudonyms.keys()).filter((person) => wanted.has(pool.pseudonyms[person] ?? ''));
  for (const person of seated) wanted.delete(pool.pseudonyms[person] ?? '');
  for (const id of wanted) throw new SortitionError('SEATED_UNKNOWN', { id });
  return seated;
}

/** The whole panel: those drawn and those who sat already, ascending. */
export const addSeated = (drawn: Int32Array, seated: readonly number[]): Int32Array =>
  seated.length === 0 ? drawn : Int32Array.from([...drawn, ...seated]).sort();
