import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeBase } from '../tests/support/fuzz/base.js';
import { runCampaign, told } from '../tests/support/fuzz/campaign.js';
import { HARDSHIPS, runHardships } from '../tests/support/fuzz/hardships.js';

/**
 * Mutated inputs before every command; written to fuzz.md. tests/long runs the first 500 of the same cases.
 *
 *     npx vitest run --config bench/vitest.config.ts bench/fuzz.ts
 *
 * FUZZ_CASES and FUZZ_MINUTES make it shorter, FUZZ_SEED another; what was run stands in the result.
 */
const CASES = Number(process.env['FUZZ_CASES'] ?? 20_000);
const MINUTES = Number(process.env['FUZZ_MINUTES'] ?? 600);
const SEED = process.env['FUZZ_SEED'] ?? 'fuzz 1';
/** Of each hardship. */
const TIMES = 40;

test('every case ends in a result or a coded error', async () => {
  const base = await makeBase();
  const end = Date.now() + MINUTES * 60_000;
  const campaign = await runCampaign(base, { seed: SEED, to: CASES, lanes: 2, until: () => Date.now() < end });
  const { found, endings, codes, overdue, slowest } = campaign;
  const hardships = await runHardships(base, TIMES);
  const cases = [...endings.values()].flatMap((ends) => [...ends.values()]).reduce((a, b) => a + b, 0);
  const count = (ends: ReadonlyMap<string, number>, code: string): number => ends.get(code) ?? 0;
  const row = ([use, ends]: [string, ReadonlyMap<string, number>]): string => {
    const all = [...ends.values()].reduce((a, b) => a + b, 0);
    const other = all - ['0', '1', '2'].reduce((sum, code) => sum + count(ends, code), 0);
    return `| ${use} | ${all} | ${count(ends, '0')} | ${count(ends, '1')} | ${count(ends, '2')} | ${other} |\n`;
  };
  const faults = [...found.map(told), ...hardships.flatMap(({ faults }) => faults)];
  writeFileSync(
    new URL('fuzz.md', import.meta.url),
    `# Fuzzing

Written by \`bench/fuzz.ts\`: ${cases.toLocaleString('en')} mutated inputs (seed “${SEED}”, cases 0 to ${(cases - 1).toLocaleString('en')}) over every command, on a process of 36 people that
went through every step. One to three changes a case, to the files that the command reads or to its flags; one case in fifty in a folder that may not be written. ${faults.length} end
otherwise than in a result or a coded error with a next step, without stack trace, control characters, half-written files, changes where it was refused, or 10 s of waiting; the slowest
took ${(slowest / 1000).toFixed(1)} s. ${overdue.length === 0 ? 'None had to be run again' : `Over 10 s at first, and run again: cases ${overdue.join(', ')}`}. ${codes.size} codes of errors were seen.

Allowed to stay after a refusal: pseudonyms.csv and secret-key.txt, which later runs need; a folder of replacements/ without its line in the ledger, which counts for nothing; and what
\`erase\` had done before a file stopped it, which it says (ERASE_STOPPED).

| use | cases | exit 0 | exit 1 | exit 2 | other |
|-|-|-|-|-|-|
${[...endings]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(row)
  .join('')}
## Hardships

As whole processes.

| hardship | runs | kept from their end | ended as they should |
|-|-|-|-|
${hardships.map(({ name, runs, hindered, faults }) => `| ${HARDSHIPS[name]} | ${runs === 0 ? 'not possible here' : runs} | ${hindered} | ${runs - faults.length} |\n`).join('')}
## Faults

${faults.length === 0 ? 'None.\n' : faults.map((fault) => `\`\`\`text\n${fault}\n\`\`\`\n`).join('\n')}`,
  );
  expect(faults).toEqual([]);
});
