import { describe, expect, test } from 'vitest';
import type { Quota } from '../../../src/core/register/features.js';
import type { Pool } from '../../../src/core/register/pool.js';
import { keepBounds } from '../../../src/core/selection/bounds.js';
import { activities } from '../../../src/core/selection/instance.js';
import {
  type Relaxation,
  type RelaxationKind,
  relaxQuotas,
  suggestRelaxations,
} from '../../../src/core/selection/relaxation.js';
import { loadHighsSolver } from '../../../src/solver/highs.js';
import { enumeratePanels } from '../../support/brute-force.js';
import fc from '../../support/laws.js';
import { anyPoolOfPairs, anySmallPool, instanceOf, smallPool } from '../../support/small-pools.js';

const solver = await loadHighsSolver();
const anyPool = fc.oneof(anySmallPool, anyPoolOfPairs);

const suggestionsFor = (pool: Pool, k: number): Relaxation[] =>
  suggestRelaxations(instanceOf(pool, k), pool.quotas, solver);
const ofKind = (suggestions: readonly Relaxation[], kind: RelaxationKind): Relaxation | undefined =>
  suggestions.find(({ kinds }) => kinds.includes(kind));

describe('suggested relaxations', () => {
  test('are none when a panel exists', () => {
    expect(suggestionsFor(smallPool({ age: { young: [1, 2], old: [1, 2] } }, ['y', 'y', 'o']), 2)).toEqual([]);
  });

  test('are none when homes are too few whatever the quotas', () => {
    const pool = smallPool({ age: { young: [2, 3], old: [0, 3] } }, [
      ['y', 0],
      ['y', 0],
      ['o', 1],
      ['o', 1],
    ]);
    expect(suggestionsFor(pool, 3)).toEqual([]);
  });

  test('lower a minimum to the people there are; suggestions that are the same become one', () => {
    const pool = smallPool({ age: { young: [3, 4], old: [0, 4] } }, ['y', 'y', 'o', 'o', 'o']);
    expect(suggestionsFor(pool, 4)).toEqual([
      {
        kinds: ['fewest-seats', 'weighted'],
        changes: [{ feature: 'age', value: 'young', side: 'min', from: 3, to: 2 }],
        seats: 1,
      },
    ]);
  });

  test('raise a maximum where that alone helps', () => {
    const pool = smallPool({ age: { young: [0, 4], old: [0, 1] } }, ['y', 'y', 'o', 'o', 'o']);
    expect(suggestionsFor(pool, 4)[0]?.changes).toEqual([
      { feature: 'age', value: 'old', side: 'max', from: 1, to: 2 },
    ]);
  });

  describe('differ by kind, where one old man from the country would have to sit beside ten women from the city', () => {
    const people = [...Array.from({ length: 11 }, () => 'ycf'), 'orm', 'orm'];
    const poolWith = (women: readonly number[], city: readonly number[], old: readonly number[]): Pool =>
      smallPool(
        {
          age: { old, young: [0, 11] },
          place: { city, rural: [0, 11] },
          gender: { female: women, male: [0, 11] },
        },
        people,
      );
    const suggestions = suggestionsFor(poolWith([10, 11, 9, 11], [10, 11, 8, 11], [2, 11]), 11);
    const twoSmallSteps = [
      { feature: 'place', value: 'city', side: 'min', from: 10, to: 9 },
      { feature: 'gender', value: 'female', side: 'min', from: 10, to: 9 },
    ];

    test('the fewest seats: 1 of the 2 for old people', () => {
      expect(ofKind(suggestions, 'fewest-seats')?.changes).toEqual([
        { feature: 'age', value: 'old', side: 'min', from: 2, to: 1 },
      ]);
    });

    test('by shares: twice a tenth is less than a half', () => {
      expect(ofKind(suggestions, 'weighted')).toMatchObject({ changes: twoSmallSteps, seats: 2 });
    });

    test('within flex: old people have none, so it takes 2 seats', () => {
      expect(ofKind(suggestions, 'within-flex')?.changes).toEqual(twoSmallSteps);
    });

    test('within flex there is nothing when one of the two may not move', () => {
      expect(ofKind(suggestionsFor(poolWith([10, 11, 9, 11], [10, 11], [2, 11]), 11), 'within-flex')).toBeUndefined();
    });
  });

  test('do not lower a minimum to 0 where anything else works', () => {
    // The one old person is a man; 4 of 4 are to be women and 1 is to be old: 1 seat either way.
    const pool = smallPool({ age: { old: [1, 4], young: [0, 4] }, gender: { female: [4, 4], male: [0, 4] } }, [
      'om',
      'yf',
      'yf',
      'yf',
      'yf',
    ]);
    expect(ofKind(suggestionsFor(pool, 4), 'weighted')?.changes).toEqual([
      { feature: 'gender', value: 'female', side: 'min', from: 4, to: 3 },
    ]);
  });

  test('offer another way than the first, which leaves alone what that one changes', () => {
    // Old women are nobody: of four, three old and three women are one seat too many either way.
    const pool = smallPool({ age: { old: [3, 4], young: [0, 4] }, gender: { female: [2, 4], male: [0, 4] } }, [
      ...['om', 'om', 'om', 'yf', 'yf', 'yf'],
    ]);
    const [first, second, ...more] = suggestionsFor(pool, 4);
    expect([first?.seats, second?.seats, more]).toEqual([1, 1, []]);
    expect(new Set([first, second].map((one) => one?.changes[0]?.value))).toEqual(new Set(['old', 'female']));
  });

  test('lower a minimum to 0 where nothing else works', () => {
    const pool = smallPool({ age: { old: [1, 4], young: [0, 4] } }, ['y', 'y', 'y', 'y']);
    expect(ofKind(suggestionsFor(pool, 4), 'weighted')?.changes).toEqual([
      { feature: 'age', value: 'old', side: 'min', from: 1, to: 0 },
    ]);
  });
});

