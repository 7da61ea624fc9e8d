/**
 * Days of the calendar as the whole number yyyymmdd, which makes ages arithmetic: no time zones, no Date objects.
 */
export type Day = number;

/** The day that a text writes, or undefined where it is none of the calendar or has another form. */
export type DayReader = (text: string) => Day | undefined;

/** The age in full years: a birthday counts on its day; one of 29 February, in other years, on 1 March. */
export const fullYears = (birth: Day, at: Day): number => Math.floor((at - birth) / 10_000);

/**
 * Reads days written as `format` says: d or dd, m or mm and yyyy, once each, with separators or in fixed widths. Undefined
 * where the format says anything else; two-digit years among it, whose century would be a guess.
 */
export function findDayReader(format: string): DayReader | undefined {
  const parts =
    format
      .trim()
      .toLowerCase()
      .match(/d+|m+|y+|[^dmy]+/g) ?? [];
  const letters = parts.filter((part) => /^[dmy]/.test(part)).map((part) => part.charAt(0));
  if (letters.toSorted().join('') !== 'dmy' || !parts.every(isUsable)) return undefined;
  return parts.every((part) => part.length > 1 || !/[dm]/.test(part)) ? fixedReader(parts) : flexibleReader(parts);
}

/** Where every number has its place: a register has a million dates. */
function fixedReader(parts: readonly string[]): DayReader {
  const starts = parts.map((_, i) => parts.slice(0, i).join('').length);
  const length = parts.join('').length;
  const [y = 0, m = 0, d = 0] = ['y', 'm', 'd'].map((letter) => starts[parts.findIndex((p) => p.startsWith(letter))]);
  const separators = parts.flatMap((part, i) => (/^[dmy]/.test(part) ? [] : [{ part, start: starts[i] ?? 0 }]));
  return (written) => {
    const text = written.trim();
    if (text.length !== length) return undefined;
    const day = toDay(digits(text, y, 4), digits(text, m, 2), digits(text, d, 2));
    return separators.every(({ part, start }) => text.startsWith(part, start)) ? day : undefined;
  };
}

/** NaN where a character is no digit. */
function digits(text: string, start: number, length: number): number {
  let number = 0;
  for (let i = start; i < start + length; i++) {
    const digit = text.charCodeAt(i) - 48;
    number = digit >= 0 && digit <= 9 ? number * 10 + digit : Number.NaN;
  }
  return number;
}

/** Where days and months have one digit or two. */
function flexibleReader(parts: readonly string[]): DayReader {
  const letters = parts.filter((part) => /^[dmy]/.test(part)).map((part) => part.charAt(0));
  const pattern = new RegExp(`^${parts.map(patternOf).join('')}$`);
  const [y, m, d] = ['y', 'm', 'd'].map((letter) => letters.indexOf(letter) + 1);
  return (text) => {
    const match = pattern.exec(text.trim());
    const [year = 0, month = 0, day = 0] = [y, m, d].map((group) => Number(match?.[group ?? 0] ?? Number.NaN));
    return toDay(year, month, day);
  };
}

const toDay = (year: number, month: number, day: number): Day | undefined =>
  isDay(year, month, day) ? year * 10_000 + month * 100 + day : undefined;

const iso = findDayReader('yyyy-mm-dd');

/** The day of an ISO 8601 date, yyyy-mm-dd. */
export const readIsoDay: DayReader = (text) => iso?.(text);

/** A number of varying width needs a separator behind it, unless it ends the text. */
function isUsable(part: string, index: number, parts: readonly string[]): boolean {
  if (/^(dd|mm|yyyy)$/.test(part)) return true;
  const next = parts[index + 1];
  if (/^[dm]$/.test(part)) return next === undefined || !/^[dmy]/.test(next);
  return /^[^\p{L}\p{N}]+$/u.test(part);
}

function patternOf(part: string): string {
  if (part === 'd' || part === 'm') return '(\\d{1,2})';
  if (/^[dmy]/.test(part)) return `(\\d{${part.length}})`;
  return part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDay(year: number, month: number, day: number): boolean {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = month === 2 && isLeap ? 29 : (monthLengths[month - 1] ?? 0);
  return year >= 1 && day >= 1 && day <= last;
}
