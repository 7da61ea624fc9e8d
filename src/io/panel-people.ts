import { type FaultList, SortitionError } from '../core/errors.js';
import type { Quotas } from '../core/register/features.js';
import type { Participant } from '../core/sessions/model.js';
import { comparable } from '../core/text.js';
import { requiredColumn } from './feature-readers.js';
import type { LettersSpec } from './letters-spec.js';
import { type People, readPeople } from './people-file.js';
import { panelSpec } from './process-pool.js';
import type { Process } from './process-spec.js';
import type { SessionsSpec } from './sessions-spec.js';
import type { Table } from './table.js';

/** The people of a panel, in the order of their ids’ bytes, with what seating and papers need of them. */
export interface PanelPeople {
  readonly file: string;
  readonly table: Table;
  readonly participants: readonly Participant[];
  /** What each understands. */
  readonly spoken: readonly (readonly string[])[];
  /** Positions of those whom the column of accessible tables names. */
  readonly inNeed: readonly number[];
}

interface Wanted {
  readonly process: Pick<Process, 'people' | 'panel' | 'letters'>;
  readonly sessions: SessionsSpec;
  readonly quotas: Quotas;
}

/**
 * Reads a panel as `draw` wrote it. Adds faults for columns that are not there and languages that nothing is said of.
 * Throws PANEL_NOT_YET, and what `readPeople` throws.
 */
export async function readPanelPeople(file: string, wanted: Wanted, faults: FaultList): Promise<PanelPeople> {
  const { process, quotas } = wanted;
  const people = await readPeople(panelSpec(process, file), quotas).catch((error: unknown) => {
    const isMissing = error instanceof SortitionError && error.code === 'FILE_NOT_FOUND';
    throw isMissing ? new SortitionError('PANEL_NOT_YET', {}, { file }) : error;
  });
  const rows = await readRows(people, wanted, faults);
  faults.throwIfAny();
  const values = valuesOf(people, quotas);
  const participants = people.ids.map((id, p) => ({
    id,
    givenName: rows[p]?.givenName ?? '',
    surname: rows[p]?.surname ?? '',
    language: rows[p]?.language ?? '',
    values: values[p] ?? {},
  }));
  return {
    file,
    table: people.table,
    participants,
    spoken: rows.map(({ spoken }) => spoken),
    inNeed: rows.flatMap(({ isInNeed }, p) => (isInNeed ? [p] : [])),
  };
}

interface Row {
  readonly givenName: string;
  readonly surname: string;
  readonly language: string;
  readonly spoken: readonly string[];
  readonly isInNeed: boolean;
}

async function readRows(
  { table, sourceRows }: People,
  { process: { letters }, sessions }: Wanted,
  faults: FaultList,
): Promise<Row[]> {
  const context = { table, encoding: undefined, faults };
  const cell = (name: string | undefined): ((cells: readonly string[]) => string) => {
    const column = name === undefined ? undefined : requiredColumn(name, context);
    return (cells) => (column === undefined ? '' : (cells[column] ?? '').trim());
  };
  const { givenName, surname } = sessions.people;
  const { accessible, spoken } = sessions.seating;
  const cells = {
    givenName: cell(givenName),
    surname: cell(surname),
    language: cell(letters?.language?.column),
    spoken: cell(spoken?.column),
    need: cell(accessible?.column),
  };
  const readLanguage = languageReader(letters, sessions.language, faults);
  const spokenBy = new Map(Object.entries(spoken?.values ?? {}).map(([value, codes]) => [comparable(value), codes]));
  const yes = new Set((accessible?.yes ?? []).map(comparable));
  if (faults.count > 0) return [];
  const byRow = new Map<number, Row>();
  await table.read((row, number) => {
    const where = { file: table.path, row: number };
    const language = readLanguage(cells.language(row), where);
    const speaks = spoken === undefined ? [language] : spokenBy.get(comparable(cells.spoken(row)));
    if (speaks === undefined) {
      const args = { value: cells.spoken(row), known: Object.keys(spoken?.values ?? {}) };
      faults.add('SEATING_SPOKEN_UNKNOWN', args, { ...where, column: spoken?.column ?? '' });
    }
    byRow.set(number, {
      givenName: cells.givenName(row),
      surname: cells.surname(row),
      language,
      spoken: speaks ?? [],
      isInNeed: yes.has(comparable(cells.need(row))),
    });
  });
  const nobody: Row = { givenName: '', surname: '', language: '', spoken: [], isInNeed: false };
  return Array.from(sourceRows, (row) => byRow.get(row) ?? nobody);
}

/** Of their letters; where those say nothing, the one of the papers for all. */
function languageReader(letters: LettersSpec | undefined, otherwise: string, faults: FaultList) {
  const languages = letters?.language;
  if (languages === undefined) return () => letters?.languages?.[0] ?? otherwise;
  const known = new Map(Object.entries(languages.values).map(([value, to]) => [comparable(value), to]));
  return (value: string, where: { readonly file: string; readonly row: number }): string => {
    const found = known.get(comparable(value)) ?? languages.otherwise;
    if (found !== undefined) return found;
    const args = { value, known: Object.keys(languages.values) };
    faults.add('LETTER_LANGUAGE_OF_PERSON', args, { ...where, column: languages.column });
    return otherwise;
  };
}

/** Feature → value as the organiser wrote them, in that order, a record a person. */
function valuesOf({ pool }: People, written: Quotas): Record<string, string>[] {
  const canonical = new Map(pool.quotas.map(({ feature }, f) => [comparable(feature), f]));
  const columns = written.map(({ feature, quotas }) => {
    const f = canonical.get(comparable(feature)) ?? -1;
    const names = new Map(quotas.map(({ value }) => [comparable(value), value]));
    const values = pool.quotas[f]?.quotas.map(({ value }) => names.get(comparable(value)) ?? value) ?? [];
    return { feature, f, values };
  });
  return pool.pseudonyms.map((_, p) =>
    Object.fromEntries(
      columns.map(({ feature, f, values }) => [feature, values[pool.values[p * pool.quotas.length + f] ?? -1] ?? '']),
    ),
  );
}
