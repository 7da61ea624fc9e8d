/**
 * The quotas as one list of V values, feature by feature: those of feature f are firsts[f] … firsts[f + 1] − 1. A seat short of
 * a value's min or above its max costs `cost`, an empty seat `emptySeat`; whole numbers.
 */
export interface QuotaCosts {
  readonly firsts: Int32Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly cost: Float64Array;
  readonly emptySeat: number;
}

/** The F values of V of whoever has a slot, a place in the list of alternates; undefined where nobody has it. */
export type Slots = readonly (Int32Array | undefined)[];

/** An alternate takes an empty seat, or the seat of another. Slots. */
interface Move {
  readonly seat: number;
  readonly unseat?: number;
}

/**
 * The panel after some have dropped out, and which alternates fill its seats: at most as many as are empty, and settled, which
 * is to say that no alternate more, and none in the place of another, would lower the violation. The least violation of all
 * would take a small integer program; how far alternates found so are from the best is in bench/alternates.md.
 *
 * A change is additive over features: `coming[v]` is what one person more with value v costs, `going[v]` one fewer. For
 * an exchange within a value both come to nothing.
 */
export class Scenario {
  private readonly costs: QuotaCosts;
  /** V: seats of each value, with the alternates seated. */
  private readonly seats: Float64Array;
  private empty: number;
  private readonly seated = new Set<number>();
  private readonly coming: Float64Array;
  private readonly going: Float64Array;
  /** V: what an exchange costs where the newcomer has value v. */
  private readonly exchange: Float64Array;

  constructor(costs: QuotaCosts, seats: Float64Array, empty: number) {
    this.costs = costs;
    this.seats = seats;
    this.empty = empty;
    this.coming = new Float64Array(seats.length);
    this.going = new Float64Array(seats.length);
    this.exchange = new Float64Array(seats.length);
    for (let v = 0; v < seats.length; v++) this.price(v);
  }

  violation(): number {
    const { min, max, cost, emptySeat } = this.costs;
    const off = (n: number, v: number): number => Math.max(0, min[v]! - n, n - max[v]!);
    return this.seats.reduce((sum, n, v) => sum + cost[v]! * off(n, v), this.empty * emptySeat);
  }

  /** After somebody has come into a slot. */
  settle(slots: Slots): void {
    for (let move = this.bestMove(slots); move !== undefined; move = this.bestMove(slots)) {
      if (move.unseat !== undefined) this.leave(move.unseat, slots[move.unseat]!);
      this.seated.add(move.seat);
      this.count(slots[move.seat]!, 1);
    }
  }

  /** The slot is empty from now on; `profile` had it. */
  vacate(slot: number, profile: Int32Array, slots: Slots): void {
    if (!this.seated.has(slot)) return;
    this.leave(slot, profile);
    this.settle(slots);
  }

  /**
   * P: into `least`, what one more alternate of each profile would change at most by one move, 0 or below. False where
   * nobody would change anything, and `least` is left as it was. `profiles` is P × F.
   */
  changes(profiles: Int32Array, slots: Slots, least: Float64Array): boolean {
    if (this.isFull()) return false;
    let isNone = true;
    const compare = (table: Float64Array, start: number): void => {
      if (isNone) least.fill(0);
      isNone = false;
      const F = this.costs.firsts.length - 1;
      for (let p = 0, e = 0; p < least.length; p++) {
        let change = start;
        for (let f = 0; f < F; f++) change += table[profiles[e++]!]!;
        if (change < least[p]!) least[p] = change;
      }
    };
    if (this.empty > 0) compare(this.coming, -this.costs.emptySeat);
    const seen = new Set<string>();
    for (const slot of this.seated) {
      const profile = slots[slot]!;
      const key = profile.join();
      if (!seen.has(key) && this.priceExchange(profile) < 0) compare(this.exchange, 0);
      seen.add(key);
    }
    return !isNone;
  }

  /** Every seat is taken, and no quota missed: nothing can lower the violation. */
  private isFull(): boolean {
    if (this.empty > 0) return false;
    for (let v = 0; v < this.seats.length; v++) if (this.coming[v]! < 0 || this.going[v]! < 0) return false;
    return true;
  }

  /** The move that lowers the violation most; of equals an empty seat first, then the lowest slots. */
  private bestMove(slots: Slots): Move | undefined {
    if (this.isFull()) return undefined;
    const idle = slots.flatMap((profile, seat) =>
      profile === undefined || this.seated.has(seat) ? [] : [{ seat, profile }],
    );
    if (idle.length === 0) return undefined;
    let best: Move | undefined;
    let least = 0;
    const compare = (table: Float64Array, start: number, unseat?: number): void => {
      for (const { seat, profile } of idle) {
        let change = start;
        for (const v of profile) change += table[v]!;
        const isFirstOfEquals = change === least && best?.unseat !== undefined && seat < best.seat;
        if (change >= least && !isFirstOfEquals) continue;
        least = change;
        best = unseat === undefined ? { seat } : { seat, unseat };
      }
    };
    if (this.empty > 0) compare(this.coming, -this.costs.emptySeat);
    for (const slot of [...this.seated].sort((a, b) => a - b)) {
      const bound = this.priceExchange(slots[slot]!);
      if (bound < least || (bound === least && least < 0)) compare(this.exchange, 0, slot);
    }
    return best;
  }

  /** Fills `exchange` for whoever would leave; returns the least that any newcomer could change. */
  private priceExchange(leaving: Int32Array): number {
    const { firsts } = this.costs;
    let sum = 0;
    for (let f = 0; f < leaving.length; f++) {
      const own = leaving[f]!;
      let least = 0;
      for (let v = firsts[f]!; v < firsts[f + 1]!; v++) {
        const cost = v === own ? 0 : this.going[own]! + this.coming[v]!;
        this.exchange[v] = cost;
        if (cost < least) least = cost;
      }
      sum += least;
    }
    return sum;
  }

  private leave(slot: number, profile: Int32Array): void {
    this.seated.delete(slot);
    this.count(profile, -1);
  }

  private count(profile: Int32Array, by: 1 | -1): void {
    for (const v of profile) {
      this.seats[v]! += by;
      this.price(v);
    }
    this.empty -= by;
  }

  private price(v: number): void {
    const { min, max, cost } = this.costs;
    const n = this.seats[v]!;
    this.coming[v] = n < min[v]! ? -cost[v]! : n >= max[v]! ? cost[v]! : 0;
    this.going[v] = n > max[v]! ? -cost[v]! : n <= min[v]! ? cost[v]! : 0;
  }
}
