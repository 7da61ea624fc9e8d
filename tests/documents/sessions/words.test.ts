import { describe, expect, test } from 'vitest';
import { LETTER_LANGUAGES } from '../../../src/documents/letters/languages.js';
import { PAPER_LANGUAGES, type PaperWords, paperWords } from '../../../src/documents/sessions/words.js';

/** Every text of a language by its key; functions with what they say of examples. */
function textsIn(language: string): Record<string, string> {
  const { time, hours, people, languageNames, ...texts } = paperWords(language);
  return {
    ...texts,
    time: [0, 545, 570, 870].map(time).join(' | '),
    hours: hours(time(540), time(1020)),
    ...Object.fromEntries([1, 2].map((count) => [`people ${count}`, people(count)])),
    ...Object.fromEntries(Object.entries(languageNames).map(([key, name]) => [`language ${key}`, name])),
  };
}

describe('The words of papers', () => {
  test('are there in the five languages of letters', () => {
    expect(PAPER_LANGUAGES).toEqual(LETTER_LANGUAGES);
    expect(() => paperWords('eo')).toThrow('no words in eo');
  });

  test.each(PAPER_LANGUAGES)('are all there in %s, and none is empty', (language) => {
    const texts = textsIn(language);
    expect(Object.keys(texts).sort()).toEqual(Object.keys(textsIn('en')).sort());
    for (const [key, text] of Object.entries(texts)) expect([key, text.trim()]).not.toEqual([key, '']);
    expect(Object.keys(paperWords(language).languageNames)).toEqual(PAPER_LANGUAGES);
  });

  /** The same in another language, and rightly so. */
  const SHARED: Readonly<Record<string, readonly string[]>> = {
    fr: ['agenda', 'minutes', 'notes', 'page', 'signature', 'table'],
    nl: ['colon', 'language nl'],
    de: ['colon', 'time'],
    da: ['colon', 'people 1'],
  };
  test.each(PAPER_LANGUAGES.filter((language) => language !== 'en'))('are translated into %s', (language) => {
    const english = textsIn('en');
    const untranslated = Object.entries(textsIn(language)).filter(([key, text]) => english[key] === text);
    const known = SHARED[language] ?? [];
    expect(untranslated.map(([key]) => key).filter((key) => !known.includes(key))).toEqual([]);
  });

  test.each([
    ['en', ['00:00', '09:05', '09:30', '14:30', '00:15'], '09:00 to 17:00'],
    ['fr', ['0 h', '9 h 05', '9 h 30', '14 h 30', '0 h 15'], 'de 9 h à 17 h'],
    ['nl', ['0.00', '9.05', '9.30', '14.30', '0.15'], 'van 9.00 tot 17.00 uur'],
    ['de', ['0:00', '9:05', '9:30', '14:30', '0:15'], '9:00 bis 17:00 Uhr'],
    ['da', ['0.00', '9.05', '9.30', '14.30', '0.15'], 'kl. 9.00 til 17.00'],
  ])('have the times of day as they are written in %s, past midnight too', (language, times, hours) => {
    const words: PaperWords = paperWords(language);
    const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
    expect([0, 545, 570, 870, 24 * 60 + 15].map((minutes) => plain(words.time(minutes)))).toEqual(times);
    expect(plain(words.hours(words.time(540), words.time(1020)))).toBe(hours);
  });
});
