import { type SeedSource, SortitionError } from '../index.js';

/** A round that everybody knows already is no seed for a draw; to rehearse with it does no harm. Throws ROUND_PAST. */
export function requireToCome(source: SeedSource, { purpose }: { readonly purpose: 'draw' | 'rehearsal' }): void {
  if (purpose === 'rehearsal' || source.kind !== 'public' || source.drand === undefined) return;
  const { round, time } = source.drand;
  if (Date.parse(time) <= Date.now()) throw new SortitionError('ROUND_PAST', { round, time });
}
