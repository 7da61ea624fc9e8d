import type { BlockKind } from './model.js';

/** A text, or one for each language: `{ fr: Accueil, nl: Onthaal }`. */
export type Worded = string | Readonly<Record<string, string>>;

/** How many tables, or how many people at each. */
export type TablesSpec = { readonly number: number } | { readonly size: number };

/** A block as an organiser writes it down: any of begin, end and length that the others do not give. */
export interface WrittenBlock {
  readonly kind: BlockKind;
  /** Default: the kind’s own name. */
  readonly title?: Worded;
  /** Minutes after midnight. */
  readonly at?: number;
  readonly until?: number;
  readonly minutes?: number;
  readonly speakers: readonly string[];
  readonly materials: readonly string[];
  readonly team?: string;
  readonly task?: Worded;
  /** Of kind `tables`: this round’s own. */
  readonly tables?: TablesSpec;
}

/** A session as it is written down. */
export interface WrittenSession {
  readonly id: string;
  readonly title: Worded;
  readonly date: string;
  readonly timeZone: string;
  readonly place: Worded;
  /** Minutes after midnight. Default: where the first block begins. */
  readonly start?: number;
  /** Default: where the last block ends. */
  readonly end?: number;
  readonly blocks: readonly WrittenBlock[];
}
