import { comparable } from '../../text.js';
import type { MirrorFeature } from './mirror.js';

/** A row of response.csv: what came of the letters to some people. */
export interface ResponseRow {
  /** `everybody`, `stratum`, or a feature. */
  readonly by: string;
  readonly value: string;
  readonly letters: number;
  readonly replies: number;
  readonly yes: number;
}

/** How present those of a value are among those who can be drawn. */
export interface Presence {
  readonly feature: string;
  readonly names: readonly string[];
  /** Share of the pool over share of the population: 1 is as many as in the population, 0.5 half as many. */
  readonly ratio: number;
  readonly population: number;
  readonly pool: number;
  /** Letters to them and how many said yes, where that is known. */
  readonly letters: number | undefined;
  readonly yes: number | undefined;
  /** By far fewer than in the population, and more than chance alone explains. */
  readonly isMissing: boolean;
}

/** Fewer than this share of what they would be is worth a word … */
const FEW = 0.8;
/** … where it is this many standard deviations from it. */
const BEYOND_CHANCE = 2;

/** Every value of every feature, the most under-represented first. */
export function findPresence(
  features: readonly MirrorFeature[],
  n: number,
  response: readonly ResponseRow[],
): Presence[] {
  const found = features.flatMap(({ feature, rows }) =>
    rows.flatMap((row): Presence[] => {
      const { names, population = 0, pool } = row;
      if (population === 0 || n === 0) return [];
      const ratio = pool / n / population;
      const deviation = Math.sqrt((population * (1 - population)) / n);
      const told = response.filter(
        ({ by, value }) =>
          comparable(by) === comparable(feature) && names.some((name) => comparable(name) === comparable(value)),
      );
      const sum = (key: 'letters' | 'yes'): number | undefined =>
        told.length === names.length ? told.reduce((total, of) => total + of[key], 0) : undefined;
      return [
        {
          ...{ feature, names, ratio, population, pool: pool / n, letters: sum('letters'), yes: sum('yes') },
          isMissing: ratio < FEW && population - pool / n > BEYOND_CHANCE * deviation,
        },
      ];
    }),
  );
  return found.sort((a, b) => a.ratio - b.ratio);
}
