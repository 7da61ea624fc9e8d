import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import type { SeatingReport } from '../src/core/sessions/seating/check-seating.js';
import type { SeatingProblem } from '../src/core/sessions/seating/problem.js';
import { expectDone, runCli } from '../tests/support/run-cli.js';
import { allPresent, golfers, MOLENBEEK, mixedPanel } from '../tests/support/seating-problems.js';
import { median, timeNode } from './measure.js';

/**
 * Seatings as whole processes, start-up included, beside their bounds; written to seating.md. `npm run build` first.
 *
 *     npx vitest run --config bench/vitest.config.ts bench/seating.ts
 */
const SEEDS = ['a', 'b', 'c'];
const folder = mkdtempSync(join(tmpdir(), 'seating-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The panel that the example draws: its five features go together as the register's do. */
async function drawnPanel(rounds: number): Promise<SeatingProblem> {
  const example = fileURLToPath(new URL('../examples/molenbeek', import.meta.url));
  const made = /(draw|lottery|ledger\.jsonl|pseudonyms\.csv)$/;
  cpSync(example, join(folder, 'molenbeek'), { recursive: true, filter: (path) => !made.test(path) });
  expectDone(await runCli(['draw', 'molenbeek'], { cwd: folder }));
  const [header = '', ...lines] = readFileSync(join(folder, 'molenbeek/draw/panel.csv'), 'utf8').trim().split(/\r?\n/);
  const columns = header.replace('\uFEFF', '').split(';');
  const people = lines.map((line) => {
    const cells = line.split(';');
    const cell = (name: string): string => cells[columns.indexOf(name)] ?? '';
    const [day = 0, month = 0, year = 0] = cell('DATE_NAISSANCE').split('/').map(Number);
    const age = 2026 - year - (month * 100 + day > 1205 ? 1 : 0);
    const group = [25, 35, 50, 65].filter((from) => age >= from).length;
    return [cell('SEXE'), `${group}`, cell('NATIONALITÉ') === 'BE' ? 'BE' : 'other', cell('LANGUE'), cell('QUARTIER')];
  });
  const values = MOLENBEEK.map((_, f) => [...new Set(people.map((person) => person[f] ?? ''))].sort());
  return {
    people: people.length,
    features: values.map((ofFeature, f) => ({ name: `feature ${f}`, values: ofFeature })),
    values: Int32Array.from(people.flatMap((person) => person.map((value, f) => values[f]!.indexOf(value)))),
    rounds: allPresent(people.length, 14, rounds),
    rules: [],
  };
}

async function measured(problem: SeatingProblem, seed: string) {
  const file = { seed, ...problem, values: [...problem.values] };
  writeFileSync(join(folder, 'problem.json'), JSON.stringify(file));
  const { seconds, memory } = await timeNode(['bench/seat-problem.js', folder], process.cwd());
  const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as SeatingReport & { cpu: number };
  return { seconds, memory, report };
}

const lines: string[] = [];

async function row(name: string, problem: SeatingProblem, meetings: number, deviation = 0): Promise<void> {
  const runs: Awaited<ReturnType<typeof measured>>[] = [];
  for (const seed of SEEDS) runs.push(await measured(problem, seed));
  const each = (value: (report: SeatingReport & { cpu: number }) => number): number[] =>
    runs.map(({ report }) => value(report));
  const range = (values: readonly number[]): string => {
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return least === most ? `${least}` : `${least}–${most}`;
  };
  const [{ report } = { report: undefined }] = runs;
  const seconds = runs.map((run) => run.seconds);
  const cells = [
    name,
    range(each((r) => r.deviation)),
    range(each((r) => r.meetings)),
    report?.bound.meetings,
    range(each((r) => r.fewest)),
    report?.bound.fewest,
    `${median(seconds).toFixed(1)}; ${Math.max(...seconds).toFixed(1)}`,
    median(each((r) => r.cpu)).toFixed(1),
    Math.round(Math.max(...runs.map(({ memory }) => memory))),
  ];
  lines.push(`| ${cells.join(' | ')} |`);
  for (const one of each((r) => r.meetings)) expect(one, name).toBeGreaterThanOrEqual(meetings);
  for (const one of each((r) => r.deviation)) expect(one, name).toBeLessThanOrEqual(deviation);
}

const FORTY_FIVE = [
  [22, 23],
  [10, 14, 12, 9],
  [30, 15],
  [15, 10, 20],
];
const FIVE_HUNDRED = [
  [248, 252],
  [77, 101, 141, 105, 76],
  [348, 152],
  [458, 42],
  [112, 79, 47, 77, 69, 74, 42],
];

test('seatings beside their bounds', async () => {
  await row('the example’s panel, 112 at 14, 5 features, 4 rounds', await drawnPanel(4), 1550);
  await row('the example’s panel, 8 rounds', await drawnPanel(8), 0);
  await row('112 at 14, 5 features mixed independently, 4 rounds', mixedPanel(14, 4, MOLENBEEK), 1550);
  for (const [rounds, least] of [
    [3, 411],
    [6, 696],
    [9, 849],
  ] as const)
    await row(`45 at 6, 4 features, ${rounds} rounds`, mixedPanel(6, rounds, FORTY_FIVE), least);
  await row('500 at 63, 5 features, 6 rounds', mixedPanel(63, 6, FIVE_HUNDRED), 10312);
  for (const rounds of [3, 6, 9]) await row(`45 at 6, no features, ${rounds} rounds`, golfers(45, 6, rounds), 0);
  for (const [tables, size, rounds] of [
    [5, 3, 7],
    [6, 3, 8],
    [6, 4, 6],
    [8, 3, 10],
    [8, 4, 9],
    [8, 4, 10],
    [10, 3, 10],
    [14, 8, 4],
  ] as const)
    await row(`golfers ${tables}-${size}-${rounds}`, golfers(tables * size, tables, rounds), 0);
  const file = fileURLToPath(new URL('./seating.md', import.meta.url));
  writeFileSync(
    file,
    `# Who sits where

Written by bench/seating.ts. Whole processes with start-up, seeds ${SEEDS.join(', ')}; the seating is
a function of problem and seed alone, the time is not: two idle cores. Seconds of a processor are what the
process used. A range is from the worst seed to the best.

| panel | deviation | first meetings | bound | fewest met by anybody | bound | seconds: median; most | of a processor | MiB |
|-|-|-|-|-|-|-|-|-|
${lines.join('\n')}
`,
  );
});
