import { FaultList, type LetterPress, SortitionError } from '../index.js';
import type { Addressees } from './letter-people.js';
import type { Terminal } from './terminal.js';

interface Checked {
  readonly people: Addressees;
  readonly press: LetterPress;
  readonly terminal: Terminal;
}

/** Goes through everybody before the first page: throws what is wrong, and gives the rows whose address does not fit. */
export function checkLetters(
  job: Checked,
  { toleratesUnfitting }: { readonly toleratesUnfitting: boolean },
): ReadonlyMap<number, SortitionError> {
  const { people, press, terminal } = job;
  checkShared(job);
  const faults = new FaultList();
  const unfitting = new FaultList(people.count);
  for (let i = 0; i < people.count; i++) {
    press.letter(people.at(i), faults, unfitting);
    if (i % 1000 === 0) terminal.progress('checking the letters', i, people.count);
  }
  terminal.clearBar();
  faults.throwIfAny();
  if (!toleratesUnfitting) unfitting.throwIfAny();
  return new Map(unfitting.faults.map((fault) => [fault.where.row ?? 0, fault]));
}

/** What is missing in a language is missing for everybody who has it: it is told once, of all languages. */
function checkShared({ people, press }: Checked): void {
  const firsts = new Map<string, number>();
  for (let i = 0; i < people.count; i++) {
    const languages = people.at(i).languages.join(' ');
    if (!firsts.has(languages)) firsts.set(languages, i);
  }
  const found = new FaultList();
  for (const index of firsts.values()) press.letter(people.at(index), found, new FaultList());
  // A value of a person's own names its column.
  const shared = found.faults.filter(
    ({ code, where }) => code === 'LETTER_VALUE_MISSING' && where.column === undefined,
  );
  const [first] = shared;
  if (first === undefined) return;
  throw shared.length === 1 ? first : new SortitionError('INPUT_FAULTS', { count: shared.length }, {}, shared);
}
