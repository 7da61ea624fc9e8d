import { NO_HOUSEHOLD, type Pool } from './pool.js';

/**
 * Household types: what makes two homes alike for the rule “one person per household”. Best is the multiset of its
 * members' profiles: people of one profile in homes of one type are then truly interchangeable. Where that would give too
 * many classes (a whole register), it is the number of members.
 */
export type HouseholdRule = 'none' | 'profiles' | 'size';

export interface Types {
  readonly rule: HouseholdRule;
  /** n: the type of each person; 0 for who shares with nobody. */
  readonly ofPerson: Int32Array;
  /** The group of each type; types of group 0 have at least k homes together, so that no panel can overdraw them. */
  readonly groupOf: readonly number[];
  /** Homes of each group. */
  readonly limits: readonly number[];
}

/**
 * Groups of homes that could be overdrawn, by all members' profiles, are at most this many; beyond it types are sizes.
 * It bounds the engine's work, which grows with the classes, not its exactness.
 */
const MOST_GROUPS = 1500;

/** Whoever `isOut` (n: 1) cannot be drawn: they have no type, and their homes do not count. */
export function householdTypes(pool: Pool, k: number, onePerHousehold: boolean, isOut?: Uint8Array): Types {
  const n = pool.pseudonyms.length;
  const asked: Asked = { pool, k, isIn: (person) => isOut?.[person] !== 1, people: n - countOut(isOut) };
  const none: Types = { rule: 'none', ofPerson: new Int32Array(n), groupOf: [0], limits: [asked.people] };
  if (!onePerHousehold) return none;
  const homes = findHomes(asked);
  return typesByProfiles(asked, homes) ?? typesBySize(asked, homes);
}

const countOut = (isOut: Uint8Array | undefined): number => isOut?.reduce((sum, out) => sum + out, 0) ?? 0;

interface Asked {
  readonly pool: Pool;
  readonly k: number;
  /** Whether a person can be drawn. */
  readonly isIn: (person: number) => boolean;
  /** How many can. */
  readonly people: number;
}

/** Homes with several members in the pool: members of home h are people[starts[h]] … people[starts[h + 1] − 1]. */
interface Homes {
  readonly starts: Int32Array;
  readonly people: Int32Array;
}

function findHomes({ pool: { households }, isIn }: Asked): Homes {
  let last = -1;
  for (const h of households) if (h > last) last = h;
  const starts = new Int32Array(last + 2);
  households.forEach((h, i) => {
    if (h !== NO_HOUSEHOLD && isIn(i)) starts[h + 1]! += 1;
  });
  for (let h = 0; h <= last; h++) starts[h + 1]! += starts[h]!;
  const next = starts.slice();
  const people = new Int32Array(starts[last + 1]!);
  households.forEach((h, i) => {
    if (h === NO_HOUSEHOLD || !isIn(i)) return;
    people[next[h]!] = i;
    next[h]! += 1;
  });
  return { starts, people };
}

/** Each type a group of its own. Undefined when too many of them could be overdrawn. */
function typesByProfiles({ pool, k, people }: Asked, homes: Homes): Types | undefined {
  const keys = keysOfHomes(homes, (members) => `${sizeKey(members)} ${profilesKey(pool, members)}`);
  const counts = new Map<string, number>();
  for (const key of keys) if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  let scarce = 0;
  for (const count of counts.values()) if (count < k) scarce++;
  if (scarce > MOST_GROUPS) return undefined;
  const sorted = [...counts.keys()].sort();
  const groupOf = [0];
  const limits = [people];
  for (const key of sorted) {
    const count = counts.get(key)!;
    groupOf.push(count < k ? limits.push(count) - 1 : 0);
  }
  return { rule: 'profiles', ofPerson: numberPeople(pool, homes, keys, sorted), groupOf, limits };
}

/**
 * Homes with several members cannot be overdrawn where there are at least k of them; otherwise they are one group. Two
 * people of whom nearly all like them must sit, in one home, can still be: so homes with two scarce people keep the type by
 * profiles and a group each.
 */
