import { FaultList } from '../core/errors.js';
import type { Quota, Quotas } from '../core/register/features.js';
import { comparable, nearest } from '../core/text.js';
import { Cells, optionalText } from './cells.js';
import type { AreaSpec } from './people-spec.js';
import { findColumn, openTable, type Table, type TableOptions } from './table.js';

/** Column names that practitioners give a feature and its value; the first pair that is there is taken. */
const headers = [
  { feature: 'feature', value: 'value' },
  { feature: 'category', value: 'name' },
  { feature: 'category', value: 'feature' },
];

/**
 * Reads quotas: a row a value, with its feature, minimum and maximum and, where there are columns for it, how far these may
 * be relaxed. Features and values keep the file's order and spelling, trimmed. All faults are thrown together.
 */
export async function readQuotas(path: string, options: QuotasOptions = {}): Promise<Quotas> {
  const table = await openTable(path, options);
  const faults = new FaultList();
  const rows = new QuotaRows(table, findColumns(table, faults), faults);
  const { area } = options;
  const column = area && requireNamed(table, area.column, faults);
  faults.throwIfAny();
  const isOf = (cells: readonly string[]): boolean =>
    column === undefined || comparable(cells[column] ?? '') === comparable(area?.value ?? '');
  await table.read((cells, row) => isOf(cells) && rows.add(cells, row), { faults });
  faults.throwIfAny();
  return rows.quotas();
}

export interface QuotasOptions extends TableOptions {
  /** Only the rows of this area, where areas have quotas of their own. */
  readonly area?: AreaSpec | undefined;
}

/** Indices of columns in the file. */
interface QuotaColumns {
  readonly feature: number;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly minFlex: number | undefined;
  readonly maxFlex: number | undefined;
}

function findColumns(table: Table, faults: FaultList): QuotaColumns {
  return {
    ...findNameColumns(table, faults),
    min: requireNamed(table, 'min', faults),
    max: requireNamed(table, 'max', faults),
    minFlex: findColumn(table, 'min_flex'),
    maxFlex: findColumn(table, 'max_flex'),
  };
}

/** The columns of the feature and of its value, under the names that practitioners give them; −1 and a fault where there is none. */
export function findNameColumns(table: Table, faults: FaultList): { readonly feature: number; readonly value: number } {
  const present = (name: string): number => (findColumn(table, name) === undefined ? 0 : 1);
  const found = headers.map(({ feature, value }) => present(feature) + present(value));
  const names = headers[found.indexOf(Math.max(...found))] ?? { feature: 'feature', value: 'value' };
  return { feature: requireNamed(table, names.feature, faults), value: requireNamed(table, names.value, faults) };
}

function requireNamed(table: Table, name: string, faults: FaultList): number {
  const index = findColumn(table, name);
  if (index !== undefined) return index;
  const { path, columns } = table;
  const args = { name, columns, near: nearest(name, columns), ...table.sheets };
  faults.add('COLUMN_MISSING', args, { file: path, row: 1 });
  return -1;
}

interface FeatureRows {
  readonly feature: string;
  /** By comparable value. */
  readonly quotas: Map<string, { readonly quota: Quota; readonly row: number }>;
}

class QuotaRows {
  private readonly cells: Cells;
  private readonly columns: QuotaColumns;
  /** By comparable feature. */
  private readonly features = new Map<string, FeatureRows>();

  constructor(table: Table, columns: QuotaColumns, faults: FaultList) {
    this.cells = new Cells(table, faults);
    this.columns = columns;
  }

  quotas(): Quotas {
    return [...this.features.values()].map(({ feature, quotas }) => ({
      feature,
      quotas: [...quotas.values()].map(({ quota }) => quota),
    }));
  }

  add(row: readonly string[], number: number): void {
    const { columns, cells } = this;
    const feature = cells.text(row, number, columns.feature);
    const value = cells.text(row, number, columns.value);
    const min = cells.seats(cells.text(row, number, columns.min), number, columns.min);
    const max = cells.seats(cells.text(row, number, columns.max), number, columns.max);
    const minFlex = cells.seats(optionalText(row, columns.minFlex), number, columns.minFlex);
    const maxFlex = cells.seats(optionalText(row, columns.maxFlex), number, columns.maxFlex);
    if (feature === undefined || value === undefined) return;
    this.checkOrder(number, { feature, value, min, max, minFlex, maxFlex });
    const group = this.group(feature);
    const earlier = group.quotas.get(comparable(value));
    if (earlier !== undefined) {
      cells.fault('QUOTA_VALUE_TWICE', { feature, value, firstRow: earlier.row }, number, columns.value);
      return;
    }
    const flex = { ...(minFlex !== undefined && { minFlex }), ...(maxFlex !== undefined && { maxFlex }) };
    group.quotas.set(comparable(value), { quota: { value, min: min ?? 0, max: max ?? 0, ...flex }, row: number });
  }

  private group(feature: string): FeatureRows {
    const key = comparable(feature);
    const known = this.features.get(key);
    if (known !== undefined) return known;
    const group = { feature, quotas: new Map() };
    this.features.set(key, group);
    return group;
  }

  private checkOrder(row: number, seats: Numbers): void {
    const { columns, cells } = this;
    const { feature, value, min, max, minFlex, maxFlex } = seats;
    if (min !== undefined && max !== undefined && min > max) {
      cells.fault('QUOTA_MIN_ABOVE_MAX', { feature, value, min, max }, row, columns.min);
    }
    if (min !== undefined && minFlex !== undefined && minFlex > min) {
      cells.fault('QUOTA_MIN_FLEX_ABOVE_MIN', { feature, value, flex: minFlex, min }, row, columns.minFlex);
    }
    if (max !== undefined && maxFlex !== undefined && maxFlex < max) {
      cells.fault('QUOTA_MAX_FLEX_BELOW_MAX', { feature, value, flex: maxFlex, max }, row, columns.maxFlex);
    }
  }
}

/** What the row of a value says; undefined what is blank or no number. */
interface Numbers {
  readonly feature: string;
  readonly value: string;
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly minFlex: number | undefined;
  readonly maxFlex: number | undefined;
}
