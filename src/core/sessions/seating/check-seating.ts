import type { Seating } from '../model.js';
import { type SeatingBound, seatingBound } from './bound.js';
import { presentIn, requireSeating, type SeatingProblem, type SeatingRule } from './problem.js';
import { countsIn } from './round-rules.js';

/** What a seating is worth, and what it could be worth at most. */
export interface SeatingReport {
  /** Pairs of people who sit together at least once. */
  readonly meetings: number;
  /** No seating under these rules and with this past has more. */
  readonly bound: SeatingBound;
  /** Seats off the rounded-down and rounded-up share, over all tables, features and values; 0: every table is a mirror. */
  readonly deviation: number;
  /** The same by feature, in the order of the problem. */
  readonly balance: readonly { readonly feature: string; readonly deviation: number }[];
  /** How many different people everybody meets. */
  readonly met: readonly number[];
  /** The fewest that anybody meets, of those who are there at all. */
  readonly fewest: number;
  readonly mean: number;
  /** Rules broken in rounds that have not happened yet; empty for a seating of `seatPanel`. */
  readonly broken: readonly BrokenRule[];
}

export interface BrokenRule {
  readonly label: string;
  readonly round: number;
  readonly table: number;
}

/**
 * Judges any seating by counting afresh, with nothing of the search. Throws a RangeError where it does not seat everybody
 * present exactly once at tables of the problem's sizes.
 */
export function checkSeating(problem: SeatingProblem, seating: Seating): SeatingReport {
  requireSeating(problem, seating);
  const acquaintances = acquaintancesIn(problem.people, seating);
  const met = acquaintances.map((others) => others.size);
  const there = problem.rounds.map((round) => presentIn(round, problem.people));
  const everThere = [...new Set(there.flat())];
  const pairs = met.reduce((sum, number) => sum + number, 0) / 2;
  const balance = problem.features.map(({ name }, f) => ({
    feature: name,
    deviation: deviationOf(problem, seating, f),
  }));
  return {
    meetings: pairs,
    bound: seatingBound(problem),
    deviation: balance.reduce((sum, { deviation }) => sum + deviation, 0),
    balance,
    met,
    fewest: everThere.reduce((least, p) => Math.min(least, met[p]!), everThere.length === 0 ? 0 : problem.people),
    mean: everThere.length === 0 ? 0 : (2 * pairs) / everThere.length,
    broken: brokenRules(problem, seating),
  };
}

function acquaintancesIn(n: number, seating: Seating): Set<number>[] {
  const known = Array.from({ length: n }, () => new Set<number>());
  for (const people of seating.rounds.flat())
    for (const p of people) for (const q of people) if (p !== q) known[p]!.add(q);
  return known;
}

function deviationOf(problem: SeatingProblem, seating: Seating, f: number): number {
  const valueIn = (p: number): number => problem.values[p * problem.features.length + f]!;
  let deviation = 0;
  for (const [r, tables] of seating.rounds.entries()) {
    const present = presentIn(problem.rounds[r]!, problem.people);
    for (const people of tables)
      for (const v of problem.features[f]!.values.keys()) {
        const have = (some: readonly number[]): number => some.filter((p) => valueIn(p) === v).length;
        const share = (people.length * have(present)) / present.length;
        deviation += Math.max(Math.floor(share) - have(people), have(people) - Math.ceil(share), 0);
      }
  }
  return deviation;
}

/** Where the rules do not hold, in the rounds that are still to come. */
export function brokenRules(problem: SeatingProblem, seating: Seating): BrokenRule[] {
  const past = problem.before?.rounds.length ?? 0;
  return seating.rounds.flatMap((tables, round) =>
    round < past
      ? []
      : problem.rules
          .filter((rule) => countsIn(rule, round))
          .flatMap((rule) => {
            const inForce = problem.rules.filter((other) => countsIn(other, round));
            return tables.flatMap((people, table) =>
              isBroken(rule, people, table, tables, inForce) ? [{ label: rule.label, round, table }] : [],
            );
          }),
  );
}

function isBroken(
  rule: SeatingRule,
  people: readonly number[],
  table: number,
  tables: readonly (readonly number[])[],
  rules: readonly SeatingRule[],
): boolean {
  const here = (some: readonly number[]): number[] => some.filter((p) => people.includes(p));
  switch (rule.kind) {
    case 'together': {
      const present = rule.people.filter((p) => tables.some((others) => others.includes(p)));
      return here(rule.people).length > 0 && present.some((p) => !people.includes(p));
    }
    case 'apart':
      return new Set(here(rule.people)).size > 1;
    case 'fixed':
      return table !== rule.table && people.includes(rule.person);
    case 'tables':
      return !rule.tables.includes(table) && here(rule.people).length > 0;
    case 'speaks':
      return false;
    case 'understands':
      return (
        here(rule.people).length > 0 &&
        rules.some(
          (other) =>
            other.kind === 'speaks' &&
            other.table === table &&
            !other.languages.some((language) => rule.languages.includes(language)),
        )
      );
  }
}
