import { expect, test } from 'vitest';
import { SortitionError } from '../../../src/core/errors.js';
import { drawLegacyTickets } from '../../../src/core/lottery/legacy-lottery.js';
import { findClasses } from '../../../src/core/register/classes.js';
import { NO_HOUSEHOLD } from '../../../src/core/register/pool.js';
import { noiseOf } from '../../support/seating-problems.js';
import { smallPool } from '../../support/small-pools.js';
import { madeUpPool } from '../../support/whole-draws.js';

const tickets = (pool: Parameters<typeof drawLegacyTickets>[0], k: number, M: number, onePerHousehold: boolean) => {
  const classes = findClasses(pool, k, onePerHousehold);
  return drawLegacyTickets(pool, classes, k, M, noiseOf('legacy')).panels;
};

test.each([false, true])(
  'Every ticket meets the quotas, everybody on it once, one per household: %s',
  (onePerHousehold) => {
    const pool = madeUpPool('legacy', 50, 8);
    const F = pool.quotas.length;
    let shared = 0;
    for (const panel of tickets(pool, 8, 60, onePerHousehold)) {
      expect(panel).toEqual(Int32Array.from(new Set(panel)).sort());
      expect(panel.length).toBe(8);
      for (const [f, { quotas }] of pool.quotas.entries())
        for (const [v, { min, max }] of quotas.entries()) {
          const seats = panel.filter((person) => pool.values[person * F + f] === v).length;
          expect(seats).toBeGreaterThanOrEqual(min);
          expect(seats).toBeLessThanOrEqual(max);
        }
      const homes = [...panel].map((person) => pool.households[person]).filter((home) => home !== NO_HOUSEHOLD);
      if (new Set(homes).size < homes.length) shared++;
    }
    // Without the rule people of one home do meet: the rule is what keeps them apart.
    if (!onePerHousehold) expect(shared).toBeGreaterThan(0);
    else expect(shared).toBe(0);
  },
);

test('Whoever has a value that gets no seat is never drawn, though others could fill no quota', () => {
  const pool = smallPool({ age: { young: [2, 2], old: [0, 0] } }, [...'yyyyoooo']);
  for (const panel of tickets(pool, 2, 40, false)) for (const person of panel) expect(person).toBeLessThan(4);
});

test('A value that is harder to fill comes first: two people who alone can fill theirs are on every ticket', () => {
  const pool = smallPool({ age: { young: [0, 4], old: [2, 2] } }, [...'yyyyyyyyoo']);
  for (const panel of tickets(pool, 4, 40, false)) expect([...panel]).toEqual(expect.arrayContaining([8, 9]));
});

test('Quotas that no panel meets end in an error, not in a loop', () => {
  const pool = smallPool({ gender: { f: [2, 2], m: [0, 0] }, age: { young: [1, 1], old: [1, 1] } }, [
    'fy',
    'fy',
    'mo',
    'mo',
  ]);
  expect(() => tickets(pool, 2, 1, false)).toThrow(SortitionError);
  expect(() => tickets(pool, 2, 1, false)).toThrow(expect.objectContaining({ code: 'LEGACY_STUCK' }));
});
