import type { Hash, Noise } from '../ports.js';
import type { Composition } from '../selection/instance.js';
import { type DrawSeed, inOrderOfLots } from './draw-seed.js';

/**
 * Several panels at once: people who were seated together are dealt to the parts of their composition, class by class, the
 * first of a class to the first part that has seats of it. Which part becomes panel 1 is left to the seed: so everybody's
 * chance of it is their chance of any other.
 */
export function deal(people: Iterable<number>, classOf: Int32Array, parts: readonly Composition[]): Int32Array[] {
  const left = parts.map((part) => part.slice());
  const dealt = parts.map((): number[] => []);
  for (const person of people) {
    const t = classOf[person]!;
    const part = left.findIndex((seats) => seats[t]! > 0);
    left[part]![t]! -= 1;
    dealt[part]!.push(person);
  }
  return dealt.map((panel) => Int32Array.from(panel).sort());
}

/** A ticket's people, in an order of no meaning: who sits with whom should not go by pseudonyms. */
export function dealTicket(
  people: Int32Array,
  classOf: Int32Array,
  parts: readonly Composition[],
  noise: Noise,
): Int32Array[] {
  const order = people.slice();
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(noise() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return deal(order, classOf, parts);
}

/** The people of a drawn composition, in the order of their lots. */
export const dealDrawn = (
  hash: Hash,
  seed: DrawSeed,
  people: Int32Array,
  { classOf, parts, pseudonyms }: DrawnParts,
): Int32Array[] => deal(inOrderOfLots(hash, seed, 'part', people, pseudonyms), classOf, parts);

export interface DrawnParts {
  readonly classOf: Int32Array;
  readonly parts: readonly Composition[];
  readonly pseudonyms: readonly string[];
}

/** The parts as panel 1, 2, …: in the order of their lots. A part's lot is that of its number, from 1, as text. */
export function inNumberOrder<T>(hash: Hash, seed: DrawSeed, parts: readonly T[]): T[] {
  if (parts.length === 1) return parts.slice();
  const numbers = parts.map((_, i) => String(i + 1));
  return inOrderOfLots(hash, seed, 'panel', Array.from(parts.keys()), numbers).map((part) => parts[part]!);
}
