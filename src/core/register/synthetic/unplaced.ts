import type { Noise } from '../../ports.js';

/** What is known of everyone when households are made, a person each. */
export interface Traits {
  /** Full years. */
  readonly years: Uint8Array;
  /** 0 man, 1 woman, 2 neither. */
  readonly sex: Uint8Array;
  /** One number per combination of the features that people who live together mostly share. */
  readonly background: Int32Array;
}

/** Whom a household is looking for. */
export interface Wish {
  readonly age: number;
  readonly youngest: number;
  readonly oldest: number;
  readonly sex?: number;
  readonly background?: number;
}

const SEXES = 3;
/** How far from the wished age someone of the wished background and sex is preferred to anybody else. */
const REACH = 10;

/**
 * The people of a place who live in no household yet, to be taken by age, sex and background, the nearest first.
 *
 * Two sets of stacks hold everyone, by background, sex and age, and by sex and age; someone taken from one stays in the
 * other until met there and skipped.
 */
export class Unplaced {
  private readonly byAll: Stacks;
  private readonly bySexAndAge: Stacks;
  private readonly taken: Uint8Array;
  private readonly queue: Int32Array;
  private next = 0;
  private readonly ages: number;

  /**
   * @param people in random order
   * @param backgrounds how many there are
   * @param taken a flag per person of the whole population, set here
   */
  constructor(people: Int32Array, traits: Traits, backgrounds: number, taken: Uint8Array) {
    this.taken = taken;
    this.queue = people;
    this.ages = people.reduce((oldest, person) => Math.max(oldest, traits.years[person] ?? 0), 0) + 1;
    this.byAll = new Stacks(people, backgrounds * SEXES * this.ages, taken, (person) =>
      this.keyOf(traits.background[person] ?? 0, traits.sex[person] ?? 0, traits.years[person] ?? 0),
    );
    this.bySexAndAge = new Stacks(people, SEXES * this.ages, taken, (person) =>
      this.keyOf(0, traits.sex[person] ?? 0, traits.years[person] ?? 0),
    );
  }

  /** Anybody at all; undefined when everyone is placed. */
  takeAny(): number | undefined {
    while (this.next < this.queue.length) {
      const person = this.queue[this.next++] ?? 0;
      if (this.taken[person] === 0) return this.take(person);
    }
    return undefined;
  }

  /**
   * The person who fits best: of the wished background and sex within REACH years; else of that background; else of that
   * sex; else of the wished ages; else anybody. Undefined when everyone is placed.
   */
  takeBest(wish: Wish, noise: Noise): number | undefined {
    const firstSex = wish.sex ?? (noise() < 0.5 ? 0 : 1);
    const sexes = [firstSex, 1 - firstSex, 2].filter((sex) => sex >= 0);
    const preferred = wish.sex === undefined ? sexes : [wish.sex];
    const { background } = wish;
    const found =
      (background === undefined ? undefined : this.near(wish, REACH, preferred, background)) ??
      (background === undefined ? undefined : this.near(wish, REACH, sexes, background)) ??
      this.near(wish, REACH, preferred) ??
      this.near(wish, this.ages, sexes);
    return found === undefined ? this.takeAny() : this.take(found);
  }

  private near(wish: Wish, reach: number, sexes: readonly number[], background?: number): number | undefined {
    for (let off = 0; off <= reach; off++) {
      for (const age of off === 0 ? [wish.age] : [wish.age + off, wish.age - off]) {
        if (age < wish.youngest || age > wish.oldest || age >= this.ages) continue;
        for (const sex of sexes) {
          const found =
            background === undefined
              ? this.bySexAndAge.top(this.keyOf(0, sex, age))
              : this.byAll.top(this.keyOf(background, sex, age));
          if (found !== undefined) return found;
        }
      }
    }
    return undefined;
  }

  private take(person: number): number {
    this.taken[person] = 1;
    return person;
  }

  private keyOf(background: number, sex: number, age: number): number {
    return (background * SEXES + sex) * this.ages + age;
  }
}

/** One stack of people per key, all in one array. */
class Stacks {
  private readonly people: Int32Array;
  private readonly starts: Int32Array;
  private readonly ends: Int32Array;
  private readonly taken: Uint8Array;

  constructor(people: Int32Array, keys: number, taken: Uint8Array, keyOf: (person: number) => number) {
    this.taken = taken;
    this.starts = new Int32Array(keys + 1);
    for (const person of people) {
      const after = keyOf(person) + 1;
      this.starts[after] = (this.starts[after] ?? 0) + 1;
    }
    for (let key = 0; key < keys; key++) this.starts[key + 1] = (this.starts[key + 1] ?? 0) + (this.starts[key] ?? 0);
    this.ends = this.starts.slice(0, keys);
    this.people = new Int32Array(people.length);
    for (const person of people) {
      const key = keyOf(person);
      const end = this.ends[key] ?? 0;
      this.people[end] = person;
      this.ends[key] = end + 1;
    }
  }

  /** Somebody of the key who is not taken; undefined when there is nobody. */
  top(key: number): number | undefined {
    const start = this.starts[key] ?? 0;
    let end = this.ends[key] ?? 0;
    while (end > start && this.taken[this.people[end - 1] ?? 0] === 1) end--;
    this.ends[key] = end;
    return end > start ? this.people[end - 1] : undefined;
  }
}
