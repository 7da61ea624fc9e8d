import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SortitionError } from '../../src/core/errors.js';
import { findProcess } from '../../src/io/process-file.js';
import { letterSettings } from '../support/letter-process.js';
import { tempFolder } from '../support/run-cli.js';

const temp = tempFolder();
let made = 0;

async function read(letters: string) {
  const text = `title: A\nregister: { file: r.csv, id: id }\nquotas: q.csv\npanel: { size: 3 }\n${letters}`;
  return findProcess(join(temp.path, await temp.put(`${made++}.yaml`, text)));
}

/** Line and key of each fault, and what it should be. */
async function faultsOf(letters: Readonly<Record<string, string>>): Promise<(readonly [string, string])[]> {
  const error = await read(`letters:\n${letterSettings(letters)}`).catch((thrown: unknown) => thrown);
  if (!(error instanceof SortitionError)) return [];
  const faults = error.faults.length > 0 ? error.faults : [error];
  return faults.map(({ where, args }) => [where.column ?? '', String((args as { expected?: unknown }).expected ?? '')]);
}

test('The settings that docs/letters.md shows are read, with their defaults', async () => {
  const [, shown = ''] =
    /```yaml\n(letters:\n[\s\S]*?)```/.exec(readFileSync(join(import.meta.dirname, '../../docs/letters.md'), 'utf8')) ??
    [];
  const { letters } = await read(shown);
  expect(letters).toMatchObject({
    window: 'belgian',
    recipient: {
      lines: [
        [{ column: 'PRÉNOM' }, { column: 'NOM' }],
        [{}, {}, { before: 'bte', column: 'BOÎTE' }],
        [{}, {}],
      ],
    },
    language: { column: 'LANGUE', otherwise: 'fr' },
    dates: { posted: { reminder: '2026-10-15' }, replyBy: { invitation: '2026-10-25', regret: '2026-10-25' } },
    reply: { hasCard: false },
    batch: 1000,
    isTwoSided: false,
    values: { bus: 'line 86' },
  });
  expect(letters?.sender.logo).toBe(join(temp.path, 'logo.png'));
  expect(letters?.dates.posted).not.toHaveProperty('regret');
});

const days = (changed: string): string => `{ posted: 2026-10-01, sessions: [2026-12-05, 2026-12-12], ${changed} }`;

test.each<[string, string, string, string]>([
  [
    'replies before posting',
    'reply_by: 2026-10-01',
    'letters.dates.reply_by',
    'a day after the letters are posted, 2026-10-01',
  ],
  [
    'replies on the day of the session',
    'reply_by: 2026-12-05',
    'letters.dates.reply_by',
    'a day before the first session, 2026-12-05',
  ],
  [
    'a draw before replies are in',
    'reply_by: 2026-10-20, lottery: 2026-10-19',
    'letters.dates.lottery',
    'a day after replies are in, 2026-10-20',
  ],
  [
    'a draw after the session',
    'lottery: 2026-12-06',
    'letters.dates.lottery',
    'a day before the first session, 2026-12-05',
  ],
  [
    'alternates called before the draw',
    'lottery: 2026-11-10, alternate_until: 2026-11-01',
    'letters.dates.alternate_until',
    'a day after the draw, 2026-11-10',
  ],
  [
    'alternates called after the last session',
    'alternate_until: 2026-12-13',
    'letters.dates.alternate_until',
    'no later than the last session, 2026-12-12',
  ],
  [
    'data deleted between the sessions',
    'data_kept_until: 2026-12-06',
    'letters.dates.data_kept_until',
    'no earlier than the last session, 2026-12-12',
  ],
])('Days in the wrong order are refused with their line: %s', async (_, changed, key, expected) => {
  expect(await faultsOf({ dates: days(changed) })).toEqual([[key, expected]]);
});

test('A reminder posted after the deadline is refused, the invitation being in time', async () => {
  const dates =
    '{ posted: { invitation: 2026-10-01, reminder: 2026-10-26 }, reply_by: 2026-10-25, sessions: [2026-12-05] }';
  expect(await faultsOf({ dates })).toEqual([
    ['letters.dates.reply_by', 'a day after the letters are posted, 2026-10-26'],
  ]);
});

test('Days in order are taken', async () => {
  const all = 'reply_by: 2026-10-20, lottery: 2026-10-20, alternate_until: 2026-12-12, data_kept_until: 2026-12-12';
  expect(await faultsOf({ dates: days(all) })).toEqual([]);
});

test('Languages are each person’s own or everybody’s: one of the two', async () => {
  expect(await faultsOf({ languages: '[fr]' })).toEqual([
    ['letters.languages', 'left out, as letters.language gives each person their own'],
  ]);
  expect((await faultsOf({ language: '' })).map(([key]) => key)).toEqual(['letters.languages']);
});

test('A window that leaves the sheet, a link without the code and a blank line are refused', async () => {
  expect(await faultsOf({ window: '{ custom: { x: 150, y: 270, width: 90, height: 40, lines: 6 } }' })).toEqual([
    ['letters.window.custom.width', '60 or less, as x is 150'],
    ['letters.window.custom.height', '27 or less, as y is 270'],
  ]);
  expect((await faultsOf({ reply: '{ link: https://example.org }' })).map(([key]) => key)).toEqual([
    'letters.reply.link',
  ]);
  expect((await faultsOf({ window: 'swiss' })).map(([key]) => key)).toEqual(['letters.window']);
  expect((await faultsOf({ recipient: '{ lines: [] }' })).map(([key]) => key)).toEqual(['letters.recipient.lines']);
});
