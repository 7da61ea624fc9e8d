import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Solver } from '../src/core/ports.js';
import { loadHighsSolver } from '../src/solver/highs.js';
import { loadJsSolver } from '../src/solver/javascript-lp-solver.js';
import { type Comparison, compareWithEnumeration } from '../tests/support/exactness.js';
import { tightTask } from '../tests/support/tight-pools.js';

/**
 * The engine against enumeration of all sets of people, on every small task of a range of seeds; the result is written to
 * exactness.md. The tests run a selection of the same tasks.
 *
 *     npx vitest run --config bench/vitest.config.ts bench/exactness.ts
 */
const SEEDS = 2500;
const highs = await loadHighsSolver();
const js = loadJsSolver();

function campaign(withHomes: boolean, solver: Solver): Comparison[] {
  return Array.from({ length: SEEDS }, (_, seed) => compareWithEnumeration(tightTask(seed, withHomes), solver, highs));
}

function row(label: string, all: readonly Comparison[]): string {
  const some = all.filter(({ panels }) => panels > 1);
  const withCuts = (from: number, to = from): number => some.filter(({ cuts }) => cuts >= from && cuts <= to).length;
  const worst = (of: (comparison: Comparison) => number): string => Math.max(...all.map(of)).toExponential(1);
  const cells = [
    label,
    all.filter(({ panels }) => panels === 0).length,
    all.filter(({ panels }) => panels === 1).length,
    some.length,
    withCuts(1),
    withCuts(2),
    withCuts(3, Number.POSITIVE_INFINITY),
    all.filter(({ error }) => !(error <= 1e-6)).length,
    worst(({ error }) => error),
    worst(({ gap }) => gap),
  ];
  return `| ${cells.join(' | ')} |\n`;
}

test('leximin equals enumeration on every task', () => {
  const kinds = [
    { label: 'no household rule', withHomes: false },
    { label: 'one a household, homes of 1 to 4', withHomes: true },
  ];
  const results = [highs, js].flatMap((solver) =>
    kinds.map(({ label, withHomes }) => ({ label: `${solver.name}, ${label}`, all: campaign(withHomes, solver) })),
  );
  writeFileSync(
    new URL('exactness.md', import.meta.url),
    `# Exactness of the engine

Written by \`bench/exactness.ts\`: ${SEEDS} random tasks of each kind (seeds 0 to ${SEEDS - 1}; 8 to 12 people, 3 to 6 seats, 2 to 4
features with tight overlapping quotas), solved by the engine, with either solver, and by enumerating every set of people. "Wrong": a chance
differs by more than 1e-6, or only one of the two found a panel.

| tasks | no panel | one panel | more | of these with 1 cut | 2 cuts | 3 or more | wrong | worst error of a chance | worst gap of a level |
|-|-|-|-|-|-|-|-|-|-|
${results.map(({ label, all }) => row(label, all)).join('')}`,
  );
  expect(results.flatMap(({ all }) => all).filter(({ error }) => !(error <= 1e-6))).toEqual([]);
});
