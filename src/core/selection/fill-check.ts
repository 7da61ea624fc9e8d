import type { Solver } from '../ports.js';
import { type Classes, findClasses } from '../register/classes.js';
import type { Quotas } from '../register/features.js';
import { NO_HOUSEHOLD } from '../register/pool.js';
import { findPanel } from './find-panel.js';
import { buildInstance, type Composition } from './instance.js';
import { findPanelQuickly } from './quick-panel.js';

/** Whom panels are drawn from, and what a panel is: k seats under the quotas. */
export interface FillTask {
  /** What is left to draw: quotas and seats without those of people who sit already. Canonical order. */
  readonly quotas: Quotas;
  readonly k: number;
  /** At most one person of a household on the panel. */
  readonly onePerHousehold: boolean;
  /** n × F, row-major, as in Pool. */
  readonly values: Uint16Array;
  /** n */
  readonly households: Int32Array;
}

/** Whether some of n people can fill the quotas; where not, what falls short. */
export type Filled =
  | {
      readonly fills: true;
      /** A panel of them, if one is at hand. */
      readonly panel?: readonly number[];
    }
  | {
      readonly fills: false;
      /** Fewer people than seats. */
      readonly tooFew: boolean;
      /** Values v of features f with fewer people than their minimum. */
      readonly short: readonly { readonly f: number; readonly v: number }[];
      /** Features with enough people for every minimum, but not for all seats: none of a value may go beyond its maximum. */
      readonly capped: readonly number[];
    };

/**
 * Decides whether a pool can fill the quotas. Counting people settles most pools that cannot, a panel already known most that
 * can, a quick search nearly all the rest; only what is left (2 of 17,600 pools of the Molenbeek example) asks the solver,
 * whose word counts as it does for `sortition check`. A panel found is always checked in integers.
 */
export class FillCheck {
  private readonly task: FillTask;
  private readonly solver: Solver;

  constructor(task: FillTask, solver: Solver) {
    this.task = task;
    this.solver = solver;
  }

  /** @param people different people; @param known a panel that may or may not be among them */
  check(people: readonly number[], known?: readonly number[]): Filled {
    const lacking = this.countShort(people);
    if (lacking !== undefined) return lacking;
    if (known !== undefined) {
      const pool = new Set(people);
      if (known.every((person) => pool.has(person))) return { fills: true, panel: known };
    }
    const { quotas, k } = this.task;
    const { classes, homes } = this.classesOf(people);
    const instance = buildInstance(classes, quotas, k);
    const panel = findPanelQuickly(instance) ?? findPanel(instance, this.solver);
    if (panel === undefined) return { fills: false, tooFew: false, short: [], capped: [] };
    const members = seatMembers(classes, panel, homes);
    return members === undefined ? { fills: true } : { fills: true, panel: members.map((i) => people[i]!) };
  }

  /** What is missing by count alone; undefined where that says nothing. */
  private countShort(people: readonly number[]): Filled | undefined {
    const { quotas, k, values } = this.task;
    const F = quotas.length;
    const short: { f: number; v: number }[] = [];
    const capped: number[] = [];
    quotas.forEach(({ quotas: of }, f) => {
      const counts = new Int32Array(of.length);
      for (const person of people) counts[values[person * F + f]!]! += 1;
      let seats = 0;
      of.forEach(({ min, max }, v) => {
        if (counts[v]! < min) short.push({ f, v });
        seats += Math.min(max, counts[v]!);
      });
      const isShort = short.some((value) => value.f === f);
      if (seats < k && people.length >= k && !isShort) capped.push(f);
    });
    const tooFew = people.length < k;
    return tooFew || short.length > 0 || capped.length > 0 ? { fills: false, tooFew, short, capped } : undefined;
  }

  /** Classes of these people, whose members are positions in `people`; only homes that two of them share count. */
  private classesOf(people: readonly number[]): { classes: Classes; homes: Int32Array } {
    const { quotas, k, values, households, onePerHousehold } = this.task;
    const F = quotas.length;
    const own = new Uint16Array(people.length * F);
    people.forEach((person, i) => {
      own.set(values.subarray(person * F, (person + 1) * F), i * F);
    });
    const homes = onePerHousehold ? sharedHomes(people, households) : new Int32Array(people.length).fill(NO_HOUSEHOLD);
    const pool = { quotas, pseudonyms: people.map(() => ''), values: own, households: homes };
    return { classes: findClasses(pool, k, onePerHousehold), homes };
  }
}

/** The homes that several of these people share, numbered as they come. */
function sharedHomes(people: readonly number[], households: Int32Array): Int32Array {
  const members = new Map<number, number>();
  for (const person of people) members.set(households[person]!, (members.get(households[person]!) ?? 0) + 1);
  const numbers = new Map<number, number>();
  return Int32Array.from(people, (person) => {
    const home = households[person]!;
    if (home === NO_HOUSEHOLD || members.get(home) === 1) return NO_HOUSEHOLD;
    const number = numbers.get(home) ?? numbers.size;
    numbers.set(home, number);
    return number;
  });
}

/** People for the seats, positions as in `classes`; undefined where taking them in order comes to a home twice. */
function seatMembers(classes: Classes, panel: Composition, homes: Int32Array): number[] | undefined {
  const seated = new Set<number>();
  const chosen: number[] = [];
  for (let t = 0; t < panel.length; t++) {
    let left = panel[t]!;
    for (let e = classes.starts[t]!; e < classes.starts[t + 1]! && left > 0; e++) {
      const person = classes.members[e]!;
      if (seated.has(homes[person]!)) continue;
      if (homes[person] !== NO_HOUSEHOLD) seated.add(homes[person]!);
      chosen.push(person);
      left--;
    }
    if (left > 0) return undefined;
  }
  return chosen;
}
