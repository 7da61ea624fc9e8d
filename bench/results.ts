import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'vitest';
import { median, type Run, runOnce } from './measure.js';
import { type BenchPool, writeBenchPool } from './pools.js';

/**
 * Time and memory of whole processes, written to results.md: npm run bench. Each pool is made by pools.ts from its seed.
 */
const RUNS = Number(process.env['BENCH_RUNS'] ?? 3);
/** A run longer than this is not repeated. */
const LONG = 30;
const ONLY = process.env['BENCH_ONLY'];

interface Case {
  readonly name: string;
  readonly pool: BenchPool;
  readonly bar: string;
  readonly command?: 'draw';
}

const sevenFeatures = [3, 5, 12, 3, 2, 3, 4];
const million = { people: 1_000_000, k: 112, sizes: [2, 6, 4, 5], homes: true };
const CASES: readonly Case[] = [
  {
    name: '112 of 750, 4 features',
    pool: { people: 750, k: 112, sizes: [2, 5, 4, 3], seed: 1 },
    bar: '0.8 s, 250 MB',
  },
  { name: '22 of 150, 4 features', pool: { people: 150, k: 22, sizes: [2, 5, 4, 3], seed: 1 }, bar: '0.6 s' },
  ...[1, 2, 3, 4, 5].map((seed) => ({
    name: `110 of 1,727, 7 features, seed ${seed}`,
    pool: { people: 1727, k: 110, sizes: sevenFeatures, seed },
    bar: 'median 5 s, worst 10 s; 400 MB',
  })),
  { name: '75 of 825, 4 features', pool: { people: 825, k: 75, sizes: [2, 6, 4, 3], seed: 1 }, bar: '1 s' },
  {
    name: '30 of 239, 7 features',
    pool: { people: 239, k: 30, sizes: [2, 4, 3, 3, 2, 3, 2], seed: 1, room: 1 },
    bar: '1 s',
  },
  {
    name: '170 of 342, 5 features',
    pool: { people: 342, k: 170, sizes: [2, 4, 3, 3, 2], seed: 2, room: 12 },
    bar: '1 s',
  },
  { name: '40 of 404, 6 features', pool: { people: 404, k: 40, sizes: [2, 5, 3, 3, 2, 3], seed: 1 }, bar: '1 s' },
  {
    name: '5,000 of 60,000, 4 features',
    pool: { people: 60_000, k: 5000, sizes: [2, 8, 10, 5], seed: 1 },
    bar: '5 s, 400 MB',
  },
  {
    name: '110 of 1,700, 7 features, homes hardly ever alike',
    pool: { people: 1700, k: 110, sizes: sevenFeatures, seed: 6, homes: true },
    bar: '–',
  },
  { name: '112 of 1,000,000, households, `draw`', pool: { ...million, seed: 1 }, bar: '15 s, 600 MB', command: 'draw' },
];

/** What the cost grows with: one thing at a time. */
const GROWTH: readonly {
  readonly by: string;
  readonly pools: readonly (readonly [size: number, pool: BenchPool])[];
}[] = [
  {
    by: 'people n (100 seats, 4 features)',
    pools: [2000, 8000, 32_000, 128_000].map((people) => [people, { people, k: 100, sizes: [2, 6, 4, 5], seed: 1 }]),
  },
  {
    by: 'seats k (of 8,000, 4 features)',
    pools: [50, 100, 200, 400].map((k) => [k, { people: 8000, k, sizes: [2, 6, 4, 5], seed: 1 }]),
  },
  {
    by: 'possible profiles (100 of 4,000)',
    pools: [
      [2, 3, 4],
      [2, 4, 4, 3],
      [2, 4, 6, 4],
      [2, 6, 6, 5],
      [3, 6, 8, 6],
    ].map((sizes) => [sizes.reduce((product, size) => product * size, 1), { people: 4000, k: 100, sizes, seed: 1 }]),
  },
];

async function measure(pool: BenchPool, command: 'lottery' | 'draw', runs: number): Promise<Run[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-pool-'));
  try {
    await writeBenchPool(folder, pool);
    const homes = pool.homes ? ['--household', 'street,number'] : [];
    const seed = command === 'draw' ? ['--seed', 'bench'] : [];
    const files = ['--pool', 'pool.csv', '--quotas', 'quotas.csv', '--size', String(pool.k)];
    const found: Run[] = [];
    for (let i = 0; i < runs && (found[0]?.seconds ?? 0) < LONG; i++)
      found.push(await runOnce([command, ...files, ...homes, ...seed], folder));
    return found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const seconds = (runs: readonly Run[]): number => median(runs.map((run) => run.seconds));
const memory = (runs: readonly Run[]): number => median(runs.map((run) => run.memory));

/** The exponent e of cost ≈ c·size^e, by least squares on the logarithms. */
function exponent(points: readonly (readonly [size: number, cost: number])[]): number {
  const logs = points.map(([size, cost]) => [Math.log(size), Math.log(cost)] as const);
  const mean = (pick: (point: readonly [number, number]) => number): number =>
    logs.reduce((sum, point) => sum + pick(point), 0) / logs.length;
  const [mx, my] = [mean(([x]) => x), mean(([, y]) => y)];
  return mean(([x, y]) => (x - mx) * (y - my)) / mean(([x]) => (x - mx) * (x - mx));
}

test('time and memory', async () => {
  const rows: string[] = [];
  for (const { name, pool, bar, command } of CASES.filter((one) => ONLY === undefined || one.name.includes(ONLY))) {
    const runs = await measure(pool, command ?? 'lottery', RUNS);
    const spread = `${Math.min(...runs.map((run) => run.seconds)).toFixed(2)}–${Math.max(...runs.map((run) => run.seconds)).toFixed(2)}`;
    rows.push(`| ${name} | ${seconds(runs).toFixed(2)} s | ${spread} | ${memory(runs).toFixed(0)} MiB | ${bar} |`);
    process.stderr.write(`${rows.at(-1)}\n`);
  }
  if (ONLY !== undefined) return;
  const growth: string[] = [];
  for (const { by, pools } of GROWTH) {
    const points: [number, number][] = [];
    for (const [size, pool] of pools) points.push([size, seconds(await measure(pool, 'lottery', RUNS))]);
    const shown = points.map(([size, cost]) => `${size.toLocaleString('en')}: ${cost.toFixed(2)} s`).join(', ');
    growth.push(`| ${by} | ${shown} | ${exponent(points).toFixed(2)} |`);
    process.stderr.write(`${growth.at(-1)}\n`);
  }
  writeFileSync(
    new URL('results.md', import.meta.url),
    `# Time and memory

Written by \`npm run bench\` (Node ${process.version}, ${process.platform} ${process.arch}): \`sortition lottery\`, or \`draw\` where it says so, as a whole
process with start-up and every file written. Median of ${RUNS} runs (one, where it takes longer than ${LONG} s), and the range; peak resident memory, all threads. Pools are
made by \`bench/pools.ts\`: volunteers skewed against the population, quotas the floor and ceiling of its shares (a few seats of
room where half of the pool is drawn). “Bar” is what the project set itself, on 2 cores.

| case | median | range | memory | bar |
|-|-|-|-|-|
${rows.join('\n')}

## How cost grows

Whole processes again, so that small cases show the start-up; the exponent e of time ≈ size^e is fitted by least squares on logarithms.

| by | median times | exponent |
|-|-|-|
${growth.join('\n')}
`,
  );
});
