import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { loadHighsSolver } from '../src/solver/highs.js';
import { type Agreement, compareVerdicts, generatedDraws } from '../tests/support/agreement.js';
import { VerifyPyProcess } from '../tests/support/ask-verify-py.js';
import { goldenDraw } from '../tests/support/golden-draws.js';
import { expectDone, runCli } from '../tests/support/run-cli.js';
import { tightTask } from '../tests/support/tight-pools.js';
import { type FileMap, failing, verifyFiles, type WholeDraw, wholeDraw } from '../tests/support/whole-draws.js';

/**
 * Generated draws, the golden ones and Molenbeek's before both verifiers, subject by subject; written to agreement.md.
 * Molenbeek is drawn by the command: `npm run build` first.
 *
 *     npx vitest run --config bench/vitest.config.ts bench/agreement.ts
 */
const COUNT = 100;
const CONFIDENTIAL = 'canonical-pool.csv';
const solver = await loadHighsSolver();
const py = new VerifyPyProcess();
afterAll(() => py.close());

/** How often both said the same, or what else, by subject. */
class Tally {
  private readonly rows = new Map<string, Map<string, number>>();
  readonly apart: string[] = [];

  add(name: string, agreements: readonly Agreement[]): void {
    for (const { what, ts, py: ofPy, agree } of agreements) {
      if (ts === 'not there' && ofPy === 'not there') continue;
      const row = this.rows.get(what) ?? new Map<string, number>();
      this.rows.set(what, row);
      const column = !agree
        ? 'apart'
        : ts === ofPy
          ? ts
          : ts === 'not there' && ofPy === 'holds'
            ? 'py'
            : `${ts}, ${ofPy}`;
      row.set(column, (row.get(column) ?? 0) + 1);
      if (!agree) this.apart.push(`${name}, ${what}: ${ts} / ${ofPy}`);
    }
  }

  /** Only with the columns that have anything in them. */
  table(): string {
    const columns = Object.entries(COLUMNS).filter(([column]) =>
      [...this.rows.values()].some((row) => row.has(column)),
    );
    const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |\n`;
    const rows = [...this.rows].map(([what, row]) => line([what, ...columns.map(([column]) => row.get(column) ?? 0)]));
    return `${line(['subject', ...columns.map(([, heading]) => heading)])}|-|${columns.map(() => '-|').join('')}\n${rows.join('')}`;
  }
}

const COLUMNS: Readonly<Record<string, string>> = {
  holds: 'both hold',
  'holds, not checked': 'verify holds, verify.py says that it does not check it',
  'not there, not checked': 'verify is silent, verify.py says that it does not check it',
  'not checked': 'neither checks it',
  py: 'verify is silent, verify.py holds',
  apart: 'apart',
};

/** Both verdicts on the files, with the canonical pool and without. */
async function compared(
  name: string,
  files: FileMap,
  tallies: Readonly<Record<'pool' | 'public', Tally>>,
): Promise<void> {
  const { [CONFIDENTIAL]: pool = '', ...open } = files;
  for (const [kind, given] of [
    ['pool', { ...open, [CONFIDENTIAL]: pool }],
    ['public', open],
  ] as const) {
    const ts = verifyFiles(given, solver);
    const { code, checks } = await py.verify(given);
    const fails = [...failing(ts), ...failing(checks), ...(code === 0 ? [] : [`exit code ${code}`])];
    tallies[kind].apart.push(...fails.map((line) => `${name}, ${kind}: ${line}`));
    tallies[kind].add(`${name}, ${kind}`, compareVerdicts(ts, checks));
  }
}

const newTallies = () => ({ pool: new Tally(), public: new Tally() });

/** How many draws have what. */
function kindsOf(draws: readonly WholeDraw[]): string {
  const counts = new Map<string, number>();
  const count = (label: string): void => void counts.set(label, (counts.get(label) ?? 0) + 1);
  for (const { prepared, seed } of draws) {
    const { settings, purpose } = prepared.manifest;
    count(settings.objective);
    count(`${settings.lottery_form} form`);
    count(prepared.pool.salts === undefined ? 'without salts' : 'with salts');
    if (settings.one_per_household) count('one a household');
    if (settings.seated !== undefined) count('seated people');
    if (prepared.classes.limits.length > 1) count('household groups');
    if (prepared.selection.certificate.cuts.length > 0) count('cuts');
    if (purpose === 'rehearsal') count('rehearsals');
    const kind = seed.kind === 'public' ? ['dice', 'drand'].filter((part) => part in seed).join(' and ') : seed.kind;
    count(`seed by ${kind}`);
  }
  return [...counts].map(([label, number]) => `${number} ${label}`).join(', ');
}

/** Molenbeek, drawn afresh in a folder of its own. */
async function molenbeek(): Promise<FileMap> {
  const folder = mkdtempSync(join(tmpdir(), 'agreement-'));
  try {
    const example = fileURLToPath(new URL('../examples/molenbeek', import.meta.url));
    const made = /(draw|lottery|ledger\.jsonl|pseudonyms\.csv)$/;
    cpSync(example, join(folder, 'molenbeek'), { recursive: true, filter: (path) => !made.test(path) });
    expectDone(await runCli(['draw', 'molenbeek'], { cwd: folder }));
    const draw = join(folder, 'molenbeek/draw');
    const names = readdirSync(draw).filter((name) => /^(?!panel|altern|remain|probab).*\.(csv|json|jsonl)$/.test(name));
    return Object.fromEntries(names.map((name) => [name, readFileSync(join(draw, name), 'utf8')]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A lottery whose proof takes cuts, which generated draws rarely do. */
function cutDraw(): WholeDraw {
  const task = tightTask(76, true);
  const settings = { size: task.k, onePerHousehold: true, objective: 'leximin', alternates: 2 };
  const draw = wholeDraw('with cuts', { pool: task.pool, settings, kind: 'text' }, solver);
  if (draw === undefined) throw new Error('no panel');
  return draw;
}

test('verify and verify.py agree on every draw', async () => {
  const draws = generatedDraws(COUNT, solver);
  const generated = newTallies();
  for (const { name, files } of draws) await compared(name, files, generated);

  const others = newTallies();
  for (const form of ['named', 'composition'] as const)
    await compared(`golden, ${form}`, await goldenDraw(form), others);
  await compared('molenbeek', await molenbeek(), others);
  await compared('with cuts', cutDraw().files, others);

  const all = [generated, others].flatMap(({ pool, public: open }) => [...pool.apart, ...open.apart]);
  writeFileSync(
    new URL('agreement.md', import.meta.url),
    `# Two verifiers on the same draws

Written by \`bench/agreement.ts\`: \`sortition verify\` (the code of this repository) and \`bin/verify.py\` (written from docs/audit.md alone) on
complete draws, subject by subject, and on the figures that both print. Each draw is verified with its canonical pool and, as
the public has it, without.

${all.length === 0 ? 'Both hold on every draw, and nowhere do they say different things.' : 'They are apart:'}
${all.map((line) => `\n- ${line}`).join('')}
## ${draws.length} generated draws

10 to 30 people, 2 to 6 seats, settings in turn and by lot: ${kindsOf(draws)}.

With the canonical pool:

${generated.pool.table()}
Without it:

${generated.public.table()}
## Other draws

The two records of tests/golden, with their files made again; 112 seats of Molenbeek, drawn by the command; a small lottery whose proof takes
cuts. With the canonical pool:

${others.pool.table()}
Without it:

${others.public.table()}`,
  );
  expect(all).toEqual([]);
  expect(draws.length).toBe(COUNT);
});
