import type { ErrorArgs } from '../core/error-catalogue.js';
import type { FaultList, Where } from '../core/errors.js';
import type { UnitRule } from '../core/panel/unit-people.js';
import type { Pool } from '../core/register/pool.js';
import type { PoolBuilder } from '../core/register/pool-builder.js';
import { compareUtf8 } from '../core/text.js';
import {
  type Problem,
  type ReaderContext,
  requiredColumn,
  requiredDayReader,
  unreadableDay,
} from './feature-readers.js';
import type { PeoplePlan } from './people-plan.js';
import type { UnitSpec } from './people-spec.js';
import type { Table } from './table.js';

/** Somebody who belongs to a unit, and their row of the file. */
export interface Member {
  readonly pseudonym: string;
  readonly id: string;
  readonly row: number;
}

/** A unit as it is read: the values of its first row, with which all others must agree. */
interface Unit {
  readonly values: Uint16Array;
  readonly row: number;
  readonly members: (Member & { readonly age: number })[];
}

/** What the rule looks at: 0 for the lot, days for age. */
type AgeReader = (cells: readonly string[]) => number | Problem;

/** Rows of people, put together by the unit they belong to. Row order leaves no trace. */
export class UnitRows {
  private readonly units = new Map<string, Unit>();
  private readonly table: Table;
  private readonly plan: PeoplePlan;
  private readonly faults: FaultList;
  private readonly ageOf: AgeReader;
  private readonly ageColumn: number | undefined;

  constructor(table: Table, plan: PeoplePlan, spec: UnitSpec, context: ReaderContext) {
    this.table = table;
    this.plan = plan;
    this.faults = context.faults;
    const age = 'birthDate' in spec ? ageReader(spec, context) : undefined;
    this.ageOf = age?.read ?? (() => 0);
    this.ageColumn = age?.column;
  }

  add(member: Member, values: Uint16Array, unit: string | undefined, cells: readonly string[]): void {
    const { row } = member;
    const first = this.plan.household[0];
    if (unit === undefined) {
      this.fault('UNIT_BLANK', {}, row, first);
      return;
    }
    const age = this.ageOf(cells);
    if (typeof age !== 'number') {
      age(this.faults, this.where(row, this.ageColumn));
      return;
    }
    const known = this.units.get(unit);
    if (known === undefined) {
      this.units.set(unit, { values: values.slice(), row, members: [{ ...member, age }] });
      return;
    }
    known.members.push({ ...member, age });
    const f = values.findIndex((value, i) => value !== known.values[i]);
    if (f >= 0) this.fault('UNIT_DIFFERS', { firstRow: known.row }, row, this.plan.features[f]?.column);
  }

  /** Hands the units to the builder, under the smallest pseudonym of their people; of each its people, in the order of the rule. */
  build(builder: PoolBuilder): Member[][] {
    return Array.from(this.units.values(), ({ values, members }, source) => {
      members.sort((a, b) => a.age - b.age || compareUtf8(a.pseudonym, b.pseudonym));
      builder.add(smallest(members), values, undefined, source);
      return members.map(({ pseudonym, id, row }) => ({ pseudonym, id, row }));
    });
  }

  private where(row: number, column: number | undefined): Where {
    return { file: this.table.path, row, column: this.table.columns[column ?? -1]?.trim() ?? '' };
  }

  private fault<C extends 'UNIT_BLANK' | 'UNIT_DIFFERS'>(
    code: C,
    args: ErrorArgs<C>,
    row: number,
    column: number | undefined,
  ): void {
    this.faults.add(code, args, this.where(row, column));
  }
}

/** What of the people read follows from their units, in the order of the pool. */
export function peopleOfUnits(pool: Pool, units: readonly (readonly Member[])[]) {
  const first = units.map((members, i) => members.find(({ pseudonym }) => pseudonym === pool.pseudonyms[i]));
  return {
    pool: { ...pool, members: units.map((members) => members.map(({ pseudonym }) => pseudonym)) },
    units,
    ids: first.map((member) => member?.id ?? ''),
    sourceRows: Int32Array.from(first, (member) => member?.row ?? 0),
  };
}

const smallest = (members: readonly Member[]): string =>
  members.map(({ pseudonym }) => pseudonym).reduce((least, one) => (compareUtf8(one, least) < 0 ? one : least));

/** The days of birth, those who come first smallest. */
function ageReader(
  { birthDate, format, choose }: Extract<UnitSpec, { birthDate: string }>,
  context: ReaderContext,
): { readonly column: number; readonly read: AgeReader } | undefined {
  const column = requiredColumn(birthDate, context);
  const readDay = requiredDayReader(format, context, column);
  if (column === undefined || readDay === undefined) return undefined;
  const sign: Record<UnitRule, number> = { lot: 0, oldest: 1, youngest: -1 };
  const read = (cells: readonly string[]): number | Problem => {
    const cell = cells[column] ?? '';
    const day = readDay(cell);
    return day === undefined ? unreadableDay(cell, format) : sign[choose] * day;
  };
  return { column, read };
}
