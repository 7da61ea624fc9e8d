import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  balanceFeatures,
  canonicalJson,
  cleanId,
  comparable,
  digestOf,
  type EarlierSeating,
  type Engine,
  FaultList,
  nodeHash,
  type PanelPeople,
  type Quotas,
  readAbsences,
  readIdsOf,
  readPanelPeople,
  readQuotas,
  readSeating,
  readSeatingRules,
  type Seating,
  type SeatingPlan,
  type SeatingProblem,
  type SeatingReport,
  seatingProblem,
  tablesOf,
  tablesOfRounds,
} from '../index.js';
import { type AgendaTask, requireKnown } from './agenda-task.js';
import { shortPath } from './format.js';
import { namedFiles, tellingKeys } from './named-files.js';
import type { Terminal } from './terminal.js';

/** Who is on the panel, and what of their seating is settled. */
export interface SeatingTask extends AgendaTask {
  readonly people: PanelPeople;
  readonly plan: SeatingPlan;
  readonly problem: SeatingProblem;
  readonly earlier: EarlierSeating;
  /** The key of the search’s noise. */
  readonly key: string;
}

/** A seating and what it is worth. */
export interface Seated {
  readonly seating: Seating;
  readonly report: SeatingReport;
}

export const SEATING_FILE = 'seating.csv';

const NOTHING_EARLIER: EarlierSeating = { before: [], departed: [] };

/** An area may have quotas of its own. */
const quotasOf = ({ process, record }: AgendaTask): Promise<Quotas> =>
  readQuotas(process.quotas, { area: record?.manifest.reading.area });

/** Reads the panel as it is now. */
export async function readPanel(task: AgendaTask): Promise<PanelPeople> {
  const { process, sessions } = task;
  const faults = new FaultList();
  const quotas = await quotasOf(task);
  const people = await readPanelPeople(shortPath(task.panel.file), { process, sessions, quotas }, faults);
  requireKnown([...new Set(people.participants.map(({ language }) => language))], sessions, faults);
  faults.throwIfAny();
  return people;
}

/** `fromRound`, from 1: the rounds before it stand in `out` and are kept; whoever is `absent` misses all others. */
export const prepareSeating = (task: AgendaTask, people: PanelPeople, given: Given): Promise<SeatingTask> =>
  tellingKeys(namedFiles(task.process), () => prepare(task, people, given));

interface Given {
  readonly fromRound: number;
  readonly absent: string | undefined;
  readonly out: string;
}

async function prepare(task: AgendaTask, people: PanelPeople, given: Given): Promise<SeatingTask> {
  const { process, sessions, agenda, warnings } = task;
  const past = given.fromRound - 1;
  const faults = new FaultList();
  const id = process.people.id;
  const { participants } = people;
  const earlier =
    past === 0
      ? NOTHING_EARLIER
      : await readSeating(shortPath(join(given.out, SEATING_FILE)), { idColumn: id, rounds: past, participants });
  const away = await readAbsences({ sessions, people, id, faults, warnings }, agenda);
  const missing = await readAbsent(given.absent, { people, id, faults, warnings });
  for (const set of away.slice(past)) for (const person of missing) set.add(person);
  const all = featuresOf(await quotasOf(task));
  const sameName = (a: string, b: string): boolean => comparable(a) === comparable(b);
  const features = balanceFeatures(all, sessions.seating.balance, sameName, faults);
  const plan = { participants, features, rounds: agenda.rounds, tables: task.tables, away, before: earlier.before };
  const tables = tablesOfRounds(plan, faults);
  faults.throwIfAny();
  const rules = await readSeatingRules({ sessions, people, id, tables, past, faults, warnings });
  faults.throwIfAny();
  return { ...task, people, plan, earlier, problem: seatingProblem(plan, tables, rules), key: keyOf(task) };
}

const featuresOf = (quotas: Quotas) =>
  quotas.map(({ feature, quotas: values }) => ({ name: feature, values: values.map(({ value }) => value) }));

/** The same for the same draw, or for the same seed, on every machine. */
function keyOf({ process, sessions, record }: AgendaTask): string {
  const { seed } = sessions.seating;
  const own = seed === undefined ? { title: process.title, draw_seed: record?.draw_seed ?? '' } : { seed };
  return digestOf(nodeHash, canonicalJson({ format: 'sortition-seating/1', ...own }));
}

/** Ids with commas between them, or a CSV file of ids. */
async function readAbsent(
  text: string | undefined,
  context: Parameters<typeof readIdsOf>[1] & { readonly warnings: FaultList },
): Promise<number[]> {
  if (text === undefined) return [];
  const { people, warnings } = context;
  const positions = new Map(people.participants.map(({ id }, p) => [id, p]));
  const given = existsSync(text)
    ? await readIdsOf(text, context)
    : text.split(',').map((id) => ({ id: cleanId(id), where: {} }));
  return given
    .filter(({ id }) => id !== '')
    .flatMap(({ id, where }) => {
      const person = positions.get(id);
      if (person === undefined) warnings.add('SEATING_ID_UNKNOWN', { id }, where);
      return person ?? [];
    });
}

/** Seats everybody; the rounds that have happened are as their file has them, tables that nobody of today sat at too. */
export async function seat(
  { problem, key, earlier }: Pick<SeatingTask, 'problem' | 'key' | 'earlier'>,
  engine: Engine,
  { terminal, steps }: { readonly terminal: Terminal; readonly steps?: number },
): Promise<Seated> {
  const onProgress = terminal.progress;
  const { seating, report } = await engine.seat(problem, key, { onProgress, ...(steps !== undefined && { steps }) });
  terminal.clearBar();
  const past = earlier.before.map(tablesOf);
  return { seating: { rounds: [...past, ...seating.rounds.slice(past.length)] }, report };
}
