import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  type Check,
  chancesOfPeople,
  choiceOf,
  chooseSolver,
  type DrawRecord,
  Engine,
  findProcess,
  loadSolver,
  nodeHash,
  noiseSource,
  type People,
  planDraw,
  prepareDraw,
  probabilitiesTable,
  pseudonymOfId,
  readPeople,
  readQuotas,
  readRecord,
  readTextFile,
  SortitionError,
  selectLegacy,
  verifyDraw,
} from '../index.js';
import { counted } from './format.js';
import { shortPath } from './read-inputs.js';
import type { Terminal } from './terminal.js';

export interface VerifyFlags {
  readonly pool?: string;
  readonly quotas?: string;
  readonly id?: string;
  readonly encoding?: string;
  readonly public?: boolean;
  readonly replay?: boolean;
  readonly json?: boolean;
}

/** Files that lie under a hash in the manifest. */
const COMMITTED_FILES = ['certificate.json', 'classes.csv', 'distribution.csv', 'lottery.csv'];

export async function verifyRecord(
  recordPath: string,
  target: string | undefined,
  flags: VerifyFlags,
  terminal: Terminal,
): Promise<void> {
  const folder = dirname(recordPath);
  const text = await readTextFile(recordPath);
  const files = new Map<string, string>();
  for (const name of COMMITTED_FILES) {
    if (existsSync(join(folder, name))) files.set(name, await readFile(join(folder, name), 'utf8'));
  }
  const people = await findPool(text, folder, target, flags);
  const checks = verifyDraw(nodeHash, {
    record: text,
    files,
    pool: people?.pool,
    solver: await loadSolver(chooseSolver(countRows(files.get('classes.csv') ?? ''), undefined, objectiveIn(text))),
  });
  if (flags.replay) {
    const without = people === undefined ? 'it takes the pool' : 'there is no need to: something above fails';
    if (people === undefined || checks.some(fails)) {
      checks.push({ subject: 'replay', outcome: 'not checked', detail: without });
    } else checks.push(...(await replay(readRecord(text), people, folder, terminal)));
  }
  show(terminal, recordPath, checks);
  if (flags.json) terminal.json({ record: recordPath, holds: !checks.some(fails), checks });
  terminal.exitCode = checks.some(fails) ? 1 : 0;
}

/** Read before the record is: one that is no record at all is for the checks to report. */
const objectiveIn = (record: string): string | undefined => /"objective":"(\w+)"/.exec(record)?.[1];

const fails = (check: Check): boolean => check.outcome === 'fails';

/** The pool: from the flags, from a process, or not at all. */
async function findPool(
  recordText: string,
  folder: string,
  target: string | undefined,
  flags: VerifyFlags,
): Promise<People | undefined> {
  if (flags.public) return undefined;
  requireWhole(flags);
  const options = { pseudonymOf: pseudonymOfId };
  if (flags.pool !== undefined && flags.quotas !== undefined) {
    if (target !== undefined) throw new SortitionError('FOLDER_AND_POOL', { folder: target });
    const reading = readingOf(recordText);
    if (reading === undefined) return undefined;
    const spec = {
      file: flags.pool,
      id: flags.id ?? reading.id,
      ...(reading.household.length > 0 && { household: reading.household }),
      ...(flags.encoding !== undefined && { encoding: flags.encoding }),
    };
    return readPeople(spec, await readQuotas(flags.quotas), options);
  }
  const above = [folder, join(folder, '..')].find((place) => existsSync(join(place, 'sortition.yaml')));
  const process = target ?? above;
  if (process === undefined) {
    if (flags.quotas !== undefined) throw new SortitionError('FLAG_NEEDS_POOL', { flag: '--quotas' });
    return undefined;
  }
  const { people, quotas } = await findProcess(process);
  return readPeople(people, await readQuotas(flags.quotas ?? quotas), options);
}

/** How the pool was read; undefined for a record that cannot be read, which is then the first line that fails. */
function readingOf(recordText: string): DrawRecord['manifest']['reading'] | undefined {
  try {
    return readRecord(recordText).manifest.reading;
  } catch (error) {
    if (error instanceof SortitionError) return undefined;
    throw error;
  }
}

/** Flags that say something of a pool must not go unheard for want of another. */
function requireWhole({ pool, quotas, id, encoding }: VerifyFlags): void {
  if (pool !== undefined && quotas === undefined) throw new SortitionError('FLAGS_MISSING', { flags: ['--quotas'] });
  const flag = id !== undefined ? '--id' : encoding !== undefined ? '--encoding' : undefined;
  if (pool === undefined && flag !== undefined) throw new SortitionError('FLAG_NEEDS_POOL', { flag });
}

/** Builds the lottery again from the pool, and compares. */
async function replay(record: DrawRecord, people: People, folder: string, terminal: Terminal): Promise<Check[]> {
  const { settings, software, reading } = record.manifest;
  const engine = new Engine();
  try {
    const plan = planDraw(nodeHash, people.pool, {
      size: settings.size,
      objective: settings.objective,
      ...(settings.gamma !== undefined && { gamma: Number(settings.gamma) }),
      solver: settings.solver,
      onePerHousehold: settings.one_per_household,
      alternates: settings.alternates,
      lotteryForm: settings.lottery_form,
      ...(settings.tickets !== undefined && { tickets: settings.tickets }),
      ...(settings.seated !== undefined && { seated: settings.seated }),
    });
    const selection =
      choiceOf(plan.settings) === undefined
        ? selectLegacy(plan, noiseSource)
        : await engine.select(plan, { onProgress: terminal.progress });
    terminal.clearBar();
    const prepared = prepareDraw(plan, selection, { hash: nodeHash, noise: noiseSource }, { software, reading });
    const same = prepared.commitment === record.commitment;
    const chances = [...probabilitiesTable(people.ids, chancesOfPeople(prepared))].join('');
    const stands = await readFile(join(folder, 'probabilities.csv'), 'utf8').catch(() => undefined);
    return [
      {
        subject: 'replay',
        outcome: same ? 'holds' : 'fails',
        detail: same ? 'the lottery built again is the same, byte by byte' : 'the lottery built again is another one',
      },
      {
        subject: 'probabilities',
        outcome: stands === undefined ? 'not checked' : stands === chances ? 'holds' : 'fails',
        detail:
          stands === undefined ? 'probabilities.csv is not beside the record' : 'probabilities.csv, computed again',
      },
    ];
  } finally {
    await engine.close();
  }
}

function show(terminal: Terminal, recordPath: string, checks: readonly Check[]): void {
  const marks = {
    holds: terminal.green('holds'),
    fails: terminal.red('FAILS'),
    'not checked': terminal.yellow('  –  '),
  };
  const width = Math.max(...checks.map(({ subject }) => subject.length));
  terminal.say();
  for (const { subject, outcome, detail } of checks) {
    terminal.say(`  ${marks[outcome]}  ${subject.padEnd(width)}  ${terminal.dim(detail)}`);
  }
  const failed = checks.filter(fails).length;
  const skipped = checks.filter(({ outcome }) => outcome === 'not checked').length;
  const name = shortPath(recordPath);
  terminal.say();
  if (failed > 0)
    terminal.say(`  ${terminal.red(terminal.bold('does not hold'))}: ${counted(failed, 'line')} of ${name}`);
  else if (skipped > 0)
    terminal.say(`  ${terminal.green(terminal.bold('holds'))}, as far as it could be checked: ${name}`);
  else terminal.say(`  ${terminal.green(terminal.bold('holds'))}: ${name}`);
}

/** Rows below the header. */
const countRows = (table: string): number => table.split('\n').length - 2;
