import { compareBytes, lengthPrefixed } from '../bytes.js';
import { type DrawSeed, numberBelow } from '../lottery/draw-seed.js';
import type { Hash } from '../ports.js';
import { NO_HOUSEHOLD, type Pool } from '../register/pool.js';

/** One of the groups that a panel is shared out to, as in a trial: who gets which offer. */
export interface Arm {
  readonly arm: string;
  /** People. */
  readonly size: number;
}

/** How a panel is shared out. Sizes sum to the panel's; the order of the arms is the order in which they are cut. */
export interface Arms {
  /** What stays together: nobody, or the people of a household. */
  readonly unit: 'person' | 'household';
  readonly sizes: readonly Arm[];
}

/**
 * Shares a panel of k people out to arms of sizes s₁, s₂, … by lot, balanced over all features at once:
 *
 * 1. The units (people, or the panel's people of a household) are set in a *circle* of which every stretch mirrors the panel.
 *    With tᵥ people of the value v among the t set so far and cᵥ in the panel, v lags by (t + 1)·cᵥ − k·tᵥ; next comes a unit
 *    of the type whose people lag most, on average over its people: the sum of the lags of their values and of their type
 *    (all people who belong to units of it), which counts as one more feature. Of one type the smallest lot comes first.
 * 2. A start r in [0, k) is drawn. The person set as number i has the place (i − r) mod k; the first s₁ places are the first arm's,
 *    the next s₂ the second's, …. A unit goes where its first person goes.
 *
 * The circle does not depend on r, so every unit's place is any of the k with the same chance: *everyone gets arm a with chance
 * exactly s_a/k*. Arms of people have exactly their size; with households, one may be off by less than the largest of them.
 * How far a value is off its share in an arm has no proved bound; measured it is about 2 people at most, at any size (bench/arms.md).
 * The idea of step 1 is that of minimisation (Pocock & Simon 1975); that of step 2 is systematic sampling with a random start.
 *
 * Returns the number of the arm of each person of `panel`.
 */
export function assignArms(
  hash: Hash,
  seed: DrawSeed,
  { pool, panel }: { readonly pool: Pool; readonly panel: Int32Array },
  { unit, sizes }: Arms,
): number[] {
  const k = panel.length;
  const types = typesOf(pool, panel, unit);
  for (const { units } of types) sortByLot(hash, seed, units, pool);
  const start = numberBelow(hash, seed, 'arm start', k);
  const ends = sizes.map((_, a) => sizes.slice(0, a + 1).reduce((sum, { size }) => sum + size, 0));
  const armOf = new Map<number, number>();
  let set = 0;
  for (const people of inCircle(pool, k, types)) {
    const place = (set - start + k) % k;
    const arm = ends.findIndex((end) => place < end);
    for (const person of people) armOf.set(person, arm);
    set += people.length;
  }
  return Array.from(panel, (person) => armOf.get(person)!);
}

/** Positions in the pool, ascending. */
type Unit = readonly number[];

/** Units whose people have the same profiles. */
interface UnitType {
  /** The profiles of a unit's people, sorted: a list of value numbers each. */
  readonly profiles: readonly (readonly number[])[];
  readonly units: Unit[];
}

/** In order of their profiles, value number by value number. */
function typesOf(pool: Pool, panel: Int32Array, unit: Arms['unit']): UnitType[] {
  const F = pool.quotas.length;
  const types = new Map<string, UnitType>();
  for (const people of unitsOf(pool, panel, unit)) {
    const profiles = people.map((person) => Array.from(pool.values.subarray(person * F, (person + 1) * F)));
    profiles.sort(compareLists);
    const key = profiles.join(' ');
    const known = types.get(key);
    if (known === undefined) types.set(key, { profiles, units: [people] });
    else known.units.push(people);
  }
  return [...types.values()].sort((a, b) => compareProfiles(a.profiles, b.profiles));
}

function unitsOf({ households }: Pool, panel: Int32Array, unit: Arms['unit']): Iterable<Unit> {
  const units = new Map<number | string, number[]>();
  for (const person of panel) {
    const home = households[person]!;
    const key = unit === 'person' || home === NO_HOUSEHOLD ? `alone ${person}` : home;
    const known = units.get(key);
    if (known === undefined) units.set(key, [person]);
    else known.push(person);
  }
  return units.values();
}

const compareLists = (a: readonly number[], b: readonly number[]): number => {
  const f = a.findIndex((value, i) => value !== b[i]);
  return f < 0 ? 0 : a[f]! - b[f]!;
};

/** A list that another begins with comes before it. */
function compareProfiles(a: UnitType['profiles'], b: UnitType['profiles']): number {
  const i = a.findIndex((profile, j) => b[j] === undefined || compareLists(profile, b[j]) !== 0);
  if (i < 0) return a.length - b.length;
  return b[i] === undefined ? 1 : compareLists(a[i]!, b[i]);
}

/** The lot of a unit is that of its first person. */
function sortByLot(hash: Hash, seed: DrawSeed, units: Unit[], { pseudonyms }: Pool): void {
  const lots = new Map(
    units.map((unit) => [unit, hash.hmac(seed, lengthPrefixed('arm', pseudonyms[unit[0]!] ?? ''))] as const),
  );
  units.sort((a, b) => compareBytes(lots.get(a)!, lots.get(b)!) || a[0]! - b[0]!);
}

/** Step 1. All numbers are whole: at most F·k² times the largest unit's size squared. */
function* inCircle({ quotas }: Pool, k: number, types: readonly UnitType[]): Generator<Unit> {
  const firsts = quotas.map((_, f) => quotas.slice(0, f).reduce((sum, of) => sum + of.quotas.length, 0));
  const V = quotas.reduce((sum, of) => sum + of.quotas.length, 0);
  // What each person of a type counts for: the values, by number over all features, then the type itself.
  const cells = types.map(({ profiles }, type) => [
    ...profiles.flatMap((profile) => profile.map((value, f) => firsts[f]! + value)),
    ...profiles.map(() => V + type),
  ]);
  const count = new Float64Array(V + types.length);
  const setSoFar = new Float64Array(V + types.length);
  types.forEach(({ units }, type) => {
    for (const cell of cells[type]!) count[cell]! += units.length;
  });
  const next = new Int32Array(types.length);
  for (let t = 0; t < k; ) {
    let [best, most, people] = [-1, 0, 1];
    for (let type = 0; type < types.length; type++) {
      if (next[type] === types[type]!.units.length) continue;
      let lag = 0;
      for (const cell of cells[type]!) lag += (t + 1) * count[cell]! - k * setSoFar[cell]!;
      const size = types[type]!.profiles.length;
      if (best < 0 || lag * people > most * size) [best, most, people] = [type, lag, size];
    }
    yield types[best]!.units[next[best]!]!;
    next[best]! += 1;
    for (const cell of cells[best]!) setSoFar[cell]! += 1;
    t += people;
  }
}
