/** Letters that a process sends, in the order of its steps. */
export const LETTER_KINDS = ['invitation', 'reminder', 'confirmation', 'alternate', 'regret'] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

/** What a line of an address is made of: cells of the register, joined by spaces, blank ones left out. */
export interface AddressCell {
  readonly column: string;
  /** Stands before the cell where that is not blank: “bte 3”. */
  readonly before?: string;
}

/** A line the same for everybody, or cells. */
export type AddressLine = string | readonly AddressCell[];

/** A window on the sheet, in millimetres, as documents know it. */
export interface WindowSpec {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly lines: number;
  readonly folds: readonly number[];
}

/** What a letter says in one language; what is missing may not be asked for by its template. */
export interface LetterTexts {
  readonly title?: string;
  readonly organiser?: string;
  readonly contact?: string;
  readonly topic?: string;
  readonly when?: string;
  readonly place?: string;
  readonly pay?: string;
  readonly help?: string;
  readonly signed_by?: readonly string[];
  readonly values?: Readonly<Record<string, string>>;
}

/** Days, ISO 8601. */
export interface LetterDates {
  readonly posted: DayByKind;
  readonly replyBy: DayByKind;
  readonly sessions: readonly string[];
  readonly lottery?: string;
  readonly alternateUntil?: string;
  readonly dataKeptUntil?: string;
}

export type DayByKind = Readonly<Partial<Record<LetterKind, string>>>;

/** How letters are written and to whom. */
export interface LettersSpec {
  readonly sender: {
    readonly name: string;
    readonly address: readonly string[];
    readonly signedBy: readonly string[];
    readonly contact?: string;
    readonly phone?: string;
    readonly email?: string;
    readonly web?: string;
    readonly logo?: string;
    readonly signature?: string;
  };
  readonly recipient: {
    readonly name?: readonly AddressCell[];
    readonly salutation?: string;
    readonly lines: readonly AddressLine[];
  };
  readonly window: 'din-a' | 'din-b' | 'french' | 'belgian' | WindowSpec;
  /** Each person’s own, from a column. */
  readonly language?: {
    readonly column: string;
    readonly values: Readonly<Record<string, string>>;
    readonly otherwise?: string;
  };
  /** The same languages for everybody, one after the other in a letter. */
  readonly languages?: readonly string[];
  readonly texts: Readonly<Record<string, LetterTexts>>;
  readonly dates: LetterDates;
  readonly reply: {
    readonly web?: string;
    /** With CODE where the reply code goes. */
    readonly link?: string;
    readonly phone?: string;
    readonly hasCard: boolean;
  };
  readonly dataContact?: string;
  readonly verifyWeb?: string;
  readonly values: Readonly<Record<string, string>>;
  /** Letters in a file. */
  readonly batch: number;
  readonly isTwoSided: boolean;
}
