import type { SeatingProblem, SeatingRule } from '../../src/core/sessions/seating/problem.js';
import { everySeating } from './seating-problems.js';

type Tables = readonly (readonly number[])[];

/** The rules in the plainest words: whether a round keeps one. Nothing here is the library's. */
export function keeps(rule: SeatingRule, r: number, tables: Tables, rules: readonly SeatingRule[]): boolean {
  if (rule.rounds !== undefined && !rule.rounds.includes(r)) return true;
  const tableOf = (p: number): number => tables.findIndex((people) => people.includes(p));
  const seated = (people: readonly number[]): number[] => people.map(tableOf).filter((t) => t >= 0);
  if (rule.kind === 'together') return new Set(seated(rule.people)).size <= 1;
  if (rule.kind === 'apart') return new Set(seated(rule.people)).size === seated(rule.people).length;
  if (rule.kind === 'fixed') return [-1, rule.table].includes(tableOf(rule.person));
  if (rule.kind === 'tables') return seated(rule.people).every((t) => rule.tables.includes(t));
  if (rule.kind !== 'understands') return true;
  return rules.every((other) => {
    if (other.kind !== 'speaks' || (other.rounds !== undefined && !other.rounds.includes(r))) return true;
    const understood = other.languages.some((language) => rule.languages.includes(language));
    return understood || !seated(rule.people).includes(other.table);
  });
}

export function* seatingsOfRound(problem: SeatingProblem, r: number, rules = problem.rules): Generator<number[][]> {
  const { tables: sizes, absent } = problem.rounds[r]!;
  const present = Array.from({ length: problem.people }, (_, p) => p).filter((p) => !absent.includes(p));
  for (const tables of everySeating(present, sizes))
    if (rules.every((rule) => keeps(rule, r, tables, rules))) yield tables;
}

/** Deviation, meetings and fewest of the best of all seatings, in that order; undefined where a round has none. */
export function bestOfAll(problem: SeatingProblem): readonly [number, number, number] | undefined {
  const { people: n, rounds } = problem;
  const everThere = Array.from({ length: n }, (_, p) => p).filter((p) =>
    rounds.some(({ absent }) => !absent.includes(p)),
  );
  const options = rounds.map((_, r) => {
    // Of the seatings of a round, those with the least deviation; one for each set of meetings, a bit a pair.
    const least = new Map<number, Set<number>>();
    for (const tables of problem.before?.rounds[r] ? [problem.before.rounds[r]] : seatingsOfRound(problem, r)) {
      const deviation = deviationOf(problem, r, tables);
      let pairs = 0;
      for (const people of tables) for (const p of people) for (const q of people) if (q < p) pairs |= 1 << bitOf(p, q);
      least.set(deviation, (least.get(deviation) ?? new Set()).add(pairs));
    }
    const deviation = Math.min(...least.keys());
    return { deviation, meetings: [...(least.get(deviation) ?? [])] };
  });
  if (options.some(({ meetings }) => meetings.length === 0)) return undefined;
  let best: readonly [number, number] = [-1, -1];
  const extend = (r: number, pairs: number): void => {
    if (r < options.length) {
      for (const more of options[r]!.meetings) extend(r + 1, pairs | more);
      return;
    }
    const meetings = ones(pairs);
    if (meetings < best[0]) return;
    const fewest = Math.min(...everThere.map((p) => metBy(p, n, pairs)));
    if (meetings > best[0] || fewest > best[1]) best = [meetings, fewest];
  };
  extend(0, 0);
  return [options.reduce((sum, { deviation }) => sum + deviation, 0), ...best];
}

const bitOf = (p: number, q: number): number => (Math.max(p, q) * (Math.max(p, q) - 1)) / 2 + Math.min(p, q);

function ones(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count++;
  return count;
}

function metBy(p: number, n: number, pairs: number): number {
  let count = 0;
  for (let q = 0; q < n; q++) if (q !== p && (pairs & (1 << bitOf(p, q))) !== 0) count++;
  return count;
}

function deviationOf({ features, values }: SeatingProblem, _: number, tables: Tables): number {
  const F = features.length;
  const present = tables.flat();
  let sum = 0;
  for (const people of tables)
    for (let f = 0; f < F; f++)
      for (const v of features[f]!.values.keys()) {
        const have = (some: readonly number[]): number => some.filter((p) => values[p * F + f] === v).length;
        const share = (people.length * have(present)) / present.length;
        sum += Math.max(0, Math.floor(share) - have(people), have(people) - Math.ceil(share));
      }
  return sum;
}
