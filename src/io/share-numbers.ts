/** A count or a percentage, as a cell writes it: `1234`, `1 234`, `1'234`, `49.7`, `49,7 %`. */
export type WrittenNumber =
  | { readonly kind: 'number'; readonly value: number; readonly isPercent: boolean }
  | { readonly kind: 'negative' | 'none' }
  /** `1,234`, where nothing tells whether the mark is of thousands or of decimals. */
  | { readonly kind: 'ambiguous'; readonly whole: string; readonly decimal: string };

/** What the numbers of a column that can be read in one way only tell of its marks. */
export interface Marks {
  readonly decimal: ReadonlySet<string>;
  readonly thousands: ReadonlySet<string>;
}

/** A number's text, with a point for its decimals or none, and how its marks were used. */
type Form =
  | { readonly text: string; readonly decimal?: string; readonly thousands?: string }
  | { readonly mark: string; readonly whole: string; readonly decimal: string };

/** More digits than a number holds exactly. */
const MOST_DIGITS = 15;

const percentSign = /\s*%$/u;
const negative = /^[-−–]\s*[\d.,]/u;
/** Spaces (thin and unbreakable ones too) or apostrophes between groups of three digits; then a mark is of decimals. */
const spaced = /^\d{1,3}(?:[\s'’]\d{3})+(?:([.,])\d+)?$/u;
const pointed = /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/;
const commaed = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const oneMark = /^\d+([.,])\d+$/;
/** One mark that may be of thousands: 1,234, but not 0,234 or 1234,567. */
const perhapsThousands = /^[1-9]\d{0,2}([.,])\d{3}$/;

/** How the marks of a column are used. A workbook's own numbers have points, and never of thousands. */
export function findMarks(
  cells: readonly string[],
  { isWorkbook, isPercent }: { readonly isWorkbook: boolean; readonly isPercent: boolean },
): Marks {
  const decimal = new Set(isWorkbook ? ['.'] : []);
  const thousands = new Set<string>();
  for (const cell of cells) {
    const form = formOf(cell, isPercent);
    if (form === undefined || 'mark' in form) continue;
    if (form.decimal !== undefined) decimal.add(form.decimal);
    if (form.thousands !== undefined) thousands.add(form.thousands);
  }
  return { decimal, thousands };
}

/** Reads a cell that is not blank; what could be read in two ways, as the same mark is used elsewhere in the column. */
export function readNumber(
  cell: string,
  column: { readonly marks: Marks; readonly isPercent: boolean },
): WrittenNumber {
  if (negative.test(cell.trim())) return { kind: 'negative' };
  const { marks } = column;
  const isPercent = column.isPercent || percentSign.test(cell.trim());
  const form = formOf(cell, isPercent);
  if (form === undefined) return { kind: 'none' };
  if (!('mark' in form)) return exactNumber(form.text, isPercent);
  const [isDecimal, isThousands] = [marks.decimal.has(form.mark), marks.thousands.has(form.mark)];
  if (isDecimal === isThousands) return { kind: 'ambiguous', whole: form.whole, decimal: form.decimal };
  return exactNumber(isDecimal ? form.decimal : form.whole, isPercent);
}

function exactNumber(text: string, isPercent: boolean): WrittenNumber {
  const digits = text.replace('.', '').replace(/^0+/, '');
  return digits.length > MOST_DIGITS ? { kind: 'none' } : { kind: 'number', value: Number(text), isPercent };
}

function formOf(cell: string, isPercent: boolean): Form | undefined {
  const text = cell.trim().replace(percentSign, '');
  if (/^\d+$/.test(text)) return { text };
  const space = spaced.exec(text);
  if (space !== null) return withDecimals(text.replaceAll(/[\s'’]/gu, ''), space[1]);
  const [, perhaps] = perhapsThousands.exec(text) ?? [];
  // No percentage has thousands.
  if (perhaps !== undefined && !isPercent && !percentSign.test(cell.trim())) {
    return { mark: perhaps, whole: text.replace(perhaps, ''), decimal: text.replace(perhaps, '.') };
  }
  const [, mark] = oneMark.exec(text) ?? [];
  if (mark !== undefined) return withDecimals(text, mark);
  for (const [form, thousands, decimal] of [
    [pointed, '.', ','],
    [commaed, ',', '.'],
  ] as const) {
    if (!form.test(text)) continue;
    const isDecimal = text.includes(decimal);
    return { ...withDecimals(text.replaceAll(thousands, ''), isDecimal ? decimal : undefined), thousands };
  }
  return undefined;
}

const withDecimals = (text: string, mark: string | undefined) =>
  mark === undefined ? { text } : { text: text.replace(mark, '.'), decimal: mark };
