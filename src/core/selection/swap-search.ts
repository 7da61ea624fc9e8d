/**
 * The neighbourhood that every search over compositions shares: swap one seat of class p for one of class q. The size
 * stays; only the rows of p and q change.
 */

/** Bounds that a search may not leave: seats per class and activity per row; `rowsOf` as in Instance. */
export interface Box {
  readonly width: number;
  readonly rowsOf: Int32Array;
  readonly seatsLower: Int32Array;
  readonly seatsUpper: Int32Array;
  readonly rowLower: Int32Array;
  readonly rowUpper: Int32Array;
}

export class SwapSearch {
  /** T: the composition being changed. */
  readonly y: Int32Array;
  /** Σ over rows of seats beyond a bound; 0 means y is a panel. */
  violation = 0;
  /** Classes with room to change, the most promising first (as `rank` ordered them). */
  readonly candidates: Int32Array;
  private readonly box: Box;
  private readonly free: Int32Array;
  /** Rows of the candidates, in their order: read in sequence by the inner loop. */
  private readonly candidateRows: Int32Array;
  private readonly activity: Int32Array;
  /** Change of the violation when a row loses or gains a seat, and their sum, which is never negative. */
  private readonly down: Int32Array;
  private readonly up: Int32Array;
  private readonly both: Int32Array;
  /** The iteration until which a class rests. */
  private readonly tabu: Int32Array;
  private readonly shared: Int32Array;
  private readonly gaining: Int32Array;
  private readonly gainUp: Int32Array;
  private readonly gainBoth: Int32Array;

  constructor(box: Box) {
    this.box = box;
    const T = box.seatsLower.length;
    const R = box.rowLower.length;
    this.y = new Int32Array(T);
    this.free = Int32Array.from(box.seatsLower.keys()).filter((t) => box.seatsUpper[t]! > box.seatsLower[t]!);
    this.candidates = this.free.slice();
    this.candidateRows = new Int32Array(this.free.length * box.width);
    this.activity = new Int32Array(R);
    this.down = new Int32Array(R);
    this.up = new Int32Array(R);
    this.both = new Int32Array(R);
    this.tabu = new Int32Array(T);
    this.shared = new Int32Array(R);
    this.gaining = new Int32Array(this.free.length);
    this.gainUp = new Int32Array(this.free.length);
    this.gainBoth = new Int32Array(this.free.length);
  }

  /** Orders the candidates by ascending `key`, then number. */
  rank(key: Float64Array): void {
    const { box, candidates, candidateRows } = this;
    candidates.set(this.free);
    candidates.sort((p, q) => key[p]! - key[q]! || p - q);
    candidates.forEach((t, i) => {
      candidateRows.set(box.rowsOf.subarray(t * box.width, (t + 1) * box.width), i * box.width);
    });
  }

  /** Starts from y as it stands. */
  start(): void {
    const { box, y, activity } = this;
    activity.fill(0);
    for (let t = 0; t < y.length; t++) {
      if (y[t] !== 0) for (let e = t * box.width; e < (t + 1) * box.width; e++) activity[box.rowsOf[e]!]! += y[t]!;
    }
    this.violation = 0;
    for (let r = 0; r < activity.length; r++) {
      this.violation += Math.max(0, activity[r]! - box.rowUpper[r]!, box.rowLower[r]! - activity[r]!);
      this.updateRow(r);
    }
    this.tabu.fill(0);
  }

  /**
   * Makes the swap p → q of lowest  penalty·Δviolation + value_p − value_q  among the first `limit` candidates that do
   * not rest. Returns [p, q], or undefined when no swap is left.
   */
  swap(value: Float64Array, penalty: number, limit: number, iteration: number): [number, number] | undefined {
    const { y, box, candidates, candidateRows, shared, down, both, tabu, gaining, gainUp, gainBoth } = this;
    const { width } = box;
    const gainers = this.collectGainers(limit, iteration);
    let best = Number.POSITIVE_INFINITY;
    let bestP = -1;
    let bestQ = -1;
    for (let i = 0; i < limit; i++) {
      const p = candidates[i]!;
      if (y[p]! <= box.seatsLower[p]! || tabu[p]! > iteration) continue;
      const rowsP = i * width;
      let downP = 0;
      let bothP = 0;
      for (let e = rowsP; e < rowsP + width; e++) {
        const r = candidateRows[e]!;
        downP += down[r]!;
        bothP += both[r]!;
        shared[r] = both[r]!;
      }
      const valueP = value[p]!;
      for (let g = 0; g < gainers; g++) {
        const j = gaining[g]!;
        if (j === i) continue;
        const difference = valueP - value[candidates[j]!]!;
        // Rows that p and q share change by nothing; at most the smaller of both sums can fall away.
        const delta = downP + gainUp[j]!;
        if (penalty * (delta - Math.min(bothP, gainBoth[j]!)) + difference >= best) continue;
        let exact = delta;
        for (let e = j * width; e < (j + 1) * width; e++) exact -= shared[candidateRows[e]!]!;
        const score = penalty * exact + difference;
        if (score < best) [best, bestP, bestQ] = [score, i, j];
      }
      for (let e = rowsP; e < rowsP + width; e++) shared[candidateRows[e]!] = 0;
    }
    return bestP < 0 ? undefined : this.apply(bestP, bestQ);
  }

  /** Lets class t rest until after `iteration`. */
  rest(t: number, iteration: number): void {
    this.tabu[t] = iteration;
  }

  private collectGainers(limit: number, iteration: number): number {
    const { y, box, candidates, candidateRows, up, both, tabu, gaining, gainUp, gainBoth } = this;
    let gainers = 0;
    for (let j = 0; j < limit; j++) {
      const q = candidates[j]!;
      if (y[q]! >= box.seatsUpper[q]! || tabu[q]! > iteration) continue;
      let upQ = 0;
      let bothQ = 0;
      for (let e = j * box.width; e < (j + 1) * box.width; e++) {
        upQ += up[candidateRows[e]!]!;
        bothQ += both[candidateRows[e]!]!;
      }
      gainUp[j] = upQ;
      gainBoth[j] = bothQ;
      gaining[gainers++] = j;
    }
    return gainers;
  }

  private apply(i: number, j: number): [number, number] {
    const { y, box, candidates, candidateRows, activity } = this;
    const p = candidates[i]!;
    const q = candidates[j]!;
    y[p]!--;
    y[q]!++;
    for (let f = 0; f < box.width; f++) {
      const lose = candidateRows[i * box.width + f]!;
      const gain = candidateRows[j * box.width + f]!;
      if (lose === gain) continue;
      this.violation += this.down[lose]! + this.up[gain]!;
      activity[lose]!--;
      activity[gain]!++;
      this.updateRow(lose);
      this.updateRow(gain);
    }
    return [p, q];
  }

  private updateRow(r: number): void {
    const a = this.activity[r]!;
    const { rowLower, rowUpper } = this.box;
    this.down[r] = a > rowUpper[r]! ? -1 : a <= rowLower[r]! ? 1 : 0;
    this.up[r] = a < rowLower[r]! ? -1 : a >= rowUpper[r]! ? 1 : 0;
    this.both[r] = this.down[r]! + this.up[r]!;
  }
}
