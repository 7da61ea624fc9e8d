import type { PublicSource } from '../core/record/seed-source.js';
import { grouped } from '../core/text.js';
import type { Ceremony } from './ceremony.js';
import { counted, ticketNumber } from './words.js';

/** What a manifest fixes, in words for a hall. */

export type Ribbon = 'draw' | 'rehearsal' | 'uncommitted';

/** A draw from free text is uncommitted, whatever it was meant to be. */
export function ribbonOf({ purpose, seedSource }: Ceremony): Ribbon {
  if (purpose === 'rehearsal') return 'rehearsal';
  return seedSource.kind === 'text' ? 'uncommitted' : 'draw';
}

export const RIBBONS: Readonly<Record<Ribbon, { readonly label: string; readonly says: string }>> = {
  draw: { label: 'DRAW', says: 'what comes up today decides who is on the panel' },
  rehearsal: { label: 'REHEARSAL', says: 'nobody is drawn' },
  uncommitted: { label: 'UNCOMMITTED', says: 'nothing shows that no other seed was tried first' },
};

const OBJECTIVES: Readonly<Record<string, string>> = {
  leximin:
    'Everybody’s chance is as even as the quotas allow: the lowest chance is as high as it can be, then the second lowest, and so on (leximin).',
  maximin: 'The lowest chance that anybody has is as high as the quotas allow (maximin).',
  nash: 'Chances are balanced: their geometric mean is as high as the quotas allow (nash).',
  minimax: 'The highest chance that anybody has is as low as the quotas allow (minimax).',
  goldilocks: 'The lowest and the highest chance are kept as close together as the quotas allow (goldilocks).',
  diversimax: 'Every panel is as diverse as the quotas allow; people’s chances are what that leaves them (diversimax).',
  legacy:
    'Panels are those of the greedy method that many have used. They meet the quotas; nothing is promised about anybody’s chance (legacy).',
};

export const objectiveInWords = (objective: string): string =>
  OBJECTIVES[objective] ?? `The objective is ${objective}.`;

export function lotteryInWords({ lottery, size, panels = 1, reserve = 0 }: Ceremony): string {
  if (lottery.form === 'composition') {
    const ways = lottery.compositions === 1 ? 'is one way' : `are ${counted(lottery.compositions, 'way')}`;
    return `There ${ways} to share out the seats, within the quotas and with fixed weights. What comes up decides which of them it is, and then who takes its seats.`;
  }
  const M = lottery.tickets;
  const ends = `${ticketNumber(0, M)} to ${ticketNumber(M - 1, M)}`;
  if (panels + reserve > 1)
    return `There are ${counted(M, 'number')}, ${ends}, each with ${grouped(panels + reserve)} panels of ${counted(size, 'person', 'people')} that share nobody, all within the quotas. What comes up decides the number, and which of its panels is the first, the second and so on${reserve > 0 ? '; the last are in reserve' : ''}.`;
  return `There are ${counted(M, 'panel')} of ${counted(size, 'person', 'people')}, all within the quotas, numbered ${ends}. What comes up decides the number, and the number is the panel.`;
}

export function publishedInWords(published: Ceremony['published']): string {
  if (published === undefined) return 'The ids of the people in the pool, without anything else about them.';
  if (published.length === 0) return 'A pseudonym for everybody in the pool, and nothing else about them.';
  return `A pseudonym for everybody in the pool, with ${listed(published)}.`;
}

/** a, b and c */
const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** Dice with ten sides are read from 0 to 9, and recorded from 1 to 10. */
export const zeroIs = (sides: number): string => (sides % 10 === 0 ? ` Where a die shows 0, write ${sides}.` : '');

/** What is typed after what came up. `…` is what was written on the sheet. */
export function commandOf({ commitment, seedSource }: Ceremony): readonly string[] {
  const draw = `sortition draw --commitment ${commitment}`;
  if (seedSource.kind === 'text') return [draw, '--seed "…"'];
  if (seedSource.kind === 'pick') return [draw, '--pick …'];
  return [draw, optionsOf(seedSource)];
}

const optionsOf = ({ dice, drand }: PublicSource): string =>
  [dice && '--dice "…"', drand && `--beacon drand:${drand.round} --signature …`]
    .filter((part) => part !== undefined)
    .join(' ');
