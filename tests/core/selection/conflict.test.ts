import { describe, expect, test } from 'vitest';
import type { Pool } from '../../../src/core/register/pool.js';
import { type Bound, keepBounds, listQuotaBounds } from '../../../src/core/selection/bounds.js';
import { type Conflict, findConflict } from '../../../src/core/selection/conflict.js';
import { explainConflict } from '../../../src/core/selection/explain-conflict.js';
import { provesInfeasible } from '../../../src/core/selection/farkas.js';
import { findPanel } from '../../../src/core/selection/find-panel.js';
import { type Instance, isPanel } from '../../../src/core/selection/instance.js';
import { compositionProgram } from '../../../src/core/selection/programs.js';
import { loadHighsSolver } from '../../../src/solver/highs.js';
import { enumeratePanels } from '../../support/brute-force.js';
import fc from '../../support/laws.js';
import { anyPoolOfPairs, anySmallPool, instanceOf, smallPool } from '../../support/small-pools.js';

const solver = await loadHighsSolver();
const anyPool = fc.oneof(anySmallPool, anyPoolOfPairs);

const conflictOf = (pool: Pool, k: number): Conflict | undefined =>
  findConflict(instanceOf(pool, k), pool.quotas, solver);

/** The instance with only some of its bounds. */
function only(pool: Pool, k: number, bounds: readonly Bound[]): Instance {
  const isKept = (bound: Bound): boolean => bounds.some((b) => JSON.stringify(b) === JSON.stringify(bound));
  return keepBounds(
    instanceOf(pool, k),
    listQuotaBounds(pool.quotas, k).filter(({ bound }) => isKept(bound)),
    isKept({ household: true }),
  );
}

const without = (bounds: readonly Bound[], i: number): Bound[] => bounds.filter((_, j) => j !== i);

function fractionsMeet(instance: Instance): boolean {
  const model = solver.openLp(compositionProgram(instance));
  const meet = model.solve() !== undefined;
  model.dispose();
  return meet;
}

/** Three pairs of traits, one seat each: half a person of each pair would do. */
const halves = smallPool(
  { a: { yes: [1, 1], no: [0, 9] }, b: { yes: [1, 1], no: [0, 9] }, c: { yes: [1, 1], no: [0, 9] } },
  ['yyn', 'yny', 'nyy', 'nnn'],
);

/** All women are young, and few of the young may sit. */
const youngWomen = smallPool({ gender: { female: [3, 5], male: [0, 5] }, age: { young: [0, 2], old: [0, 5] } }, [
  'fy',
  'fy',
  'fy',
  'fy',
  'mo',
  'mo',
  'mo',
  'my',
]);

