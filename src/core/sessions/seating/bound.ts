import { requireSeatingProblem, type SeatingProblem } from './problem.js';
import { type RoundRules, rulesOfRound } from './round-rules.js';

/** What no seating can exceed: rounds that have happened count as they were, those to come at their best. */
export interface SeatingBound {
  /** Pairs that meet: the least of the three below. */
  readonly meetings: number;
  /** Different people met by whoever meets fewest. */
  readonly fewest: number;
  /** Pairs of seats at the tables, and pairs of people who are there together and not kept apart. */
  readonly counting: number;
  /** Nobody meets more than their tables have other seats. */
  readonly people: number;
  /** Where a table has more people than a round has tables, some of them sit together in that round again. */
  readonly overlaps: number;
}

/** C(x, 2) */
const pairsOf = (x: number): number => (x * (x - 1)) / 2;
const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, x) => total + x, 0);

export function seatingBound(problem: SeatingProblem): SeatingBound {
  requireSeatingProblem(problem);
  const past = problem.before?.rounds ?? [];
  const rounds = problem.rounds.map((_, r) => rulesOfRound(problem, r, problem.rules)).slice(past.length);
  const pairs = new Pairs(problem, rounds);
  const seats = sum(rounds.flatMap(({ sizes }) => sizes.map(pairsOf)));
  const lost = leastLost(problem, past.length);
  const atMost = pairs.news.map((news, p) => Math.min(news, otherSeats(rounds, p)));
  const counting = pairs.met + Math.min(seats - pairs.repeats, sum(pairs.news) / 2);
  const people = pairs.met + Math.floor(sum(atMost) / 2);
  const overlaps = pairs.met + seats - lost;
  const meetings = Math.min(counting, people, overlaps);
  const everThere = pairs.everThere.map((p) => pairs.known[p]! + atMost[p]!);
  const mean = everThere.length === 0 ? 0 : Math.floor((2 * meetings) / everThere.length);
  return {
    meetings,
    fewest: everThere.reduce((least, most) => Math.min(least, most), mean),
    counting,
    people,
    overlaps,
  };
}

/** Other seats at the largest tables that a person may sit at. */
const otherSeats = (rounds: readonly RoundRules[], p: number): number =>
  sum(
    rounds.map(({ present, sizes, allowed }) => {
      if (!present.includes(p)) return 0;
      return sizes.reduce(
        (most, size, t) => (allowed[p * sizes.length + t] === 1 ? Math.max(most, size - 1) : most),
        0,
      );
    }),
  );

/** Who has met whom, and who may still. */
class Pairs {
  /** Pairs that have met. */
  met = 0;
  /** Meetings to come that are none: people kept together who have met, or will have. */
  repeats = 0;
  /** Of everybody: people met, and people who may still be met. */
  readonly known: number[];
  readonly news: number[];
  readonly everThere: readonly number[];

  constructor({ people: n, before }: SeatingProblem, rounds: readonly RoundRules[]) {
    this.known = new Array<number>(n).fill(0);
    this.news = new Array<number>(n).fill(0);
    const past = before?.rounds.flat() ?? [];
    this.everThere = [...new Set([...past.flat(), ...rounds.flatMap(({ present }) => present)])];
    const haveMet = new Uint8Array(n * n);
    for (const people of past) for (const p of people) for (const q of people) haveMet[p * n + q] = 1;
    const there = rounds.map(({ present }) => new Set(present));
    for (let p = 0; p < n; p++)
      for (let q = 0; q < p; q++) {
        const together = rounds.filter((rules, i) => there[i]!.has(p) && rules.together.get(p)?.includes(q)).length;
        if (haveMet[p * n + q] === 1) {
          this.met++;
          this.known[p]!++;
          this.known[q]!++;
          this.repeats += together;
        } else if (rounds.some((rules, i) => there[i]!.has(p) && there[i]!.has(q) && mayMeet(rules, p, q))) {
          this.news[p]!++;
          this.news[q]!++;
          this.repeats += Math.max(together - 1, 0);
        }
      }
  }
}

function mayMeet({ apart, allowed, sizes }: RoundRules, p: number, q: number): boolean {
  const T = sizes.length;
  if (apart.get(p)?.includes(q)) return false;
  return sizes.some((_, t) => allowed[p * T + t] === 1 && allowed[q * T + t] === 1);
}

/**
 * Pairs of seats to come that cannot be first meetings: for every two rounds, at least so many pairs sit together in both
 * (`leastOverlap`). A pair that sits together in f of F rounds to come, and did in b of B that have been, is counted C(f, 2) + fb
 * times, and costs f − 1 (f if b > 0) first meetings: at least 2/F of its count, or 2/(2B + F − 1) where B > 0.
 */
function leastLost({ people: n, rounds }: SeatingProblem, B: number): number {
  const F = rounds.length - B;
  let overlaps = 0;
  for (let r = B; r < rounds.length; r++) {
    for (let earlier = 0; earlier < r; earlier++) {
      const [one, other] = [rounds[r]!, rounds[earlier]!];
      const both = n - new Set([...one.absent, ...other.absent]).size;
      const [a, b] = [one.tables, other.tables];
      overlaps += Math.max(leastOverlap(a, b.length, both), leastOverlap(b, a.length, both));
    }
  }
  return Math.ceil((2 * overlaps) / (B === 0 ? F : Math.max(F, 2 * B + F - 1)) || 0);
}

/**
 * Of `people` at tables of these sizes, the least pairs of a table who sit together again when the people of each are spread over
 * T tables: the first T of a table cost nothing, the next T one pair each, and so on; the cheapest seats are taken.
 */
function leastOverlap(sizes: readonly number[], T: number, people: number): number {
  let overlaps = 0;
  for (let cost = 0, left = people; left > 0; cost++) {
    const seats = Math.min(left, sum(sizes.map((size) => Math.min(T, Math.max(size - cost * T, 0)))));
    overlaps += seats * cost;
    left -= seats;
  }
  return overlaps;
}
