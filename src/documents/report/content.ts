import type { DrawRecord } from '../../core/record/draw-record.js';
import type { DrawFacts } from '../../core/record/figures/draw-facts.js';
import type { Presence } from '../../core/record/figures/response-facts.js';

export type FunnelStep = 'register' | 'eligible' | 'invited' | 'replied' | 'pool' | 'panel';

/** All that a report tells of a draw: counts and settings, nobody’s data. */
export interface ReportContent {
  /** What the panel is called in the report’s language. */
  readonly title: string;
  readonly record: DrawRecord;
  readonly facts: DrawFacts;
  /** Who is missing among the replies; none where nobody was asked, or the population is not known. */
  readonly presence: readonly Presence[];
  readonly funnel: readonly { readonly step: FunnelStep; readonly people: number }[];
  /** Where the shares of the population come from; undefined where they are not known. */
  readonly population: 'register' | 'shares' | 'pool' | undefined;
  /** Whether the panel was drawn straight from the register. */
  readonly isRegister: boolean;
  readonly letters: number | undefined;
  /** YYYY-MM-DD, where the ledger knows. */
  readonly committed: string | undefined;
  readonly drawn: string | undefined;
  /** Since the draw. */
  readonly replaced: { readonly withdrawn: number; readonly called: number };
  /** Whether verify.html and its files lie beside the record. */
  readonly isPublished: boolean;
}
