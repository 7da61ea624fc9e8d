import type { ErrorArgs, ErrorCode } from '../core/error-catalogue.js';
import type { FaultList, Where } from '../core/errors.js';
import type { Table } from './table.js';

/** The rows of one small file, cell by cell; what is wrong with a cell becomes a fault with its place. */
export class Cells {
  private readonly table: Pick<Table, 'path' | 'columns'>;
  private readonly faults: FaultList;

  constructor(table: Pick<Table, 'path' | 'columns'>, faults: FaultList) {
    this.table = table;
    this.faults = faults;
  }

  /** A cell that must not be blank, trimmed. */
  text(cells: readonly string[], row: number, column: number): string | undefined {
    const text = optionalText(cells, column);
    if (text === undefined) this.fault('CELL_BLANK', {}, row, column);
    return text;
  }

  /** A whole number of seats; undefined for undefined. */
  seats(text: string | undefined, row: number, column: number | undefined): number | undefined {
    if (text === undefined) return undefined;
    if (/^\d{1,9}$/.test(text)) return Number(text);
    this.fault('QUOTA_NOT_WHOLE', { text }, row, column);
    return undefined;
  }

  where(row: number, column: number | undefined): Where {
    return { file: this.table.path, row, column: this.table.columns[column ?? -1]?.trim() ?? '' };
  }

  fault<C extends ErrorCode>(code: C, args: ErrorArgs<C>, row: number, column: number | undefined): void {
    this.faults.add(code, args, this.where(row, column));
  }
}

/** A cell, trimmed; undefined where it is blank, or the file has no such column. */
export function optionalText(cells: readonly string[], column: number | undefined): string | undefined {
  const text = column === undefined ? '' : (cells[column] ?? '').trim();
  return text === '' ? undefined : text;
}
