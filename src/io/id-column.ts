import { SortitionError } from '../core/errors.js';
import { readReplyCode } from '../core/register/reply-codes.js';
import { comparable } from '../core/text.js';
import { cleanId } from './id-list.js';
import { REPLY_CODE } from './invited-people.js';
import { plainCell, withPlainCells } from './plain-cells.js';
import { findColumn, openTable } from './table.js';

/** The ids in a file of people that the toolkit wrote, in its order; none where it has a header only. Throws COLUMN_MISSING. */
export async function readIdColumn(file: string, id: string, encoding?: string): Promise<string[]> {
  return readIds(file, id, encoding).catch((error: unknown) => {
    if (error instanceof SortitionError && error.code === 'TABLE_NO_ROWS') return [];
    throw error;
  });
}

/** Ids and reply codes of a list of invited people, each with its row. Throws COLUMN_MISSING. */
export async function readIdsAndCodes(
  file: string,
  id: string,
): Promise<{ readonly id: string; readonly code: string | undefined; readonly row: number }[]> {
  const table = withPlainCells(await openTable(file));
  const [ids, codes] = [id, REPLY_CODE].map((name) => {
    const column = findColumn(table, name);
    if (column === undefined) throw new SortitionError('COLUMN_MISSING', { name, columns: table.columns }, { file });
    return column;
  });
  const people: { id: string; code: string | undefined; row: number }[] = [];
  await table.read((cells, row) => {
    people.push({ id: cleanId(cells[ids ?? -1] ?? ''), code: readReplyCode(cells[codes ?? -1] ?? ''), row });
  });
  return people;
}

async function readIds(file: string, id: string, encoding: string | undefined): Promise<string[]> {
  const table = await openTable(file, encoding === undefined ? {} : { encoding });
  const column = table.columns.findIndex((name) => comparable(plainCell(name)) === comparable(id));
  if (column < 0) throw new SortitionError('COLUMN_MISSING', { name: id, columns: table.columns }, { file });
  const ids: string[] = [];
  // An id that begins like a formula was given an apostrophe.
  await table.read((cells) => void ids.push(cleanId(plainCell(cells[column] ?? ''))));
  return ids;
}
