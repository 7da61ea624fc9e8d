import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import {
  checkQuotas,
  type DrawSettings,
  derivedIdentity,
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
} from '../index.js';
import { dropoutRates } from './dropout-rates.js';
import { counted } from './format.js';
import { madeUpKey, makeRegister } from './made-up.js';
import { tellingKeys } from './named-files.js';
import { bySeriousness } from './notes.js';
import { asWritten } from './plan-summary.js';
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
  /** The task's, with the seated people's pseudonyms. */
  readonly settings: DrawSettings;
  /** Writes the pseudonyms that are new, before anything that holds them. */
  savePseudonyms(): Promise<void>;
}

/** `key`: where the pseudonyms are, also in a one-off; without it a one-off has none. */
export const readInputs = (task: Task, terminal: Terminal, key?: string): Promise<Inputs> =>
  tellingKeys(task.named, () => readAll(task, terminal, key));

async function readAll(task: Task, terminal: Terminal, key: string | undefined): Promise<Inputs> {
  await makeRegister(task, terminal);
  keepHeapSmallFor(task.people.file);
  const quotas = await readQuotas(task.quotas);
  const pseudonyms = await pseudonymsOf(task, key);
  const people = await readPeopleAs(task.people, quotas, pseudonyms);
  sayWarnings([...people.warnings, ...(await noteOnPool(task.folder, task.people.file))], terminal);
  const seated = task.seatedFile === undefined ? [] : await readSeated(task.seatedFile, task.people, people);
  const names = seated.map((person) => people.pool.pseudonyms[person] ?? '');
  const settings = {
    ...task.settings,
    ...(task.settings.alternatesRule === 'least-violation' && { dropout: dropoutRates(task.dropout, quotas) }),
    ...(seated.length > 0 && { seated: names }),
  };
  return { people, quotas, quotasFile: task.quotas, seated, settings, savePseudonyms: async () => pseudonyms?.save() };
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
export function requireSound(inputs: Pick<Inputs, 'people' | 'quotas' | 'quotasFile' | 'seated' | 'settings'>): void {
  const { people, seated, settings } = inputs;
  const { size, onePerHousehold } = settings;
  const found = checkQuotas(people.pool, size, { seated, onePerHousehold });
  const faults = found.map((fault) => asOrganisersWrote(fault, inputs));
  const [first] = faults;
  if (first === undefined) return;
  throw faults.length === 1 ? first : new SortitionError('INPUT_FAULTS', { count: faults.length }, {}, faults);
}

/** Canonical names are in small letters; a fault of the quotas has those of the file, and says which file it is. */
function asOrganisersWrote(fault: SortitionError, { quotas, quotasFile }: Pick<Inputs, 'quotas' | 'quotasFile'>) {
  const { code, args, where } = fault;
  if (!('feature' in args) || typeof args.feature !== 'string') return fault;
  const feature = asWritten(quotas, args.feature);
  const value =
    'value' in args && typeof args.value === 'string' ? asWritten(quotas, args.feature, args.value) : undefined;
  const spelt = { ...args, feature, ...(value !== undefined && { value }) } as typeof args;
  return new SortitionError(code, spelt, { file: quotasFile, ...where });
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
