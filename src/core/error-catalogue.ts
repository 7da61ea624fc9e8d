/**
 * Every error of the toolkit, an entry a code: what it says and what to do next.
 * Plain words for an organiser; values quoted; never personal data beyond row numbers and ids.
 */
interface Entry<A> {
  says(args: A): string;
  next(args: A): string;
  /** 'usage': the command line is wrong (exit 2); otherwise the task cannot be done as asked (exit 1). */
  readonly kind?: 'usage';
}

const entry = <A>(e: Entry<A>): Entry<A> => e;

const quoted = (text: string): string => `“${text}”`;
/** What stands in a file that is another than was thought may be very long. */
const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
/** Names in a message: a file may have hundreds of columns. */
const MOST_NAMED = 20;
const listed = (names: readonly string[]): string => {
  const shown = names.filter((name) => name.trim() !== '');
  const more = shown.length - MOST_NAMED;
  const named = shown.slice(0, MOST_NAMED).map((name) => quoted(shortened(name.trim())));
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};
const didYouMean = (near: readonly string[] | undefined, otherwise: string): string =>
  near !== undefined && near.length > 0 ? `Did you mean ${near.map(quoted).join(' or ')}? ${otherwise}` : otherwise;

type BoundArgs =
  | { readonly feature: string; readonly value: string; readonly side: 'min' | 'max'; readonly seats: number }
  | { readonly household: true };
interface ChangeArgs {
  readonly feature: string;
  readonly value: string;
  readonly side: 'min' | 'max';
  readonly from: number;
  readonly to: number;
}

/** 0.0523 → 5.23 % */
const inPercent = (rate: number): string => `${Number((rate * 100).toFixed(2))} %`;
/** A number without its sign: 9 is 9 %, 0.09 may be a share and then is 9 % too. */
function percentMeant(text: string): string {
  const number = Number(/^\d{1,3}([.,]\d{1,4})?$/.test(text.trim()) ? text.trim().replace(',', '.') : Number.NaN);
  if (!(number > 0 && number <= 100)) return '5%';
  return number < 1 ? `${Number((number * 100).toFixed(2))}% (or ${number}%, if that is meant)` : `${number}%`;
}
const sideInWords = (side: 'min' | 'max'): string => (side === 'min' ? 'minimum' : 'maximum');
const peopleIn = (people: number): string => (people === 1 ? '1 person is of' : `${people} people are of`);

const peopleAre = (people: number): string =>
  people === 0 ? 'there is nobody' : people === 1 ? 'there is only 1 person' : `there are only ${people} people`;
const boundInWords = (bound: BoundArgs): string =>
  'household' in bound
    ? 'at most one person per household'
    : `at ${bound.side === 'min' ? 'least' : 'most'} ${bound.seats} of ${bound.feature}: ${bound.value}`;
const relaxationInWords = (relaxation: { readonly changes: readonly ChangeArgs[]; readonly seats: number }): string =>
  relaxation.changes
    .map((c) => {
      const verb = c.side === 'min' ? 'lower' : 'raise';
      return `${verb} the ${sideInWords(c.side)} of ${quoted(c.value)} (${c.feature}) from ${c.from} to ${c.to}`;
    })
    .join(' and ');

