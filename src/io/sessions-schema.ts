import { z } from 'zod';
import { BLOCK_KINDS, SESSION_TEMPLATES } from './sessions-spec.js';
import { choice, date, list, named, text, timeOfDay, timeZone, wholeNumber } from './yaml-values.js';

const MOST_MINUTES = 24 * 60;
const MOST_TABLES = 500;

const worded = () => z.union([text(), named(text(), '{ fr: Accueil, nl: Onthaal }')]);

const language = () =>
  z
    .string({ error: 'the code of a language, such as fr' })
    .regex(/^[a-z]{2,3}$/, { error: 'the code of a language, such as fr' });

const tables = z.union([
  z.strictObject({ number: wholeNumber(1, MOST_TABLES).describe('How many tables there are.') }),
  z.strictObject({
    size: wholeNumber(2, MOST_TABLES).describe('How many people sit at a table, as nearly as can be.'),
  }),
]);

const block = z
  .strictObject({
    kind: choice(BLOCK_KINDS).describe(
      'What it is: arrival, plenary, expert (input), questions, tables (a round at tables), break, meal, voting or closing.',
    ),
    title: worded()
      .describe(
        'What the papers call it; or a text for each language: { fr: Accueil, nl: Onthaal }. Default: its kind.',
      )
      .optional(),
    at: timeOfDay().describe('When it begins, such as "09:30". Default: when the block before it ends.').optional(),
    until: timeOfDay().describe('When it ends, instead of minutes.').optional(),
    minutes: wholeNumber(1, MOST_MINUTES)
      .describe('How long it lasts. Default: until the next block begins, where that has an at.')
      .optional(),
    speakers: list(text(), '[Prof. Jansen]').describe('Who speaks.').optional(),
    materials: list(text(), '[flip chart, pens]').describe('What has to be there.').optional(),
    team: text().describe('What the team has to do: on the run sheet alone.').optional(),
    task: worded().describe('What the tables work on: on the facilitators’ sheets.').optional(),
    tables: tables.describe('Tables of this round, where they differ: { number: 16 } or { size: 7 }.').optional(),
  })
  .superRefine((own, context) => {
    if (own.tables !== undefined && own.kind !== 'tables')
      context.addIssue({
        code: 'custom',
        path: ['tables'],
        message: 'left out: only blocks of kind tables have tables',
      });
  });

const blocks = list(block, '[{ kind: arrival, minutes: 30 }]').min(1, {
  error: 'at least one block, such as { kind: arrival, minutes: 30 }',
});

/** It is in names of files. */
const sessionId = () => {
  const expected = 'letters a to z, digits and hyphens, such as day-1';
  return z.string({ error: expected }).regex(/^(?!all$)[a-z0-9][a-z0-9-]{0,40}$/, { error: expected });
};

const day = z.strictObject({
  id: sessionId()
    .describe('What the calendar knows the session by: keep it when its date changes. Default: session-1 and so on.')
    .optional(),
  title: worded().describe('What the session is called. Default: title, and its number.').optional(),
  date: date().describe('The day, such as 2026-12-05.').optional(),
  day: wholeNumber(1, 5000)
    .describe('Instead of a date: which day it is, counted from sessions.date, which is day 1.')
    .optional(),
  start: timeOfDay().describe('When the session starts, such as "09:00". Default: sessions.start.').optional(),
  end: timeOfDay()
    .describe('When it ends; blocks that last longer are a fault. Default: with the last block.')
    .optional(),
  place: worded().describe('Where, if not at sessions.place.').optional(),
  time_zone: timeZone().describe('If not sessions.time_zone.').optional(),
  blocks: blocks.describe('What happens, one after the other.'),
});

const groups = (what: string) =>
  z
    .union([text('the name of a CSV file'), list(list(text(), '[MB-1, MB-2]'), '[[MB-1, MB-2]]')])
    .describe(`${what}: a CSV file with the columns id and group, or lists of ids.`);

const tableNumber = () => wholeNumber(1, MOST_TABLES);

