import type { Composition } from './instance.js';
import { type Box, SwapSearch } from './swap-search.js';

/** Only the classes with the largest residuals, of either sign, are worth a swap. */
const CANDIDATES = 200;
const SWAPS = 8;
const REST = 6;
/** A violated seat weighs as much as the largest residual. */
const PENALTY = 1;

/**
 * A panel near another one, without an LP: a few swaps that follow the residual w and end within all bounds. Of the
 * panels on the way the one with the largest Δ(w·y) per √swaps is kept, the direction that shortens the residual most.
 */
export class ImprovingSwaps {
  private readonly search: SwapSearch;
  private value: Float64Array = new Float64Array(0);

  constructor(box: Box) {
    this.search = new SwapSearch(box);
  }

  /** w, largest entry 1: seats are worth more where it is larger. */
  prepare(w: Float64Array): void {
    this.value = w;
    this.search.rank(w.map((v) => -Math.abs(v)));
  }

  from(panel: Composition): Composition | undefined {
    const { search, value } = this;
    const limit = Math.min(CANDIDATES, search.candidates.length);
    search.y.set(panel);
    search.start();
    let best: Composition | undefined;
    let bestGain = 0;
    let gain = 0;
    for (let i = 1; i <= SWAPS; i++) {
      const swapped = search.swap(value, PENALTY, limit, i);
      if (swapped === undefined) break;
      const [p, q] = swapped;
      gain += value[q]! - value[p]!;
      search.rest(p, i + REST);
      search.rest(q, i + REST);
      if (search.violation > 0) continue;
      const rate = gain / Math.sqrt(i);
      if (rate <= bestGain) {
        if (best !== undefined) break;
      } else {
        bestGain = rate;
        best = search.y.slice();
      }
    }
    return best;
  }
}
