import { SortitionError } from '../errors.js';
import type { Noise } from '../ports.js';
import type { Classes } from '../register/classes.js';
import { NO_HOUSEHOLD, type Pool } from '../register/pool.js';
import type { Composition } from '../selection/instance.js';

/**
 * The named form of a lottery: M tickets, each a panel of people (positions in the pool, ascending). One ticket is drawn.
 */
export interface NamedLottery {
  readonly form: 'named';
  readonly panels: readonly Int32Array[];
  /** Where several panels are drawn at once, `panels` are all of a ticket's people, and these its panels one by one. */
  readonly parts?: readonly (readonly Int32Array[])[];
}

/**
 * Seats people on tickets. The people of a class stand in a queue; a seat goes to the first whose household is not on the
 * ticket yet, who then goes to the back, yet before all who hold more. So the tickets of two people of a class differ by at
 * most one, or by a few where they are often passed over for their household. Small classes are seated first: the large
 * ones that come after have more people of other homes to choose from.
 */
export function seatTickets(
  pool: Pool,
  classes: Classes,
  compositions: readonly Composition[],
  noise: Noise,
): NamedLottery {
  const queues = Array.from(classes.groups, (_, t) => {
    const people = classes.members.slice(classes.starts[t], classes.starts[t + 1]);
    return new PeopleQueue(people, noise);
  });
  const size = (t: number): number => classes.starts[t + 1]! - classes.starts[t]!;
  const order = Array.from(classes.groups.keys()).sort((s, t) => size(s) - size(t) || s - t);
  const panels = compositions.map((y) => {
    const seatedHomes = new Set<number>();
    const panel: number[] = [];
    for (const t of order) {
      for (let seat = 0; seat < y[t]!; seat++) {
        const person = queues[t]!.take((candidate) => !seatedHomes.has(homeOf(pool, classes, candidate)));
        panel.push(person);
        const home = homeOf(pool, classes, person);
        if (home !== NO_HOUSEHOLD) seatedHomes.add(home);
      }
    }
    return Int32Array.from(panel).sort();
  });
  return { form: 'named', panels };
}

const homeOf = (pool: Pool, classes: Classes, person: number): number =>
  classes.rule === 'none' ? NO_HOUSEHOLD : pool.households[person]!;

/** A ring of people, fewest tickets first: who is passed over keeps their place, who is taken goes to the back. */
class PeopleQueue {
  private readonly ring: Int32Array;
  private readonly tickets = new Map<number, number>();
  private head = 0;

  constructor(people: Int32Array, noise: Noise) {
    this.ring = people;
    for (let i = people.length - 1; i > 0; i--) {
      const j = Math.floor(noise() * (i + 1));
      [people[i], people[j]] = [people[j]!, people[i]!];
    }
  }

  take(suits: (person: number) => boolean): number {
    const { ring } = this;
    const n = ring.length;
    for (let ahead = 0; ahead < n; ahead++) {
      const person = ring[(this.head + ahead) % n]!;
      if (!suits(person)) continue;
      // Those passed over move one place back, into the gap, and so stay in front.
      for (let i = ahead; i > 0; i--) ring[(this.head + i) % n] = ring[(this.head + i - 1) % n]!;
      ring[this.head] = person;
      this.head = (this.head + 1) % n;
      this.moveUp(person);
      return person;
    }
    throw new SortitionError('HOUSEHOLDS_EXHAUSTED', { people: n });
  }

  /** From the back to behind the last who has as few tickets: who was passed over for whole rounds catches up. */
  private moveUp(person: number): void {
    const { ring, tickets } = this;
    const n = ring.length;
    const held = (tickets.get(person) ?? 0) + 1;
    tickets.set(person, held);
    for (let i = n - 1; i > 0; i--) {
      const before = ring[(this.head + i - 1) % n]!;
      if ((tickets.get(before) ?? 0) <= held) return;
      ring[(this.head + i) % n] = before;
      ring[(this.head + i - 1) % n] = person;
    }
  }
}

/** Tickets holding each person. */
export function ticketsOf(lottery: NamedLottery, people: number): Int32Array {
  const tickets = new Int32Array(people);
  for (const panel of lottery.panels) for (const person of panel) tickets[person]!++;
  return tickets;
}
