import type { BlockKind } from './model.js';
import type { Worded } from './written.js';

/** What a block is called where the organiser gives it no title. */
const NAMES: Readonly<Record<BlockKind, Readonly<Record<string, string>>>> = {
  arrival: { en: 'Arrival', fr: 'Accueil', nl: 'Onthaal', de: 'Ankommen', da: 'Ankomst' },
  plenary: { en: 'Together in the hall', fr: 'En plénière', nl: 'Plenair', de: 'Plenum', da: 'Fælles i salen' },
  expert: { en: 'Input', fr: 'Exposé', nl: 'Toelichting', de: 'Vortrag', da: 'Oplæg' },
  questions: { en: 'Questions', fr: 'Questions', nl: 'Vragen', de: 'Fragen', da: 'Spørgsmål' },
  tables: { en: 'At the tables', fr: 'Aux tables', nl: 'Aan de tafels', de: 'An den Tischen', da: 'Ved bordene' },
  break: { en: 'Break', fr: 'Pause', nl: 'Pauze', de: 'Pause', da: 'Pause' },
  meal: { en: 'Meal', fr: 'Repas', nl: 'Maaltijd', de: 'Essen', da: 'Måltid' },
  voting: { en: 'Vote', fr: 'Vote', nl: 'Stemming', de: 'Abstimmung', da: 'Afstemning' },
  closing: { en: 'Closing', fr: 'Clôture', nl: 'Afsluiting', de: 'Abschluss', da: 'Afslutning' },
};

export const blockName = (kind: BlockKind): Worded => NAMES[kind];

/** The text in the first of these languages that it has; else in the first that it was written in. */
export function inLanguage(text: Worded, languages: readonly string[]): string {
  if (typeof text === 'string') return text;
  const found = languages.find((language) => text[language] !== undefined);
  return (found === undefined ? Object.values(text)[0] : text[found]) ?? '';
}
