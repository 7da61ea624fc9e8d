import type { Seating } from '../model.js';

/**
 * Who sits where. People are 0 … n − 1, rounds and tables are counted from 0; labels are the caller's own words, by which an
 * error names a rule.
 */
export interface SeatingProblem {
  /** n: everybody who is at any round. */
  readonly people: number;
  /** What every table is to be a mirror of. */
  readonly features: readonly SeatingFeature[];
  /** n × F: the number of the value that a person has of each feature. */
  readonly values: Int32Array;
  /** Of a round that has happened (`before`), sizes and absences are those it had. */
  readonly rounds: readonly SeatingRound[];
  readonly rules: readonly SeatingRule[];
  /** The first rounds, as they happened: kept to the letter, whatever the rules say now. */
  readonly before?: Seating;
}

export interface SeatingFeature {
  readonly name: string;
  readonly values: readonly string[];
}

export interface SeatingRound {
  /** Seats of every table; together they are as many as the people present (`tableSizes` shares people out). */
  readonly tables: readonly number[];
  /** Who is not there. */
  readonly absent: readonly number[];
}

/**
 * What must hold at every table. A rule counts for those who are present, in the rounds it names or in all of them. The more
 * rules, the fewer seatings: none ever allows what another forbids.
 */
export type SeatingRule = { readonly label: string; readonly rounds?: readonly number[] } & (
  | { readonly kind: 'together' | 'apart'; readonly people: readonly number[] }
  | { readonly kind: 'fixed'; readonly person: number; readonly table: number }
  /** These people sit at one of these tables: the accessible ones, the ones near the loop for hearing aids. */
  | { readonly kind: 'tables'; readonly people: readonly number[]; readonly tables: readonly number[] }
  /** What facilitator and interpreter of a table speak: those of whom a rule `understands` tells must understand one of these languages. */
  | { readonly kind: 'speaks'; readonly table: number; readonly languages: readonly string[] }
  | { readonly kind: 'understands'; readonly people: readonly number[]; readonly languages: readonly string[] }
);

/** So many people at so many tables, the sizes within one of each other, the larger tables first. */
export function tableSizes(people: number, tables: number): number[] {
  if (!(Number.isSafeInteger(tables) && tables >= 1 && tables <= people))
    throw new RangeError(`${people} people cannot be shared out to ${tables} tables with somebody at each`);
  return Array.from({ length: tables }, (_, t) => Math.floor(people / tables) + (t < people % tables ? 1 : 0));
}

/** Throws a RangeError where the numbers of a problem do not fit together. */
export function requireSeatingProblem({ people: n, features, values, rounds, rules, before }: SeatingProblem): void {
  const fail = (what: string): never => {
    throw new RangeError(what);
  };
  if (values.length !== n * features.length) fail(`values has ${values.length} numbers, not ${n} × ${features.length}`);
  values.forEach((value, i) => {
    const feature = features[i % features.length];
    if (!(value >= 0 && value < (feature?.values.length ?? 0)))
      fail(`values[${i}] is ${value}: ${feature?.name} has no such value`);
  });
  if (rounds.length > MOST_ROUNDS) fail(`there are ${rounds.length} rounds; at most ${MOST_ROUNDS} can be seated`);
  for (const [r, { tables, absent }] of rounds.entries()) {
    const away = new Set(absent);
    const seats = tables.reduce((sum, size) => sum + size, 0);
    for (const p of away) if (!isIndex(p, n)) fail(`round ${r}: person ${p} is absent, but there are ${n} people`);
    for (const size of tables) if (!isIndex(size, n + 1) || size < 1) fail(`round ${r}: a table has ${size} seats`);
    if (seats !== n - away.size) fail(`round ${r}: ${n - away.size} people are present, but there are ${seats} seats`);
  }
  for (const rule of rules)
    for (const p of peopleOf(rule))
      if (!isIndex(p, n)) fail(`“${rule.label}” names person ${p}, but there are ${n} people`);
  if (before !== undefined) requireSeated(before, rounds, n, fail);
}

/** Meetings of a pair are counted in one byte. */
const MOST_ROUNDS = 255;

const isIndex = (i: number, length: number): boolean => Number.isSafeInteger(i) && i >= 0 && i < length;

export const peopleOf = (rule: SeatingRule): readonly number[] =>
  rule.kind === 'fixed' ? [rule.person] : rule.kind === 'speaks' ? [] : rule.people;

/** Every table of the seating as large as its round says, everybody present seated once. */
function requireSeated(
  { rounds: seated }: Seating,
  rounds: readonly SeatingRound[],
  n: number,
  fail: (what: string) => never,
): void {
  if (seated.length > rounds.length) fail(`${seated.length} rounds have happened, but there are only ${rounds.length}`);
  for (const [r, tables] of seated.entries()) {
    const { tables: sizes, absent } = rounds[r]!;
    const seen = new Set(absent);
    if (tables.length !== sizes.length) fail(`round ${r}: ${tables.length} tables are seated, not ${sizes.length}`);
    for (const [t, people] of tables.entries()) {
      if (people.length !== sizes[t])
        fail(`round ${r}, table ${t}: ${people.length} people are seated, not ${sizes[t]}`);
      for (const p of people) {
        if (!isIndex(p, n)) fail(`round ${r}, table ${t}: there is no person ${p}`);
        if (seen.has(p)) fail(`round ${r}, table ${t}: person ${p} is absent or seated twice`);
        seen.add(p);
      }
    }
  }
}

/** The seating too: `checkSeating` judges what was made elsewhere. */
export function requireSeating(problem: SeatingProblem, seating: Seating): void {
  requireSeatingProblem({ ...problem, before: seating });
  if (seating.rounds.length !== problem.rounds.length)
    throw new RangeError(`the seating has ${seating.rounds.length} rounds, the problem ${problem.rounds.length}`);
}

/** Those present in a round, in ascending order. */
export function presentIn({ absent }: SeatingRound, n: number): number[] {
  const away = new Set(absent);
  return Array.from({ length: n }, (_, p) => p).filter((p) => !away.has(p));
}
