import { describe, expect, test } from 'vitest';
import { FaultList } from '../../../src/core/errors.js';
import { LONGEST_WITHOUT_BREAK, planAgenda } from '../../../src/core/sessions/agenda.js';
import { clock, dayAfter } from '../../../src/core/sessions/clock.js';
import type { BlockKind } from '../../../src/core/sessions/model.js';
import type { WrittenBlock, WrittenSession } from '../../../src/core/sessions/written.js';
import fc from '../../support/laws.js';

const block = (kind: BlockKind, times: Partial<WrittenBlock> = {}): WrittenBlock => ({
  kind,
  speakers: [],
  materials: [],
  ...times,
});
const session = (blocks: readonly WrittenBlock[], own: Partial<WrittenSession> = {}): WrittenSession => ({
  id: 'day',
  title: 'The day',
  date: '2026-12-05',
  timeZone: 'Europe/Brussels',
  place: 'Town hall',
  start: 540,
  blocks,
  ...own,
});

function plan(written: readonly WrittenSession[], languages = ['en']) {
  const faults = new FaultList();
  const warnings = new FaultList();
  const locate = (i: number, j?: number) => ({ file: 'sortition.yaml', row: 100 * i + (j ?? 99) });
  const agenda = planAgenda(written, { languages, locate, faults, warnings });
  const told = (list: FaultList) => list.faults.map(({ code, where }) => [code, where.row]);
  return { agenda, faults: told(faults), warnings: told(warnings), all: [...faults.faults, ...warnings.faults] };
}
const timesOf = (written: readonly WrittenSession[]) =>
  plan(written).agenda.sessions.flatMap(({ blocks }) =>
    blocks.map(({ start, minutes }) => `${clock(start)}–${clock(start + minutes)}`),
  );

describe('Times', () => {
  test('follow from lengths, from begins and from ends, in any mixture', () => {
    const blocks = [
      block('arrival', { minutes: 30 }),
      block('plenary', { until: 600 }),
      block('tables', { at: 600 }),
      block('break', { at: 660, minutes: 15 }),
      block('closing'),
    ];
    expect(timesOf([session(blocks, { end: 700 })])).toEqual([
      ...['09:00–09:30', '09:30–10:00', '10:00–11:00', '11:00–11:15', '11:15–11:40'],
    ]);
  });

  test('of blocks that have only lengths fill the session without a gap, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 9 }), (lengths) => {
        const { agenda, faults, all } = plan([session(lengths.map((minutes) => block('plenary', { minutes })))]);
        const [day] = agenda.sessions;
        expect(faults).toEqual([]);
        expect(all.filter(({ code }) => code !== 'BREAK_MISSING')).toEqual([]);
        expect((day?.end ?? 0) - (day?.start ?? 0)).toBe(lengths.reduce((sum, own) => sum + own, 0));
        let now = day?.start;
        for (const { start, minutes } of day?.blocks ?? []) {
          expect(start).toBe(now);
          now = start + minutes;
        }
      }),
    );
  });

  test('start with the first block where the session says nothing', () => {
    const { start: _, ...open } = session([block('arrival', { at: 510, minutes: 20 })]);
    expect(plan([open]).agenda.sessions[0]).toMatchObject({ start: 510, end: 530 });
  });
});

