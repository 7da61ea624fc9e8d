import type { FaultList, Where } from '../core/errors.js';
import { comparable } from '../core/text.js';
import { cleanId } from './id-list.js';
import type { PeoplePlan } from './people-plan.js';
import type { Table } from './table.js';

/** Reads single rows of people as a plan says. Faults are added with their place. */
export class PersonReader {
  /** How many cannot be drawn, by reason. */
  readonly ineligible = new Map<string, number>();
  /** Value numbers of the person last read, by canonical feature. */
  readonly values: Uint16Array;
  private readonly table: Table;
  private readonly plan: PeoplePlan;
  private readonly faults: FaultList;

  constructor(table: Table, plan: PeoplePlan, faults: FaultList) {
    this.table = table;
    this.plan = plan;
    this.faults = faults;
    this.values = new Uint16Array(plan.features.length);
  }

  /** The id of a row; blank, with a fault added, where it has none. */
  idOf(cells: readonly string[], row: number): string {
    const id = cleanId(cells[this.plan.id] ?? '');
    if (id === '') this.faults.add('CELL_BLANK', {}, this.where(row, this.plan.id));
    return id;
  }

  /** Whether the person can be drawn, and then their `values`. Whoever cannot is counted; a fault is as much as no. */
  read(id: string, cells: readonly string[], row: number): boolean {
    const before = this.faults.count;
    const verdict = this.plan.eligibility.judge(id, cells, row);
    if (verdict !== undefined && 'reason' in verdict) {
      this.ineligible.set(verdict.reason, (this.ineligible.get(verdict.reason) ?? 0) + 1);
      return false;
    }
    verdict?.problem(this.faults, this.where(row, verdict.column));
    this.readValues(cells, row, verdict?.column);
    if (this.faults.count > before) return false;
    this.readCrosses(row);
    return this.faults.count === before;
  }

  /** The comparable cells of the household columns in one; undefined where all are blank. */
  householdOf(cells: readonly string[]): string | undefined {
    const { household } = this.plan;
    if (household.length === 0) return undefined;
    const parts = household.map((column) => comparable(cells[column] ?? ''));
    return parts.every((part) => part === '') ? undefined : parts.join('\u001f');
  }

  /** `except`: a column whose fault is told already. */
  private readValues(cells: readonly string[], row: number, except: number | undefined): void {
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

  private where(row: number, column: number): Where {
    return { file: this.table.path, row, column: this.table.columns[column]?.trim() ?? '' };
  }
}
