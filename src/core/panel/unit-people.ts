import { compareBytes, lengthPrefixed } from '../bytes.js';
import type { DrawSeed } from '../lottery/draw-seed.js';
import type { Hash } from '../ports.js';
import { compareUtf8 } from '../text.js';

/**
 * Who comes for a unit (a household, a property) that was drawn: whoever the lot picks, every one of its people with the same
 * chance, or the one who stands first in an order that is fixed before the draw, by age.
 */
export type UnitRule = 'lot' | 'oldest' | 'youngest';

/** Of each list of pseudonyms one: with `lot` that of the smallest lot, otherwise the first. */
export const choosePeople = (
  hash: Hash,
  seed: DrawSeed,
  rule: UnitRule,
  units: readonly (readonly string[])[],
): string[] => units.map((people) => (rule === 'lot' ? smallestLot(hash, seed, people) : people[0]) ?? '');

function smallestLot(hash: Hash, seed: DrawSeed, people: readonly string[]): string | undefined {
  const lots = people.map((pseudonym) => ({
    pseudonym,
    lot: hash.hmac(seed, lengthPrefixed('unit person', pseudonym)),
  }));
  lots.sort((a, b) => compareBytes(a.lot, b.lot) || compareUtf8(a.pseudonym, b.pseudonym));
  return lots[0]?.pseudonym;
}

/** The part of its unit's chance that the person at this place of the list has. */
export const shareOfUnit = (rule: UnitRule, place: number, people: number): number =>
  rule === 'lot' ? 1 / people : place === 0 ? 1 : 0;
