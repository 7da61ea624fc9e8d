import { beforeAll, describe, expect, test } from 'vitest';
import { SortitionError } from '../../../src/core/errors.js';
import { apportion } from '../../../src/core/register/apportionment.js';
import { householdSizes } from '../../../src/core/register/synthetic/household-sizes.js';
import { drawPopulation, type Population } from '../../../src/core/register/synthetic/population.js';
import type { PopulationSpec } from '../../../src/core/register/synthetic/population-spec.js';
import fc from '../../support/laws.js';
import { seededNoise } from '../../support/seeded-noise.js';
import { smallTown } from '../../support/small-population.js';

const sizeShares = fc
  .tuple(fc.integer({ min: 5, max: 40 }), fc.array(fc.nat(30), { minLength: 1, maxLength: 6 }))
  .map(([one, others]) =>
    Object.fromEntries(apportion(1000, [one, ...others]).map((tenths, s) => [String(s + 1), tenths / 10] as const)),
  );

const towns = fc
  .record({ people: fc.integer({ min: 20, max: 800 }), children: fc.integer({ min: 0, max: 40 }), sizes: sizeShares })
  .map(
    ({ people, children, sizes }): PopulationSpec => ({
      ...smallTown,
      people,
      features: { ...smallTown.features, age: { '0-17': children, '18-64': 90 - children, '65+': 10 } },
      correlations: [],
      households: { ...smallTown.households, sizes, correlations: [] },
    }),
  );

describe('households', () => {
  test('hold everyone once, with an adult in each, all of one place', () => {
    let made = 0;
    fc.assert(
      fc.property(towns, fc.nat(), (spec, seed) => {
        const population = drawOrNothing(spec, seed);
        if (population === undefined) return;
        made++;
        const homes = membersOf(population);
        expect(homes.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: spec.people }, (_, i) => i));
        for (const [h, home] of homes.entries()) {
          expect(Math.max(...home.map((person) => yearsOf(population, person)))).toBeGreaterThanOrEqual(18);
          const places = new Set(home.map((person) => population.values['quarter']?.[person]));
          expect([...places]).toEqual([population.households?.places[h]]);
        }
      }),
      { numRuns: 30 },
    );
    expect(made).toBeGreaterThan(5);
  });

  test('have an address each, of their place, that is no other household’s', () => {
    fc.assert(
      fc.property(towns, fc.nat(), (spec, seed) => {
        const addresses = drawOrNothing(spec, seed)?.addresses;
        if (addresses === undefined) return;
        const written = Array.from(addresses.streetOf, (street, h) =>
          [street, addresses.numberOf[h], addresses.letterOf[h], addresses.boxOf[h]].join(' '),
        );
        expect(new Set(written).size).toBe(written.length);
        expect(new Set(addresses.inOrder).size).toBe(written.length);
        const names = addresses.streets.map((street) => `${street.name} ${street.postcode}`);
        expect(new Set(names).size).toBe(names.length);
      }),
      { numRuns: 20 },
    );
  });

  test('without an adult for each are refused, and not made of children', () => {
    const spec = { ...smallTown, households: { sizes: { 1: 99, 2: 1 } }, addresses: {} };
    expect(() => drawPopulation(spec, seededNoise(1))).toThrow(
      expect.objectContaining({ code: 'SYNTH_HOMES_WITHOUT_ADULT' }),
    );
  });

  test('are of the declared sizes, and larger where declared', () => {
    const spec = { in: 'quarter', sizes: { 1: 40, 2: 30, 4: 30 } };
    const places = ['a', 'b'].map((name) => ({ name, people: 44_000, children: 0 }));
    const [a, b] = householdSizes(spec, places);
    expect([...(a ?? [])]).toEqual([
      [1, 8000],
      [2, 6000],
      [4, 6000],
    ]);
    expect(b).toEqual(a);
    const tilted = { ...spec, correlations: [{ among: { quarter: ['a'] }, odds: { 4: 2 } }] };
    const [c, d] = householdSizes(tilted, places);
    expect(c?.get(4)).toBeGreaterThan(6500);
    expect(sum(c, 4, d)).toBeGreaterThan(11_990);
    expect(sum(c, 1, d)).toBeGreaterThan(15_990);
    expect(peopleIn(c)).toBe(44_000);
    expect(peopleIn(d)).toBe(44_000);
  });
});

