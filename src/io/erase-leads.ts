import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { FaultList, SortitionError } from '../core/errors.js';
import { comparable } from '../core/text.js';
import { encodingOf } from './erase-file.js';
import { idInCell, type Leads, type NamedOnList, type UnsureReply } from './erase-names.js';
import { codeIn, isExport, KEY_HEADER, personKey, proposedIn } from './erase-reading.js';
import type { NamedList } from './people-spec.js';
import { plainCell } from './plain-cells.js';
import { openTable, type Table } from './table.js';

/** Who is asked for, and what a process says of its files. Paths are absolute. */
export interface Wanted {
  readonly ids: ReadonlySet<string>;
  readonly idColumn: string;
  readonly apart: ReadonlySet<string>;
  readonly encoding: string | undefined;
  readonly register: string;
  /** Lists of people by name. */
  readonly lists: readonly NamedList[];
  /** Columns of the replies: code and reason. */
  readonly codeColumn: string | undefined;
  readonly reasonColumn: string | undefined;
  /** The reply code that the secret key gives an id, where there is a key. */
  readonly codeOf: ((id: string) => string) | undefined;
}

/** A table and the names of its columns, as `comparable` has them. */
interface Known {
  readonly table: Table;
  readonly names: readonly string[];
}

/** Looks up what stands for the people in files that do not have their ids. */
export async function findLeads(files: readonly string[], wanted: Wanted): Promise<Leads> {
  const pseudonyms = await findPseudonyms(files, wanted.ids);
  const tables: Known[] = [];
  for (const file of files) tables.push(...(await openKnown(file, wanted)));
  const codes = await findCodes(tables, wanted);
  const codeColumns = new Map<string, readonly number[]>();
  if (codes.size > 0)
    for (const known of tables) codeColumns.set(known.table.path, await findCodeColumns(known, wanted));
  const unsure = await findUnsure(tables, codes);
  const reasons = await findReasons(tables, { ...wanted, codes, codeColumns });
  return { pseudonyms, codes, codeColumns, unsure, reasons, named: await findNamed(tables, wanted) };
}

/** A list of none or one: whatever cannot be read as a table has no leads. */
async function openKnown(file: string, wanted: Pick<Wanted, 'encoding' | 'apart' | 'register'>): Promise<Known[]> {
  const isRegister = file === wanted.register;
  const encoding = isRegister ? wanted.encoding : await encodingOf(file, wanted);
  if (encoding === undefined && !isRegister && !/\.xlsx$/i.test(file)) return [];
  try {
    const table = await openTable(file, encoding === undefined ? {} : { encoding });
    return [{ table, names: table.columns.map((name) => comparable(plainCell(name))) }];
  } catch (error) {
    if (error instanceof SortitionError) return [];
    throw error;
  }
}

/** Rows up to whatever is wrong with them. */
async function readAll({ table }: Known, onRow: (cells: readonly string[], row: number) => void): Promise<void> {
  try {
    await table.read(onRow, { faults: new FaultList(0) });
  } catch (error) {
    if (!(error instanceof SortitionError)) throw error;
  }
}

/** What stands for the ids in any list of pseudonyms. */
async function findPseudonyms(files: readonly string[], ids: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const pseudonyms = new Set<string>();
  for (const path of files) {
    if (!(await beginsWith(path, KEY_HEADER))) continue;
    for (const line of (await readFile(path, 'utf8')).split(/\r?\n/).slice(1)) {
      const [id = '', pseudonym = ''] = line.split(',');
      if (pseudonym !== '' && ids.has(decodedId(id))) pseudonyms.add(pseudonym);
    }
  }
  return pseudonyms;
}

async function beginsWith(path: string, text: string): Promise<boolean> {
  for await (const chunk of createReadStream(path, { end: text.length - 1 })) return String(chunk) === text;
  return false;
}