describe('What cannot be is a fault, with its place', () => {
  test.each([
    [
      'an overlap',
      [block('plenary', { minutes: 60 }), block('break', { at: 570, minutes: 15 })],
      {},
      'BLOCK_OVERLAP',
      1,
    ],
    ['a session past its end', [block('plenary', { minutes: 61 })], { end: 600 }, 'SESSION_PAST_END', 99],
    ['a block before the start', [block('plenary', { at: 500, minutes: 30 })], {}, 'SESSION_BEFORE_START', 99],
    ['a block without a length', [block('plenary'), block('break', { minutes: 15 })], {}, 'BLOCK_LENGTH_MISSING', 0],
    ['a block that ends before it begins', [block('plenary', { at: 600, until: 590 })], {}, 'BLOCK_BACKWARDS', 0],
    ['two lengths', [block('plenary', { until: 590, minutes: 49 })], {}, 'BLOCK_LENGTH_TWICE', 0],
    ['the night', [block('plenary', { at: 1430, minutes: 20 })], { start: 1430 }, 'BLOCK_PAST_MIDNIGHT', 0],
  ] as const)('%s', (_, blocks, own, code, row) => {
    const { faults } = plan([session(blocks, own)]);
    expect(faults[0]).toEqual([code, row]);
  });

  test('two sessions at once', () => {
    const one = session([block('plenary', { minutes: 60 })]);
    const other = session([block('plenary', { minutes: 60 })], { id: 'other', start: 599 });
    expect(plan([other, one]).faults).toEqual([['SESSION_OVERLAP', 99]]);
    expect(plan([one, { ...other, start: 600 }]).faults).toEqual([]);
  });

  test('one id for two sessions', () => {
    const one = session([block('plenary', { minutes: 60 })]);
    expect(plan([one, { ...one, date: '2026-12-06' }]).faults).toEqual([['SESSION_ID_TWICE', 199]]);
  });
});

describe('What can be but should not is said', () => {
  test('a gap, by its minutes', () => {
    const { warnings, all } = plan([
      session([block('plenary', { minutes: 30 }), block('break', { at: 580, minutes: 15 })], { end: 600 }),
    ]);
    expect(warnings).toEqual([
      ['BLOCK_GAP', 1],
      ['BLOCK_GAP', 99],
    ]);
    expect(all[0]?.message).toContain('from 09:30 to 09:40');
    expect(all[1]?.message).toContain('from 09:55 to 10:00');
  });

  test('more than 100 minutes without a break, at the block that is too much, once', () => {
    const long = (minutes: number) => [
      block('arrival', { minutes: 200 }),
      block('expert', { minutes: 60 }),
      block('questions', { minutes }),
      block('tables', { minutes: 1 }),
      block('meal', { minutes: 30 }),
      block('voting', { minutes: 60 }),
    ];
    expect(plan([session(long(LONGEST_WITHOUT_BREAK - 61))]).warnings).toEqual([]);
    const { warnings, all } = plan([session(long(LONGEST_WITHOUT_BREAK - 59))]);
    expect(warnings).toEqual([['BREAK_MISSING', 2]]);
    expect(all[0]?.message).toContain('102 minutes');
  });
});

test('Rounds are counted over all sessions in the order of their dates', () => {
  const tables = block('tables', { minutes: 30 });
  const later = session([tables, block('break', { minutes: 10 }), { ...tables, tables: { number: 3 } }], {
    id: 'later',
  });
  const sooner = session([tables], { id: 'sooner', date: '2026-11-05' });
  const { agenda } = plan([later, sooner]);
  expect(agenda.sessions.map(({ id, blocks }) => [id, blocks.map(({ round }) => round)])).toEqual([
    ['sooner', [0]],
    ['later', [1, undefined, 2]],
  ]);
  expect(agenda.rounds.map(({ session: of, tables: own }) => [of, own])).toEqual([
    [0, undefined],
    [1, undefined],
    [1, { number: 3 }],
  ]);
});

test('Titles come in the reader’s language, or the first that there is; a block without one is called what it is', () => {
  const blocks = [block('meal', { minutes: 30 }), block('plenary', { minutes: 30, title: { nl: 'Welkom' } })];
  const titles = (languages: string[]) =>
    plan([session(blocks)], languages).agenda.sessions[0]?.blocks.map(({ title }) => title);
  expect(titles(['da', 'en'])).toEqual(['Måltid', 'Welkom']);
  expect(titles(['xx', 'fr'])).toEqual(['Repas', 'Welkom']);
});

test('Days are counted over months and leap years', () => {
  expect(dayAfter('2027-12-25', 14)).toBe('2028-01-08');
  expect(dayAfter('2028-02-28', 1)).toBe('2028-02-29');
});
