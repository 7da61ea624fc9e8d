import { FaultList, type Where } from '../core/errors.js';
import type { Round } from '../core/sessions/agenda.js';
import type { Session } from '../core/sessions/model.js';
import type { SeatingRule } from '../core/sessions/seating/problem.js';
import { comparable } from '../core/text.js';
import { requiredColumn } from './feature-readers.js';
import { cleanId, readIdList } from './id-list.js';
import { addFaults, openBeside } from './lookup-table.js';
import type { PanelPeople } from './panel-people.js';
import type { FacilitatorSpec, GroupsSpec, IdsSpec, SessionsSpec } from './sessions-spec.js';
import { findColumn, type Table } from './table.js';

export interface SeatingContext {
  readonly sessions: SessionsSpec;
  readonly people: PanelPeople;
  /** The name of the column of ids, in the register and in these files. */
  readonly id: string;
  /** Tables of each round. */
  readonly tables: readonly number[];
  /** How many rounds have happened: rules are for the others. */
  readonly past: number;
  readonly faults: FaultList;
  /** Of ids that are not on the panel: whoever was replaced may still stand in a list. */
  readonly warnings: FaultList;
}

/** What `sessions.seating` asks for, as rules over positions in the panel. */
export async function readSeatingRules(context: SeatingContext): Promise<SeatingRule[]> {
  const { seating } = context.sessions;
  const find = finder(context);
  return [
    ...(await groupRules('together', seating.together, context, find)),
    ...(await groupRules('apart', seating.apart, context, find)),
    ...(await fixedRules(context, find)),
    ...(await accessRules(context, find)),
    ...languageRules(context),
  ];
}

type Find = (id: string, where: Where) => number | undefined;

function finder({ people, warnings }: Pick<SeatingContext, 'people' | 'warnings'>): Find {
  const positions = new Map(people.participants.map(({ id }, p) => [id, p]));
  return (id, where) => {
    const found = positions.get(cleanId(id));
    if (found === undefined) warnings.add('SEATING_ID_UNKNOWN', { id: cleanId(id) }, where);
    return found;
  };
}

/** Where a key of `sessions.seating` stands. */
const inYaml = ({ sessions }: SeatingContext, key: string): Where => ({
  file: sessions.file,
  column: `sessions.seating.${key}`,
});

async function groupRules(
  kind: 'together' | 'apart',
  spec: GroupsSpec | undefined,
  context: SeatingContext,
  find: Find,
): Promise<SeatingRule[]> {
  if (spec === undefined) return [];
  const groups = new Map<string, number[]>();
  const put = (group: string, person: number | undefined): void => {
    const members = groups.get(group) ?? [];
    groups.set(group, person === undefined ? members : [...members, person]);
  };
  if (typeof spec === 'string') {
    await readColumns(spec, ['group'], context, ({ id, cells: [group = ''], where }) => put(group, find(id, where)));
  } else {
    for (const [i, ids] of spec.entries())
      for (const id of ids) put(`${kind}, item ${i + 1}`, find(id, inYaml(context, `${kind}, item ${i + 1}`)));
  }
  return [...groups]
    .filter(([, people]) => people.length > 1)
    .map(([group, people]) => ({
      kind,
      label: typeof spec === 'string' ? `${kind}: group ${group}` : group,
      people: [...new Set(people)].sort((a, b) => a - b),
    }));
}

async function fixedRules(context: SeatingContext, find: Find): Promise<SeatingRule[]> {
  const { fixed } = context.sessions.seating;
  if (fixed === undefined) return [];
  const rules: SeatingRule[] = [];
  const add = (id: string, table: number, where: Where): void => {
    const person = find(id, where);
    requireTable(table, where, context);
    if (person !== undefined) rules.push({ kind: 'fixed', label: `fixed: ${id}`, person, table: table - 1 });
  };
  if (typeof fixed === 'string') {
    await readColumns(fixed, ['table'], context, ({ id, cells: [written = ''], where }) => {
      const table = /^\d{1,4}$/.test(written) ? Number(written) : 0;
      if (table > 0) add(id, table, where);
      else context.faults.add('SEATING_NUMBER', { what: 'table', text: written }, where);
    });
  } else for (const [i, { id, table }] of fixed.entries()) add(id, table, inYaml(context, `fixed, item ${i + 1}`));
  return rules;
}

function requireTable(table: number, where: Where, { tables, past, faults }: SeatingContext): void {
  const fewest = Math.min(...tables.slice(past));
  if (table > fewest) faults.add('SEATING_TABLE_UNKNOWN', { table, tables: fewest }, where);
}

async function accessRules(context: SeatingContext, find: Find): Promise<SeatingRule[]> {
  const { accessible } = context.sessions.seating;
  if (accessible === undefined) return [];
  for (const table of accessible.tables) requireTable(table, inYaml(context, 'accessible.tables'), context);
  const ids = accessible.people === undefined ? [] : await readIds(accessible.people, 'accessible.people', context);
  const named = ids.flatMap(({ id, where }) => find(id, where) ?? []);
  const people = [...new Set([...context.people.inNeed, ...named])].sort((a, b) => a - b);
  if (people.length === 0) return [];
  const tables = accessible.tables.map((table) => table - 1);
  return [{ kind: 'tables', label: 'accessible tables', people, tables }];
}

async function readIds(spec: IdsSpec, key: string, context: SeatingContext): Promise<{ id: string; where: Where }[]> {
  if (typeof spec !== 'string') return spec.map((id) => ({ id, where: inYaml(context, key) }));
  return readIdsOf(spec, context);
}

