import type { ErrorArgs, ErrorCode } from '../core/error-catalogue.js';
import { FaultList } from '../core/errors.js';
import type { Quota, Quotas } from '../core/register/features.js';
import { comparable, nearest } from '../core/text.js';
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
export async function readQuotas(path: string, options: TableOptions = {}): Promise<Quotas> {
  const table = await openTable(path, options);
  const faults = new FaultList();
  const rows = new QuotaRows(table, findColumns(table, faults), faults);
  faults.throwIfAny();
  await table.read((cells, row) => rows.add(cells, row), { faults });
  faults.throwIfAny();
  return rows.quotas();
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
  const present = (name: string): number => (findColumn(table, name) === undefined ? 0 : 1);
  const found = headers.map(({ feature, value }) => present(feature) + present(value));
  const names = headers[found.indexOf(Math.max(...found))] ?? { feature: 'feature', value: 'value' };
  const required = (name: string): number => {
    const index = findColumn(table, name);
    if (index !== undefined) return index;
    const { path, columns } = table;
    faults.add('COLUMN_MISSING', { name, columns, near: nearest(name, columns) }, { file: path, row: 1 });
    return -1;
  };
  return {
    feature: required(names.feature),
    value: required(names.value),
    min: required('min'),
    max: required('max'),
    minFlex: findColumn(table, 'min_flex'),
    maxFlex: findColumn(table, 'max_flex'),
  };
}

interface FeatureRows {
  readonly feature: string;
  /** By comparable value. */
  readonly quotas: Map<string, { readonly quota: Quota; readonly row: number }>;
}

class QuotaRows {
  private readonly table: Table;
  private readonly columns: QuotaColumns;
  private readonly faults: FaultList;
  /** By comparable feature. */
  private readonly features = new Map<string, FeatureRows>();

  constructor(table: Table, columns: QuotaColumns, faults: FaultList) {
    this.table = table;
    this.columns = columns;
    this.faults = faults;
  }

  quotas(): Quotas {
    return [...this.features.values()].map(({ feature, quotas }) => ({
      feature,
      quotas: [...quotas.values()].map(({ quota }) => quota),
    }));
  }

  add(cells: readonly string[], row: number): void {
    const { columns } = this;
    const feature = this.text(cells, row, columns.feature);
    const value = this.text(cells, row, columns.value);
    const min = this.seats(this.text(cells, row, columns.min), row, columns.min);
    const max = this.seats(this.text(cells, row, columns.max), row, columns.max);
    const minFlex = this.seats(optionalText(cells, columns.minFlex), row, columns.minFlex);
    const maxFlex = this.seats(optionalText(cells, columns.maxFlex), row, columns.maxFlex);
    if (feature === undefined || value === undefined) return;
    this.checkOrder(row, { feature, value, min, max, minFlex, maxFlex });
    const group = this.group(feature);
    const earlier = group.quotas.get(comparable(value));
    if (earlier !== undefined) {
      this.fault('QUOTA_VALUE_TWICE', { feature, value, firstRow: earlier.row }, row, columns.value);
      return;
    }
    const flex = { ...(minFlex !== undefined && { minFlex }), ...(maxFlex !== undefined && { maxFlex }) };
    group.quotas.set(comparable(value), { quota: { value, min: min ?? 0, max: max ?? 0, ...flex }, row });
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
    const { columns } = this;
    const { feature, value, min, max, minFlex, maxFlex } = seats;
    if (min !== undefined && max !== undefined && min > max) {
      this.fault('QUOTA_MIN_ABOVE_MAX', { feature, value, min, max }, row, columns.min);
    }
    if (min !== undefined && minFlex !== undefined && minFlex > min) {
      this.fault('QUOTA_MIN_FLEX_ABOVE_MIN', { feature, value, flex: minFlex, min }, row, columns.minFlex);
    }
    if (max !== undefined && maxFlex !== undefined && maxFlex < max) {
      this.fault('QUOTA_MAX_FLEX_BELOW_MAX', { feature, value, flex: maxFlex, max }, row, columns.maxFlex);
    }
  }

  /** A cell that must not be blank. */
  private text(cells: readonly string[], row: number, column: number): string | undefined {
    const text = optionalText(cells, column);
    if (text === undefined) this.fault('CELL_BLANK', {}, row, column);
    return text;
  }

  private seats(text: string | undefined, row: number, column: number | undefined): number | undefined {
    if (text === undefined) return undefined;
    if (/^\d{1,9}$/.test(text)) return Number(text);
    this.fault('QUOTA_NOT_WHOLE', { text }, row, column);
    return undefined;
  }

  private fault<C extends ErrorCode>(code: C, args: ErrorArgs<C>, row: number, column: number | undefined): void {
    this.faults.add(code, args, { file: this.table.path, row, column: this.table.columns[column ?? -1]?.trim() ?? '' });
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

function optionalText(cells: readonly string[], column: number | undefined): string | undefined {
  const text = column === undefined ? '' : (cells[column] ?? '').trim();
  return text === '' ? undefined : text;
}
