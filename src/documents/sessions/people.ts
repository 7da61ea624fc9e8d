import type { Participant } from '../../core/sessions/model.js';
import { valueText } from '../letters/value-text.js';
import type { SeatedPanel } from './papers.js';

/** Letters that are no letter with a mark: Unicode takes them apart nowhere. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** A name as the lists sort it: no accents, capitals, hyphens or apostrophes. No locale: every language has an order of its own. */
const sortedAs = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/gu, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .replace(/[-\s]+/gu, ' ')
    .replace(/[^\p{L}\p{N} ]/gu, '')
    .trim();

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Positions of people in the order of surnames, then of given names; people of one name in that of their ids. */
export function bySurname(participants: readonly Participant[]): number[] {
  const keys = participants.map((person) => [
    // Whoever has one name alone is found at it.
    sortedAs(person.surname || person.givenName),
    sortedAs(person.givenName),
    person.surname,
    person.givenName,
    person.id,
  ]);
  return participants
    .map((_, position) => position)
    .sort((a, b) => {
      for (let i = 0; i < 5; i++) {
        const order = compare(keys[a]?.[i] ?? '', keys[b]?.[i] ?? '');
        if (order !== 0) return order;
      }
      return a - b;
    });
}

/** Nobody is without a name: whoever has no first one is called by the other, or by their id. */
export const givenNameOf = ({ givenName, surname, id }: Participant): string => givenName || surname || id;

export const fullNameOf = ({ givenName, surname, id }: Participant): string => `${givenName} ${surname}`.trim() || id;

const isNameless = (person: Participant | undefined): boolean => !person?.givenName && !person?.surname;

/** People with their names as letters show them, too. */
export const asPrinted = (participants: readonly Participant[]): Participant[] =>
  participants.map((person) => ({
    ...person,
    givenName: valueText(person.givenName),
    surname: valueText(person.surname),
  }));

/** Where somebody sits in a round: the table, from 0, and who sits there with them. */
export interface Seat {
  readonly table: number;
  readonly others: readonly number[];
}

/** Round → person → seat; undefined for whoever has none in that round. */
export function seatsOf({ seating, participants }: SeatedPanel): (readonly (Seat | undefined)[])[] {
  return seating.rounds.map((tables) => {
    const seats: (Seat | undefined)[] = participants.map(() => undefined);
    tables.forEach((people, table) => {
      for (const person of people) seats[person] = { table, others: people.filter((other) => other !== person) };
    });
    return seats;
  });
}

/** Names of people at one table, each with their place in the list, in an order that says nothing but how they are spelt. */
export function namesAt(
  participants: readonly Participant[],
  positions: readonly number[],
  naming: 'given' | 'full',
): { readonly position: number; readonly name: string }[] {
  const people = positions.flatMap((position) => {
    const person = participants[position];
    return person === undefined ? [] : [{ position, person }];
  });
  const names = naming === 'full' ? people.map(({ person }) => fullNameOf(person)) : apart(people);
  // Whoever has no name is shown by an id, and is found in the order of the list.
  const keyOf = ({ position, name }: { readonly position: number; readonly name: string }): string =>
    isNameless(participants[position]) ? '' : name;
  return people
    .map(({ position }, i) => ({ position, name: names[i] ?? '' }))
    .sort(
      (a, b) =>
        compare(sortedAs(keyOf(a)), sortedAs(keyOf(b))) || compare(keyOf(a), keyOf(b)) || a.position - b.position,
    );
}

/** First names; those that two at a table have are told apart by the surname’s first letter. */
function apart(people: readonly { readonly person: Participant }[]): string[] {
  const counts = new Map<string, number>();
  for (const { person } of people) counts.set(givenNameOf(person), (counts.get(givenNameOf(person)) ?? 0) + 1);
  return people.map(({ person }) => {
    const name = givenNameOf(person);
    const [initial = ''] = person.surname;
    const isAlone = (counts.get(name) ?? 0) < 2 || person.givenName === '' || initial === '';
    return isAlone ? name : `${name} ${initial}.`;
  });
}
