import { FaultList } from '../core/errors.js';
import { type ReaderContext, requiredColumn } from './feature-readers.js';
import { addFaults, openBeside } from './lookup-table.js';
import { findColumn } from './table.js';

/** How an id is kept: trimmed, and in the one Unicode form that looks the same. */
export const cleanId = (text: string): string => text.trim().normalize('NFC');

export interface IdList {
  readonly file: string;
  /** The row of each id. */
  readonly ids: ReadonlyMap<string, number>;
  /** An only column that is not named as the ids are may have no header: what stands there is taken for an id too. */
  readonly perhapsId: string | undefined;
}

/** A list of people, by id. An empty one has nobody. */
export async function readIdList(
  file: string,
  idName: string,
  { encoding, faults }: ReaderContext,
): Promise<IdList | undefined> {
  const table = await openBeside(file, encoding, faults);
  if (table === undefined) return undefined;
  const isOnly = table.columns.length === 1 && findColumn(table, idName) === undefined;
  const column = isOnly ? 0 : requiredColumn(idName, { table, encoding, faults });
  if (column === undefined) return undefined;
  const ids = new Map<string, number>();
  const found = new FaultList();
  const onRow = (cells: readonly string[], row: number): void => {
    const id = cleanId(cells[column] ?? '');
    if (id !== '') ids.set(id, row);
  };
  await table.read(onRow, { faults: found });
  for (const fault of found.faults) if (fault.code !== 'TABLE_NO_ROWS') addFaults(faults, fault);
  const perhapsId = isOnly ? cleanId(table.columns[0] ?? '') : undefined;
  return { file, ids, perhapsId };
}
