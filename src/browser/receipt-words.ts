import type { DrawRecord } from '../core/record/draw-record.js';
import type { Manifest } from '../core/record/manifest.js';
import type { FoundEntry } from '../core/record/receipt.js';
import { grouped } from '../core/text.js';
import { counted } from '../documents/words.js';
import { chanceInWords, ticketsInWords } from './words.js';

/** Somebody's chance, in sentences. */
export function chanceSentences(entry: FoundEntry, { settings }: Manifest, isOpen: boolean): string[] {
  const { isSeated, tickets, chance } = entry;
  const [was, were] = isOpen ? ['is', 'are'] : ['was', 'were'];
  if (isSeated) return [`You ${were} on the panel already, before the draw.`];
  if (chance <= 0) return [`Your chance ${was} none: no panel that can come up has you on it.${inTheWay(settings)}`];
  if (tickets === undefined) return [`Your chance ${was} ${chanceInWords(chance)}.`];
  const M = settings.tickets ?? 0;
  return [
    `Your chance ${was} ${chanceInWords(chance)}: you ${were} on ${grouped(tickets.length)} of ${counted(M, 'numbered panel')}.`,
    `${tickets.length === 1 ? 'Its number' : 'Their numbers'}: ${ticketsInWords(tickets, M)}.`,
  ];
}

const inTheWay = ({ seated, ex_officio: beside, one_per_household: alone }: Manifest['settings']): string =>
  [
    seated !== undefined && alone ? ' Perhaps somebody you live with is on the panel already.' : '',
    beside !== undefined ? ' Perhaps you sit beside it because of your office.' : '',
  ].join('');

/** What became of it. */
export function fateSentence(
  { pseudonym, isSeated }: Pick<FoundEntry, 'isSeated'> & { readonly pseudonym: string },
  record: DrawRecord | undefined,
): string {
  if (record === undefined) return 'Nobody is drawn yet.';
  const rehearsal = record.status === 'rehearsal' ? ' This was a rehearsal: it has no effect.' : '';
  const place = record.alternates.indexOf(pseudonym) + 1;
  const { panels = 1 } = record.manifest.settings;
  const number = record.panels?.findIndex((people) => people.includes(pseudonym)) ?? -1;
  if (number >= panels) return `You were drawn for a panel in reserve: you may be asked to come after all.${rehearsal}`;
  if (record.panel.includes(pseudonym)) {
    const which = panels === 1 ? 'the panel' : `panel ${number + 1}`;
    return `${isSeated ? `You are on ${which}.` : `You were drawn: you are on ${which}.`}${rehearsal}`;
  }
  if (place > 0)
    return `You are alternate ${place} of ${record.alternates.length}: you may be asked if somebody cannot come.${rehearsal}`;
  return `You were not drawn.${rehearsal}`;
}
