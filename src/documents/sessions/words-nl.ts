import { clockTime } from './clock.js';
import type { PaperWords } from './words.js';

export const DUTCH: PaperWords = {
  agenda: 'Programma',
  runSheet: 'Draaiboek voor het team',
  schedule: 'Uw programma',
  tableCards: 'Tafelkaarten',
  badges: 'Naambadges',
  attendance: 'Aanwezigheidslijst',
  facilitatorSheet: 'Blad voor de gespreksleider',

  rehearsal: 'OEFENING – er is niemand echt geloot',
  rehearsalShort: 'OEFENING',
  page: 'pagina',
  colon: ': ',
  continued: 'vervolg',

  time: (minutes) => {
    const { hour, minute } = clockTime(minutes);
    return `${hour}.${minute}`;
  },
  hours: (from, to) => `van ${from} tot ${to}\u00a0uur`,
  minutes: 'min.',

  when: 'Wanneer',
  where: 'Waar',
  what: 'Wat',
  materials: 'Materiaal',
  team: 'Wat het team doet',
  free: 'Niets gepland',
  speakers: 'Met',

  number: 'Nummer',
  table: 'Tafel',
  round: 'Ronde',
  atTable: 'Met u aan tafel',
  noTable: 'Vraag het team naar uw tafel.',
  and: 'en',

  surname: 'Naam',
  givenName: 'Voornaam',
  firstTable: 'Eerste tafel',
  signature: 'Handtekening',
  people: (count) => (count === 1 ? '1 persoon' : `${count} personen`),
  sorting:
    'Op familienaam zoals die geschreven wordt, met “de” en “van”. Accenten, hoofdletters en koppeltekens tellen niet mee: é staat bij e, ø bij o, å bij a.',

  facilitator: 'Gespreksleider',
  task: 'Opdracht',
  languages: 'Talen',
  notSpoken: 'Spreekt de gespreksleider niet',
  notes: 'Notities',
  languageNames: { en: 'Engels', fr: 'Frans', nl: 'Nederlands', de: 'Duits', da: 'Deens' },
};
