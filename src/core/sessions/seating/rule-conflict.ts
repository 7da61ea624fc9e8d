import { SortitionError } from '../../errors.js';
import { seatRound } from './feasible-round.js';
import type { SeatingProblem, SeatingRule } from './problem.js';
import { countsIn, rulesOfRound } from './round-rules.js';

type Rules = readonly SeatingRule[];

/** Steps of `seatRound` after which the shortest list that is known has to do. */
const MOST_STEPS = 200_000;

/**
 * Why a round that is known to be impossible cannot be seated: rules that cannot all be kept, none of which can be left out, and as few
 * as there can be, unless that takes too long to find out.
 */
export function explainConflict(problem: SeatingProblem, round: number): SortitionError {
  const inForce = problem.rules.filter((rule) => countsIn(rule, round));
  let steps = 0;
  const conflicts = (rules: Rules): boolean => {
    const answer = seatRound(rulesOfRound(problem, round, rules));
    steps += answer.steps;
    return answer.found === undefined && answer.why === 'impossible';
  };
  const known = reduced(inForce, conflicts);
  const fewest = findSmaller(inForce, { known, conflicts, mayGoOn: () => steps < MOST_STEPS });
  const ordered = inForce.filter((rule) => fewest.includes(rule));
  return new SortitionError('SEATING_CONFLICT', { round: round + 1, rules: ordered.map(({ label }) => label) });
}

/** A rule without which the others still conflict goes. */
function reduced(rules: Rules, conflicts: (rules: Rules) => boolean): Rules {
  let kept = rules;
  for (const rule of rules) {
    const others = kept.filter((other) => other !== rule);
    if (conflicts(others)) kept = others;
  }
  return kept;
}

/**
 * Whatever conflicts has a rule of each cure: rules without which all others can be kept. So the fewest rules that have one of every
 * cure found so far are the smallest conflict if they conflict; if not, all that can be kept with them leaves one more cure.
 */
function findSmaller(
  rules: Rules,
  { known, conflicts, mayGoOn }: { known: Rules; conflicts: (rules: Rules) => boolean; mayGoOn: () => boolean },
): Rules {
  const cures: Rules[] = [];
  while (mayGoOn()) {
    const fewest = fewestOfEach(cures, known.length - 1);
    if (fewest === undefined) return known;
    if (conflicts(fewest)) return fewest;
    let kept = fewest;
    for (const rule of rules) {
      if (!kept.includes(rule) && !conflicts([...kept, rule])) kept = [...kept, rule];
    }
    cures.push(rules.filter((rule) => !kept.includes(rule)));
  }
  return known;
}

/** The fewest rules, at most `most`, with one of each cure at least. */
function fewestOfEach(cures: readonly Rules[], most: number): Rules | undefined {
  const add = (chosen: Rules, left: number): Rules | undefined => {
    const cure = cures.find((one) => !one.some((rule) => chosen.includes(rule)));
    if (cure === undefined) return chosen;
    if (left === 0) return undefined;
    for (const rule of cure) {
      const found = add([...chosen, rule], left - 1);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  for (let size = 0; size <= most; size++) {
    const found = add([], size);
    if (found !== undefined) return found;
  }
  return undefined;
}
