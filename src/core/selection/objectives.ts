import { SortitionError } from '../errors.js';

/**
 * What “fair” may mean, and what each gives up. A choice is never replaced by another in silence.
 *
 * - leximin: the least chance as high as possible, then the second least, and so on. Gives up nothing of that; people of
 *   rare profiles may have much higher chances than others (Flanigan et al. 2021).
 * - maximin: the least chance as high as possible; says nothing of the others.
 * - nash: the product of all chances (their geometric mean) as high as possible. The least may be lower than leximin's.
 * - minimax: the greatest chance as low as possible, then the second greatest, and so on: nobody gains by misreporting.
 *   Some may be left with hardly any chance.
 * - goldilocks: neither: u·n/k + γ·k/(n·l) as low as possible, u and l the greatest and least chance (Baharav & Flanigan
 *   2024); then leximin among what attains that. Weighs both ends, proves less of each.
 * - diversimax: every panel as diverse as can be over single features and pairs of features (diversimax.ts); among such
 *   panels, those found are weighed for the least chance. Fairness is not optimised; some people may have no chance.
 * - legacy: the greedy method of many practitioners, as M seeded runs. Meets the quotas; optimises and proves nothing.
 */
export const OBJECTIVES = ['leximin', 'maximin', 'nash', 'minimax', 'goldilocks', 'diversimax', 'legacy'] as const;
export type Objective = (typeof OBJECTIVES)[number];

/** Throws OBJECTIVE_UNKNOWN. */
export function requireObjective(objective: string): Objective {
  const known = OBJECTIVES.find((name) => name === objective);
  if (known === undefined) throw new SortitionError('OBJECTIVE_UNKNOWN', { objective, known: OBJECTIVES });
  return known;
}
