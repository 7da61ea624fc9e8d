import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Kind, kinds, type Language, languages, readTemplate, render, sampleValues } from './letter-samples.js';
import { proseOf, sentencesOf, wordsOf } from './plain-language.js';

const letters = kinds.flatMap((kind) => languages.map((language) => ({ kind, language })));
const source = (kind: Kind, language: Language): string => readTemplate(`${kind}.${language}.md`);
const written = (kind: Kind, language: Language): string => render(source(kind, language), sampleValues(language));

const placeholders = (template: string): readonly string[] =>
  [...new Set([...template.matchAll(/\{\{ ([a-z_.]+) \}\}/g)].map(([, name = '']) => name))].sort();

const allPlaceholders = Object.entries(sampleValues('en'))
  .flatMap(([name, value]) => (typeof value === 'string' ? [name] : Object.keys(value).map((key) => `${name}.${key}`)))
  .sort();

test('there are five kinds of letter in five languages, and a page for whoever edits them', () => {
  const files = letters.map(({ kind, language }) => `${kind}.${language}.md`);
  expect(readdirSync(new URL('../../templates/letters/', import.meta.url)).sort()).toEqual(
    [...files, 'README.md'].sort(),
  );
});

test('the page for organisers explains every placeholder, and the letters use all but the card, which they ask for', () => {
  const explained = [...readTemplate('README.md').matchAll(/^\| `([a-z_.]+)` \|/gm)].map(([, name]) => name);
  expect(explained.sort()).toEqual(allPlaceholders);
  const used = letters.flatMap(({ kind, language }) => placeholders(source(kind, language)));
  expect([...new Set([...used, 'reply.card'])].sort()).toEqual(allPlaceholders);
});

