import { describe, expect, test } from 'vitest';
import { drawSeed, inOrderOfLots } from '../../../src/core/lottery/draw-seed.js';
import { seatPeople } from '../../../src/core/lottery/seat-people.js';
import { type Classes, findClasses } from '../../../src/core/register/classes.js';
import { NO_HOUSEHOLD, type Pool } from '../../../src/core/register/pool.js';
import { nodeHash } from '../../../src/random/hash.js';
import { chiSquareLimit, chiSquareOf } from '../../support/chi-square.js';
import fc from '../../support/laws.js';
import { smallPool } from '../../support/small-pools.js';

const seeds = Array.from({ length: 20_000 }, (_, i) => drawSeed(nodeHash, '11'.repeat(32), `seed ${i}`));
const anything = { young: [0, 9], old: [0, 9] };

/** How often each person is seated over all seeds. */
function seatedOver(pool: Pool, classes: Classes, y: Int32Array, some: readonly Uint8Array[]): number[] {
  const times = new Array<number>(pool.pseudonyms.length).fill(0);
  for (const seed of some) for (const person of seatPeople(nodeHash, seed, pool, classes, y)) times[person]! += 1;
  return times;
}

const membersOf = ({ members, starts }: Classes, t: number): number[] =>
  Array.from(members.subarray(starts[t], starts[t + 1]));

/** Everyone of a class is seated as often as its seats and people say. */
function seatsAreEquallyLikely(pool: Pool, classes: Classes, y: Int32Array, some = seeds.slice(0, 5000)): void {
  const times = seatedOver(pool, classes, y, some);
  y.forEach((seats, t) => {
    const people = membersOf(classes, t);
    const expected = (some.length * seats) / people.length;
    const observed = people.map((person) => times[person]!);
    if (seats === people.length) expect(observed).toEqual(people.map(() => some.length));
    else if (seats > 0) {
      // Drawing without replacement varies less than χ² allows for, so that the limit is on the safe side.
      const all = people.map(() => expected);
      expect(chiSquareOf(observed, all)).toBeLessThan(chiSquareLimit(people.length - 1));
    } else expect(observed).toEqual(people.map(() => 0));
  });
}

describe('the people of a composition', () => {
  test('are those of smallest lots in each class, where nobody shares a home', () => {
    const pool = smallPool({ age: anything }, ['y', 'o', 'y', 'y', 'o', 'o', 'y']);
    const classes = findClasses(pool, 4, true);
    for (const seed of seeds.slice(0, 100)) {
      const smallest = (t: number, seats: number): number[] =>
        inOrderOfLots(nodeHash, seed, 'person', membersOf(classes, t), pool.pseudonyms).slice(0, seats);
      const expected = [...smallest(0, 3), ...smallest(1, 1)].sort((a, b) => a - b);
      expect([...seatPeople(nodeHash, seed, pool, classes, Int32Array.of(3, 1))]).toEqual(expected);
    }
  });

  test('are equally likely within a class', () => {
    const pool = smallPool({ age: anything }, ['y', 'o', 'y', 'y', 'o', 'o', 'y', 'o', 'o']);
    seatsAreEquallyLikely(pool, findClasses(pool, 4, false), Int32Array.of(3, 1));
  });

  test('are equally likely within a class where homes of several types are scarce, over 20,000 seeds', () => {
    // Homes 0 and 1 hold a young and an old person, 2 and 3 two young ones, 4 one young and two old; the rest live alone.
    const pool = smallPool({ age: anything }, [
      ['y', 0],
      ['o', 0],
      ['y', 1],
      ['o', 1],
      ['y', 2],
      ['y', 2],
      ['y', 3],
      ['y', 3],
      ['y', 4],
      ['o', 4],
      ['o', 4],
      'y',
      'y',
      'o',
      'o',
      'o',
    ]);
    const classes = findClasses(pool, 6, true);
    expect(classes.rule).toBe('profiles');
    // Young and old who live alone (group 0), then by type: y o, y y, y o o, sorted as sizes and profiles are.
    const seatsOf = classes.groups.map((group, t) => {
      const profile = classes.profiles[t]!;
      const size = membersOf(classes, t).length;
      if (group === 0) return profile === 0 ? 1 : 2;
      return size === 4 ? 1 : size === 2 && profile === 0 ? 1 : profile === 1 && size === 2 && group > 1 ? 1 : 0;
    });
    seatsAreEquallyLikely(pool, classes, seatsOf, seeds);
  });

  test('are equally likely within a class spread over types of homes that are not scarce', () => {
    // Three seats; three homes of a young and an old person, three of two young ones, and some who live alone.
    const pool = smallPool({ age: anything }, [
      ...[0, 1, 2].flatMap((home) => [['y', home] as const, ['o', home] as const]),
      ...[3, 4, 5].flatMap((home) => [['y', home] as const, ['y', home] as const]),
      'y',
      'o',
    ]);
    const classes = findClasses(pool, 3, true);
    expect([...classes.groups]).toEqual([0, 0]);
    for (const y of [Int32Array.of(2, 1), Int32Array.of(1, 2), Int32Array.of(3, 0)])
      seatsAreEquallyLikely(pool, classes, y);
  });

  test('are spread over the types so that every type has its exact share over all starts', () => {
    // Ten young people: one alone, three with an old one each, three pairs; three seats. The types in line 1 | 3 | 6
    // have 3/10, 9/10 and 18/10 of a seat: never less than the whole part, never more than one above it.
    const pool = smallPool({ age: anything }, [
      ...[0, 1, 2].flatMap((home) => [['y', home] as const, ['o', home] as const]),
      ...[3, 4, 5].flatMap((home) => [['y', home] as const, ['y', home] as const]),
      'y',
    ]);
    const classes = findClasses(pool, 3, true);
    const young = membersOf(classes, classes.profiles.indexOf(0));
    const shares = new Map<number, number>();
    for (const person of young) shares.set(classes.types[person]!, (shares.get(classes.types[person]!) ?? 0) + 0.3);
    for (const seed of seeds.slice(0, 500)) {
      const panel = seatPeople(nodeHash, seed, pool, classes, Int32Array.of(3, 0));
      for (const [type, share] of shares) {
        const seated = Array.from(panel).filter((person) => classes.types[person] === type).length;
        expect(seated).toBeGreaterThanOrEqual(Math.floor(share + 1e-9));
        expect(seated).toBeLessThanOrEqual(Math.ceil(share - 1e-9));
      }
    }
  });
});

