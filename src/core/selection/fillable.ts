import { SortitionError } from '../errors.js';
import type { Solver } from '../ports.js';
import type { Quotas } from '../register/features.js';
import { keepBounds, withQuotas } from './bounds.js';
import { requirePanel } from './find-panel.js';
import { activities, type Composition, type Instance } from './instance.js';
import { compositionProgram } from './programs.js';
import { type Change, changesFor, relaxQuotas, totalSeats } from './relaxation.js';
import { findCheapestSlack, listSlacks, type Slack, shareOf } from './slack-program.js';

/** What of some open seats can be filled, and at what price. */
export interface Fillable {
  /** The most seats that there are people and homes for, whatever the quotas say. */
  readonly seats: number;
  /** The least that the quota bounds must give for that; none where the quotas can be kept. */
  readonly changes: readonly Change[];
  /** The most of these seats that can go to the people of `row`. */
  readonly ofRow: number;
}

/** Open seats of a panel some of whose members sit. */
export interface FillableTask {
  readonly instance: Instance;
  /** What the instance was built from: the quotas that the members leave. */
  readonly quotas: Quotas;
  /** Seats of members by feature and value, where bounds may give. */
  readonly counts: readonly (readonly number[])[];
  /** The row of the instance whose people are to get most seats. */
  readonly row: number;
}

/**
 * As many seats as can be filled; with those the least break of the quotas; with that the most people of one row of the
 * instance.
 *
 * The least break is the fewest seats, Σ short + over; of equals the least by share of the whole panel's bound; of equals the
 * one that spares the bounds that come first in canonical order. So it is one answer, whichever solver finds it. Throws
 * SOLVER_FAILED.
 */
export function findFillable({ instance, quotas, counts, row }: FillableTask, solver: Solver): Fillable {
  if (instance.T === 0) return nobody(quotas);
  const ofRow = mostOfRow(instance, row, solver);
  if (ofRow !== undefined) return { seats: instance.k, changes: [], ofRow };
  const seats = mostSeats(instance, solver);
  if (seats === 0) return nobody(quotas);
  const fewer: Instance = { ...instance, k: seats, cap: instance.cap.map((cap) => Math.min(cap, seats)) };
  const changes = leastChanges(fewer, quotas, counts, solver);
  const relaxed = withQuotas(fewer, relaxQuotas(quotas, changes));
  return { seats, changes, ofRow: mostOfRow(relaxed, row, solver) ?? lost(solver) };
}

/** Every minimum gives all that it asks for. */
function nobody(quotas: Quotas): Fillable {
  const values = quotas.reduce((sum, { quotas: of }) => sum + of.length, 0);
  return { seats: 0, changes: changesFor(listSlacks(quotas, 0), new Float64Array(values)), ofRow: 0 };
}

/** The most seats of a row in any panel; undefined where there is no panel. */
function mostOfRow(instance: Instance, row: number, solver: Solver): number | undefined {
  const { T, width, rowsOf } = instance;
  const model = solver.openMip(compositionProgram(instance));
  try {
    model.setCost(
      Float64Array.from({ length: T }, (_, t) => +rowsOf.subarray(t * width, (t + 1) * width).includes(row)),
    );
    const x = model.solve()?.x;
    if (x === undefined) return undefined;
    requirePanel(instance, x, solver);
    return activities(instance, x)[row]!;
  } finally {
    model.dispose();
  }
}

/** Σ_t x_t at its most, with no quotas. */
function mostSeats(instance: Instance, solver: Solver): number {
  const program = compositionProgram(keepBounds(instance, [], true));
  program.rowLower[instance.lower.length] = 0; // the row of the size
  program.cost.fill(1);
  const model = solver.openMip(program);
  try {
    return (model.solve() ?? lost(solver)).x.reduce((sum, seats) => sum + seats, 0);
  } finally {
    model.dispose();
  }
}

function leastChanges(
  instance: Instance,
  quotas: Quotas,
  counts: FillableTask['counts'],
  solver: Solver,
): readonly Change[] {
  const members = counts.flat();
  const slacks = listSlacks(quotas, instance.k).map((slack) => ({
    ...slack,
    weight: shareOf(slack.from + (members[slack.row] ?? 0)),
  }));
  const limits = slacks.map(({ most }) => most);
  const cheapest = (): Composition | undefined =>
    findCheapestSlack(instance, slacks, limits, ['seats', 'weight'], solver);
  let x = cheapest() ?? lost(solver);
  const price = priceOf(slacks, instance, x);
  slacks.forEach((slack, b) => {
    for (;;) {
      const given = givenBy(slack, activities(instance, x));
      limits[b] = given - 1;
      const other = given > 0 ? cheapest() : undefined;
      if (other !== undefined && priceOf(slacks, instance, other) === price) {
        x = other;
        continue;
      }
      limits[b] = given;
      return;
    }
  });
  return changesFor(slacks, activities(instance, x));
}

/** Seats that a bound gives at these activities. */
const givenBy = ({ row, side, from }: Slack, activity: Float64Array): number =>
  Math.max(0, side === 'min' ? from - activity[row]! : activity[row]! - from);

function priceOf(slacks: readonly Slack[], instance: Instance, x: Composition): string {
  const activity = activities(instance, x);
  const weight = slacks.reduce((sum, slack) => sum + slack.weight * givenBy(slack, activity), 0);
  return `${totalSeats(changesFor(slacks, activity))} ${weight}`;
}

function lost(solver: Solver): never {
  throw new SortitionError('SOLVER_FAILED', { solver: solver.name, status: 'lost its optimum' });
}
