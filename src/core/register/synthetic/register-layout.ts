/** How a register is written: its columns, and the habits of the program that exported it. */
export interface RegisterLayout {
  readonly columns: readonly Column[];
  readonly export: ExportHabits;
}

export interface Column {
  readonly name: string;
  /** A feature's name or one of `contents`; a column with neither this nor `text` is blank. */
  readonly holds?: string;
  /** The same in every row. */
  readonly text?: string;
  /** What is written for a value: `{ man: M, woman: V }`; others are written as they are. */
  readonly codes?: Readonly<Record<string, string>>;
  /** Of a birth date: `dd/mm/yyyy`. Of an id: a text whose zeros are digits, such as `MB-0000000`. */
  readonly format?: string;
  readonly letters?: 'capitals';
}

/** What a column can hold besides features. */
export const contents = [
  'id',
  'surname',
  'given_name',
  'birth_date',
  'age_in_years',
  'street',
  'number',
  'box',
  'postcode',
  'household',
  'household_size',
  'household_role',
] as const;

export type Content = (typeof contents)[number];

export interface ExportHabits {
  readonly delimiter: string;
  /** A label that iconv-lite knows. */
  readonly encoding: string;
  readonly lineEnds: 'windows' | 'unix';
  /** `needed`: cells that hold a delimiter, a quotation mark or a line end; a list: those columns as well; or `all`. */
  readonly quotes: 'needed' | 'all' | readonly string[];
  /** Per cent of rows in which one cell, never an id or a birth date, is followed by spaces. */
  readonly trailingSpaces: number;
}

export const plainExport: ExportHabits = {
  delimiter: ',',
  encoding: 'utf-8',
  lineEnds: 'unix',
  quotes: 'needed',
  trailingSpaces: 0,
};

export const defaultDateFormat = 'yyyy-mm-dd';
export const defaultIdFormat = '0000000';
