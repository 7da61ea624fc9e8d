import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Situation, situations } from '../tests/support/plan-situations.js';
import { countUnfillable, sigmas } from '../tests/support/plan-truth.js';
import { runCli } from '../tests/support/run-cli.js';

/**
 * What `sortition invite --plan` promises against the truth: whole processes simulated by code that shares nothing with it;
 * the result is written to plan-truth.md. tests/cli/plan-truth.test.ts has fewer of the same.
 *
 *     npm run build && npx vitest run --config bench/vitest.config.ts bench/plan-truth.ts
 */
const PROCESSES = 2000;
/** The same again with so many on both sides: a smaller error to hide in. */
const SHARPER = 10_000;
const MOST_SIGMAS = 3.5;

interface Point {
  readonly letters: number;
  readonly unfillable: number;
  readonly simulations: number;
}

interface Result {
  readonly situation: string;
  readonly asked: string;
  readonly promised: Point;
  readonly truth: { readonly unfillable: number; readonly processes: number };
}

async function plan(folder: string, ...flags: readonly string[]): Promise<{ recommended: Point; curve: Point[] }> {
  const run = await runCli(['invite', '--plan', '--json', ...flags, '.'], { cwd: folder });
  if (run.code !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
}

async function measure({ name, files, process }: Situation, seed: number): Promise<Result[]> {
  const folder = await mkdtemp(join(tmpdir(), 'plan-truth-'));
  try {
    for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
    const results: Result[] = [];
    const compare = (asked: string, promised: Point, processes: number): void => {
      const unfillable = countUnfillable(process, promised.letters, processes, seed + results.length);
      results.push({ situation: name, asked, promised, truth: { unfillable, processes } });
    };
    for (const risk of ['1%', '5%', '20%']) {
      compare(`at most ${risk}`, (await plan(folder, '--risk', risk)).recommended, PROCESSES);
    }
    const { recommended } = await plan(folder, '--risk', '10%');
    const letters = String(recommended.letters);
    const { curve } = await plan(folder, '--letters', letters, '--simulations', String(SHARPER));
    const point = curve.find((of) => of.letters === recommended.letters);
    if (point !== undefined) compare(`${letters} letters`, point, SHARPER);
    return results;
  } finally {
    await rm(folder, { recursive: true });
  }
}

const perCent = (count: number, of: number): string => `${((100 * count) / of).toFixed(2)} %`;
const error = (count: number, of: number): string =>
  `± ${(100 * Math.sqrt((count * (of - count)) / of ** 3)).toFixed(2)}`;

const apart = ({ promised, truth }: Result): number =>
  sigmas(truth.unfillable, truth.processes, promised.unfillable, promised.simulations);

function row(result: Result): string {
  const { situation, asked, promised, truth } = result;
  const cells = [
    situation,
    asked,
    promised.letters,
    `${perCent(promised.unfillable, promised.simulations)} ${error(promised.unfillable, promised.simulations)}`,
    `${perCent(truth.unfillable, truth.processes)} ${error(truth.unfillable, truth.processes)}`,
    `${promised.simulations}, ${truth.processes}`,
    `${apart(result).toFixed(1)} σ`,
  ];
  return `| ${cells.join(' | ')} |\n`;
}

test('the promised risk is the share of pools that cannot fill the quotas', async () => {
  const results: Result[] = [];
  for (const [i, situation] of situations().entries()) results.push(...(await measure(situation, 1000 * (i + 1))));
  const worst = Math.max(...results.map((result) => Math.abs(apart(result))));
  writeFile(
    new URL('plan-truth.md', import.meta.url),
    `# What \`sortition invite --plan\` promises, and the truth

Written by \`bench/plan-truth.ts\`. Four registers of 400 to 4,000 people whose true response rates are known; the plan is told what an
organiser would know of them (rates by value, overall). Then whole processes are simulated by code that shares nothing with the plan
(tests/support/plan-truth.ts: another generator, invitations by sorting a random number for everybody, its own strata and household rule,
quotas decided by a panel put together seat by seat, by an own maximum flow or by HiGHS from a model written out as text), with the number of letters that the plan recommends.
± is one standard error; σ is that of the difference. The last row of each register has more simulations on both sides, at a number of letters
that was chosen before.

| register | asked | letters | promised | truth | simulations, processes | apart |
|-|-|-|-|-|-|-|
${results.map(row).join('')}
The largest difference is ${worst.toFixed(1)} σ; more than ${MOST_SIGMAS} would be an error.
`,
  );
  expect(worst).toBeLessThan(MOST_SIGMAS);
});
