import { DANISH } from './words-da.js';
import { GERMAN } from './words-de.js';
import { ENGLISH } from './words-en.js';
import { FRENCH } from './words-fr.js';
import { DUTCH } from './words-nl.js';

/** What the papers of a day say by themselves, beside what the organiser wrote. */
export interface PaperWords {
  /** What each paper is. */
  readonly agenda: string;
  readonly runSheet: string;
  readonly schedule: string;
  readonly tableCards: string;
  readonly badges: string;
  readonly attendance: string;
  readonly facilitatorSheet: string;

  /** Above everything else on every page of a rehearsal, and in one word on each badge. */
  readonly rehearsal: string;
  readonly rehearsalShort: string;
  readonly page: string;
  /** Between a label and what it says. */
  readonly colon: string;
  readonly continued: string;

  /** 570 → 09:30, 9 h 30, 9.30, 9:30. */
  time(minutes: number): string;
  /** From one time to another, as it stands in a sentence. */
  hours(from: string, to: string): string;
  readonly minutes: string;

  readonly when: string;
  readonly where: string;
  readonly what: string;
  readonly materials: string;
  readonly team: string;
  /** Time that nothing is planned for. */
  readonly free: string;
  /** Before the names of those who speak. */
  readonly speakers: string;

  /** Before what somebody is known by at the tables, where that is not their name. */
  readonly number: string;
  readonly table: string;
  readonly round: string;
  readonly atTable: string;
  /** Where somebody has no table in a round. */
  readonly noTable: string;
  readonly and: string;

  readonly surname: string;
  readonly givenName: string;
  readonly firstTable: string;
  readonly signature: string;
  people(count: number): string;
  /** How the list is sorted, so that everybody is found. */
  readonly sorting: string;

  readonly facilitator: string;
  readonly task: string;
  readonly languages: string;
  /** Languages that somebody at the table needs. */
  readonly notSpoken: string;
  readonly notes: string;
  readonly languageNames: Readonly<Record<string, string>>;
}

const WORDS: Readonly<Record<string, PaperWords>> = {
  en: ENGLISH,
  fr: FRENCH,
  nl: DUTCH,
  de: GERMAN,
  da: DANISH,
};

export const PAPER_LANGUAGES: readonly string[] = Object.keys(WORDS);

export function paperWords(language: string): PaperWords {
  const words = WORDS[language];
  if (words === undefined) throw new Error(`no words in ${language}`);
  return words;
}
