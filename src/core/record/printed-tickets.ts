import { inNumberOrder } from '../lottery/deal.js';
import { drawSeed } from '../lottery/draw-seed.js';
import type { Hash } from '../ports.js';
import type { PreparedDraw } from './draw.js';
import { canonicalSeed } from './seed-source.js';

/**
 * Of each ticket of a named lottery, for which a number is picked by hand, what is printed: the pseudonyms on it. Of several
 * panels, one after the other in the order that this number gives them, each headed by its number or R and its number in reserve.
 */
export function printedTickets(
  hash: Hash,
  { lottery, pool, settings, commitment }: Pick<PreparedDraw, 'lottery' | 'pool' | 'settings' | 'commitment'>,
): string[][] {
  if (lottery.form !== 'named') return [];
  const names = (people: Int32Array): string[] => Array.from(people, (person) => pool.pseudonyms[person] ?? '');
  const { parts } = lottery;
  if (parts === undefined) return lottery.panels.map(names);
  const { panels = 1 } = settings;
  return parts.map((of, number) => {
    const seed = drawSeed(hash, commitment, canonicalSeed(hash, { kind: 'pick', number }));
    const heading = (i: number): string => (i < panels ? `» ${i + 1}` : `» R${i - panels + 1}`);
    return inNumberOrder(hash, seed, of).flatMap((people, i) => [heading(i), ...names(people)]);
  });
}
