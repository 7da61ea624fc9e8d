import { FaultList } from '../core/errors.js';
import { requiredColumn } from './feature-readers.js';
import { cleanId } from './id-list.js';
import { addFaults } from './lookup-table.js';
import { openTable } from './table.js';

/** Somebody who withdraws, and why. */
export interface WithdrawalRow {
  readonly id: string;
  readonly reason: string;
  readonly row: number;
}

/**
 * Reads a list of withdrawals: a column with ids, named as the pool's or `id`, and a column `reason`, no cell of it blank. All faults at
 * once. Throws COLUMN_MISSING and CELL_BLANK.
 */
export async function readWithdrawals(file: string, idName: string): Promise<WithdrawalRow[]> {
  const table = await openTable(file);
  const faults = new FaultList();
  const hasName = table.columns.some((column) => column.trim() === idName);
  const context = { table, encoding: undefined, faults };
  const id = requiredColumn(hasName ? idName : 'id', context) ?? -1;
  const reason = requiredColumn('reason', context) ?? -1;
  faults.throwIfAny();
  const rows: WithdrawalRow[] = [];
  const found = new FaultList();
  const onRow = (cells: readonly string[], row: number): void => {
    const own = { id: cleanId(cells[id] ?? ''), reason: (cells[reason] ?? '').trim(), row };
    if (own.id !== '' && own.reason === '')
      faults.add('REPLACE_REASON_BLANK', { id: own.id }, { file, row, column: 'reason' });
    if (own.id !== '') rows.push(own);
  };
  await table.read(onRow, { faults: found });
  for (const fault of found.faults) addFaults(faults, fault);
  faults.throwIfAny();
  return rows;
}
