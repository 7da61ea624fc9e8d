import { describe, expect, test } from 'vitest';
import type { Participant } from '../../../src/core/sessions/model.js';
import { asPrinted, bySurname, namesAt, seatsOf } from '../../../src/documents/sessions/people.js';
import fc from '../../support/laws.js';
import { seatedTown } from '../../support/seated-town.js';

const person = (givenName: string, surname: string, id = `${givenName}/${surname}`): Participant => ({
  id,
  givenName,
  surname,
  language: 'en',
  values: {},
});

const sorted = (people: readonly Participant[]): string[] =>
  bySurname(people).map((i) => `${people[i]?.surname}, ${people[i]?.givenName}`);

describe('The order of surnames', () => {
  test('takes letters without their marks, particles as they are written, and then given names', () => {
    const names = [
      ...['Zaoui', 'van den Broeck', 'Van den Berg', 'Østergaard', 'Olsen', 'O’Brien', 'Obama', 'Ångström', 'Andersen'],
      ...['De Smet', 'D’Hondt', 'Dubois', 'Groß', 'Gross', 'Grote', 'Łukasik', 'Lund', 'Ærø', 'El-Amrani', 'El Amrani'],
    ];
    expect(sorted(names.map((name) => person('A', name)))).toEqual(
      [
        ...['Ærø', 'Andersen', 'Ångström', 'De Smet', 'D’Hondt', 'Dubois', 'El Amrani', 'El-Amrani', 'Gross', 'Groß'],
        ...['Grote', 'Łukasik', 'Lund', 'Obama', 'O’Brien', 'Olsen', 'Østergaard', 'Van den Berg', 'van den Broeck'],
        'Zaoui',
      ].map((name) => `${name}, A`),
    );
    expect(sorted([person('Zoé', 'Peeters'), person('Élodie', 'Peeters'), person('Eva', 'Peeters')])).toEqual([
      'Peeters, Élodie',
      'Peeters, Eva',
      'Peeters, Zoé',
    ]);
  });

  test('finds whoever has one name alone at that name', () => {
    expect(sorted([person('A', 'Zaoui'), person('Sukarno', ''), person('A', 'Aerts')])).toEqual([
      'Aerts, A',
      ', Sukarno',
      'Zaoui, A',
    ]);
  });

  test('is the same whatever the order of the rows', () => {
    const { participants } = seatedTown();
    const expected = bySurname(participants).map((i) => participants[i]?.id);
    fc.assert(
      fc.property(fc.shuffledSubarray([...participants], { minLength: participants.length }), (shuffled) => {
        expect(bySurname(shuffled).map((i) => shuffled[i]?.id)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });
});

describe('Names at a table', () => {
  const people = [person('Karim', 'Zaoui'), person('Élodie', 'Aerts'), person('Karim', 'Aerts'), person('', 'Solo')];

  test('are first names, told apart by a letter where two share one', () => {
    expect(namesAt(people, [0, 1, 2, 3], 'given').map(({ name }) => name)).toEqual([
      'Élodie',
      'Karim A.',
      'Karim Z.',
      'Solo',
    ]);
    expect(namesAt(people, [0, 1], 'given').map(({ name }) => name)).toEqual(['Élodie', 'Karim']);
  });

  test('are whole names where that is asked', () => {
    expect(namesAt(people, [2, 0], 'full')).toEqual([
      { position: 2, name: 'Karim Aerts' },
      { position: 0, name: 'Karim Zaoui' },
    ]);
  });
});

test('A seat has its table and everybody else at it, and nobody else', () => {
  const town = seatedTown();
  const seats = seatsOf(town);
  town.seating.rounds.forEach((tables, round) => {
    tables.forEach((at, table) => {
      for (const one of at) {
        expect(seats[round]?.[one]?.table).toBe(table);
        expect([...(seats[round]?.[one]?.others ?? []), one].sort()).toEqual([...at].sort());
      }
    });
  });
});

test('Names are printed composed, without what turns text around', () => {
  expect(asPrinted([person('E\u0301lodie\u202e', ' van  den\tBerg ')])[0]).toMatchObject({
    givenName: 'Élodie',
    surname: 'van den Berg',
  });
});