const seating = z.strictObject({
  seed: text().describe('Any text: another one seats people otherwise. Default: made from the draw.').optional(),
  balance: list(text('the name of a feature'), '[gender, age]')
    .describe('The features that every table is to mirror. Default: all of the quotas.')
    .optional(),
  together: groups('People who always sit together, such as somebody and their assistant').optional(),
  apart: groups('People who never sit together').optional(),
  fixed: z
    .union([
      text('the name of a CSV file'),
      list(
        z.strictObject({
          id: text().describe('The person’s id.'),
          table: tableNumber().describe('The number of the table.'),
        }),
        '[{ id: MB-1, table: 3 }]',
      ),
    ])
    .describe('People who keep one table in all rounds: a CSV file with the columns id and table, or a list.')
    .optional(),
  accessible: z
    .strictObject({
      tables: list(tableNumber(), '[1, 2]')
        .min(1, { error: 'at least one table, such as [1]' })
        .describe('The numbers of the tables that can be reached without steps.'),
      people: z
        .union([text('the name of a CSV file'), list(text(), '[MB-1, MB-2]')])
        .describe('Who needs one: a CSV file with their ids, or a list.')
        .optional(),
      column: text('the name of a column').describe('A column that says who needs one, instead of people.').optional(),
      yes: list(text(), '[yes, oui]').describe('What stands in that column for those who do.').optional(),
    })
    .superRefine((own, context) => {
      if ((own.people === undefined) === (own.column === undefined))
        context.addIssue({
          code: 'custom',
          path: ['people'],
          message: 'a CSV file or a list of ids; or give column and yes',
        });
      if (own.column !== undefined && own.yes === undefined)
        context.addIssue({ code: 'custom', path: ['yes'], message: 'the answers that mean yes, such as [yes, oui]' });
    })
    .describe('Tables for people who cannot take steps, or need another thing that only some tables have.')
    .optional(),
  facilitators: list(
    z.strictObject({
      name: text().describe('Their name, or what the papers call them.'),
      table: tableNumber().describe('The number of their table.'),
      languages: list(language(), '[fr, nl]').describe('What they, or their interpreter, speak.').optional(),
      rounds: list(wholeNumber(1, 255), '[1, 2]').describe('In which rounds, where not in all.').optional(),
    }),
    '[{ name: Amina, table: 1, languages: [fr, nl] }]',
  )
    .describe('Who leads at which table. Nobody is seated where they would understand nothing.')
    .optional(),
  spoken: z
    .strictObject({
      column: text('the name of a column').describe('The column with what a person speaks.'),
      values: named(list(language(), '[fr, nl]'), '{ FR: [fr], FR/NL: [fr, nl] }').describe(
        'What stands there: the languages.',
      ),
    })
    .describe('Who understands what, for facilitators and interpreters. Default: the language of a person’s letters.')
    .optional(),
  absences: text('the name of a CSV file')
    .describe(
      'A CSV file of people who are away: the column id, and round (1, 2…) or session (its id) where they miss only some.',
    )
    .optional(),
});

/** The days of a panel, in a process folder’s sortition.yaml. */
export const sessionsSchema = z
  .strictObject({
    template: choice(SESSION_TEMPLATES)
      .describe('Days to begin with: one-day, three-weekends, six-evenings or online. Other keys go before it.')
      .optional(),
    date: date().describe('The first day.').optional(),
    time_zone: timeZone().describe('The time zone of all times, such as Europe/Brussels.'),
    place: worded().describe('Where the panel meets; or its link, where it meets online.'),
    language: language().describe('The language of papers that are one for all. Default: en.').optional(),
    start: timeOfDay().describe('When sessions start, such as "09:00".').optional(),
    days: list(day, '[{ date: 2026-12-05, start: "09:00", blocks: … }]')
      .min(1, { error: 'at least one day' })
      .describe('The sessions, a day each.')
      .optional(),
    tables: tables.describe('How many tables: { number: 14 }, or how many people at each: { size: 8 }.').optional(),
    names: choice(['given', 'full', 'none'])
      .describe('How people are named on papers that others see: given (the default), full or none.')
      .meta({ default: 'given' })
      .optional(),
    people: z
      .strictObject({
        given_name: text('the name of a column').describe('The column with the given name.').optional(),
        surname: text('the name of a column').describe('The column with the surname.').optional(),
      })
      .describe('Where the names stand in the register. Left out where names are none.')
      .optional(),
    badges: choice(['L4785', 'L7418', 'C32011', 'cut'])
      .describe('The sheet of badges: L4785, L7418, C32011, or cut (by hand), the default.')
      .meta({ default: 'cut' })
      .optional(),
    seating: seating.describe('Who sits with whom.').optional(),
  })
  .superRefine((sessions, context) => {
    const fault = (path: (string | number)[], message: string): void =>
      context.addIssue({ code: 'custom', path, message });
    const { template, date: first, days } = sessions;
    if (template === undefined && days === undefined)
      fault(['days'], 'a list of days; or give template: one-day and date');
    if (template !== undefined && days !== undefined)
      fault(['days'], 'left out, as template says what happens; `sortition agenda templates` prints it, to change it');
    if (template !== undefined && first === undefined) fault(['date'], 'the first day, such as 2026-12-05');
    for (const [i, own] of (days ?? []).entries()) {
      if (own.date !== undefined && own.day !== undefined) fault(['days', i, 'day'], 'left out, as there is a date');
      if (own.date === undefined && own.day === undefined) fault(['days', i, 'date'], 'a day, such as 2026-12-05');
      if (own.day !== undefined && first === undefined)
        fault(['days', i, 'day'], 'a date instead; or give sessions.date, from which days are counted');
    }
  });
