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

/**
 * People by household group, then profile, each list in order of position. Numbers are refined feature by feature: a key a
 * person as text would be most of the memory where a register has a million of them.
 */
function groupPeople(pool: Pool, types: Types, isOut?: Uint8Array): number[][] {
  const F = pool.quotas.length;
  const n = pool.pseudonyms.length;
  let numbers = Int32Array.from(types.ofPerson, (type) => types.groupOf[type]!);
  for (let f = 0; f < F; f++) {
    const size = pool.quotas[f]!.quotas.length;
    const refined = new Map<number, number>();
    numbers = numbers.map((number, i) => {
      const key = number * size + pool.values[i * F + f]!;
      const known = refined.get(key);
      if (known !== undefined) return known;
      refined.set(key, refined.size);
      return refined.size - 1;
    });
  }
  const found: number[][] = [];
  for (let i = 0; i < n; i++) {
    if (isOut?.[i] === 1) continue;
    found[numbers[i]!] ??= [];
    found[numbers[i]!]!.push(i);
  }
  const order = (people: readonly number[]): number[] => [
    types.groupOf[types.ofPerson[people[0]!]!]!,
    ...pool.values.subarray(people[0]! * F, people[0]! * F + F),
  ];
  return found
    .filter((people) => people !== undefined)
    .map((people) => ({ people, key: order(people) }))
    .sort((a, b) => compareNumbers(a.key, b.key))
    .map(({ people }) => people);
}

function compareNumbers(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return 0;
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
