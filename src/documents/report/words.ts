import { DANISH } from './words-da.js';
import { GERMAN } from './words-de.js';
import { ENGLISH } from './words-en.js';
import { FRENCH } from './words-fr.js';
import { DUTCH } from './words-nl.js';

export type ReportWords = typeof ENGLISH;

const WORDS: Readonly<Record<string, ReportWords>> = {
  en: ENGLISH,
  fr: FRENCH,
  nl: DUTCH,
  de: GERMAN,
  da: DANISH,
};

export const REPORT_LANGUAGES: readonly string[] = Object.keys(WORDS);

export function reportWords(language: string): ReportWords {
  const words = WORDS[language];
  if (words === undefined) throw new Error(`no words in ${language}`);
  return words;
}
