import { basename } from 'node:path';
import type { FaultList } from '../core/errors.js';
import { comparable } from '../core/text.js';
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
import { type IdList, readIdList } from './id-list.js';
import { type NameList, NameMatches, readNameList } from './name-list.js';
import type { EligibilitySpec, PeopleSpec } from './people-spec.js';

/** Why someone cannot be drawn. */
interface Ineligible {
  readonly reason: string;
}

/** A cell that leaves it undecided, and what is wrong with it. */
export interface Undecided {
  readonly column: number;
  readonly problem: Problem;
}

/** Reads one cell of a column: 'eligible', why not, or what is wrong with it. */
interface CellRule {
  readonly column: number;
  readonly read: (cell: string) => 'eligible' | Ineligible | Problem;
}

/** Who can be drawn: decided before anything else is asked of a row. */
export class Eligibility {
  private readonly idLists: readonly (IdList & Ineligible & { readonly isOurs?: boolean })[];
  private readonly nameLists: readonly (NameList & Ineligible & { readonly matches: NameMatches })[];
  private readonly rules: readonly CellRule[];

  constructor(
    rules: readonly CellRule[],
    idLists: readonly (IdList & { readonly isOurs?: boolean })[],
    nameLists: readonly NameList[],
  ) {
    this.rules = rules;
    this.idLists = idLists.map((list) => ({ ...list, reason: onList(list) }));
    this.nameLists = nameLists.map((list) => ({ ...list, reason: onList(list), matches: new NameMatches(list) }));
  }

  /** Undefined for whoever can be drawn. Lists come first: nothing more is asked of whoever is on one. */
  judge(id: string, cells: readonly string[], row: number): Ineligible | Undecided | undefined {
    // Whoever another rule leaves out stands on these lists too, or a row of theirs would seem to name nobody.
    const matches = this.nameLists.map((list) => ({ list, match: list.matches.find(id, cells, row) }));
    const list = this.idLists.find(({ ids, perhapsId }) => ids.has(id) || perhapsId === id);
    if (list !== undefined) return list;
    for (const { column, read } of this.rules) {
      const verdict = read(cells[column] ?? '');
      if (typeof verdict === 'function') return { column, problem: verdict };
      if (verdict !== 'eligible') return verdict;
    }
    for (const { list, match } of matches) {
      const { birthDate, format } = list;
      if (match === 'no day') return { column: birthDate, problem: dayProblem(cells[birthDate] ?? '', format) };
      if (match !== undefined) return list;
    }
    return undefined;
  }

  /** Warns of people on the lists whom nobody in the file is, or several are. `hasId`: whether the file has a row of this id. */
  warnOfUnmatched(hasId: (id: string) => boolean, warnings: FaultList): void {
    for (const { file, ids, isOurs } of this.idLists) {
      if (isOurs) continue;
      for (const [id, row] of ids) if (!hasId(id)) warnings.add('EXCLUDED_ID_UNKNOWN', { id }, { file, row });
    }
    for (const { matches } of this.nameLists) matches.warn(warnings);
  }
}

const onList = ({ file }: { readonly file: string }): string => `on the list ${basename(file)}`;

/** How many people were left out because they stand on one of these lists. */
export function countListed(
  { ineligible }: { readonly ineligible: readonly { readonly reason: string; readonly count: number }[] },
  lists: NonNullable<EligibilitySpec['exclude']>,
): number {
  const reasons = new Set(lists.map((list) => onList(typeof list === 'string' ? { file: list } : list)));
  return ineligible.reduce((sum, { reason, count }) => sum + (reasons.has(reason) ? count : 0), 0);
}

/** The same people but for those on these lists. */
export const withoutListed = (people: PeopleSpec, lists: NonNullable<EligibilitySpec['exclude']>): PeopleSpec =>
  lists.length === 0
    ? people
    : { ...people, eligible: { ...people.eligible, exclude: [...(people.eligible?.exclude ?? []), ...lists] } };

/** Adds faults where the specification does not fit the table, or a list cannot be read. */
export async function readEligibility(
  { eligible: spec = {}, id: idName, area }: Pick<PeopleSpec, 'eligible' | 'id' | 'area'>,
  context: ReaderContext,
): Promise<Eligibility> {
  const idLists: (IdList & { readonly isOurs?: boolean })[] = [];
  const nameLists: NameList[] = [];
  for (const written of spec.exclude ?? []) {
    if (typeof written === 'string') add(idLists, await readIdList(written, idName, context));
    else add(nameLists, await readNameList(written, context));
  }
  const { former } = spec;
  if (former !== undefined) {
    const ids = new Map(Array.from(former.ids, (id) => [id, 0]));
    idLists.push({ file: former.name, ids, perhapsId: undefined, isOurs: true });
  }
  const rules: CellRule[] = [];
  add(rules, area && cellRule(area.column, [area.value], `another ${area.column}`, context));
  add(rules, spec.residence && residenceRule(spec.residence, context));
  add(rules, spec.age && ageRule(spec.age, context));
  return new Eligibility(rules, idLists, nameLists);
}

function add<T>(list: T[], item: T | undefined): void {
  if (item !== undefined) list.push(item);
}

type AgeSpec = NonNullable<EligibilitySpec['age']>;
type ResidenceSpec = NonNullable<EligibilitySpec['residence']>;

const residenceRule = ({ column, values }: ResidenceSpec, context: ReaderContext): CellRule | undefined =>
  cellRule(column, values, `no ${column} of ${values.join(', ')}`, context);

/** Only whoever has one of the values; `reason`: of all others. */
function cellRule(
  name: string,
  values: readonly string[],
  reason: string,
  context: ReaderContext,
): CellRule | undefined {
  const column = requiredColumn(name, context);
  const wanted = new Set(values.map(comparable));
  const elsewhere: Ineligible = { reason };
  const read = (cell: string): 'eligible' | Ineligible | Problem => {
    const value = comparable(cell);
    return value === '' ? problem('CELL_BLANK', {}) : wanted.has(value) ? 'eligible' : elsewhere;
  };
  return column === undefined ? undefined : { column, read: remembering(read) };
}

function ageRule(spec: AgeSpec, context: ReaderContext): CellRule | undefined {
  const column = requiredColumn(spec.birthDate, context);
  const at = requiredDay(spec.at, context.faults);
  const readDay = requiredDayReader(spec.format, context, column);
  if (column === undefined || at === undefined || readDay === undefined) return undefined;
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = spec;
  const tooYoung: Ineligible = { reason: `younger than ${min} on ${spec.at}` };
  const tooOld: Ineligible = { reason: `older than ${max} on ${spec.at}` };
  const read = (cell: string): 'eligible' | Ineligible | Problem => {
    const birth = readDay(cell);
    if (birth === undefined) return dayProblem(cell, spec.format);
    const age = fullYears(birth, at);
    return age < min ? tooYoung : age > max ? tooOld : 'eligible';
  };
  return { column, read };
}

const dayProblem = (cell: string, format: string): Problem =>
  cell.trim() === '' ? problem('CELL_BLANK', {}) : unreadableDay(cell, format);
