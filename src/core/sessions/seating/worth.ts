import type { SeatingState } from './seating-state.js';

/** What a seating that keeps the rules is worth, in the order in which it counts. */
export interface Worth {
  readonly deviation: number;
  readonly meetings: number;
  /** Different people met by whoever meets fewest. */
  readonly fewest: number;
  /** Σ (people met)²: the smaller, the more evenly. */
  readonly spread: number;
}

export function worthOf({ deviation, meetings, spread, known }: SeatingState, people: readonly number[]): Worth {
  let fewest = people.length === 0 ? 0 : known.length;
  for (const p of people) fewest = Math.min(fewest, known[p]!);
  return { deviation, meetings, fewest, spread };
}

export function isBetter(a: Worth, b: Worth): boolean {
  if (a.deviation !== b.deviation) return a.deviation < b.deviation;
  if (a.meetings !== b.meetings) return a.meetings > b.meetings;
  if (a.fewest !== b.fewest) return a.fewest > b.fewest;
  return a.spread < b.spread;
}
