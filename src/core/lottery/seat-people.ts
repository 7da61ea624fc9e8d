import { SortitionError } from '../errors.js';
import type { Hash } from '../ports.js';
import type { Classes } from '../register/classes.js';
import { NO_HOUSEHOLD, type Pool } from '../register/pool.js';
import type { Composition } from '../selection/instance.js';
import { type DrawSeed, inOrderOfLots } from './draw-seed.js';

/**
 * The people of a drawn composition: in every class, those with the smallest lots, passing over whoever shares a home
 * with someone seated. Where classes compete for the same homes (types by household size) and one runs out, people
 * seated before move to the next home of their class (augmenting paths; Kuhn 1955), so a panel is found if there is one.
 * Returns positions in the pool, ascending.
 */
export function seatPeople(hash: Hash, seed: DrawSeed, pool: Pool, classes: Classes, y: Composition): Int32Array {
  /** Who sits for each home; people without one are their own. */
  const seated = new Map<number, Seat>();
  const lotsOf = (t: number): number[] =>
    inOrderOfLots(
      hash,
      seed,
      'person',
      classes.members.subarray(classes.starts[t], classes.starts[t + 1]),
      pool.pseudonyms,
    );
  for (let t = 0; t < y.length; t++) {
    if (y[t] === 0) continue;
    const people = lotsOf(t);
    let next = 0;
    for (let seat = 0; seat < y[t]!; seat++) {
      while (next < people.length && seated.has(homeOf(pool, classes, people[next]!))) next++;
      const person = people[next];
      if (person !== undefined) seated.set(homeOf(pool, classes, person), { person, people });
      else if (!makeRoom(people, new Set()))
        throw new SortitionError('HOUSEHOLDS_EXHAUSTED', { people: people.length });
    }
  }
  return Int32Array.from(seated.values(), ({ person }) => person).sort();

  /** Seats one more of these people by moving others of their own classes. */
  function makeRoom(people: readonly number[], tried: Set<number>): boolean {
    for (const person of people) {
      const home = homeOf(pool, classes, person);
      if (tried.has(home)) continue;
      tried.add(home);
      const occupant = seated.get(home);
      if (occupant === undefined || (occupant.people !== people && makeRoom(occupant.people, tried))) {
        seated.set(home, { person, people });
        return true;
      }
    }
    return false;
  }
}

interface Seat {
  readonly person: number;
  /** The class of the person, in order of lots. */
  readonly people: readonly number[];
}

/** Homes are numbered from 0; a person without one, or without a household rule, counts as home −1 − person. */
const homeOf = (pool: Pool, classes: Classes, person: number): number => {
  const home = classes.rule === 'none' ? NO_HOUSEHOLD : pool.households[person]!;
  return home === NO_HOUSEHOLD ? -1 - person : home;
};
