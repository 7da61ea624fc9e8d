import { clockTime } from './clock.js';
import type { PaperWords } from './words.js';

export const GERMAN: PaperWords = {
  agenda: 'Programm',
  runSheet: 'Ablaufplan für das Team',
  schedule: 'Ihr Programm',
  tableCards: 'Tischkarten',
  badges: 'Namensschilder',
  attendance: 'Anwesenheitsliste',
  facilitatorSheet: 'Blatt für die Moderation',

  rehearsal: 'PROBE – niemand wurde wirklich ausgelost',
  rehearsalShort: 'PROBE',
  page: 'Seite',
  colon: ': ',
  continued: 'Fortsetzung',

  time: (minutes) => {
    const { hour, minute } = clockTime(minutes);
    return `${hour}:${minute}`;
  },
  hours: (from, to) => `${from} bis ${to}\u00a0Uhr`,
  minutes: 'Min.',

  when: 'Wann',
  where: 'Wo',
  what: 'Was',
  materials: 'Material',
  team: 'Was das Team tut',
  free: 'Nichts geplant',
  speakers: 'Mit',

  number: 'Nummer',
  table: 'Tisch',
  round: 'Runde',
  atTable: 'Mit Ihnen am Tisch',
  noTable: 'Bitte fragen Sie das Team nach Ihrem Tisch.',
  and: 'und',

  surname: 'Nachname',
  givenName: 'Vorname',
  firstTable: 'Erster Tisch',
  signature: 'Unterschrift',
  people: (count) => (count === 1 ? '1 Person' : `${count} Personen`),
  sorting:
    'Nach Nachnamen, so wie sie geschrieben werden, mit „de“ und „van“. Akzente, Großschreibung und Bindestriche zählen nicht: ä und é stehen bei a und e, ø bei o, ß bei ss.',

  facilitator: 'Moderation',
  task: 'Aufgabe',
  languages: 'Sprachen',
  notSpoken: 'Spricht die Moderation nicht',
  notes: 'Notizen',
  languageNames: { en: 'Englisch', fr: 'Französisch', nl: 'Niederländisch', de: 'Deutsch', da: 'Dänisch' },
};
