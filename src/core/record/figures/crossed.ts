import { LEAST_SHARED } from '../publication.js';
import type { MirrorFeature } from './mirror.js';
import type { ProfileCount } from './profiles.js';

/** A combination of two values: what the population's share of the panel would be, and what it is. */
export interface CrossCell {
  /** Rows of the two features. */
  readonly row: number;
  readonly column: number;
  readonly expected: number;
  readonly panel: number;
}

export interface CrossTable {
  /** Numbers of the two features. */
  readonly of: readonly [number, number];
  readonly cells: readonly CrossCell[];
  /** Combinations too rare to be told apart, in one; undefined where there are none. */
  readonly others: { readonly cells: number; readonly expected: number; readonly panel: number } | undefined;
  /** Seats that would have to go to another combination for the panel to be exactly like the population. */
  readonly seatsOff: number;
  /** About how many that would be for a plain random sample of the population. */
  readonly byChance: number;
}

/**
 * Every two features crossed. Combinations that fewer than LEAST_SHARED people of the pool have are told in one sum only, and with
 * them as many others as it takes that no sum of a row or column gives them away.
 */
export function crossFeatures(
  features: readonly MirrorFeature[],
  given: {
    readonly pool: readonly ProfileCount[];
    readonly panel: readonly ProfileCount[];
    readonly population: readonly ProfileCount[];
  },
): CrossTable[] {
  const k = given.panel.reduce((sum, { people }) => sum + people, 0);
  return features.flatMap((one, f) =>
    features.slice(f + 1).flatMap((other, i) => {
      const g = f + 1 + i;
      if (one.rows.length < 2 || other.rows.length < 2) return [];
      const count = (profiles: readonly ProfileCount[]): number[][] | undefined =>
        countPairs(profiles, [f, g], [one, other]);
      const [population, pool, panel] = [count(given.population), count(given.pool), count(given.panel)];
      if (population === undefined || pool === undefined || panel === undefined) return [];
      const total = population.flat().reduce((sum, people) => sum + people, 0);
      if (total === 0) return [];
      const hidden = hideSmall(pool);
      const cells = population.flatMap((line, row) =>
        line.map((people, column) => ({
          ...{ row, column, expected: (k * people) / total, panel: panel[row]?.[column] ?? 0 },
          isHidden: hidden[row]?.[column] === true,
        })),
      );
      // Where every combination is rare there is nothing to tell.
      return cells.some(({ isHidden }) => !isHidden) ? [tableOf([f, g], cells, k)] : [];
    }),
  );
}

function tableOf(
  of: readonly [number, number],
  all: readonly (CrossCell & { isHidden: boolean })[],
  k: number,
): CrossTable {
  const shown = all.filter(({ isHidden }) => !isHidden);
  const rare = all.filter(({ isHidden }) => isHidden);
  const sum = (cells: readonly CrossCell[], key: 'expected' | 'panel'): number =>
    cells.reduce((total, cell) => total + cell[key], 0);
  const others =
    rare.length === 0 ? undefined : { cells: rare.length, expected: sum(rare, 'expected'), panel: sum(rare, 'panel') };
  const told = [...shown, ...(others === undefined ? [] : [others])];
  const off = told.reduce((total, { expected, panel }) => total + Math.abs(panel - expected), 0);
  // The mean distance of a normal variable from its mean is √(2/π) of its deviation, √(k·p·(1−p)).
  const byChance = told.reduce((total, { expected }) => total + deviation(expected, k), 0);
  return {
    of,
    cells: shown.map(({ row, column, expected, panel }) => ({ row, column, expected, panel })),
    others,
    seatsOff: off / 2,
    byChance: byChance / 2,
  };
}

const deviation = (expected: number, k: number): number =>
  k === 0 ? 0 : Math.sqrt((2 / Math.PI) * Math.max(0, expected * (1 - expected / k)));

function countPairs(
  profiles: readonly ProfileCount[],
  [f, g]: readonly [number, number],
  [one, other]: readonly [MirrorFeature, MirrorFeature],
): number[][] | undefined {
  const counts = one.rows.map(() => new Array<number>(other.rows.length).fill(0));
  for (const { values, people } of profiles) {
    const row = one.rowOf[values[f] ?? -1];
    const column = other.rowOf[values[g] ?? -1];
    // The population does not know a feature, or calls its values otherwise: nothing can be said.
    if (row === undefined || column === undefined) return undefined;
    const line = counts[row] ?? [];
    line[column] = (line[column] ?? 0) + people;
  }
  return counts;
}

/**
 * Which cells are not shown: those of 1 to LEAST_SHARED − 1 people, and, in every row and column that would have only one such, the
 * smallest other that is not empty. An empty cell says nothing about anybody.
 */
export function hideSmall(counts: readonly (readonly number[])[]): boolean[][] {
  const hidden = counts.map((line) => line.map((people) => people > 0 && people < LEAST_SHARED));
  const lines = [
    ...counts.map((line, row) => line.map((_, column) => [row, column] as const)),
    ...(counts[0] ?? []).map((_, column) => counts.map((__, row) => [row, column] as const)),
  ];
  const people = ([row, column]: readonly [number, number]): number => counts[row]?.[column] ?? 0;
  const isHidden = ([row, column]: readonly [number, number]): boolean => hidden[row]?.[column] === true;
  for (let isDone = false; !isDone; ) {
    isDone = true;
    for (const line of lines) {
      if (line.filter(isHidden).length !== 1) continue;
      const [next] = line.filter((cell) => !isHidden(cell) && people(cell) > 0).sort((a, b) => people(a) - people(b));
      if (next === undefined) continue;
      const of = hidden[next[0]];
      if (of !== undefined) of[next[1]] = true;
      isDone = false;
    }
  }
  return hidden;
}
