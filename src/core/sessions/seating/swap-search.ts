import type { Noise } from '../../ports.js';
import type { Seating } from '../model.js';
import type { SeatingProblem } from './problem.js';
import type { RoundRules } from './round-rules.js';
import { SeatingState } from './seating-state.js';
import { type Move, SwapMoves } from './swap-moves.js';
import { isBetter, type Worth, worthOf } from './worth.js';

/**
 * What a swap costs, as a whole number; 0 or less is always accepted. `deviation`: what a seat off its share weighs, in meetings.
 */
export interface Aim {
  readonly deviation: number;
  readonly meetings: 0 | 1;
}

type OnStage = (done: number, total: number) => void;
/** Of a change, as a whole number. */
type Cost = (deviation: number, meetings: number, spread: number) => number;

const costOf = (aim: Aim, deviation: number, meetings: number): number =>
  aim.deviation * deviation - aim.meetings * meetings;

/**
 * How likely a loss of one is accepted, from the first steps to the last; a loss of d with that to the power of d. This is
 * annealing with the temperatures −1 / ln of these, in multiplications alone.
 */
const COOLING = [
  0.24, 0.21, 0.18, 0.15, 0.12, 0.096, 0.078, 0.06, 0.048, 0.036, 0.027, 0.018, 0.012, 0.007, 0.004, 0.002, 0.001,
  0.0005,
];
/** A greater loss is never accepted. */
export const MOST_LOSS = 16;
const STEPS_BETWEEN_CHECKS = 4096;

/** Annealing by swaps over the rounds that are still to come; the best that was seen is kept. */
export class SwapSearch {
  bestWorth: Worth;
  private readonly problem: SeatingProblem;
  private readonly rules: readonly RoundRules[];
  private readonly noise: Noise;
  private readonly past: number;
  private readonly everThere: readonly number[];
  private state: SeatingState;
  /** Who had which seat where it was best: copied often, and read seldom. */
  private readonly bestSeats: Int32Array;
  private moves: readonly SwapMoves[];
  /** The swap that is tried: in which of the rounds to come, and who. */
  private i = 0;
  private p = 0;
  private q = 0;

  /** `rules`: of the rounds to come, which `start` keeps. */
  constructor(problem: SeatingProblem, rules: readonly RoundRules[], start: Seating, noise: Noise) {
    this.problem = problem;
    this.rules = rules;
    this.noise = noise;
    this.past = problem.rounds.length - rules.length;
    this.everThere = [...new Set(start.rounds.flat(2))];
    this.state = new SeatingState(problem, start);
    this.moves = [];
    this.bestSeats = this.state.seats.slice();
    this.bestWorth = worthOf(this.state, this.everThere);
    this.startFrom(start);
  }

  get best(): Seating {
    return this.state.seating(this.bestSeats);
  }

  startFrom(seating: Seating): void {
    this.state = new SeatingState(this.problem, seating);
    this.moves = this.rules.map((ofRound, i) => new SwapMoves(ofRound, this.state, this.past + i));
    this.note();
  }

  /** So many swaps tried, from where the search stands; the deviation it ends with. */
  anneal(aim: Aim, steps: number, onStage?: OnStage, isDone?: (best: Worth) => boolean): number {
    this.cool(steps, onStage, isDone, (accept) => this.tryAny(aim, accept));
    return this.state.deviation;
  }

  /** The same deviation and meetings as where the search stands, but more evenly spread. */
  evenOut(steps: number, onStage?: OnStage, isDone?: (best: Worth) => boolean): void {
    this.cool(steps, onStage, isDone, (accept) => this.tryEven(accept));
  }

  private cool(
    steps: number,
    onStage: OnStage | undefined,
    isDone: ((best: Worth) => boolean) | undefined,
    tryOne: (accept: Float64Array) => void,
  ): void {
    const each = Math.ceil(steps / COOLING.length);
    for (const [i, chance] of COOLING.entries()) {
      const accept = powers(chance);
      for (let step = 0; step < each && this.rules.length > 0; step++) {
        if (step % STEPS_BETWEEN_CHECKS === 0 && isDone?.(this.bestWorth)) break;
        if (this.propose()) tryOne(accept);
      }
      onStage?.(i + 1, COOLING.length);
    }
  }

  /** Two people of a round, at different tables of it. One number of noise gives all three: what is left of it after each. */
  private propose(): boolean {
    const { state, moves } = this;
    let rest = this.noise() * moves.length;
    const i = Math.floor(rest);
    const { present } = moves[i]!;
    rest = (rest - i) * present.length;
    const a = Math.floor(rest);
    this.i = i;
    this.p = present[a]!;
    this.q = present[Math.floor((rest - a) * present.length)]!;
    const row = (this.past + i) * state.n;
    return state.tableOf[row + this.p] !== state.tableOf[row + this.q];
  }

  private tryAny(aim: Aim, accept: Float64Array): void {
    const { state, i, p, q } = this;
    const r = this.past + i;
    if (!this.moves[i]!.maySwap(p, q)) {
      this.tryGroup(accept, (deviation, meetings) => costOf(aim, deviation, meetings));
      return;
    }
    const loss = costOf(aim, state.deviationOfSwap(r, p, q), aim.meetings === 0 ? 0 : state.meetingsOfSwap(r, p, q));
    if (!this.accepts(loss, accept)) return;
    state.swap(r, p, q);
    if (loss !== 0) this.note();
  }

  private tryEven(accept: Float64Array): void {
    const { state, i, p, q } = this;
    const r = this.past + i;
    const cost = (deviation: number, meetings: number, spread: number): number =>
      deviation === 0 && meetings === 0 ? spread / 2 : MOST_LOSS + 1;
    if (!this.moves[i]!.maySwap(p, q)) this.tryGroup(accept, cost);
    else if (state.deviationOfSwap(r, p, q) === 0 && state.meetingsOfSwap(r, p, q) === 0)
      this.tryMove([[p, q]], accept, cost);
  }

  private tryGroup(accept: Float64Array, cost: Cost): void {
    const move = this.moves[this.i]!.groupMove(this.p, this.q);
    if (move !== undefined) this.tryMove(move, accept, cost);
  }

  /** Done, and undone where it is not accepted. */
  private tryMove(move: Move, accept: Float64Array, cost: Cost): void {
    const { state } = this;
    const r = this.past + this.i;
    const { deviation, meetings, spread } = state;
    for (const [p, q] of move) state.swap(r, p, q);
    const loss = cost(state.deviation - deviation, state.meetings - meetings, state.spread - spread);
    if (this.accepts(loss, accept)) this.note();
    else for (const [p, q] of move) state.swap(r, q, p);
  }

  private accepts(loss: number, accept: Float64Array): boolean {
    return loss <= 0 || (loss <= MOST_LOSS && this.noise() < accept[loss]!);
  }

  /** Keeps where the search stands if that is the best so far. */
  private note(): void {
    const { state, bestWorth } = this;
    if (state.deviation > bestWorth.deviation) return;
    if (state.deviation === bestWorth.deviation && state.meetings < bestWorth.meetings) return;
    const worth = worthOf(state, this.everThere);
    if (!isBetter(worth, bestWorth)) return;
    this.bestWorth = worth;
    this.bestSeats.set(state.seats);
  }
}

function powers(chance: number): Float64Array {
  const all = new Float64Array(MOST_LOSS + 1).fill(1);
  for (let i = 1; i <= MOST_LOSS; i++) all[i] = all[i - 1]! * chance;
  return all;
}