describe('who lives with whom, in a town of 20,000', () => {
  let population: Population;
  let homes: number[][];
  beforeAll(() => {
    population = drawPopulation({ ...smallTown, people: 20_000 }, seededNoise(7));
    homes = membersOf(population);
  });

  test('parents are of parents’ age', () => {
    const families = homes.filter((home) => home.some((p) => yearsOf(population, p) < 18));
    const plausible = families.filter((home) => {
      const children = home.map((p) => yearsOf(population, p)).filter((years) => years < 18);
      const head = yearsOf(population, home[0] ?? 0);
      return head - Math.max(...children) >= 16 && head - Math.min(...children) <= 55;
    });
    expect(families.length).toBeGreaterThan(1000);
    expect(plausible.length / families.length).toBeGreaterThan(0.98);
  });

  test('couples are of like age, and mostly a man and a woman', () => {
    const couples = homes.filter((home) => home.length > 1 && population.households?.roles[home[1] ?? 0] === 1);
    const near = couples.filter(([a = 0, b = 0]) => Math.abs(yearsOf(population, a) - yearsOf(population, b)) <= 15);
    const mixed = couples.filter(([a = 0, b = 0]) => genderOf(population, a) !== genderOf(population, b));
    expect(near.length / couples.length).toBeGreaterThan(0.98);
    expect(mixed.length / couples.length).toBeGreaterThan(0.9);
  });

  test('people who live together mostly have the same nationality', () => {
    const several = homes.filter((home) => home.length > 1);
    const alike = several.filter((home) => new Set(home.map((p) => population.values['nationality']?.[p])).size === 1);
    expect(alike.length / several.length).toBeGreaterThan(0.9);
  });

  test('children mostly bear the surname of the reference person, and no two of a household the same given name', () => {
    const { names, households } = population;
    const children = homes.flatMap((home) =>
      home.filter((p) => households?.roles[p] === 2).map((p) => names?.surnameOf(p) === names?.surnameOf(home[0] ?? 0)),
    );
    expect(children.filter(Boolean).length / children.length).toBeGreaterThan(0.9);
    const doubled = homes.filter((home) => new Set(home.map((p) => names?.givenNameOf(p))).size < home.length);
    expect(doubled.length / homes.length).toBeLessThan(0.001);
  });

  test('ids are unrelated to households: sorting by id takes neighbours apart', () => {
    const ids = population.inOrder.map((person) => population.idNumbers[person] ?? 0);
    const steps = Array.from(ids.slice(1), (id, i) => Math.abs(id - (ids[i] ?? 0)));
    // Two random numbers of 1 … n are n/3 apart on average.
    const mean = steps.reduce((a, b) => a + b, 0) / steps.length;
    expect(mean).toBeGreaterThan(20_000 * 0.31);
    expect(mean).toBeLessThan(20_000 * 0.36);
    expect(new Set(ids).size).toBe(20_000);
  });
});

/** Undefined where a town has too many children for its households, which only the error may say. */
function drawOrNothing(spec: PopulationSpec, seed: number): Population | undefined {
  try {
    return drawPopulation(spec, seededNoise(seed));
  } catch (error) {
    if (error instanceof SortitionError && error.code === 'SYNTH_HOMES_WITHOUT_ADULT') return undefined;
    throw error;
  }
}

function membersOf({ households }: Population): number[][] {
  if (households === undefined) return [];
  return Array.from({ length: households.count }, (_, h) => [
    ...households.members.subarray(households.starts[h], households.starts[h + 1]),
  ]);
}

const yearsOf = (population: Population, person: number): number => population.ages?.years[person] ?? -1;
const genderOf = (population: Population, person: number): number => population.values['gender']?.[person] ?? -1;
const peopleIn = (counts: ReadonlyMap<number, number> | undefined): number =>
  [...(counts ?? [])].reduce((total, [size, count]) => total + size * count, 0);
const sum = (a: ReadonlyMap<number, number> | undefined, size: number, b: typeof a): number =>
  (a?.get(size) ?? 0) + (b?.get(size) ?? 0);
