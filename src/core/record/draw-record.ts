import type { Manifest } from './manifest.js';
import type { Seed } from './seed-source.js';
import type { DrawStatus } from './status.js';

/** Everything needed to check a draw, in pseudonyms. Written as canonical JSON to draw-record.json. */
export interface DrawRecord {
  readonly format: 'sortition-draw-record/1';
  readonly status: DrawStatus;
  readonly manifest: Manifest;
  readonly commitment: string;
  readonly seed: Seed;
  /** The draw seed, in hexadecimal: without it another roll that gives the same ticket could stand in its place. */
  readonly draw_seed: string;
  /** The ticket drawn, or the number below 2^40. */
  readonly number: number;
  /** Pseudonyms, in canonical order; where several panels are drawn at once, of everybody on those not in reserve. */
  readonly panel: readonly string[];
  /** The panels 1, 2, … and then those in reserve, where that is more than one. */
  readonly panels?: readonly (readonly string[])[];
  /** Pseudonyms, in the order in which they are called. */
  readonly alternates: readonly string[];
  /** For each of the panel, the number of the arm in the manifest's list; where there are arms. */
  readonly arms?: readonly number[];
  /** Where units are drawn: the pseudonym of who comes for each of the panel and of the alternates, in their order. */
  readonly chosen?: { readonly panel: readonly string[]; readonly alternates: readonly string[] };
  /** The process's ledger before this draw. */
  readonly ledger?: LedgerHead;
}

/** How many entries a ledger has, and the hash of the last one. */
export interface LedgerHead {
  readonly length: number;
  readonly head: string;
}
