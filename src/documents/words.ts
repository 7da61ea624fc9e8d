import { grouped } from '../core/text.js';

/** Numbers and moments as people read them, the same in every locale. */

/** 1 person, 2 people */
export const counted = (n: number, one: string, many = `${one}s`): string => `${grouped(n)} ${n === 1 ? one : many}`;

/** 22 people; or 3 panels of 22 people each, and 1 in reserve. */
export function seatsInWords(size: number, panels = 1, reserve = 0): string {
  const each = counted(size, 'person', 'people');
  const inReserve = reserve === 0 ? '' : `, and ${counted(reserve, 'panel')} as large in reserve`;
  return `${panels === 1 ? each : `${grouped(panels)} panels of ${each} each`}${inReserve}`;
}

/** As it is written in quotas: 55 or 55–56. */
export const range = (min: number, max: number): string =>
  min === max ? grouped(min) : `${grouped(min)}–${grouped(max)}`;

/** The number of a ticket, with as many digits as the last one has: 7 of 1,000 is 007. */
export const ticketNumber = (ticket: number, tickets: number): string =>
  String(ticket).padStart(String(tickets - 1).length, '0');

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

/** 2026-12-05T18:00:00Z → Saturday 5 December 2026 at 18:00:00 UTC */
export function momentInWords(time: string): string {
  const moment = new Date(time);
  const day = DAYS[moment.getUTCDay()];
  const month = MONTHS[moment.getUTCMonth()];
  if (day === undefined || month === undefined) return time;
  const clock = moment.toISOString().slice(11, 19);
  return `${day} ${moment.getUTCDate()} ${month} ${moment.getUTCFullYear()} at ${clock} UTC`;
}
