import { SortitionError } from '../core/errors.js';
import type { Participant, Seating } from '../core/sessions/model.js';
import type { SeatedBefore } from '../core/sessions/seating-plan.js';
import { comparable } from '../core/text.js';
import { cleanId } from './id-list.js';
import { withPlainCells } from './plain-cells.js';
import { findColumn, openTable } from './table.js';

/** Somebody who sat at rounds that have happened and is no longer on the panel. */
export interface Departed {
  readonly id: string;
  readonly name: string;
  /** Table of each round, as numbered on it; blank where they were not there. */
  readonly tables: readonly string[];
}

/** Our own columns; where the organiser's ids are in a column of that name, ours gives way, since no two may have the same. */
function columnsBeside(idColumn: string) {
  const own = (name: string): string => (comparable(name) === comparable(idColumn) ? `${name} here` : name);
  return { number: own('number'), name: own('name'), round: (r: number): string => own(`round ${r + 1}`) };
}

/** Where everybody sits, a row a person, tables numbered from 1. */
export function seatingTable(
  {
    participants,
    seating,
    departed,
  }: {
    readonly participants: readonly Participant[];
    readonly seating: Seating;
    readonly departed: readonly Departed[];
  },
  idColumn: string,
): string[][] {
  const rounds = seating.rounds.map((tables) => {
    const seats = new Map<number, number>();
    for (const [t, people] of tables.entries()) for (const p of people) seats.set(p, t + 1);
    return seats;
  });
  const columns = columnsBeside(idColumn);
  const header = [columns.number, idColumn, columns.name, ...rounds.map((_, r) => columns.round(r))];
  const rows = participants.map(({ id, givenName, surname }, p) => [
    String(p + 1),
    id,
    `${givenName} ${surname}`.trim(),
    ...rounds.map((seats) => String(seats.get(p) ?? '')),
  ]);
  const gone = departed.map(({ id, name, tables }) => ['', id, name, ...rounds.map((_, r) => tables[r] ?? '')]);
  return [header, ...rows, ...gone];
}

/** The first `rounds` of an earlier seating. */
export interface EarlierSeating {
  readonly before: SeatedBefore;
  readonly departed: readonly Departed[];
}

/** Throws SEATING_NOT_YET and SEATING_FILE_UNUSABLE. */
export async function readSeating(
  file: string,
  {
    idColumn,
    rounds,
    participants,
  }: {
    readonly idColumn: string;
    readonly rounds: number;
    readonly participants: readonly Participant[];
  },
): Promise<EarlierSeating> {
  const opened = await openTable(file).catch((error: unknown) => {
    const isMissing = error instanceof SortitionError && error.code === 'FILE_NOT_FOUND';
    throw isMissing ? new SortitionError('SEATING_NOT_YET', {}, { file }) : error;
  });
  const table = withPlainCells(opened);
  const unusable = (what: string, row?: number): never => {
    throw new SortitionError('SEATING_FILE_UNUSABLE', { what }, { file, ...(row !== undefined && { row }) });
  };
  const id = findColumn(table, idColumn) ?? unusable(`it has no column “${idColumn}”`);
  const own = columnsBeside(idColumn);
  const name = findColumn(table, own.name);
  const columns = Array.from({ length: rounds }, (_, r) => {
    return findColumn(table, own.round(r)) ?? unusable(`it has no column “${own.round(r)}”`);
  });
  const positions = new Map(participants.map((person, p) => [person.id, p]));
  const before = columns.map(() => new Array<number | undefined>(participants.length).fill(undefined));
  const departed: Departed[] = [];
  await table.read((cells, row) => {
    const personId = cleanId(cells[id] ?? '');
    const tables = columns.map((column) => (cells[column] ?? '').trim());
    for (const text of tables) if (!/^([1-9]\d{0,3})?$/.test(text)) unusable(`“${text}” is no number of a table`, row);
    const person = positions.get(personId);
    if (person === undefined) {
      if (tables.some((text) => text !== ''))
        departed.push({ id: personId, name: name === undefined ? '' : (cells[name] ?? ''), tables });
      return;
    }
    for (const [r, text] of tables.entries()) {
      const seats = before[r];
      if (seats !== undefined && text !== '') seats[person] = Number(text) - 1;
    }
  });
  return { before, departed };
}
