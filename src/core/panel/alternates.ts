import { type DrawSeed, inOrderOfLots } from '../lottery/draw-seed.js';
import type { Hash } from '../ports.js';
import { DEFAULT_RATES, type DropOutRates } from './drop-outs.js';
import { type DrawnPanel, FreePeople } from './free-people.js';
import { findLeastViolation } from './least-violation.js';
import { findSameProfile } from './same-profile.js';

/**
 * Who is called when others drop out. `least-violation`: those with the least expected quota violation; `ranked`: whoever
 * is next by lot; `same-profile`: for seats in an order by lot, whoever is most like the one who sits there.
 */
export const ALTERNATES_RULES = ['least-violation', 'ranked', 'same-profile'] as const;
export type AlternatesRule = (typeof ALTERNATES_RULES)[number];

export interface AlternatesAsked {
  /** How many. */
  readonly alternates: number;
  /** `same-profile` where nothing is said, as in the first records. */
  readonly alternatesRule?: AlternatesRule;
  /** For `least-violation`. */
  readonly dropout?: DropOutRates;
}

/**
 * The alternates of a panel: positions in the pool, in the order of the record; fewer than wanted when nobody is left. With a
 * household rule nobody is an alternate whose household has a seat or another alternate.
 */
export function findAlternates(
  hash: Hash,
  seed: DrawSeed,
  panel: DrawnPanel,
  { alternates: wanted, alternatesRule = 'same-profile', dropout = DEFAULT_RATES }: AlternatesAsked,
): number[] {
  if (wanted === 0) return [];
  const drawn = { ...panel, free: new FreePeople(panel) };
  if (alternatesRule === 'least-violation') return findLeastViolation(hash, seed, drawn, { wanted, rates: dropout });
  return (alternatesRule === 'ranked' ? findRanked : findSameProfile)(hash, seed, drawn, wanted);
}

/** People left over in the order of their lots. */
function findRanked(
  hash: Hash,
  seed: DrawSeed,
  { pool, classes, free }: DrawnPanel & { readonly free: FreePeople },
  wanted: number,
): number[] {
  const people = classes.members.filter((person) => free.has(person));
  const ranked: number[] = [];
  for (const person of inOrderOfLots(hash, seed, 'alternate', people, pool.pseudonyms)) {
    if (ranked.length === wanted) break;
    if (!free.has(person)) continue;
    free.take(person);
    ranked.push(person);
  }
  return ranked;
}
