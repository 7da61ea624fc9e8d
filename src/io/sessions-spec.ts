import type { BlockKind } from '../core/sessions/model.js';
import type { TablesSpec, Worded, WrittenBlock } from '../core/sessions/written.js';

export const BLOCK_KINDS = [
  'arrival',
  'plenary',
  'expert',
  'questions',
  'tables',
  'break',
  'meal',
  'voting',
  'closing',
] as const satisfies readonly BlockKind[];

export const SESSION_TEMPLATES = ['one-day', 'three-weekends', 'six-evenings', 'online'] as const;
export type SessionTemplate = (typeof SESSION_TEMPLATES)[number];

/** A day of sortition.yaml. What is missing is as for all days. */
export interface DaySpec {
  readonly id?: string;
  readonly title?: Worded;
  readonly date?: string;
  /** Counted from the first day, which is 1, where there is no date. */
  readonly day?: number;
  readonly start?: number;
  readonly end?: number;
  readonly timeZone?: string;
  readonly place?: Worded;
  readonly blocks: readonly WrittenBlock[];
}

/** Groups of ids, or a CSV file with the columns id and group. */
export type GroupsSpec = string | readonly (readonly string[])[];
/** Ids, or a CSV file of them. */
export type IdsSpec = string | readonly string[];

export interface FacilitatorSpec {
  readonly name: string;
  /** From 1. */
  readonly table: number;
  readonly languages: readonly string[];
  /** From 1; all where it is not given. */
  readonly rounds?: readonly number[];
}

export interface SeatingSpec {
  readonly seed?: string;
  /** Features of the quotas that every table is to mirror; all where it is not given. */
  readonly balance?: readonly string[];
  readonly together?: GroupsSpec;
  readonly apart?: GroupsSpec;
  /** Ids and their tables, from 1, or a CSV file with the columns id and table. */
  readonly fixed?: string | readonly { readonly id: string; readonly table: number }[];
  readonly accessible?: {
    readonly tables: readonly number[];
    readonly people?: IdsSpec;
    readonly column?: string;
    readonly yes: readonly string[];
  };
  readonly facilitators: readonly FacilitatorSpec[];
  /** A column with the languages that a person speaks; otherwise that of their papers. */
  readonly spoken?: { readonly column: string; readonly values: Readonly<Record<string, readonly string[]>> };
  /** A CSV file with the column id, and round or session where somebody misses only some. */
  readonly absences?: string;
}

export type NamesOnPaper = 'given' | 'full' | 'none';

/** The days of a panel, as sortition.yaml has them: paths absolute. */
export interface SessionsSpec {
  /** The YAML file, for faults. */
  readonly file: string;
  readonly template?: SessionTemplate;
  /** The first day. */
  readonly date?: string;
  readonly timeZone: string;
  readonly place: Worded;
  /** Of the papers that are one for all. */
  readonly language: string;
  readonly start?: number;
  readonly days: readonly DaySpec[];
  readonly tables?: TablesSpec;
  readonly names: NamesOnPaper;
  readonly people: { readonly givenName?: string; readonly surname?: string };
  /** The sheet of the badges. */
  readonly badges: 'L4785' | 'L7418' | 'C32011' | 'cut';
  readonly seating: SeatingSpec;
}
