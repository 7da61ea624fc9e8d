import { beforeAll, describe, expect, test } from 'vitest';
import type { Solver } from '../../../src/core/ports.js';
import { quotasByShare } from '../../../src/core/register/quotas-by-share.js';
import type { FeatureShares } from '../../../src/core/register/seats-by-share.js';
import {
  findContradiction,
  madeUpGroups,
  type PeopleGroups,
  withCrosses,
} from '../../../src/core/selection/quota-proof.js';
import { loadSolver } from '../../../src/engine/load-solver.js';

let solver: Solver;
beforeAll(async () => {
  solver = await loadSolver('js');
});

const feature = (name: string, shares: Readonly<Record<string, number>>): FeatureShares => ({
  feature: name,
  isPercent: false,
  values: Object.entries(shares).map(([value, share]) => ({ value, share })),
});

/** Two seats: who has 1 of one feature has 1 of the other… */
const alike = (one: string, other: string) =>
  feature(`${one} × ${other}`, { '1 × 1': 1, '1 × 2': 0, '2 × 1': 0, '2 × 2': 1 });
/** …or 2. */
const unlike = (one: string, other: string) =>
  feature(`${one} × ${other}`, { '1 × 1': 0, '1 × 2': 1, '2 × 1': 1, '2 × 2': 0 });
const exact = { kind: 'seats', seats: 0 } as const;

const onlyPool = (pools: readonly (PeopleGroups | 'too many')[]): PeopleGroups => {
  const [pool] = pools;
  if (pool === undefined || pool === 'too many' || pools.length > 1) throw new Error('one pool was expected');
  return pool;
};

describe('Crossed features', () => {
  test('that hang together in a chain can be met', () => {
    const plan = quotasByShare([alike('a', 'b'), alike('b', 'c')], 2, exact);
    const pool = onlyPool(madeUpGroups(plan, 2));
    expect(pool.groups).toHaveLength(8);
    expect(pool.quotas.map((of) => of.feature)).toEqual(['a', 'b', 'a × b', 'c', 'b × c']);
    expect(findContradiction(pool, 2, solver)).toBeUndefined();
  });

  test('that contradict each other round a circle cannot, and the bounds that do are named', () => {
    const circle = [alike('a', 'b'), alike('b', 'c'), unlike('a', 'c')];
    const bounds = findContradiction(onlyPool(madeUpGroups(quotasByShare(circle, 2, exact), 2)), 2, solver);
    expect(new Set(bounds?.map((bound) => bound.feature))).toEqual(new Set(['a × b', 'b × c', 'a × c']));
    // A seat of room is enough.
    const wider = quotasByShare(circle, 2, { kind: 'seats', seats: 1 });
    expect(findContradiction(onlyPool(madeUpGroups(wider, 2)), 2, solver)).toBeUndefined();
  });

  test('are tried apart where nothing links them, and plain features not at all', () => {
    const plan = quotasByShare([alike('a', 'b'), feature('z', { p: 1, q: 2 }), alike('c', 'd')], 2, exact);
    const pools = madeUpGroups(plan, 2);
    expect(pools.map((pool) => (pool === 'too many' ? pool : pool.quotas.map((of) => of.feature)))).toEqual([
      ['a', 'b', 'a × b'],
      ['c', 'd', 'c × d'],
    ]);
    expect(madeUpGroups(quotasByShare([feature('z', { p: 1, q: 2 })], 2, exact), 2)).toEqual([]);
  });

  test('with more combinations than can be tried are left', () => {
    const values = Array.from({ length: 150 }, (_, i) => i);
    const wide = feature('a × b', Object.fromEntries(values.flatMap((i) => values.map((j) => [`${i} × ${j}`, 1]))));
    expect(madeUpGroups(quotasByShare([wide], 5, { kind: 'rounding' }), 5)).toEqual(['too many']);
  });
});

test('People have the value of a crossed feature that both of their own values give', () => {
  const cross = feature('b × a', { 'x × 1': 3, 'x × 2': 2, 'y × 1': 2, 'y × 2': 2, 'z × 1': 4, 'z × 2': 5 });
  const plan = quotasByShare([feature('a', { 1: 9, 2: 9 }), cross], 9, { kind: 'seats', seats: 1 });
  const groups = [0, 1].flatMap((a) => [0, 1, 2].map((b) => ({ values: [a, b], people: 1 })));
  const pool = withCrosses(plan, ['a', 'b'], groups);
  const number = (name: string) => pool.quotas.findIndex((of) => of.feature === name);
  for (const { values } of pool.groups) {
    const name = (feature: string) => pool.quotas[number(feature)]!.quotas[values[number(feature)]!]!.value;
    expect(name('b × a')).toBe(`${name('b')} × ${name('a')}`);
  }
});

test('Real people may not allow what their shares say', () => {
  // One seat each of a 1 and 2, and of b 1 and 2; but whoever is a 1 is b 1, and there are two of them.
  const plan = quotasByShare([feature('a', { 1: 1, 2: 1 }), feature('b', { 1: 1, 2: 1 })], 2, exact);
  const pool = (groups: PeopleGroups['groups']) => withCrosses(plan, ['a', 'b'], groups);
  const few = pool([
    { values: [0, 0], people: 2 },
    { values: [1, 0], people: 2 },
  ]);
  expect(findContradiction(few, 2, solver)?.map(({ feature: of, value }) => `${of} ${value}`)).toEqual(['b 2']);
  const enough = pool([
    { values: [0, 0], people: 1 },
    { values: [1, 1], people: 1 },
  ]);
  expect(findContradiction(enough, 2, solver)).toBeUndefined();
});
