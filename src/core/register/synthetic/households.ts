import type { Noise } from '../../ports.js';
import { happens, type NoiseFor, shuffle } from './chance.js';
import { fillHousehold, type HouseholdPlan, type Member, roles } from './household-members.js';
import { householdSizes, placeNames, type SizeCounts } from './household-sizes.js';
import { ADULT_AGE, type HouseholdSpec, type PopulationSpec } from './population-spec.js';
import { type Traits, Unplaced } from './unplaced.js';

/** Household h has the members members[starts[h]] … members[starts[h + 1] − 1], its reference person first. */
export interface Households {
  readonly count: number;
  readonly starts: Int32Array;
  readonly members: Int32Array;
  /** An index into `roles`, a person each. */
  readonly roles: Uint8Array;
  /** A value number of the feature `households.in`, a household each; households of a place stand together. */
  readonly places: Uint16Array;
}

/**
 * Puts everyone into a household of their place, with at least one adult each: families with children first, so that
 * parents are of parents' age; then adults in threes and more, couples, and those who live alone.
 *
 * @throws SortitionError SYNTH_HOMES_WITHOUT_ADULT
 */
export function drawHouseholds(
  spec: PopulationSpec,
  households: HouseholdSpec,
  people: { readonly values: Readonly<Record<string, Uint16Array>>; readonly traits: Traits },
  noiseFor: NoiseFor,
): Households {
  const names = placeNames(spec);
  const placeOf = people.values[households.in ?? ''] ?? new Uint16Array(spec.people);
  const residents = residentsByPlace(placeOf, names.length, noiseFor('residents'));
  const { years, background } = people.traits;
  const isChild = (person: number): boolean => (years[person] ?? 0) < ADULT_AGE;
  const counts = householdSizes(
    households,
    names.map((name, p) => ({
      name,
      people: residents[p]?.length ?? 0,
      children: residents[p]?.filter(isChild).length ?? 0,
    })),
  );

  const backgrounds = background.reduce((most, b) => Math.max(most, b), 0) + 1;
  const taken = new Uint8Array(spec.people);
  const noise = noiseFor('households');
  const book = new HouseholdBook(spec.people);
  for (const [place, here] of residents.entries()) {
    const children = new Unplaced(here.filter(isChild), people.traits, backgrounds, taken);
    const adults = new Unplaced(
      here.filter((person) => !isChild(person)),
      people.traits,
      backgrounds,
      taken,
    );
    const planned = planHouseholds(counts[place] ?? new Map(), here.filter(isChild).length, households, noise);
    const made = planned
      .toSorted((a, b) => Number(b.children > 0) - Number(a.children > 0) || b.size - a.size)
      .map((plan) =>
        fillHousehold(plan, { children, adults, traits: people.traits, mixed: households.mixed ?? 0 }, noise),
      );
    for (const i of shuffle(Int32Array.from(made.keys()), noise)) book.add(made[i] ?? [], place);
  }
  return book.close();
}

function residentsByPlace(placeOf: Uint16Array, places: number, noise: Noise): Int32Array[] {
  const counts = new Int32Array(places);
  for (const place of placeOf) counts[place] = (counts[place] ?? 0) + 1;
  const residents = Array.from(counts, (count) => new Int32Array(count));
  const filled = new Int32Array(places);
  for (const [person, place] of placeOf.entries()) {
    const list = residents[place];
    const position = filled[place] ?? 0;
    if (list !== undefined) list[position] = person;
    filled[place] = position + 1;
  }
  return residents.map((list) => shuffle(list, noise));
}

/** Of homes of three and more that are no lone parent's: those with two adults, and those with three. */
const COUPLES = 72;
const THREE_ADULTS = 18;

/** How many children each household has, so that all of a place's children have a home and every home an adult. */
function planHouseholds(counts: SizeCounts, children: number, spec: HouseholdSpec, noise: Noise): HouseholdPlan[] {
  const sizes = [...counts].flatMap(([size, count]) => Array<number>(count).fill(size));
  const adults = sizes.map((size) => likelyAdults(size, spec, noise));
  const order = shuffle(Int32Array.from(sizes.keys()), noise);
  let missing = children - sizes.reduce((sum, size, home) => sum + size - (adults[home] ?? 0), 0);
  // More children: first in the place of a third adult, then of a second. Fewer: they have come of age at home.
  for (let keep = 2; missing > 0 && keep >= 1; ) {
    const before = missing;
    for (const home of order) {
      if (missing === 0 || (adults[home] ?? 0) <= keep) continue;
      adults[home] = (adults[home] ?? 0) - 1;
      missing--;
    }
    if (missing === before) keep--;
  }
  while (missing < 0) {
    for (const home of order) {
      if (missing === 0 || (adults[home] ?? 0) >= (sizes[home] ?? 0)) continue;
      adults[home] = (adults[home] ?? 0) + 1;
      missing++;
    }
  }
  return Array.from(order, (home) => ({
    size: sizes[home] ?? 0,
    children: (sizes[home] ?? 0) - (adults[home] ?? 0),
  }));
}

function likelyAdults(size: number, spec: HouseholdSpec, noise: Noise): number {
  if (size === 1 || happens(spec.loneParents ?? 0, noise)) return 1;
  if (size === 2 || happens(COUPLES, noise)) return 2;
  return happens((THREE_ADULTS * 100) / (100 - COUPLES), noise) ? 3 : size;
}

/** Collects finished households into flat arrays. */
class HouseholdBook {
  private readonly starts: number[] = [];
  private readonly places: number[] = [];
  private readonly members: Int32Array;
  private readonly roles: Uint8Array;
  private filled = 0;

  constructor(people: number) {
    this.members = new Int32Array(people);
    this.roles = new Uint8Array(people);
  }

  add(household: readonly Member[], place: number): void {
    this.starts.push(this.filled);
    this.places.push(place);
    for (const { person, role } of household) {
      this.members[this.filled++] = person;
      this.roles[person] = roles.indexOf(role);
    }
  }

  close(): Households {
    return {
      count: this.starts.length,
      starts: Int32Array.from([...this.starts, this.filled]),
      members: this.members,
      roles: this.roles,
      places: Uint16Array.from(this.places),
    };
  }
}
