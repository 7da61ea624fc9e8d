import type { Noise } from '../../ports.js';
import { below, happens } from './chance.js';
import { ADULT_AGE } from './population-spec.js';
import type { Traits, Unplaced, Wish } from './unplaced.js';

/** What someone is in their household. */
export const roles = ['reference person', 'partner', 'child', 'other'] as const;

export interface HouseholdPlan {
  readonly size: number;
  readonly children: number;
}

export interface Member {
  readonly person: number;
  readonly role: (typeof roles)[number];
}

/** The people of a place who still have no home. */
export interface Housing {
  readonly children: Unplaced;
  readonly adults: Unplaced;
  readonly traits: Traits;
  /** Per cent of adults joining a household who may be of any background. */
  readonly mixed: number;
}

const OLDEST = 255;
/** Parents are older than their eldest child by this many years, plus a spread of up to PARENT_SPREAD. */
const PARENT_YOUNGEST = 18;
const PARENT_SPREAD = 20;
/** Per cent. Assumptions, for plausible looks only: nothing is measured by them. */
const LONE_PARENTS_WHO_ARE_WOMEN = 82;
const REFERENCE_PERSONS_OF_COUPLES_WHO_ARE_MEN = 75;
const COUPLES_OF_ONE_SEX = 3;

/** Chooses the members of a household, the reference person first: children, then the adults who go with them. */
export function fillHousehold(plan: HouseholdPlan, housing: Housing, noise: Noise): Member[] {
  const children = chooseChildren(plan.children, housing, noise);
  const adults = chooseAdults(plan.size - plan.children, children, housing, noise);
  const { years } = housing.traits;
  const headAge = years[adults[0]?.person ?? 0] ?? 0;
  const roleOf = (child: number): Member['role'] =>
    headAge - (years[child] ?? 0) >= PARENT_YOUNGEST - 2 ? 'child' : 'other';
  return [...adults, ...children.map((person) => ({ person, role: roleOf(person) }))];
}

/** Siblings: of one background, a few years apart. */
function chooseChildren(count: number, housing: Housing, noise: Noise): number[] {
  const { traits } = housing;
  const first = count > 0 ? housing.children.takeAny() : undefined;
  if (first === undefined) return [];
  const siblings = [first];
  while (siblings.length < count) {
    const apart = (1 + below(4, noise)) * siblings.length * (noise() < 0.5 ? -1 : 1);
    const age = Math.min(ADULT_AGE - 1, Math.max(0, (traits.years[first] ?? 0) + apart));
    const wish = { age, youngest: 0, oldest: ADULT_AGE - 1, background: traits.background[first] ?? 0 };
    siblings.push(expected(housing.children.takeBest(wish, noise)));
  }
  return siblings;
}

function chooseAdults(count: number, children: readonly number[], housing: Housing, noise: Noise): Member[] {
  const head = chooseReferencePerson(count, children, housing, noise);
  const members: Member[] = [{ person: head, role: 'reference person' }];
  if (count >= 2) members.push(choosePartner(head, housing, noise));
  while (members.length < count) members.push(chooseFurtherAdult(head, housing, noise));
  return members;
}

function chooseReferencePerson(count: number, children: readonly number[], housing: Housing, noise: Noise): number {
  const { adults, traits } = housing;
  const [first] = children;
  if (first !== undefined) {
    const eldest = Math.max(...children.map((child) => traits.years[child] ?? 0));
    const older = PARENT_YOUNGEST + below(PARENT_SPREAD / 2, noise) + below(PARENT_SPREAD / 2, noise);
    const isWoman = happens(
      count === 1 ? LONE_PARENTS_WHO_ARE_WOMEN : 100 - REFERENCE_PERSONS_OF_COUPLES_WHO_ARE_MEN,
      noise,
    );
    const wish: Wish = {
      age: eldest + older,
      youngest: Math.max(ADULT_AGE, eldest + PARENT_YOUNGEST - 2),
      oldest: eldest + 50,
      sex: isWoman ? 1 : 0,
      ...backgroundLike(first, housing, noise),
    };
    return expected(adults.takeBest(wish, noise));
  }
  if (count < 3) return expected(adults.takeAny());
  // Three adults and more are mostly parents whose children have come of age at home.
  const age = 44 + below(20, noise);
  return expected(adults.takeBest({ age, youngest: ADULT_AGE, oldest: OLDEST }, noise));
}

function choosePartner(head: number, housing: Housing, noise: Noise): Member {
  const { years, sex } = housing.traits;
  const ownSex = sex[head] ?? 2;
  const otherSex = happens(COUPLES_OF_ONE_SEX, noise) ? ownSex : 1 - ownSex;
  const age = Math.max(ADULT_AGE, (years[head] ?? ADULT_AGE) + below(9, noise) - (ownSex === 0 ? 6 : 2));
  const wish = {
    age,
    youngest: Math.max(ADULT_AGE, age - 15),
    oldest: age + 15,
    ...backgroundLike(head, housing, noise),
  };
  const person = expected(housing.adults.takeBest(ownSex === 2 ? wish : { ...wish, sex: otherSex }, noise));
  const isOfAge = (years[person] ?? 0) >= wish.youngest && (years[person] ?? 0) <= wish.oldest;
  return { person, role: isOfAge ? 'partner' : 'other' };
}

/** A child who has come of age, where the reference person is old enough; else a parent of theirs, a sibling or a friend. */
function chooseFurtherAdult(head: number, housing: Housing, noise: Noise): Member {
  const { years } = housing.traits;
  const headAge = years[head] ?? ADULT_AGE;
  const likeHead = backgroundLike(head, housing, noise);
  if (headAge >= 40 && !happens(12, noise)) {
    const oldest = headAge - PARENT_YOUNGEST;
    const age = Math.min(oldest, ADULT_AGE + below(10, noise));
    const person = expected(housing.adults.takeBest({ age, youngest: ADULT_AGE, oldest, ...likeHead }, noise));
    const isYounger = (years[person] ?? 0) <= headAge - PARENT_YOUNGEST + 2;
    return { person, role: isYounger ? 'child' : 'other' };
  }
  const isGrandparent = happens(50, noise);
  const age = isGrandparent ? headAge + 22 + below(12, noise) : Math.max(ADULT_AGE, headAge + below(9, noise) - 4);
  return {
    person: expected(housing.adults.takeBest({ age, youngest: ADULT_AGE, oldest: OLDEST, ...likeHead }, noise)),
    role: 'other',
  };
}

const backgroundLike = (person: number, { traits, mixed }: Housing, noise: Noise): { background?: number } =>
  happens(mixed, noise) ? {} : { background: traits.background[person] ?? 0 };

/** Plans never ask for more people than there are. */
function expected(person: number | undefined): number {
  if (person === undefined) throw new Error('a household is planned for people who are not there');
  return person;
}
