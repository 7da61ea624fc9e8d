import { clockTime } from './clock.js';
import type { PaperWords } from './words.js';

export const FRENCH: PaperWords = {
  agenda: 'Programme',
  runSheet: 'Déroulé pour l’équipe',
  schedule: 'Votre programme',
  tableCards: 'Chevalets de table',
  badges: 'Badges',
  attendance: 'Liste de présence',
  facilitatorSheet: 'Fiche d’animation',

  rehearsal: 'ESSAI – personne n’a réellement été tiré au sort',
  rehearsalShort: 'ESSAI',
  page: 'page',
  colon: '\u00a0: ',
  continued: 'suite',

  // No-break spaces: 9 h 30.
  time: (minutes) => {
    const { hour, minute } = clockTime(minutes);
    return `${hour}\u00a0h${minute === '00' ? '' : `\u00a0${minute}`}`;
  },
  hours: (from, to) => `de ${from} à ${to}`,
  minutes: 'min',

  when: 'Quand',
  where: 'Où',
  what: 'Quoi',
  materials: 'Matériel',
  team: 'Ce que fait l’équipe',
  free: 'Rien de prévu',
  speakers: 'Avec',

  number: 'Numéro',
  table: 'Table',
  round: 'Tour',
  atTable: 'À table avec vous',
  noTable: 'Demandez votre table à l’équipe.',
  and: 'et',

  surname: 'Nom',
  givenName: 'Prénom',
  firstTable: 'Première table',
  signature: 'Signature',
  people: (count) => `${count}\u00a0personne${count > 1 ? 's' : ''}`,
  sorting:
    'Par nom de famille tel qu’il s’écrit, avec «\u00a0de\u00a0» et «\u00a0van\u00a0». Les accents, les majuscules et les traits d’union ne comptent pas\u00a0: é se trouve à e, ø à o, å à a.',

  facilitator: 'Animation',
  task: 'Consigne',
  languages: 'Langues',
  notSpoken: 'Non parlées en animation',
  notes: 'Notes',
  languageNames: { en: 'anglais', fr: 'français', nl: 'néerlandais', de: 'allemand', da: 'danois' },
};
