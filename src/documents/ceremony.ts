import type { SeedSource } from '../core/record/seed-source.js';

/** What the sheet says: all of it is in the manifest. */
export interface Ceremony {
  readonly title: string;
  /** 64 hexadecimal digits. */
  readonly commitment: string;
  readonly purpose: 'draw' | 'rehearsal';
  /** Seats of the whole panel. */
  readonly size: number;
  /** Panels drawn at once, where they are more than one, and those in reserve, where there are any. */
  readonly panels?: number;
  readonly reserve?: number;
  /** How many of the seats are taken already; none where nothing is said. */
  readonly seated?: number;
  /** In the pool. */
  readonly people: number;
  readonly objective: string;
  readonly lottery: NamedForm | CompositionForm;
  readonly alternates: number;
  readonly seedSource: SeedSource;
  readonly quotas: readonly FeatureQuotas[];
  /** Features published about people; undefined where there are no pseudonyms and ids are public. */
  readonly published: readonly string[] | undefined;
  readonly software: { readonly name: string; readonly version: string };
}

export interface NamedForm {
  readonly form: 'named';
  readonly tickets: number;
}

export interface CompositionForm {
  readonly form: 'composition';
  readonly compositions: number;
}

export interface FeatureQuotas {
  readonly feature: string;
  readonly values: readonly { readonly value: string; readonly min: number; readonly max: number }[];
}
