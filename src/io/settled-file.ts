import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { FaultList, SortitionError } from '../core/errors.js';
import { readReplyCode } from '../core/register/reply-codes.js';
import { requiredColumn } from './feature-readers.js';
import { addFaults } from './lookup-table.js';
import { plainCell } from './plain-cells.js';
import { findColumn, openTable, type Table } from './table.js';

/** Replies by row, and the codes of letters: what a settled list is checked against. */
export interface SettledContext {
  readonly replies: readonly { readonly row: number; readonly written: string }[];
  readonly codes: ReadonlySet<string>;
}

/**
 * Reads to-settle.csv with codes filled in: row of a reply → code of the letter that it belongs to. Lines without a code are
 * still open. A spreadsheet may have saved the file in the encoding of its system: only rows and codes count in it, and each
 * is checked against the replies, so that it may be read as windows-1252 where it is no UTF-8.
 *
 * @throws SortitionError COLUMN_MISSING · SETTLED_ROW · SETTLED_CODE · SETTLED_TWICE, all at once
 */
export async function readSettled(file: string, { replies, codes }: SettledContext): Promise<Map<number, string>> {
  const table = await openSettled(file);
  const faults = new FaultList();
  const [rowColumn, writtenColumn, codeColumn] = ['row', 'written', 'code'].map((name) =>
    requiredColumn(name, { table, encoding: undefined, faults }),
  );
  faults.throwIfAny();
  const byRow = new Map(replies.map(({ row, written }) => [String(row), { row, written }]));
  const settled = new Map<number, string>();
  const onRow = (cells: readonly string[], row: number): void => {
    const cell = (column: number | undefined): string => plainCell(cells[column ?? -1] ?? '');
    const filled = cell(codeColumn);
    if (filled.trim() === '') return;
    const code = readReplyCode(filled);
    const reply = byRow.get(cell(rowColumn).trim());
    const where = { file, row };
    if (reply === undefined || loose(reply.written) !== loose(cell(writtenColumn)))
      faults.add('SETTLED_ROW', {}, where);
    else if (code === undefined || !codes.has(code)) faults.add('SETTLED_CODE', {}, { ...where, column: 'code' });
    else if ((settled.get(reply.row) ?? code) !== code) faults.add('SETTLED_TWICE', { reply: reply.row }, where);
    else settled.set(reply.row, code);
  };
  const found = new FaultList();
  await table.read(onRow, { faults: found });
  for (const fault of found.faults) if (fault.code !== 'TABLE_NO_ROWS') addFaults(faults, fault);
  faults.throwIfAny();
  return settled;
}

/** How many lines of a list have a code filled in; none where there is no list, or none that can be read. */
export async function countSettled(file: string): Promise<number> {
  try {
    const table = await openSettled(file);
    const code = findColumn(table, 'code') ?? -1;
    let count = 0;
    const onRow = (cells: readonly string[]): void => {
      if ((cells[code] ?? '').trim() !== '') count++;
    };
    await table.read(onRow, { faults: new FaultList(0) });
    return count;
  } catch (error) {
    if (error instanceof SortitionError) return 0;
    throw error;
  }
}

async function openSettled(file: string): Promise<Table> {
  const isPlain = isUtf8(await readFile(file).catch(() => Buffer.alloc(0)));
  return openTable(file, isPlain ? {} : { encoding: 'windows-1252' });
}

/** A spreadsheet takes zeros off the front of what looks like a number, and letters that it does not know may be lost. */
const loose = (written: string): string =>
  written
    .replace(/[^\p{ASCII}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^0+/, '');
