import { civilDate, dayNumber, findIsoDate } from '../register/synthetic/calendar.js';

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** 570 → 09:30 */
export const clock = (minutes: number): string => {
  const hour = Math.floor(minutes / 60);
  return `${twoDigits(hour)}:${twoDigits(minutes - hour * 60)}`;
};

/** The day `days` after `date`, both yyyy-mm-dd. */
export function dayAfter(date: string, days: number): string {
  const from = findIsoDate(date);
  if (from === undefined) throw new Error(`no date: ${date}`);
  const { year, month, day } = civilDate(dayNumber(from) + days);
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;
}
