import { SortitionError } from '../errors.js';
import type { MipModel, Solver } from '../ports.js';
import type { Quotas } from '../register/features.js';
import { keepBounds, listQuotaBounds } from './bounds.js';
import type { Composition, Instance } from './instance.js';
import { compositionProgram, type Extra } from './programs.js';

/** How far one bound may give: a column of the program below. */
export interface Slack {
  readonly row: number;
  readonly feature: string;
  readonly value: string;
  readonly side: 'min' | 'max';
  /** The bound as it stands. */
  readonly from: number;
  /** The most it can give: a minimum down to 0, a maximum up to k. */
  readonly most: number;
  /** What its quota's minFlex or maxFlex allows of that; 0 without one. */
  readonly flex: number;
  /** Cost of a seat as a share of the bound, in units of 1/SHARES. */
  readonly weight: number;
}

/** Divisible by 1 … 12, so that shares of the usual small bounds are whole numbers. */
const SHARES = 27_720;

/** The slacks of the quota bounds that exclude something, by row, minimum before maximum. */
export function listSlacks(quotas: Quotas, k: number): Slack[] {
  const flat = quotas.flatMap(({ quotas: values }) => values);
  return listQuotaBounds(quotas, k).map(({ row, bound: { feature, value, side, seats: from } }) => {
    const { minFlex, maxFlex } = flat[row]!;
    const most = side === 'min' ? from : k - from;
    const flex = side === 'min' ? from - (minFlex ?? from) : (maxFlex ?? from) - from;
    return { row, feature, value, side, from, most, flex: Math.max(0, Math.min(flex, most)), weight: shareOf(from) };
  });
}

/** A maximum of 0 has no share to give; its first seat counts like that of a maximum of 1. */
export const shareOf = (bound: number): number => Math.max(1, Math.round(SHARES / Math.max(1, bound)));

/** What is minimised: Σ_b s_b, or Σ_b weight_b·s_b. */
type Measure = 'seats' | 'weight';

const costOf = (slack: Slack, measure: Measure): number => (measure === 'seats' ? 1 : slack.weight);

/**
 * Seats per class x that need the least slack s of the quota bounds b, by the first measure, and of those by the second:
 *
 *     min Σ_b cost_b s_b   s.t.   Σ_{t in row b} x_t + s_b ≥ from_b for minimums,   Σ_{t in row b} x_t − s_b ≤ from_b for maximums,
 *                                 Σ_t x_t = k,   0 ≤ x_t ≤ cap_t,   households,   0 ≤ s_b ≤ limit_b,   x, s integer
 *
 * A last row holds the first measure at its optimum while the second is minimised. Undefined when the limits allow none.
 * Of P panels at once, x are the seats of all of them, and from_b and s_b, which are of one, count P times.
 */
export function findCheapestSlack(
  instance: Instance,
  slacks: readonly Slack[],
  limits: readonly number[],
  [first, second]: readonly [Measure, Measure],
  solver: Solver,
): Composition | undefined {
  const { T } = instance;
  const withoutQuotas = keepBounds(instance, [], true);
  const program = compositionProgram(withoutQuotas, [], slackColumns(instance, slacks, limits, first));
  const model = solver.openMip(program);
  try {
    const cheapest = minimise(model, T, slacks, first);
    if (cheapest === undefined) return undefined;
    const spent = slacks.reduce((sum, slack, b) => sum + costOf(slack, first) * cheapest[T + b]!, 0);
    const rowUpper = program.rowUpper.slice();
    // Costs are integers: half a unit of room keeps the solver's rounding from making its own optimum infeasible.
    rowUpper[rowUpper.length - 1] = spent + 0.5;
    model.setRowBounds(program.rowLower, rowUpper);
    const best = minimise(model, T, slacks, second);
    if (best === undefined)
      throw new SortitionError('SOLVER_FAILED', { solver: solver.name, status: 'lost its optimum' });
    return best.slice(0, T);
  } finally {
    model.dispose();
  }
}

function minimise(model: MipModel, T: number, slacks: readonly Slack[], measure: Measure): Int32Array | undefined {
  const cost = new Float64Array(T + slacks.length);
  slacks.forEach((slack, b) => {
    cost[T + b] = -costOf(slack, measure); // the port maximises
  });
  model.setCost(cost);
  return model.solve()?.x;
}

/** A row for every bound and one for the first measure; a column for every slack. */
function slackColumns(
  { width, rowsOf, panels = 1 }: Instance,
  slacks: readonly Slack[],
  limits: readonly number[],
  first: Measure,
): Extra {
  const B = slacks.length;
  const boundsOfRow = new Map<number, number[]>();
  slacks.forEach(({ row }, b) => {
    boundsOfRow.set(row, [...(boundsOfRow.get(row) ?? []), b]);
  });
  return {
    rowLower: Float64Array.from([
      ...slacks.map(({ side, from }) => (side === 'min' ? from * panels : Number.NEGATIVE_INFINITY)),
      Number.NEGATIVE_INFINITY,
    ]),
    rowUpper: Float64Array.from([
      ...slacks.map(({ side, from }) => (side === 'max' ? from * panels : Number.POSITIVE_INFINITY)),
      Number.POSITIVE_INFINITY,
    ]),
    *entries(t) {
      for (const r of rowsOf.subarray(t * width, (t + 1) * width))
        for (const b of boundsOfRow.get(r) ?? []) yield [b, 1];
    },
    columns: slacks.map((slack, b) => ({
      cost: 0,
      lower: 0,
      upper: limits[b]!,
      entries: [
        [b, slack.side === 'min' ? panels : -panels],
        [B, costOf(slack, first)],
      ],
    })),
  };
}
