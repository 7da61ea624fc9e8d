import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { drawSeed } from '../src/core/lottery/draw-seed.js';
import { chancesOf, type LotteryForm } from '../src/core/lottery/lottery.js';
import { ticketsOf } from '../src/core/lottery/named-lottery.js';
import { panelOf, pickNumber } from '../src/core/lottery/pick.js';
import type { PreparedDraw } from '../src/core/record/draw.js';
import { SCALE } from '../src/core/selection/certificate.js';
import { readPeople } from '../src/io/people-file.js';
import { readQuotas } from '../src/io/quotas-file.js';
import { nodeHash } from '../src/random/hash.js';
import { loadHighsSolver } from '../src/solver/highs.js';
import { chiSquareLimit, chiSquareOf } from '../tests/support/chi-square.js';
import { prepare } from '../tests/support/draws.js';
import { writeBenchPool } from './pools.js';

/**
 * Both forms over many seeds, against the tickets or the distribution; written to lotteries.md.
 *
 *     npx vitest run --config bench/vitest.config.ts bench/lotteries.ts
 */
const solver = await loadHighsSolver();

async function prepared(
  people: number,
  k: number,
  sizes: readonly number[],
  lotteryForm: LotteryForm = 'composition',
): Promise<PreparedDraw> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-pool-'));
  try {
    await writeBenchPool(folder, { people, k, sizes, seed: 1, homes: true });
    const quotas = await readQuotas(join(folder, 'quotas.csv'));
    const { pool } = await readPeople(
      { file: join(folder, 'pool.csv'), id: 'id', household: ['street', 'number'] },
      quotas,
    );
    return prepare({ pool, k, onePerHousehold: true }, solver, { lotteryForm });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function* panels(draw: PreparedDraw, seeds: number): Generator<{ number: number; panel: Int32Array }> {
  for (let i = 0; i < seeds; i++) {
    const seed = drawSeed(nodeHash, draw.commitment, `seed ${i}`);
    const number = pickNumber(nodeHash, seed, draw.lottery);
    yield { number, panel: panelOf(nodeHash, seed, number, draw) };
  }
}

/** n: the class of each person. */
function classOf({ classes }: PreparedDraw): Int32Array {
  const found = new Int32Array(classes.members.length);
  classes.groups.forEach((_, t) => {
    for (const person of classes.members.subarray(classes.starts[t], classes.starts[t + 1])) found[person] = t;
  });
  return found;
}

/** 20,000 seeds of a thousand tickets: tickets by χ², the seats of each person by their own variance. */
async function namedLottery(seeds: number): Promise<string> {
  const draw = await prepared(400, 30, [2, 4, 3], 'named');
  if (draw.lottery.form !== 'named') throw new Error('not named');
  const M = draw.lottery.panels.length;
  const people = draw.pool.pseudonyms.length;
  const tickets = ticketsOf(draw.lottery, people);
  const picked = new Array<number>(M).fill(0);
  const seats = new Float64Array(people);
  for (const { number, panel } of panels(draw, seeds)) {
    picked[number]! += 1;
    for (const person of panel) seats[person]! += 1;
  }
  const chiSquare = chiSquareOf(
    picked,
    picked.map(() => seeds / M),
  );
  const limit = chiSquareLimit(M - 1);
  let worst = 0;
  let squares = 0;
  let drawable = 0;
  for (let person = 0; person < people; person++) {
    const share = tickets[person]! / M;
    if (share === 0 || share === 1) {
      expect(seats[person]).toBe(seeds * share);
      continue;
    }
    const off = Math.abs(seats[person]! - seeds * share) / Math.sqrt(seeds * share * (1 - share));
    worst = Math.max(worst, off);
    squares += off * off;
    drawable++;
  }
  expect(chiSquare).toBeLessThan(limit);
  expect(worst).toBeLessThan(4.9); // once in a million
  return `30 of 400 with households (${draw.classes.rule}), ${seeds} seeds: ${M} tickets have χ² = ${chiSquare.toFixed(0)} (limit ${limit.toFixed(0)}),
the least picked ${Math.min(...picked)} times and the most ${Math.max(...picked)} (${seeds / M} expected); of ${drawable} people who hold some but not all tickets, the one whose
seats are farthest from tickets/${M} is ${worst.toFixed(1)} standard deviations off, all of them ${Math.sqrt(squares / drawable).toFixed(2)} (root mean square; 1 expected).`;
}

/** 20,000 seeds of a small lottery: compositions by χ², seats of each class by their own variance. */
async function smallLottery(seeds: number): Promise<string> {
  const draw = await prepared(400, 30, [2, 4, 3]);
  const { compositions, weights } = draw.selection.distribution;
  const classes = classOf(draw);
  const T = draw.instance.T;
  const picked = new Array<number>(compositions.length).fill(0);
  const seats = new Float64Array(T);
  const ends = weights.map((_, c) => weights.slice(0, c + 1).reduce((a, b) => a + b));
  for (const { number, panel } of panels(draw, seeds)) {
    picked[ends.findIndex((end) => number < end)]! += 1;
    for (const person of panel) seats[classes[person]!]! += 1;
  }
  const likely = weights.flatMap((weight, c) => ((seeds * weight) / SCALE >= 5 ? [c] : []));
  const chiSquare = chiSquareOf(
    likely.map((c) => picked[c]!),
    likely.map((c) => (seeds * weights[c]!) / SCALE),
  );
  const limit = chiSquareLimit(likely.length);
  let worst = 0;
  for (let t = 0; t < T; t++) {
    const moment = (power: number): number =>
      compositions.reduce((sum, y, c) => sum + (weights[c]! / SCALE) * y[t]! ** power, 0);
    const variance = moment(2) - moment(1) ** 2;
    const off = Math.abs(seats[t]! - seeds * moment(1));
    if (variance > 1e-9) worst = Math.max(worst, off / Math.sqrt(seeds * variance));
    else expect(off).toBeLessThan(1e-3);
  }
  expect(chiSquare).toBeLessThan(limit);
  expect(worst).toBeLessThan(4.9); // once in a million
  return `30 of 400 with households (${draw.classes.rule}), ${seeds} seeds: the ${likely.length} likeliest compositions have χ² = ${chiSquare.toFixed(0)} (limit ${limit.toFixed(0)});
of ${T} classes the one farthest from its share is ${worst.toFixed(1)} standard deviations off.`;
}

/** People in homes of one to five: how often they are drawn, beside what their classes' chances say. */
async function largeLottery(seeds: number): Promise<string> {
  const draw = await prepared(60_000, 5000, [2, 8, 10, 5]);
  const { pool } = draw;
  const classes = classOf(draw);
  const chances = chancesOf(draw.instance, draw.selection.distribution);
  const sizes = new Int32Array(pool.households.length + 1);
  for (const home of pool.households) sizes[home + 1]! += 1;
  const sizeOf = (person: number): number => sizes[pool.households[person]! + 1]!;
  const expected = new Float64Array(6);
  const members = new Int32Array(6);
  pool.households.forEach((_, person) => {
    expected[sizeOf(person)]! += chances[classes[person]!]!;
    members[sizeOf(person)]! += 1;
  });
  const sums = new Float64Array(6);
  const squares = new Float64Array(6);
  for (const { panel } of panels(draw, seeds)) {
    const seats = new Float64Array(6);
    for (const person of panel) seats[sizeOf(person)]! += 1;
    seats.forEach((count, size) => {
      sums[size]! += count;
      squares[size]! += count * count;
    });
  }
  let farthest = 0;
  const rows = [1, 2, 3, 4, 5].map((size) => {
    const mean = sums[size]! / seeds;
    const error = Math.sqrt((squares[size]! / seeds - mean * mean) / seeds);
    farthest = Math.max(farthest, Math.abs(mean / expected[size]! - 1));
    const share = (value: number): string => `${((100 * value) / expected[size]!).toFixed(2)} %`;
    return `| ${size} | ${members[size]} | ${expected[size]!.toFixed(1)} | ${mean.toFixed(1)} | ${share(mean - expected[size]!)} ± ${share(error)} |\n`;
  });
  if (farthest > 0.01) process.stderr.write(rows.join(''));
  expect(farthest).toBeLessThan(0.01);
  return `5,000 of 60,000 with households (types by ${draw.classes.rule}, ${draw.instance.T} classes), ${seeds} seeds:

| people in a home | of them in the pool | seats by their chance | seats drawn, mean | difference and its standard error |
|-|-|-|-|-|
${rows.join('')}`;
}

test('draws agree with the distribution', async () => {
  const named = await namedLottery(20_000);
  const small = await smallLottery(20_000);
  const large = await largeLottery(800);
  writeFileSync(
    new URL('lotteries.md', import.meta.url),
    `# Draws against the lottery

Written by \`bench/lotteries.ts\`. Limits are those that chance alone exceeds once in a million.

## The named form

${named}

## The composition form

${small}

${large}`,
  );
});
