import { SortitionError } from '../../errors.js';
import type { Noise } from '../../ports.js';
import { permutation } from '../../register/synthetic/chance.js';
import type { Seating } from '../model.js';
import { seatingBound } from './bound.js';
import { checkSeating, type SeatingReport } from './check-seating.js';
import { findDesign } from './design.js';
import { seatRound } from './feasible-round.js';
import { requireSeatingProblem, type SeatingProblem } from './problem.js';
import { type RoundRules, rulesOfRound } from './round-rules.js';
import { explainConflict } from './rule-conflict.js';
import { MOST_LOSS, SwapSearch } from './swap-search.js';
import type { Worth } from './worth.js';

export interface SeatingOptions {
  /** Swaps that are tried; the default grows with people and rounds. More take longer and may find better. */
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
  const past = problem.before?.rounds ?? [];
  const rules = problem.rounds.map((_, r) => rulesOfRound(problem, r, problem.rules)).slice(past.length);
  const start = {
    rounds: [...past, ...rules.map((ofRound, i) => startOfRound(problem, ofRound, past.length + i, noise))],
  };
  const search = new SwapSearch(problem, rules, start, noise);
  if (isPlain(problem)) search.startFrom({ rounds: withDesign(problem, start, noise) });
  improve(search, problem, options);
  return { seating: search.best, report: checkSeating(problem, search.best) };
}

/** Starts of a round that are cut short before it is given up. */
const ATTEMPTS = 5;

function startOfRound(
  problem: SeatingProblem,
  rules: RoundRules,
  round: number,
  noise: Noise,
): readonly (readonly number[])[] {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const answer = seatRound(rules, noise);
    if (answer.found !== undefined) return answer.found;
    if (answer.why === 'impossible') throw explainConflict(problem, round);
  }
  throw new SortitionError('SEATING_NOT_FOUND', { round: round + 1 });
}

/** The same equal tables in every round, everybody there, no rules: what algebra has answers for. */
function isPlain({ rounds, rules, before }: SeatingProblem): boolean {
  const [size] = rounds[0]?.tables ?? [];
  const isEqual = rounds.every(({ tables, absent }) => {
    const T = rounds[0]!.tables.length;
    return absent.length === 0 && tables.length === T && tables.every((seats) => seats === size);
  });
  return rules.length === 0 && (before?.rounds.length ?? 0) === 0 && isEqual;
}

/** The rounds of the design, its places taken at random; the start's where it has no more. */
function withDesign({ people, rounds }: SeatingProblem, start: Seating, noise: Noise): Seating['rounds'] {
  const tables = rounds[0]?.tables ?? [];
  const design = findDesign(tables.length, tables[0] ?? 0, rounds.length);
  const person = permutation(people, noise);
  const seated = design.map((round) => round.map((table) => table.map((i) => person[i]!).sort((a, b) => a - b)));
  return [...seated, ...start.rounds.slice(seated.length)];
}

/** Swaps tried for every person and round, with the least and the most in all. */
const STEPS_EACH = 8_000;
const [FEWEST_STEPS, MOST_STEPS] = [1_000_000, 12_000_000];
/** Shares of the steps: for balance alone, for each annealing, for evening out. */
const BALANCE = 0.1;
const ANNEALING = 0.4;
const EVENING = 0.1;
/** What a seat off its share weighs at first; it doubles while an annealing ends with more deviation than is known to be possible. */
const FIRST_WEIGHT = 3;
const MOST_ANNEALINGS = 4;

/**
 * Balance alone at first, from which it is known what deviation can be had; then meetings and balance at once, in which a seat off
 * its share may be bought back later; at last, among the same, whoever meets few.
 */
function improve(search: SwapSearch, problem: SeatingProblem, { steps, onProgress }: SeatingOptions): void {
  const bound = seatingBound(problem);
  const seats = problem.rounds.length * problem.people;
  const total = steps ?? Math.min(Math.max(STEPS_EACH * seats, FEWEST_STEPS), MOST_STEPS);
  const hasAll = (worth: Worth): boolean => worth.deviation === 0 && worth.meetings === bound.meetings;
  const stage = (phase: string) => (done: number, of: number) => onProgress?.(phase, done, of);
  search.anneal({ deviation: 1, meetings: 0 }, BALANCE * total, stage('balancing'), ({ deviation }) => deviation === 0);
  let weight = FIRST_WEIGHT;
  let reached = 0;
  for (let i = 0; reached < 2 && i < MOST_ANNEALINGS && !hasAll(search.bestWorth); i++) {
    search.startFrom(search.best);
    const deviation = search.anneal(
      { deviation: weight, meetings: 1 },
      ANNEALING * total,
      stage(`seating ${i + 1}`),
      hasAll,
    );
    if (deviation <= search.bestWorth.deviation) reached++;
    else weight = Math.min(2 * weight, MOST_LOSS + 1);
  }
  search.startFrom(search.best);
  search.evenOut(EVENING * total, stage('evening out'), ({ fewest }) => fewest === bound.fewest);
}