/** Ids of a CSV file, a line each, with or without a header. */
export async function readIdsOf(
  file: string,
  { people, id, faults }: Pick<SeatingContext, 'people' | 'id' | 'faults'>,
): Promise<{ id: string; where: Where }[]> {
  const list = await readIdList(file, id, { table: people.table, encoding: undefined, faults });
  const ids = [...(list?.ids ?? [])].map(([own, row]) => ({ id: own, where: { file, row } as Where }));
  // An only column may have no header: then its first line is an id, unless it is what ids are called.
  const first = list?.perhapsId ?? '';
  const isHeader = first === '' || comparable(first) === 'id' || comparable(first) === comparable(id);
  return isHeader ? ids : [{ id: first, where: { file, row: 1 } }, ...ids];
}

/** Whoever leads at a table, and their interpreter, together speak what is spoken there. */
function languageRules(context: SeatingContext): SeatingRule[] {
  const { people, sessions, tables } = context;
  const { facilitators } = sessions.seating;
  for (const [i, { table }] of facilitators.entries())
    requireTable(table, inYaml(context, `facilitators, item ${i + 1}`), context);
  const speaking = facilitators.filter(({ languages }) => languages.length > 0);
  if (speaking.length === 0) return [];
  const byLanguages = new Map<string, number[]>();
  for (const [p, languages] of people.spoken.entries()) {
    const key = [...languages].sort().join(', ');
    byLanguages.set(key, [...(byLanguages.get(key) ?? []), p]);
  }
  const understands = [...byLanguages].map(
    ([key, members]): SeatingRule => ({
      kind: 'understands',
      label: `people who understand ${key}`,
      people: members,
      languages: key.split(', '),
    }),
  );
  return [...speakRules(speaking, tables.length), ...understands];
}

function speakRules(speaking: readonly FacilitatorSpec[], rounds: number): SeatingRule[] {
  const byTable = new Map<string, { table: number; languages: string[]; rounds: number[] }>();
  for (const table of [...new Set(speaking.map((one) => one.table))].sort((a, b) => a - b))
    for (let r = 0; r < rounds; r++) {
      const there = speaking.filter((one) => one.table === table && (one.rounds?.includes(r + 1) ?? true));
      const languages = [...new Set(there.flatMap((one) => one.languages))].sort();
      if (languages.length === 0) continue;
      const key = `table ${table} speaks ${languages.join(', ')}`;
      const rule = byTable.get(key) ?? { table, languages, rounds: [] };
      byTable.set(key, { ...rule, rounds: [...rule.rounds, r] });
    }
  return [...byTable].map(([label, { table, languages, rounds: inRounds }]) => ({
    kind: 'speaks',
    label,
    table: table - 1,
    languages,
    ...(inRounds.length < rounds && { rounds: inRounds }),
  }));
}

/** Round → positions of those who are away, from the file of absences. */
export async function readAbsences(
  context: Omit<SeatingContext, 'tables' | 'past'>,
  agenda: { readonly sessions: readonly Session[]; readonly rounds: readonly Round[] },
): Promise<Set<number>[]> {
  const { faults, sessions } = context;
  const { absences } = sessions.seating;
  const away = agenda.rounds.map(() => new Set<number>());
  if (absences === undefined) return away;
  const find = finder(context);
  await readColumns(absences, [], context, ({ id, where, optional }) => {
    const person = find(id, where);
    const [round, session] = [optional('round'), optional('session')];
    const number = /^\d{1,4}$/.test(round) ? Number(round) : 0;
    const known = agenda.sessions.findIndex((other) => other.id === session);
    if (round !== '' && (number < 1 || number > away.length))
      faults.add('SEATING_ROUND_UNKNOWN', { text: round, rounds: away.length }, where);
    if (session !== '' && known < 0)
      faults.add('SEATING_SESSION_UNKNOWN', { text: session, known: agenda.sessions.map((other) => other.id) }, where);
    if (person === undefined) return;
    for (const [r, people] of away.entries()) {
      const isMeant = (round === '' || r === number - 1) && (session === '' || agenda.rounds[r]?.session === known);
      if (isMeant) people.add(person);
    }
  });
  return away;
}

interface Cells {
  readonly id: string;
  /** Of the required columns, trimmed. */
  readonly cells: readonly string[];
  optional(column: string): string;
  readonly where: Where;
}

/** Goes through a CSV file of ids with further columns; lines without an id are left out. */
async function readColumns(
  file: string,
  required: readonly string[],
  { id, faults }: Pick<SeatingContext, 'id' | 'faults'>,
  take: (cells: Cells) => void,
): Promise<void> {
  const table = await openBeside(file, undefined, faults);
  if (table === undefined) return;
  const context = { table, encoding: undefined, faults };
  const idColumn = findColumn(table, id) ?? findColumn(table, 'id') ?? requiredColumn(id, context);
  const columns = required.map((name) => requiredColumn(name, context));
  if (idColumn === undefined || columns.includes(undefined)) return;
  const cellOf = (row: readonly string[], column: number | undefined): string =>
    column === undefined ? '' : (row[column] ?? '').trim();
  await readRows(table, faults, (row, number) => {
    const own = cleanId(row[idColumn] ?? '');
    if (own === '') return;
    take({
      id: own,
      cells: columns.map((column) => cellOf(row, column)),
      optional: (name) => cellOf(row, findColumn(table, name)),
      where: { file, row: number },
    });
  });
}

/** A list without anybody on it is no fault. */
async function readRows(table: Table, faults: FaultList, onRow: Parameters<Table['read']>[0]): Promise<void> {
  const found = new FaultList();
  await table.read(onRow, { faults: found });
  for (const fault of found.faults) if (fault.code !== 'TABLE_NO_ROWS') addFaults(faults, fault);
}
