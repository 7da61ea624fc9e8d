import type { Seating } from '../model.js';
import type { SeatingProblem } from './problem.js';
import { sharesOfRound } from './shares.js';

/**
 * A seating that swaps: who sits where in all rounds, how often every two have met, and how far every table is off the shares.
 * Tables are numbered over all rounds. All counts are whole numbers, kept up by swaps of two people of one round.
 */
export class SeatingState {
  readonly n: number;
  private readonly F: number;
  private readonly V: number;
  /** n × F: values numbered over all features. */
  private readonly valueNumber: Int32Array;
  /** First table of every round. */
  readonly firstTable: Int32Array;
  /** First seat of every table, and one past the last. */
  readonly firstSeat: Int32Array;
  readonly seats: Int32Array;
  /** Rounds × n: the table, −1 where absent; the seat. */
  readonly tableOf: Int32Array;
  private readonly seatOf: Int32Array;
  /** n × n: how often two have sat together. */
  private readonly met: Uint8Array;
  /** Different people met, of everybody. */
  readonly known: Int32Array;
  /** Tables × V. */
  private readonly count: Int32Array;
  private readonly low: Int32Array;
  private readonly high: Int32Array;
  /** Pairs that have met. */
  meetings = 0;
  deviation = 0;
  /** Σ known²: of as many meetings, the smaller the more evenly they are spread. */
  spread = 0;

  constructor(problem: SeatingProblem, seating: Seating) {
    const { people: n, features, rounds } = problem;
    const shares = rounds.map((_, r) => sharesOfRound(problem, r));
    const tables = rounds.flatMap((round) => round.tables);
    this.n = n;
    this.F = features.length;
    this.V = features.reduce((sum, feature) => sum + feature.values.length, 0);
    this.valueNumber = problem.values.map((value, i) => value + (shares[0]?.offsets[i % this.F] ?? 0));
    this.firstTable = runningSums(rounds.map((round) => round.tables.length));
    this.firstSeat = runningSums(tables);
    this.seats = new Int32Array(this.firstSeat.at(-1)!);
    this.tableOf = new Int32Array(rounds.length * n).fill(-1);
    this.seatOf = new Int32Array(rounds.length * n).fill(-1);
    this.met = new Uint8Array(n * n);
    this.known = new Int32Array(n);
    this.count = new Int32Array(tables.length * this.V);
    this.low = concatenated(shares.map(({ low }) => low));
    this.high = concatenated(shares.map(({ high }) => high));
    this.sit(seating);
  }

  private sit(seating: Seating): void {
    for (const [r, tables] of seating.rounds.entries())
      for (const [t, people] of tables.entries())
        for (const [i, p] of people.entries()) {
          const table = this.firstTable[r]! + t;
          const seat = this.firstSeat[table]! + i;
          this.seats[seat] = p;
          this.tableOf[r * this.n + p] = table;
          this.seatOf[r * this.n + p] = seat;
          for (const q of people.slice(0, i)) this.meet(p, q);
          for (let f = 0; f < this.F; f++) this.count[table * this.V + this.valueNumber[p * this.F + f]!]!++;
        }
    for (let i = 0; i < this.count.length; i++)
      this.deviation += Math.max(this.low[i]! - this.count[i]!, this.count[i]! - this.high[i]!, 0);
  }

  private meet(p: number, q: number): void {
    this.met[q * this.n + p]!++;
    if (this.met[p * this.n + q]!++ === 0) this.change(p, q, 1);
  }

  private part(p: number, q: number): void {
    this.met[q * this.n + p]!--;
    if (--this.met[p * this.n + q]! === 0) this.change(p, q, -1);
  }

  private change(p: number, q: number, sign: 1 | -1): void {
    this.meetings += sign;
    this.spread += 2 * sign * (this.known[p]! + this.known[q]!) + 2;
    this.known[p]! += sign;
    this.known[q]! += sign;
  }

