import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { FaultList } from '../../../src/core/errors.js';
import type { Session } from '../../../src/core/sessions/model.js';
import { calendarText, checkMoments, findEntry, nextCalendar } from '../../../src/documents/sessions/calendar.js';
import fc from '../../support/laws.js';

const head = { title: 'The town’s jury', language: 'en', stampDay: '2026-11-12' };
const session = (own: Partial<Session> = {}): Session => ({
  id: 'day',
  title: 'The day',
  date: '2026-12-05',
  timeZone: 'Europe/Brussels',
  place: 'Town hall',
  start: 540,
  end: 1020,
  blocks: [],
  ...own,
});
const written = (own: Partial<Session> = {}): string =>
  calendarText([{ session: session(own), uid: 'u@x', sequence: 0 }], head);

/** By a parser that shares nothing with what writes. */
function eventsOf(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component));
}
const instantsOf = (text: string) =>
  eventsOf(text).map(({ startDate, endDate }) => [startDate, endDate].map((time) => time.toJSDate().toISOString()));

describe('Moments', () => {
  // Clocks in Brussels go back on 25 October 2026 and forward on 28 March 2027, at 01:00 UTC.
  test.each([
    [
      'the day before winter time',
      '2026-10-24',
      'Europe/Brussels',
      '2026-10-24T07:00:00.000Z',
      '2026-10-24T15:00:00.000Z',
    ],
    ['the day clocks go back', '2026-10-25', 'Europe/Brussels', '2026-10-25T08:00:00.000Z', '2026-10-25T16:00:00.000Z'],
    [
      'the day before summer time',
      '2027-03-27',
      'Europe/Brussels',
      '2027-03-27T08:00:00.000Z',
      '2027-03-27T16:00:00.000Z',
    ],
    [
      'the day clocks go forward',
      '2027-03-28',
      'Europe/Brussels',
      '2027-03-28T07:00:00.000Z',
      '2027-03-28T15:00:00.000Z',
    ],
    ['another zone', '2026-10-24', 'America/New_York', '2026-10-24T13:00:00.000Z', '2026-10-24T21:00:00.000Z'],
    ['half an hour', '2026-10-24', 'Asia/Kolkata', '2026-10-24T03:30:00.000Z', '2026-10-24T11:30:00.000Z'],
  ])('are right on %s', (_, date, timeZone, start, end) => {
    expect(instantsOf(written({ date, timeZone }))).toEqual([[start, end]]);
  });

  test('are right where the night in between changes clocks', () => {
    const night = written({ date: '2026-10-25', start: 60, end: 300 });
    // 01:00 is still summer time, 05:00 is not: five hours.
    expect(instantsOf(night)).toEqual([['2026-10-24T23:00:00.000Z', '2026-10-25T04:00:00.000Z']]);
    expect(instantsOf(written({ date: '2026-12-31', start: 1200, end: 1440 }))).toEqual([
      ['2026-12-31T19:00:00.000Z', '2026-12-31T23:00:00.000Z'],
    ]);
  });

  test('that clocks skip are refused, and of those that they show twice it is the first', () => {
    const told = (own: Partial<Session>) => {
      const [faults, warnings] = [new FaultList(), new FaultList()];
      checkMoments([session(own)], { faults, warnings, locate: ({ id }) => ({ file: id, row: 7 }) });
      return [faults, warnings].map((list) => list.faults.map(({ code, where }) => [code, where.row]));
    };
    expect(told({})).toEqual([[], []]);
    expect(told({ date: '2027-03-28', start: 150 })).toEqual([[['SESSION_TIME_SKIPPED', 7]], []]);
    expect(told({ date: '2026-10-25', start: 150 })).toEqual([[], [['SESSION_TIME_TWICE', 7]]]);
    expect(instantsOf(written({ date: '2026-10-25', start: 150 }))[0]?.[0]).toBe('2026-10-25T00:30:00.000Z');
  });
});

describe('A calendar file', () => {
  test('says in lines of 75 bytes at most what any title and place say', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }).map((own) => `x${own}`);
    fc.assert(
      fc.property(text, text, text, (title, place, name) => {
        const blocks = [{ kind: 'meal', title, start: 720, minutes: 60, speakers: [], materials: [] }] as const;
        const entry = { session: session({ title, place, blocks }), uid: 'u@x', sequence: 3 };
        const file = calendarText([entry], { ...head, title: name });
        expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
        for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        const [event] = eventsOf(file);
        const clean = (own: string) => own.replaceAll(/\r\n|\r/g, '\n');
        expect(event?.summary).toBe(clean(title));
        expect(event?.location).toBe(clean(place));
        expect(event?.description).toBe(`12:00 ${clean(title)}`);
        expect(event?.sequence).toBe(3);
      }),
    );
  });

  test('is published, and has no time zones of its own', () => {
    const text = written();
    expect(text).toContain('\r\nMETHOD:PUBLISH\r\n');
    expect(text).toContain('\r\nDTSTAMP:20261112T000000Z\r\n');
    expect(text).not.toMatch(/TZID|VTIMEZONE/);
    expect(calendarText([], { ...head, title: 'Jury; one, two\\three' })).toContain(
      '\r\nNAME:Jury\\; one\\, two\\\\three\r\n',
    );
    expect(
      eventsOf(
        calendarText(
          [1, 2].map((sequence) => ({ session: session(), uid: `u${sequence}`, sequence })),
          head,
        ),
      ).length,
    ).toBe(2);
  });
});

describe('The file of an earlier run', () => {
  const first = nextCalendar(session(), { head, uid: 'old@x', before: undefined });

  test('is the same bytes where nothing has changed, also under another draw', () => {
    const again = nextCalendar(session(), { head, uid: 'new@x', before: first.text });
    expect(again.text).toBe(first.text);
  });

  test('is gone on from where something has: the same UID, the next number, a later stamp', () => {
    const moved = nextCalendar(session({ date: '2026-12-12' }), { head, uid: 'new@x', before: first.text });
    expect(moved.entry).toMatchObject({ uid: 'old@x', sequence: 1 });
    expect(moved.text).toContain('DTSTAMP:20261112T000001Z');
    const placed = nextCalendar(session({ place: 'Elsewhere' }), { head, uid: 'new@x', before: moved.text });
    expect(placed.entry.sequence).toBe(2);
    expect(nextCalendar(session({ place: 'Elsewhere' }), { head, uid: 'new@x', before: placed.text }).text).toBe(
      placed.text,
    );
  });

  test('that is none of ours begins anew', () => {
    expect(findEntry('hello')).toBeUndefined();
    expect(nextCalendar(session(), { head, uid: 'new@x', before: 'hello' }).entry).toMatchObject({
      uid: 'new@x',
      sequence: 0,
    });
  });
});
