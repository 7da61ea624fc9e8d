import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Addressee,
  type FaultList,
  type LetterKind,
  type LetterPeople,
  type LettersSpec,
  openPseudonyms,
  type Process,
  readInvitationRecord,
  readLetterPeople,
  readRecord,
  readTextFile,
  SortitionError,
} from '../index.js';
import { currentPanel } from './current-panel.js';
import { shortPath } from './format.js';
import { AFTER_DRAW, type LetterTask } from './letter-editions.js';
import { PSEUDONYMS } from './read-inputs.js';

/** Where the people of each kind of letter stand, and the step that writes that list. */
const LISTS: Readonly<Record<LetterKind, { readonly file: readonly string[]; readonly step: string }>> = {
  invitation: { file: ['invitation', 'invited.csv'], step: 'invite' },
  reminder: { file: ['pool', 'reminders.csv'], step: 'intake' },
  confirmation: { file: ['draw', 'panel.csv'], step: 'draw' },
  alternate: { file: ['draw', 'alternates.csv'], step: 'draw' },
  regret: { file: ['draw', 'remaining.csv'], step: 'draw' },
};

/** People in the order in which their letters are printed. */
export interface Addressees {
  readonly file: string;
  readonly table: LetterPeople['table'];
  readonly count: number;
  at(index: number): Addressee & { readonly id: string };
}

export async function readAddressees(
  {
    process,
    letters,
    kind,
    entry,
  }: {
    readonly process: Process;
    readonly letters: LettersSpec;
    readonly kind: LetterKind;
    /** Of those called by this entry of `sortition replace` alone. */
    readonly entry: number | undefined;
  },
  faults: FaultList,
): Promise<Addressees> {
  const { file, step } = LISTS[kind];
  const called = entry === undefined ? undefined : await readCalled(process.folder, kind, entry);
  const path = shortPath(called?.file ?? join(process.folder, ...file));
  const people = await readLetterPeople(path, { letters, id: process.people.id, kind, step }, faults);
  faults.throwIfAny();
  const draw = AFTER_DRAW.includes(kind) ? await readDraw(process.folder, kind, called?.people) : undefined;
  const order = Array.from({ length: people.count }, (_, i) => i);
  const at = (index: number): Addressee & { readonly id: string } => {
    const { id, row, name, salutation, code, language, address } = people.person(order[index] ?? index);
    return {
      ...{ id, file: path, row, name, salutation, code, address },
      languages: letters.languages ?? [language],
      ...draw?.(id, { file: path, row }),
    };
  };
  if (kind === 'alternate') {
    // In the order in which they are called.
    const numbers = order.map((i) => at(i).alternate ?? 0);
    order.sort((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0));
  }
  return { file: path, table: people.table, count: people.count, at };
}

/** Who was called by an entry, and still sits. Throws LETTER_ENTRY. */
async function readCalled(
  folder: string,
  kind: LetterKind,
  entry: number,
): Promise<{ readonly file: string; readonly people: ReadonlySet<string> }> {
  const { entries, standing } = await currentPanel(folder);
  const found = entries.find(({ record }) => record.entry === entry);
  const change = found?.record.change;
  const people = change?.kind === 'withdrawal' ? change.called.map(({ person }) => person) : [];
  const isSeated = people.length > 0 && people.every((person) => standing.panel.includes(person));
  if (kind !== 'confirmation' || found === undefined || !isSeated)
    throw new SortitionError('LETTER_ENTRY', { entry, kind });
  return { file: join(found.folder, 'called.csv'), people: new Set(people) };
}

type OfDraw = (
  id: string,
  where: { readonly file: string; readonly row: number },
) => Pick<Addressee, 'alternate' | 'receipt'>;

/** What the draw has of a person: pseudonym, salt, and the place among the alternates. Throws LETTER_NOT_IN_DRAW. */
async function readDraw(folder: string, kind: LetterKind, called?: ReadonlySet<string>): Promise<OfDraw> {
  const file = join(folder, 'draw', 'draw-record.json');
  const record = readRecord(await readTextFile(file), shortPath(file));
  const secret = join(folder, PSEUDONYMS);
  const pseudonyms = existsSync(secret) ? await openPseudonyms(secret) : undefined;
  const drawn = record.chosen ?? record;
  const places = new Map(drawn.alternates.map((pseudonym, i) => [pseudonym, i + 1]));
  const panel = called ?? new Set(drawn.panel);
  return (id, where) => {
    const pseudonym = pseudonyms?.of(id) ?? id;
    const salt = pseudonyms?.saltOf(pseudonym) ?? '';
    const alternate = places.get(pseudonym);
    const fits = kind === 'alternate' ? alternate !== undefined : panel.has(pseudonym) === (kind === 'confirmation');
    if (!fits) throw new SortitionError('LETTER_NOT_IN_DRAW', { id }, where);
    return {
      ...(alternate !== undefined && called === undefined && { alternate }),
      // Of a unit only one person's salt is of a leaf, and not always that of who comes.
      ...(salt !== '' && record.chosen === undefined && { receipt: { pseudonym, salt } }),
    };
  };
}

/** Whether the draw that a letter tells of was a rehearsal, so that it must never be taken for a real one. */
export async function isOfRehearsal({
  process: { folder },
  kind,
}: Pick<LetterTask, 'process' | 'kind'>): Promise<boolean> {
  const isBefore = kind === 'invitation' || kind === 'reminder';
  const file = join(folder, ...(isBefore ? ['invitation', 'invitation-record.json'] : ['draw', 'draw-record.json']));
  if (!existsSync(file)) return false;
  const text = await readTextFile(file);
  return (isBefore ? readInvitationRecord(text) : readRecord(text)).status === 'rehearsal';
}
