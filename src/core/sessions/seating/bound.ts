import type { SeatingProblem } from './problem.js';

export interface SeatingBound {
  readonly meetings: number;
}
/** Placeholder until the proper bound. */
export function seatingBound({ people: n, rounds }: SeatingProblem): SeatingBound {
  const pairs = rounds.flatMap(({ tables }) => tables).reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
  return { meetings: Math.min(pairs, (n * (n - 1)) / 2) };
}
