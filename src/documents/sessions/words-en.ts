import { clockTime } from './clock.js';
import type { PaperWords } from './words.js';

export const ENGLISH: PaperWords = {
  agenda: 'Programme',
  runSheet: 'Run sheet for the team',
  schedule: 'Your programme',
  tableCards: 'Table cards',
  badges: 'Name badges',
  attendance: 'Attendance list',
  facilitatorSheet: 'Facilitator’s sheet',

  rehearsal: 'REHEARSAL – nobody was really drawn',
  rehearsalShort: 'REHEARSAL',
  page: 'page',
  colon: ': ',
  continued: 'continued',

  time: (minutes) => {
    const { hour, minute } = clockTime(minutes);
    return `${String(hour).padStart(2, '0')}:${minute}`;
  },
  hours: (from, to) => `${from} to ${to}`,
  minutes: 'min',

  when: 'When',
  where: 'Where',
  what: 'What',
  materials: 'Materials',
  team: 'What the team does',
  free: 'Nothing planned',
  speakers: 'With',

  number: 'Number',
  table: 'Table',
  round: 'Round',
  atTable: 'With you at the table',
  noTable: 'Please ask the team for your table.',
  and: 'and',

  surname: 'Surname',
  givenName: 'First name',
  firstTable: 'First table',
  signature: 'Signature',
  people: (count) => (count === 1 ? '1 person' : `${count} people`),
  sorting:
    'In the order of surnames as they are written, with “de” and “van”. Accents, capitals and hyphens do not count: é is found at e, ø at o, å at a.',

  facilitator: 'Facilitator',
  task: 'Task',
  languages: 'Languages',
  notSpoken: 'Not spoken by the facilitator',
  notes: 'Notes',
  languageNames: { en: 'English', fr: 'French', nl: 'Dutch', de: 'German', da: 'Danish' },
};