  /** By how many the pairs that have met would become more if p and q, at different tables of a round, changed seats. */
  meetingsOfSwap(r: number, p: number, q: number): number {
    const { n, seats, met, firstSeat } = this;
    const [ofP, ofQ] = [p * n, q * n];
    const [t, u] = [this.tableOf[r * n + p]!, this.tableOf[r * n + q]!];
    let more = 0;
    for (let i = firstSeat[t]!, end = firstSeat[t + 1]!; i < end; i++) {
      const x = seats[i]!;
      if (x === p) continue;
      if (met[ofP + x] === 1) more--;
      if (met[ofQ + x] === 0) more++;
    }
    for (let i = firstSeat[u]!, end = firstSeat[u + 1]!; i < end; i++) {
      const x = seats[i]!;
      if (x === q) continue;
      if (met[ofQ + x] === 1) more--;
      if (met[ofP + x] === 0) more++;
    }
    return more;
  }

  /** By how much the same swap would raise the deviation. */
  deviationOfSwap(r: number, p: number, q: number): number {
    const { n, F, V, valueNumber, count, low, high } = this;
    const t = this.tableOf[r * n + p]! * V;
    const u = this.tableOf[r * n + q]! * V;
    let more = 0;
    for (let f = 0; f < F; f++) {
      const a = valueNumber[p * F + f]!;
      const b = valueNumber[q * F + f]!;
      if (a === b) continue;
      // One a less and one b more at t, the other way round at u: a step towards the share, away from it, or neither.
      more += count[t + a]! > high[t + a]! ? -1 : count[t + a]! <= low[t + a]! ? 1 : 0;
      more += count[t + b]! < low[t + b]! ? -1 : count[t + b]! >= high[t + b]! ? 1 : 0;
      more += count[u + b]! > high[u + b]! ? -1 : count[u + b]! <= low[u + b]! ? 1 : 0;
      more += count[u + a]! < low[u + a]! ? -1 : count[u + a]! >= high[u + a]! ? 1 : 0;
    }
    return more;
  }

  /** p and q, at different tables of a round, change seats. */
  swap(r: number, p: number, q: number): void {
    const { n, F, V, seats, firstSeat, tableOf, seatOf, count, valueNumber } = this;
    const [t, u] = [tableOf[r * n + p]!, tableOf[r * n + q]!];
    this.deviation += this.deviationOfSwap(r, p, q);
    for (let i = firstSeat[t]!, end = firstSeat[t + 1]!; i < end; i++) {
      const x = seats[i]!;
      if (x === p) continue;
      this.part(p, x);
      this.meet(q, x);
    }
    for (let i = firstSeat[u]!, end = firstSeat[u + 1]!; i < end; i++) {
      const x = seats[i]!;
      if (x === q) continue;
      this.part(q, x);
      this.meet(p, x);
    }
    const [seatP, seatQ] = [seatOf[r * n + p]!, seatOf[r * n + q]!];
    seats[seatP] = q;
    seats[seatQ] = p;
    seatOf[r * n + p] = seatQ;
    seatOf[r * n + q] = seatP;
    tableOf[r * n + p] = u;
    tableOf[r * n + q] = t;
    for (let f = 0; f < F; f++) {
      const [a, b] = [valueNumber[p * F + f]!, valueNumber[q * F + f]!];
      count[t * V + a]!--;
      count[u * V + a]!++;
      count[u * V + b]!--;
      count[t * V + b]!++;
    }
  }

  /** The people of round → table, ascending, as they sit or as `seats` once was. */
  seating(seats = this.seats): Seating {
    const rounds = Array.from({ length: this.firstTable.length - 1 }, (_, r) => {
      const [from, to] = [this.firstTable[r]!, this.firstTable[r + 1]!];
      return Array.from({ length: to - from }, (_, t) =>
        [...seats.subarray(this.firstSeat[from + t]!, this.firstSeat[from + t + 1]!)].sort((a, b) => a - b),
      );
    });
    return { rounds };
  }
}

function runningSums(sizes: readonly number[]): Int32Array {
  const sums = new Int32Array(sizes.length + 1);
  for (const [i, size] of sizes.entries()) sums[i + 1] = sums[i]! + size;
  return sums;
}

function concatenated(parts: readonly Int32Array[]): Int32Array {
  const whole = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
