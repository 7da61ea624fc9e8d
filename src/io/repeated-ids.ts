import { FaultList } from '../core/errors.js';
import { cleanId } from './id-list.js';
import type { Table } from './table.js';

export interface RepeatFindings {
  readonly faults: FaultList;
  readonly warnings: FaultList;
}

/**
 * Reads the table once more to compare the rows of ids that occur again: a warning where they are the same cell by cell,
 * trimmed and in one Unicode form, a fault where they differ. `column` is that of the ids.
 */
export async function compareRepeats(
  table: Table,
  column: number,
  repeated: { readonly size: number; has(id: string): boolean },
  findings: RepeatFindings,
): Promise<void> {
  if (repeated.size === 0) return;
  const firsts = new Map<string, { row: number; content: string }>();
  const onRow = (cells: readonly string[], row: number): void => {
    const id = cleanId(cells[column] ?? '');
    if (!repeated.has(id)) return;
    const content = contentOf(cells);
    const first = firsts.get(id);
    if (first === undefined) firsts.set(id, { row, content });
    else {
      const where = { file: table.path, row, column: table.columns[column]?.trim() ?? '' };
      if (first.content === content) findings.warnings.add('ID_REPEATED', { id, firstRow: first.row }, where);
      else findings.faults.add('ID_TWICE', { id, firstRow: first.row }, where);
    }
  };
  // The table's own faults were collected when it was read first.
  await table.read(onRow, { faults: new FaultList(0) });
}

const contentOf = (cells: readonly string[]): string => cells.map(cleanId).join('\u001f');
