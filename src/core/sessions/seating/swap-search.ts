import type { Noise } from '../../ports.js';
import type { Seating } from '../model.js';
import type { SeatingProblem } from './problem.js';
import type { RoundRules } from './round-rules.js';
import { SeatingState } from './seating-state.js';
import { type Move, SwapMoves } from './swap-moves.js';

/** In the order in which they count: less deviation, more meetings, more people met by who meets fewest, fewer such people. */
export type Worth = readonly [deviation: number, meetings: number, fewest: number, spread: number];

export const isBetter = (a: Worth, b: Worth): boolean => {
  if (a[0] !== b[0]) return a[0] < b[0];
  if (a[1] !== b[1]) return a[1] > b[1];
  if (a[2] !== b[2]) return a[2] > b[2];
  return a[3] < b[3];
};

export interface SearchSteps {
  /** Swaps tried in all. */
  readonly steps: number;
  /** What a seat off its share weighs, in meetings. */
  readonly weight: number;
}

/**
 * How likely a loss of one is accepted, from the first steps to the last; a loss of d with that to the power of d. This is
 * annealing with the temperatures −1 / ln of these, in multiplications alone.
 */
const COOLING = [
  0.4, 0.35, 0.3, 0.25, 0.2, 0.16, 0.13, 0.1, 0.08, 0.06, 0.045, 0.03, 0.02, 0.012, 0.007, 0.004, 0.002, 0.001,
];
/** A greater loss is never accepted. */
const MOST_LOSS = 16;

/** One annealing over the rounds that are still to come. */
export class SwapSearch {
  readonly state: SeatingState;
  best: Seating;
  bestWorth: Worth;
  private readonly moves: readonly SwapMoves[];
  private readonly past: number;
  private readonly noise: Noise;
  private readonly everThere: readonly number[];

  constructor(problem: SeatingProblem, rules: readonly RoundRules[], start: Seating, noise: Noise) {
    this.state = new SeatingState(problem, start);
    this.past = problem.before?.rounds.length ?? 0;
    this.moves = rules.map((ofRound, i) => new SwapMoves(ofRound, this.state, this.past + i));
    this.noise = noise;
    this.everThere = [...new Set(start.rounds.flat(2))];
    this.best = this.state.seating();
    this.bestWorth = this.worth();
  }

  run({ steps, weight }: SearchSteps, onStage: (done: number, total: number) => void): void {
    const open = this.moves.filter(({ present }) => present.length > 1);
    if (open.length === 0) return;
    const each = Math.ceil(steps / COOLING.length);
    for (const [i, chance] of COOLING.entries()) {
      this.anneal(each, chance, weight);
      onStage(i + 1, COOLING.length);
    }
  }

  private anneal(steps: number, chance: number, weight: number): void {
    const { state, moves, noise } = this;
    const accept = powers(chance);
    for (let step = 0; step < steps; step++) {
      // One number of noise gives three: its digits are used from the front.
      let digits = noise() * moves.length;
      const i = Math.floor(digits);
      const { present } = moves[i]!;
      digits = (digits - i) * present.length;
      const a = Math.floor(digits);
      const b = Math.floor((digits - a) * present.length);
      const r = this.past + i;
      const p = present[a]!;
      const q = present[b]!;
      if (state.tableOf[r * state.n + p] === state.tableOf[r * state.n + q]) continue;
      if (!moves[i]!.maySwap(p, q)) {
        this.tryMove(r, moves[i]!.groupMove(p, q), accept, weight);
        continue;
      }
      const loss = weight * state.deviationOfSwap(r, p, q) - state.meetingsOfSwap(r, p, q);
      if (loss > 0 && (loss > MOST_LOSS || noise() >= accept[loss]!)) continue;
      state.swap(r, p, q);
      if (loss !== 0) this.note();
    }
  }

  private tryMove(r: number, move: Move | undefined, accept: Float64Array, weight: number): void {
    if (move === undefined) return;
    const { state } = this;
    const before = weight * state.deviation - state.meetings;
    for (const [p, q] of move) state.swap(r, p, q);
    const loss = weight * state.deviation - state.meetings - before;
    if (loss > 0 && (loss > MOST_LOSS || this.noise() >= accept[loss]!)) {
      for (const [p, q] of move) state.swap(r, q, p);
      return;
    }
    this.note();
  }

  /** Keeps the state where it is the best so far. */
  note(): void {
    const { state, bestWorth } = this;
    if (state.deviation > bestWorth[0]) return;
    if (state.deviation === bestWorth[0] && state.meetings < bestWorth[1]) return;
    const worth = this.worth();
    if (!isBetter(worth, bestWorth)) return;
    this.bestWorth = worth;
    this.best = state.seating();
  }

  private worth(): Worth {
    const { deviation, meetings, spread, known } = this.state;
    let fewest = this.state.n;
    for (const p of this.everThere) fewest = Math.min(fewest, known[p]!);
    return [deviation, meetings, fewest, spread];
  }
}

function powers(chance: number): Float64Array {
  const all = new Float64Array(MOST_LOSS + 1).fill(1);
  for (let i = 1; i <= MOST_LOSS; i++) all[i] = all[i - 1]! * chance;
  return all;
}
