import type { FaultList } from '../core/errors.js';
import { SortitionError } from '../core/errors.js';
import { comparable } from '../core/text.js';
import { requiredColumn } from './feature-readers.js';
import { cleanId } from './id-list.js';
import type { AddressCell, LettersSpec } from './letters-spec.js';
import { withPlainCells } from './plain-cells.js';
import { findColumn, openTable, type Table } from './table.js';

/** Somebody who gets a letter. */
export interface LetterPerson {
  readonly row: number;
  readonly id: string;
  readonly name: string;
  readonly salutation: string;
  /** As letters print it; blank where the list has none. */
  readonly code: string;
  readonly language: string;
  /** Lines that are not blank. */
  readonly address: readonly string[];
}

/** People in the order of their list, each packed into one text: fifty thousand are then a few megabytes. */
export interface LetterPeople {
  readonly file: string;
  readonly table: Pick<Table, 'delimiter' | 'byteOrderMark'>;
  readonly count: number;
  person(index: number): LetterPerson;
}

const APART = '\0';

/**
 * Reads who gets a letter from a list that an earlier step wrote. Adds faults for columns that are not there and for languages that
 * the settings do not know.
 *
 * @throws SortitionError LETTER_PEOPLE_MISSING, and what `openTable` throws
 */
export async function readLetterPeople(
  file: string,
  { letters, id, kind, step }: { letters: LettersSpec; id: string; kind: string; step: string },
  faults: FaultList,
): Promise<LetterPeople> {
  const table = await openTable(file).catch((error: unknown) => {
    const isMissing = error instanceof SortitionError && error.code === 'FILE_NOT_FOUND';
    throw isMissing ? new SortitionError('LETTER_PEOPLE_MISSING', { kind, step }, { file }) : error;
  });
  const plain = withPlainCells(table);
  const packed: string[] = [];
  const take = personReader(plain, { letters, id }, faults);
  if (take === undefined) return { file, table, count: 0, person: unpacked(packed) };
  await plain.read(
    (cells, row) => {
      const { id: own, name, salutation, code, language, address } = take(cells, row);
      packed.push([String(row), own, name, salutation, code, language, ...address].join(APART));
    },
    { faults },
  );
  return { file, table, count: packed.length, person: unpacked(packed) };
}

const unpacked =
  (packed: readonly string[]) =>
  (index: number): LetterPerson => {
    const [row = '', id = '', name = '', salutation = '', code = '', language = '', ...address] = (
      packed[index] ?? ''
    ).split(APART);
    return { row: Number(row), id, name, salutation, code, language, address };
  };

type TakePerson = (cells: readonly string[], row: number) => LetterPerson;

function personReader(
  table: Table,
  { letters: { recipient, language: languages }, id }: { readonly letters: LettersSpec; readonly id: string },
  faults: FaultList,
): TakePerson | undefined {
  const before = faults.count;
  const context = { table, encoding: undefined, faults };
  const column = (name: string): number => requiredColumn(name, context) ?? -1;
  const text = (parts: readonly AddressCell[]): ((cells: readonly string[]) => string) => {
    const indexed = parts.map((part) => ({ at: column(part.column), before: part.before }));
    return (cells) =>
      indexed
        .map(({ at, before: prefix }) => {
          const cell = (cells[at] ?? '').trim();
          return cell === '' || prefix === undefined ? cell : `${prefix} ${cell}`;
        })
        .filter((cell) => cell !== '')
        .join(' ');
  };
  const lines = recipient.lines.map((line) => (typeof line === 'string' ? () => line : text(line)));
  const [firstLine] = lines;
  const name = recipient.name === undefined ? firstLine : text(recipient.name);
  const salutation = recipient.salutation === undefined ? undefined : column(recipient.salutation);
  const language = languages === undefined ? undefined : column(languages.column);
  const idColumn = column(id);
  const code = findColumn(table, 'reply_code');
  if (faults.count > before) return undefined;
  const known = new Map(Object.entries(languages?.values ?? {}).map(([value, to]) => [comparable(value), to]));
  const languageOf = (cells: readonly string[], row: number): string => {
    if (languages === undefined || language === undefined) return '';
    const value = cells[language] ?? '';
    const found = known.get(comparable(value)) ?? languages.otherwise;
    if (found !== undefined) return found;
    const where = { file: table.path, row, column: languages.column };
    faults.add('LETTER_LANGUAGE_OF_PERSON', { value: value.trim(), known: Object.keys(languages.values) }, where);
    return '';
  };
  return (cells, row) => {
    const own = name?.(cells) ?? '';
    const greeting = salutation === undefined ? '' : (cells[salutation] ?? '').trim();
    return {
      row,
      id: cleanId(cells[idColumn] ?? ''),
      name: own,
      salutation: greeting === '' ? own : greeting,
      code: code === undefined ? '' : (cells[code] ?? '').trim(),
      language: languageOf(cells, row),
      address: lines.map((line) => line(cells)).filter((line) => line !== ''),
    };
  };
}
