import { describe, expect, test } from 'vitest';
import { apportion } from '../../../src/core/register/apportionment.js';
import { findAgeGroup, likelihoodByAge } from '../../../src/core/register/synthetic/age-groups.js';
import {
  birthdaysOf,
  civilDate,
  dateWriter,
  dayNumber,
  findIsoDate,
} from '../../../src/core/register/synthetic/calendar.js';
import { checkPopulation } from '../../../src/core/register/synthetic/check-population.js';
import { nameLists } from '../../../src/core/register/synthetic/name-lists/index.js';
import { drawPopulation } from '../../../src/core/register/synthetic/population.js';
import type { PopulationSpec } from '../../../src/core/register/synthetic/population-spec.js';
import { streetName } from '../../../src/core/register/synthetic/street-names.js';
import fc from '../../support/laws.js';
import { seededNoise } from '../../support/seeded-noise.js';
import { smallTown } from '../../support/small-population.js';

describe('days', () => {
  test('agree with the built-in calendar from the year 1 to 9999', () => {
    const first = dayNumber({ year: 1, month: 1, day: 1 });
    const last = dayNumber({ year: 9999, month: 12, day: 31 });
    fc.assert(
      fc.property(fc.integer({ min: first, max: last }), (day) => {
        const date = civilDate(day);
        const builtIn = new Date(day * 86_400_000);
        expect([date.year, date.month, date.day]).toEqual([
          builtIn.getUTCFullYear(),
          builtIn.getUTCMonth() + 1,
          builtIn.getUTCDate(),
        ]);
        expect(dayNumber(date)).toBe(day);
      }),
    );
  });

  test('are read from ISO 8601 if they exist', () => {
    expect(findIsoDate('2024-02-29')).toEqual({ year: 2024, month: 2, day: 29 });
    expect(findIsoDate('2023-02-29')).toBeUndefined();
    expect(findIsoDate('29/02/2024')).toBeUndefined();
  });

  test('are written as a pattern says', () => {
    const day = dayNumber({ year: 2006, month: 3, day: 7 });
    expect(['dd/mm/yyyy', 'd.m.yyyy', 'yyyymmdd'].map((pattern) => dateWriter(pattern)(day))).toEqual([
      '07/03/2006',
      '7.3.2006',
      '20060307',
    ]);
  });

  test('of birth give the age that they are chosen for, to the day', () => {
    const day = (iso: string) => dayNumber(findIsoDate(iso) ?? { year: 0, month: 1, day: 1 });
    const on = { year: 2026, month: 10, day: 1 };
    expect(birthdaysOf(18, on)).toEqual({ first: day('2007-10-02'), last: day('2008-10-01') });
    // On 29 February, who was born on 1 March of a year without one is a year younger than who was born on the 28th.
    expect(birthdaysOf(1, { year: 2024, month: 2, day: 29 })).toEqual({
      first: day('2022-03-01'),
      last: day('2023-02-28'),
    });
    expect(birthdaysOf(4, { year: 2024, month: 2, day: 29 })).toEqual({
      first: day('2019-03-01'),
      last: day('2020-02-29'),
    });
  });
});

describe('ages', () => {
  test('are read from groups', () => {
    expect(findAgeGroup('0-17', 100)).toEqual({ from: 0, to: 17 });
    expect(findAgeGroup(' 18 – 64', 100)).toEqual({ from: 18, to: 64 });
    expect(findAgeGroup('65+', 100)).toEqual({ from: 65, to: 100 });
    expect(findAgeGroup('old', 100)).toBeUndefined();
    expect(findAgeGroup('65-18', 100)).toBeUndefined();
  });

  test('follow straight lines between the given likelihoods', () => {
    expect(likelihoodByAge({ from: 'age', oldest: 5, likelihood: { 1: 10, 3: 20 } })).toEqual([10, 10, 15, 20, 20, 20]);
  });

  test('lie in their group, are apportioned within it, and birthdays give them', () => {
    const population = drawPopulation({ ...smallTown, people: 5000 }, seededNoise(3));
    const { years, birthDays } = population.ages ?? { years: [], birthDays: [] };
    const counts = Array<number>(101).fill(0);
    for (const age of years) counts[age] = (counts[age] ?? 0) + 1;
    const likelihood = likelihoodByAge({ from: 'age', oldest: 100, likelihood: { 0: 10, 64: 8, 100: 0 } });
    expect(counts.slice(0, 18)).toEqual(apportion(1200, likelihood.slice(0, 18)));
    expect(counts.slice(65)).toEqual(apportion(1000, likelihood.slice(65)));
    for (const [person, day] of birthDays.entries()) {
      const { first, last } = birthdaysOf(years[person] ?? 0, { year: 2024, month: 2, day: 29 });
      expect(day >= first && day <= last).toBe(true);
    }
  });
});

