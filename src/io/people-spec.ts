/**
 * How a file of people is to be read: which column is the id, what makes a household, where each feature's value comes
 * from and who can be drawn. Column names are compared as `comparable` in src/core/text.ts says. Dates are ISO 8601.
 */
export interface PeopleSpec {
  readonly file: string;
  /** A label that iconv-lite knows. Default: UTF-8, or UTF-16 with a byte order mark; other bytes are refused. */
  readonly encoding?: string;
  /** The toolkit wrote it: cells that look like formulas have an apostrophe in front, which is no part of them. */
  readonly isOurs?: boolean;
  readonly id: string;
  /** Columns that together make a household; a person whose cells there are all blank lives in nobody's household. */
  readonly household?: readonly string[];
  /** The households themselves are drawn, a row of the pool each, and then who comes for each. */
  readonly unit?: UnitSpec;
  /** Features not named here are columns of their own name. */
  readonly features?: Readonly<Record<string, FeatureSpec>>;
  readonly eligible?: EligibilitySpec;
  /** Only those whose cell of `column` is `value`, compared as everywhere: an area that has a panel of its own. */
  readonly area?: AreaSpec;
}

export interface AreaSpec {
  readonly column: string;
  readonly value: string;
}

/** Who comes for a household, or a property, that was drawn. */
export type UnitSpec =
  | { readonly choose: 'lot' }
  | { readonly choose: 'oldest' | 'youngest'; readonly birthDate: string; readonly format: string };

export type FeatureSpec = ReadFeature | CrossFeature;

/** The value comes of a cell. */
export type ReadFeature = ColumnFeature | AgeFeature | TableFeature;

/** Two other features of the quotas, crossed: the value `16–34 × man` is that of whoever has both. */
export interface CrossFeature {
  readonly cross: readonly [string, string];
}

/** The value stands in a column, as it is or translated: `{ M: 'man', F: 'woman' }`; `*` is every other value. */
export interface ColumnFeature {
  readonly column: string;
  readonly values?: Readonly<Record<string, string>>;
}

/** The quota's value names are age groups such as `16–24`, `16-24` or `65+`, counted in full years on the date `at`. */
export interface AgeFeature {
  readonly birthDate: string;
  /** Letters d, m and y and separators: `dd/mm/yyyy`, `yyyy-mm-dd`, `d.m.yyyy`, `yyyymmdd`. */
  readonly format: string;
  readonly at: string;
  /** The groups to count people in, where there are no quotas yet; otherwise those of the quotas hold. */
  readonly groups?: readonly string[];
}

/** The value of `column` is looked up in a CSV of two columns: that value, and the feature's. */
export interface TableFeature {
  readonly column: string;
  readonly table: string;
}

export interface EligibilitySpec {
  /** Full years on the date `at`; both ends included. */
  readonly age?: {
    readonly birthDate: string;
    readonly format: string;
    readonly at: string;
    readonly min?: number;
    readonly max?: number;
  };
  /** Only people whose cell of `column` is one of `values`, compared as everywhere. */
  readonly residence?: { readonly column: string; readonly values: readonly string[] };
  /** CSV files with a column of ids (named as the pool's id column, or their only column) who cannot be drawn; or people by name. */
  readonly exclude?: readonly (string | NamedList)[];
  /** Ids that the toolkit itself leaves out, and what the list of them is called; that somebody is not there is nothing to say. */
  readonly former?: { readonly name: string; readonly ids: Iterable<string> };
}

/** A CSV file of people without ids: whoever agrees in all name columns and in the day of birth cannot be drawn. */
export interface NamedList {
  readonly file: string;
  /** Called the same in both files. */
  readonly name: readonly string[];
  readonly birthDate: string;
  readonly format: string;
}
