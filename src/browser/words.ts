import { grouped } from '../core/text.js';
import { ticketNumber } from '../documents/words.js';

/** Chances, lists and lots in words for readers of the page. */

/** 0.144 → 1 in 7 (14.4 %) */
export function chanceInWords(chance: number): string {
  if (chance >= 1) return '100 %';
  const percent = `${(100 * chance).toPrecision(3)} %`;
  // “1 in 1” is no chance: from about a third on, out of a hundred.
  const odds = chance > 0.3 ? `${Math.floor(100 * chance)} in 100` : `1 in ${grouped(Math.round(1 / chance))}`;
  return `${odds} (${percent})`;
}

/** What is shown of a long list of numbers. */
const SHOWN = 20;

export function ticketsInWords(tickets: readonly number[], M: number): string {
  const first = tickets.slice(0, SHOWN).map((ticket) => ticketNumber(ticket, M));
  const rest = tickets.length - first.length;
  return `${first.join(', ')}${rest > 0 ? ` and ${grouped(rest)} more` : ''}`;
}
