import { type DrawSeed, inOrderOfLots } from '../lottery/draw-seed.js';
import type { Hash } from '../ports.js';
import type { Classes } from '../register/classes.js';
import { NO_HOUSEHOLD, type Pool } from '../register/pool.js';

/**
 * Alternates who mirror the panel: the seats of the panel, in an order drawn by lot, each get the person left over who
 * shares most features with whoever sits there; between equals the smallest lot decides. With a household rule nobody is
 * an alternate whose household has a seat or another alternate. Fewer than `wanted` when nobody is left.
 *
 * Returns positions in the pool, in the order in which they are called.
 */
export function findAlternates(
  hash: Hash,
  seed: DrawSeed,
  drawn: { pool: Pool; classes: Classes; panel: Int32Array },
  wanted: number,
): number[] {
  const { pool, classes, panel } = drawn;
  const taken = new Set<number>(panel);
  const homes = new Set<number>();
  const homeOf = (person: number): number => (classes.rule === 'none' ? NO_HOUSEHOLD : pool.households[person]!);
  const isFree = (person: number): boolean =>
    !taken.has(person) && (homeOf(person) === NO_HOUSEHOLD || !homes.has(homeOf(person)));
  for (const person of panel) homes.add(homeOf(person));

  const seats = inOrderOfLots(hash, seed, 'alternate seat', panel, pool.pseudonyms);
  const alternates: number[] = [];
  for (let i = 0; i < wanted; i++) {
    const candidates = mostAlike(pool, classes, seats[i % seats.length]!, isFree);
    const [chosen] = inOrderOfLots(hash, seed, `alternate ${i + 1}`, candidates, pool.pseudonyms);
    if (chosen === undefined) break;
    alternates.push(chosen);
    taken.add(chosen);
    homes.add(homeOf(chosen));
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