describe('where classes compete for homes', () => {
  /** Classes as types by size give them: one a profile, whoever they live with. */
  function bySize(pool: Pool): Classes {
    const plain = findClasses(pool, 9, false);
    const size = (i: number): number => pool.households.filter((home) => home === pool.households[i]).length;
    return {
      ...plain,
      rule: 'size',
      types: Int32Array.from(pool.households, (home, i) => (home === NO_HOUSEHOLD ? 0 : size(i) - 1)),
    };
  }

  test('people seated first move to another home of their own, so that the last find one', () => {
    // The young live in homes 0 and 1, the only old person in home 0: whoever is young and seated there must move.
    const pool = smallPool({ age: anything }, [
      ['y', 0],
      ['y', 1],
      ['o', 0],
    ]);
    const classes = bySize(pool);
    const panels = seeds
      .slice(0, 50)
      .map((seed) => [...seatPeople(nodeHash, seed, pool, classes, Int32Array.of(1, 1))]);
    for (const panel of panels) expect(panel).toEqual([1, 2]);
  });

  test('people seated first move to a home of another type where those of their own are taken', () => {
    // The only panel of both is {0, 1}; half of all seeds give the young seat to the type of home 1 at first.
    const pool = smallPool({ age: anything }, [
      ['y', 0],
      ['o', 1],
      ['y', 1],
    ]);
    const classes = bySize(pool);
    for (const seed of seeds.slice(0, 50)) {
      expect([...seatPeople(nodeHash, seed, pool, classes, Int32Array.of(1, 1))]).toEqual([0, 1]);
    }
  });

  test('they move along a chain of homes', () => {
    // a in homes 0 and 1, b in 1 and 2, c in 2 and 3, d only in 0: seating d may move a, b and c in turn.
    const values = { a: [0, 9], b: [0, 9], c: [0, 9], d: [0, 9] };
    const pool = smallPool({ f: values }, [
      ['a', 0],
      ['a', 1],
      ['b', 1],
      ['b', 2],
      ['c', 2],
      ['c', 3],
      ['d', 0],
    ]);
    const classes = bySize(pool);
    for (const seed of seeds.slice(0, 200)) {
      expect([...seatPeople(nodeHash, seed, pool, classes, Int32Array.of(1, 1, 1, 1))]).toEqual([1, 3, 5, 6]);
    }
  });

  test('a composition that no people can fill is refused', () => {
    const pool = smallPool({ age: anything }, [
      ['y', 0],
      ['o', 0],
    ]);
    expect(() => seatPeople(nodeHash, seeds[0]!, pool, bySize(pool), Int32Array.of(1, 1))).toThrow(
      expect.objectContaining({ code: 'HOUSEHOLDS_EXHAUSTED' }),
    );
  });

  test('a panel is found whenever there is one', () => {
    const person = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(4));
    const values = { a: [0, 9], b: [0, 9], c: [0, 9] };
    fc.assert(
      fc.property(fc.array(person, { minLength: 1, maxLength: 9 }), fc.nat(5000), (people, start) => {
        const pool = smallPool({ f: values }, people);
        const classes = bySize(pool);
        // A panel by the order in which people come: the first of each home.
        const panel = people.flatMap(([, home], i) => (people.findIndex(([, h]) => h === home) === i ? [i] : []));
        const y = classes.groups.map((_, t) => membersOf(classes, t).filter((i) => panel.includes(i)).length);
        const seated = seatPeople(nodeHash, seeds[start]!, pool, classes, y);
        expect(seated.length).toBe(panel.length);
        expect(new Set(Array.from(seated, (i) => pool.households[i])).size).toBe(panel.length);
        y.forEach((seats, t) => {
          expect(membersOf(classes, t).filter((i) => seated.includes(i)).length).toBe(seats);
        });
      }),
      { numRuns: 300 },
    );
  });
});
