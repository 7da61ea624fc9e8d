import type { FaultList, Where } from '../core/errors.js';
import { comparable } from '../core/text.js';
import { cleanId, findList } from './eligibility.js';
import type { PeoplePlan } from './people-plan.js';
import type { Table } from './table.js';

/** Takes a person who can be drawn; `values` is used again for the next one. Of an id in several rows, the first is `row`. */
export type OnPerson = (id: string, values: Uint16Array, household: string | undefined, row: number) => void;

/** Goes through the rows of people, hands on those who can be drawn, and counts the others. */
export class PeopleRows {
  rows = 0;
  /** Ids that stand in more than one row; only the first row of each was read. */
  readonly repeated = new Set<string>();
  readonly ineligible = new Map<string, number>();
  private readonly seen = new Set<string>();
  private readonly values: Uint16Array;
  private readonly table: Table;
  private readonly plan: PeoplePlan;
  private readonly faults: FaultList;
  private readonly onPerson: OnPerson;

  constructor(table: Table, plan: PeoplePlan, faults: FaultList, onPerson: OnPerson) {
    this.table = table;
    this.plan = plan;
    this.faults = faults;
    this.onPerson = onPerson;
    this.values = new Uint16Array(plan.features.length);
  }

  hasId(id: string): boolean {
    return this.seen.has(id);
  }

  add(cells: readonly string[], row: number): void {
    this.rows++;
    const id = cleanId(cells[this.plan.id] ?? '');
    if (id === '') this.faults.add('CELL_BLANK', {}, this.where(row, this.plan.id));
    else if (!this.isFirst(id)) return;
    const before = this.faults.count;
    const undecided = this.readEligibility(id, cells, row);
    if (undecided === undefined) return;
    this.readValues(cells, row, undecided);
    if (this.faults.count > before) return;
    this.readCrosses(row);
    if (this.faults.count > before) return;
    this.onPerson(id, this.values, this.householdOf(cells), row);
  }

  private isFirst(id: string): boolean {
    const { size } = this.seen;
    // One look-up instead of two: adding tells whether the id was there.
    if (this.seen.add(id).size > size) return true;
    this.repeated.add(id);
    return false;
  }

  /**
   * Counts a person who cannot be drawn and returns undefined. Otherwise returns the column that left it undecided, a fault
   * told already, or −1.
   */
  private readEligibility(id: string, cells: readonly string[], row: number): number | undefined {
    const { age, lists } = this.plan.eligibility;
    const list = lists.length === 0 ? undefined : findList(id, lists);
    if (list !== undefined) return this.countOut(list.reason);
    if (age === undefined) return -1;
    const verdict = age.read(cells[age.column] ?? '');
    if (verdict === 'eligible') return -1;
    if (typeof verdict === 'object') return this.countOut(verdict.reason);
    verdict(this.faults, this.where(row, age.column));
    return age.column;
  }

  private countOut(reason: string): undefined {
    this.ineligible.set(reason, (this.ineligible.get(reason) ?? 0) + 1);
    return undefined;
  }

  private readValues(cells: readonly string[], row: number, except: number): void {
    const { features } = this.plan;
    for (let f = 0; f < features.length; f++) {
      const reader = features[f];
      if (reader === undefined || reader.column === except) continue;
      const value = reader.read(cells[reader.column] ?? '');
      if (typeof value === 'number') this.values[f] = value;
      else value(this.faults, this.where(row, reader.column));
    }
  }

  /** Once all that they cross is read. */
  private readCrosses(row: number): void {
    for (const { number, parts, read, column } of this.plan.crosses) {
      const value = read(this.values[parts[0]] ?? 0, this.values[parts[1]] ?? 0);
      if (typeof value === 'number') this.values[number] = value;
      else value(this.faults, { file: this.table.path, row, column });
    }
  }

  /** The comparable cells of the household columns in one; undefined where all are blank. */
  private householdOf(cells: readonly string[]): string | undefined {
    const { household } = this.plan;
    if (household.length === 0) return undefined;
    const parts = household.map((column) => comparable(cells[column] ?? ''));
    return parts.every((part) => part === '') ? undefined : parts.join('\u001f');
  }

  private where(row: number, column: number): Where {
    return { file: this.table.path, row, column: this.table.columns[column]?.trim() ?? '' };
  }
}
