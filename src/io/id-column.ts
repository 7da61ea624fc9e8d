import { SortitionError } from '../core/errors.js';
import { comparable } from '../core/text.js';
import { cleanId } from './id-list.js';
import { plainCell } from './plain-cells.js';
import { openTable } from './table.js';

/** The ids in a file of people that the toolkit wrote, in its order; none where it has a header only. Throws COLUMN_MISSING. */
export async function readIdColumn(file: string, id: string): Promise<string[]> {
  return readIds(file, id).catch((error: unknown) => {
    if (error instanceof SortitionError && error.code === 'TABLE_NO_ROWS') return [];
    throw error;
  });
}

async function readIds(file: string, id: string): Promise<string[]> {
  const table = await openTable(file);
  const column = table.columns.findIndex((name) => comparable(plainCell(name)) === comparable(id));
  if (column < 0) throw new SortitionError('COLUMN_MISSING', { name: id, columns: table.columns }, { file });
  const ids: string[] = [];
  // An id that begins like a formula was given an apostrophe.
  await table.read((cells) => void ids.push(cleanId(plainCell(cells[column] ?? ''))));
  return ids;
}
