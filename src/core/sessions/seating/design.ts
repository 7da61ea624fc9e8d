import { type FiniteField, findField } from './finite-field.js';

type Rounds = readonly (readonly (readonly number[])[])[];

/** Fields up to this order: their multiplication is tried out pair by pair. */
const LARGEST_FIELD = 128;

/**
 * Rounds in which nobody meets anybody twice, by algebra, for T equal tables of s seats: as many as this construction has, at
 * most `most`; one where T is no power of a prime or less than s.
 *
 * People are the pairs (seat i, number a) of s elements i of the field of T elements and all T numbers a. In round m, table t has
 * (i, t + m·i) for every seat i: two people of different seats i, j meet where a − b = m·(i − j), which one m solves. That is a
 * transversal design and gives T rounds; those of the same seat have not met at all, and may sit together in further rounds: T
 * people each at T/s tables of s, for all seats at once. For s = T this is the affine plane with its T + 1 rounds.
 */
export function findDesign(T: number, s: number, most: number): Rounds {
  if (T === 5 && s === 3) return KIRKMAN.slice(0, most);
  const field = s <= T && T <= LARGEST_FIELD ? findField(T) : undefined;
  if (s === 1 || field === undefined) return oneRound(T, s, most);
  const rounds = transversals(field, s, Math.min(most, T));
  if (rounds.length === most || T % s !== 0) return rounds;
  const within = findDesign(T / s, s, most - rounds.length);
  const further = within.map((tables) =>
    Array.from({ length: s }, (_, i) => tables.map((people) => people.map((a) => i * T + a))).flat(),
  );
  return [...rounds, ...further];
}

/**
 * Kirkman's fifteen (1850), seven rounds: a₀ … a₆ are 0 … 6, b₀ … b₆ are 7 … 13 and 14 stays in its place; each round is the first
 * with all numbers a and b moved on by one, modulo 7. In the first, all differences a − a, b − b and a − b occur once.
 */
const KIRKMAN: Rounds = Array.from({ length: 7 }, (_, m) => {
  const [a, b] = [(i: number) => (i + m) % 7, (i: number) => 7 + ((i + m) % 7)];
  return [
    [a(0), b(0), 14],
    [a(1), a(2), a(4)],
    [a(3), b(1), b(5)],
    [a(6), b(2), b(3)],
    [a(5), b(4), b(6)],
  ];
});

/** One round, in which nobody can have met anybody before. */
const oneRound = (T: number, s: number, most: number): Rounds => {
  const seats = Array.from({ length: s }, (_, i) => i);
  return most > 0 ? [Array.from({ length: T }, (_, t) => seats.map((i) => t * s + i))] : [];
};

function transversals({ order: T, add, multiply }: FiniteField, s: number, count: number): Rounds {
  const seats = Array.from({ length: s }, (_, i) => i);
  return Array.from({ length: count }, (_, m) =>
    Array.from({ length: T }, (_, t) => seats.map((i) => i * T + add(t, multiply(m, i)))),
  );
}
