import type { FaultList } from '../errors.js';
import { nearest } from '../text.js';
import type { Round } from './agenda.js';
import type { Participant, Seating } from './model.js';
import { type SeatingProblem, type SeatingRule, tableSizes } from './seating/problem.js';
import type { TablesSpec } from './written.js';

/** A feature and its values, as the organiser wrote them. */
interface Feature {
  readonly name: string;
  readonly values: readonly string[];
}

/** Rounds that have happened: round → person → table, undefined for whoever was not there. */
export type SeatedBefore = readonly (readonly (number | undefined)[])[];

export interface SeatingPlan {
  readonly participants: readonly Participant[];
  readonly features: readonly Feature[];
  readonly rounds: readonly Round[];
  /** Of all rounds that have none of their own. */
  readonly tables: TablesSpec | undefined;
  /** Round → who is away. */
  readonly away: readonly ReadonlySet<number>[];
  readonly before: SeatedBefore;
}

/** How many tables each round has. Adds faults where nothing says so, or where they are more than people. */
export function tablesOfRounds(plan: SeatingPlan, faults: FaultList): number[] {
  const { rounds, participants, away, before } = plan;
  if (rounds.length === 0) faults.add('SEATING_ROUNDS_MISSING', {});
  const counts = rounds.map((round, r) => {
    const seated = before[r];
    if (seated !== undefined) return tablesOf(seated).length;
    const spec = round.tables ?? plan.tables;
    const present = participants.length - (away[r]?.size ?? 0);
    if (spec === undefined) return undefined;
    const tables = 'number' in spec ? spec.number : Math.max(1, Math.round(present / spec.size));
    if (tables > present) faults.add('SEATING_TABLES_TOO_MANY', { round: r + 1, tables, people: present });
    return tables;
  });
  if (counts.includes(undefined)) faults.add('SEATING_TABLES_MISSING', {});
  return counts.map((count) => count ?? 1);
}

/** Who is to sit where: the problem of seating, with everybody numbered as in `participants`. */
export function seatingProblem(
  plan: SeatingPlan,
  tables: readonly number[],
  rules: readonly SeatingRule[],
): SeatingProblem {
  const { participants, features, rounds, away, before } = plan;
  const past = before.map((seated) => peopled(tablesOf(seated)));
  return {
    people: participants.length,
    features,
    values: numbersOf(participants, features),
    rounds: rounds.map((_, r) => {
      const happened = past[r];
      const absent =
        happened === undefined
          ? [...(away[r] ?? [])].sort((a, b) => a - b)
          : participants.flatMap((_, p) => (before[r]?.[p] === undefined ? [p] : []));
      const sizes = happened?.map((people) => people.length);
      return { tables: sizes ?? tableSizes(participants.length - absent.length, tables[r] ?? 1), absent };
    }),
    rules,
    ...(past.length > 0 && { before: { rounds: past } }),
  };
}

/** Tables in the order of their numbers, each with its people. */
export function tablesOf(seated: SeatedBefore[number]): number[][] {
  const tables: number[][] = [];
  for (const [p, table] of seated.entries()) {
    if (table === undefined) continue;
    for (let t = tables.length; t <= table; t++) tables.push([]);
    tables[table]?.push(p);
  }
  return tables;
}

/** A table of people who have all left the panel counts no longer. */
const peopled = (tables: readonly number[][]): number[][] => tables.filter((people) => people.length > 0);

function numbersOf(participants: readonly Participant[], features: readonly Feature[]): Int32Array {
  const numbers = new Int32Array(participants.length * features.length);
  for (const [f, { name, values }] of features.entries()) {
    const numberOf = new Map(values.map((value, v) => [value, v]));
    for (const [p, { values: own }] of participants.entries())
      numbers[p * features.length + f] = numberOf.get(own[name] ?? '') ?? 0;
  }
  return numbers;
}

/** The features that tables are to mirror: those named, or all. Adds a fault for each that the quotas do not know. */
export function balanceFeatures(
  all: readonly Feature[],
  named: readonly string[] | undefined,
  sameName: (a: string, b: string) => boolean,
  faults: FaultList,
): Feature[] {
  if (named === undefined) return [...all];
  const known = all.map(({ name }) => name);
  return named.flatMap((name) => {
    const found = all.find((feature) => sameName(feature.name, name));
    if (found === undefined) faults.add('SEATING_FEATURE_UNKNOWN', { name, known, near: nearest(name, known) });
    return found ?? [];
  });
}

/** How often each pair of people sits together: n × n. */
export function meetingsOf(people: number, { rounds }: Seating): number[][] {
  const meetings = Array.from({ length: people }, () => new Array<number>(people).fill(0));
  for (const table of rounds.flat())
    for (const p of table)
      for (const q of table) {
        const row = meetings[p];
        if (p !== q && row !== undefined) row[q] = (row[q] ?? 0) + 1;
      }
  return meetings;
}
