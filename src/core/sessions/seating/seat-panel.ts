import type { Noise } from '../../ports.js';
import type { Seating } from '../model.js';
import { checkSeating, type SeatingReport } from './check-seating.js';
import { seatRound } from './feasible-round.js';
import { requireSeatingProblem, type SeatingProblem } from './problem.js';
import { rulesOfRound } from './round-rules.js';
import { explainConflict } from './rule-conflict.js';
import { SwapSearch } from './swap-search.js';

export interface SeatingOptions {
  /** Swaps tried; the default grows with people and rounds. More take longer and may find better. */
  readonly steps?: number;
  readonly onProgress?: (phase: string, done: number, total: number) => void;
}

export interface SeatedPanel {
  readonly seating: Seating;
  readonly report: SeatingReport;
}

/**
 * Seats a panel at tables, round after round. Rules always hold; then, in this order: every table mirrors the panel, as many
 * pairs as possible meet, and nobody is left with few. The same problem, noise and options give the same seating anywhere.
 *
 * Throws SEATING_CONFLICT, naming rules that cannot all be kept in a round.
 */
export function seatPanel(problem: SeatingProblem, noise: Noise, options: SeatingOptions = {}): SeatedPanel {
  requireSeatingProblem(problem);
  const { onProgress } = options;
  const past = problem.before?.rounds ?? [];
  const rules = problem.rounds.map((_, r) => rulesOfRound(problem, r, problem.rules)).slice(past.length);
  const started = rules.map((ofRound, i) => {
    const answer = seatRound(ofRound, noise);
    if (answer.found === undefined) throw explainConflict(problem, past.length + i);
    return answer.found;
  });
  const search = new SwapSearch(problem, rules, { rounds: [...past, ...started] }, noise);
  const steps = options.steps ?? 8_000_000;
  search.run({ steps, weight: 3 }, (done, total) => onProgress?.('seating', done, total));
  return { seating: search.best, report: checkSeating(problem, search.best) };
}
