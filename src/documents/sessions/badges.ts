import type { Participant } from '../../core/sessions/model.js';
import type { BadgeOptions, PaperHead } from './papers.js';

export async function badgesPdf(
  _participants: readonly Participant[],
  _head: PaperHead,
  _options: BadgeOptions,
): Promise<Uint8Array> {
  throw new Error('not written yet');
}
