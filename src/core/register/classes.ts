import { type HouseholdRule, householdTypes, type Types } from './household-types.js';
import type { Pool } from './pool.js';

/**
 * Classes: the people who are interchangeable in the quotas. Variables of the selection engine are seats per class, never
 * people. A class is a profile (one combination of values), and, where households could be overdrawn, a household group.
 * T classes, F features, n people; sorted by group, then profile: the order in which compositions list their seats.
 */
export interface Classes extends ClassTable {
  readonly rule: HouseholdRule;
  /** Members of class t, as positions in the pool: members[starts[t]] … members[starts[t + 1] − 1], by type, then position. */
  readonly members: Int32Array;
  /** n: the household type of each person, 0 for who shares with nobody; seats of a class are spread evenly over types. */
  readonly types: Int32Array;
}

/** What the engine needs to know of classes: no people, only how many. */
export interface ClassTable {
  /** T × F, row-major: the class's value number in each feature. */
  readonly profiles: Uint16Array;
  /** T + 1: class t has starts[t + 1] − starts[t] people. */
  readonly starts: Int32Array;
  /** T: the most seats of each class, the number of its different homes. */
  readonly homes: Int32Array;
  /** T: the household group of each class; group 0 cannot be overdrawn. */
  readonly groups: Int32Array;
  /** Households of each group: no panel can hold more people of it. Of group 0, the number of people. */
  readonly limits: readonly number[];
}

/**
 * The classes of a pool from which `k` are drawn; with `onePerHousehold`, at most one of a household. Whoever `isOut`
 * (n: 1) is in no class.
 */
export function findClasses(pool: Pool, k: number, onePerHousehold: boolean, isOut?: Uint8Array): Classes {
  const types = householdTypes(pool, k, onePerHousehold, isOut);
  const F = pool.quotas.length;
  const grouped = groupPeople(pool, types, isOut);
  const T = grouped.length;
  const profiles = new Uint16Array(T * F);
  const groups = new Int32Array(T);
  const homes = new Int32Array(T);
  const starts = new Int32Array(T + 1);
  const members = new Int32Array(grouped.reduce((sum, people) => sum + people.length, 0));
  grouped.forEach((people, t) => {
    const first = people[0]!;
    profiles.set(pool.values.subarray(first * F, first * F + F), t * F);
    groups[t] = types.groupOf[types.ofPerson[first]!]!;
    homes[t] = countHomes(pool, types, people);
    people.sort((a, b) => types.ofPerson[a]! - types.ofPerson[b]! || a - b);
    members.set(people, starts[t]);
    starts[t + 1] = starts[t]! + people.length;
  });
  return { rule: types.rule, profiles, groups, limits: types.limits, homes, starts, members, types: types.ofPerson };
}

/** n: the class of each person, −1 for whoever is in none. */
export function classOfPeople({ starts, members, types }: Classes): Int32Array {
  const classOf = new Int32Array(types.length).fill(-1);
  for (let t = 0; t + 1 < starts.length; t++) {
    for (let e = starts[t]!; e < starts[t + 1]!; e++) classOf[members[e]!] = t;
  }
  return classOf;
}

/** People by household group, then profile. */
function groupPeople(pool: Pool, types: Types, isOut?: Uint8Array): number[][] {
  const F = pool.quotas.length;
  const found = new Map<string, number[]>();
  for (let i = 0; i < pool.pseudonyms.length; i++) {
    if (isOut?.[i] === 1) continue;
    let key = String.fromCharCode(types.groupOf[types.ofPerson[i]!]!);
    for (let f = 0; f < F; f++) key += String.fromCharCode(pool.values[i * F + f]!);
    const people = found.get(key);
    if (people === undefined) found.set(key, [i]);
    else people.push(i);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, people]) => people);
}

function countHomes(pool: Pool, types: Types, people: readonly number[]): number {
  const homes = new Set<number>();
  let alone = 0;
  for (const person of people) {
    if (types.ofPerson[person] === 0) alone++;
    else homes.add(pool.households[person]!);
  }
  return alone + homes.size;
}
