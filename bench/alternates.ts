import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { drawSeed, inOrderOfLots } from '../src/core/lottery/draw-seed.js';
import { ALTERNATES_RULES, findAlternates } from '../src/core/panel/alternates.js';
import type { DropOutRates } from '../src/core/panel/drop-outs.js';
import { expectedViolation } from '../src/core/panel/least-violation.js';
import { conductDraw, planDraw, prepareDraw } from '../src/core/record/draw.js';
import { findSelection } from '../src/core/selection/selection.js';
import { readPeople } from '../src/io/people-file.js';
import { readQuotas } from '../src/io/quotas-file.js';
import { nodeHash } from '../src/random/hash.js';
import { noiseSource } from '../src/random/noise.js';
import { loadHighsSolver } from '../src/solver/highs.js';
import { anyTask } from '../tests/support/any-task.js';
import { besideTheBest } from '../tests/support/best-alternates.js';
import { provenance, textSeed } from '../tests/support/draws.js';
import fc from '../tests/support/laws.js';
import { median, runOnce } from './measure.js';
import { type BenchPool, writeBenchPool } from './pools.js';

/**
 * What alternates do for the quotas, by rule, written to alternates.md. `npm run build` first, for whole processes:
 *
 *     npx vitest run --config bench/vitest.config.ts bench/alternates.ts
 */
const PROCESSES = 200;
const FRESH = 200;
const SMALL = 200;
const RUNS = 1;
const solver = await loadHighsSolver();
const seedOf = (text: string) => drawSeed(nodeHash, '55'.repeat(32), text);
const lines: string[] = ['# Alternates\n', 'Written by `bench/alternates.ts`. Pools are made by `bench/pools.ts`.\n'];

afterEach(() => writeFileSync(new URL('./alternates.md', import.meta.url), `${lines.join('\n')}\n`));

/** The i-th process: 20 to 60 seats, of five to eight times as many volunteers, 3 to 5 features, 0 or 1 seat of room. */
const processOf = (i: number): BenchPool & { readonly N: number } => {
  const k = 20 + ((i * 7) % 41);
  const sizes = [2, 5, 4, 3, 3].slice(0, 3 + (i % 3));
  return { people: k * (5 + (i % 4)), k, sizes, seed: 1000 + i, room: i % 2, N: Math.round(k / 5) };
};

async function panelOf(spec: BenchPool) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  await writeBenchPool(folder, spec);
  const quotas = await readQuotas(join(folder, 'quotas.csv'));
  const { pool } = await readPeople({ file: join(folder, 'pool.csv'), id: 'id' }, quotas);
  const settings = { size: spec.k, objective: 'maximin', onePerHousehold: false, alternates: 0 };
  const plan = planDraw(nodeHash, pool, settings);
  const selection = findSelection(plan.instance, { objective: 'maximin' }, { solver, noise: noiseSource(plan.key) });
  if (selection === undefined) return undefined;
  const prepared = prepareDraw(plan, selection, { hash: nodeHash, noise: noiseSource }, provenance);
  const { panel } = conductDraw(nodeHash, prepared, textSeed('bench'));
  return { pool, classes: prepared.classes, panel };
}

const assumed: DropOutRates = { overall: 200, by: [] };
/** What really happens, where the rule assumes one in five. */
const REALITIES: readonly (readonly [string, (sizes: readonly number[]) => DropOutRates])[] = [
  ['one in five drops out, as the rule assumes', () => assumed],
  ['one in ten drops out', () => ({ overall: 100, by: [] })],
  ['one in three drops out', () => ({ overall: 333, by: [] })],
  [
    'one in five, but two in five of one value of the second feature',
    () => ({ overall: 200, by: [{ feature: 'feature 1', values: [{ value: 'value 0', rate: 400 }] }] }),
  ],
];

