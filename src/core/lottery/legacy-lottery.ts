import { SortitionError } from '../errors.js';
import type { Noise } from '../ports.js';
import type { Classes } from '../register/classes.js';
import { NO_HOUSEHOLD, type Pool } from '../register/pool.js';
import type { NamedLottery } from './named-lottery.js';

/**
 * LEGACY, the greedy method of many practitioners (Sortition Foundation, before 2021): fill the seats one by one; each
 * time take the value that is hardest to fill, by (min − seats it has)/people left, and draw one of its people; when a
 * value has reached its max, all its other people leave. Start again after a dead end. It meets the quotas and nothing
 * more: chances are whatever comes out, and nothing is proved of them.
 *
 * Each of the M tickets is one such run, among the people of the classes.
 */
export function drawLegacyTickets(pool: Pool, classes: Classes, k: number, M: number, noise: Noise): NamedLottery {
  const panels = Array.from({ length: M }, () => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const panel = new LegacyRun(pool, classes, noise).fill(k);
      if (panel !== undefined) return Int32Array.from(panel).sort();
    }
    throw new SortitionError('LEGACY_STUCK', { attempts: ATTEMPTS });
  });
  return { form: 'named', panels };
}

/** Dead ends in a row before giving up: each ticket may need many where quotas are tight. */
const ATTEMPTS = 1000;

class LegacyRun {
  private readonly pool: Pool;
  private readonly noise: Noise;
  private readonly F: number;
  /** Of each feature and value: seats taken and people left. */
  private readonly seats: number[][];
  private readonly left: number[][];
  private readonly isLeft: Uint8Array;
  private readonly homeOf: (person: number) => number;

  constructor(pool: Pool, classes: Classes, noise: Noise) {
    this.pool = pool;
    this.noise = noise;
    this.F = pool.quotas.length;
    this.seats = pool.quotas.map(({ quotas }) => quotas.map(() => 0));
    this.left = pool.quotas.map(({ quotas }) => quotas.map(() => 0));
    this.isLeft = new Uint8Array(pool.pseudonyms.length);
    this.homeOf = (person) => (classes.rule === 'none' ? NO_HOUSEHOLD : pool.households[person]!);
    for (const person of classes.members) {
      this.isLeft[person] = 1;
      this.count(person, 1);
    }
    // Who has a value that gets no seats cannot be drawn.
    pool.quotas.forEach(({ quotas }, f) => {
      quotas.forEach(({ max }, value) => {
        if (max === 0) this.removeWhere((person) => this.valueOf(person, f) === value);
      });
    });
  }

  /** k people, or undefined after a dead end. */
  fill(k: number): number[] | undefined {
    const panel: number[] = [];
    while (panel.length < k) {
      const hardest = this.hardestValue();
      if (hardest === undefined) return undefined;
      const people = this.peopleWith(hardest.f, hardest.value);
      const person = people[Math.floor(this.noise() * people.length)]!;
      panel.push(person);
      this.seat(person);
    }
    const isMet = this.pool.quotas.every(({ quotas }, f) => quotas.every(({ min }, v) => this.seats[f]![v]! >= min));
    return isMet ? panel : undefined;
  }

  /** The value of the highest ratio that has people left; undefined when a minimum is out of reach, or nobody is left. */
  private hardestValue(): { f: number; value: number } | undefined {
    let hardest: { f: number; value: number } | undefined;
    let highest = Number.NEGATIVE_INFINITY;
    for (const [f, { quotas }] of this.pool.quotas.entries()) {
      for (const [value, { min }] of quotas.entries()) {
        const needed = min - this.seats[f]![value]!;
        const left = this.left[f]![value]!;
        if (needed > left) return undefined;
        if (left > 0 && needed / left > highest) [hardest, highest] = [{ f, value }, needed / left];
      }
    }
    return hardest;
  }

  private seat(person: number): void {
    const home = this.homeOf(person);
    this.remove(person);
    if (home !== NO_HOUSEHOLD) this.removeWhere((other) => this.homeOf(other) === home);
    for (let f = 0; f < this.F; f++) {
      const value = this.valueOf(person, f);
      this.seats[f]![value]! += 1;
      if (this.seats[f]![value] === this.pool.quotas[f]!.quotas[value]!.max) {
        this.removeWhere((other) => this.valueOf(other, f) === value);
      }
    }
  }

  private removeWhere(leaves: (person: number) => boolean): void {
    for (let person = 0; person < this.isLeft.length; person++) {
      if (this.isLeft[person] === 1 && leaves(person)) this.remove(person);
    }
  }

  private remove(person: number): void {
    this.isLeft[person] = 0;
    this.count(person, -1);
  }

  private count(person: number, change: 1 | -1): void {
    for (let f = 0; f < this.F; f++) this.left[f]![this.valueOf(person, f)]! += change;
  }

  private peopleWith(f: number, value: number): number[] {
    const people: number[] = [];
    for (let person = 0; person < this.isLeft.length; person++) {
      if (this.isLeft[person] === 1 && this.valueOf(person, f) === value) people.push(person);
    }
    return people;
  }

  private valueOf(person: number, f: number): number {
    return this.pool.values[person * this.F + f]!;
  }
}
