import ical, { ICalCalendarMethod } from 'ical-generator';
import { DateTime } from 'luxon';
import type { FaultList, Where } from '../../core/errors.js';
import { clock } from '../../core/sessions/clock.js';
import type { Session } from '../../core/sessions/model.js';

/** What calendars of a process say of themselves. */
export interface CalendarHead {
  readonly title: string;
  /** One of the five languages of the letters. */
  readonly language: string;
  /** Midnight UTC of this day is what entries are stamped with at first; no clock is asked, so that the same input gives the same bytes. */
  readonly stampDay: string;
}

/** A session in a calendar. */
export interface CalendarEntry {
  readonly session: Session;
  /** Known by it whatever else changes. */
  readonly uid: string;
  /** How often it was changed. */
  readonly sequence: number;
}

/** A session’s first and last moment. */
interface Moments {
  readonly start: Date;
  readonly end: Date;
}

/**
 * Adds faults for sessions that begin or end when clocks are put forward and that time does not exist. A time that clocks show
 * twice is the first of the two, with a warning.
 */
export function checkMoments(
  sessions: readonly Session[],
  { faults, warnings, locate }: { faults: FaultList; warnings: FaultList; locate: (session: Session) => Where },
): void {
  for (const session of sessions) {
    const { date, timeZone: zone } = session;
    for (const minutes of [session.start, session.end]) {
      const found = momentsAt(session, minutes);
      if (found.length === 0) faults.add('SESSION_TIME_SKIPPED', { date, time: clock(minutes), zone }, locate(session));
      if (found.length > 1) warnings.add('SESSION_TIME_TWICE', { date, time: clock(minutes), zone }, locate(session));
    }
  }
}

/** The session’s begin and end in universal time; of a time that clocks show twice the first. */
export function momentsOf(session: Session): Moments {
  const at = (minutes: number): Date => {
    const [first] = momentsAt(session, minutes);
    if (first === undefined) throw new Error(`${session.date} has no ${clock(minutes)} in ${session.timeZone}`);
    return first;
  };
  return { start: at(session.start), end: at(session.end) };
}

const DAY = 24 * 60;

/** None where clocks skip this time, two where they show it twice, in order. */
function momentsAt({ date, timeZone: zone }: Session, minutes: number): Date[] {
  const [year, month, day] = date.split('-').map(Number);
  const time = { hour: Math.floor((minutes % DAY) / 60), minute: minutes % 60 };
  const wall = DateTime.fromObject({ year, month, day }, { zone: 'utc' })
    .plus({ days: Math.floor(minutes / DAY) })
    .set(time);
  const local = wall.setZone(zone, { keepLocalTime: true });
  // Where there is no such time, luxon gives the one that clocks show then.
  if (local.hour !== wall.hour || local.minute !== wall.minute) return [];
  return local
    .getPossibleOffsets()
    .map((moment) => moment.toJSDate())
    .sort((a, b) => a.getTime() - b.getTime());
}

const LAST_SECOND = 24 * 60 * 60 - 1;

/**
 * Sessions as a calendar file (RFC 5545), to be published. Times are universal, so that no rules of time zones have to go with
 * them. Each change of an entry stamps it a second later.
 */
export function calendarText(entries: readonly CalendarEntry[], head: CalendarHead): string {
  const product = { company: 'sortition-toolkit', product: 'agenda', language: head.language.toUpperCase() };
  // The generator writes the name as it is given.
  const calendar = ical({ prodId: product, method: ICalCalendarMethod.PUBLISH, name: escaped(head.title) });
  for (const { session, uid, sequence } of entries) {
    const { start, end } = momentsOf(session);
    const stamp = DateTime.fromISO(head.stampDay, { zone: 'utc' }).plus({ seconds: Math.min(sequence, LAST_SECOND) });
    calendar.createEvent({
      id: uid,
      sequence,
      stamp: stamp.toJSDate(),
      start,
      end,
      summary: session.title,
      description: programme(session),
      location: session.place,
    });
  }
  return `${calendar.toString()}\r\n`;
}

const escaped = (text: string): string =>
  text.replaceAll(/[\\;,]/g, (mark) => `\\${mark}`).replaceAll(/\r\n|[\r\n]/g, '\\n');

/** 09:30 Welcome, a line a block. */
const programme = ({ blocks }: Session): string =>
  blocks.map(({ start, title }) => `${clock(start)} ${title}`).join('\n');

/** What a calendar file that was written before says of its only entry; undefined where it is none of ours. */
export function findEntry(text: string): { readonly uid: string; readonly sequence: number } | undefined {
  const unfolded = text.replaceAll(/\r?\n[ \t]/g, '');
  const [, uid] = /^UID:(.+?)\r?$/m.exec(unfolded) ?? [];
  const [, sequence] = /^SEQUENCE:(\d{1,9})\r?$/m.exec(unfolded) ?? [];
  return uid === undefined || sequence === undefined ? undefined : { uid, sequence: Number(sequence) };
}

/**
 * The file of one session, and its entry. Against the file of an earlier run it keeps the UID; where anything has changed, the
 * sequence is one higher, so that calendars take the new for the old.
 */
export function nextCalendar(
  session: Session,
  { head, uid, before }: { head: CalendarHead; uid: string; before: string | undefined },
): { readonly entry: CalendarEntry; readonly text: string } {
  const known = before === undefined ? undefined : findEntry(before);
  const entry = { session, uid: known?.uid ?? uid, sequence: known?.sequence ?? 0 };
  const same = calendarText([entry], head);
  if (known === undefined || same === before) return { entry, text: same };
  const changed = { ...entry, sequence: entry.sequence + 1 };
  return { entry: changed, text: calendarText([changed], head) };
}
