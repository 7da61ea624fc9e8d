import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FaultList, SortitionError } from '../../src/core/errors.js';
import { planAgenda } from '../../src/core/sessions/agenda.js';
import { dayAfter } from '../../src/core/sessions/clock.js';
import { findProcess } from '../../src/io/process-file.js';
import { readDays, sessionTemplateText } from '../../src/io/sessions-file.js';
import { SESSION_TEMPLATES, type SessionTemplate } from '../../src/io/sessions-spec.js';
import { tempFiles } from './temp-files.js';

const files = tempFiles();
const LEAST = 'title: The jury\nregister: { file: r.csv, id: id }\nquotas: q.csv\npanel: { size: 12 }\n';
const LANGUAGES = ['en', 'fr', 'nl', 'de', 'da'];

async function planOf(sessions: string, languages = ['en']) {
  const file = await files.put('sortition.yaml', `${LEAST}${sessions}`);
  const { sessions: spec } = await findProcess(file);
  if (spec === undefined) throw new Error('no sessions');
  const { sessions: written, locate, tables } = await readDays(spec, { en: 'The jury' });
  const [faults, warnings] = [new FaultList(), new FaultList()];
  const agenda = planAgenda(written, { languages, locate, faults, warnings });
  return { spec, agenda, tables, faults: faults.faults, warnings: warnings.faults };
}
const refusal = async (sessions: string): Promise<[string, number | undefined, string | undefined][]> => {
  try {
    await planOf(sessions);
  } catch (error) {
    if (!(error instanceof SortitionError)) throw error;
    const faults = error.faults.length > 0 ? error.faults : [error];
    return faults.map(({ code, where }) => [code, where.row, where.column]);
  }
  return [];
};

describe('The template', () => {
  test.each(SESSION_TEMPLATES)('%s has no fault and nothing to say of, named or pasted', async (name) => {
    const named = await planOf(
      `sessions: { template: ${name}, date: 2027-01-16, time_zone: Europe/Brussels, place: Town hall }\n`,
    );
    const pasted = await planOf(await sessionTemplateText(name));
    for (const { faults, warnings } of [named, pasted]) expect([...faults, ...warnings]).toEqual([]);
    expect(pasted.agenda.sessions.map(({ blocks }) => blocks)).toEqual(
      named.agenda.sessions.map(({ blocks }) => blocks),
    );
    expect(named.tables).toEqual(pasted.tables);
  });

  test.each(SESSION_TEMPLATES)('%s has every title and task in the five languages', async (name) => {
    const text = await sessionTemplateText(name);
    for (const line of text.split('\n').filter((own) => /^ +(title|task): /.test(own))) {
      const found = [...line.matchAll(/[{,] ([a-z]{2}): /g)].map(([, language]) => language);
      expect([line, found]).toEqual([line, LANGUAGES]);
    }
  });

  test('of three weekends is two days each, two weeks apart; of six evenings a week apart', async () => {
    const days = async (template: SessionTemplate) =>
      (
        await planOf(`sessions: { template: ${template}, date: 2027-01-16, time_zone: Europe/Brussels, place: Hall }\n`)
      ).agenda.sessions.map(({ date }) => date);
    const first = '2027-01-16';
    expect(await days('three-weekends')).toEqual([0, 1, 14, 15, 28, 29].map((n) => dayAfter(first, n)));
    expect(await days('six-evenings')).toEqual([0, 7, 14, 21, 28, 35].map((n) => dayAfter(first, n)));
  });

  test('of one day is that of Molenbeek: two themes, two rounds each, and everybody votes', async () => {
    const { agenda } = await planOf(
      'sessions: { template: one-day, date: 2026-12-05, time_zone: Europe/Brussels, place: Hall, start: "10:00" }\n',
    );
    expect(agenda.rounds.length).toBe(4);
    expect(agenda.sessions[0]).toMatchObject({ start: 600, end: 1080 });
    expect(agenda.sessions[0]?.blocks.filter(({ kind }) => kind === 'voting').length).toBe(1);
  });
});

describe('Faults', () => {
  const head = 'sessions:\n  time_zone: Europe/Brussels\n  place: Hall\n';

  test('of a block come with its line', async () => {
    const { faults, warnings } = await planOf(
      `${head}  days:\n    - date: 2026-12-05\n      start: 9:00\n      blocks:\n        - { kind: plenary, minutes: 60 }\n        - { kind: break, at: 9:45, minutes: 15 }\n        - { kind: tables, at: 10:30, minutes: 15 }\n`,
    );
    expect(faults.map(({ code, where }) => [code, where.row])).toEqual([['BLOCK_OVERLAP', 13]]);
    expect(warnings.map(({ code, where }) => [code, where.row, where.column])).toEqual([
      ['BLOCK_GAP', 14, 'sessions.days, item 1.blocks, item 3'],
    ]);
  });

  test.each([
    ['no days', '', ['days']],
    ['a template without a first day', '  template: one-day\n', ['date']],
    [
      'days beside a template',
      '  template: one-day\n  date: 2026-12-05\n  days: [{ day: 1, blocks: [{ kind: break }] }]\n',
      ['days'],
    ],
    ['a day without a date', '  days: [{ blocks: [{ kind: break }] }]\n', ['days, item 1.date']],
    ['a counted day without a first', '  days: [{ day: 2, blocks: [{ kind: break }] }]\n', ['days, item 1.day']],
    [
      'a time that is none',
      '  days: [{ date: 2026-12-05, start: 9h60, blocks: [{ kind: break }] }]\n',
      ['days, item 1.start'],
    ],
    [
      'a kind that is none',
      '  days: [{ date: 2026-12-05, blocks: [{ kind: lunch }] }]\n',
      ['days, item 1.blocks, item 1.kind'],
    ],
    [
      'tables of a break',
      '  days: [{ date: 2026-12-05, blocks: [{ kind: break, tables: { number: 3 } }] }]\n',
      ['days, item 1.blocks, item 1.tables'],
    ],
  ])('%s', async (_, text, columns) => {
    expect((await refusal(`${head}${text}`)).map(([, , column]) => column)).toEqual(
      columns.map((column) => `sessions.${column}`),
    );
  });

  test.each(['Brussels', '+01:00', 'Europe/Brusels', 'CET+1'])('no time zone: %s', async (zone) => {
    expect(
      await refusal(`sessions: { template: one-day, date: 2026-12-05, time_zone: ${zone}, place: Hall }\n`),
    ).toEqual([['YAML_WRONG_VALUE', 5, 'sessions.time_zone']]);
  });
});

test('The example of Molenbeek is a day without a fault, in French and Dutch', async () => {
  const { sessions: spec } = await findProcess(join(import.meta.dirname, '../../examples/molenbeek'));
  if (spec === undefined) throw new Error('no sessions');
  const { sessions, locate } = await readDays(spec, { fr: 'We are Molenbeek' });
  for (const language of ['fr', 'nl']) {
    const [faults, warnings] = [new FaultList(), new FaultList()];
    const agenda = planAgenda(sessions, { languages: [language], locate, faults, warnings });
    expect([...faults.faults, ...warnings.faults]).toEqual([]);
    expect(agenda.rounds.length).toBe(4);
    expect(agenda.sessions.map(({ date, start, end }) => [date, start, end])).toEqual([['2026-12-05', 540, 1020]]);
  }
  expect(spec.tables).toEqual({ number: 14 });
  expect(await readFile(spec.file, 'utf8')).toContain('sortition agenda');
});