describe('the conflict between quotas', () => {
  test('is undefined when there is a panel', () => {
    expect(conflictOf(smallPool({ age: { young: [1, 2], old: [1, 2] } }, ['y', 'y', 'o']), 2)).toBeUndefined();
  });

  test('is a minimum and a maximum where all women are young', () => {
    expect(conflictOf(youngWomen, 5)).toMatchObject({
      proof: 'lp',
      bounds: [
        { feature: 'gender', value: 'female', side: 'min', seats: 3 },
        { feature: 'age', value: 'young', side: 'max', seats: 2 },
      ],
    });
  });

  test('is proved by one of each: 3 women less 2 young people is more than 0', () => {
    const conflict = conflictOf(youngWomen, 5);
    if (conflict?.proof !== 'lp') throw new Error('no proof');
    expect(Array.from(conflict.multipliers.p.subarray(0, 4))).toEqual([1, 0, 0, 0]);
    expect(Array.from(conflict.multipliers.q.subarray(0, 4))).toEqual([0, 0, 1, 0]);
  });

  test('names the household rule where the only women share a home', () => {
    const pool = smallPool({ gender: { female: [2, 3], male: [0, 3] } }, [['f', 0], ['f', 0], 'm', 'm', 'm']);
    expect(conflictOf(pool, 3)).toMatchObject({
      proof: 'lp',
      bounds: [{ feature: 'gender', value: 'female', side: 'min', seats: 2 }, { household: true }],
    });
  });

  test('leaves the household rule out where quotas are in conflict without it', () => {
    const pool = smallPool({ gender: { female: [3, 3], male: [0, 3] } }, [['f', 0], ['f', 0], 'm', 'm', 'm']);
    expect(conflictOf(pool, 3)?.bounds).toEqual([{ feature: 'gender', value: 'female', side: 'min', seats: 3 }]);
  });

  test('is the household rule alone where there are fewer homes than seats', () => {
    const pool = smallPool({ gender: { female: [0, 4], male: [0, 4] } }, [
      ['f', 0],
      ['f', 0],
      ['m', 1],
      ['m', 1],
    ]);
    expect(conflictOf(pool, 3)).toMatchObject({ proof: 'lp', bounds: [{ household: true }] });
  });

  test('is the solver’s word where half people would do', () => {
    const conflict = conflictOf(halves, 2);
    expect(conflict?.proof).toBe('integer');
    expect(conflict?.bounds.length).toBeGreaterThan(0);
    expect(fractionsMeet(instanceOf(halves, 2))).toBe(true);
  });

  test('is empty where people are too few for any quotas', () => {
    const pool = smallPool({ gender: { female: [1, 3], male: [0, 3] } }, ['f', 'm']);
    expect(conflictOf(pool, 3)).toMatchObject({ bounds: [], proof: 'lp' });
  });

  test('is put in words with what would help', () => {
    const error = explainConflict(instanceOf(youngWomen, 5), youngWomen.quotas, solver);
    expect(error?.message).toBe(
      'No panel of 5 people from this pool meets all of these: at least 3 of gender: female · at most 2 of age: young.',
    );
    expect(error?.hint).toBe(
      'Any of these would do: lower the minimum of “female” (gender) from 3 to 2; or raise the maximum of “young” (age) from 2 to 3. Or choose another size, or find more people.',
    );
    expect(explainConflict(instanceOf(halves, 2), halves.quotas, solver)?.message).toMatch(
      /^By the solver’s word, no panel of 2/,
    );
  });
});

describe('laws of conflicts, on small pools against every panel there is', () => {
  test('there is a conflict exactly when there is no panel', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(anyPool, ({ pool, k }) => {
        const instance = instanceOf(pool, k);
        const exists = enumeratePanels(instance).length > 0;
        const panel = findPanel(instance, solver);
        expect(findConflict(instance, pool.quotas, solver) === undefined).toBe(exists);
        expect(panel !== undefined).toBe(exists);
        if (panel !== undefined) expect(isPanel(instance, panel)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('its bounds cannot be met, and each of them is needed, by panels or, where that is proved, by fractions', {
    timeout: 60_000,
  }, () => {
    fc.assert(
      fc.property(anyPool, ({ pool, k }) => {
        const conflict = conflictOf(pool, k);
        fc.pre(conflict !== undefined);
        const { bounds, proof } = conflict;
        expect(proof === 'integer').toBe(fractionsMeet(instanceOf(pool, k)));
        expect(enumeratePanels(only(pool, k, bounds))).toEqual([]);
        if (proof === 'lp') expect(provesInfeasible(only(pool, k, bounds), conflict.multipliers)).toBe(true);
        for (let i = 0; i < bounds.length; i++) {
          const rest = only(pool, k, without(bounds, i));
          if (proof === 'integer') expect(enumeratePanels(rest)).not.toEqual([]);
          else {
            expect(fractionsMeet(rest)).toBe(true);
            expect(provesInfeasible(rest, conflict.multipliers)).toBe(false);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('no multipliers, however wrong, prove a pool infeasible that has a panel', () => {
    const multiplier = fc.array(fc.integer({ min: -2, max: 5 }), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(anyPool, multiplier, multiplier, ({ pool, k }, p, q) => {
        const instance = instanceOf(pool, k);
        fc.pre(enumeratePanels(instance).length > 0);
        const R = instance.lower.length;
        const farkas = { p: Int32Array.from(p.slice(0, R)), q: Int32Array.from(q.slice(0, R)) };
        expect(provesInfeasible(instance, farkas)).toBe(false);
      }),
    );
  });
});
