import { SortitionError } from '../errors.js';

/** What “fair” may mean. More will come; a choice is never replaced by another in silence. */
const OBJECTIVES = ['leximin'] as const;
export type Objective = (typeof OBJECTIVES)[number];

/** Throws OBJECTIVE_UNKNOWN. */
export function requireObjective(objective: string): Objective {
  const known = OBJECTIVES.find((name) => name === objective);
  if (known === undefined) throw new SortitionError('OBJECTIVE_UNKNOWN', { objective, known: OBJECTIVES });
  return known;
}
