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
  ROTATION_FILE,
  readIdColumn,
  readInvitationRecord,
  readLetterPeople,
  readRecord,
  readTextFile,
  SortitionError,
} from '../index.js';
import { DRAW_RECORD, drawOfToday, findPanelPlace, openPanel } from './current-panel.js';
import { shortPath } from './format.js';
import { AFTER_DRAW, type LetterTask } from './letter-editions.js';
import { PSEUDONYMS } from './read-inputs.js';
import { STAYING } from './rotation-files.js';

/** Where the people of each kind of letter stand, and the step that writes that list; those of a draw in the folder of today's. */
const LISTS: Readonly<Record<LetterKind, { readonly file: string; readonly step: string }>> = {
  invitation: { file: 'invitation/invited.csv', step: 'invite' },
  reminder: { file: 'pool/reminders.csv', step: 'intake' },
  confirmation: { file: 'panel.csv', step: 'draw' },
  alternate: { file: 'alternates.csv', step: 'draw' },
  regret: { file: 'remaining.csv', step: 'draw' },
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
  const isAfterDraw = AFTER_DRAW.includes(kind);
  const place = isAfterDraw ? await drawOfToday(process.folder) : process.folder;
  const called = entry === undefined ? undefined : await readCalled(process.folder, kind, entry);
  const path = shortPath(called?.file ?? join(place, file));
  const people = await readLetterPeople(path, { letters, id: process.people.id, kind, step }, faults);
  faults.throwIfAny();
  const draw = isAfterDraw ? await readDraw(process.folder, place, { kind, called: called?.people }) : undefined;
  const stayed = kind === 'confirmation' ? await readStaying(place, process.people.id) : new Set();
  const order = Array.from({ length: people.count }, (_, i) => i).filter((i) => !stayed.has(people.person(i).id));
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
  return { file: path, table: people.table, count: order.length, at };
}

/** Who was called by an entry, and still sits. Throws LETTER_ENTRY. */
async function readCalled(
  folder: string,
  kind: LetterKind,
  entry: number,
): Promise<{ readonly file: string; readonly people: ReadonlySet<string> }> {
  const { entries, standing } = await openPanel(await findPanelPlace(folder));
  const found = entries.find(({ record }) => record.entry === entry);
  const change = found?.record.change;
  const people = change?.kind === 'withdrawal' ? change.called.map(({ person }) => person) : [];
  const isSeated = people.length > 0 && people.every((person) => standing.panel.includes(person));
  if (kind !== 'confirmation' || found === undefined || !isSeated)
    throw new SortitionError('LETTER_ENTRY', { entry, kind });
  return { file: join(found.folder, 'called.csv'), people: new Set(people) };
}

/** Whoever was on the panel before a rotation has had this letter. */
async function readStaying(draw: string, id: string): Promise<ReadonlySet<string>> {
  const isRotation = existsSync(join(draw, '..', ROTATION_FILE));
  return new Set(isRotation ? await readIdColumn(join(draw, '..', STAYING), id) : []);
}

type OfDraw = (
  id: string,
  where: { readonly file: string; readonly row: number },
) => Pick<Addressee, 'alternate' | 'receipt'>;

/** What the draw has of a person: pseudonym, salt, and the place among the alternates. Throws LETTER_NOT_IN_DRAW. */
async function readDraw(
  folder: string,
  place: string,
  { kind, called }: { readonly kind: LetterKind; readonly called: ReadonlySet<string> | undefined },
): Promise<OfDraw> {
  const file = join(place, DRAW_RECORD);
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
  const isAfter = AFTER_DRAW.includes(kind);
  const file = isAfter
    ? join(await drawOfToday(folder), DRAW_RECORD)
    : join(folder, 'invitation', 'invitation-record.json');
  if (!existsSync(file)) return false;
  const text = await readTextFile(file);
  return (isAfter ? readRecord(text) : readInvitationRecord(text)).status === 'rehearsal';
}
