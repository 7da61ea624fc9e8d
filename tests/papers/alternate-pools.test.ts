import { expect, test } from 'vitest';
import { chancesOfPeople } from '../../src/core/record/draw.js';
import { loadHighsSolver } from '../../src/solver/highs.js';
import { prepare } from '../support/draws.js';
import { smallPool } from '../support/small-pools.js';

/**
 * Flanigan, Gölz, Gupta, Hennig & Procaccia, “Fair algorithms for selecting citizens' assemblies”, Nature 596 (2021),
 * Supplementary Information S6: in the family Alternate(n, k) the greedy algorithm in use until then hardly ever draws
 * one person (at most 1.21 % for n = 200, k = 20, and 0.25 % for 2,000 and 200, at 99 % confidence), where leximin gives
 * everyone k/n = 10 %. Both figures stand in the README of the paper's code (pgoelz/citizensassemblies-replication).
 *
 * The pool: half of the people male and conservative, half female and liberal, but for one woman who is conservative.
 */
const solver = await loadHighsSolver();

function alternate(n: number, k: number) {
  const quota = [Math.floor((9 * k) / 20), k];
  const people = [...new Array<string>(n / 2).fill('mc'), ...new Array<string>(n / 2 - 1).fill('fl'), 'fc'];
  const features = { gender: { female: quota, male: quota }, leaning: { conservative: quota, liberal: quota } };
  return { pool: smallPool(features, people), k, onePerHousehold: false };
}

test.each([
  [200, 20],
  [2000, 200],
])('of Alternate(%i, %i) everyone is drawn with 10 %, the one conservative woman as well', (n, k) => {
  const prepared = prepare(alternate(n, k), solver);
  const chances = chancesOfPeople(prepared);
  expect(chances.length).toBe(n);
  for (const { probability, exact } of chances) {
    expect(exact).toBeCloseTo(0.1, 9);
    expect(probability).toBeCloseTo(0.1, 9);
  }
  expect(prepared.proofs[0]!.bound).toBeCloseTo(0.1, 9);
});