test('changes are made to the quotas, and a flex moves along where a change goes beyond it', () => {
  const { quotas } = smallPool({ age: { young: [3, 4, 2, 5], old: [1, 2, 0, 4] } }, []);
  const changes = [
    { feature: 'age', value: 'young', side: 'min', from: 3, to: 1 },
    { feature: 'age', value: 'old', side: 'max', from: 2, to: 3 },
  ] as const;
  expect(relaxQuotas(quotas, changes)).toEqual(
    smallPool({ age: { young: [1, 4, 1, 5], old: [1, 3, 0, 4] } }, []).quotas,
  );
});

/** How far each quota's minimum and maximum would have to give, by row. */
interface Violation {
  readonly down: readonly number[];
  readonly up: readonly number[];
}

/** The violations of every way of filling the seats, quotas aside. */
function allViolations(pool: Pool, k: number): Violation[] {
  const instance = instanceOf(pool, k);
  return enumeratePanels(keepBounds(instance, [], true)).map((y) => {
    const a = activities(instance, y);
    return {
      down: flat(pool).map(({ min }, r) => Math.max(0, min - a[r]!)),
      up: flat(pool).map(({ max }, r) => Math.max(0, a[r]! - max)),
    };
  });
}

const flat = (pool: Pool): Quota[] => pool.quotas.flatMap(({ quotas }) => quotas);
const sum = (list: readonly number[]): number => list.reduce((total, value) => total + value, 0);
const seatsOf = ({ down, up }: Violation): number => sum(down) + sum(up);
/** A seat's share of its bound. Bounds are 0 … 6 here, whose shares are whole numbers of sixtieths. */
const share = (bound: number): number => 60 / Math.max(1, bound);

const isWithinFlex =
  (pool: Pool) =>
  ({ down, up }: Violation): boolean =>
    flat(pool).every(
      ({ min, max, minFlex = min, maxFlex = max }, r) =>
        (down[r] === 0 || min - down[r]! >= minFlex) && (up[r] === 0 || max + up[r]! <= maxFlex),
    );

const keepsMinimums =
  (pool: Pool) =>
  ({ down }: Violation): boolean =>
    flat(pool).every(({ min }, r) => down[r] === 0 || down[r]! < min);

const sharesOf =
  (pool: Pool) =>
  ({ down, up }: Violation): number =>
    sum(flat(pool).map(({ min, max }, r) => down[r]! * share(min) + up[r]! * share(max)));

/** Whether a way leaves alone every bound that the changes move. */
const leavesAlone = (pool: Pool, changes: Relaxation['changes']): ((way: Violation) => boolean) => {
  const rows = pool.quotas.flatMap(({ feature, quotas }) => quotas.map(({ value }) => `${feature} ${value}`));
  return ({ down, up }) =>
    changes.every((c) => (c.side === 'min' ? down : up)[rows.indexOf(`${c.feature} ${c.value}`)] === 0);
};

const least = (costs: readonly number[]): number | undefined => (costs.length === 0 ? undefined : Math.min(...costs));

describe('laws of relaxations, on small pools against every way of filling the seats', () => {
  test('every suggestion makes a panel exist, and nothing smaller of its kind does', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(anyPool, ({ pool, k }) => {
        const suggestions = suggestionsFor(pool, k);
        const all = allViolations(pool, k);
        if (all.some((way) => seatsOf(way) === 0)) {
          expect(suggestions).toEqual([]);
          return;
        }
        for (const { changes, seats } of suggestions) {
          const relaxed = instanceOf({ ...pool, quotas: relaxQuotas(pool.quotas, changes) }, k);
          expect(enumeratePanels(relaxed)).not.toEqual([]);
          expect(seats).toBe(sum(changes.map(({ from, to }) => Math.abs(from - to))));
        }
        expect(ofKind(suggestions, 'fewest-seats')?.seats).toBe(least(all.map(seatsOf)));
        expect(ofKind(suggestions, 'within-flex')?.seats).toBe(least(all.filter(isWithinFlex(pool)).map(seatsOf)));
        const gentle = all.filter(keepsMinimums(pool));
        const weighted = ofKind(suggestions, 'weighted')?.changes.map(
          ({ from, to }) => Math.abs(from - to) * share(from),
        );
        expect(weighted && sum(weighted)).toBe(least((gentle.length > 0 ? gentle : all).map(sharesOf(pool))));
        const others = gentle.filter(leavesAlone(pool, ofKind(suggestions, 'fewest-seats')?.changes ?? []));
        expect(ofKind(suggestions, 'other-bounds')?.seats).toBe(least(others.map(seatsOf)));
      }),
      { numRuns: 40 },
    );
  });

  test('the same suggestions come again', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(anyPool, ({ pool, k }) => {
        expect(suggestionsFor(pool, k)).toEqual(suggestionsFor(pool, k));
      }),
      { numRuns: 10 },
    );
  });
});
