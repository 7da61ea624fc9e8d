import type { Language } from './letter-samples.js';

/** The paragraphs that people read as running text: no headings, lists or lead-ins in bold, which would flatter the mean. */
export function proseOf(letter: string): readonly string[] {
  return letter
    .split(/\n{2,}/)
    .filter((paragraph) => !/^(#|- |\[\[)/.test(paragraph.trim()))
    .map((paragraph) => paragraph.trim().replace(/^\*\*[^*]+\*\*\s*/, ''))
    .filter((paragraph) => wordsOf(paragraph).length > 0);
}

/**
 * Sentences end with . ? or ! before a space and a capital letter, not after a day of the month (“5. Dezember”). Greetings and
 * lines of addresses are none, and a sentence that ends in an address counts without it.
 */
export function sentencesOf(paragraphs: readonly string[], language: Language): readonly string[] {
  const end = language === 'de' ? /(?<!\b\d{1,2})[.?!]\s+(?=\p{Lu})/u : /[.?!]\s+(?=\p{Lu})/u;
  return paragraphs
    .flatMap((paragraph) => paragraph.replace(/\u00a0/g, ' ').split(end))
    .filter((sentence) => !/,$/.test(sentence) && wordsOf(sentence).length > 1);
}

/** What has a letter or a digit, leaving out web, e-mail, telephone and reply codes. */
export const wordsOf = (text: string): readonly string[] =>
  text
    .replace(/\S+@\S+|www\.\S+|02 555 01 \d\d|\S+-0KX/g, '')
    .split(/\s+/)
    .filter((word) => /[\p{L}\d]/u.test(word));
