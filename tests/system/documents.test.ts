import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fingerprintOf, groupsOfFour } from '../../src/core/record/fingerprint.js';
import { ceremonySheet } from '../../src/documents/ceremony-sheet.js';
import { type PanelTable, panelTable } from '../../src/documents/panel-table.js';
import { ceremonies, commitment, largeTable, tables, town } from '../documents/samples.js';
import { boxesIn, expectSound, run, type Word } from '../support/read-pdf.js';

/** Documents as other programs read them: qpdf, poppler, and zbar for what a telephone sees. */

const A4 = { width: 595.28, height: 841.89 };
/** Printers leave about so much white. */
const UNPRINTABLE = 14;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sortition-documents-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let made = 0;
async function put(bytes: Uint8Array): Promise<string> {
  const file = join(folder, `${made++}.pdf`);
  await writeFile(file, bytes);
  return file;
}

/** In the order in which it was written. */
const wordsIn = async (file: string): Promise<string> =>
  (await run('pdftotext', '-raw', file, '-')).replaceAll(/\s+/g, ' ');

function expectWithinPages(words: readonly Word[]): void {
  const outside = words.filter(
    ({ left, right, top, bottom }) =>
      left < UNPRINTABLE || top < UNPRINTABLE || right > A4.width - UNPRINTABLE || bottom > A4.height - UNPRINTABLE,
  );
  expect(outside).toEqual([]);
}

/** Boxes of words that are set well clear of each other meet at most at their edges. */
function expectNoOverlap(words: readonly Word[]): void {
  const touching = 1;
  const overlaps = words.flatMap((a, i) =>
    words
      .slice(i + 1)
      .filter(
        (b) =>
          a.page === b.page &&
          Math.min(a.right, b.right) - Math.max(a.left, b.left) > touching &&
          Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > touching,
      )
      .map((b) => `${a.text} / ${b.text}`),
  );
  expect(overlaps).toEqual([]);
}

const range = (min: number, max: number): string => {
  const [from, to] = [min, max].map((n) => n.toLocaleString('en-GB'));
  return from === to ? `${from}` : `${from}–${to}`;
};

describe('A ceremony sheet', () => {
  test.each(Object.entries(ceremonies))(
    'for %s is sound, and nothing on it overlaps or is cut',
    async (_, ceremony) => {
      const file = await put(await ceremonySheet(ceremony));
      await expectSound(file);
      const words = await boxesIn(file);
      expectWithinPages(words);
      expectNoOverlap(words);
    },
  );

  const printable = Object.entries(ceremonies).filter(([name]) => name !== 'letters that no font has');
  test.each(printable)('for %s says all that is frozen', async (_, ceremony) => {
    const text = await wordsIn(await put(await ceremonySheet(ceremony)));
    expect(text).toContain(groupsOfFour(commitment).join(' '));
    expect(text).toContain(` ${fingerprintOf(commitment)} `);
    expect(text).toContain(`--commitment ${commitment} `);
    // A name without spaces is divided where its column ends.
    const joined = text.replaceAll(' ', '');
    for (const { feature, values } of ceremony.quotas) {
      expect(joined).toContain(`${feature}seats`.replaceAll(' ', ''));
      for (const { value, min, max } of values) {
        expect(joined).toContain((value + range(min, max)).replaceAll(' ', ''));
      }
    }
  });

  test('has a box for each die', async () => {
    const words = await boxesIn(await put(await ceremonySheet(ceremonies['sixty dice and a beacon']!)));
    const small = words.filter(({ page, top, bottom }) => page === 2 && bottom - top < 8);
    const numbers = small.map(({ text }) => text).filter((text) => /^\d+$/.test(text));
    expect(numbers.slice(0, 60)).toEqual(Array.from({ length: 60 }, (_, die) => String(die + 1)));
  });

  test('says when the round of the beacon comes, in UTC', async () => {
    const text = await wordsIn(await put(await ceremonySheet(ceremonies['a beacon']!)));
    const source = ceremonies['a beacon']!.seedSource as { drand: { round: number; time: string } };
    expect(source.drand.time).toBe('2026-07-10T04:40:00Z');
    expect(text).toContain('Round 30,285,012 of drand');
    expect(text).toContain('on Friday 10 July 2026 at 04:40:00 UTC.');
    expect(text).toContain('--beacon drand:30285012 --signature …');
  });

  test.each([
    ['a rehearsal with 25 dice and ids', 'REHEARSAL: nobody is drawn', 'REHEARSAL · '],
    ['a text and taken seats', 'UNCOMMITTED: nothing shows that no other seed was tried first', 'UNCOMMITTED · '],
  ])('of %s says so on every page', async (name, ribbon, footer) => {
    const text = await wordsIn(await put(await ceremonySheet(ceremonies[name]!)));
    expect(text).toContain(ribbon);
    expect(text.split(footer)).toHaveLength(3);
  });

  test('has the commitment as a QR code', async () => {
    const file = await put(await ceremonySheet(town));
    const page = join(folder, 'page');
    await run('pdftoppm', '-r', '150', '-f', '1', '-l', '1', '-png', '-singlefile', file, page);
    expect(await run('zbarimg', '--quiet', '--raw', `${page}.png`)).toBe(`${commitment}\n`);
  });

  test('is heard in order: headings, tables with headers, and what is in the figures', async () => {
    const heard = await run('pdfinfo', '-struct-text', await put(await ceremonySheet(town)));
    const headings = [...heard.matchAll(/^ {2}H[123] .*\n {4}"(.*)"$/gm)].map((at) => at[1]);
    expect(headings).toEqual([
      'We are Molenbeek',
      '1  What is frozen',
      '2  The commitment',
      'Where it was published',
      '3  What is rolled',
      '4  What is typed afterwards',
      '5  Who saw it',
    ]);
    expect(heard.match(/^ {2}Table /gm)).toHaveLength(town.quotas.length);
    expect(heard.match(/Scope \/Row/g)).toHaveLength(town.quotas.flatMap(({ values }) => values).length);
    const structure = await run('pdfinfo', '-struct', await put(await ceremonySheet(town)));
    expect(structure.match(/^ {2}Figure/gm)).toHaveLength(4);
  });
});

