import { ENGLISH } from './words-en.js';

export type ReportWords = typeof ENGLISH;

const WORDS: Readonly<Record<string, ReportWords>> = { en: ENGLISH };

export const REPORT_LANGUAGES: readonly string[] = Object.keys(WORDS);

export function reportWords(language: string): ReportWords {
  const words = WORDS[language];
  if (words === undefined) throw new Error(`no words in ${language}`);
  return words;
}
