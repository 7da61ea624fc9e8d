import type { Manifest } from './manifest.js';

/**
 * official: committed, then seeded as the commitment says. uncommitted: repeatable, but nothing shows that no other seed
 * was tried first. rehearsal: not a draw of anybody.
 */
export type DrawStatus = 'official' | 'uncommitted' | 'rehearsal';

/** Everything needed to check a draw, in pseudonyms. Written as canonical JSON to draw-record.json. */
export interface DrawRecord {
  readonly format: 'sortition-draw-record/1';
  readonly status: DrawStatus;
  readonly manifest: Manifest;
  readonly commitment: string;
  readonly seed: { readonly kind: 'text'; readonly text: string };
  /** The ticket drawn, or the number below 2^40. */
  readonly number: number;
  /** Pseudonyms, in canonical order. */
  readonly panel: readonly string[];
  /** Pseudonyms, in the order in which they are called. */
  readonly alternates: readonly string[];
}