describe.each(letters)('The $kind in $language', ({ kind, language }) => {
  test('is filled in without anything left over', () => {
    expect(written(kind, language)).not.toMatch(/[{}]|undefined|null|\btrue\b/);
  });

  test('misses nothing when a value is missing: it stops', () => {
    // liquidjs counts the entries of an object where it has no `size`: the engine has to see to that one.
    for (const name of placeholders(source(kind, language)).filter((name) => name !== 'panel.size')) {
      expect(() => render(source(kind, language), without(sampleValues(language), name)), name).toThrow(/undefined/);
    }
  });

  test('uses placeholders as they are written here, and asks only about the card and further help', () => {
    const template = source(kind, language);
    const rest = template
      .replace(/\{\{ [a-z_.]+ \}\}/g, '')
      .replace(/\{% if (reply\.card|session\.help) %\}.*?\{% endif %\}/g, '');
    expect(rest).not.toMatch(/[{}]/);
    expect(allPlaceholders).toEqual(expect.arrayContaining([...placeholders(template)]));
  });

  test('gives the facts that it gives in the other languages', () => {
    expect(facts(kind, language)).toEqual(facts(kind, 'en'));
  });

  test('has its own blocks, each in its place', () => {
    const markers = [...source(kind, language).matchAll(/\[\[.*?\]\]/g)].map(([marker]) => marker);
    const isAsked = kind === 'invitation' || kind === 'reminder';
    expect(markers).toEqual([isAsked ? '[[reply]]' : '[[receipt]]', '[[signature]]']);
    for (const marker of markers) expect(source(kind, language)).toContain(`\n\n${marker}\n`);
    // The code is drawn beside what explains it, and the letter ends with the signature.
    expect(source(kind, language)).toMatch(/\n## [^\n]+\n\n\[\[(reply|receipt)\]\]\n\n/);
    expect(source(kind, language)).toMatch(/\n\n\[\[signature\]\]\n$/);
  });

  test('is built simply: a subject, one heading, at most one list', () => {
    const lines = source(kind, language).split('\n');
    expect(lines[0]).toMatch(/^# .*\{\{ panel\.title \}\}$/);
    expect(lines.filter((line) => line.startsWith('#'))).toHaveLength(2);
    const starts = lines.filter((line, i) => line.startsWith('- ') && !(lines[i - 1] ?? '').startsWith('- '));
    expect(starts.length).toBeLessThanOrEqual(1);
    expect(lines.filter((line) => line.startsWith('- ')).length).toBeLessThanOrEqual(4);
  });

  test('puts no full stop after an address or a number that is copied', () => {
    expect(written(kind, language)).not.toMatch(/example\.org[a-z/]*\.(\s|$)|-0KX\W*\.$/m);
  });

  test('is easy to read', () => {
    const sentences = sentencesOf(proseOf(written(kind, language)), language).map(wordsOf);
    for (const words of sentences) expect(words.length, words.join(' ')).toBeLessThanOrEqual(28);
    const mean = sentences.reduce((sum, words) => sum + words.length, 0) / sentences.length;
    expect(mean).toBeLessThanOrEqual(15);
  });

  test('fits its page', () => {
    const text = written(kind, language).replace(/^# .*$|\[\[.*?\]\]/gm, '');
    expect(wordsOf(text).length).toBeLessThanOrEqual(mostWords[kind]);
  });

  test('is set as its language is', () => {
    const text = source(kind, language);
    expect(text).not.toMatch(/["']|\.\.\.|[^ \n] {2,}|[ \t]$|\u202f/m);
    expect(text.replace(typography[language], '')).not.toMatch(/[“”„‚‘«»]/);
    if (language === 'fr') {
      expect(text).not.toMatch(/[^\u00a0][:;?!»]/);
      expect(text).not.toMatch(/«[^\u00a0]/);
    } else expect(text).not.toMatch(/\s[:;?!]|\u00a0/);
  });

  test('is in its language', () => {
    const words = wordsOf(proseOf(written(kind, language)).join(' ')).map((word) => word.toLowerCase());
    const share = (other: Language): number => words.filter((word) => stopWords[other].includes(word)).length;
    const others = languages.filter((other) => other !== language);
    for (const other of others) expect(share(language), other).toBeGreaterThan(4 * share(other));
  });
});

/** One A4 page with address window and code: 300 words at 10 points. What has no choice to explain is shorter. */
const mostWords: Readonly<Record<Kind, number>> = {
  invitation: 300,
  reminder: 260,
  confirmation: 270,
  alternate: 300,
  regret: 230,
};

/** Quotation marks of each language, in pairs; the apostrophe ’ is everybody’s. */
const typography: Readonly<Record<Language, RegExp>> = {
  fr: /«\u00a0[^«»]+\u00a0»/g,
  nl: /“[^“”]+”|‘[^‘’]+’/g,
  en: /“[^“”]+”|‘[^‘’]+’/g,
  da: /“[^“”]+”|»[^«»]+«/g,
  de: /„[^„“]+“|‚[^‚‘]+‘/g,
};

/** Frequent words that the other four languages do not have. */
const stopWords: Readonly<Record<Language, readonly string[]>> = {
  fr: ['le', 'la', 'vous', 'nous', 'pour', 'votre', 'une', 'sur', 'des', 'par', 'les'],
  nl: ['het', 'een', 'u', 'uw', 'wij', 'van', 'niet', 'voor', 'ook', 'bij', 'dan'],
  en: ['the', 'you', 'your', 'and', 'to', 'this', 'it', 'with', 'are', 'us', 'from'],
  da: ['og', 'vi', 'ikke', 'til', 'på', 'dit', 'din', 'eller', 'har', 'skal', 'dig'],
  de: ['das', 'sie', 'und', 'wir', 'nicht', 'ihr', 'ihre', 'zu', 'dann', 'ein', 'ihnen'],
};

/** A greeting may do without the name (“Madame, Monsieur,”): it is in the address above. */
const facts = (kind: Kind, language: Language): readonly string[] =>
  [...placeholders(source(kind, language)), ...source(kind, language).matchAll(/\{% if ([a-z.]+)/g)]
    .map(String)
    .filter((name) => name !== 'person.name')
    .sort();

function without(values: ReturnType<typeof sampleValues>, name: string): object {
  const [group = '', key] = name.split('.');
  const { [group]: whole, ...others } = values;
  if (key === undefined) return others;
  const rest = Object.entries({ ...whole, help: 'more', card: true }).filter(([other]) => other !== key);
  return { ...others, [group]: Object.fromEntries(rest) };
}
