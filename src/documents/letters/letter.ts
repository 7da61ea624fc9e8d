import type { FilledTemplate } from './template.js';
import type { LetterWindow } from './windows.js';

/** What all letters of a run have in common. */
export interface LetterDesign {
  /** Of the document, as readers show it. */
  readonly title: string;
  readonly window: LetterWindow;
  /** PNG or JPEG. */
  readonly logo?: Uint8Array;
  readonly signature?: Uint8Array;
  /** Begins every letter on a fresh sheet. */
  readonly isTwoSided: boolean;
  /** Draws the window and the folds. */
  readonly isProof: boolean;
  /** Says on every page that the letter is none: nobody was really drawn. */
  readonly isRehearsal?: boolean;
}

/** Who writes, in one language. */
export interface LetterSender {
  readonly name: string;
  /** Address, telephone and so on, one below the other. */
  readonly lines: readonly string[];
  /** Who signs, one below the other. */
  readonly signedBy: readonly string[];
}

/** What a letter says in one language; each part begins on a page of its own. */
export interface LetterPart {
  readonly language: string;
  /** In words. */
  readonly date: string;
  readonly sender: LetterSender;
  readonly filled: FilledTemplate;
}

export interface Letter {
  readonly address: { readonly lines: readonly string[]; readonly size: number };
  /** Within the window where it has room for one. */
  readonly returnLine: string;
  readonly parts: readonly LetterPart[];
  /** The address to reply at, with the code in it; and the code as people type it. */
  readonly reply?: { readonly link?: string; readonly code: string };
  readonly receipt?: { readonly text: string; readonly pseudonym: string; readonly salt: string };
}
