import { expect, test } from 'vitest';
import { findClasses } from '../../../src/core/register/classes.js';
import type { Pool } from '../../../src/core/register/pool.js';
import { numbersFor } from '../../support/tight-pools.js';

/** 3,000 homes of two, hardly two alike; of four people with the rare value, who all must sit, two share home 0. */
function rareNeighbours(): Pool {
  const below = numbersFor('rare neighbours');
  const homes = 3000;
  const n = 2 * homes;
  const quota = (value: string, min: number, max: number) => ({ value, min, max });
  const many = Array.from({ length: 60 }, (_, v) => quota(`v${String(v).padStart(2, '0')}`, 0, 100));
  const isRare = (person: number): boolean => [0, 1, 2, 4].includes(person);
  return {
    quotas: [
      { feature: 'kind', quotas: [quota('common', 0, 100), quota('rare', 3, 4)] },
      { feature: 'one', quotas: many },
      { feature: 'two', quotas: many },
    ],
    pseudonyms: Array.from({ length: n }, (_, i) => `p${String(i).padStart(5, '0')}`),
    values: Uint16Array.from({ length: 3 * n }, (_, e) =>
      e % 3 === 0 ? Number(isRare(e / 3)) : isRare(Math.floor(e / 3)) ? 0 : below(60),
    ),
    households: Int32Array.from({ length: n }, (_, i) => i >> 1),
  };
}

test('where types are sizes, a home of two scarce people is a group of its own, so that no panel counts on both', () => {
  const classes = findClasses(rareNeighbours(), 100, true);
  expect(classes.rule).toBe('size');
  const rare = Array.from(classes.groups.keys()).filter((t) => classes.profiles[t * 3] === 1);
  // The rare neighbours in a group of one home; the two others, who live with common people, in none.
  expect(rare.map((t) => [classes.starts[t + 1]! - classes.starts[t]!, classes.limits[classes.groups[t]!]])).toEqual([
    [2, 6000],
    [2, 1],
  ]);
});
