import { apportion } from '../apportionment.js';
import { birthdaysOf, type CivilDate, findIsoDate } from './calendar.js';
import { below, type NoiseFor, shuffle } from './chance.js';
import type { BirthDates, PopulationSpec } from './population-spec.js';

/** Ages in full years, both ends included. */
export interface AgeGroup {
  readonly from: number;
  readonly to: number;
}

/** Reads `0-17`, `18–64` or `65+`, whose last year is then `oldest`; undefined when it is no age group. */
export function findAgeGroup(text: string, oldest: number): AgeGroup | undefined {
  const found = /^(\d{1,3})\s*(?:[-–]\s*(\d{1,3})|\+)$/.exec(text.trim());
  if (found === null) return undefined;
  const group = { from: Number(found[1]), to: found[2] === undefined ? oldest : Number(found[2]) };
  return group.from <= group.to ? group : undefined;
}

/** How frequent each age from 0 to `oldest` is: straight lines between the given points, level outside them. */
export function likelihoodByAge({ likelihood, oldest }: BirthDates): number[] {
  const points = Object.entries(likelihood ?? { 0: 1 }).map(([age, value]) => ({ age: Number(age), value }));
  points.sort((a, b) => a.age - b.age);
  return Array.from({ length: oldest + 1 }, (_, age) => {
    const before = points.findLast((point) => point.age <= age);
    const after = points.find((point) => point.age >= age);
    if (before === undefined || after === undefined) return (before ?? after)?.value ?? 1;
    if (before.age === after.age) return before.value;
    return before.value + ((after.value - before.value) * (age - before.age)) / (after.age - before.age);
  });
}

export interface Ages {
  /** Full years on the reference date, a person each. */
  readonly years: Uint8Array;
  /** Day numbers (src/core/register/synthetic/calendar.ts). */
  readonly birthDays: Int32Array;
}

/**
 * Gives everyone an age within their group and a birthday. The people of each age in years are apportioned to the
 * likelihoods, so that only who gets which is left to chance; birthdays are spread evenly over the year.
 */
export function drawAges(spec: PopulationSpec, birthDates: BirthDates, groupOf: Uint16Array, noiseFor: NoiseFor): Ages {
  const likelihoods = likelihoodByAge(birthDates);
  const groups = Object.keys(spec.features[birthDates.from] ?? {}).map((name) => requireGroup(name, birthDates.oldest));
  const sizes = countsOf(groupOf, groups.length);
  const shuffling = noiseFor('ages');
  const yearsByGroup = groups.map((group, g) => {
    const weights = likelihoods.slice(group.from, group.to + 1);
    const counts = apportion(sizes[g] ?? 0, weights.some((w) => w > 0) ? weights : weights.map(() => 1));
    return shuffle(Uint8Array.from(counts.flatMap((count, i) => Array<number>(count).fill(group.from + i))), shuffling);
  });

  const on = requireDate(spec.referenceDate);
  const birthdays = Array.from({ length: birthDates.oldest + 1 }, (_, age) => birthdaysOf(age, on));
  const noise = noiseFor('birthdays');
  const years = new Uint8Array(groupOf.length);
  const birthDays = new Int32Array(groupOf.length);
  const next = groups.map(() => 0);
  for (const [person, group] of groupOf.entries()) {
    const position = next[group] ?? 0;
    next[group] = position + 1;
    const age = yearsByGroup[group]?.[position] ?? 0;
    const { first, last } = birthdays[age] ?? birthdaysOf(age, on);
    years[person] = age;
    birthDays[person] = first + below(last - first + 1, noise);
  }
  return { years, birthDays };
}

const countsOf = (values: Uint16Array, n: number): number[] => {
  const counts = Array<number>(n).fill(0);
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
};

// The specification has been checked (check-population.ts); a miss here is a bug, not the organiser's.
const requireGroup = (name: string, oldest: number): AgeGroup => {
  const group = findAgeGroup(name, oldest);
  if (group === undefined) throw new Error(`unchecked age group ${name}`);
  return group;
};

const requireDate = (text: string): CivilDate => {
  const date = findIsoDate(text);
  if (date === undefined) throw new Error(`unchecked date ${text}`);
  return date;
};
