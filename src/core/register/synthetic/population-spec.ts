/**
 * A synthetic population, declared: how many people, their features' shares, what goes together, who lives with whom,
 * how they are named. In files its keys are written with underscores (`reference_date`); see examples/molenbeek/population.yaml.
 *
 * Records keep the order in which they are written, except keys that are whole numbers, which JavaScript puts first.
 */
export interface PopulationSpec {
  /** Any text. The same seed gives the same people on every machine. */
  readonly seed: string;
  readonly people: number;
  /** The day on which ages count, ISO 8601. */
  readonly referenceDate: string;
  /** Each feature's values and their shares in per cent; a feature's shares sum to exactly 100. */
  readonly features: Readonly<Record<string, Shares>>;
  readonly correlations?: readonly Correlation[];
  readonly birthDates?: BirthDates;
  readonly sex?: SexFeature;
  readonly households?: HouseholdSpec;
  readonly addresses?: AddressSpec;
  readonly names?: NameSpec;
}

/** Per cent by value: `{ man: 49.7, woman: 50.3 }`. */
export type Shares = Readonly<Record<string, number>>;

/** A condition: the feature has one of these values; several features must all hold. */
export type Among = Readonly<Record<string, readonly string[]>>;

/**
 * Among these people, the odds of a value are so many times the odds among everybody else:
 * `{ among: { quarter: ['canal'] }, odds: { age: { '0-17': 1.3 } } }`. All shares still hold; 0 means never.
 */
export interface Correlation {
  readonly among: Among;
  readonly odds: Readonly<Record<string, Shares>>;
}

/** Ages in years within the age groups, and from them birth dates. */
export interface BirthDates {
  /** The feature whose values are age groups: `0-17`, `18–64`, `65+`. */
  readonly from: string;
  /** The age that an open group such as `65+` ends with. */
  readonly oldest: number;
  /** How frequent single ages are within their group, relative to one another: points joined by straight lines. */
  readonly likelihood?: Readonly<Record<string, number>>;
}

/** Which values of which feature are men and women: for given names and couples. Others get names of either list. */
export interface SexFeature {
  readonly from: string;
  readonly man: string;
  readonly woman: string;
}

export interface HouseholdSpec {
  /** The feature that everyone in a household shares because it is where they live. */
  readonly in?: string;
  /** Features that people who live together mostly share. */
  readonly alike?: readonly string[];
  /** Per cent of the people joining a household who are chosen without regard to `alike`. */
  readonly mixed?: number;
  /** Per cent of households by number of people; there must be households of 1. Met to within a few households. */
  readonly sizes: Shares;
  /** Where larger households are more frequent: odds that a person lives in a household of that size. */
  readonly correlations?: readonly { readonly among: Among; readonly odds: Shares }[];
  /** Per cent of households of two or more that have one adult, before the children's number is made to fit. */
  readonly loneParents?: number;
}

/** Streets are shared out to the places; one that several places of a postcode name runs on from one to the next. */
export interface AddressSpec extends Place {
  /** About so many per cent of households live in a building with boxes (flats). */
  readonly boxes?: number;
  /** By value of `households.in`. */
  readonly places?: Readonly<Record<string, Place>>;
}

export interface Place {
  readonly postcode?: string;
  /** Without a list, street names are made up, one to about 120 households. */
  readonly streets?: readonly string[];
}

export interface NameSpec {
  /** The first that fits a person counts: per cent by name list, built in (`french`) or of `lists`. */
  readonly traditions: readonly { readonly among?: Among; readonly lists: Shares }[];
  readonly lists?: Readonly<Record<string, NameList>>;
  /** Per cent of those living in a household who bear the reference person's surname, by role. */
  readonly sharedSurname?: { readonly partner?: number; readonly child?: number; readonly other?: number };
}

/** Names, the most frequent first. */
export interface NameList {
  readonly men: readonly string[];
  readonly women: readonly string[];
  readonly surnames: readonly string[];
}

/** Under this age nobody lives alone and nobody is the adult of a household. */
export const ADULT_AGE = 18;