export const errorCatalogue = {
  // --- files -----------------------------------------------------------------------------------------------------
  FILE_NOT_FOUND: entry<{ path: string; near?: readonly string[]; key?: string }>({
    says: (a) =>
      `There is no file ${quoted(a.path)}${a.key === undefined ? '' : `, which sortition.yaml names under ${quoted(a.key)}`}.`,
    next: (a) => didYouMean(a.near, 'Check the name and the folder.'),
  }),
  FILE_EMPTY: entry<{ path: string }>({
    says: (a) => `The file ${quoted(a.path)} is empty.`,
    next: () => 'Export it again, with a header row and at least one row below it.',
  }),
  // --- tables: CSV and xlsx -----------------------------------------------------------------------------------------
  FILE_IS_FOLDER: entry<{ path: string }>({
    says: (a) => `${quoted(a.path)} is a folder, not a file.`,
    next: () => 'Name the file inside it.',
  }),
  FILE_UNREADABLE: entry<{ path: string; reason: string }>({
    says: (a) => `The file ${quoted(a.path)} cannot be read: ${a.reason}.`,
    next: () => 'Check that you may open it, and that no other program holds it.',
  }),
  ENCODING_UNKNOWN: entry<{ encoding: string; near?: readonly string[] }>({
    says: (a) => `The encoding ${quoted(a.encoding)} is not known.`,
    next: (a) => didYouMean(a.near, 'Usual ones: utf-8, windows-1252, iso-8859-15, utf-16le.'),
  }),
  FILE_NOT_UTF8: entry<{ preview: string }>({
    says: (a) => `The file is not UTF-8 text. Read as windows-1252, this row has: ${quoted(a.preview)}.`,
    next: () =>
      'If that reads right, add --encoding windows-1252, or encoding: windows-1252 beside the file in sortition.yaml. If it does not, try the encoding of the program that exported the file, or export it as “CSV UTF-8”.',
  }),
  FILE_NOT_IN_ENCODING: entry<{ encoding: string }>({
    says: (a) => `This row holds bytes that are no text in the encoding ${quoted(a.encoding)}.`,
    next: () => 'Try another --encoding, or export the file again as “CSV UTF-8”.',
  }),
  FILE_HAS_NUL: entry<Record<never, never>>({
    says: () => 'This row holds a NUL byte, which no text has.',
    next: () => 'If the file is UTF-16, add --encoding utf-16le. Otherwise export it again as CSV.',
  }),
  WORKBOOK_UNREADABLE: entry<{ path: string; reason: string }>({
    says: (a) => `${quoted(a.path)} cannot be read as an Excel workbook: ${a.reason}.`,
    next: () => 'Open it in a spreadsheet program and save it as .xlsx or as “CSV UTF-8”.',
  }),
  WORKBOOK_OLD: entry<{ path: string }>({
    says: (a) => `${quoted(a.path)} is an old .xls workbook, or one with a password.`,
    next: () => 'Open it in a spreadsheet program and save it as .xlsx without a password, or as “CSV UTF-8”.',
  }),
  CELL_FORMULA: entry<Record<never, never>>({
    says: () => 'This cell holds a formula, and what it gives may change from one opening of the file to the next.',
    next: () => 'In the spreadsheet, copy the column and paste it onto itself as values only; then save the workbook.',
  }),
  CELL_ERROR: entry<{ text: string }>({
    says: (a) => `This cell holds the error ${quoted(a.text)} of a spreadsheet.`,
    next: () => 'Mend it in the spreadsheet, then copy the column and paste it onto itself as values only.',
  }),
  CELL_ZEROS: entry<{ format: string }>({
    says: (a) =>
      `The zeros in front of this number are put there by its format alone (${a.format}); the cell holds a number without them.`,
    next: () =>
      'Write the column as text: export the sheet as “CSV UTF-8”, which keeps what is shown, or fill a new column with =TEXT(A2,"00000") and paste it back as values only.',
  }),
  CELLS_MERGED: entry<{ range: string }>({
    says: (a) => `The cells ${a.range} are merged into one, which holds a single value for all of them.`,
    next: () => 'Take them apart (“Unmerge cells”), and write into each cell what belongs there.',
  }),
  DELIMITER_UNUSABLE: entry<{ delimiter: string }>({
    says: (a) => `${quoted(a.delimiter)} cannot separate the cells of a CSV file.`,
    next: () =>
      'Give one character, such as a comma, a semicolon or a tab; or leave it out: it is found from the header.',
    kind: 'usage',
  }),
  TABLE_NO_ROWS: entry<Record<never, never>>({
    says: () => 'There is a header, but no row below it.',
    next: () => 'Export the file again, with its rows.',
  }),
  COLUMN_TWICE: entry<{ name: string; first: number; again: number }>({
    says: (a) => `Columns ${a.first} and ${a.again} have the same name, ${quoted(a.name)}.`,
    next: () => 'Rename one of them. Names that differ only in capitals or spaces around them count as the same.',
  }),
  /** `sheet`: of a workbook, the one that was read; `sheets`: the others. */
  COLUMN_MISSING: entry<{
    name: string;
    columns: readonly string[];
    near?: readonly string[];
    sheet?: string;
    sheets?: readonly string[];
  }>({
    says: (a) =>
      a.sheet === undefined
        ? `There is no column ${quoted(a.name)}.`
        : `There is no column ${quoted(a.name)} in the sheet ${quoted(shortened(a.sheet))}, the first of the workbook${(a.sheets ?? []).length > 0 ? `; only that is read, not ${listed(a.sheets ?? [])}` : ''}.`,
    next: (a) => didYouMean(a.near, `The columns are: ${listed(a.columns)}.`),
  }),
  ROW_CELL_COUNT: entry<{ expected: number; found: number }>({
    says: (a) => `This row has ${a.found} cells; the header has ${a.expected}.`,
    next: () => 'Look for a delimiter inside a cell that is not in quotes, or for a missing one.',
  }),
  QUOTE_STRAY: entry<Record<never, never>>({
    says: () => 'A quotation mark stands where none can.',
    next: () => 'Put the whole cell in quotes and double every quotation mark inside it: "the ""old"" mill".',
  }),
  QUOTE_UNCLOSED: entry<Record<never, never>>({
    says: () => 'A quotation mark opens a cell in this row and is never closed.',
    next: () => 'Close it, or remove it.',
  }),
  LINE_TOO_LONG: entry<{ limit: number }>({
    says: (a) => `This row is longer than ${a.limit} characters.`,
    next: () =>
      'Most often a quotation mark opens a cell in this row and is never closed: close it, or remove it. If the rows have no line ends between them, export the file again as CSV.',
  }),
  CELL_BLANK: entry<Record<never, never>>({
    says: () => 'This cell is blank.',
    next: () => 'Fill it in.',
  }),
  // --- quotas -------------------------------------------------------------------------------------------------------
  QUOTA_NOT_WHOLE: entry<{ text: string }>({
    says: (a) => `${quoted(a.text)} is not a whole number of seats.`,
    next: () => 'Give a whole number, 0 or more.',
  }),
  QUOTA_MIN_ABOVE_MAX: entry<{ feature: string; value: string; min: number; max: number }>({
    says: (a) =>
      `The quota of ${quoted(a.value)} (${a.feature}) asks for at least ${a.min} and at most ${a.max} seats.`,
    next: () => 'The minimum must not be above the maximum.',
  }),
  QUOTA_VALUE_TWICE: entry<{ feature: string; value: string; firstRow: number }>({
    says: (a) => `${quoted(a.value)} (${a.feature}) has a quota already, in row ${a.firstRow}.`,
    next: () => 'Keep one of the two. Values that differ only in capitals or spaces around them count as the same.',
  }),
  QUOTA_MIN_FLEX_ABOVE_MIN: entry<{ feature: string; value: string; flex: number; min: number }>({
    says: (a) =>
      `The minimum of ${quoted(a.value)} (${a.feature}) is ${a.min}, yet relaxing it would lead to ${a.flex}.`,
    next: () => 'min_flex is how low the minimum may go: give the minimum itself or less.',
  }),
  QUOTA_MAX_FLEX_BELOW_MAX: entry<{ feature: string; value: string; flex: number; max: number }>({
    says: (a) =>
      `The maximum of ${quoted(a.value)} (${a.feature}) is ${a.max}, yet relaxing it would lead to ${a.flex}.`,
    next: () => 'max_flex is how high the maximum may go: give the maximum itself or more.',
  }),
  QUOTA_SEATS_NOT_WHOLE: entry<{ feature: string; value: string; side: 'min' | 'max'; text: string }>({
    says: (a) =>
      `The ${sideInWords(a.side)} of ${quoted(a.value)} (${a.feature}) is ${quoted(a.text)}, which is not a whole number of seats.`,
    next: () => 'Give a whole number, 0 or more.',
  }),
  PANEL_SIZE_NOT_WHOLE: entry<{ text: string }>({
    says: (a) => `The size of the panel is ${quoted(a.text)}; it must be a whole number, 1 or more.`,
    next: () => 'Give the number of people to be drawn, for example --size 22.',
  }),
  PANEL_LARGER_THAN_POOL: entry<{ size: number; people: number }>({
    says: (a) => `A panel of ${a.size} cannot be drawn: ${peopleAre(a.people)} in the pool.`,
    next: () => 'Choose a smaller panel and lower the quotas with it, or find more people first.',
  }),
  QUOTA_MINS_ABOVE_SIZE: entry<{ feature: string; sum: number; size: number }>({
    says: (a) =>
      `The minimums of ${quoted(a.feature)} add up to ${a.sum} seats, ${a.sum - a.size} more than the ${a.size} of the panel.`,
    next: (a) => `Lower minimums of ${quoted(a.feature)} by ${a.sum - a.size} in total, or enlarge the panel.`,
  }),
  QUOTA_MAXES_BELOW_SIZE: entry<{ feature: string; sum: number; size: number }>({
    says: (a) =>
      `The maximums of ${quoted(a.feature)} add up to ${a.sum} seats, ${a.size - a.sum} fewer than the ${a.size} of the panel.`,
    next: (a) => `Raise maximums of ${quoted(a.feature)} by ${a.size - a.sum} in total, or choose a smaller panel.`,
  }),
  QUOTA_MIN_ABOVE_POOL: entry<{ feature: string; value: string; min: number; people: number }>({
    says: (a) =>
      `The quota of ${quoted(a.value)} (${a.feature}) asks for at least ${a.min}, but ${peopleAre(a.people)} in the pool with this value.`,
    next: (a) =>
      `Lower the minimum to ${a.people === 0 ? '0' : `${a.people} or less`}, or find ${a.min - a.people} more. If there should be more, check how the value is spelt in the quotas and in the pool.`,
  }),
  QUOTA_PEOPLE_BELOW_SIZE: entry<{ feature: string; seats: number; size: number }>({
    says: (a) =>
      `With the maximums of ${quoted(a.feature)} and the people in the pool, only ${a.seats} of the ${a.size} seats can be filled: some values have fewer people than seats.`,
    next: (a) =>
      `Raise maximums of ${quoted(a.feature)} where people are left over, find more people where they are few, or choose a smaller panel.`,
  }),
  QUOTAS_CONFLICT: entry<{
    /** Of one panel, as the bounds are. */
    size: number;
    /** How many are drawn at once, where that is more than one. */
    panels?: number;
    /** None of them can be left out of the conflict. */
    bounds: readonly BoundArgs[];
    /** 'lp': proved in integers; 'integer': the solver's word. */
    proof: 'lp' | 'integer';
    /** People on the panel already; they count in the bounds. */
    seated?: number;
    relaxations?: readonly { readonly changes: readonly ChangeArgs[]; readonly seats: number }[];
  }>({
    says: (a) =>
      `${a.proof === 'lp' ? 'No' : 'By the solver’s word, no'} ${a.panels === undefined ? 'panel' : `${a.panels} panels at once, each`} of ${a.size} people from this pool${a.seated === undefined ? '' : `, ${a.seated} of them on it already,`} ${a.panels === undefined ? 'meets' : 'meet'} all of these: ${a.bounds.map(boundInWords).join(' · ')}.`,
    next: (a) =>
      a.relaxations === undefined || a.relaxations.length === 0
        ? 'Ease at least one of them, choose another size, or find more people.'
        : `${a.relaxations.length === 1 ? 'This' : 'Any of these'} would do: ${a.relaxations.map(relaxationInWords).join('; or ')}. Or choose another size, or find more people.`,
  }),
  AREA_WITHOUT_QUOTAS: entry<{ column: string; area: string; people: number }>({
    says: (a) => `${peopleIn(a.people)} ${quoted(a.area)} (${a.column}), which has no quotas.`,
    next: (a) => `Add its rows to the quotas, or leave these people out. Check how ${quoted(a.area)} is spelt in both.`,
  }),
  AREA_WITHOUT_PEOPLE: entry<{ column: string; area: string; file: string }>({
    says: (a) => `Nobody in ${a.file} is of ${quoted(a.area)} (${a.column}), which has quotas.`,
    next: (a) => `Leave its rows out of the quotas, or check how ${quoted(a.area)} is spelt in both.`,
  }),
  AREA_SIZE_TWICE: entry<{ area: string; size: number; other: number }>({
    says: (a) => `${quoted(a.area)} has a panel of ${a.size} here, and of ${a.other} in a row above.`,
    next: () => 'Write the same size into all rows of an area, or into its first only.',
  }),
  AREA_SIZE_MISSING: entry<{ area: string }>({
    says: (a) => `Nothing says how many seats the panel of ${quoted(a.area)} has.`,
    next: () => 'Give the quotas a column “size”, or --size for all areas.',
  }),
  AREAS_WITH_SEATED: entry<Record<string, never>>({
    says: () => 'A list of people given in advance is for one panel; here each area has its own.',
    next: () => 'Draw the areas with people already on their panels one by one, each from a file of its own people.',
  }),
  PANELS_DO_NOT_SPLIT: entry<{ panels: number; size: number }>({
    says: (a) =>
      `This pool has ${a.panels * a.size} people who meet ${a.panels} times the quotas together, but they never make ${a.panels} panels of ${a.size} that each meet them (by the solver’s word).`,
    next: () => 'Ease a quota by a seat, draw fewer panels, or find more people.',
  }),
  PANELS_ABOVE_POOL: entry<{ panels: number; size: number; people: number }>({
    says: (a) =>
      `${a.panels} panels of ${a.size} that share nobody take ${a.panels * a.size} people; the pool has ${a.people}.`,
    next: (a) =>
      `Draw ${Math.floor(a.people / a.size)} or fewer, smaller ones, or find ${a.panels * a.size - a.people} more people. Reserve panels count too.`,
  }),
  PANELS_MIN_ABOVE_POOL: entry<{ panels: number; feature: string; value: string; min: number; people: number }>({
    says: (a) =>
      `${a.panels} panels with at least ${a.min} of ${quoted(a.value)} (${a.feature}) each take ${a.panels * a.min} of them; ${peopleAre(a.people)} in the pool.`,
    next: (a) =>
      `Lower the minimum to ${Math.floor(a.people / a.panels)}, draw fewer panels, or find more such people.`,
  }),
  PANELS_PEOPLE_BELOW_SIZE: entry<{ panels: number; size: number; feature: string; seats: number }>({
    says: (a) =>
      `By the maximums of ${quoted(a.feature)}, the pool’s people can take ${a.seats} of the ${a.panels * a.size} seats of ${a.panels} panels.`,
    next: () => 'Raise maximums of values that many people have, draw fewer panels, or find more people.',
  }),
  PANELS_ONLY_FAIR: entry<{ objective: string }>({
    says: (a) => `The objective ${quoted(a.objective)} is for one panel: it cannot draw several at once.`,
    next: () => 'Leave --panels and --reserve out, or choose leximin, maximin, minimax, nash or goldilocks.',
  }),
  PANELS_WITH_SEATED: entry<{ seated: number }>({
    says: (a) =>
      `${a.seated === 1 ? 'Somebody is' : `${a.seated} people are`} on the panel already, and several panels are to be drawn at once: nothing says on which of them they sit.`,
    next: () =>
      'Draw the panels one after the other, or take these people off the list of --include (in sortition.yaml panel.include); or, if they sit ex officio, write “no” in its column “counted”: then they sit beside the panels, in no quota.',
  }),
  PANELS_NOT_WITH: entry<{ what: 'arms' | 'units' }>({
    says: (a) =>
      a.what === 'arms'
        ? 'Several panels are to be drawn at once, and shared out to arms: that can be done with one panel only.'
        : 'Several panels are to be drawn at once, of households or properties: units are drawn for one panel only.',
    next: (a) =>
      `Leave out --panels, --reserve and --by (in sortition.yaml panel.panels, panel.reserve and panel.by), or the ${a.what}.`,
    kind: 'usage',
  }),
  // --- quotas from shares -------------------------------------------------------------------------------------------
  SHARE_COLUMN_MISSING: entry<{ columns: readonly string[]; known: readonly string[] }>({
    says: () => 'No column holds the shares.',
    next: (a) =>
      `Name it one of: ${a.known.map(quoted).join(', ')}. The columns are: ${a.columns.map(quoted).join(', ')}.`,
  }),
  SHARE_NEGATIVE: entry<{ text: string }>({
    says: (a) => `${quoted(shortened(a.text))} is below 0, which no share can be.`,
    next: () => 'Give a count or a percentage, 0 or more.',
  }),
  SHARE_NOT_NUMBER: entry<{ text: string }>({
    says: (a) => `${quoted(shortened(a.text))} is not a number.`,
    next: () => 'Write a count or a percentage of at most 15 digits, such as 12345, 12 345, 49.7 or 49,7 %.',
  }),
  SHARE_AMBIGUOUS: entry<{ text: string; whole: string; decimal: string }>({
    says: (a) => `${quoted(a.text)} may be ${a.whole} or ${a.decimal}: the mark could be of thousands or of decimals.`,
    next: (a) => `Write ${quoted(a.whole)} for a count, or put “%” behind a percentage.`,
  }),
  SHARES_NOT_HUNDRED: entry<{ feature: string; sum: number }>({
    says: (a) => `The percentages of ${quoted(a.feature)} sum to ${a.sum}, not to 100.`,
    next: () =>
      'Look for a value that is missing or wrong. Rounding may leave up to 1 per cent; percentages of a crossed feature are of everybody.',
  }),
  SHARE_VALUE_TWICE: entry<{ feature: string; value: string; firstRow: number }>({
    says: (a) => `${quoted(a.value)} (${a.feature}) has a share already, in row ${a.firstRow}.`,
    next: () => 'Keep one of the two. Values that differ only in capitals or spaces around them count as the same.',
  }),
  SHARES_ALL_ZERO: entry<{ feature: string }>({
    says: (a) => `All shares of ${quoted(a.feature)} are 0.`,
    next: () => 'Give the people, or the per cent, of each value.',
  }),
  FLOORS_ABOVE_SIZE: entry<{ feature: string; sum: number; size: number }>({
    says: (a) => `The floors of ${quoted(a.feature)} add up to ${a.sum} seats; the panel has ${a.size}.`,
    next: (a) => `Lower floors by ${a.sum - a.size} in total, or enlarge the panel.`,
  }),
  FLOOR_ABOVE_PEOPLE: entry<{ feature: string; value: string; floor: number; people: number }>({
    says: (a) =>
      `${quoted(a.value)} (${a.feature}) is to have at least ${a.floor} seats, but ${peopleAre(a.people)} who can be drawn.`,
    next: (a) => `Lower the floor to ${a.people} or less.`,
  }),
  CROSS_NOT_TWO: entry<{ feature: string }>({
    says: (a) => `${quoted(a.feature)} does not cross two different features.`,
    next: () =>
      'Cross two at a time, such as “age × gender”. Three at once make groups too small to fill; take two of the pairs instead.',
  }),
  CROSS_VALUE_UNKNOWN: entry<{ feature: string; value: string; one: string; other: string }>({
    says: (a) =>
      `The value ${quoted(a.value)} of ${quoted(a.feature)} is not a value of ${quoted(a.one)} and one of ${quoted(a.other)}.`,
    next: () => 'Write the two values as they stand in their own features, with “ × ” between: “16–34 × man”.',
  }),
  CROSS_VALUE_TWICE: entry<{ feature: string; value: string; earlier: string }>({
    says: (a) => `${quoted(a.value)} (${a.feature}) is the same as ${quoted(a.earlier)}.`,
    next: () => 'Keep one of the two.',
  }),
  CROSS_CELLS_MISSING: entry<{ feature: string; missing: readonly string[] }>({
    says: (a) =>
      `${quoted(a.feature)} has no row for ${a.missing.slice(0, 5).map(quoted).join(', ')}${a.missing.length > 5 ? ` and ${a.missing.length - 5} more` : ''}.`,
    next: () => 'Add a row for each; where there is nobody, with the share 0.',
  }),
  CROSS_FEATURE_MISSING: entry<{ feature: string; part: string; known: readonly string[]; near?: readonly string[] }>({
    says: (a) => `${quoted(a.feature)} crosses ${quoted(a.part)}, which has no quotas of its own.`,
    next: (a) => didYouMean(a.near, `The quotas have: ${a.known.map(quoted).join(', ')}.`),
  }),
  CROSS_CONTRADICTS: entry<{
    cross: string;
    feature: string;
    value: string;
    seats: number;
    least: number;
    most: number;
  }>({
    says: (a) =>
      `${quoted(a.cross)} contradicts ${quoted(a.feature)}: ${quoted(a.value)} has ${a.seats} seats by its own share, but its values in ${quoted(a.cross)} come to ${a.least === a.most ? a.least : `${a.least} to ${a.most}`}.`,
    next: (a) =>
      `Take both from one source. Or leave out the rows of ${quoted(a.feature)}: its shares are then the sums over ${quoted(a.cross)}.`,
  }),
  CROSS_UNROUNDABLE: entry<{ cross: string; one: string; other: string }>({
    says: (a) =>
      `The seats of ${quoted(a.cross)} cannot be rounded so that they come out at those of ${quoted(a.one)} and of ${quoted(a.other)}.`,
    next: (a) =>
      `The shares of ${quoted(a.cross)} contradict the others, or too many are 0. Take them from one source, choose another size, or leave out ${quoted(a.cross)}.`,
  }),
  SHARES_CONFLICT: entry<{ size: number; bounds: readonly BoundArgs[]; features: readonly string[]; real: boolean }>({
    says: (a) =>
      `The quotas of ${a.features.map(quoted).join(', ')} contradict each other: no panel of ${a.size}${a.real ? ' people of this register' : ', whoever its people are,'} meets all of these: ${a.bounds.map(boundInWords).join(' · ')}.`,
    next: () =>
      'Nothing was written. Allow more room (--tolerance 2, or --tolerance 10%), or leave out one of the crossed features.',
  }),
  SHARES_OR_REGISTER: entry<{ both: boolean }>({
    says: (a) =>
      a.both
        ? 'Both a file of shares and --from-register are given.'
        : 'There are no shares: neither a file of them nor --from-register.',
    next: () => 'For example: sortition quotas shares.csv --size 112, or sortition quotas --from-register --size 112.',
    kind: 'usage',
  }),
  SIZE_MISSING: entry<Record<never, never>>({
    says: () => 'The size of the panel is missing.',
    next: () => 'Add --size K, for example --size 112; in a process folder it may stand in sortition.yaml.',
    kind: 'usage',
  }),
  TOLERANCE_UNKNOWN: entry<{ text: string }>({
    says: (a) => `--tolerance cannot be ${quoted(a.text)}.`,
    next: () => 'Write rounding, a number of seats such as 0 or 2, or a percentage of the seats such as 10%.',
    kind: 'usage',
  }),
  CROSS_FLAG: entry<{ text: string }>({
    says: (a) => `--cross takes two different features with a comma between, not ${quoted(a.text)}.`,
    next: () => 'For example --cross age,gender. Give it again for another pair; three at once are not possible.',
    kind: 'usage',
  }),
  FEATURES_MISSING: entry<Record<never, never>>({
    says: () => 'It is not said which features are to be counted.',
    next: () => 'Add --features with the columns that matter, such as --features gender,age.',
    kind: 'usage',
  }),
  FLAG_NEEDS_FROM_REGISTER: entry<{ flag: string }>({
    says: (a) => `${a.flag} goes with --from-register.`,
    next: () => 'Add --from-register, or leave it out: a file of shares says itself what it holds.',
    kind: 'usage',
  }),
  AGE_GROUPS_MISSING: entry<{ feature: string }>({
    says: (a) => `It is not said into which groups the ages of ${quoted(a.feature)} fall.`,
    next: (a) => `Write them in sortition.yaml, below features: ${a.feature}: groups: [16–34, 35–64, 65+].`,
  }),
  VALUES_TOO_MANY: entry<{ feature: string; most: number }>({
    says: (a) => `${quoted(a.feature)} has more than ${a.most} different values here: too many to be groups of people.`,
    next: () => 'Take a column of groups such as gender or district, or translate it by a table in sortition.yaml.',
  }),
  // --- people -------------------------------------------------------------------------------------------------------
  PSEUDONYM_TWICE: entry<{ pseudonym: string }>({
    says: (a) => `The pseudonym ${quoted(a.pseudonym)} stands for two people.`,
    next: () => 'Give every person a pseudonym of their own.',
  }),
  ID_TWICE: entry<{ id: string; firstRow: number }>({
    says: (a) => `The id ${quoted(a.id)} stands in row ${a.firstRow} already, with other cells.`,
    next: () => 'Give every person an id of their own, or keep one of the two rows.',
  }),
  ID_REPEATED: entry<{ id: string; firstRow: number }>({
    says: (a) => `The id ${quoted(a.id)} stands in row ${a.firstRow} already, in a row that is the same.`,
    next: () => 'They count as one person.',
  }),
  VALUE_UNKNOWN: entry<{ feature: string; value: string; known: readonly string[]; near?: readonly string[] }>({
    says: (a) => `The quotas of ${quoted(a.feature)} have no value ${quoted(a.value)}.`,
    next: (a) => didYouMean(a.near, `The quotas have: ${listed(a.known)}.`),
  }),
  FEATURE_WITHOUT_QUOTA: entry<{ feature: string; near?: readonly string[] }>({
    says: (a) => `The feature ${quoted(a.feature)} has no quotas; what is said of it is not used.`,
    next: (a) => didYouMean(a.near, 'Add its quotas, or remove it.'),
  }),
  /** `readsAs`: the one usual form in which all cells of the column can be read, if there is one. */
  DATE_UNREADABLE: entry<{ format: string; readsAs?: string }>({
    says: (a) => `This cell is not a date of the form ${a.format}.`,
    next: (a) =>
      a.readsAs === undefined
        ? 'Mend the date, or declare the form in which the file writes its dates.'
        : `All dates of this column read as ${a.readsAs}. If that is how they are meant, write “format: ${a.readsAs}”.`,
  }),
  DATE_SERIAL: entry<{ format: string }>({
    says: (a) =>
      `This cell is not a date of the form ${a.format}, but a number as spreadsheets count days by: it looks like a date whose format was lost.`,
    next: (a) =>
      `In the spreadsheet, give the column the format of a date, look whether the dates are right, and save or export it again; in a CSV file as ${a.format}.`,
  }),
  DATE_FORMAT_UNUSABLE: entry<{ format: string }>({
    says: (a) => `${quoted(a.format)} does not say how dates are written.`,
    next: () =>
      'Use d or dd, m or mm, and yyyy, once each, as in dd/mm/yyyy, yyyy-mm-dd, d.m.yyyy or yyyymmdd. Years have four digits.',
  }),
  DATE_AT_UNREADABLE: entry<{ at: string }>({
    says: (a) => `${quoted(a.at)} is not a date of the calendar.`,
    next: () => 'Write the date on which ages are counted as year-month-day, for example 2024-09-01.',
  }),
  AGE_GROUP_UNREADABLE: entry<{ feature: string; value: string }>({
    says: (a) => `The value ${quoted(a.value)} of ${quoted(a.feature)} is not an age group.`,
    next: () => 'Name age groups like 16–24, 65+ or 18.',
  }),
  AGE_GROUPS_OVERLAP: entry<{ feature: string; one: string; other: string }>({
    says: (a) => `The age groups ${quoted(a.one)} and ${quoted(a.other)} of ${quoted(a.feature)} overlap.`,
    next: () => 'Let every age belong to one group: 16–24, then 25–39. Both ends of a group are included.',
  }),
  AGE_IN_NO_GROUP: entry<{ feature: string; at: string }>({
    says: (a) => `The age of this person on ${a.at} is in no group of ${quoted(a.feature)}.`,
    next: () => 'Mend the birth date, add a group to the quotas, or say which ages can be drawn.',
  }),
  LOOKUP_COLUMNS: entry<{ column: string; feature: string }>({
    says: (a) => `It is not clear which columns of this table translate ${quoted(a.column)} into ${quoted(a.feature)}.`,
    next: (a) => `Give the table two columns, or name two of them ${quoted(a.column)} and ${quoted(a.feature)}.`,
  }),
  LOOKUP_KEY_TWICE: entry<{ key: string; firstRow: number }>({
    says: (a) => `${quoted(a.key)} stands in row ${a.firstRow} already, with another value.`,
    next: () => 'Keep one of the two rows.',
  }),
  LOOKUP_KEY_MISSING: entry<{ feature: string; table: string }>({
    says: (a) =>
      `What stands in this cell is not in the table ${quoted(a.table)}, which gives the ${quoted(a.feature)}.`,
    next: () => 'Mend the cell, or add a row to the table.',
  }),
  EXCLUDED_ID_UNKNOWN: entry<{ id: string }>({
    says: (a) => `Nobody has the id ${quoted(a.id)} of this list of people who cannot be drawn.`,
    next: () => 'Check its spelling; if the person has left the file already, nothing is wrong.',
  }),
  EXCLUDED_NAME_UNKNOWN: entry<Record<never, never>>({
    says: () => 'Nobody has the name and date of birth in this row of people who cannot be drawn.',
    next: () => 'Check the spelling and accents; if the person has left the register already, nothing is wrong.',
  }),
  EXCLUDED_NAME_SHARED: entry<{ rows: readonly number[] }>({
    says: (a) =>
      `The name and date of birth in this row of people who cannot be drawn are those of ${a.rows.length} people, in the rows ${a.rows.slice(0, MOST_NAMED).join(', ')}${a.rows.length > MOST_NAMED ? ' and others' : ''}: all of them are left out.`,
    next: () => 'If only one of them is meant, list that person by id instead.',
  }),
  // --- invitation ----------------------------------------------------------------------------------------------------
  INVITATION_MISSING: entry<{ file: string }>({
    says: (a) => `${quoted(a.file)} does not say how people are invited.`,
    next: () => 'Add a section “invitation:” with the number of letters: invitation: { letters: 1000 }',
  }),
  LETTERS_MISSING: entry<Record<never, never>>({
    says: () => 'With --register, --letters must be given too.',
    next: () => 'For example: --register residents.csv --id number --letters 5000',
    kind: 'usage',
  }),
  FLAG_NEEDS_REGISTER: entry<{ flag: string }>({
    says: (a) => `${a.flag} describes a register given with --register, but there is none.`,
    next: () => 'Add --register FILE, or write the setting into sortition.yaml.',
    kind: 'usage',
  }),
  FOLDER_AND_REGISTER: entry<{ folder: string }>({
    says: (a) => `Both a process folder (${quoted(a.folder)}) and --register are given.`,
    next: () => 'Give one of them: the folder says itself where its register is.',
    kind: 'usage',
  }),
  INVITATION_PICK: entry<Record<never, never>>({
    says: () => 'An invitation cannot be drawn by picking a number: it has no numbered tickets.',
    next: () => 'Use dice or a public beacon: --seed-source dice:30 or drand:2026-12-05T18:00Z',
    kind: 'usage',
  }),
  NOBODY_TO_INVITE: entry<Record<never, never>>({
    says: () => 'Nobody in the register can be invited.',
    next: () => 'Check the rules of “eligible:” in sortition.yaml: ages, places and lists.',
  }),
  COLUMN_RESERVED: entry<{ name: string }>({
    says: (a) => `The register has a column ${quoted(a.name)}, which invited.csv adds itself.`,
    next: () => 'Rename the column in the register.',
  }),
  KEY_BROKEN: entry<Record<never, never>>({
    says: () => 'This is no secret key: it should be 64 digits and letters from a to f.',
    next: () => 'Bring back the file as it was. With another key, lots and reply codes are others.',
  }),
  LETTERS_TOO_MANY: entry<{ letters: number; people: number }>({
    says: (a) => `There are ${a.letters} letters for ${a.people} people who can be invited.`,
    next: (a) => `Ask for ${a.people} letters or fewer.`,
  }),
  RESPONSE_MISSING: entry<Record<never, never>>({
    says: () => 'How many of the invited will say yes is not known: there is no response rate.',
    next: () =>
      'Add --response 5%, or response: { overall: 5% } under invitation in sortition.yaml. Published rates run from 3 to 12 %.',
  }),
  RESPONSE_CONTRADICTS: entry<
    | { how: 'overall'; by: readonly { readonly feature: string; readonly rate: number }[] }
    | { how: 'rest'; feature: string; rate: number }
    | { how: 'together'; features: readonly string[] }
  >({
    says: (a) =>
      a.how === 'overall'
        ? `The response rates contradict each other: with the people of the register, ${a.by
            .map(({ feature, rate }) => `those by ${quoted(feature)} make ${inPercent(rate)} of everybody`)
            .join(', ')}.`
        : a.how === 'rest'
          ? `The response rates by ${quoted(a.feature)} contradict the rate of everybody: its other values would have to reply at ${inPercent(a.rate)}.`
          : `No response rates of people agree with all that is stated by ${a.features.map(quoted).join(' and ')}.`,
    next: (a) =>
      a.how === 'overall'
        ? 'Leave one value out of one of them, the least certain: it gets what is left.'
        : a.how === 'rest'
          ? 'Correct them, or the rate overall.'
          : 'Correct them, or leave out those that are least certain.',
  }),
  DROPOUT_UNKNOWN: entry<{ feature: string; value?: string; known: readonly string[]; near: readonly string[] }>({
    says: (a) =>
      a.value === undefined
        ? `panel: dropout: speaks of ${quoted(shortened(a.feature))}, but the quotas have no such feature.`
        : `panel: dropout: speaks of ${quoted(shortened(a.value))}, but ${quoted(a.feature)} has no such value.`,
    next: (a) =>
      didYouMean(a.near, `${a.value === undefined ? 'Features' : 'Its values'} are ${a.known.map(quoted).join(', ')}.`),
  }),
  INVITATION_VALUE_UNKNOWN: entry<{
    key: string;
    feature: string;
    value: string;
    known: readonly string[];
    near: readonly string[];
  }>({
    says: (a) => `${a.key} speaks of ${quoted(shortened(a.value))}, but ${quoted(a.feature)} has no such value.`,
    next: (a) => didYouMean(a.near, `Its values are ${a.known.map(quoted).join(', ')}.`),
  }),
  NOT_A_PERCENTAGE: entry<{ option: string; text: string }>({
    says: (a) => `${a.option} takes a percentage above 0 and up to 100, with its sign, not ${quoted(a.text)}.`,
    next: (a) => `For example ${a.option} ${percentMeant(a.text)}.`,
    kind: 'usage',
  }),
  UNIT_BLANK: entry<Record<never, never>>({
    says: () => 'Nothing in this row says to which household or property the person belongs.',
    next: () => 'Fill in the columns that make a unit, or leave the row out.',
  }),
  UNIT_DIFFERS: entry<{ firstRow: number }>({
    says: (a) => `This is another value than in row ${a.firstRow}, of the same household or property.`,
    next: () =>
      'A unit has one value of each feature. Correct the rows, or take a feature that is the same for all of a unit.',
  }),
  UNIT_NOT_WITH: entry<{ flag: string }>({
    says: (a) => `Where households or properties are drawn in place of people, ${a.flag} has no meaning.`,
    next: (a) => `Leave out ${a.flag}, or draw people.`,
    kind: 'usage',
  }),
  ARMS_UNREADABLE: entry<{ text: string }>({
    says: (a) => `${quoted(shortened(a.text))} is no list of arms.`,
    next: () =>
      'Give two or more different names, each with so many people (control:2500,offer:2500), each with a percentage that sum to 100 (control:50%,A:25%,B:25%), or bare for equal shares (control,A,B).',
    kind: 'usage',
  }),
  ARMS_SUM: entry<{ sum: number; size: number; text: string }>({
    says: (a) =>
      a.sum === a.size
        ? `A panel of ${a.size} leaves an arm of ${quoted(shortened(a.text))} without anybody.`
        : `The arms have ${a.sum} people together, and the panel has ${a.size}.`,
    next: () => 'Give sizes that sum to the size of the panel, none of them 0, or percentages.',
    kind: 'usage',
  }),
  ARMS_NEED_HOUSEHOLD: entry<Record<never, never>>({
    says: () => 'Nothing says which people are a household, and the arms are to keep households together.',
    next: () => 'Give --household the columns, such as --household street,number, or leave out --arm-unit.',
    kind: 'usage',
  }),
  SEATED_UNKNOWN: entry<{ id: string }>({
    says: (a) => `Nobody who can be drawn has the id ${quoted(a.id)} of this list of people on the panel already.`,
    next: () =>
      'Check its spelling, and that the person is in the pool and not left out of it; or take it off the list.',
  }),
  SEATED_FILL_PANEL: entry<{ seated: number; size: number }>({
    says: (a) =>
      `${a.seated} people are on the panel already, and it has ${a.size} seats: ${a.seated === a.size ? 'none is left to be drawn' : 'that is too many'}.`,
    next: () => 'Choose a larger panel, or take people off the list of seated people.',
  }),
  SEATED_ABOVE_MAX: entry<{ feature: string; value: string; max: number; seated: number }>({
    says: (a) =>
      `The quota of ${quoted(a.value)} (${a.feature}) allows at most ${a.max}, but ${a.seated} of them are on the panel already.`,
    next: (a) =>
      `Raise the maximum to ${a.seated} or more, or take people off the list; or, if they sit ex officio, write “no” in its column “counted”: then they sit beside the panel, in no quota.`,
  }),
  EX_OFFICIO_UNKNOWN: entry<{ id: string }>({
    says: (a) => `Nobody who can be drawn has the id ${quoted(a.id)} of somebody who sits ex officio.`,
    next: () =>
      'That is right for somebody from elsewhere. If the person is in the pool, mend the id, or they may be drawn too.',
  }),
  INCLUDED_COUNTED: entry<{ text: string }>({
    says: (a) => `${quoted(a.text)} does not say whether this person counts.`,
    next: () => 'Write “yes” for a seat that counts in the quotas, or “no” for somebody who sits beside the panel.',
  }),
  INCLUDED_BOTH: entry<{ id: string }>({
    says: (a) => `${quoted(a.id)} is listed as counted, and also as not counted.`,
    next: () => 'Keep one of the two rows.',
  }),
  EXCLUDED_NEEDS_LIST: entry<{ count: number }>({
    says: (a) =>
      `${a.count === 1 ? '1 person of the pool was' : `${a.count} people of the pool were`} left out of this draw by a list, and the list is not given.`,
    next: () => 'Give the same list with --exclude, or check what is public with --public.',
    kind: 'usage',
  }),
  SEATED_LEAVE_TOO_FEW: entry<{ seats: number; people: number }>({
    says: (a) =>
      `Beside the people on the panel already, ${a.seats} seats are to be drawn, but ${peopleAre(a.people)} left who can be.`,
    next: () =>
      'Choose a smaller panel, or find more people. With the household rule nobody at home with a seated person can be drawn.',
  }),
  // --- standing panels ------------------------------------------------------------------------------------------------
  ROTATION_SHARE: entry<{ option: string; text: string }>({
    says: (a) => `${quoted(a.text)} of ${a.option} is neither a share nor a number of people.`,
    next: () => 'Write a share as 1/3 or 30%, or a number of people as 12.',
    kind: 'usage',
  }),
  ROTATION_SHARE_MISSING: entry<{ both: boolean }>({
    says: (a) =>
      a.both ? 'It is said how many stay, and also how many leave.' : 'It is not said how many leave the panel.',
    next: () =>
      'Give one of --replace 1/3 and --keep 2/3, or write it into sortition.yaml: panel: { rotation: { replace: 1/3 } }',
    kind: 'usage',
  }),
  ROTATION_SEED_MISSING: entry<Record<never, never>>({
    says: () => 'There is no seed for the lots of those who leave and those who come.',
    next: () => 'Give any text, another one every term: --seed "…". With --prepare the draw before can give it.',
  }),
  ROTATION_NO_PANEL: entry<{ file: string }>({
    says: () => 'There is no panel yet that could be renewed.',
    next: (a) =>
      `Draw it first with sortition draw, which writes ${quoted(a.file)}. Or list who serves since which term in a file with their id, “from” and “until”, and name it in sortition.yaml: panel: { rotation: { history: FILE } }`,
  }),
  ROTATE_NOT_WITH: entry<{ what: 'units' | 'panels' | 'arms' }>({
    says: (a) =>
      ({
        units: 'This process draws households or properties; only a panel of people is renewed by rotation.',
        panels: 'This process draws several panels; a single one is renewed by rotation.',
        arms: 'This process shares its panel out to arms; a panel with arms is not renewed by rotation.',
      })[a.what],
    next: (a) =>
      ({
        units: 'Take register.unit out of sortition.yaml, or draw anew with sortition draw.',
        panels:
          'Take panel.panels, panel.reserve and panel.by out of sortition.yaml, or draw anew with sortition draw.',
        arms: 'Take panel.arms out of sortition.yaml, or draw anew with sortition draw.',
      })[a.what],
    kind: 'usage',
  }),
  ROTATION_COUNT: entry<{ leave: number; members: number; seats: number }>({
    says: (a) =>
      a.leave > a.members
        ? `${a.leave} members are to leave, but only ${a.members} sit who can.`
        : `With ${a.leave} of ${a.members} members leaving, none of ${a.seats} seats is free for anybody new.`,
    next: (a) => `Say with --replace how many leave: from ${Math.max(0, a.members - a.seats + 1)} to ${a.members}.`,
  }),
  ROTATION_GONE: entry<{ gone: number; leave: number }>({
    says: (a) =>
      `${a.gone} members are no longer among those who can be drawn, so they have to leave; but only ${a.leave} are to.`,
    next: (a) =>
      `Let ${a.gone} or more leave (--replace ${a.gone}). If they should stay, put their rows back into the file of the pool: their features count in the quotas.`,
  }),
  ROTATION_NOT_IN_POOL: entry<{ ids: readonly string[] }>({
    says: (a) =>
      `${a.ids.length} of the members who sit ${a.ids.length === 1 ? 'has' : 'have'} no row in pool.csv: ${listed(a.ids)}. Whoever stays needs one, as their features count in the quotas.`,
    next: () =>
      'Add their rows to pool/pool.csv. If one of them has left, give a list of those who sit now without them: --members now.csv.',
  }),
  ROTATION_NOBODY: entry<{ seats: number; people: number }>({
    says: (a) => `${a.seats} seats are to be filled, but ${peopleAre(a.people)} who can be drawn for them.`,
    next: () => 'Let fewer leave, find more people, or let former members be drawn again after some terms (--pause).',
  }),
  ROTATION_ABOVE_MAX: entry<{
    feature: string;
    value: string;
    members: number;
    stay: number;
    max: number;
    leave: number;
  }>({
    says: (a) =>
      `${a.members} members are ${quoted(a.value)} (${a.feature}): whoever leaves, at least ${a.stay} of them stay, and the quota allows at most ${a.max}.`,
    next: (a) => `Let ${a.leave} members leave (--replace ${a.leave}), or raise the maximum to ${a.stay}.`,
  }),
  ROTATION_BELOW_MIN: entry<{
    feature: string;
    value: string;
    members: number;
    people: number;
    min: number;
    size: number;
  }>({
    says: (a) =>
      `The quota of ${quoted(a.value)} (${a.feature}) asks for at least ${a.min}, but members and newcomers together can only be ${a.people}.`,
    next: (a) => `Lower the minimum to ${a.people}, or find more people who are ${quoted(a.value)}.`,
  }),
  ROTATION_TERM: entry<{ term: number; last: number }>({
    says: (a) => `Term ${a.term} cannot be made: the panel is in term ${a.last} already.`,
    next: (a) => `Leave --term away, or give ${a.last + 1} or later.`,
    kind: 'usage',
  }),
  ROTATION_STANDS: entry<{ term: number; drawn: boolean }>({
    says: (a) =>
      a.drawn
        ? `Term ${a.term} was made already, and what is asked now would not give the same.`
        : `Term ${a.term} has been prepared, in another way, and its newcomers are not drawn yet.`,
    next: (a) =>
      `${a.drawn ? `For term ${a.term + 1} give another seed.` : 'Draw them, as sortition rotate --prepare said.'} To make term ${a.term} anew: --term ${a.term} --force. The ledger then tells of both.`,
  }),
  ROTATION_CHANGED: entry<{ term: number }>({
    says: (a) => `The record of who left before term ${a.term} is not what the ledger says that it was.`,
    next: () => 'Put the file back as sortition rotate wrote it.',
  }),
  HISTORY_TERM: entry<{ text: string }>({
    says: (a) => `${quoted(a.text)} is not the number of a term.`,
    next: () => 'Write a whole number from 1, such as 3 or 2026; leave “until” blank for whoever sits.',
  }),
  HISTORY_BACKWARDS: entry<Record<never, never>>({
    says: () => 'This service ends before it begins.',
    next: () => 'Write the first term into “from” and the last into “until”.',
  }),
  HISTORY_TWICE: entry<{ id: string; firstRow: number }>({
    says: (a) => `${quoted(a.id)} sits since row ${a.firstRow} already.`,
    next: () => 'Keep one of the two rows, or write into “until” when the earlier service ended.',
  }),
  // --- replies ------------------------------------------------------------------------------------------------------
  INVITED_NOT_YET: entry<Record<never, never>>({
    says: () => 'There is no list of invited people yet, so no reply can be told whose it is.',
    next: () => 'Run sortition invite first. It writes this file, with the code of every letter.',
  }),
  INVITED_CODE_UNREADABLE: entry<Record<never, never>>({
    says: () => 'This is not the code of a letter.',
    next: () => 'Put back the file as sortition invite wrote it.',
  }),
  INVITED_CODE_TWICE: entry<{ firstRow: number }>({
    says: (a) => `This code stands in row ${a.firstRow} already.`,
    next: () => 'Put back the file as sortition invite wrote it.',
  }),
  INVITED_CHANGED: entry<{ people: string; codes: string }>({
    says: (a) =>
      [
        ...(a.people === '' ? [] : [`The invitation did not draw the people in ${a.people}.`]),
        ...(a.codes === '' ? [] : [`The codes in ${a.codes} are not those of the people there.`]),
      ].join(' '),
    next: () =>
      'Nothing was read in. Put back the file as sortition invite wrote it: whoever was not drawn cannot reply.',
  }),
  INVITED_OTHER_KEY: entry<Record<never, never>>({
    says: () => 'This is not the secret key that the invitation was drawn with.',
    next: () => 'Bring back the file as it was: nobody can tell with another key who was invited.',
  }),
  LOTS_CHANGED: entry<Record<never, never>>({
    says: () => 'These are not the lots that the invitation’s record names.',
    next: () => 'Bring back the file as sortition invite wrote it: it says who was invited.',
  }),
  REPLY_CODE_COLUMN: entry<{ columns: readonly string[] }>({
    says: () => 'It is not clear which column of the replies has the code of the letter.',
    next: (a) =>
      `Name it: --code COLUMN, or replies: code: in sortition.yaml. The columns are: ${a.columns.map(quoted).join(', ')}.`,
  }),
  SETTLED_ROW: entry<Record<never, never>>({
    says: () => 'No reply has this row and this code: the replies are no longer those that were settled.',
    next: () => 'Run sortition intake without --settled, and fill in the codes in the new to-settle.csv.',
  }),
  SETTLED_CODE: entry<Record<never, never>>({
    says: () => 'What is filled in here is not the code of a letter that was sent.',
    next: () => 'Copy the code from invitation/invited.csv, or leave the cell blank.',
  }),
  SETTLED_TWICE: entry<{ reply: number }>({
    says: (a) => `The reply in row ${a.reply} has two different codes in this list.`,
    next: () => 'Keep one of the two lines.',
  }),
  SETTLED_UNHEARD: entry<{ path: string; codes: number }>({
    says: (a) =>
      `Codes are filled in in ${quoted(a.path)} (${a.codes} of them) that this run does not take into account, and would write over.`,
    next: (a) => `Nothing was changed. Add --settled ${a.path}, or move that file away.`,
  }),
  POOL_COLUMN_TAKEN: entry<{ feature: string }>({
    says: (a) =>
      `The quotas have a feature ${quoted(a.feature)}, which is also the name of a column that tells people or homes apart.`,
    next: (a) =>
      `Give the feature another name in the quotas, and say under features: in sortition.yaml where it comes from, such as { column: ${a.feature} }.`,
  }),
  POOL_NOT_YET: entry<Record<never, never>>({
    says: () => 'This process draws from those who replied to its invitation, and their list has not been made yet.',
    next: () => 'Run sortition intake REPLIES.csv once there are replies. It writes this file.',
  }),
  POOL_EDITED: entry<{ step: string; time: string }>({
    says: (a) => `This is not as ${a.step} wrote it on ${a.time}: people withdrew, or somebody edited it.`,
    next: () => 'The record will say nothing of it. Note down what was changed and why, or run sortition intake again.',
  }),
  // --- the command line ---------------------------------------------------------------------------------------------
  NOT_A_WHOLE_NUMBER: entry<{ option: string; text: string }>({
    says: (a) => `${a.option} takes a whole number, 0 or more, not ${quoted(a.text)}.`,
    next: (a) => `Write it in digits only, for example ${a.option} 112.`,
    kind: 'usage',
  }),
  NOT_WITHIN: entry<{ option: string; text: string; least: number; most: number }>({
    says: (a) => `${a.option} takes a whole number from ${a.least} to ${a.most}, not ${quoted(a.text)}.`,
    next: (a) => `Write it in digits only, for example ${a.option} 1000.`,
    kind: 'usage',
  }),
  FLAG_BLANK: entry<{ option: string }>({
    says: (a) => `Nothing stands after ${a.option}.`,
    next: (a) => `Say what it should be, or leave ${a.option} out.`,
    kind: 'usage',
  }),
  NOT_A_POSITIVE_NUMBER: entry<{ option: string; text: string }>({
    says: (a) => `${a.option} takes a number above 0, not ${quoted(a.text)}.`,
    next: (a) =>
      /^\d+,\d+$/.test(a.text)
        ? `Write a point instead of the comma: ${a.option} ${a.text.replace(',', '.')}.`
        : `For example ${a.option} 0.5.`,
    kind: 'usage',
  }),
  FLAG_NEEDS_POOL: entry<{ flag: string }>({
    says: (a) => `${a.flag} describes a pool given with --pool, but there is none.`,
    next: () => 'Add --pool FILE, or write the setting into sortition.yaml.',
    kind: 'usage',
  }),
  EXAMPLE_UNKNOWN: entry<{ example: string; examples: readonly string[] }>({
    says: (a) => `No example is called ${quoted(a.example)}.`,
    next: (a) => `There are: ${listed(a.examples)}.`,
    kind: 'usage',
  }),
  FOLDER_TO_MAKE: entry<Record<never, never>>({
    says: () => 'It is not said which folder to make.',
    next: () => 'For example: sortition init our-panel. The examples: sortition init --list',
    kind: 'usage',
  }),
  FOLDER_TAKEN: entry<{ folder: string; files: readonly string[] }>({
    says: (a) => `${quoted(a.folder)} is a process folder of its own already: ${listed(a.files)} would change.`,
    next: () => 'Nothing was changed. Name another folder.',
  }),
  FLAGS_MISSING: entry<{ flags: readonly string[] }>({
    says: (a) => `With --pool, ${a.flags.join(' and ')} must be given too.`,
    next: () => 'For example: --pool people.csv --quotas quotas.csv --size 112',
    kind: 'usage',
  }),
  FOLDER_AND_POOL: entry<{ folder: string }>({
    says: (a) => `Both a process folder (${quoted(a.folder)}) and --pool are given.`,
    next: () => 'Give one of them: the folder says itself where its pool is.',
    kind: 'usage',
  }),
  NOT_ONE_OF: entry<{ option: string; text: string; words: readonly string[] }>({
    says: (a) => `${a.option} cannot be ${quoted(a.text)}.`,
    next: (a) => `Choose one of: ${a.words.join(', ')}.`,
    kind: 'usage',
  }),
  SEED_MISSING: entry<Record<never, never>>({
    says: () => 'There is no seed to draw with.',
    next: () =>
      'For an official draw run sortition lottery first, then add --commitment and what was rolled. Otherwise add --seed "any text", or panel: seed: in sortition.yaml.',
    kind: 'usage',
  }),
  INVITATION_SEED_MISSING: entry<Record<never, never>>({
    says: () => 'There is no seed to draw the invited with.',
    next: () =>
      'For an official invitation run sortition invite --commit first, then add --commitment and what was rolled. Otherwise add --seed "any text", or invitation: seed: in sortition.yaml.',
    kind: 'usage',
  }),
  OBJECTIVE_UNKNOWN: entry<{ objective: string; known: readonly string[] }>({
    says: (a) => `There is no objective ${quoted(a.objective)}.`,
    next: (a) => `Choose one of: ${a.known.join(', ')}.`,
    kind: 'usage',
  }),
  // --- selection ----------------------------------------------------------------------------------------------------
  HOUSEHOLDS_EXHAUSTED: entry<{ people: number }>({
    says: (a) =>
      `The drawn panel needs more homes than there are (a group of ${a.people} people shares its homes with others).`,
    next: () => 'Nothing was drawn. Draw without the household rule, or use a larger pool.',
  }),
  LEGACY_STUCK: entry<{ attempts: number }>({
    says: (a) => `The legacy method found no panel in ${a.attempts} attempts, though there may be one.`,
    next: () => 'Nothing was drawn. Use --objective leximin, which finds a panel if there is one.',
  }),
  LEGACY_NEEDS_TICKETS: entry<Record<never, never>>({
    says: () => 'The legacy method draws named panels; it has no composition form.',
    next: () => 'Leave out --lottery-form, or use another objective.',
    kind: 'usage',
  }),
  NOT_CERTIFIED: entry<{ cuts: number }>({
    says: (a) => `Leximin could not be proved for these quotas (after ${a.cuts} cuts).`,
    next: () => 'Nothing was drawn. Try slightly wider quotas, and please report this.',
  }),
  SOLVER_UNKNOWN: entry<{ solver: string }>({
    says: (a) => `There is no solver ${quoted(a.solver)}.`,
    next: () => 'Use --solver js or --solver highs, or leave it out.',
    kind: 'usage',
  }),
  SOLVER_TOO_SMALL: entry<{ classes: number; most: number }>({
    says: (a) =>
      `The pool has ${a.classes} groups of interchangeable people; the solver js takes up to ${a.most}, and would be slow beyond.`,
    next: () => 'Use --solver highs, or leave it out.',
    kind: 'usage',
  }),
  SOLVER_FAILED: entry<{ solver: string; status: string }>({
    says: (a) => `The solver ${a.solver} stopped without an answer (${a.status}).`,
    next: () => 'Nothing was drawn. Please report this with the quotas and the number of people in each profile.',
  }),
  // --- sortition.yaml and other YAML --------------------------------------------------------------------------------
  YAML_NOT_UTF8: entry<{ path: string }>({
    says: (a) => `The file ${quoted(a.path)} is not UTF-8 text.`,
    next: () => 'Save it again from a text editor with the encoding UTF-8.',
  }),
  YAML_SYNTAX: entry<{ problem: string; advice?: string }>({
    says: (a) => `This is not valid YAML: ${a.problem}.`,
    next: (a) => a.advice ?? 'Compare it with the lines around: indentation in spaces, and a space after every colon.',
  }),
  YAML_DUPLICATE_KEY: entry<{ key: string; firstRow: number }>({
    says: (a) => `The key ${quoted(a.key)} stands here a second time; the first is in line ${a.firstRow}.`,
    next: () => 'Keep one of the two. Keys that differ only in capitals count as the same.',
  }),
  YAML_UNKNOWN_KEY: entry<{ key: string; known: readonly string[]; near?: readonly string[] }>({
    says: (a) => `The key ${quoted(a.key)} is not known here.`,
    next: (a) => didYouMean(a.near, `The keys known here: ${a.known.join(', ')}.`),
  }),
  YAML_KEY_CONFLICT: entry<{ key: string; choices: readonly (readonly string[])[] }>({
    says: (a) => `The key ${quoted(a.key)} does not go with the others that stand beside it.`,
    next: (a) => `Use one of these groups of keys: ${a.choices.map((keys) => keys.join(', ')).join('; or ')}.`,
  }),
  YAML_MISSING_KEY: entry<{ key: string; meaning?: string }>({
    says: (a) => `The key ${quoted(a.key)} is missing.`,
    next: (a) => (a.meaning === undefined ? 'Add it.' : `Add it. What it is: ${a.meaning}`),
  }),
  YAML_WRONG_VALUE: entry<{
    key: string;
    /** The text that stands there, blank included; or what stands there instead of a text. */
    found: { readonly text: string } | 'a list' | 'a group of keys';
    expected: string;
    near?: readonly string[];
  }>({
    says: (a) => {
      const found =
        typeof a.found === 'string' ? a.found : a.found.text.trim() === '' ? 'blank' : quoted(shortened(a.found.text));
      return `${quoted(a.key)} is ${found}; it should be ${a.expected}.`;
    },
    next: (a) => didYouMean(a.near, 'Change it in the file, then run the command again.'),
  }),
  PROCESS_NOT_FOUND: entry<{ folder: string; near?: readonly string[] }>({
    says: (a) => `The folder ${quoted(a.folder)} holds no sortition.yaml.`,
    next: (a) =>
      didYouMean(
        a.near,
        'Name the folder that holds it, or give the files themselves: --pool FILE --quotas FILE --size K.',
      ),
  }),
  // --- output folders -----------------------------------------------------------------------------------------------
  FILE_EXISTS: entry<{ path: string }>({
    says: (a) => `There is a file ${quoted(a.path)} already.`,
    next: () => 'Nothing was changed. Name another file with --out, or replace it with --force.',
  }),
  OUTPUT_EXISTS: entry<{ folder: string; files: readonly string[]; more: number }>({
    says: (a) =>
      `The folder ${quoted(a.folder)} already holds other results: ${a.files.map(quoted).join(', ')}${a.more > 0 ? ` and ${a.more} more` : ''} would change.`,
    next: () => 'Nothing was changed. Name another folder with --out, or replace these files with --force.',
  }),
  OUTPUT_IN_THE_WAY: entry<{ path: string; stands: 'folder' | 'file' }>({
    says: (a) =>
      a.stands === 'folder'
        ? `A folder stands at ${quoted(a.path)}, where a file is to be written.`
        : `A file stands at ${quoted(a.path)}, where a folder is to be made.`,
    next: () => 'Nothing was changed. Move it away, or name another folder with --out.',
  }),
  OUTPUT_NOT_WRITABLE: entry<{ folder: string; reason: string }>({
    says: (a) => `The folder ${quoted(a.folder)} cannot be written: ${a.reason}.`,
    next: () => 'Name another folder with --out: one of your own, or one inside this folder.',
  }),
  OUTPUT_DISK_FULL: entry<{ folder: string }>({
    says: (a) => `There is no space left to write ${quoted(a.folder)}.`,
    next: () => 'Nothing was changed. Free some space, or name a folder on another disk with --out.',
  }),
  // --- synthetic registers ------------------------------------------------------------------------------------------
  SYNTH_SHARES_SUM: entry<{ of: string; sum: number }>({
    says: (a) => `The shares of ${quoted(a.of)} sum to ${a.sum}, not to 100 per cent.`,
    next: () => 'Correct one of them, so that they sum to exactly 100.',
  }),
  SYNTH_NAME_UNKNOWN: entry<{ kind: string; name: string; known: readonly string[]; near?: readonly string[] }>({
    says: (a) => `There is no ${a.kind} ${quoted(a.name)} in this population.`,
    next: (a) => didYouMean(a.near, `There is: ${a.known.map(quoted).join(', ') || 'none'}.`),
  }),
  SYNTH_CORRELATION_WITH_ITSELF: entry<{ feature: string }>({
    says: (a) => `This correlation has ${quoted(a.feature)} on both sides, in “among” and in “odds”.`,
    next: () => 'A correlation says how one feature goes with another; change one side.',
  }),
  SYNTH_CORRELATIONS_CONFLICT: entry<Record<never, never>>({
    says: () => 'No population has both these shares and these correlations.',
    next: () => 'Odds of 0 forbid too much. Replace them by small odds such as 0.01, or change the shares.',
  }),
  SYNTH_TABLE_TOO_LARGE: entry<{ features: readonly string[]; cells: number; limit: number }>({
    says: (a) =>
      `The features ${a.features.map(quoted).join(', ')} hang together by correlations and have ${a.cells} combinations of values; ${a.limit} is the most.`,
    next: () => 'Leave out a correlation, so that they fall into groups, or give a feature fewer values.',
  }),
  SYNTH_PART_MISSING: entry<{ part: string; needs: string }>({
    says: (a) => `${quoted(a.part)} needs ${quoted(a.needs)}, which this file does not have.`,
    next: (a) => `Add ${quoted(a.needs)}, or leave this out.`,
  }),
  SYNTH_HOUSEHOLD_SIZES: entry<Record<never, never>>({
    says: () => 'Household sizes are numbers of people from 1 to 99, and some households have 1.',
    next: () => 'Give the sizes with their shares, such as { 1: 40, 2: 30, 3: 30 }.',
  }),
  SYNTH_HOMES_WITHOUT_ADULT: entry<{ place: string; homes: number; adults: number; people: number }>({
    says: (a) =>
      `In ${quoted(a.place)} live ${a.people} people in ${a.homes} households, but only ${a.adults} of them are adults: somebody under 18 would live alone.`,
    next: () => 'Make households larger, or children fewer there.',
  }),
  SYNTH_NAMES_FOR_THE_REST: entry<Record<never, never>>({
    says: () => 'The last of the name traditions has a condition, so that some people may have no name.',
    next: () => 'Let the last one be without “among”: it names everybody whom none before it fits.',
  }),
  SYNTH_ID_ROOM: entry<{ format: string; room: number; people: number }>({
    says: (a) => `The id format ${quoted(a.format)} has room for ${a.room} people, not for ${a.people}.`,
    next: () => 'Give it more zeros: each stands for a digit, as in MB-0000000.',
  }),
  CHARACTER_NOT_IN_ENCODING: entry<{ character: string; encoding: string }>({
    says: (a) => `The character ${quoted(a.character)} cannot be written in the encoding ${quoted(a.encoding)}.`,
    next: () => 'Nothing was written. Choose the encoding utf-8, or spell the name without this character.',
  }),
  // --- records ------------------------------------------------------------------------------------------------------
  // --- committed draws ----------------------------------------------------------------------------------------------
  SEED_SOURCE_UNKNOWN: entry<{ text: string }>({
    says: (a) => `${quoted(a.text)} is no source of a seed.`,
    next: () =>
      'Write dice:30, dice:20x20 (twenty dice with twenty sides), drand:2026-12-05T18:00Z, drand:ROUND, dice:30+drand:ROUND, or pick.',
    kind: 'usage',
  }),
  DICE_TOO_FEW: entry<{ count: number; sides: number; least: number }>({
    says: (a) =>
      `${a.count} dice with ${a.sides} sides have so few outcomes that somebody could try them all on many lotteries.`,
    next: (a) => `Take at least ${a.least} dice with ${a.sides} sides.`,
    kind: 'usage',
  }),
  ROUND_UNKNOWN: entry<{ round: string }>({
    says: (a) => `There is no round ${quoted(a.round)} of drand.`,
    next: () => 'Rounds are whole numbers from 1; give the time instead: drand:2026-12-05T18:00Z.',
    kind: 'usage',
  }),
  ROUND_PAST: entry<{ round: number; time: string }>({
    says: (a) => `Round ${a.round} of drand came at ${a.time}: everybody knows it already.`,
    next: () => 'Choose a time that is still to come, late enough for the commitment to be published before.',
  }),
  PICK_NEEDS_TICKETS: entry<Record<never, never>>({
    says: () => 'A number can only be picked by hand among numbered panels, and this lottery has none.',
    next: () => 'Add --lottery-form named, or take dice as the seed’s source.',
    kind: 'usage',
  }),
  PUBLISHED_UNKNOWN: entry<{ feature: string; known: readonly string[] }>({
    says: (a) => `The quotas have no feature ${quoted(a.feature)} that could be published.`,
    next: (a) => `Features are ${a.known.map(quoted).join(', ')}; or none.`,
    kind: 'usage',
  }),
  PUBLISHED_TOO_RARE: entry<{ rarest: number; least: number; possible: readonly string[] }>({
    says: (a) =>
      `These features cannot be published for each pseudonym: some combination is shared by ${a.rarest} of the pool, and fewer than ${a.least} can be recognised.`,
    next: (a) =>
      a.possible.length === 0
        ? 'Publish none (--publish none): an auditor with the confidential files can still check the quotas.'
        : `Publish fewer features, or none. Each alone would be possible for ${a.possible.map(quoted).join(', ')}.`,
  }),
  PUBLISHED_NEEDS_PROCESS: entry<Record<never, never>>({
    says: () => 'With plain flags, people stand in the record under their own ids, so nothing is published about them.',
    next: () => 'Make a process folder with a sortition.yaml: there everybody gets a random pseudonym.',
    kind: 'usage',
  }),
  COMMITMENT_MISSING: entry<{ folder: string }>({
    says: (a) => `There is no committed lottery in ${quoted(a.folder)}.`,
    next: () => 'Run sortition lottery first, or name its folder: --commitment FOLDER.',
  }),
  INVITATION_NOT_COMMITTED: entry<{ folder: string }>({
    says: (a) => `There is no committed invitation in ${quoted(a.folder)}.`,
    next: () => 'Run sortition invite --commit first, or name its folder: --commitment FOLDER.',
  }),
  INVITATION_DRAWN: entry<{ folder: string }>({
    says: (a) =>
      `In ${quoted(a.folder)} is an invitation that was officially drawn. It is not replaced, even with --force.`,
    next: () =>
      'Nothing was changed: letters may be printed from it. Commit anew into another folder with --out; or, if it is void, say so in public, rename the folder, and commit again.',
  }),
  COMMITMENT_NOT_HEX: entry<Record<never, never>>({
    says: () =>
      'This is not a commitment: --commitment takes the 64 digits and letters from a to f that were published.',
    next: () => 'Copy it from where you saw it first: the website, the newspaper, the letter.',
    kind: 'usage',
  }),
  COMMITMENT_OTHER: entry<{ asked: string; found: string }>({
    says: (a) => `What lies here has the commitment ${a.found}, not ${a.asked}.`,
    next: () => 'Name the folder of what was committed: --commitment FOLDER.',
  }),
  COMMITMENT_CHANGED: entry<{ changes: readonly string[] }>({
    says: (a) => `This is no longer what was committed: ${a.changes.join('; ')}.`,
    next: () =>
      'Draw from the files as they were committed. If the change is meant, build and publish a new commitment, and say why.',
  }),
  COMMITMENT_ERASED: entry<{ people: number }>({
    says: (a) =>
      `${a.people === 1 ? '1 person has' : `${a.people} people have`} been erased since this lottery was committed, and it could still draw ${a.people === 1 ? 'them' : 'some of them'}: it is no longer the lottery of this pool.`,
    next: () =>
      'Nothing was drawn. If it had not been drawn from before, build the lottery anew (sortition lottery --force), publish its commitment, and say that the old one is void and why. If it had, that draw stands.',
  }),
  SEED_SHAPE: entry<{ misfit: string }>({
    says: (a) => `The seed does not have the shape that was committed: ${a.misfit}.`,
    next: () => 'Give just what the commitment asks for, in the order in which it came up.',
    kind: 'usage',
  }),
  SEED_OF_COMMITMENT: entry<{ flag: string }>({
    says: (a) => `${a.flag} is the seed of a committed lottery, but none was named.`,
    next: () => 'Add --commitment with the folder that sortition lottery wrote, or with the 64 characters it printed.',
    kind: 'usage',
  }),
  SEED_SECOND: entry<{ commitment: string; time: string }>({
    says: (a) =>
      `The commitment ${a.commitment.slice(0, 16)}… was drawn already, on ${a.time}, with another seed. One commitment, one draw.`,
    next: () => 'If that draw was void, commit anew, publish the new commitment, and say why.',
  }),
  DICE_UNREADABLE: entry<{ text: string }>({
    says: (a) => `${quoted(shortened(a.text))} is no list of dice.`,
    next: () => 'Write the numbers in the order in which they were rolled, with spaces: --dice "4 1 6 2 5".',
    kind: 'usage',
  }),
  BEACON_UNREADABLE: entry<{ text: string }>({
    says: (a) => `${quoted(shortened(a.text))} is no round of drand with its signature.`,
    next: () =>
      'Write --beacon drand:ROUND --signature HEX (96 digits), or --beacon FILE with the JSON that drand publishes.',
    kind: 'usage',
  }),
  BEACON_FALSE: entry<{ round: number }>({
    says: (a) => `The signature of round ${a.round} is not drand’s.`,
    next: () => 'Copy round and signature again, from another place that publishes drand’s quicknet.',
  }),
  PSEUDONYMS_BROKEN: entry<{ why: string }>({
    says: (a) => `The list of pseudonyms cannot be used: ${a.why}.`,
    next: () =>
      'Put back the file as the toolkit wrote it. Without it, records can no longer be tied to people; do not make a new one for a draw already committed.',
  }),
  LEDGER_BROKEN: entry<{ why: string }>({
    says: (a) => `The ledger does not hold: ${a.why}.`,
    next: () => 'Put back the ledger as the toolkit wrote it; nothing more is added to a broken one.',
  }),
  NOT_CANONICAL: entry<{ file: string }>({
    says: (a) => `${quoted(a.file)} is not written as canonical JSON (RFC 8785), so it is not what the toolkit wrote.`,
    next: () => 'Use the file exactly as it was published; an editor may have re-formatted it.',
  }),
  RECORD_SHAPE: entry<{ path: string; wanted: string }>({
    says: (a) => `${quoted(a.path)} should be ${a.wanted}.`,
    next: () => 'Use the file exactly as it was published, with a version of this toolkit that knows its format.',
  }),
  TABLE_SHAPE: entry<{ file: string }>({
    says: (a) => `${quoted(a.file)} is not written as the toolkit writes it.`,
    next: () => 'Use the file exactly as it was published; a spreadsheet may have re-written it.',
  }),
  // --- erasing a person ---------------------------------------------------------------------------------------------
  ERASE_UNKNOWN: entry<{ ids: readonly string[]; near?: readonly string[] }>({
    says: (a) => `Nobody in this folder has the id ${a.ids.map(quoted).join(' or ')}.`,
    next: (a) =>
      didYouMean(
        a.near,
        'Nothing was changed. If this person was erased before, no table has them any more; otherwise check the spelling, and --process.',
      ),
  }),
  ERASE_STOPPED: entry<{ reason: string }>({
    says: (a) => `This file could not be changed, others may have been before it. ${a.reason}`,
    next: () => 'Mend that, then run the same command again: it does the rest.',
  }),
  ERASE_WORKBOOK: entry<{
    rows: readonly number[];
    lists: readonly { readonly file: string; readonly rows: readonly number[] }[];
  }>({
    says: (a) => {
      const rowsOf = (rows: readonly number[]): string =>
        `row${rows.length === 1 ? '' : 's'} ${rows.slice(0, MOST_NAMED).join(', ')}`;
      const lists = a.lists.map(({ file, rows }) => ` ${quoted(file)} names them too, in ${rowsOf(rows)}.`).join('');
      return `The register is a workbook, which cannot be written anew just as it was. The people to be erased stand in ${rowsOf(a.rows)}.${lists}`;
    },
    next: () =>
      'Nothing was changed. Delete these rows in your spreadsheet program, save the workbook, then run the same command again for all other files.',
  }),
  // --- agenda --------------------------------------------------------------------------------------------------------
  SESSIONS_UNSET: entry<Record<never, never>>({
    says: () => 'The process file says nothing about sessions.',
    next: () =>
      'Add sessions: to sortition.yaml. `sortition agenda templates` lists days to begin with, and `sortition agenda templates one-day` prints one to paste.',
  }),
  SESSION_TEMPLATE_UNKNOWN: entry<{ name: string; known: readonly string[]; near?: readonly string[] }>({
    says: (a) => `There is no template called ${quoted(a.name)}.`,
    next: (a) => didYouMean(a.near, `There are: ${a.known.join(', ')}.`),
    kind: 'usage',
  }),
  SESSION_ID_TWICE: entry<{ id: string; first: number; second: number }>({
    says: (a) => `Sessions ${a.first} and ${a.second} both have the id ${quoted(a.id)}.`,
    next: () => 'Give each its own id: calendars know a session by it.',
  }),
  SESSION_OVERLAP: entry<{ id: string; before: string; date: string; at: string; until: string }>({
    says: (a) =>
      `Session ${quoted(a.id)} begins on ${a.date} at ${a.at}, when session ${quoted(a.before)} still lasts, until ${a.until}.`,
    next: () => 'Move one of them, or make them one session.',
  }),
  SESSION_BEFORE_START: entry<{ id: string; date: string; start: string; first: string }>({
    says: (a) => `Session ${quoted(a.id)} of ${a.date} starts at ${a.start}, and its first block begins at ${a.first}.`,
    next: () => 'Let the session start earlier, or the block begin later.',
  }),
  SESSION_PAST_END: entry<{ id: string; date: string; end: string; until: string; over: number }>({
    says: (a) =>
      `Session ${quoted(a.id)} of ${a.date} ends at ${a.end}, and its blocks last until ${a.until}: ${a.over} minutes more.`,
    next: (a) => `Shorten blocks by ${a.over} minutes, or let the session end at ${a.until}.`,
  }),
  BLOCK_BEGIN_MISSING: entry<{ title: string; isFirst: boolean }>({
    says: (a) => `Nothing says when ${quoted(a.title)} begins.`,
    next: (a) =>
      a.isFirst ? 'Give the session a start: "09:00", or the block an at.' : 'Give it an at, such as at: "09:30".',
  }),
  BLOCK_LENGTH_MISSING: entry<{ title: string }>({
    says: (a) => `Nothing says how long ${quoted(a.title)} lasts.`,
    next: () => 'Give it minutes: 30, or until: "10:00", or the next block an at.',
  }),
  BLOCK_LENGTH_TWICE: entry<{ title: string; at: string; until: string; minutes: number }>({
    says: (a) => `${quoted(a.title)} lasts from ${a.at} until ${a.until}, which are not its ${a.minutes} minutes.`,
    next: () => 'Leave out minutes or until.',
  }),
  BLOCK_BACKWARDS: entry<{ title: string; at: string; until: string }>({
    says: (a) => `${quoted(a.title)} begins at ${a.at} and would end at ${a.until}.`,
    next: () => 'Correct its at, its until or the at of the next block.',
  }),
  BLOCK_PAST_MIDNIGHT: entry<{ title: string }>({
    says: (a) => `${quoted(a.title)} would last beyond midnight.`,
    next: () => 'A session lies within one day: make what is after midnight a session of its own.',
  }),
  BLOCK_OVERLAP: entry<{ title: string; at: string; before: string; until: string }>({
    says: (a) => `${quoted(a.title)} begins at ${a.at}, when ${quoted(a.before)} still lasts, until ${a.until}.`,
    next: () => 'Begin the one later or end the other earlier.',
  }),
  BLOCK_GAP: entry<{ title: string; before: string; from: string; to: string }>({
    says: (a) => {
      const between =
        a.before === ''
          ? `before ${quoted(a.title)}`
          : a.title === ''
            ? `after ${quoted(a.before)}`
            : `between ${quoted(a.before)} and ${quoted(a.title)}`;
      return `Nothing is planned from ${a.from} to ${a.to}, ${between}.`;
    },
    next: () => 'Make it a break, or move the blocks together.',
  }),
  BREAK_MISSING: entry<{ from: string; until: string; minutes: number; most: number }>({
    says: (a) => `From ${a.from} until ${a.until} there is no break: ${a.minutes} minutes, more than ${a.most}.`,
    next: () => 'Put a break or a meal in between.',
  }),
  SESSION_TIME_SKIPPED: entry<{ date: string; time: string; zone: string }>({
    says: (a) => `There is no ${a.time} on ${a.date} in ${a.zone}: clocks are put forward then.`,
    next: () => 'Let the session begin or end at another time.',
  }),
  SESSION_TIME_TWICE: entry<{ date: string; time: string; zone: string }>({
    says: (a) =>
      `Clocks show ${a.time} twice on ${a.date} in ${a.zone}, as they are put back; the calendar has the first.`,
    next: () => 'Say so to people, or choose another time.',
  }),
  PANEL_NOT_YET: entry<Record<never, never>>({
    says: () => 'There is no panel yet: this file comes from an earlier step.',
    next: () => 'Run `sortition draw` first; `sortition agenda --only calendar` does not need a panel.',
  }),
  PANELS_SEVERAL: entry<{ names: readonly string[]; near: readonly string[]; name?: string }>({
    says: (a) =>
      a.name === undefined
        ? `Several panels were drawn here: ${listed(a.names)}.`
        : a.names.length === 0
          ? `There is no panel ${quoted(a.name)} here: one panel was drawn.`
          : `There is no panel ${quoted(a.name)} here; there are ${listed(a.names)}.`,
    next: (a) =>
      a.names.length === 0
        ? 'Leave --panel out.'
        : `Say which, each in its turn: --panel ${a.near[0] ?? a.names[0]}. Its files go to a folder of that name below sessions/.`,
    kind: 'usage',
  }),
  SEATING_ROUNDS_MISSING: entry<Record<never, never>>({
    says: () => 'No block of any session is of kind tables: there is nothing to seat people for.',
    next: () => 'Add a block such as { kind: tables, minutes: 45 }, or make the calendar alone with --only calendar.',
  }),
  SEATING_TABLES_MISSING: entry<Record<never, never>>({
    says: () => 'Nothing says how many tables there are.',
    next: () => 'Add sessions.tables to sortition.yaml: { number: 14 } or { size: 8 }.',
  }),
  SEATING_TABLES_TOO_MANY: entry<{ round: number; tables: number; people: number }>({
    says: (a) => `Round ${a.round} has ${a.tables} tables for the ${a.people} people who are there.`,
    next: () => 'Give fewer tables, or a size: then tables are as many as people need.',
  }),
  SEATING_TABLE_UNKNOWN: entry<{ table: number; tables: number }>({
    says: (a) => `There is no table ${a.table} in every round: there are ${a.tables}.`,
    next: () => 'Tables are numbered from 1. Correct the number, or give more tables.',
  }),
  SEATING_NUMBER: entry<{ what: string; text: string }>({
    says: (a) => `${quoted(shortened(a.text))} is no number of a ${a.what}.`,
    next: (a) => `Write the number of the ${a.what}, counted from 1.`,
  }),
  SEATING_ROUND_UNKNOWN: entry<{ text: string; rounds: number }>({
    says: (a) => `There is no round ${quoted(shortened(a.text))}: rounds are numbered from 1 to ${a.rounds}.`,
    next: () => 'Correct the number of the round.',
  }),
  SEATING_SESSION_UNKNOWN: entry<{ text: string; known: readonly string[] }>({
    says: (a) => `There is no session ${quoted(shortened(a.text))}.`,
    next: (a) => `Sessions go by their ids: ${listed(a.known)}.`,
  }),
  SEATING_ID_UNKNOWN: entry<{ id: string }>({
    says: (a) => `${quoted(shortened(a.id))} is not on the panel; what is said of this person is left out.`,
    next: () => 'Correct the id, or leave the line as it is where the person was replaced.',
  }),
  SEATING_FEATURE_UNKNOWN: entry<{ name: string; known: readonly string[]; near: readonly string[] }>({
    says: (a) => `sessions.seating.balance names ${quoted(a.name)}, which is no feature of the quotas.`,
    next: (a) => didYouMean(a.near, `Features are: ${listed(a.known)}.`),
  }),
  SEATING_SPOKEN_UNKNOWN: entry<{ value: string; known: readonly string[] }>({
    says: (a) =>
      a.value === ''
        ? 'Nothing says what this person speaks.'
        : `Nothing says which languages ${quoted(shortened(a.value))} here means.`,
    next: (a) => `Add it to sessions.seating.spoken.values; "" is a blank cell. Known are: ${listed(a.known)}.`,
  }),
  SEATING_FILE_UNUSABLE: entry<{ what: string }>({
    says: (a) => `This file does not say where everybody sat: ${a.what}.`,
    next: () => 'Put back the seating.csv that `sortition agenda` wrote, or seat all rounds anew without --from-round.',
  }),
  SEATING_NOT_YET: entry<Record<never, never>>({
    says: () => 'Nobody is seated yet: this file comes from an earlier run.',
    next: () => 'Run `sortition agenda --only seating` first.',
  }),
  SESSION_NAMES_MISSING: entry<Record<never, never>>({
    says: () => 'Papers are to name people, and nothing says where their names stand.',
    next: () =>
      'Add sessions.people to sortition.yaml, such as { given_name: first_name, surname: last_name }, or names: none.',
  }),
  AGENDA_FLAGS: entry<{ flag: string; needs: string }>({
    says: (a) => `${a.flag} ${a.needs}${a.needs.endsWith('?') ? '' : '.'}`,
    next: () => '`sortition help agenda` shows how they go together.',
    kind: 'usage',
  }),
  SESSION_DAYS_DIFFER: entry<{ days: readonly string[]; told: readonly string[] }>({
    says: (a) => `Sessions are on ${a.days.join(', ')}; letters say ${a.told.join(', ')} (letters.dates.sessions).`,
    next: () => 'Correct the one or the other, or write to people anew.',
  }),
  PAPER_LANGUAGE_UNKNOWN: entry<{ language: string; known: readonly string[] }>({
    says: (a) => `There are no papers in the language ${quoted(a.language)}.`,
    next: (a) =>
      `The languages of papers are: ${a.known.join(', ')}. People’s come from letters.language or letters.languages, those for all from sessions.language.`,
  }),
  // --- letters -------------------------------------------------------------------------------------------------------
  LETTERS_UNSET: entry<Record<never, never>>({
    says: () => 'The process file says nothing about letters.',
    next: () =>
      'Add letters: to sortition.yaml, with at least sender, recipient, window, languages and dates; docs/letters.md has an example.',
  }),
  LETTER_KIND_UNKNOWN: entry<{ kind: string; known: readonly string[]; near?: readonly string[] }>({
    says: (a) => `There is no letter called ${quoted(a.kind)}.`,
    next: (a) => didYouMean(a.near, `There are: ${a.known.join(', ')}; or templates, to copy the texts for editing.`),
    kind: 'usage',
  }),
  LETTER_PEOPLE_MISSING: entry<{ kind: string; step: string }>({
    says: (a) => `Nobody is known yet who gets the letter ${quoted(a.kind)}: this file comes from an earlier step.`,
    next: (a) => `Run \`sortition ${a.step}\` first.`,
  }),
  REGRET_OF_REGISTER: entry<Record<never, never>>({
    says: () =>
      'The panel was drawn straight from the register: nobody was asked, and nobody waits to hear that they were not drawn.',
    next: () => 'Letters of regret are for people who said yes: with panel: from: replies in sortition.yaml.',
  }),
  LETTER_NOBODY: entry<{ kind: string }>({
    says: (a) => `The list of people who get the letter ${quoted(a.kind)} has nobody on it.`,
    next: () => 'There is nothing to print.',
  }),
  LETTER_TEMPLATE_MISSING: entry<{ kind: string; language: string; languages: readonly string[] }>({
    says: (a) => `The letter ${quoted(a.kind)} has no text in the language ${quoted(a.language)}.`,
    next: (a) =>
      `Write it as letters/${a.kind}.${a.language}.md, or change the languages under letters: in sortition.yaml. There are texts in: ${a.languages.join(', ')}.`,
  }),
  LETTER_LANGUAGE_UNKNOWN: entry<{ language: string; known: readonly string[] }>({
    says: (a) => `Dates cannot be written in words in the language ${quoted(a.language)}.`,
    next: (a) => `The languages of letters are: ${a.known.join(', ')}.`,
  }),
  LETTER_LANGUAGE_OF_PERSON: entry<{ value: string; known: readonly string[] }>({
    says: (a) =>
      a.value === ''
        ? 'The language of this person is blank.'
        : `Nothing says in which language people with ${quoted(shortened(a.value))} here get their letter.`,
    next: (a) =>
      `Add it to letters.language.values, or give letters.language.otherwise. Known are: ${a.known.map(quoted).join(', ') || 'none'}.`,
  }),
  LETTER_LIQUID: entry<{ problem: string; tags: readonly string[]; filters: readonly string[] }>({
    says: (a) => `This placeholder or condition cannot be read: ${a.problem}.`,
    next: (a) =>
      `Placeholders are {{ panel.title }}, conditions {% if reply.card %} … {% endif %}. There are the tags ${a.tags.join(', ')} and the filters ${a.filters.join(', ')}.`,
  }),
  LETTER_PLACEHOLDER_UNKNOWN: entry<{ name: string; known: readonly string[]; near?: readonly string[] }>({
    says: (a) => `There is no placeholder ${quoted(a.name)}.`,
    next: (a) =>
      didYouMean(a.near, `A value of your own is {{ values.NAME }}. Placeholders are: ${a.known.join(', ')}.`),
  }),
  LETTER_VALUE_MISSING: entry<{ name: string; template: string; line: number; hint: string }>({
    says: (a) =>
      `The letter asks for ${quoted(a.name)} (line ${a.line} of the template), and there is no value for it.`,
    next: (a) => `It comes from ${a.hint}. Give it, or take the placeholder out of the template.`,
  }),
  LETTER_MARKDOWN: entry<{ what: string }>({
    says: (a) => `A letter has no form for ${a.what}.`,
    next: () =>
      'Letters have headings, paragraphs, lists, bold and italic text, and the markers [[reply]], [[receipt]] and [[signature]].',
  }),
  LETTER_SUBJECT_MISSING: entry<Record<never, never>>({
    says: () => 'The template has no subject.',
    next: () => 'Begin it with a line such as: # Invitation: {{ panel.title }}',
  }),
  LETTER_RIGHT_TO_LEFT: entry<{ character: string }>({
    says: (a) =>
      `There is text in a script that runs from right to left (${a.character}). It cannot be set rightly yet: its letters would stand apart and in the wrong order.`,
    next: () =>
      'Write it in Latin letters, or have these letters set by a print shop: the mailing list has their lines.',
  }),
  LETTER_CHARACTER: entry<{ characters: string }>({
    says: (a) => `The fonts of letters have no ${a.characters}.`,
    next: () => 'They have Latin, Greek and Cyrillic letters. Write the name in one of these scripts.',
  }),
  BADGE_SHEET: entry<{ problem: string }>({
    says: (a) => `The measures of the badge sheet are wrong: ${a.problem}.`,
    next: () =>
      'Measure a sheet: the size of a badge, how far the first is from the left and the upper edge, and how far from one badge’s edge to the next one’s.',
  }),
  PAPER_RIGHT_TO_LEFT: entry<{ what: string; character: string }>({
    says: (a) =>
      `In ${a.what} there is text in a script that runs from right to left (${a.character}). It cannot be set rightly yet: its letters would stand apart and in the wrong order.`,
    next: () => 'Write it in Latin letters, or make this person’s papers by hand.',
  }),
  PAPER_CHARACTER: entry<{ what: string; characters: string }>({
    says: (a) => `In ${a.what}, the fonts of papers have no ${a.characters}.`,
    next: () => 'They have Latin, Greek and Cyrillic letters. Write it in one of these scripts.',
  }),
  LETTER_IMAGE: entry<{ path: string }>({
    says: (a) => `${quoted(a.path)} is no PNG or JPEG picture.`,
    next: () => 'Save the picture as PNG or JPEG and name that file.',
  }),
  LETTER_DATES: entry<{ what: string }>({
    says: (a) => `The dates of this letter do not fit together: ${a.what}.`,
    next: () =>
      'Correct letters.dates in sortition.yaml. Days that differ by kind of letter are written as { invitation: 2026-10-01, reminder: 2026-10-20 }.',
  }),
  LETTER_REPLY_MISSING: entry<Record<never, never>>({
    says: () => 'The marker [[reply]] needs a way to reply, and there is none.',
    next: () =>
      'Give letters.reply.web or letters.reply.phone in sortition.yaml, or take [[reply]] out of the template.',
  }),
  LETTER_REPLY_CODE: entry<Record<never, never>>({
    says: () => 'The marker [[reply]] needs a reply code, and this person has none.',
    next: () => 'Use the list that `sortition invite` wrote, or take [[reply]] out of the template.',
  }),
  LETTER_RECEIPT_MISSING: entry<Record<never, never>>({
    says: () => 'The marker [[receipt]] needs a draw in which people have pseudonyms and salts, and there is none.',
    next: () =>
      'Receipts are for letters after `sortition draw` in a process folder. Take [[receipt]] out of the template.',
  }),
  LETTER_NOT_IN_DRAW: entry<{ id: string }>({
    says: (a) => `The person ${quoted(a.id)} of this list is not in the draw record beside it.`,
    next: () => 'Use the lists and the draw record as one run of `sortition draw` wrote them.',
  }),
  LETTER_ENTRY: entry<{ entry: number; kind: string }>({
    says: (a) =>
      a.kind === 'confirmation'
        ? `Entry ${a.entry} of the replacements called nobody who sits now.`
        : `--entry is for the confirmation of those who were called, not for the letter ${a.kind}.`,
    next: () => 'sortition replace --list says which entries there are: letters confirmation --entry N.',
  }),
  LETTER_WINDOW: entry<Record<never, never>>({
    says: () => 'The window leaves no room for the sender: it needs 40 mm to its left or right.',
    next: () => 'Measure the window again, on a sheet folded into the envelope, and correct letters.window.custom.',
  }),
  LETTER_ADDRESS_EMPTY: entry<Record<never, never>>({
    says: () => 'The address is blank.',
    next: () => 'Correct it, or leave out people whose address does not fit with --leave-out-unfitting.',
  }),
  LETTER_ADDRESS_LINES: entry<{ lines: number; most: number }>({
    says: (a) => `The address has ${a.lines} lines; the window has room for ${a.most}.`,
    next: () => 'Shorten it, or leave out people whose address does not fit with --leave-out-unfitting.',
  }),
  LETTER_ADDRESS_WIDTH: entry<{ line: number }>({
    says: (a) => `Line ${a.line} of the address is wider than the window, even at the smallest size that can be read.`,
    next: () => 'Shorten it, or leave out people whose address does not fit with --leave-out-unfitting.',
  }),
  // --- sessions ----------------------------------------------------------------------------------------------------
  SEATING_CONFLICT: entry<{ round: number; rules: readonly string[] }>({
    says: (a) =>
      a.rules.length === 1
        ? `Round ${a.round} cannot be seated: ${listed(a.rules)} cannot be kept with the tables there are.`
        : `Round ${a.round} cannot be seated: ${listed(a.rules)} cannot all be kept; with any one of them less, the others can.`,
    next: () => 'Leave out or change one of these rules, or the number of tables, and run the command again.',
  }),
  SEATING_NOT_FOUND: entry<{ round: number }>({
    says: (a) =>
      `No seating of round ${a.round} that keeps all rules was found. There may be one: the search was cut short.`,
    next: () => 'Leave out some rules, those that keep people together or apart first, and run the command again.',
  }),
  // --- replacements ------------------------------------------------------------------------------------------------
  REPLACE_NO_DRAW: entry<{ path: string }>({
    says: (a) => `There is no draw to replace anybody in: ${quoted(a.path)} is not there.`,
    next: () => 'Run sortition draw first, or name the record of the draw: --record draw/draw-record.json.',
  }),
  REPLACE_DRAW_NOT_NOTED: entry<{ path: string }>({
    says: (a) => `The ledger of this process does not know the draw record ${quoted(a.path)}.`,
    next: () => 'Put back draw/ and ledger.jsonl as `sortition draw` wrote them; then replace.',
  }),
  REPLACE_NOT_OF: entry<{ what: 'units' | 'panels' }>({
    says: (a) =>
      a.what === 'units'
        ? 'This draw is of households or properties; replacements are for panels of people.'
        : 'This draw is of several panels at once; replacements are for a single panel.',
    next: (a) =>
      a.what === 'units'
        ? 'Call those of alternates.csv in their order; they come for units that were drawn to be called.'
        : 'Call those of alternates.csv in their order, or let a panel in reserve take place.',
    kind: 'usage',
  }),
  REPLACE_POOL_OTHER: entry<{ why: string }>({
    says: (a) => `The pool beside the draw record is not the pool of that draw: ${a.why}.`,
    next: () =>
      'Put back canonical-pool.csv and the other files of draw/ as `sortition draw` wrote them; people who withdrew later are named with --withdraw.',
  }),
  REPLACE_NOTHING: entry<Record<never, never>>({
    says: () => 'Nothing says who withdraws.',
    next: () =>
      'Name them: --withdraw ID,ID --reason TEXT, or --withdrawals FILE. --undo N takes a withdrawal back, --list shows what happened so far.',
    kind: 'usage',
  }),
  REPLACE_TOGETHER: entry<{ flags: readonly string[] }>({
    says: (a) => `${listed(a.flags)} cannot go together.`,
    next: () => 'Do one after the other: each is an entry of its own.',
    kind: 'usage',
  }),
  REPLACE_NO_REASON: entry<Record<never, never>>({
    says: () => 'Nothing says why they withdraw.',
    next: () =>
      'Add --reason TEXT, as "ill" or "no answer to three calls". It stays in changes.csv, which is confidential; no record has it.',
    kind: 'usage',
  }),
  REPLACE_REASON_BLANK: entry<{ id: string }>({
    says: (a) => `Nothing says why ${quoted(a.id)} withdraws.`,
    next: () => 'Fill the cell: “ill” or “no answer” will do.',
  }),
  REPLACE_UNKNOWN: entry<{ id: string; near?: readonly string[] }>({
    says: (a) => `${quoted(a.id)} neither sits on the panel now nor is an alternate.`,
    next: (a) => didYouMean(a.near, 'sortition replace --list says where the lists of today are.'),
  }),
  REPLACE_TWICE: entry<{ id: string; entry: number }>({
    says: (a) => `${quoted(a.id)} has withdrawn already, in entry ${a.entry}.`,
    next: (a) => `Leave them out. If that was a mistake, take it back: --undo ${a.entry}.`,
  }),
  REPLACE_QUOTAS: entry<{
    relaxed: readonly ChangeArgs[];
    short: readonly { readonly change: ChangeArgs; readonly people: number }[];
    empty: number;
    called: readonly string[];
  }>({
    says: (a) => {
      const empty =
        a.empty === 0 ? [] : [`${a.empty} ${a.empty === 1 ? 'seat stays' : 'seats stay'} empty, for want of people`];
      const people = (change: ChangeArgs): string => {
        const found = a.short.find((of) => of.change.feature === change.feature && of.change.value === change.value);
        return found === undefined || change.side === 'max'
          ? ''
          : found.people === 0
            ? '; nobody with it is left'
            : `; of those with it, ${found.people} could be called at all`;
      };
      const seats = a.relaxed.map(
        (change) =>
          `${quoted(change.value)} (${change.feature}) has ${change.to} ${change.to === 1 ? 'seat' : 'seats'}, ${change.side === 'min' ? 'at least' : 'at most'} ${change.from} are asked for${people(change)}`,
      );
      const who =
        a.called.length === 0
          ? 'nobody is called'
          : `${a.called.map(quoted).join(', ')} ${a.called.length === 1 ? 'is' : 'are'} called`;
      return `Nobody who is left can take these seats so that the quotas are kept. Nearest: ${who}, and ${[...seats, ...empty].join('; ')}.`;
    },
    next: () =>
      'Nothing was changed. To go with what is nearest, add --nearest: the record will say so. Or find more people, and draw anew.',
  }),
  REPLACE_NOBODY: entry<{ seats: number; relaxed: readonly ChangeArgs[] }>({
    says: (a) => {
      const needs = a.relaxed
        .filter(({ side }) => side === 'min')
        .map(({ feature, value, from, to }) => `${from - to} of ${quoted(value)} (${feature})`);
      const wanted = needs.length === 0 ? '' : ` Needed would be ${needs.join(', ')}.`;
      return `Nobody is left who can be called: everybody in the pool sits, has withdrawn, or lives with somebody who sits. ${a.seats === 1 ? '1 seat is' : `${a.seats} seats are`} open.${wanted}`;
    },
    next: () =>
      'Nothing was changed. To note the withdrawal and leave the seat empty, add --nearest: the record will say so.',
  }),
  REPLACE_ERASED: entry<{ people: readonly string[] }>({
    says: (a) =>
      `${a.people.length === 1 ? '1 person sits' : `${a.people.length} people sit`} on the panel whose data were erased: without their values nobody can say which seats are open.`,
    next: (a) => `If they no longer take part, withdraw them too, by pseudonym: --withdraw ${a.people.join(',')}.`,
  }),
  REPLACE_UNDO_UNKNOWN: entry<{ of: number; standing: readonly number[] }>({
    says: (a) => `Entry ${a.of} is no withdrawal that stands.`,
    next: (a) =>
      a.standing.length === 0
        ? 'There is none to undo.'
        : `These can be undone: ${a.standing.join(', ')}. sortition replace --list says what they are.`,
  }),
  REPLACE_UNDO_DEPENDS: entry<{ of: number; why: string }>({
    says: (a) => `Entry ${a.of} cannot be undone by itself: ${a.why}.`,
    next: () =>
      'Undo the later withdrawals first, the last one first, then this one; then enter again those that hold.',
  }),
  REPLACE_BUSY: entry<{ path: string }>({
    says: () => 'Another sortition replace is at work on this panel.',
    next: (a) => `Wait for it, then run this again. If none is running, remove ${quoted(a.path)}.`,
  }),
  LEDGER_BUSY: entry<{ path: string }>({
    says: () => 'Another command is writing to the ledger, and does not end.',
    next: (a) => `Wait for it, then run this again. If none is running, remove ${quoted(a.path)}.`,
  }),
  REPLACE_LEFT: entry<{ folder: string; why: string }>({
    says: (a) => `${quoted(a.folder)} is not as the ledger says: ${a.why}.`,
    next: () =>
      'Put back replacements/ and ledger.jsonl as the toolkit wrote them; nothing is guessed, and nothing was changed.',
  }),
  REPLACE_ROW_MISSING: entry<{ people: number }>({
    says: (a) =>
      `${a.people === 1 ? '1 person' : `${a.people} people`} of the panel or the alternates have no row in panel.csv, alternates.csv or remaining.csv of the draw.`,
    next: () => 'Put back these files as `sortition draw` wrote them.',
  }),
  // --- rehearsals --------------------------------------------------------------------------------------------------
  REHEARSE_NO_REPLIES: entry<Record<never, never>>({
    says: () =>
      'People are invited, but nothing says what the columns of their replies mean: replies cannot be made up.',
    next: () => 'Add a section replies to sortition.yaml: at least “code:”, the column with the code of the letter.',
  }),
  REHEARSE_SHORT: entry<{
    yes: number;
    short: readonly { feature: string; value: string; missing: number }[];
    why: readonly string[];
  }>({
    says: (a) => {
      const short = a.short.map(({ feature, value, missing }) => `${missing} of ${quoted(value)} (${feature})`);
      const missing = short.length === 0 ? '' : ` Missing are ${short.join(', ')}.`;
      return `The ${a.yes} people who were made up to say yes cannot fill the quotas.${missing} ${a.why.join(' ')}`.trim();
    },
    next: () =>
      'This is one made-up run; how many fail stands beside “Risk”. Send more letters (sortition invite --plan), or more to those who are missing (strata); --run 2 makes other replies up.',
  }),
  REHEARSE_OVER: entry<{ folder: string }>({
    says: (a) => `${quoted(a.folder)} holds something other than a rehearsal.`,
    next: () => 'Nothing was changed. Name another folder with --out.',
  }),
  REHEARSE_OUTSIDE: entry<{ file: string }>({
    says: (a) => `${quoted(a.file)} lies outside the process folder: a rehearsal would not find it.`,
    next: () => 'Move it into the folder of sortition.yaml, and change its name there.',
  }),
  REHEARSE_NOT_VERIFIED: entry<Record<never, never>>({
    says: () => 'The draw of the rehearsal does not verify. This should never happen.',
    next: () => 'Please report it, with the version and sortition.yaml, before any real draw.',
  }),
  // --- report ------------------------------------------------------------------------------------------------------
  REPORT_NO_DRAW: entry<{ path: string }>({
    says: (a) => `There is no draw to report on: ${quoted(a.path)} is not there.`,
    next: () =>
      'Run sortition draw first, or name the record of the draw: --record draw/draw-record.json. To compare objectives before the draw: --compare leximin,nash.',
  }),
  REPORT_NO_POOL: entry<{ path: string }>({
    says: (a) =>
      `Beside the record there is no ${quoted(a.path)}: without it nobody can say how the panel is composed.`,
    next: () => 'Put it back as `sortition draw` wrote it, or name the record in the folder that has it.',
  }),
  REPORT_RECORD_FAILS: entry<{ record: string; fails: readonly string[] }>({
    says: (a) => `The record ${quoted(a.record)} does not hold: ${a.fails.join('; ')}.`,
    next: (a) => `Nothing was written. sortition verify ${a.record} says all of it.`,
  }),
  REPORT_FLAGS: entry<{ flag: string; needs: string }>({
    kind: 'usage',
    says: (a) => `${a.flag} ${a.needs}.`,
    next: () => 'sortition report --help has examples.',
  }),
  // --- several at once ---------------------------------------------------------------------------------------------
  INPUT_FAULTS: entry<{
    count: number;
    /** Those that were not kept, by code; `example`: what the first of them says. */
    others?: readonly { readonly code: string; readonly count: number; readonly example: string }[];
  }>({
    says: (a) => `${a.count} problems were found in the input.`,
    next: () => 'Mend them all, then run the command again.',
  }),
} as const;

export type ErrorCode = keyof typeof errorCatalogue;
export type ErrorArgs<C extends ErrorCode> = Parameters<(typeof errorCatalogue)[C]['says']>[0];
