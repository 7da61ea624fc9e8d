import { SortitionError } from '../../errors.js';
import { seatRound } from './feasible-round.js';
import type { SeatingProblem, SeatingRule } from './problem.js';
import { countsIn, rulesOfRound } from './round-rules.js';

/**
 * Why a round that is known to be impossible cannot be seated: rules that cannot all be kept, none of which can be left out. By deletion: a rule without
 * which the others still conflict goes. Both orders are tried and the shorter list is taken; a smaller one may exist.
 */
export function explainConflict(problem: SeatingProblem, round: number): SortitionError {
  const inForce = problem.rules.filter((rule) => countsIn(rule, round));
  const conflicts = (rules: readonly SeatingRule[]): boolean => {
    const answer = seatRound(rulesOfRound(problem, round, rules));
    return answer.found === undefined && answer.why === 'impossible';
  };
  const [a, b] = [inForce, inForce.toReversed()].map((rules) => reduced(rules, conflicts));
  const fewest = b!.length < a!.length ? b! : a!;
  const ordered = inForce.filter((rule) => fewest.includes(rule));
  return new SortitionError('SEATING_CONFLICT', { round: round + 1, rules: ordered.map(({ label }) => label) });
}

function reduced(
  rules: readonly SeatingRule[],
  conflicts: (rules: readonly SeatingRule[]) => boolean,
): readonly SeatingRule[] {
  let kept = rules;
  for (const rule of rules) {
    const others = kept.filter((other) => other !== rule);
    if (conflicts(others)) kept = others;
  }
  return kept;
}
