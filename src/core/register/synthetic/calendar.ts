/** Days as whole numbers (day 0 is 1 January 1970, Gregorian calendar), free of clocks and time zones. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** @see Howard Hinnant, chrono-compatible low-level date algorithms, days_from_civil */
export function dayNumber({ year, month, day }: CivilDate): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** @see Howard Hinnant, civil_from_days */
export function civilDate(dayNumber: number): CivilDate {
  const z = dayNumber + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** Reads `2026-10-01`; undefined when it is no date. */
export function findIsoDate(text: string): CivilDate | undefined {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (found === null) return undefined;
  const date = { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) };
  const back = civilDate(dayNumber(date));
  return back.month === date.month && back.day === date.day ? date : undefined;
}

/** First and last birthday (as day numbers) of those who are `age` full years old on a day. */
export function birthdaysOf(age: number, on: CivilDate): { first: number; last: number } {
  return { first: sameDay(on, on.year - age - 1) + 1, last: sameDay(on, on.year - age) };
}

/** The last day of birth in `year` whose anniversary has come by the given day: 28 February where there is no 29th. */
function sameDay({ month, day }: CivilDate, year: number): number {
  const wanted = dayNumber({ year, month, day });
  return civilDate(wanted).day === day ? wanted : wanted - 1;
}

/** Writes dates as a pattern of `d`, `dd`, `m`, `mm`, `yyyy` and separators says: `dd/mm/yyyy`. */
export function dateWriter(pattern: string): (dayNumber: number) => string {
  const parts = pattern.match(/d+|m+|y+|[^dmy]+/g) ?? [];
  // A register has more people than days.
  const written = new Map<number, string>();
  return (number) => {
    const known = written.get(number);
    if (known !== undefined) return known;
    const date = civilDate(number);
    const text = parts.map((part) => writePart(part, date)).join('');
    written.set(number, text);
    return text;
  };
}

const writePart = (part: string, { year, month, day }: CivilDate): string => {
  if (part.startsWith('d')) return String(day).padStart(part.length, '0');
  if (part.startsWith('m')) return String(month).padStart(part.length, '0');
  if (part.startsWith('y')) return String(year).padStart(4, '0');
  return part;
};

/** True for patterns that hold day, month and year once each, the year with four digits. */
export const isDatePattern = (pattern: string): boolean => {
  const letters = [...(pattern.match(/d+|m+|y+/g) ?? [])].sort();
  return /^dd? mm? yyyy$/.test(letters.join(' '));
};
