import type { FaultList } from '../core/errors.js';
import type { PeoplePlan } from './people-plan.js';
import { PersonReader } from './person-reader.js';
import type { Table } from './table.js';

/** Takes a person who can be drawn; `values` is used again for the next one. Of an id in several rows, the first is `row`. */
export type OnPerson = (
  id: string,
  values: Uint16Array,
  household: string | undefined,
  row: number,
  cells: readonly string[],
) => void;

/** Goes through the rows of people, hands on those who can be drawn, and counts the others. */
export class PeopleRows {
  rows = 0;
  /** Ids that stand in more than one row; only the first row of each was read. */
  readonly repeated = new Set<string>();
  private readonly seen = new Set<string>();
  private readonly reader: PersonReader;
  private readonly onPerson: OnPerson;

  constructor(table: Table, plan: PeoplePlan, faults: FaultList, onPerson: OnPerson) {
    this.reader = new PersonReader(table, plan, faults);
    this.onPerson = onPerson;
  }

  /** How many cannot be drawn, by reason. */
  get ineligible(): ReadonlyMap<string, number> {
    return this.reader.ineligible;
  }

  hasId(id: string): boolean {
    return this.seen.has(id);
  }

  add(cells: readonly string[], row: number): void {
    this.rows++;
    const id = this.reader.idOf(cells, row);
    if (id !== '' && !this.isFirst(id)) return;
    if (!this.reader.read(id, cells, row) || id === '') return;
    this.onPerson(id, this.reader.values, this.reader.householdOf(cells), row, cells);
  }

  private isFirst(id: string): boolean {
    const { size } = this.seen;
    // One look-up instead of two: adding tells whether the id was there.
    if (this.seen.add(id).size > size) return true;
    this.repeated.add(id);
    return false;
  }
}