function typesBySize(asked: Asked, homes: Homes): Types {
  const { pool, k, people } = asked;
  const isScarce = findScarcePeople(asked);
  const holdsTwo = (members: Int32Array): boolean => members.filter((person) => isScarce[person] === 1).length > 1;
  let keys = keysOfHomes(homes, (members) =>
    holdsTwo(members) ? `${sizeKey(members)} ${profilesKey(pool, members)}` : sizeKey(members),
  );
  // Too many to be few: then a draw that runs out of homes says so (HOUSEHOLDS_EXHAUSTED).
  if (new Set(keys).size > MOST_GROUPS) keys = keysOfHomes(homes, sizeKey);
  const counts = new Map<string, number>();
  for (const key of keys) if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  const sorted = [...counts.keys()].sort();
  const bySize = sorted.filter((key) => !key.includes(' '));
  const shared = bySize.reduce((sum, key) => sum + counts.get(key)!, 0);
  const limits = shared < k ? [people, shared] : [people];
  const groupOf = [0];
  for (const key of sorted) {
    if (!key.includes(' ')) groupOf.push(shared < k ? 1 : 0);
    else groupOf.push(limits.push(counts.get(key)!) - 1);
  }
  return { rule: 'size', ofPerson: numberPeople(pool, homes, keys, sorted), groupOf, limits };
}

/**
 * People are scarce where more than this share of those like them is likely to sit. Leximin may seat all people of a rare
 * class; on skewed pools those it did were above this, and few others are.
 */
const SCARCE = 0.25;

/**
 * n: 1 for scarce people. How likely they are to sit is estimated as if features were independent: k/n times, for each
 * feature, the seats that the quotas leave their value beside those that it would have by its number.
 */
function findScarcePeople({ pool, k, isIn, people: n }: Asked): Uint8Array {
  const { quotas, values, pseudonyms } = pool;
  const F = quotas.length;
  const likely = new Float64Array(pseudonyms.length).fill(k / n);
  quotas.forEach(({ quotas: wanted }, f) => {
    const people = new Int32Array(wanted.length);
    for (let i = 0; i < likely.length; i++) if (isIn(i)) people[values[i * F + f]!]! += 1;
    const raised = wanted.map(({ min, max }, v) => {
      const even = (people[v]! * k) / n;
      return Math.min(max, Math.max(min, even)) / even;
    });
    for (let i = 0; i < likely.length; i++) likely[i]! *= raised[values[i * F + f]!]!;
  });
  return Uint8Array.from(likely, (share) => (share > SCARCE ? 1 : 0));
}

function keysOfHomes(homes: Homes, keyOf: (members: Int32Array) => string): (string | undefined)[] {
  const keys: (string | undefined)[] = [];
  for (let h = 0; h + 1 < homes.starts.length; h++) {
    const members = homes.people.subarray(homes.starts[h], homes.starts[h + 1]);
    keys.push(members.length > 1 ? keyOf(members) : undefined);
  }
  return keys;
}

function numberPeople(
  pool: Pool,
  homes: Homes,
  keys: readonly (string | undefined)[],
  sorted: readonly string[],
): Int32Array {
  const numbers = new Map(sorted.map((key, index) => [key, index + 1]));
  const ofPerson = new Int32Array(pool.pseudonyms.length);
  keys.forEach((key, h) => {
    if (key === undefined) return;
    for (let e = homes.starts[h]!; e < homes.starts[h + 1]!; e++) ofPerson[homes.people[e]!] = numbers.get(key)!;
  });
  return ofPerson;
}

/** Of fixed width, so that keys sort as the numbers do. */
const sizeKey = (members: Int32Array): string => String(members.length).padStart(6, '0');

const profilesKey = (pool: Pool, members: Int32Array): string =>
  Array.from(members, (i) => profileKey(pool, i))
    .sort()
    .join('|');

function profileKey(pool: Pool, person: number): string {
  const F = pool.quotas.length;
  let key = '';
  for (let f = 0; f < F; f++) key += String.fromCharCode(0x100 + pool.values[person * F + f]!);
  return key;
}
