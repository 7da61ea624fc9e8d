import type { Participant, Seating, Session } from '../../core/sessions/model.js';

/** What every paper of a process says of itself. */
export interface PaperHead {
  /** Of the process. */
  readonly title: string;
  /** One of the five languages of the letters. */
  readonly language: string;
  /** A rehearsal says on every page that nobody was really drawn. */
  readonly purpose: 'draw' | 'rehearsal';
}

/** Who sits where, on which days. */
export interface SeatedPanel {
  readonly sessions: readonly Session[];
  readonly participants: readonly Participant[];
  readonly seating: Seating;
}

/** How people are named to each other. */
export type Naming = 'given' | 'full' | 'none';

export interface ScheduleOptions {
  /** How those who sit at the same table are named. */
  readonly neighbours: Naming;
  /** The sessions in the languages of the participants; else those of the panel, in whatever language they are. */
  readonly sessionsIn?: Readonly<Record<string, readonly Session[]>>;
  /** The title of the process in these languages; else that of the head. */
  readonly titleIn?: Readonly<Record<string, string>>;
}

/** Somebody who leads the talk at a table, and the languages that they speak. */
export interface Facilitator {
  readonly name: string;
  readonly languages: readonly string[];
}

export interface FacilitatorOptions {
  /** Round → table → who leads there; nobody's name is printed where it is not known. */
  readonly facilitators?: readonly (readonly (Facilitator | undefined)[])[];
  /** Languages that people need at their table, in the order of the participants; else those of their papers. */
  readonly needs?: readonly (readonly string[])[];
}

export interface TableCardOptions {
  /** In how many languages a card says “table”; else in that of the head. */
  readonly languages?: readonly string[];
}

export interface BadgeOptions {
  readonly sheet: BadgeSheetName | BadgeSheet;
  /** With the surname, or without. */
  readonly names: 'given' | 'full';
}

export type BadgeSheetName = 'L4785' | 'L7418' | 'C32011' | 'cut';

/** Where the badges are on an A4 sheet, in millimetres. */
export interface BadgeSheet {
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
  /** From the sheet's left and upper edge to the first badge. */
  readonly left: number;
  readonly top: number;
  /** From one badge's left or upper edge to the next one's. */
  readonly across: number;
  readonly down: number;
  /** For plain sheets, that are cut by hand. */
  readonly cropMarks?: boolean;
}
