import { SortitionError } from '../../errors.js';
import { apportion } from '../apportionment.js';
import { isAmong } from './feature-values.js';
import { fitTable, tableShape, valueAt } from './joint-table.js';
import type { HouseholdSpec, PopulationSpec } from './population-spec.js';

/** Somewhere people live: a value of the feature `households.in`, or everywhere. */
export interface PlaceHead {
  readonly name: string;
  readonly people: number;
  readonly children: number;
}

/** How many households of each size a place has; its sizes times counts sum to its people. */
export type SizeCounts = ReadonlyMap<number, number>;

/**
 * Households of each size in every place: over all places the declared shares, within a few households; in every place
 * exactly as many people as live there. Larger households stand where `households.correlations` put them.
 *
 * @throws SortitionError SYNTH_HOMES_WITHOUT_ADULT where a place has fewer adults than households
 */
export function householdSizes(spec: HouseholdSpec, places: readonly PlaceHead[]): SizeCounts[] {
  const sizes = Object.keys(spec.sizes).map(Number);
  const shares = Object.values(spec.sizes);
  const people = places.reduce((sum, place) => sum + place.people, 0);
  const expected = peopleBySize(spec, places, sizes, shares, people);
  return places.map((place, p) => {
    const counts = wholeHouseholds(place.people, sizes, expected.subarray(p * sizes.length, (p + 1) * sizes.length));
    const homes = [...counts.values()].reduce((a, b) => a + b, 0);
    const adults = place.people - place.children;
    if (homes > adults) {
      throw new SortitionError('SYNTH_HOMES_WITHOUT_ADULT', { place: place.name, homes, adults, people: place.people });
    }
    return counts;
  });
}

/** Expected people per place and household size, row-major: rows sum to the place's people, columns as the shares say. */
function peopleBySize(
  spec: HouseholdSpec,
  places: readonly PlaceHead[],
  sizes: readonly number[],
  shares: readonly number[],
  people: number,
): Float64Array {
  const sharesSum = shares.reduce((a, b) => a + b, 0);
  const meanSize = sizes.reduce((sum, size, s) => sum + size * (shares[s] ?? 0), 0) / sharesSum;
  const homes = apportion(Math.max(1, Math.round(people / meanSize)), shares);
  const living = sizes.map((size, s) => size * (homes[s] ?? 0));
  const livingSum = living.reduce((a, b) => a + b, 0);

  const shape = tableShape([places.length, sizes.length]);
  const odds = new Float64Array(shape.cells).fill(1);
  for (const { among, odds: factors } of spec.correlations ?? []) {
    for (let cell = 0; cell < shape.cells; cell++) {
      const place = places[valueAt(shape, 0, cell)]?.name;
      if (!isAmong(among, (feature) => (feature === spec.in ? place : undefined))) continue;
      odds[cell] = (odds[cell] ?? 1) * (factors[String(sizes[valueAt(shape, 1, cell)])] ?? 1);
    }
  }
  const targets = [places.map((place) => place.people), living.map((count) => (count * people) / livingSum)];
  return fitTable(shape, odds, targets);
}

/** Whole households near the expected people of each size, the remainder in the sizes that are furthest behind. */
function wholeHouseholds(people: number, sizes: readonly number[], expected: Float64Array): SizeCounts {
  const counts = sizes.map((size, s) => Math.floor((expected[s] ?? 0) / size));
  let left = people - counts.reduce((sum, count, s) => sum + count * (sizes[s] ?? 0), 0);
  while (left > 0) {
    const behind = sizes.map((size, s) =>
      size <= left ? (expected[s] ?? 0) / size - (counts[s] ?? 0) : Number.NEGATIVE_INFINITY,
    );
    const most = behind.indexOf(Math.max(...behind));
    counts[most] = (counts[most] ?? 0) + 1;
    left -= sizes[most] ?? 1;
  }
  return new Map(sizes.map((size, s) => [size, counts[s] ?? 0]));
}

/** The names of the places where households are: the values of the feature `households.in`, or one for everywhere. */
export function placeNames({ households, features }: PopulationSpec): string[] {
  return households?.in === undefined ? ['everywhere'] : Object.keys(features[households.in] ?? {});
}
