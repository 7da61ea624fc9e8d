import { FaultList } from '../core/errors.js';
import { decimalSum } from '../core/register/apportionment.js';
import type { FeatureShares, ValueShare } from '../core/register/seats-by-share.js';
import { ROUNDING_OF_HUNDRED } from '../core/register/share-checks.js';
import { comparable } from '../core/text.js';
import { Cells, optionalText } from './cells.js';
import { findNameColumns } from './quotas-file.js';
import { findMarks, type Marks, readNumber } from './share-numbers.js';
import { findColumn, openTable, type Table, type TableOptions } from './table.js';

/** Columns of shares, by what is most exact: of a file with counts and percentages, the counts are taken. */
const countNames = ['count', 'counts', 'population', 'people', 'number'];
const percentNames = ['percent', 'per cent', '%'];
const shareNames = [...countNames, 'share', 'shares', ...percentNames];
const floorNames = ['floor', 'at least', 'seats at least'];

/**
 * Reads population shares: a row a value, with its feature and its share, and where there is a column for it, the seats that it
 * is to have at least. A feature's shares are counts or per cent: per cent where the column or a cell of the feature says so,
 * and then they sum to 100. Features and values keep the file's order and spelling. All faults are thrown together.
 */
export async function readShares(path: string, options: TableOptions = {}): Promise<FeatureShares[]> {
  const table = await openTable(path, options);
  const faults = new FaultList();
  const columns = findColumns(table, faults);
  faults.throwIfAny();
  const rows: Row[] = [];
  await table.read((cells, row) => rows.push({ cells, row }), { faults });
  const marks = findMarks(
    rows.map(({ cells }) => cells[columns.share] ?? ''),
    { isWorkbook: table.hasTypedDates, isPercent: columns.isPercent },
  );
  const reading = new ShareRows(table, { ...columns, marks }, faults);
  for (const { cells, row } of rows) reading.add(cells, row);
  const features = reading.features({ isSound: faults.count === 0, isWorkbook: table.hasTypedDates });
  faults.throwIfAny();
  return features;
}

interface Row {
  readonly cells: readonly string[];
  readonly row: number;
}

/** Indices of columns in the file. */
interface ShareColumns {
  readonly feature: number;
  readonly value: number;
  readonly share: number;
  readonly isPercent: boolean;
  readonly floor: number | undefined;
}

function findColumns(table: Table, faults: FaultList): ShareColumns {
  const named = (names: readonly string[]): string | undefined =>
    names.find((name) => findColumn(table, name) !== undefined);
  const share = named(shareNames);
  const floor = named(floorNames);
  const names = findNameColumns(table, faults);
  if (share === undefined) {
    const known = [...shareNames];
    faults.add('SHARE_COLUMN_MISSING', { columns: table.columns, known }, { file: table.path, row: 1 });
  }
  return {
    ...names,
    share: share === undefined ? -1 : (findColumn(table, share) ?? -1),
    isPercent: share !== undefined && percentNames.includes(share),
    floor: floor === undefined ? undefined : findColumn(table, floor),
  };
}

interface Group {
  readonly feature: string;
  isPercent: boolean;
  readonly firstRow: number;
  /** By comparable value. */
  readonly values: Map<string, ValueShare>;
}

class ShareRows {
  private readonly cells: Cells;
  private readonly columns: ShareColumns & { readonly marks: Marks };
  /** By comparable feature. */
  private readonly groups = new Map<string, Group>();

  constructor(table: Table, columns: ShareColumns & { readonly marks: Marks }, faults: FaultList) {
    this.cells = new Cells(table, faults);
    this.columns = columns;
  }

  add(cells: readonly string[], row: number): void {
    const { columns } = this;
    const feature = this.cells.text(cells, row, columns.feature);
    const value = this.cells.text(cells, row, columns.value);
    const share = this.share(cells, row);
    const floor = this.cells.seats(optionalText(cells, columns.floor), row, columns.floor);
    if (feature === undefined || value === undefined) return;
    const group = this.group(feature, row);
    if (share?.isPercent === true) group.isPercent = true;
    const earlier = group.values.get(comparable(value));
    if (earlier !== undefined) {
      this.cells.fault('SHARE_VALUE_TWICE', { feature, value, firstRow: earlier.where?.row ?? 0 }, row, columns.value);
      return;
    }
    group.values.set(comparable(value), {
      value,
      share: share?.value ?? 0,
      ...(floor !== undefined && { floor }),
      where: this.cells.where(row, columns.share),
    });
  }

  /** The features read. Where all cells are sound, the sums of percentages are checked. */
  features({ isSound, isWorkbook }: { isSound: boolean; isWorkbook: boolean }): FeatureShares[] {
    return [...this.groups.values()].map(({ feature, isPercent, firstRow, values }) => {
      const shares = [...values.values()];
      const sum = decimalSum(shares.map(({ share }) => share));
      // A workbook keeps what it shows as 49.7 % as 0.497.
      const isFraction = isWorkbook && Math.abs(sum - 1) <= ROUNDING_OF_HUNDRED / 100;
      if (isFraction) return { feature, isPercent: false, values: shares };
      if (isSound && isPercent && Math.abs(sum - 100) > ROUNDING_OF_HUNDRED) {
        this.cells.fault('SHARES_NOT_HUNDRED', { feature, sum }, firstRow, this.columns.share);
      }
      return { feature, isPercent, values: shares };
    });
  }

  private group(feature: string, row: number): Group {
    const key = comparable(feature);
    const known = this.groups.get(key);
    if (known !== undefined) return known;
    const group = { feature, isPercent: this.columns.isPercent, firstRow: row, values: new Map() };
    this.groups.set(key, group);
    return group;
  }

  private share(cells: readonly string[], row: number): { value: number; isPercent: boolean } | undefined {
    const { share: column, marks, isPercent } = this.columns;
    const text = this.cells.text(cells, row, column);
    if (text === undefined) return undefined;
    const number = readNumber(text, { marks, isPercent });
    if (number.kind === 'number') return number;
    if (number.kind === 'negative') this.cells.fault('SHARE_NEGATIVE', { text }, row, column);
    if (number.kind === 'none') this.cells.fault('SHARE_NOT_NUMBER', { text }, row, column);
    if (number.kind === 'ambiguous') {
      const { whole, decimal } = number;
      this.cells.fault('SHARE_AMBIGUOUS', { text, whole, decimal }, row, column);
    }
    return undefined;
  }
}