describe('A panel table', () => {
  test.each(Object.entries(tables))('of %s is sound, within its pages and complete', async (_, table) => {
    await expectComplete(table);
  });

  test('of 1,000 panels of 112 people takes seconds, and has them all in order', async () => {
    const table = largeTable();
    const started = performance.now();
    await panelTable(table);
    // Three on an idle machine.
    expect(performance.now() - started).toBeLessThan(30_000);
    await expectComplete(table);
  });
});

async function expectComplete({ panels, ...rest }: PanelTable): Promise<void> {
  const file = await put(await panelTable({ panels, ...rest }));
  await expectSound(file);
  expectWithinPages(await boxesIn(file));
  const digits = String(panels.length - 1).length;
  const numbered = (ticket: number): string => String(ticket).padStart(digits, '0');

  const pages = (await run('pdftotext', '-raw', file, '-')).replace(/\f$/, '').split('\f');
  const found: string[] = [];
  let last = '';
  pages.forEach((page, i) => {
    const { range, tokens } = readPage(page, `page ${i + 1} of ${pages.length}`);
    // A panel that is longer than a page has its number on each.
    if (tokens[0] === last) tokens.shift();
    found.push(...tokens);
    const tickets = tokens.filter((token) => token.length === digits && /^\d+$/.test(token));
    if (panels.length > 0) {
      expect(range).toBe([...new Set([tickets[0] ?? last, tickets.at(-1) ?? last])].join(' – '));
    }
    last = tickets.at(-1) ?? last;
  });
  expect(found).toEqual(panels.flatMap((panel, ticket) => [numbered(ticket), ...panel]));
}

/** The range in a page's header, and what stands between header and footer. */
function readPage(page: string, number: string): { range: string; tokens: string[] } {
  const text = page.replaceAll(/\s+/g, ' ');
  const start = text.indexOf(fingerprintOf(commitment)) + fingerprintOf(commitment).length;
  const header = text.slice(0, start);
  const range = / (\d+(?: – \d+)?) page /.exec(` ${header}`)?.[1] ?? '';
  expect(header).toContain(` ${number} `);
  const body = text.slice(start, text.indexOf('Every number stands for one panel'));
  return {
    range,
    tokens: body
      .replace(/^ REHEARSAL: nobody is drawn /, '')
      .split(' ')
      .filter(Boolean),
  };
}
