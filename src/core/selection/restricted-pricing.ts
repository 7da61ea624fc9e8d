import type { MipModel, Solver } from '../ports.js';
import type { Composition, Instance } from './instance.js';
import type { Vertex } from './pricing.js';
import { compositionProgram } from './programs.js';
import { INTEGRAL } from './rounding.js';
import type { Box } from './swap-search.js';

/** Classes of smallest reduced cost left to the integer program at first. */
const FIRST_CANDIDATES = 50;
/** A panel this near the farthest is as good a direction, and is found in half the time. */
const NEAR_ENOUGH = 0.02;
/** One panel hard to find is no reason to search widely for the next. */
const SHRINK = 0.8;

/**
 * Rounds a vertex of the pricing LP by an integer program in which only the classes of smallest reduced cost, and those
 * with a fractional seat, may leave the vertex; the others are worth too little to matter. Twice as many when that has no
 * panel, until it is the whole box.
 *
 * For pools where hundreds of household rows bind: swaps hardly ever mend them, and the program, small as it is, takes a
 * tenth of the time and gives panels as good as the LP's own.
 */
export class RestrictedPricing {
  private readonly mip: MipModel;
  private readonly box: Box;
  private candidates = FIRST_CANDIDATES;

  constructor(instance: Instance, box: Box, solver: Solver) {
    this.box = box;
    const program = compositionProgram(instance);
    for (let r = 0; r < instance.lower.length; r++) {
      if (r === instance.freeRow) continue;
      program.rowLower[r] = box.rowLower[r]!;
      program.rowUpper[r] = box.rowUpper[r]!;
    }
    this.mip = solver.openMip(program, NEAR_ENOUGH);
  }

  /** The panel farthest along w among the vertex's neighbours; undefined when the box has none at all. */
  round(w: Float64Array, { v, reducedCosts }: Vertex): Composition | undefined {
    this.mip.setCost(w);
    const order = Int32Array.from(reducedCosts.keys()).sort(
      (s, t) => Math.abs(reducedCosts[s]!) - Math.abs(reducedCosts[t]!) || s - t,
    );
    for (;;) {
      const all = this.candidates >= order.length;
      this.restrict(v, order.subarray(0, this.candidates));
      const solution = this.mip.solve();
      if (solution === undefined && !all) {
        this.candidates *= 2;
        continue;
      }
      this.candidates = Math.max(FIRST_CANDIDATES, Math.floor(this.candidates * SHRINK));
      return solution?.x;
    }
  }

  dispose(): void {
    this.mip.dispose();
  }

  private restrict(v: Float64Array, candidates: Int32Array): void {
    const { seatsLower, seatsUpper } = this.box;
    const lower = v.map(Math.round);
    const upper = lower.slice();
    const open = (t: number): void => {
      lower[t] = seatsLower[t]!;
      upper[t] = seatsUpper[t]!;
    };
    candidates.forEach(open);
    for (let t = 0; t < v.length; t++) if (Math.abs(v[t]! - Math.round(v[t]!)) >= INTEGRAL) open(t);
    this.mip.setBounds(lower, upper);
  }
}