function decodedId(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

/**
 * The codes beside the ids in lists of those invited, or, of whom no list has, those that the key gives them. These are right but
 * where two ids have the same 40 bits, as one pair in 10¹² does.
 */
async function findCodes(tables: readonly Known[], { ids, idColumn, codeOf }: Wanted): Promise<ReadonlySet<string>> {
  const codes = new Set<string>();
  const [left, own] = [new Set(ids), comparable(idColumn)];
  for (const known of tables) {
    const { names } = known;
    const [id, code] = [names.indexOf(own), names.indexOf('reply_code')];
    if (id < 0 || code < 0) continue;
    // A form tool may call its own numbers “id”.
    const isOurs = own !== 'id' || names.includes('stratum');
    await readAll(known, (cells) => {
      const cell = idInCell(cells[id] ?? '');
      const read = ids.has(cell) ? codeIn(cells[code]) : undefined;
      if (read === undefined || !(isOurs || codeOf?.(cell) === read)) return;
      codes.add(read);
      left.delete(cell);
    });
  }
  if (codeOf !== undefined) for (const id of left) codes.add(codeOf(id));
  return codes;
}

/** What columns of codes are called, besides the one that sortition.yaml names. */
const OWN_NAMES = ['reply_code'];
const USUAL_NAMES = ['code', 'reply code'];

/** The columns named as such; those usual names and any others only if their cells are codes. */
async function findCodeColumns(known: Known, { codeColumn, idColumn }: Wanted): Promise<readonly number[]> {
  const { names } = known;
  const wanted = [...OWN_NAMES, ...(codeColumn === undefined ? [] : [comparable(codeColumn)])];
  const named = names.flatMap((name, column) => (wanted.includes(name) ? [column] : []));
  const isUsual = (name: string): boolean => USUAL_NAMES.includes(name);
  if (named.length > 0 || (names.includes(comparable(idColumn)) && !names.some(isUsual))) return named;
  const filled = names.map(() => 0);
  const codes = names.map(() => 0);
  await readAll(known, (cells) =>
    cells.forEach((cell, column) => {
      if (cell.trim() === '') return;
      filled[column] = (filled[column] ?? 0) + 1;
      if (cell.length <= LONGEST_TYPED && codeIn(cell) !== undefined) codes[column] = (codes[column] ?? 0) + 1;
    }),
  );
  const isColumn = (column: number): boolean => {
    const found = codes[column] ?? 0;
    return isUsual(names[column] ?? '') ? found > 0 : 2 * found > (filled[column] ?? 0);
  };
  return names.flatMap((_, column) => (isColumn(column) ? [column] : []));
}

/** Of a code with a good many spaces. */
const LONGEST_TYPED = 40;

/** Replies that somebody has settled as theirs by hand, and those that may have been meant to be theirs. */
async function findUnsure(tables: readonly Known[], codes: ReadonlySet<string>): Promise<readonly UnsureReply[]> {
  const unsure: UnsureReply[] = [];
  for (const known of codes.size === 0 ? [] : tables) {
    const [row = -1, written = -1, code = -1, proposed = -1] = ['row', 'written', 'code', 'proposed'].map((name) =>
      known.names.indexOf(name),
    );
    if (row < 0 || written < 0 || code < 0) continue;
    await readAll(known, (cells) => {
      const settled = codeIn(cells[code]);
      const isMeant = settled === undefined && proposedIn(cells[proposed]).some((each) => codes.has(each));
      if (!isMeant && !codes.has(settled ?? '')) return;
      unsure.push({
        row: Number(cells[row]),
        written: plainCell(cells[written] ?? ''),
        isSettled: settled !== undefined,
      });
    });
  }
  return unsure;
}

/** Why they do not take part, in their own words. Only replies that have their code are asked. */
async function findReasons(
  tables: readonly Known[],
  { idColumn, codes, codeColumns, reasonColumn }: Wanted & Pick<Leads, 'codes' | 'codeColumns'>,
): Promise<ReadonlyMap<string, number>> {
  const people = new Map<string, Set<string>>();
  for (const known of reasonColumn === undefined || codes.size === 0 ? [] : tables) {
    const columns = codeColumns.get(known.table.path) ?? [];
    const reason = known.names.indexOf(comparable(reasonColumn ?? ''));
    if (reason < 0 || !isExport(known.names, columns, { idColumn })) continue;
    await readAll(known, (cells) => {
      const said = comparable(cells[reason] ?? '');
      const code = columns.flatMap((column) => codeIn(cells[column]) ?? []).find((each) => codes.has(each));
      if (said !== '' && code !== undefined) people.set(said, (people.get(said) ?? new Set()).add(code));
    });
  }
  return new Map([...people].map(([said, { size }]) => [said, size]));
}

/** How lists of people by name name them: as any row with their id has it, of the register or of what was made of it. */
async function findNamed(tables: readonly Known[], wanted: Wanted): Promise<ReadonlyMap<string, NamedOnList>> {
  const { ids, idColumn, lists, register } = wanted;
  if (lists.length === 0) return new Map();
  const isInside = tables.some(({ table }) => table.path === register);
  const everywhere = isInside ? tables : [...tables, ...(await openKnown(register, wanted))];
  const named = new Map<string, NamedOnList>();
  for (const { file, name, birthDate, format } of lists) {
    const list = { name, birthDate, format };
    const keys = new Set<string>();
    const shared = new Set<string>();
    const forEachPerson = async (known: Known, onPerson: (key: string, isOne: boolean) => void): Promise<void> => {
      const id = known.names.indexOf(comparable(idColumn));
      const keyOf = personKey(list, known.names);
      if (id < 0 || known.table.path === file) return;
      await readAll(known, (cells) => {
        const key = keyOf(cells);
        if (key !== undefined) onPerson(key, ids.has(idInCell(cells[id] ?? '')));
      });
    };
    for (const known of everywhere) await forEachPerson(known, (key, isOne) => void (isOne && keys.add(key)));
    const [people] = everywhere.filter(({ table }) => table.path === register);
    if (keys.size > 0 && people !== undefined)
      await forEachPerson(people, (key, isOne) => void (!isOne && keys.has(key) && shared.add(key)));
    named.set(file, { ...list, keys, shared });
  }
  return named;
}
