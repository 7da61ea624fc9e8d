import { basename } from 'node:path';
import { FaultList } from '../core/errors.js';
import { fullYears } from './dates.js';
import {
  type Problem,
  problem,
  type ReaderContext,
  remembering,
  requiredColumn,
  requiredDay,
  requiredDayReader,
  unreadableDay,
} from './feature-readers.js';
import { addFaults, openBeside } from './lookup-table.js';
import type { EligibilitySpec } from './people-spec.js';
import { findColumn } from './table.js';

/** How an id is kept: trimmed, and in the one Unicode form that looks the same. */
export const cleanId = (text: string): string => text.trim().normalize('NFC');

/** Why someone cannot be drawn. */
interface Ineligible {
  readonly reason: string;
}

/** Who can be drawn: decided before anything else is asked of a row. */
export interface Eligibility {
  /** Reads the age from a cell of its column; 'eligible' where no age is asked for. */
  readonly age:
    | { readonly column: number; readonly read: (cell: string) => 'eligible' | Ineligible | Problem }
    | undefined;
  readonly lists: readonly ExcludeList[];
}

export interface IdList {
  readonly file: string;
  /** The row of each id. */
  readonly ids: ReadonlyMap<string, number>;
  /** An only column that is not named as the ids are may have no header: what stands there is taken for an id too. */
  readonly perhapsId: string | undefined;
}

export type ExcludeList = IdList & Ineligible;

/** Adds faults where the specification does not fit the table, or a list cannot be read. */
export async function readEligibility(
  spec: EligibilitySpec,
  idName: string,
  context: ReaderContext,
): Promise<Eligibility> {
  const lists: ExcludeList[] = [];
  for (const file of spec.exclude ?? []) {
    const list = await readIdList(file, idName, context);
    if (list !== undefined) lists.push({ ...list, reason: `on the list ${basename(file)}` });
  }
  return { age: spec.age === undefined ? undefined : ageRule(spec.age, context), lists };
}

type AgeSpec = NonNullable<EligibilitySpec['age']>;

function ageRule(spec: AgeSpec, context: ReaderContext): Eligibility['age'] {
  const column = requiredColumn(spec.birthDate, context);
  const at = requiredDay(spec.at, context.faults);
  const readDay = requiredDayReader(spec.format, context);
  if (column === undefined || at === undefined || readDay === undefined) return undefined;
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = spec;
  const tooYoung: Ineligible = { reason: `younger than ${min} on ${spec.at}` };
  const tooOld: Ineligible = { reason: `older than ${max} on ${spec.at}` };
  const read = (cell: string): 'eligible' | Ineligible | Problem => {
    if (cell.trim() === '') return problem('CELL_BLANK', {});
    const birth = readDay(cell);
    if (birth === undefined) return unreadableDay(cell, spec.format);
    const age = fullYears(birth, at);
    return age < min ? tooYoung : age > max ? tooOld : 'eligible';
  };
  return { column, read: remembering(read) };
}

/** A list of people, by id. An empty one has nobody. */
export async function readIdList(
  file: string,
  idName: string,
  { encoding, faults }: ReaderContext,
): Promise<IdList | undefined> {
  const table = await openBeside(file, encoding, faults);
  if (table === undefined) return undefined;
  const isOnly = table.columns.length === 1 && findColumn(table, idName) === undefined;
  const column = isOnly ? 0 : requiredColumn(idName, { table, encoding, faults });
  if (column === undefined) return undefined;
  const ids = new Map<string, number>();
  const found = new FaultList();
  const onRow = (cells: readonly string[], row: number): void => {
    const id = cleanId(cells[column] ?? '');
    if (id !== '') ids.set(id, row);
  };
  await table.read(onRow, { faults: found });
  for (const fault of found.faults) if (fault.code !== 'TABLE_NO_ROWS') addFaults(faults, fault);
  const perhapsId = isOnly ? cleanId(table.columns[0] ?? '') : undefined;
  return { file, ids, perhapsId };
}

/** Why the person cannot be drawn, by the lists; undefined where they can. */
export const findList = (id: string, lists: readonly ExcludeList[]): ExcludeList | undefined =>
  lists.find(({ ids, perhapsId }) => ids.has(id) || perhapsId === id);
