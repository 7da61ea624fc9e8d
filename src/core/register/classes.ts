import { NO_HOUSEHOLD, type Pool } from './pool.js';

/**
 * Classes: the people who are interchangeable. Variables of the selection engine are seats per class, never people.
 *
 * Without a household rule a class is a profile (one combination of values). With it a class is a household type and a
 * profile; the type is the multiset of profiles of the household's members, or, where that gives too many classes, just
 * their number. T classes, F features, sorted by type, then profile: the order in which compositions list their seats.
 */
export interface Classes {
  readonly rule: HouseholdRule;
  /** T × F, row-major: the class's value number in each feature. */
  readonly profiles: Uint16Array;
  /** T: the number of the household type; 0 are the people who share with nobody. */
  readonly types: Int32Array;
  /** Households of each type: no panel can hold more people of it. Type 0 counts its people. */
  readonly households: readonly number[];
  /** Members of a household of each type. */
  readonly householdSizes: readonly number[];
  /** People of class t, as positions in the pool: members[starts[t]] … members[starts[t + 1] − 1], ascending. */
  readonly starts: Int32Array;
  readonly members: Int32Array;
}

/** What "one person per household" makes of the classes: no rule, types by all members' profiles, or types by size. */
export type HouseholdRule = 'none' | 'profiles' | 'size';

/**
 * Household types by all members' profiles make at most this many classes; beyond it the type is the household's size.
 * The number bounds the engine's work (it grows about with the square of the classes), not its exactness.
 */
const MOST_CLASSES = 1500;

/**
 * People in homes of s are passed over when a housemate was picked first: about (s − 1)·k/n of their chance. Sizes for
 * which that is below this share are one type, so that a register of a million has no more classes than profiles.
 */
const NEGLIGIBLE_SKIP = 0.0005;

/** The classes of a pool from which `k` are drawn; with `onePerHousehold`, at most one of a household. */
export function findClasses(pool: Pool, k: number, onePerHousehold: boolean): Classes {
  if (!onePerHousehold) return groupPeople(pool, 'none', noHouseholds(pool));
  const homes = findHomes(pool);
  const types = typesByProfiles(pool, homes);
  if (types.households.length <= MOST_CLASSES) {
    const classes = groupPeople(pool, 'profiles', types);
    if (classes.types.length <= MOST_CLASSES) return classes;
  }
  return groupPeople(pool, 'size', typesBySize(pool, homes, k));
}

/** Households with more than one member in the pool: people of home h are people[starts[h]] … people[starts[h+1]−1]. */
interface Homes {
  readonly starts: Int32Array;
  readonly people: Int32Array;
}

function findHomes(pool: Pool): Homes {
  const { households } = pool;
  let last = -1;
  for (const h of households) if (h > last) last = h;
  const starts = new Int32Array(last + 2);
  for (const h of households) if (h !== NO_HOUSEHOLD) starts[h + 1]! += 1;
  for (let h = 0; h <= last; h++) starts[h + 1]! += starts[h]!;
  const next = starts.slice();
  const people = new Int32Array(starts[last + 1]!);
  households.forEach((h, i) => {
    if (h === NO_HOUSEHOLD) return;
    people[next[h]!] = i;
    next[h]! += 1;
  });
  return { starts, people };
}

/** Household types of a pool: the type of each person, and of each type its key, households and members. */
interface Types {
  readonly ofPerson: Int32Array;
  readonly households: number[];
  readonly sizes: number[];
}

function noHouseholds(pool: Pool): Types {
  const n = pool.pseudonyms.length;
  return { ofPerson: new Int32Array(n), households: [n], sizes: [1] };
}

function typesByProfiles(pool: Pool, homes: Homes): Types {
  const keyOf = (members: Int32Array): string =>
    Array.from(members, (i) => profileKey(pool, i))
      .sort()
      .join('|');
  return collectTypes(pool, homes, (members) => `${String(members.length).padStart(6, '0')} ${keyOf(members)}`);
}

function typesBySize(pool: Pool, homes: Homes, k: number): Types {
  const n = pool.pseudonyms.length;
  const negligible = 1 + Math.floor((NEGLIGIBLE_SKIP * n) / k);
  return collectTypes(pool, homes, (members) =>
    members.length <= negligible ? undefined : String(members.length).padStart(6, '0'),
  );
}

/** Types in the order of their keys; people alone, and homes without a key, are type 0. */
function collectTypes(pool: Pool, homes: Homes, keyOf: (members: Int32Array) => string | undefined): Types {
  const ofPerson = new Int32Array(pool.pseudonyms.length);
  const keyOfHome: (string | undefined)[] = [];
  for (let h = 0; h + 1 < homes.starts.length; h++) {
    const members = homes.people.subarray(homes.starts[h]!, homes.starts[h + 1]!);
    keyOfHome.push(members.length > 1 ? keyOf(members) : undefined);
  }
  const keys = [...new Set(keyOfHome.filter((key) => key !== undefined))].sort();
  const numbers = new Map(keys.map((key, index) => [key, index + 1]));
  const households = [pool.pseudonyms.length, ...keys.map(() => 0)];
  const sizes = [1, ...keys.map(() => 0)];
  keyOfHome.forEach((key, h) => {
    const type = key === undefined ? 0 : numbers.get(key)!;
    if (type === 0) return;
    const from = homes.starts[h]!;
    const to = homes.starts[h + 1]!;
    households[type]! += 1;
    households[0]! -= to - from;
    sizes[type] = to - from;
    for (let e = from; e < to; e++) ofPerson[homes.people[e]!] = type;
  });
  return { ofPerson, households, sizes };
}

/** A person's profile as text of fixed width, so that the texts sort as the profiles do. */
function profileKey(pool: Pool, person: number): string {
  const F = pool.quotas.length;
  let key = '';
  for (let f = 0; f < F; f++) key += String.fromCharCode(0x20 + pool.values[person * F + f]!);
  return key;
}

function groupPeople(pool: Pool, rule: HouseholdRule, types: Types): Classes {
  const n = pool.pseudonyms.length;
  const F = pool.quotas.length;
  const groups = new Map<string, number[]>();
  for (let i = 0; i < n; i++) {
    const key = String.fromCharCode(0x20 + types.ofPerson[i]!) + profileKey(pool, i);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [i]);
    else group.push(i);
  }
  const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, people]) => people);
  const T = sorted.length;
  const profiles = new Uint16Array(T * F);
  const typeOfClass = new Int32Array(T);
  const starts = new Int32Array(T + 1);
  const members = new Int32Array(n);
  sorted.forEach((people, t) => {
    const first = people[0]!;
    profiles.set(pool.values.subarray(first * F, first * F + F), t * F);
    typeOfClass[t] = types.ofPerson[first]!;
    members.set(people, starts[t]!);
    starts[t + 1] = starts[t]! + people.length;
  });
  return {
    rule,
    profiles,
    types: typeOfClass,
    households: types.households,
    householdSizes: types.sizes,
    starts,
    members,
  };
}
