import type { Block, Session } from '../../core/sessions/model.js';
import { dateInWords } from '../letters/languages.js';
import { ACCENT, type Style } from '../pdf.js';
import { MARGIN, type PaperPages, TEXT, WIDTH } from './pages.js';
import type { PaperHead } from './papers.js';
import { type PaperWords, paperWords } from './words.js';

const TITLE: Style = { font: 'textBold', size: 14, color: ACCENT, leading: 1.3 };
const WHEN: Style = { ...TEXT, font: 'textBold' };

/** 09:30–10:15; with spaces where times have some: 9 h 30 – 10 h 15. */
export function spanOf(words: PaperWords, from: number, to: number): string {
  const [first, last] = [words.time(from), words.time(to)];
  return /\s/u.test(first + last) ? `${first} – ${last}` : `${first}–${last}`;
}

export const blockSpan = (words: PaperWords, { start, minutes }: Block): string =>
  spanOf(words, start, start + minutes);

/** Saturday 5 December 2026, 09:30 to 16:00 */
export function whenOf({ date, start, end }: Session, language: string): string {
  const { time, hours } = paperWords(language);
  return `${dayOf(date, language)}, ${hours(time(start), time(end))}`;
}

/** Saturday 5 December 2026 */
export const dayOf = (date: string, language: string): string =>
  capital(dateInWords(language, date, { weekday: true }));

const capital = (text: string): string => text.replace(/^./u, (first) => first.toUpperCase());

/** What a session is called and when it is; only when, where it is called what the process is: that stands above it. */
export function namesOfSession(session: Session, { title, language }: Pick<PaperHead, 'title' | 'language'>): string[] {
  const when = whenOf(session, language);
  return session.title === title ? [when] : [session.title, when];
}

/** The place of a panel that meets online. */
export const isLink = (place: string): boolean => /^https?:\/\/[^\s<>"'\\`]+$/u.test(place);

/** For the pages that a session goes on to: several sessions may have one title. */
export const dayOfSession = (session: Session, { title, language }: PaperHead): string =>
  [...(session.title === title ? [] : [session.title]), dayOf(session.date, language)].join(' · ');

/** What a session is called, when and where it is. Its height is the same wherever it is drawn. */
export function sessionHead(pages: PaperPages, session: Session, head: PaperHead): { height: number; draw(): void } {
  const { pdf } = pages;
  const [name = '', ...below] = namesOfSession(session, head);
  const rule = 8;
  const parts = [
    { text: name, style: TITLE, type: 'H2' },
    ...below.map((text) => ({ text, style: WHEN, type: 'P' })),
    { text: session.place, style: TEXT, type: 'P' },
  ].filter(({ text }) => text !== '');
  return {
    height: parts.reduce((sum, { text, style }) => sum + pdf.heightOf(text, WIDTH, style), rule + 8),
    draw: () => {
      const { y } = pages;
      pdf.decorate((doc) => doc.rect(MARGIN, y, WIDTH, 1.2).fill(ACCENT));
      pages.y += rule;
      for (const { text, style, type } of parts) pages.text(text, style, { type });
      pages.y += 8;
    },
  };
}