describe('a population', () => {
  test('is the same for the same seed, and another for another', () => {
    const [one, again, other] = [1, 1, 2].map((seed) => drawPopulation(smallTown, seededNoise(seed)));
    expect(digest(one)).toEqual(digest(again));
    expect(digest(one)).not.toEqual(digest(other));
  });

  test('may have features alone', () => {
    const spec: PopulationSpec = {
      seed: '',
      people: 10,
      referenceDate: '2026-10-01',
      features: { side: { a: 50, b: 50 } },
    };
    const { values, households, names, ages, inOrder } = drawPopulation(spec, seededNoise(1));
    expect([...(values['side'] ?? [])].sort()).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
    expect([households, names, ages]).toEqual([undefined, undefined, undefined]);
    expect([...inOrder]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  const faulty: [string, Change, string, string][] = [
    [
      'shares that miss 100',
      { features: { ...smallTown.features, gender: { man: 49, woman: 50.9 } } },
      'SYNTH_SHARES_SUM',
      'features.gender',
    ],
    [
      'a correlation with an unknown feature',
      { correlations: [{ among: { qarter: ['lower'] }, odds: {} }] },
      'SYNTH_NAME_UNKNOWN',
      'correlations.0.among.qarter',
    ],
    [
      'a correlation with an unknown value',
      { correlations: [{ among: { quarter: ['lover'] }, odds: {} }] },
      'SYNTH_NAME_UNKNOWN',
      'correlations.0.among.quarter',
    ],
    [
      'a correlation with itself',
      { correlations: [{ among: { age: ['65+'] }, odds: { age: { '65+': 2 } } }] },
      'SYNTH_CORRELATION_WITH_ITSELF',
      'correlations.0.odds.age',
    ],
    [
      'overlapping age groups',
      { features: { ...smallTown.features, age: { '0-18': 50, '18+': 50 } }, correlations: [] },
      'AGE_GROUPS_OVERLAP',
      'features.age.18+',
    ],
    [
      'groups that are no ages',
      { features: { ...smallTown.features, age: { young: 100 } }, correlations: [] },
      'AGE_GROUP_UNREADABLE',
      'features.age.young',
    ],
    ['addresses without households', { households: undefined }, 'SYNTH_PART_MISSING', 'addresses'],
    [
      'no household of one',
      { households: { sizes: { 2: 100 } }, addresses: {} },
      'SYNTH_HOUSEHOLD_SIZES',
      'households.sizes',
    ],
    [
      'an unknown name list',
      { names: { traditions: [{ lists: { frensh: 1 } }] } },
      'SYNTH_NAME_UNKNOWN',
      'names.traditions.0.lists.frensh',
    ],
    [
      'names for some only',
      { names: { traditions: [{ among: { age: ['65+'] }, lists: { french: 1 } }] } },
      'SYNTH_NAMES_FOR_THE_REST',
      'names.traditions',
    ],
    ['a day that does not exist', { referenceDate: '2026-02-30' }, 'DATE_AT_UNREADABLE', 'referenceDate'],
  ];
  test.each(faulty)('with %s is refused, saying where', (_, change, code, column) => {
    const spec = { ...smallTown, ...change } as PopulationSpec;
    const { faults } = checkPopulation(spec);
    expect(faults.map((fault) => [fault.code, fault.where.column])).toEqual([[code, column]]);
    expect(() => drawPopulation(spec, seededNoise(1))).toThrow(expect.objectContaining({ code }));
  });

  test('names what an unknown name may have meant', () => {
    const [fault] = checkPopulation({
      ...smallTown,
      households: { ...smallTown.households, sizes: { 1: 100 }, in: 'quater', correlations: [] },
      addresses: {},
    }).faults;
    expect(fault?.hint).toContain('“quarter”');
  });
});

test('name lists name nobody twice and hold no stray spaces', () => {
  for (const { men, women, surnames } of Object.values(nameLists)) {
    for (const list of [men, women, surnames]) {
      expect(new Set(list).size).toBe(list.length);
      expect(list.every((name) => name === name.trim() && name.length > 1)).toBe(true);
    }
  }
});

test('made-up streets all have different names', () => {
  const names = Array.from({ length: 5000 }, (_, i) => streetName(i));
  expect(new Set(names).size).toBe(5000);
});

/** Undefined takes a part away. */
type Change = { readonly [K in keyof PopulationSpec]?: PopulationSpec[K] | undefined };

const digest = (population: ReturnType<typeof drawPopulation> | undefined) => {
  if (population === undefined) return undefined;
  const { values, ages, households, addresses, names, idNumbers, inOrder } = population;
  const called = Array.from(inOrder, (person) => `${names?.givenNameOf(person)} ${names?.surnameOf(person)}`);
  return {
    values,
    ages,
    households,
    streets: addresses?.streetOf,
    numbers: addresses?.numberOf,
    called,
    idNumbers,
    inOrder,
  };
};
