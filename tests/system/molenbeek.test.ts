import { execFile } from 'node:child_process';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Row } from '../support/one-off-pool.js';
import { type CliRun, expectDone, runCli, tempFolder } from '../support/run-cli.js';

/** The main example from the register to the letters, as its README tells it. */

const example = join(import.meta.dirname, '../../examples/molenbeek');
const temp = tempFolder();
const sortition = (...args: string[]): Promise<CliRun> => runCli(args, { cwd: temp.path });
/** The register has spaces at the end of some cells, as exports do. */
const rowsOf = async (name: string): Promise<Row[]> =>
  parse(await readFile(join(temp.path, name), 'utf8'), {
    delimiter: ';',
    columns: true,
    bom: true,
    cast: (cell) => cell.trim(),
  }) as Row[];

/** The text of each page. */
async function pagesOf(name: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)('pdftotext', ['-layout', join(temp.path, name), '-'], {
    maxBuffer: 1e9,
  });
  return stdout.split('\f').slice(0, -1);
}

beforeAll(async () => {
  for (const name of ['sortition.yaml', 'population.yaml', 'quotas.csv', 'quarters.csv', 'office-holders.csv'])
    await cp(join(example, name), join(temp.path, name));
  expectDone(await sortition('invite'));
  expectDone(await sortition('letters', 'invitation'));
  expectDone(await sortition('draw'));
  expectDone(await sortition('letters', 'confirmation'));
  expectDone(await sortition('agenda'));
}, 120_000);

describe('We are Molenbeek', () => {
  test('invites 5,300 people, the historic centre at twice the rate, and the record holds', async () => {
    const invited = await rowsOf('invitation/invited.csv');
    expect(invited.length).toBe(5300);
    expect(invited.filter((row) => row['QUARTIER'] === 'M1').length).toBe(1975);
    expectDone(await sortition('verify', 'invitation/invitation-record.json'));
  });

  test('writes to each in French or Dutch, as the register says', async () => {
    const invited = await rowsOf('invitation/invited.csv');
    const mailing = await rowsOf('post/invitation/mailing.csv');
    expect(mailing.map((row) => row['code'])).toEqual(invited.map((row) => row['reply_code']));
    expect(mailing.map((row) => row['language'])).toEqual(invited.map((row) => (row['LANGUE'] === 'NL' ? 'nl' : 'fr')));
    const pages = await pagesOf('post/invitation/invitation-001.pdf');
    expect(pages.length).toBe(1000);
    for (const [i, row] of mailing.slice(0, 1000).entries()) {
      const page = pages[i] ?? '';
      expect(page).toContain(row['code']);
      expect(page).toContain(row['address_1']);
      expect(page).toMatch(row['language'] === 'nl' ? /Uitnodiging/ : /Invitation/);
    }
  });

  test('confirms the 112 of its panel, each with a receipt of their own', async () => {
    const panel = await rowsOf('draw/panel.csv');
    const pseudonyms = new Map(
      (await readFile(join(temp.path, 'pseudonyms.csv'), 'utf8'))
        .split('\n')
        .map((line) => line.split(',') as [string, string, string])
        .map(([id, pseudonym]) => [id, pseudonym]),
    );
    const pages = await pagesOf('post/confirmation/confirmation-001.pdf');
    expect(pages.length).toBe(112);
    const all = pages.join('\n');
    for (const row of panel) expect(all).toContain(pseudonyms.get(row['NUMÉRO_REGISTRE'] ?? '') ?? 'no pseudonym');
  });

  test('seats them at 14 tables of 8 in four rounds, every table a mirror, and nearly everybody they meet is new', async () => {
    const rows = await rowsOf('sessions/seating.csv');
    expect(rows.length).toBe(112);
    for (const round of [1, 2, 3, 4]) {
      const seats = rows.map((row) => Number(row[`round ${round}`]));
      for (let table = 1; table <= 14; table++) expect(seats.filter((own) => own === table).length).toBe(8);
    }
    const seating = JSON.parse(await readFile(join(temp.path, 'sessions/seating.json'), 'utf8'));
    expect(seating).toMatchObject({ people: 112, meetings_bound: 1568, seats_off_share: 0 });
    expect(seating.meetings).toBeGreaterThanOrEqual(1550);
    const schedules = (await pagesOf('sessions/schedules.pdf')).join('\n');
    for (const row of rows) expect(schedules).toContain(row['name']);
    expect(await readFile(join(temp.path, 'sessions/agenda.nl.md'), 'utf8')).toContain('Feestzaal');
    expect(await readFile(join(temp.path, 'sessions/calendar-the-day.fr.ics'), 'utf8')).toContain(
      'DTSTART:20261205T080000Z',
    );
  });
});
