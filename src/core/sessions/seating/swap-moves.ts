import type { RoundRules } from './round-rules.js';
import type { SeatingState } from './seating-state.js';

/** Swaps of one round, in order; done one after the other they keep every rule. */
export type Move = readonly (readonly [p: number, q: number])[];

/**
 * The moves of one round that keep its rules: two people change seats, or people kept together change with as many others of
 * one table. Rules hold before and after a move, so a search that starts within them never leaves them.
 */
export class SwapMoves {
  /** Those who may move, in ascending order. */
  readonly present: readonly number[];
  private readonly rules: RoundRules;
  private readonly state: SeatingState;
  private readonly round: number;
  private readonly T: number;
  /** Nobody is kept anywhere: any swap will do. */
  private readonly isFree: boolean;

  constructor(rules: RoundRules, state: SeatingState, round: number) {
    this.rules = rules;
    this.state = state;
    this.round = round;
    this.T = rules.sizes.length;
    this.present = rules.present;
    this.isFree = rules.together.size === 0 && rules.apart.size === 0 && rules.allowed.every((one) => one === 1);
  }

  /** Whether p and q, at different tables, may simply change seats. */
  maySwap(p: number, q: number): boolean {
    if (this.isFree) return true;
    const { together } = this.rules;
    return (
      !together.has(p) &&
      !together.has(q) &&
      this.mayGo([p], this.tableOf(q), [q]) &&
      this.mayGo([q], this.tableOf(p), [p])
    );
  }

  /** Where p or q is kept together with others: the whole group against as many of the other's table, or undefined. */
  groupMove(p: number, q: number): Move | undefined {
    const groups = this.rules.together;
    const [ofP, ofQ] = [groups.get(p) ?? [p], groups.get(q) ?? [q]];
    const [going, coming] = ofP.length >= ofQ.length ? [ofP, ofQ] : [ofQ, ofP];
    if (going.length === 1) return undefined;
    const back = this.asManyAs(going.length, coming);
    if (back === undefined) return undefined;
    const [from, to] = [this.tableOf(going[0]!), this.tableOf(back[0]!)];
    if (!this.mayGo(going, to, back) || !this.mayGo(back, from, going)) return undefined;
    return going.map((one, i) => [one, back[i]!] as const);
  }

  /** `first` and others of its table, in the order in which they sit, whole groups only, until there are so many. */
  private asManyAs(size: number, first: readonly number[]): number[] | undefined {
    const table = this.state.tableOf[this.round * this.state.n + first[0]!]!;
    const chosen = [...first];
    const { seats, firstSeat } = this.state;
    for (let i = firstSeat[table]!; i < firstSeat[table + 1]! && chosen.length < size; i++) {
      const group = this.rules.together.get(seats[i]!) ?? [seats[i]!];
      if (!chosen.includes(seats[i]!) && chosen.length + group.length <= size) chosen.push(...group);
    }
    return chosen.length === size ? chosen : undefined;
  }

  /** Whether these people may sit at a table of this round that `leaving` leave. */
  private mayGo(people: readonly number[], table: number, leaving: readonly number[]): boolean {
    const { allowed, apart } = this.rules;
    for (const p of people) {
      if (allowed[p * this.T + table] !== 1) return false;
      for (const other of apart.get(p) ?? [])
        if (this.tableOf(other) === table && !leaving.includes(other)) return false;
    }
    return true;
  }

  private tableOf(p: number): number {
    return this.state.tableOf[this.round * this.state.n + p]! - this.state.firstTable[this.round]!;
  }
}
