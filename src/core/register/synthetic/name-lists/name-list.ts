import type { NameList } from '../population-spec.js';

/** A name list from texts with commas between the names. */
export const nameList = (texts: Readonly<Record<keyof NameList, string>>): NameList => ({
  men: names(texts.men),
  women: names(texts.women),
  surnames: names(texts.surnames),
});

const names = (text: string): string[] => text.split(',').map((name) => name.trim().replace(/\s+/g, ' '));
