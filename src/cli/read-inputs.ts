import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import {
  checkQuotas,
  type DrawSettings,
  derivedIdentity,
  nodeHash,
  noiseSource,
  openPseudonyms,
  type People,
  type PeopleSpec,
  type Pseudonyms,
  pseudonymOfId,
  type Quotas,
  readPeople,
  readQuotas,
  readSeated,
  SortitionError,
  synthesiseRegister,
} from '../index.js';
import { counted } from './format.js';
import { placed } from './report-error.js';
import type { Task } from './task.js';
import type { Terminal } from './terminal.js';

/** A task's files, read. */
export interface Inputs {
  readonly people: People;
  /** As the organiser wrote them: their order and spelling are for people to read. */
  readonly quotas: Quotas;
  /** Positions in the pool of the people who are on the panel already. */
  readonly seated: readonly number[];
  /** The task's, with the seated people's pseudonyms. */
  readonly settings: DrawSettings;
  /** Writes the pseudonyms that are new, before anything that holds them. */
  savePseudonyms(): Promise<void>;
}

export async function readInputs(task: Task, terminal: Terminal): Promise<Inputs> {
  const isMade = await makeRegister(task, terminal);
  keepHeapSmallFor(task.people.file);
  const quotas = await readQuotas(task.quotas);
  const pseudonyms = await pseudonymsOf(task, isMade);
  const people = await readPeopleAs(task.people, quotas, pseudonyms);
  if (isMade) await pseudonyms?.save();
  sayWarnings(people.warnings, terminal);
  const seated = task.seatedFile === undefined ? [] : await readSeated(task.seatedFile, task.people, people);
  const names = seated.map((person) => people.pool.pseudonyms[person] ?? '');
  const settings = { ...task.settings, ...(seated.length > 0 && { seated: names }) };
  return { people, quotas, seated, settings, savePseudonyms: async () => pseudonyms?.save() };
}

/** Makes the register of a rehearsal up where there is none yet, and says so. True where it did. */
export async function makeRegister(
  { synthetic, people }: Pick<Task, 'synthetic' | 'people'>,
  terminal: Terminal,
): Promise<boolean> {
  if (synthetic === undefined || existsSync(people.file)) return false;
  terminal.say(terminal.dim(`making the synthetic register ${shortPath(people.file)} (once)`));
  await synthesiseRegister(synthetic, people.file, noiseSource, {
    onProgress: (rows, of) => terminal.progress('writing the register', rows, of),
  });
  terminal.clearBar();
  return true;
}

/** A register of this many bytes has hundreds of thousands of people. */
const LARGE = 16 * 2 ** 20;

/**
 * Collects garbage before the heap has grown by 60 %, not by several times: a million people then take 500 MB instead of 700,
 * in the same time. Small files would only lose by it.
 */
export function keepHeapSmallFor(file: string): void {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGE) keepHeapSmall();
}

export const keepHeapSmall = (): void => setFlagsFromString('--heap-growing-percent=60');

/**
 * A process keeps random pseudonyms. Where the register has just been made up they follow from what it was made from: nobody is
 * real, and the example is to give the same panel everywhere. In a one-off there are none.
 */
async function pseudonymsOf({ folder, synthetic }: Task, isMade: boolean): Promise<Pseudonyms | undefined> {
  if (folder === undefined) return undefined;
  const path = join(folder, PSEUDONYMS);
  if (!isMade || synthetic === undefined) return openPseudonyms(path);
  return openPseudonyms(path, derivedIdentity(await digestOfPopulation(synthetic)));
}

/** What everything random of a made-up process follows from. */
export const digestOfPopulation = async (synthetic: string): Promise<Uint8Array> =>
  nodeHash.sha256(await readFile(synthetic));

export const PSEUDONYMS = 'pseudonyms.csv';

/** People under their pseudonyms and salts; without, under their ids. */
export async function readPeopleAs(
  spec: PeopleSpec,
  quotas: Quotas,
  pseudonyms: Pseudonyms | undefined,
): Promise<People> {
  if (pseudonyms === undefined) return readPeople(spec, quotas, { pseudonymOf: pseudonymOfId });
  const people = await readPeople(spec, quotas, { pseudonymOf: pseudonyms.of });
  return { ...people, pool: { ...people.pool, salts: people.pool.pseudonyms.map(pseudonyms.saltOf) } };
}

/** Everything wrong with size and quotas that can be seen without a solver, all at once. */
export function requireSound({ people, seated, settings: { size, onePerHousehold } }: Inputs): void {
  const faults = checkQuotas(people.pool, size, { seated, onePerHousehold });
  const [first] = faults;
  if (first === undefined) return;
  throw faults.length === 1 ? first : new SortitionError('INPUT_FAULTS', { count: faults.length }, {}, faults);
}

const SHOWN_WARNINGS = 5;

export function sayWarnings(warnings: readonly SortitionError[], terminal: Terminal): void {
  for (const warning of warnings.slice(0, SHOWN_WARNINGS)) {
    terminal.say(`${terminal.yellow('note')}  ${placed(warning)}`);
  }
  const more = warnings.length - SHOWN_WARNINGS;
  if (more > 0) terminal.say(`${terminal.yellow('note')}  and ${counted(more, 'more note')}`);
}

/** A path as the person at the terminal would write it. */
export const shortPath = (path: string): string => {
  const short = relative('.', path);
  return short === '' ? '.' : short.startsWith('..') ? path : short;
};
