import { comparable } from '../text.js';

/** Between the names of two features, or of two values, that are crossed: `age × gender`, `age*gender`, `age x gender`. */
const sign = /\s*[×*]\s*|\s+x\s+/giu;

/** A name of two parts. */
export type Pair = readonly [string, string];

/** Every way to read a name as two names that are crossed; none where it has no sign between two parts. */
export function readingsAsPair(name: string): Pair[] {
  return [...name.matchAll(sign)].flatMap(({ index, 0: { length } }) => {
    const pair: Pair = [name.slice(0, index).trim(), name.slice(index + length).trim()];
    return pair.includes('') ? [] : [pair];
  });
}

/**
 * The one reading whose parts are known, each by its comparable spelling. Names may hold the sign themselves: `A × B` and `C`
 * are then `A × B × C`. Undefined where there is none, or more than one.
 */
export function findPair(
  name: string,
  isFirst: (part: string) => boolean,
  isSecond: (part: string) => boolean,
): Pair | undefined {
  const known = readingsAsPair(name)
    .map(([one, other]): Pair => [comparable(one), comparable(other)])
    .filter(([one, other]) => isFirst(one) && isSecond(other));
  return known.length === 1 ? known[0] : undefined;
}

/** How a crossed name is written where we write it. */
export const crossedName = (one: string, other: string): string => `${one} × ${other}`;
