import { FaultList } from '../core/errors.js';
import { comparable } from '../core/text.js';

/** Throws COLUMN_TWICE for every name that two columns share; a name may be blank. */
export function checkNames(file: string, columns: readonly string[], row: number): void {
  const faults = new FaultList();
  const seen = new Map<string, number>();
  columns.forEach((column, index) => {
    const key = comparable(column);
    const first = seen.get(key);
    if (key === '') return;
    if (first === undefined) seen.set(key, index);
    else
      faults.add(
        'COLUMN_TWICE',
        { name: column.trim(), first: first + 1, again: index + 1 },
        { file, row, column: column.trim() },
      );
  });
  faults.throwIfAny();
}
