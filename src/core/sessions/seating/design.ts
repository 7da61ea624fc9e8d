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
