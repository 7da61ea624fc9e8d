/**
 * Branch coverage of src/core by the whole suite, in two parts that are put together: tests that import the code, and tests that run
 * the command as a process of its own. Written to coverage.md, every uncovered branch to a file in the temporary folder. About 15 minutes.
 *
 *     node bench/coverage.js
 *
 * For the second part a copy of the project is built with source maps and without bundles; V8 counts in every process, and its counts
 * are brought back to the branches of the source. A branch is known by its kind and place, which both parts agree on.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mergeProcessCovs } from '@bcoe/v8-coverage';
import { convert } from 'ast-v8-to-istanbul';
import { parseAstAsync } from 'rolldown/parseAst';

const root = fileURLToPath(new URL('..', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'coverage-'));
const copy = join(work, 'project');
const counts = join(work, 'counts');
const IN_PROCESS = 'core documents engine golden io laws library papers random solver vectors'.split(' ');
/** In-process tests of the verifier that happen to stand beside Python’s. */
const BESIDE_PYTHON = ['tests/system/verify-py'];
/** Not the fuzzer, which runs the bundle. */
const AS_COMMAND = ['tests/cli', 'tests/docs', 'tests/examples', '--exclude', '**/fuzz*'];
/** Counting is slow, so tests may take longer. */
const patient = ['--testTimeout', '300000', '--hookTimeout', '300000'];

function run(cwd, command, args, env = {}) {
  const { status } = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0)
    console.error(
      `${command} ${args.slice(0, 4).join(' ')} … ended with ${status}: what it covered counts all the same`,
    );
}

/** A file of the project's copy, with one passage changed; the passage must be there. */
function edit(path, from, to) {
  const text = readFileSync(join(copy, path), 'utf8');
  if (!text.includes(from)) throw new Error(`${path} has no longer: ${from}`);
  writeFileSync(join(copy, path), text.replace(from, to));
}

function countInProcess(tests, config) {
  const reports = mkdtempSync(join(work, 'report-'));
  const coverage = {
    enabled: 'true',
    provider: 'v8',
    include: 'src/core/**',
    reporter: 'json',
    reportOnFailure: 'true',
    reportsDirectory: reports,
  };
  const flags = Object.entries(coverage).map(([name, value]) => `--coverage.${name}=${value}`);
  run(root, 'npx', ['vitest', 'run', ...(config ? ['--config', config] : []), ...patient, ...flags, ...tests]);
  return JSON.parse(readFileSync(join(reports, 'coverage-final.json'), 'utf8'));
}

async function countCommand() {
  mkdirSync(copy);
  for (const name of readdirSync(root))
    if (!['node_modules', 'dist', '.git', 'api'].includes(name))
      cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  edit('tsconfig.build.json', '"declaration": true', '"declaration": true, "sourceMap": true, "inlineSources": true');
  edit('bin/sortition.js', '../dist/command/main.js', '../dist/cli/main.js');
  edit('tests/support/run-cli.ts', "TZ: 'UTC',", `TZ: 'UTC', NODE_V8_COVERAGE: ${JSON.stringify(counts)},`);
  run(copy, 'npm', ['run', 'build']);
  run(copy, 'npx', ['vitest', 'run', ...patient, ...AS_COMMAND]);
  run(copy, 'npx', [
    'vitest',
    'run',
    '--config',
    'vitest.system.config.ts',
    ...patient,
    'tests/long',
    '--exclude',
    '**/fuzz*',
  ]);
  const core = `file://${copy}/dist/core/`;
  let merged = { result: [] };
  for (const name of readdirSync(counts)) {
    let one;
    try {
      one = JSON.parse(readFileSync(join(counts, name), 'utf8'));
    } catch {
      continue; // Killed on purpose while it was writing.
    }
    merged = mergeProcessCovs([merged, { result: one.result.filter(({ url }) => url.startsWith(core)) }]);
  }
  const files = {};
  for (const coverage of merged.result) {
    const path = fileURLToPath(coverage.url);
    const code = readFileSync(path, 'utf8');
    const sourceMap = JSON.parse(readFileSync(`${path}.map`, 'utf8'));
    Object.assign(files, await convert({ ast: parseAstAsync(code), code, wrapperLength: 0, coverage, sourceMap }));
  }
  return files;
}

