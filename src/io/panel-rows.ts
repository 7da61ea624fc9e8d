import { existsSync } from 'node:fs';
import { SortitionError } from '../core/errors.js';
import { cleanId } from './id-list.js';
import { peopleCsvText } from './people-csv.js';
import { withPlainCells } from './plain-cells.js';
import { openTable, requireColumn, type Table } from './table.js';

/** Rows of people from the lists that a draw wrote, to be written again; people go by their pseudonyms. */
export interface PanelRows {
  /** The header and the rows of these people, in the order of the lists; people without a row are left out. */
  text(people: ReadonlySet<string>): string;
  /** The ids of those who have a row. */
  readonly ids: ReadonlyMap<string, string>;
}

/**
 * Reads the rows of `wanted` people from `files`, one after the other until all are found: a register of a million is not
 * looked through for an alternate. Files that are not there are passed over. `id`: the column with the ids. Throws COLUMN_MISSING.
 */
export async function readPanelRows(
  files: readonly string[],
  { id, pseudonymOf }: { readonly id: string; pseudonymOf(id: string): string },
  wanted: ReadonlySet<string>,
): Promise<PanelRows> {
  const rows = new Map<string, readonly string[]>();
  const ids = new Map<string, string>();
  let form: Pick<Table, 'delimiter' | 'byteOrderMark' | 'columns'> | undefined;
  for (const file of files) {
    if (!existsSync(file) || rows.size === wanted.size) continue;
    const table = withPlainCells(await openTable(file));
    const column = requireColumn(table, id);
    form ??= table;
    const take = (cells: readonly string[]): void => {
      const own = cleanId(cells[column] ?? '');
      const person = pseudonymOf(own);
      if (!wanted.has(person) || rows.has(person)) return;
      rows.set(person, cells);
      ids.set(person, own);
    };
    await table.read(take).catch((error: unknown) => {
      if (!(error instanceof SortitionError && error.code === 'TABLE_NO_ROWS')) throw error;
    });
  }
  const { columns, delimiter, byteOrderMark } = form ?? { columns: [id], delimiter: ',', byteOrderMark: false };
  const text = (people: ReadonlySet<string>): string => {
    const chosen = [...rows].flatMap(([person, cells]) => (people.has(person) ? [cells] : []));
    return peopleCsvText({ delimiter, byteOrderMark }, [columns, ...chosen]);
  };
  return { text, ids };
}
