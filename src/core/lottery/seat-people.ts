import { SortitionError } from '../errors.js';
import type { Hash } from '../ports.js';
import type { Classes } from '../register/classes.js';
import { NO_HOUSEHOLD, type Pool } from '../register/pool.js';
import type { Composition } from '../selection/instance.js';
import { type DrawSeed, inOrderOfLots, numberBelow } from './draw-seed.js';

/**
 * The people of a drawn composition. In every class the seats are first spread over its household types by systematic
 * sampling, so that each type's expected seats are exactly its share of people; then come, type by type, those with the
 * smallest lots, passing over whoever shares a home with someone seated. Where types compete for the same homes (types by
 * size) and one runs out, people seated before move to another home of their own class, of their own type if they can
 * (augmenting paths; Kuhn 1955); what seats that leaves go to other types of the class, so that a panel is found if there
 * is one. Returns positions in the pool, ascending.
 */
export function seatPeople(hash: Hash, seed: DrawSeed, pool: Pool, classes: Classes, y: Composition): Int32Array {
  const seating = new Seating(pool, classes);
  const line = (people: Int32Array): number[] => inOrderOfLots(hash, seed, 'person', people, pool.pseudonyms);
  for (let t = 0; t < y.length; t++) {
    const anyType = (): number[] => line(classes.members.subarray(classes.starts[t], classes.starts[t + 1]));
    let left = 0;
    for (const { people, seats } of spreadOverTypes(hash, seed, classes, t, y[t]!)) {
      left += seating.seatAll({ people: line(people), anyType }, seats);
    }
    if (left > 0) seating.makeRoomFor({ people: anyType(), anyType }, left);
  }
  return seating.people();
}

/** Some people of one class and household type, and their seats. */
interface Stratum {
  readonly people: Int32Array;
  readonly seats: number;
}

/**
 * `seats` of class t, whose n people stand in line by household type: the seats go to the places ⌊(r + i·n)/seats⌋ with r
 * drawn below n, so every place has the chance seats/n.
 */
function spreadOverTypes(hash: Hash, seed: DrawSeed, classes: Classes, t: number, seats: number): Stratum[] {
  if (seats === 0) return [];
  const line = classes.members.subarray(classes.starts[t], classes.starts[t + 1]);
  const typeAt = (place: number): number => classes.types[line[place]!]!;
  const n = line.length;
  if (typeAt(0) === typeAt(n - 1)) return [{ people: line, seats }];
  const r = numberBelow(hash, seed, `seats of class ${t}`, n);
  const seatsOfType = new Map<number, number>();
  for (let i = 0; i < seats; i++) {
    const type = typeAt(Math.floor((r + i * n) / seats));
    seatsOfType.set(type, (seatsOfType.get(type) ?? 0) + 1);
  }
  return [...seatsOfType].map(([type, count]) => ({
    people: line.filter((person) => classes.types[person] === type),
    seats: count,
  }));
}

/** People in the order of their lots, and everyone of their class, should these have no home left. */
interface Line {
  readonly people: readonly number[];
  anyType(): readonly number[];
}

/** Who sits for each home. */
class Seating {
  private readonly seated = new Map<number, { readonly person: number; readonly line: Line }>();
  private readonly homeOf: (person: number) => number;

  constructor(pool: Pool, classes: Classes) {
    // Homes are numbered from 0; a person without one, or without a household rule, is home −1 − person.
    this.homeOf = (person) => {
      const home = classes.rule === 'none' ? NO_HOUSEHOLD : pool.households[person]!;
      return home === NO_HOUSEHOLD ? -1 - person : home;
    };
  }

  /** Seats the first `seats` of the line whose homes are free; returns how many seats are left over. */
  seat(line: Line, seats: number): number {
    let left = seats;
    for (const person of line.people) {
      if (left === 0) break;
      if (this.seated.has(this.homeOf(person))) continue;
      this.seated.set(this.homeOf(person), { person, line });
      left--;
    }
    return left;
  }

  /** The same, moving others where no home of the line's own people is free: so a type keeps its seats. */
  seatAll(line: Line, seats: number): number {
    let left = this.seat(line, seats);
    while (left > 0 && this.makeRoomAmong(line.people, line, new Set())) left--;
    return left;
  }

  /** Seats people of the line, moving others where no home is free. */
  makeRoomFor(line: Line, seats: number): void {
    for (let left = this.seat(line, seats); left > 0; left--) {
      if (!this.makeRoom(line, new Set()))
        throw new SortitionError('HOUSEHOLDS_EXHAUSTED', { people: line.people.length });
    }
  }

  people(): Int32Array {
    return Int32Array.from(this.seated.values(), ({ person }) => person).sort();
  }

  /** Seats one more of the line by moving others within theirs, then within their class. */
  private makeRoom(line: Line, tried: Set<number>): boolean {
    return this.makeRoomAmong(line.people, line, tried) || this.makeRoomAmong(line.anyType(), line, tried);
  }

  private makeRoomAmong(people: readonly number[], line: Line, tried: Set<number>): boolean {
    for (const person of people) {
      const home = this.homeOf(person);
      if (tried.has(home)) continue;
      tried.add(home);
      const occupant = this.seated.get(home);
      if (occupant === undefined || (occupant.line !== line && this.makeRoom(occupant.line, tried))) {
        this.seated.set(home, { person, line });
        return true;
      }
    }
    return false;
  }
}
