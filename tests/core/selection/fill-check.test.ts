import { describe, expect, test } from 'vitest';
import { NO_HOUSEHOLD, type Pool } from '../../../src/core/register/pool.js';
import { FillCheck } from '../../../src/core/selection/fill-check.js';
import { loadJsSolver } from '../../../src/solver/javascript-lp-solver.js';
import fc from '../../support/laws.js';
import { anySmallPool, smallPool } from '../../support/small-pools.js';

const solver = loadJsSolver();

/** Every set of k of these people. */
function* setsOf(people: readonly number[], k: number): Generator<number[]> {
  if (k === 0) yield [];
  else
    for (let i = 0; i + k <= people.length; i++)
      for (const rest of setsOf(people.slice(i + 1), k - 1)) yield [people[i]!, ...rest];
}

function isPanelOf({ quotas, values, households }: Pool, panel: readonly number[], onePerHousehold: boolean): boolean {
  const homes = panel.map((person) => households[person]!).filter((home) => home !== NO_HOUSEHOLD);
  if (onePerHousehold && new Set(homes).size < homes.length) return false;
  return quotas.every(({ quotas: of }, f) =>
    of.every(({ min, max }, v) => {
      const seats = panel.filter((person) => values[person * quotas.length + f] === v).length;
      return min <= seats && seats <= max;
    }),
  );
}

describe('Whether a pool can fill the quotas', () => {
  test('is what trying every set of people says, and a panel that is returned is one', () => {
    fc.assert(
      fc.property(
        anySmallPool,
        fc.boolean(),
        fc.nat(255),
        fc.nat(255),
        ({ pool, k }, onePerHousehold, some, others) => {
          const check = new FillCheck({ ...pool, k, onePerHousehold }, solver);
          const all = [...pool.pseudonyms.keys()];
          let known: readonly number[] | undefined;
          for (const mask of [some, others, 255]) {
            const people = all.filter((person) => (mask >> person) % 2 === 1);
            const filled = check.check(people, known);
            const panels = [...setsOf(people, k)].filter((panel) => isPanelOf(pool, panel, onePerHousehold));
            expect(filled.fills).toBe(panels.length > 0);
            if (!filled.fills || filled.panel === undefined) continue;
            known = filled.panel;
            expect(panels.map((panel) => panel.join())).toContain([...filled.panel].sort((a, b) => a - b).join());
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  const quotas = { gender: { female: [2, 2], male: [1, 2] }, age: { young: [1, 2], old: [1, 2] } };
  const pool = smallPool(quotas, ['fy', 'fo', 'my', 'mo', 'fy']);
  const check = new FillCheck({ ...pool, k: 3, onePerHousehold: false }, solver);

  test('comes with what is short', () => {
    expect(check.check([0, 1])).toEqual({ fills: false, tooFew: true, short: [{ f: 0, v: 1 }], capped: [] });
    expect(check.check([0, 2, 3])).toEqual({ fills: false, tooFew: false, short: [{ f: 0, v: 0 }], capped: [] });
    expect(check.check([0, 1, 4])).toMatchObject({ short: [{ f: 0, v: 1 }], capped: [] });
    expect(check.check([0, 1, 2]).fills).toBe(true);
    // Two men at the most, no women needed: three seats are out of reach.
    const few = smallPool({ gender: { f: [0, 3], m: [0, 2] } }, ['m', 'm', 'm']);
    const capped = new FillCheck({ ...few, k: 3, onePerHousehold: false }, solver).check([0, 1, 2]);
    expect(capped).toEqual({ fills: false, tooFew: false, short: [], capped: [0] });
  });

  test('may be no although nothing alone is short', () => {
    // Two women and a man, two young and an old one: the women are old, the man is old.
    const apart = smallPool({ gender: { f: [2, 2], m: [1, 1] }, age: { y: [2, 2], o: [1, 1] } }, [
      'fo',
      'fo',
      'my',
      'my',
    ]);
    const filled = new FillCheck({ ...apart, k: 3, onePerHousehold: false }, solver).check([0, 1, 2, 3]);
    expect(filled).toEqual({ fills: false, tooFew: false, short: [], capped: [] });
  });
});
