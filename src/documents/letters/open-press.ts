import type { FaultList } from '../../core/errors.js';
import { dateInWords, daysInWords, LETTER_LANGUAGES, numberIn } from './languages.js';
import { LetterPress, type LetterRun, withScheme } from './letter-press.js';
import { printLetters } from './print-letters.js';
import { compileTemplate, type LetterTemplate, type TemplateSource } from './template.js';
import { type CustomWindow, type LetterWindow, type WindowName, windowOf } from './windows.js';

/** Everything that letters are made with, loaded together: few commands need Liquid, Markdown and fonts. */
export interface Pressroom {
  readonly languages: readonly string[];
  dateInWords(language: string, day: string): string;
  daysInWords(language: string, days: readonly string[]): string;
  numberIn(language: string, value: number): string;
  withScheme(web: string): string;
  windowOf(profile: WindowName | CustomWindow): LetterWindow;
  compileTemplate(source: TemplateSource, faults: FaultList): LetterTemplate | undefined;
  press(run: LetterRun, images: readonly { readonly path: string; readonly bytes: Uint8Array }[]): LetterPress;
  readonly printLetters: typeof printLetters;
}

export const openPress = async (): Promise<Pressroom> => ({
  languages: LETTER_LANGUAGES,
  dateInWords,
  daysInWords,
  numberIn,
  withScheme,
  windowOf,
  compileTemplate,
  press: (run, images) => new LetterPress(run, images),
  printLetters,
});