const inCore = (path) => path.replace(/^.*src\/core\//, '');

/** File → branch → how often it was taken. A branch is “line:column kind way”. */
function branchesOf(report) {
  const files = new Map();
  for (const [path, { branchMap, b }] of Object.entries(report)) {
    const branches = new Map();
    for (const [id, { type, loc, locations }] of Object.entries(branchMap))
      locations.forEach((way, i) => {
        branches.set(`${loc.start.line}:${loc.start.column} ${type} ${i}`, {
          count: b[id][i],
          at: way.start.line === undefined ? loc.start : way.start,
        });
      });
    files.set(inCore(path), branches);
  }
  return files;
}

/**
 * `list[i] ?? 0` and the like: mostly where the compiler cannot know that i is an index of the list, so that no test can make the
 * second way be taken. Known by the look of the source alone, not read one by one; counted apart.
 */
const isDefault = (file, { line, column }) => {
  const text = readFileSync(join(root, 'src/core', file), 'utf8').split('\n')[line - 1] ?? '';
  return (
    /\?\? $/.test(text.slice(0, column)) &&
    /^(-?\d+n?\b|''|\[\]|\{\}|NO_HOUSEHOLD\b|NODE\b|NOTHING\b|new (Float64|Int32|Uint8|Uint16|Uint32)Array\(\w*\))/.test(
      text.slice(column),
    )
  );
};

const parts = [
  countInProcess(IN_PROCESS.map((name) => `tests/${name}`)),
  countInProcess(BESIDE_PYTHON, 'vitest.system.config.ts'),
  await countCommand(),
];
const [first, ...others] = parts.map(branchesOf);
const rows = [];
const uncovered = [];
const total = { all: 0, taken: 0, defaults: 0, own: 0, ownTaken: 0 };
for (const [file, branches] of [...first].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const row = { file, own: 0, taken: 0 };
  for (const [key, { count, at }] of branches) {
    const isTaken = count > 0 || others.some((part) => (part.get(file)?.get(key)?.count ?? 0) > 0);
    total.all++;
    total.taken += isTaken;
    if (!isTaken && isDefault(file, at)) {
      total.defaults++;
      continue;
    }
    row.own++;
    row.taken += isTaken;
    if (!isTaken) uncovered.push(`${file}:${at.line}:${at.column} ${key.split(' ').slice(1).join(' ')}`);
  }
  total.own += row.own;
  total.ownTaken += row.taken;
  rows.push(row);
}
const percent = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`;
const missing = join(work, 'uncovered.txt');
writeFileSync(missing, `${uncovered.join('\n')}\n`);
writeFileSync(
  join(root, 'bench/coverage.md'),
  `# Branches of src/core that the tests take

Written by \`bench/coverage.js\`: tests that import the code, and tests that run the command, put together.

| | branches | taken | |
|-|-|-|-|
| all that V8 and TypeScript’s output know | ${total.all} | ${total.taken} | ${percent(total.taken, total.all)} |
| without ${total.defaults} defaults that no test takes (\`list[i] ?? 0\`) | ${total.own} | ${total.ownTaken} | **${percent(total.ownTaken, total.own)}** |

The defaults are known by the look of the source: mostly they stand behind an index that the compiler cannot know to be in range; they were not read
one by one. What else is left is mostly one of two: wordings of errors for one person where the tests have several, or the other way round; and errors
that say that something cannot be, such as a solver that finds no answer where there is one.

| files with the most branches not taken | not taken | of |
|-|-|-|
${rows
  .filter(({ own, taken }) => own > taken)
  .sort((a, b) => b.own - b.taken - (a.own - a.taken))
  .slice(0, 25)
  .map(({ file, own, taken }) => `| ${file} | ${own - taken} | ${own} |\n`)
  .join('')}`,
);
console.log(`${percent(total.ownTaken, total.own)}; every branch not taken: ${missing}; remove ${work} when read`);
