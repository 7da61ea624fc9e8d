import { expect, test } from 'vitest';
import { groupsOf, toldStory } from '../support/told-story.js';

const story = toldStory('victoria');

/** On the first day, 6 February 2027. */
const isChild = (born = ''): boolean => {
  const [day = '', month = '', year = ''] = born.split('/');
  return `${year}-${month}-${day}` > '2009-02-06';
};

test('twenty of the hundred are under 18, and only they are written to through a guardian', async () => {
  const panel = await story.rows('draw/panel.csv');
  expect(panel.length).toBe(100);
  expect(panel.filter((row) => isChild(row['born'])).length).toBe(20);
  const mailing = await story.rows('post/confirmation/mailing.csv');
  expect(mailing.length).toBe(100);
  for (const [i, row] of panel.entries()) {
    const first = isChild(row['born']) ? 'To the parent or guardian of' : 'To';
    expect([mailing[i]?.['address_1'], mailing[i]?.['address_2']]).toEqual([
      first,
      `${row['given_name']} ${row['surname']}`,
    ]);
  }
});

test('in every round each table has two of them, and ten people', async () => {
  const children = new Set(
    (await story.rows('draw/panel.csv')).filter((row) => isChild(row['born'])).map((row) => row['id']),
  );
  const seating = await story.rows('sessions/seating.csv');
  for (let round = 1; round <= 16; round++) {
    const tables = groupsOf(seating, (row) => row[`round ${round}`] ?? '');
    expect(tables.length).toBe(10);
    for (const people of tables) {
      expect(people.length).toBe(10);
      expect(people.filter((row) => children.has(row['id'])).length).toBe(2);
    }
  }
});

test('the calendar has six days, in Melbourne’s summer time', async () => {
  const calendar = await story.text('sessions/calendar-all.en.ics');
  expect(calendar.match(/BEGIN:VEVENT/g)?.length).toBe(6);
  // 9:30 in Melbourne is 22:30 of the day before, in universal time.
  expect(calendar).toContain('DTSTART:20270205T223000Z');
});
