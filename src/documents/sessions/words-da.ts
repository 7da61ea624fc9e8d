import { clockTime } from './clock.js';
import type { PaperWords } from './words.js';

export const DANISH: PaperWords = {
  agenda: 'Program',
  runSheet: 'Drejebog til teamet',
  schedule: 'Dit program',
  tableCards: 'Bordkort',
  badges: 'Navneskilte',
  attendance: 'Fremmødeliste',
  facilitatorSheet: 'Ark til ordstyreren',

  rehearsal: 'PRØVE – ingen er udtrukket i virkeligheden',
  rehearsalShort: 'PRØVE',
  page: 'side',
  colon: ': ',
  continued: 'fortsat',

  time: (minutes) => {
    const { hour, minute } = clockTime(minutes);
    return `${hour}.${minute}`;
  },
  hours: (from, to) => `kl.\u00a0${from} til ${to}`,
  minutes: 'min.',

  when: 'Hvornår',
  where: 'Hvor',
  what: 'Hvad',
  materials: 'Materialer',
  team: 'Hvad teamet gør',
  free: 'Intet planlagt',
  speakers: 'Med',

  number: 'Nummer',
  table: 'Bord',
  round: 'Runde',
  atTable: 'Sammen med dig ved bordet',
  noTable: 'Spørg teamet om dit bord.',
  and: 'og',

  surname: 'Efternavn',
  givenName: 'Fornavn',
  firstTable: 'Første bord',
  signature: 'Underskrift',
  people: (count) => (count === 1 ? '1 person' : `${count} personer`),
  sorting:
    'Efter efternavne, som de skrives, med ”de” og ”van”. Accenter, store bogstaver og bindestreger tæller ikke med: é står ved e, ø ved o, å ved a, æ ved ae.',

  facilitator: 'Ordstyrer',
  task: 'Opgave',
  languages: 'Sprog',
  notSpoken: 'Taler ordstyreren ikke',
  notes: 'Noter',
  languageNames: { en: 'engelsk', fr: 'fransk', nl: 'nederlandsk', de: 'tysk', da: 'dansk' },
};
