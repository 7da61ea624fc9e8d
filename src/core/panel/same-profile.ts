import { type DrawSeed, inOrderOfLots } from '../lottery/draw-seed.js';
import type { Hash } from '../ports.js';
import type { Classes } from '../register/classes.js';
import type { Pool } from '../register/pool.js';
import type { DrawnPanel, FreePeople } from './free-people.js';

/**
 * Alternates who mirror the panel: the seats of the panel, in an order drawn by lot, each get the person left over who
 * shares most features with whoever sits there; between equals the smallest lot decides. With a household rule nobody is
 * an alternate whose household has a seat or another alternate. Fewer than `wanted` when nobody is left.
 *
 * Returns positions in the pool, in the order in which they are called.
 */
export function findSameProfile(
  hash: Hash,
  seed: DrawSeed,
  { pool, classes, panel, free }: DrawnPanel & { readonly free: FreePeople },
  wanted: number,
): number[] {
  const seats = inOrderOfLots(hash, seed, 'alternate seat', panel, pool.pseudonyms);
  const alternates: number[] = [];
  for (let i = 0; i < wanted; i++) {
    const candidates = mostAlike(pool, classes, seats[i % seats.length]!, (person) => free.has(person));
    const [chosen] = inOrderOfLots(hash, seed, `alternate ${i + 1}`, candidates, pool.pseudonyms);
    if (chosen === undefined) break;
    alternates.push(chosen);
    free.take(chosen);
  }
  return alternates;
}

/** The free people who share most features with `person`. */
function mostAlike(pool: Pool, classes: Classes, person: number, isFree: (person: number) => boolean): number[] {
  const F = pool.quotas.length;
  const likeness = Array.from(classes.groups, (_, t) => {
    let same = 0;
    for (let f = 0; f < F; f++) if (classes.profiles[t * F + f] === pool.values[person * F + f]) same++;
    return same;
  });
  for (let same = F; same >= 0; same--) {
    const people = likeness.flatMap((value, t) =>
      value === same
        ? Array.from(classes.members.subarray(classes.starts[t], classes.starts[t + 1])).filter(isFree)
        : [],
    );
    if (people.length > 0) return people;
  }
  return [];
}
