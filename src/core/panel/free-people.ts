import { type DrawSeed, inOrderOfLots } from '../lottery/draw-seed.js';
import type { Hash } from '../ports.js';
import type { Classes } from '../register/classes.js';
import { NO_HOUSEHOLD, type Pool } from '../register/pool.js';

/**
 * What alternates are found for: the whole panel (positions in the pool, ascending), and who has a class. Of several panels drawn
 * at once the panel is everybody on them, and quotas count so many times.
 */
export interface DrawnPanel {
  readonly pool: Pool;
  readonly classes: Classes;
  readonly panel: Int32Array;
  readonly panels?: number;
}

/**
 * Who can still be an alternate: people of a class who neither sit nor are called already, and, with a household rule, live
 * with nobody who does. Positions in the pool.
 */
export class FreePeople {
  private readonly drawn: DrawnPanel;
  private readonly taken: Set<number>;
  private readonly homes = new Set<number>();

  constructor(drawn: DrawnPanel) {
    this.drawn = drawn;
    this.taken = new Set(drawn.panel);
    for (const person of drawn.panel) this.homes.add(this.homeOf(person));
  }

  has(person: number): boolean {
    const home = this.homeOf(person);
    return !this.taken.has(person) && (home === NO_HOUSEHOLD || !this.homes.has(home));
  }

  take(person: number): void {
    this.taken.add(person);
    this.homes.add(this.homeOf(person));
  }

  /** Somebody taken is free again, and with them their home. */
  release(person: number): void {
    this.taken.delete(person);
    this.homes.delete(this.homeOf(person));
  }

  private homeOf(person: number): number {
    const { classes, pool } = this.drawn;
    return classes.rule === 'none' ? NO_HOUSEHOLD : (pool.households[person] ?? NO_HOUSEHOLD);
  }
}

/** The people free of each profile, profiles in order of their value numbers. */
export interface FreeProfile {
  /** F value numbers. */
  readonly values: readonly number[];
  /** The people free at first, in the order of their lots. */
  readonly line: () => readonly number[];
}

export function findFreeProfiles(hash: Hash, seed: DrawSeed, drawn: DrawnPanel, free: FreePeople): FreeProfile[] {
  const { pool, classes } = drawn;
  const F = pool.quotas.length;
  const byKey = new Map<string, { values: number[]; people: number[] }>();
  for (let t = 0; t + 1 < classes.starts.length; t++) {
    const people = Array.from(classes.members.subarray(classes.starts[t], classes.starts[t + 1])).filter((person) =>
      free.has(person),
    );
    if (people.length === 0) continue;
    const values = Array.from(classes.profiles.subarray(t * F, t * F + F));
    const known = byKey.get(values.join());
    if (known === undefined) byKey.set(values.join(), { values, people });
    else known.people.push(...people);
  }
  return [...byKey.values()]
    .sort((a, b) => compareValues(a.values, b.values))
    .map(({ values, people }) => ({
      values,
      line: once(() => inOrderOfLots(hash, seed, 'alternate', people, pool.pseudonyms)),
    }));
}

function compareValues(a: readonly number[], b: readonly number[]): number {
  const f = a.findIndex((value, i) => value !== b[i]);
  return (a[f] ?? 0) - (b[f] ?? 0);
}

/** Lots are drawn for the people of a profile only once it is looked at: a register has a million people. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
