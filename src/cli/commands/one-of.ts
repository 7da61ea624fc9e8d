import { SortitionError } from '../../index.js';

/** A parser of one of a few words. */
export const oneOf =
  <T extends string>(option: string, words: readonly T[]) =>
  (text: string): T => {
    const word = words.find((known) => known === text);
    if (word === undefined) throw new SortitionError('NOT_ONE_OF', { option, text, words });
    return word;
  };
