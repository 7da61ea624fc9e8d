import { FaultList } from '../core/errors.js';
import type { ResponseRow } from '../core/record/figures/response-facts.js';
import { openTable, requireColumn } from './table.js';

/** response.csv, as intake wrote it: counts of letters, replies and yes by stratum, feature and value. */
export async function readResponse(path: string): Promise<ResponseRow[]> {
  const table = await openTable(path);
  const faults = new FaultList();
  const column = (name: string): number => requireColumn(table, name);
  const columns = { by: column('by'), value: column('value') };
  const counts = { letters: column('letters'), replies: column('replies'), yes: column('yes') };
  const rows: ResponseRow[] = [];
  await table.read(
    (cells) => {
      const count = (at: number): number => Number.parseInt(cells[at] ?? '', 10) || 0;
      rows.push({
        by: cells[columns.by] ?? '',
        value: cells[columns.value] ?? '',
        ...{ letters: count(counts.letters), replies: count(counts.replies), yes: count(counts.yes) },
      });
    },
    { faults },
  );
  faults.throwIfAny();
  return rows;
}
