/**
 * The days of a panel: sessions in the order of their dates, each a list of blocks; in the blocks of kind `tables` people
 * sit at tables, and every such block is one round, counted over all sessions.
 */

/** arrival: doors open; expert: somebody gives input; questions: to the experts; tables: a round at tables; closing: thanks and goodbye. */
export type BlockKind =
  | 'arrival'
  | 'plenary'
  | 'expert'
  | 'questions'
  | 'tables'
  | 'break'
  | 'meal'
  | 'voting'
  | 'closing';

export interface Block {
  readonly kind: BlockKind;
  readonly title: string;
  /** Minutes after midnight of the session's date, on the wall clock of its time zone. */
  readonly start: number;
  readonly minutes: number;
  readonly speakers: readonly string[];
  readonly materials: readonly string[];
  /** What the team has to do, for the run sheet alone. */
  readonly team?: string;
  /** What the tables work on, for the facilitator's sheet. */
  readonly task?: string;
  /** Of kind `tables`: which round, from 0, over all sessions. */
  readonly round?: number;
}

export interface Session {
  /** Stable: what its calendar entry is known by. */
  readonly id: string;
  readonly title: string;
  /** yyyy-mm-dd */
  readonly date: string;
  /** An IANA name: Europe/Brussels. */
  readonly timeZone: string;
  readonly place: string;
  /** Minutes after midnight, as `Block.start`; the blocks lie in between. */
  readonly start: number;
  readonly end: number;
  readonly blocks: readonly Block[];
}

/** Where everybody sits: round → table → people, as positions in the list of participants, ascending. */
export interface Seating {
  readonly rounds: readonly (readonly (readonly number[])[])[];
}

/** Somebody on the panel, as the papers of the day name them. */
export interface Participant {
  readonly id: string;
  readonly givenName: string;
  readonly surname: string;
  /** Of the five languages of the letters: in which they get their papers. */
  readonly language: string;
  /** Feature → value, in the order of the quotas. */
  readonly values: Readonly<Record<string, string>>;
}
