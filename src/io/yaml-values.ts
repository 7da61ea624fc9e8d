import { z } from 'zod';

/**
 * The values that stand in our YAML files, as zod schemas.
 *
 * `yaml-document.ts` hands every scalar to zod as the text that stands in the file (so that `no`, `0123` and
 * `2026-12-05` stay what was typed); these turn the text into its value. What follows each conversion describes the
 * value, so z.toJSONSchema(…, { io: 'output' }) shows editors the number or the date and not the text.
 *
 * A schema's error is the phrase for what is expected, fit to stand after “it should be”: “a whole number, 1 or more”.
 */

/** A text that is not blank. Editors may also show it as a number or yes/no: `title: 2026`. */
export const text = (expected = 'a text') =>
  z
    .string({ error: expected })
    .refine((value) => value.trim() !== '', { error: expected })
    .meta({ type: ['string', 'number', 'boolean'] });

/** A whole number from `min` to `max`, written in digits. */
export function wholeNumber(min: number, max = Number.MAX_SAFE_INTEGER) {
  const expected =
    max === Number.MAX_SAFE_INTEGER ? `a whole number, ${min} or more` : `a whole number from ${min} to ${max}`;
  return z
    .string({ error: expected })
    .transform((written) => (/^[+-]?\d+$/.test(written.trim()) ? Number(written) : Number.NaN))
    .pipe(z.int({ error: expected }).min(min, { error: expected }).max(max, { error: expected }));
}

/** A decimal number from `min` to `max`, with a point: `0.25`. */
export function decimal(min: number, max: number) {
  const upTo = max === Number.POSITIVE_INFINITY ? `${min} or more` : `from ${min} to ${max}`;
  const expected = `a number ${upTo}, with a point where it has decimals`;
  return z
    .string({ error: expected })
    .transform((written) =>
      /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(written.trim()) ? Number(written) : Number.NaN,
    )
    .pipe(z.number({ error: expected }).min(min, { error: expected }).max(max, { error: expected }));
}

/** A share in per cent, with its sign: `5%`, `4.5 %`. Becomes 0.05. */
export function percentage() {
  const expected = 'a percentage above 0 and up to 100, such as 5%';
  return z
    .string({ error: expected })
    .transform((written) => {
      const [, digits] = /^(\d{1,3}(?:[.,]\d{1,4})?)\s?%$/.exec(written.trim()) ?? [];
      return digits === undefined ? Number.NaN : Number(`${digits.replace(',', '.')}e-2`);
    })
    .pipe(z.number({ error: expected }).gt(0, { error: expected }).max(1, { error: expected }))
    .meta({ type: 'string', examples: ['5%'] });
}

const spoken: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['false', false],
  ['no', false],
]);

/** `true` or `false`; `yes` and `no` are understood. */
export function yesOrNo() {
  const expected = 'true or false';
  return z
    .string({ error: expected })
    .transform((written) => spoken.get(written.trim().toLowerCase()))
    .pipe(z.boolean({ error: expected }));
}

/** One of a few words. */
export const choice = <const W extends readonly [string, ...string[]]>(words: W) =>
  z.enum(words, { error: words.length === 1 ? words[0] : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}` });

/** A day of the calendar, ISO 8601, as text: `2026-12-05`. Days that do not exist are refused. */
export function date() {
  const expected = 'a day of the calendar as year-month-day, such as 2026-12-05';
  return z.string({ error: expected }).refine(isDay, { error: expected }).meta({ type: 'string', format: 'date' });
}

function isDay(written: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(written)) return false;
  const [year = 0, month = 0, day = 0] = written.split('-').map(Number);
  // Day 0 of the next month is the last of this one. setUTCFullYear, as Date.UTC reads the years 0–99 as 1900–1999.
  const last = new Date(0);
  last.setUTCFullYear(year, month, 0);
  return month >= 1 && month <= 12 && day >= 1 && day <= last.getUTCDate();
}

/** A list; it may be empty. */
export const list = <S extends z.ZodType>(item: S, example: string) =>
  z.array(item, { error: `a list such as ${example}` });

/** A group of keys that the file's author names: `{ M: man, V: woman }`. */
export const named = <S extends z.ZodType>(value: S, example: string) =>
  z.record(z.string(), value, { error: `a group of keys such as ${example}` });

/** A time of the day, `9:30` or `09:30`, as minutes after midnight; 24:00 is the end of the day. */
export function timeOfDay() {
  const expected = 'a time of the day, such as 09:30';
  return z
    .string({ error: expected })
    .transform((written) => {
      const [, hour = '', minute = ''] = /^(\d{1,2})[:.h](\d{2})$/.exec(written.trim()) ?? [];
      const minutes = Number(hour) * 60 + Number(minute);
      return hour === '' || Number(minute) > 59 || minutes > 24 * 60 ? Number.NaN : minutes;
    })
    .pipe(z.number({ error: expected }))
    .meta({ type: 'string', examples: ['09:30'] });
}

/** A time zone by its name, such as Europe/Brussels. */
export function timeZone() {
  const expected = 'a time zone by its name, such as Europe/Brussels';
  return z
    .string({ error: expected })
    .refine(isTimeZone, { error: expected })
    .meta({ examples: ['Europe/Brussels'] });
}

function isTimeZone(name: string): boolean {
  // Offsets such as +01:00 know no summer time.
  if (!/^[A-Za-z]+(\/[A-Za-z0-9_+-]+){1,2}$|^UTC$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
