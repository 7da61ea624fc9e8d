import { comparable } from '../core/text.js';
import { cleanId } from './id-list.js';
import { type InvitedRow, invitedCells } from './invited-file.js';
import { plainCell, withPlainCells } from './plain-cells.js';
import { openTable, type Table } from './table.js';

/** How invited.csv differs from what was drawn, by rows of the file. All empty where only its form differs. */
export interface InvitedDifference {
  /** Rows of people who were not drawn, or who stand there twice. */
  readonly strangers: readonly number[];
  /** How many of those drawn are not there. */
  readonly missing: number;
  readonly codes: readonly number[];
  /** The header is row 1. */
  readonly cells: readonly number[];
}

/**
 * Compares a file that is not what `invitedFileText` gives, person by person. Cells are compared as they were before formulas
 * were made harmless.
 *
 * `register`: the table that the invited come from; `id`: its column with the ids.
 *
 * @throws what `openTable` throws
 */
export async function compareInvitedFile(
  file: string,
  { register, id, invited }: { readonly register: Table; readonly id: string; readonly invited: readonly InvitedRow[] },
): Promise<InvitedDifference> {
  const at = register.columns.findIndex((name) => comparable(name) === comparable(id));
  const idOf = (cells: readonly string[]): string => cleanId(cells[at] ?? '');
  const expected = new Map(invitedCells(invited).map((cells) => [idOf(cells), cells.map(plainCell)]));
  const table = withPlainCells(await openTable(file));
  const width = register.columns.length + 2;
  const strangers: number[] = [];
  const codes: number[] = [];
  const cells: number[] = [];
  const isHeader = register.columns.every((name, column) => plainCell(name) === table.columns[column]);
  if (!isHeader || table.columns.length !== width) cells.push(1);
  await table.read((found, row) => {
    const person = expected.get(idOf(found));
    expected.delete(idOf(found));
    const differs = (column: number): boolean => (found[column] ?? '') !== (person?.[column] ?? '');
    if (person === undefined) strangers.push(row);
    else if (differs(width - 1)) codes.push(row);
    else if (person.some((_, column) => differs(column))) cells.push(row);
  });
  return { strangers, missing: expected.size, codes, cells };
}
