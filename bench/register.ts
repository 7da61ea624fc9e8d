import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'vitest';
import { median, timeNode } from './measure.js';

/**
 * `sortition invite` on registers of a million rows and more, beside a bare reading of the same file with csv-parse in the same
 * run. Written to register.md. Whole processes; the median of RUNS.
 */
const RUNS = Number(process.env['BENCH_RUNS'] ?? 3);
const BIN = new URL('../bin/sortition.js', import.meta.url).pathname;
const BARE = `
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
let rows = 0;
for await (const row of createReadStream(process.argv[1]).pipe(parse())) rows += row.length > 0 ? 1 : 0;
console.log(rows);
`;

const population = (people: number): string => `
seed: a register for the bench
people: ${people}
reference_date: 2026-10-01
features:
  gender: { man: 49, woman: 51 }
  age: { 0-17: 20, 18-34: 24, 35-64: 38, 65+: 18 }
  nationality: { Belgian: 75, other: 25 }
  quarter: { Canal: 20, Centre: 20, Park: 20, Station: 15, Hill: 15, Harbour: 10 }
birth_dates: { from: age, oldest: 100, likelihood: { 0: 10, 64: 8, 100: 0 } }
sex: { from: gender, man: man, woman: woman }
households: { in: quarter, alike: [nationality], mixed: 5, sizes: { 1: 38, 2: 30, 3: 14, 4: 12, 5: 6 }, lone_parents: 10 }
addresses: { postcode: 1000, boxes: 50, places: { Canal: { streets: [Rue A, Rue B, Rue C] } } }
names: { traditions: [{ lists: { french: 100 } }] }
columns:
  - { name: id, holds: id, format: T-0000000 }
  - { name: surname, holds: surname }
  - { name: given, holds: given_name }
  - { name: born, holds: birth_date, format: dd/mm/yyyy }
  - { name: sex, holds: gender, codes: { man: M, woman: V } }
  - { name: nationality, holds: nationality, codes: { Belgian: BE, other: XX } }
  - { name: quarter, holds: quarter }
  - { name: street, holds: street }
  - { name: number, holds: number }
  - { name: postcode, holds: postcode }
`;

const process_ = `
title: A register for the bench
register: { file: register.csv, id: id, household: [street, number, postcode] }
features: { age: { birth_date: born, format: dd/mm/yyyy, at: 2026-12-05 } }
eligible:
  age: { birth_date: born, format: dd/mm/yyyy, at: 2026-12-05, min: 16 }
  residence: { column: postcode, values: [1000] }
quotas: quotas.csv
panel: { size: 20 }
invitation: { letters: 10000, seed: bench, strata: { quarter: { Harbour: 4, Canal: 1, Centre: 1, Park: 1, Station: 1, Hill: 1 } } }
`;

type Run = Awaited<ReturnType<typeof timeNode>>;

const middle = (runs: readonly Run[], of: keyof Run): number => median(runs.map((each) => each[of]));

test('invite beside a bare reading', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-register-'));
  const rows: string[] = [];
  try {
    for (const people of [1_000_000, 4_000_000]) {
      writeFileSync(join(folder, 'population.yaml'), population(people));
      writeFileSync(join(folder, 'sortition.yaml'), process_);
      writeFileSync(join(folder, 'quotas.csv'), 'feature,value,min,max\nage,16+,20,20\n');
      await timeNode([BIN, 'synth', 'population.yaml', '--out', 'register.csv', '--force'], folder);
      const bare: Run[] = [];
      const invite: Run[] = [];
      for (let i = 0; i < RUNS; i++) {
        bare.push(
          await timeNode(['--input-type=module', '-e', BARE, join(folder, 'register.csv')], import.meta.dirname),
        );
        rmSync(join(folder, 'invitation'), { recursive: true, force: true });
        invite.push(await timeNode([BIN, 'invite'], folder));
      }
      const [of, to] = [middle(bare, 'seconds'), middle(invite, 'seconds')];
      const memory = Math.max(...invite.map((each) => each.memory));
      rows.push(
        `| ${people.toLocaleString('en')} | ${of.toFixed(1)} s | ${to.toFixed(1)} s | ${(to / of).toFixed(2)} | ${memory.toFixed(0)} MB |`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  writeFileSync(
    join(import.meta.dirname, 'register.md'),
    `# Registers of a million rows

Written by \`bench/register.ts\`. 10,000 letters from a register of 10 columns: rules of age and residence, six strata, one letter a
household; all files written. “Bare” is csv-parse reading the same file and doing nothing with it. Whole processes, the median of ${RUNS}; the
largest peak memory, all threads.

| rows | bare | invite | times | memory |
|-|-|-|-|-|
${rows.join('\n')}

Bars: 2.5 times and 250 MB for a million, 350 MB for four.
`,
  );
});
