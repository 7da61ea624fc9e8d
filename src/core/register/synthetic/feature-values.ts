import { SortitionError } from '../../errors.js';
import { apportion } from '../apportionment.js';
import { type NoiseFor, shuffle } from './chance.js';
import { roundTable } from './integer-table.js';
import { fitTable, type TableShape, tableShape, valueAt } from './joint-table.js';
import type { Among, Correlation, PopulationSpec } from './population-spec.js';

/** Larger tables of features that hang together take minutes to fit and much memory. */
export const MAX_TABLE_CELLS = 1_000_000;

/** The number of everyone's value (in the order of the specification), a list of n people per feature. */
export type FeatureValues = Readonly<Record<string, Uint16Array>>;

/**
 * Gives everyone a value of every feature: all shares exact, and correlations as declared.
 *
 * Features that correlations link, directly or through others, share one table (fitTable, roundTable); unlinked ones are
 * dealt out in random order, so a population of many independent features needs no large table.
 */
export function drawFeatureValues(spec: PopulationSpec, noiseFor: NoiseFor): FeatureValues {
  const values: Record<string, Uint16Array> = {};
  for (const group of linkedFeatures(spec)) {
    const { shape, counts } = countTable(spec, group);
    const cells = shuffle(cellPerPerson(counts, spec.people), noiseFor(`features ${group.join(' ')}`));
    for (const [axis, feature] of group.entries()) {
      // Looked up and looped, as dividing for each of millions of people takes seconds.
      const valueOfCell = Uint16Array.from(counts.keys(), (cell) => valueAt(shape, axis, cell));
      const numbers = new Uint16Array(spec.people);
      for (let person = 0; person < numbers.length; person++) numbers[person] = valueOfCell[cells[person] ?? 0] ?? 0;
      values[feature] = numbers;
    }
  }
  return values;
}

/** How many people have each value of a feature. */
export const countPerValue = (spec: PopulationSpec, feature: string): number[] =>
  apportion(spec.people, Object.values(spec.features[feature] ?? {}));

/** Whole people in every cell of the table of some features. */
function countTable(spec: PopulationSpec, features: readonly string[]): { shape: TableShape; counts: Int32Array } {
  const targets = features.map((feature) => countPerValue(spec, feature));
  const shape = tableShape(targets.map((target) => target.length));
  if (shape.cells > MAX_TABLE_CELLS) {
    throw new SortitionError('SYNTH_TABLE_TOO_LARGE', { features, cells: shape.cells, limit: MAX_TABLE_CELLS });
  }
  const odds = new Float64Array(shape.cells).fill(1);
  for (const correlation of spec.correlations ?? []) {
    if (correlationFeatures(correlation).some((feature) => features.includes(feature)))
      applyOdds(spec, { features, shape, odds }, correlation);
  }
  return { shape, counts: roundTable(shape, fitTable(shape, odds, targets), targets) };
}

interface OddsTable {
  readonly features: readonly string[];
  readonly shape: TableShape;
  readonly odds: Float64Array;
}

function applyOdds(spec: PopulationSpec, { features, shape, odds }: OddsTable, correlation: Correlation): void {
  const names = features.map((feature) => Object.keys(spec.features[feature] ?? {}));
  const nameAt = (feature: string, cell: number): string | undefined => {
    const axis = features.indexOf(feature);
    return names[axis]?.[valueAt(shape, axis, cell)];
  };
  for (let cell = 0; cell < shape.cells; cell++) {
    if (!isAmong(correlation.among, (feature) => nameAt(feature, cell))) continue;
    for (const [feature, factors] of Object.entries(correlation.odds)) {
      const factor = factors[nameAt(feature, cell) ?? ''];
      if (factor !== undefined) odds[cell] = (odds[cell] ?? 1) * factor;
    }
  }
}

/** Whether someone with these values meets a condition. */
export const isAmong = (among: Among, nameOf: (feature: string) => string | undefined): boolean =>
  Object.entries(among).every(([feature, names]) => {
    const value = nameOf(feature);
    return value !== undefined && names.includes(value);
  });

const correlationFeatures = ({ among, odds }: Correlation): string[] => [...Object.keys(among), ...Object.keys(odds)];

/** The features in groups that no correlation crosses, each in the order of the specification. */
function linkedFeatures(spec: PopulationSpec): string[][] {
  const features = Object.keys(spec.features);
  const groupOf = new Map(features.map((feature, i) => [feature, i]));
  for (const correlation of spec.correlations ?? []) {
    const joined = correlationFeatures(correlation).map((feature) => groupOf.get(feature) ?? 0);
    const first = Math.min(...joined);
    for (const [feature, group] of groupOf) if (joined.includes(group)) groupOf.set(feature, first);
  }
  return features
    .map((_, i) => features.filter((feature) => groupOf.get(feature) === i))
    .filter((group) => group.length > 0);
}

function cellPerPerson(counts: Int32Array, people: number): Int32Array {
  const cells = new Int32Array(people);
  let start = 0;
  for (const [cell, count] of counts.entries()) {
    cells.fill(cell, start, start + count);
    start += count;
  }
  return cells;
}
