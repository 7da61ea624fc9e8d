import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { fromHex } from '../../src/core/bytes.js';
import { type InvitationManifest, seedInvitation } from '../../src/core/record/invitation-record.js';
import { InvitationDraw } from '../../src/core/register/invitation-draw.js';
import { nodeHash } from '../../src/random/hash.js';
import { chiSquareLimit } from '../support/chi-square.js';
import { lotsUnder } from '../support/lots.js';

/**
 * A register of 90 people in homes of one to five, two strata that homes are mixed of, at rates of 3 and 1. How often each
 * kind of person is invited over 2,000 seeds, beside a simulation that shares no line with the toolkit.
 */
const RATES = [3, 1];
const LETTERS = 24;
const SEEDS = 2000;
const SIMULATIONS = 40_000;

interface Person {
  readonly id: string;
  readonly stratum: number;
  readonly home: number;
  readonly size: number;
}

const sizes = Array.from({ length: 30 }, (_, home) => 1 + (home % 5));
const people: Person[] = sizes.flatMap((size, home) =>
  Array.from({ length: size }, (_, i) => ({ id: `${home}/${i}`, stratum: (home + i) % 3 === 0 ? 0 : 1, home, size })),
);
/** A cell is a household size in a stratum. */
const cellOf = ({ size, stratum }: Person): number => 2 * (size - 1) + stratum;
const CELLS = 10;

/** By hand: shares of 24 by 3 × people and people, largest remainder. */
const inStratum = [0, 1].map((stratum) => people.filter((person) => person.stratum === stratum).length);
const exact = inStratum.map(
  (count, s) => (LETTERS * count * (RATES[s] ?? 0)) / (3 * (inStratum[0] ?? 0) + (inStratum[1] ?? 0)),
);
const letters = exact.map(Math.round);

/** A multiply-with-carry generator (Marsaglia): the toolkit has none like it. */
function generator(seed: number): () => number {
  let [z, w] = [362436069 ^ seed, 521288629 + seed];
  return () => {
    z = (36969 * (z & 65535) + (z >>> 16)) >>> 0;
    w = (18000 * (w & 65535) + (w >>> 16)) >>> 0;
    return (((z << 16) + (w & 65535)) >>> 0) / 2 ** 32;
  };
}

function simulate(random: () => number): number[] {
  const order = people.map((person) => ({ person, at: random() })).sort((a, b) => a.at - b.at);
  const left = [...letters];
  const homes = new Set<number>();
  const cells = new Array<number>(CELLS).fill(0);
  for (const { person } of order) {
    if ((left[person.stratum] ?? 0) === 0 || homes.has(person.home)) continue;
    homes.add(person.home);
    left[person.stratum] = (left[person.stratum] ?? 0) - 1;
    cells[cellOf(person)] = (cells[cellOf(person)] ?? 0) + 1;
  }
  return cells;
}

const manifest: InvitationManifest = {
  format: 'sortition-invitation/1',
  title: 'chances',
  purpose: 'draw',
  software: { name: 'test', version: '0' },
  letters: LETTERS,
  per_household: 1,
  strata: [],
  reading: {},
  files: {},
  key: '0'.repeat(64),
  seed_source: { kind: 'text' },
};
const secret = fromHex(createHash('sha256').update('secret of the test').digest('hex'));

function invite(seed: string): Person[] {
  const lotOf = lotsUnder(seedInvitation(nodeHash, manifest, { kind: 'text', text: seed }, secret).lotKey);
  const draw = new InvitationDraw<Person>(
    RATES.map((rate, s) => ({ values: [`s${s}`], rate })),
    people.length,
  );
  for (const person of people)
    draw.add(person.stratum, lotOf(person.id), () => ({ household: String(person.home), person }));
  return draw.invite(LETTERS, 1)?.invited.map(({ person }) => person) ?? [];
}

test('Over 2,000 seeds every household size of every stratum is invited as often as an independent simulation says', () => {
  const random = generator(20_261_205);
  const mean = new Array<number>(CELLS).fill(0);
  const products = mean.map(() => new Array<number>(CELLS).fill(0));
  for (let i = 0; i < SIMULATIONS; i++) {
    const cells = simulate(random);
    cells.forEach((count, a) => {
      mean[a] = (mean[a] ?? 0) + count / SIMULATIONS;
      const row = products[a] ?? [];
      cells.forEach((other, b) => {
        row[b] = (row[b] ?? 0) + (count * other) / SIMULATIONS;
      });
    });
  }
  const found = new Array<number>(CELLS).fill(0);
  for (let i = 0; i < SEEDS; i++) {
    const invited = invite(`seed ${i}`);
    expect(invited.length).toBe(LETTERS);
    expect(new Set(invited.map(({ home }) => home)).size).toBe(LETTERS);
    for (const person of invited) found[cellOf(person)] = (found[cellOf(person)] ?? 0) + 1 / SEEDS;
  }
  // One test of all cells at once. Strata have fixed sums, so the last cell of each says nothing new.
  const kept = [0, 1, 2, 3, 4, 5, 6, 7];
  const scale = 1 / SEEDS + 1 / SIMULATIONS;
  const covariance = kept.map((a) =>
    kept.map((b) => scale * ((products[a]?.[b] ?? 0) - (mean[a] ?? 0) * (mean[b] ?? 0))),
  );
  const difference = kept.map((a) => (found[a] ?? 0) - (mean[a] ?? 0));
  const solved = solve(covariance, difference);
  const statistic = difference.reduce((sum, d, i) => sum + d * (solved[i] ?? 0), 0);
  expect(statistic).toBeGreaterThan(0);
  expect(statistic).toBeLessThan(chiSquareLimit(kept.length));
});

/** Gauss–Jordan elimination with pivoting. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  for (let column = 0; column < rows.length; column++) {
    const pivot = rows.slice(column).reduce((best, row, i, rest) => {
      const value = Math.abs(row[column] ?? 0);
      return value > Math.abs(rest[best]?.[column] ?? 0) ? i : best;
    }, 0);
    const [chosen = []] = rows.splice(column + pivot, 1);
    const scaled = chosen.map((value) => value / (chosen[column] ?? 1));
    rows.splice(column, 0, scaled);
    rows.forEach((row, i) => {
      const factor = row[column] ?? 0;
      if (i !== column) rows[i] = row.map((value, c) => value - factor * (scaled[c] ?? 0));
    });
  }
  return rows.map((row) => row.at(-1) ?? 0);
}