test(`${PROCESSES} simulated processes`, async () => {
  const sums = REALITIES.map(() => ({ none: 0, random: 0, rules: ALTERNATES_RULES.map(() => 0) }));
  let drawn = 0;
  let worse = 0;
  for (let i = 0; drawn < PROCESSES; i++) {
    const { N, ...spec } = processOf(i);
    const process = await panelOf(spec);
    if (process === undefined) continue;
    drawn++;
    if (drawn % 20 === 0) console.log(`${drawn} processes`);
    const asked = { alternates: N, dropout: assumed };
    const sets = ALTERNATES_RULES.map((rule) =>
      findAlternates(nodeHash, seedOf(`draw ${i}`), process, { ...asked, alternatesRule: rule }),
    );
    const left = process.pool.pseudonyms.flatMap((_, person) => (process.panel.includes(person) ? [] : [person]));
    // Drawn from all who are left, by lots of another seed.
    const random = inOrderOfLots(nodeHash, seedOf(`random ${i}`), 'random', left, process.pool.pseudonyms).slice(0, N);
    REALITIES.forEach(([, rates], r) => {
      const fresh = seedOf(`fresh ${i} ${r}`);
      const after = (alternates: readonly number[]) =>
        expectedViolation(nodeHash, fresh, process, { alternates, rates: rates(spec.sizes), count: FRESH });
      const sum = sums[r]!;
      const ofRules = sets.map((set) => after(set).with);
      const ofRandom = after(random);
      ofRules.forEach((violation, rule) => {
        sum.rules[rule]! += violation;
      });
      sum.random += ofRandom.with;
      sum.none += ofRandom.without;
      if (r === 0 && ofRules[0]! >= ofRandom.with) worse++;
    });
  }
  const heads = ['', 'none', 'drawn at random', ...ALTERNATES_RULES, 'less than at random'];
  const rows = REALITIES.map(([name], r) => {
    const { none, random, rules } = sums[r]!;
    const mean = (sum: number): string => (sum / PROCESSES).toFixed(3);
    const less = `${(100 * (1 - rules[0]! / random)).toFixed(0)} %`;
    return [name, mean(none), mean(random), ...rules.map(mean), less];
  });
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  lines.push(
    `## ${PROCESSES} simulated processes\n`,
    `20 to 60 seats, an alternate for five seats, 3 to 5 features, quotas of the population’s share, half of them with a seat of room at either end. The expected quota violation after drop-outs (1: a whole quota missed, as in \`docs/alternates.md\`), a mean over the processes, each estimated in ${FRESH} scenarios that no rule has seen:\n`,
    row(heads),
    `|-|${heads
      .slice(1)
      .map(() => '-:|')
      .join('')}`,
    ...rows.map(row),
    `\nIn ${worse} of the ${PROCESSES} processes the alternates of least violation did no better than those drawn at random.\n`,
  );
  for (const { random, rules } of sums) expect(rules[0]! / random).toBeLessThan(0.75);
});

test('beside the best of all sets, on small instances', () => {
  const rates = { overall: 250, by: [] };
  const off: number[] = [];
  let [all, best] = [0, 0];
  const cases = fc.sample(fc.tuple(anyTask, fc.string(), fc.integer({ min: 1, max: 3 })), { numRuns: SMALL, seed: 7 });
  for (const [task, text, wanted] of cases) {
    const beside = besideTheBest(task, seedOf(text), { wanted, rates });
    all += beside.found;
    best += beside.best;
    off.push(beside.best === 0 ? (beside.found === 0 ? 0 : 1) : beside.found / beside.best - 1);
  }
  const within = off.filter((one) => one <= 0.01).length;
  lines.push(
    '## Beside the best of all sets\n',
    `${SMALL} generated instances of 10 to 30 people, 2 to 6 seats and 1 to 3 alternates. Every set of alternates was tried, and every way to fill the seats. Alternates were the best or within 1 % of it in ${within} of ${SMALL}; the furthest was ${(100 * Math.max(...off)).toFixed(1)} % off, all together ${(100 * (all / best - 1)).toFixed(3)} %.\n`,
  );
  expect(within / SMALL).toBeGreaterThan(0.99);
});

test('whole processes', async () => {
  const cases: readonly (readonly [string, BenchPool, readonly number[]])[] = [
    ['112 of 800, 4 features', { people: 800, k: 112, sizes: [2, 5, 4, 3], seed: 1, room: 1 }, [0, 10, 28]],
    ['110 of 1,727, 7 features', { people: 1727, k: 110, sizes: [3, 5, 12, 3, 2, 3, 4], seed: 1 }, [0, 30]],
    ['5,000 of 60,000, 4 features', { people: 60_000, k: 5000, sizes: [2, 8, 10, 5], seed: 1 }, [0, 100, 500]],
  ];
  lines.push(
    '## Time of `sortition draw`, a whole process\n',
    RUNS === 1 ? 'One run each, on a machine busy with other work.\n' : `Median of ${RUNS}.\n`,
    '| pool | alternates | s | MiB |',
    '|-|-:|-:|-:|',
  );
  for (const [name, spec, counts] of cases) {
    const folder = mkdtempSync(join(tmpdir(), 'bench-'));
    mkdirSync(folder, { recursive: true });
    await writeBenchPool(folder, spec);
    for (const N of counts) {
      const runs = [];
      const files = ['--pool', 'pool.csv', '--quotas', 'quotas.csv', '--size', String(spec.k)];
      for (let i = 0; i < RUNS; i++)
        runs.push(await runOnce(['draw', ...files, '--alternates', String(N), '--seed', 'bench'], folder));
      const seconds = median(runs.map((run) => run.seconds));
      lines.push(`| ${name} | ${N} | ${seconds.toFixed(1)} | ${Math.round(median(runs.map((run) => run.memory)))} |`);
      if (N === 10) expect(seconds).toBeLessThan(10);
    }
  }
});
