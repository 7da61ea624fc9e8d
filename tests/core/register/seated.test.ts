import { describe, expect, test } from 'vitest';
import type { Quotas } from '../../../src/core/register/features.js';
import { NO_HOUSEHOLD, type Pool } from '../../../src/core/register/pool.js';
import { seatsLeft } from '../../../src/core/register/seated.js';
import fc from '../../support/laws.js';
import { anySmallPool, smallPool } from '../../support/small-pools.js';

/** All sets of k people of the pool, as positions in order. */
function setsOf(n: number, k: number): number[][] {
  const all = Array.from({ length: 2 ** n }, (_, bits) =>
    Array.from({ length: n }, (_, i) => i).filter((i) => (bits >> i) & 1),
  );
  return all.filter((people) => people.length === k);
}

const meets = ({ values }: Pool, quotas: Quotas, people: readonly number[]): boolean =>
  quotas.every(({ quotas: of }, f) =>
    of.every(({ min, max }, v) => {
      const seats = people.filter((i) => values[i * quotas.length + f] === v).length;
      return seats >= min && seats <= max;
    }),
  );

/** Whether no home has two of these people; two who are both seated already do not count. */
const isOneAHome = ({ households }: Pool, people: readonly number[], seated: readonly number[]): boolean =>
  people.every((a) =>
    people.every(
      (b) =>
        a === b ||
        households[a] === NO_HOUSEHOLD ||
        households[a] !== households[b] ||
        (seated.includes(a) && seated.includes(b)),
    ),
  );

describe('the seats left', () => {
  test('are filled in exactly the ways that make a whole panel with the seated people', () => {
    let panelsSeen = 0;
    fc.assert(
      fc.property(
        anySmallPool,
        fc.uniqueArray(fc.nat(4), { minLength: 0, maxLength: 3 }),
        fc.boolean(),
        ({ pool, k }, seated, rule) => {
          const n = pool.pseudonyms.length;
          const whole = setsOf(n, k)
            .filter((people) => seated.every((i) => people.includes(i)) && meets(pool, pool.quotas, people))
            .filter((people) => !rule || isOneAHome(pool, people, seated));
          const left = seatsLeft(pool, k, seated, rule);
          const drawn = setsOf(n, left.k)
            .filter((people) => people.every((i) => left.isOut[i] === 0) && meets(pool, left.quotas, people))
            .filter((people) => !rule || isOneAHome(pool, people, []));
          panelsSeen += whole.length;
          expect(drawn.map((people) => [...people, ...seated].sort().join()).sort()).toEqual(
            whole.map((p) => p.join()).sort(),
          );
        },
      ),
      { seed: 5, numRuns: 1000 },
    );
    expect(panelsSeen).toBeGreaterThan(300);
  });

  const pool = smallPool({ age: { young: [1, 2], old: [2, 3] } }, [
    ['y', 0],
    ['y', 1],
    ['o', 1],
    'o',
    ['o', 0],
    'y',
    'y',
  ]);

  test('take the seated out of the bounds, a minimum never below 0', () => {
    const { k, counts, quotas } = seatsLeft(pool, 4, [0, 5, 3], false);
    expect({ k, counts }).toEqual({ k: 1, counts: [[2, 1]] });
    expect(quotas[0]!.quotas.map(({ min, max }) => [min, max])).toEqual([
      [0, 0],
      [1, 2],
    ]);
  });

  test('tell by negative numbers that too many sit already', () => {
    const { k, quotas } = seatsLeft(pool, 2, [0, 5, 6], false);
    expect([k, quotas[0]!.quotas[0]!.max]).toEqual([-1, -1]);
  });

  test('are not for those at home with a seated person where the household rule holds', () => {
    expect([...seatsLeft(pool, 4, [0, 3], true).isOut]).toEqual([1, 0, 0, 1, 1, 0, 0]);
    expect([...seatsLeft(pool, 4, [0, 3], false).isOut]).toEqual([1, 0, 0, 1, 0, 0, 0]);
  });
});
