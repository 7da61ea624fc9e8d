import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import {
  checkQuotas,
  type DrawSettings,
  derivedIdentity,
  type Included,
  openPseudonyms,
  type People,
  type PeopleSpec,
  type Pool,
  type Pseudonyms,
  panelsDrawn,
  pseudonymOfId,
  type Quotas,
  readIncluded,
  readPeople,
  readQuotas,
  SortitionError,
} from '../index.js';
import { asOrganisersWrote } from './as-organisers-wrote.js';
import { dropoutRates } from './dropout-rates.js';
import { counted } from './format.js';
import { madeUpKey, makeRegister } from './made-up.js';
import { tellingKeys } from './named-files.js';
import { bySeriousness } from './notes.js';
import { noteOnPool } from './pool-file.js';
import { placed } from './report-error.js';
import type { Task } from './task.js';
import type { Terminal } from './terminal.js';

/** A task's files, read. */
export interface Inputs {
  readonly people: People;
  /** As the organiser wrote them: their order and spelling are for people to read. */
  readonly quotas: Quotas;
  readonly quotasFile: string;
  /** Positions in the pool of the people who are on the panel already. */
  readonly seated: readonly number[];
  /** And of those of the pool who sit beside it. */
  readonly exOfficio: readonly number[];
  /** Everybody who sits beside it, as listed. */
  readonly beside: Included['beside'];
  /** The task's, with the pseudonyms of people given in advance. */
  readonly settings: DrawSettings;
  /** Writes the pseudonyms that are new, before anything that holds them. */
  savePseudonyms(): Promise<void>;
}

/** `key`: where the pseudonyms are, also in a one-off; without it a one-off has none. */
export async function readInputs(task: Task, terminal: Terminal, key?: string): Promise<Inputs> {
  const { notes, ...inputs } = await reading(task, terminal, () => readAll(task, key));
  sayWarnings(notes, terminal);
  return inputs;
}

/** The same once more, when others are left out; what should be known has been said. */
export async function readInputsAgain(task: Task, terminal: Terminal): Promise<Inputs> {
  const { notes: _, ...inputs } = await reading(task, terminal, () => readAll(task, undefined));
  return inputs;
}

/** Reads files of a task: a synthetic register is made first, and an error says which key names a file that is not there. */
export async function reading<T>(task: Task, terminal: Terminal, read: () => Promise<T>): Promise<T> {
  await makeRegister(task, terminal);
  return tellingKeys(task.named, read);
}

async function readAll(
  task: Task,
  key: string | undefined,
): Promise<Inputs & { readonly notes: readonly SortitionError[] }> {
  keepHeapSmallFor(task.people.file);
  const quotas = await readQuotas(task.quotas, { area: task.people.area });
  const pseudonyms = await pseudonymsOf(task, key);
  const people = await readPeopleAs(task.people, quotas, pseudonyms);
  const included = await readIncluded(task.included, task.people, people);
  const { seated, exOfficio, beside, warnings } = included;
  const notes = [...people.warnings, ...warnings, ...(await noteOnPool(task.folder, task.people.file))];
  return {
    ...{ people, quotas, quotasFile: task.quotas, seated, exOfficio, beside },
    notes,
    settings: {
      ...task.settings,
      ...(task.settings.alternatesRule === 'least-violation' && { dropout: dropoutRates(task.dropout, quotas) }),
      ...givenSettings(people.pool, included),
    },
    savePseudonyms: async () => pseudonyms?.save(),
  };
}

/** People given in advance, as the settings of a draw have them. */
export function givenSettings(
  { pseudonyms }: Pool,
  { seated, exOfficio }: Pick<Included, 'seated' | 'exOfficio'>,
): Pick<DrawSettings, 'seated' | 'exOfficio'> {
  const named = (people: readonly number[]): string[] => people.map((person) => pseudonyms[person] ?? '');
  return {
    ...(seated.length > 0 && { seated: named(seated) }),
    ...(exOfficio.length > 0 && { exOfficio: named(exOfficio) }),
  };
}

/** A register of this many bytes has hundreds of thousands of people. */
const LARGE = 16 * 2 ** 20;

/**
 * Collects garbage before the heap has grown by 60 %, not by several times: a million people then take 500 MB instead of 700,
 * in the same time. Small files would only lose by it.
 */
export const keepHeapSmall = (): void => setFlagsFromString('--heap-growing-percent=60');

export function keepHeapSmallFor(file: string): void {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGE) keepHeapSmall();
}

/** A process keeps random pseudonyms, or such as follow from what its register was made up from. In a one-off there are none. */
async function pseudonymsOf(task: Task, key: string | undefined): Promise<Pseudonyms | undefined> {
  const path = key ?? (task.folder && join(task.folder, PSEUDONYMS));
  if (path === undefined) return undefined;
  const madeUp = await madeUpKey(task);
  return openPseudonyms(path, madeUp && derivedIdentity(madeUp));
}

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
export function requireSound(
  inputs: Pick<Inputs, 'people' | 'quotas' | 'quotasFile' | 'seated' | 'exOfficio' | 'settings'>,
): void {
  const { people, seated, exOfficio, settings } = inputs;
  const { size, onePerHousehold } = settings;
  const found = checkQuotas(people.pool, size, { seated, onePerHousehold, exOfficio }, panelsDrawn(settings));
  const faults = found.map((fault) => asOrganisersWrote(fault, inputs));
  const [first] = faults;
  if (first === undefined) return;
  throw faults.length === 1 ? first : new SortitionError('INPUT_FAULTS', { count: faults.length }, {}, faults);
}

/** Notes shown; beyond that their number. */
const SHOWN_NOTES = 20;

/** What does not stand in the way, but should be known. */
export function sayWarnings(warnings: readonly SortitionError[], terminal: Terminal): void {
  const sorted = bySeriousness(warnings);
  for (const warning of sorted.slice(0, SHOWN_NOTES)) {
    terminal.say(`${terminal.yellow('note')}  ${placed(warning)}`);
  }
  const more = sorted.length - SHOWN_NOTES;
  if (more > 0) terminal.say(`${terminal.yellow('note')}  and ${counted(more, 'more note')}: --json lists them all`);
}
