import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FaultList } from '../core/errors.js';
import type { Service } from '../core/panel/terms.js';
import { csvText } from './csv-text.js';
import { cleanId } from './id-list.js';
import { openTable, requireColumn } from './table.js';

/** The folder of a term, below the process folder, as the ledger names it too. */
export const termFolder = (term: number): string => `terms/${String(term).padStart(4, '0')}`;
export const ROTATION_FILE = 'rotation.json';

/** The terms that have been rotated into, as they lie in a process folder: ascending, each with its rotation.json. */
export async function readRotations(folder: string): Promise<ReadonlyMap<number, string>> {
  const place = join(folder, 'terms');
  const names = existsSync(place) ? await readdir(place) : [];
  const found = new Map<number, string>();
  for (const name of names.filter((each) => /^\d{4,9}$/.test(each)).sort()) {
    const file = join(place, name, ROTATION_FILE);
    if (existsSync(file)) found.set(Number(name), await readFile(file, 'utf8'));
  }
  return found;
}

/** Longest number of a term. */
const MOST_DIGITS = 6;

/**
 * Reads who served in which terms: columns of the id, `from` and `until`, blank for whoever sits. All faults are thrown together.
 */
export async function readHistory(file: string, idColumn: string): Promise<Service[]> {
  const table = await openTable(file);
  const [id, from, until] = [idColumn, 'from', 'until'].map((name) => requireColumn(table, name));
  const faults = new FaultList();
  const history: Service[] = [];
  const sits = new Map<string, number>();
  const termIn = (text: string, column: string, row: number): number | undefined => {
    if (new RegExp(`^\\d{1,${MOST_DIGITS}}$`).test(text) && Number(text) > 0) return Number(text);
    faults.add('HISTORY_TERM', { text }, { file, row, column });
    return undefined;
  };
  const found = new FaultList();
  await table.read(
    (cells, row) => {
      const who = cleanId(cells[id ?? -1] ?? '');
      if (who === '') return;
      const first = termIn((cells[from ?? -1] ?? '').trim(), 'from', row);
      const said = (cells[until ?? -1] ?? '').trim();
      const last = said === '' ? undefined : termIn(said, 'until', row);
      if (first === undefined || (said !== '' && last === undefined)) return;
      if (last !== undefined && last < first) faults.add('HISTORY_BACKWARDS', {}, { file, row, column: 'until' });
      const earlier = sits.get(who);
      if (last === undefined && earlier !== undefined)
        faults.add('HISTORY_TWICE', { id: who, firstRow: earlier }, { file, row });
      if (last === undefined) sits.set(who, row);
      history.push({ id: who, from: first, ...(last !== undefined && { until: last }) });
    },
    { faults: found },
  );
  for (const { code, args, where } of found.faults) if (code !== 'TABLE_NO_ROWS') faults.add(code, args, where);
  faults.throwIfAny();
  return history;
}

/** The same as a table that `readHistory` reads. */
export const historyText = (idColumn: string, history: readonly Service[]): string =>
  csvText(
    [idColumn, 'from', 'until'],
    history.map(({ id, from, until }) => [id, String(from), until === undefined ? '' : String(until)]),
  );
