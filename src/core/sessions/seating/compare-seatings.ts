import type { Seating } from '../model.js';
import { checkSeating, type SeatingReport } from './check-seating.js';
import type { SeatingProblem } from './problem.js';

export interface ComparedSeating {
  readonly report: SeatingReport;
  /** 1 is the best; those of the same worth share a place. */
  readonly place: number;
  /** How often somebody sits at another table than in the first of the variants, over all rounds. */
  readonly moves: number;
}

/**
 * Variants side by side, in the order given: fewest broken rules first, then the least deviation, the most meetings, the most
 * people met by whoever meets fewest.
 */
export function compareSeatings(problem: SeatingProblem, variants: readonly Seating[]): ComparedSeating[] {
  const reports = variants.map((seating) => checkSeating(problem, seating));
  return reports.map((report, i) => ({
    report,
    place: 1 + reports.filter((other) => better(other, report)).length,
    moves: movesBetween(variants[0]!, variants[i]!),
  }));
}

function better(a: SeatingReport, b: SeatingReport): boolean {
  const worth = (r: SeatingReport): number[] => [-r.broken.length, -r.deviation, r.meetings, r.fewest];
  const [ofA, ofB] = [worth(a), worth(b)];
  const i = ofA.findIndex((x, at) => x !== ofB[at]);
  return i !== -1 && ofA[i]! > ofB[i]!;
}

const movesBetween = (a: Seating, b: Seating): number =>
  b.rounds.flatMap((tables, r) => tables.flatMap((people, t) => people.filter((p) => !a.rounds[r]![t]!.includes(p))))
    .length;
