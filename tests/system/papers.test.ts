import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openPapers } from '../../src/documents/sessions/open-papers.js';
import type { BadgeSheetName, PaperHead, SeatedPanel } from '../../src/documents/sessions/papers.js';
import { bySurname } from '../../src/documents/sessions/people.js';
import { PAPER_LANGUAGES, paperWords } from '../../src/documents/sessions/words.js';
import { allPapers } from '../support/all-papers.js';
import { expectAccessible, expectNoWider, inBrowser, type Looking } from '../support/open-page.js';
import { boxesIn, expectSound, run, type Word } from '../support/read-pdf.js';
import { tempFolder } from '../support/run-cli.js';
import { seatedTown, townHead } from '../support/seated-town.js';

/** The papers of the days as other programs read, measure and show them. */

const temp = tempFolder();
const papers = await openPapers();
const town = seatedTown();

const A4 = { width: 595.28, height: 841.89 };
const points = (mm: number): number => (mm * 72) / 25.4;

let made = 0;
async function put(bytes: Uint8Array | string, ending = 'pdf'): Promise<string> {
  const name = `${made++}.${ending}`;
  await temp.put(name, bytes);
  return join(temp.path, name);
}

/** In the order in which it was written, page by page. */
const pagesOf = async (file: string): Promise<string[]> =>
  (await run('pdftotext', '-raw', file, '-'))
    .split('\f')
    .slice(0, -1)
    .map((page) => page.replaceAll(/\s+/g, ' '));

/** Boxes of words meet at most at their edges; lines are closer than boxes, which have room for accents. */
function expectNoOverlap(words: readonly Word[]): void {
  const overlaps = words.flatMap((a, i) =>
    words
      .slice(i + 1)
      .filter(
        (b) =>
          a.page === b.page &&
          Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
          Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.25 * Math.min(a.bottom - a.top, b.bottom - b.top),
      )
      .map((b) => `${a.page}: ${a.text} / ${b.text}`),
  );
  expect(overlaps).toEqual([]);
}

const small: SeatedPanel = seatedTown({ people: 17, tables: 2 });

describe('Every paper', () => {
  test.each(
    PAPER_LANGUAGES.flatMap(
      (language) =>
        [
          [language, 'draw'],
          [language, 'rehearsal'],
        ] as const,
    ),
  )(
    'in %s, of a %s, is sound, within what printers reach, and has nothing over something else',
    async (language, purpose) => {
      const head: PaperHead = {
        ...townHead(language, purpose),
        title: 'Wir sind Molenbeek, und wir reden mit: Bürgerrat 2026',
      };
      const { rehearsal, rehearsalShort } = paperWords(language);
      const marks = PAPER_LANGUAGES.map((one) => paperWords(one).rehearsal);
      for (const [name, bytes] of Object.entries(await allPapers(papers, small, head))) {
        if (!name.endsWith('.pdf')) continue;
        const file = await put(bytes);
        await expectSound(file);
        const words = await boxesIn(file);
        expect(words.length).toBeGreaterThan(0);
        const outside = words.filter(
          ({ left, right, top, bottom }) => left < 14 || top < 14 || right > A4.width - 14 || bottom > A4.height - 14,
        );
        expect([name, outside]).toEqual([name, []]);
        // The digits of a card are smaller than their boxes; how high they are is measured below.
        expectNoOverlap(words.filter(({ text }) => name !== 'table-cards.pdf' || !/^\d+$/.test(text)));
        for (const page of await pagesOf(file)) {
          // A schedule is in its reader’s language.
          const isMarked =
            name === 'schedules.pdf' ? marks.some((mark) => page.includes(mark)) : page.includes(rehearsal);
          expect([name, isMarked]).toEqual([name, purpose === 'rehearsal']);
          if (name === 'badges.pdf') expect(page.includes(`${rehearsalShort} · `)).toBe(purpose === 'rehearsal');
        }
      }
    },
  );

  test('has no value and no id of anybody in it', async () => {
    const marked = {
      ...small,
      participants: small.participants.map((person) => ({
        ...person,
        id: `canary-${person.id}`,
        values: { age: 'canary' },
      })),
    };
    for (const [name, bytes] of Object.entries(await allPapers(papers, marked, townHead()))) {
      const text = name.endsWith('.pdf') ? (await pagesOf(await put(bytes))).join(' ') : Buffer.from(bytes).toString();
      expect(text).toContain('Molenbeek');
      expect([name, text.includes('canary')]).toEqual([name, false]);
    }
  });
});

describe('For a panel of 112', () => {
  test('a schedule names the person, the table of each round, and who sits there by first names', async () => {
    const file = await put(await papers.schedulesPdf(town, townHead(), { neighbours: 'given' }));
    const halves = (await pagesOf(file)).join(' ');
    const danish = town.participants.findIndex(
      ({ language, givenName }, i) => language === 'da' && i > 10 && givenName !== '',
    );
    const { givenName = '', surname = '' } = town.participants[danish] ?? {};
    const schedule = halves.split('Dit program · ').find((part) => part.includes(`${givenName} ${surname} `)) ?? '';
    town.seating.rounds.forEach((tables, round) => {
      const table = tables.findIndex((people) => people.includes(danish));
      expect(schedule).toMatch(new RegExp(`Bord ${table + 1} Runde ${round + 1}: `));
    });
    expect(schedule).toContain('Lørdag den 5. december 2026, kl. 9.00 til 17.00');
    expect(schedule).toContain('Sammen med dig ved bordet: ');
    expect(halves.split(/(?:Your programme|Votre programme|Uw programma|Ihr Programm|Dit program) · /)).toHaveLength(
      113,
    );
  });

  test('schedules are in the order of the attendance list once their pile is cut, and so are badges', async () => {
    const schedules = await put(await papers.schedulesPdf(small, townHead(), { neighbours: 'none' }));
    const halves = (await pagesOf(schedules)).map((page) => page.split(/\S+ \S+ · We are Molenbeek /).slice(1));
    const pile = [...halves.map(([upper = '']) => upper), ...halves.flatMap(([, lower]) => lower ?? [])];
    const badges = (
      await pagesOf(await put(await papers.badgesPdf(small.participants, townHead(), { sheet: 'cut', names: 'full' })))
    ).flatMap((page) => page.split('We are Molenbeek').slice(0, -1));
    const names = bySurname(small.participants).map((i) => {
      const { givenName = '', surname = '' } = small.participants[i] ?? {};
      return `${givenName}${surname}`.replaceAll(' ', '');
    });
    for (const texts of [pile, badges]) {
      const printed = texts.map((text) => text.replaceAll(' ', ''));
      expect(printed.map((text, i) => text.slice(0, names[i]?.length))).toEqual(names);
    }
  });

  test('a schedule names nobody else where that was chosen, and everybody in full where that was', async () => {
    const text = async (neighbours: 'none' | 'full'): Promise<string> =>
      (await pagesOf(await put(await papers.schedulesPdf(small, townHead(), { neighbours })))).join(' ');
    const none = await text('none');
    for (const language of PAPER_LANGUAGES) expect(none).not.toContain(paperWords(language).atTable);
    // They go by their numbers, which they learn here.
    const { language = 'en' } = small.participants[16] ?? {};
    expect(none).toContain(`${paperWords(language).number} 17 `);
    // Once each: on their own.
    expect(none.split('Преображенская')).toHaveLength(2);
    expect((await text('full')).split('Александра Преображенская').length).toBeGreaterThan(5);
  });

  test('a schedule has the sessions in its reader’s language where they are given', async () => {
    const sessionsIn = { nl: small.sessions.map((session) => ({ ...session, title: 'Samenleven' })) };
    const text = (
      await pagesOf(await put(await papers.schedulesPdf(small, townHead(), { neighbours: 'none', sessionsIn })))
    ).join(' ');
    const titled = await papers.schedulesPdf(small, townHead(), {
      neighbours: 'none',
      titleIn: { nl: 'Wij zijn Molenbeek' },
    });
    expect((await pagesOf(await put(titled))).join(' ')).toContain('Uw programma · Wij zijn Molenbeek');
    const dutch = small.participants.filter(({ language }) => language === 'nl').length;
    expect(dutch).toBeGreaterThan(0);
    expect(text.split(/Samenleven (?!in)/)).toHaveLength(2 * dutch + 1);
  });

  test('a session that is called what the panel is has its day as its name, and the panel’s name stands there once', async () => {
    const title = 'Wir sind Molenbeek';
    const [session] = small.sessions.map((one) => ({ ...one, title }));
    const panel = { ...small, sessions: session === undefined ? [] : [session] };
    const head = { ...townHead('de'), title };
    const first = async (bytes: Uint8Array): Promise<string> => (await pagesOf(await put(bytes)))[0] ?? '';
    // At the head and at the foot; a schedule has no foot, and there are two on a page.
    const options = { neighbours: 'given', titleIn: {} } as const;
    for (const bytes of [
      await papers.agendaPdf(panel.sessions, head),
      await papers.runSheetPdf(panel.sessions, head),
      await papers.attendancePdf(panel, head),
      await papers.facilitatorSheetsPdf(panel, head),
      await papers.schedulesPdf(panel, head, options),
    ])
      expect((await first(bytes)).split(title)).toHaveLength(3);
    const agenda = await first(await papers.agendaPdf(panel.sessions, head));
    expect(agenda).toContain('Samstag, 5. Dezember 2026, 9:00 bis 17:00 Uhr');
  });

  test('a page that goes on says with what, so that pages can come apart', async () => {
    const sessions = Array.from({ length: 7 }, () => small.sessions).flat();
    const names = small.participants.map(({ givenName, surname }) =>
      `${givenName} ${surname}`.trim().replaceAll(' ', ''),
    );
    const schedules = await pagesOf(
      await put(await papers.schedulesPdf({ ...small, sessions }, townHead(), { neighbours: 'none' })),
    );
    expect(schedules.length).toBeGreaterThan(2 * names.length);
    // Long names are divided among two lines.
    for (const page of schedules) expect(names.some((name) => page.replaceAll(' ', '').includes(name))).toBe(true);
    // Rounds that go on say of which day they are.
    for (const page of schedules) expect(page).toMatch(/(?:5|6)\.? \S+ 2026/);
    const sheets = await pagesOf(await put(await papers.facilitatorSheetsPdf({ ...small, sessions }, townHead('nl'))));
    expect(sheets.length).toBeGreaterThan(4);
    for (const page of sheets) expect(page).toMatch(/Tafel [12] /);
    const lists = await pagesOf(await put(await papers.attendancePdf(town, townHead('fr'))));
    for (const page of lists) expect(page).toMatch(/Vivre ensemble|Our recommendations/);
  });

  test('whoever has no table in a round is told to ask', async () => {
    const rounds = small.seating.rounds.map((tables) => tables.map((people) => people.filter((one) => one !== 4)));
    const without = { ...small, seating: { rounds } };
    const text = (
      await pagesOf(await put(await papers.schedulesPdf(without, townHead(), { neighbours: 'none' })))
    ).join(' ');
    const asks = PAPER_LANGUAGES.map((language) => text.split(paperWords(language).noTable).length - 1);
    expect(asks.reduce((sum, count) => sum + count)).toBe(4);
  });

  test('the attendance list has everybody once for each session, in the order of surnames, with their first table', async () => {
    const pages = await pagesOf(await put(await papers.attendancePdf(town, townHead('fr'))));
    expect(pages).toHaveLength(10);
    const text = pages.join(' ');
    expect(text.split('112 personnes')).toHaveLength(3);
    expect(text.split('Преображенская Александра')).toHaveLength(3);
    const numbers = pages
      .slice(0, 5)
      .flatMap((page) => [...page.matchAll(/(?<= )(\d+) (?=[\p{L}–])/gu)].map(([, n]) => Number(n)));
    for (let i = 1; i <= 112; i++) expect(numbers).toContain(i);
    const greek = town.participants.findIndex(({ givenName }) => givenName === 'Αλεξάνδρα');
    const first = town.seating.rounds[0]?.findIndex((people) => people.includes(greek)) ?? -1;
    expect(pages.slice(0, 5).join(' ')).toMatch(new RegExp(`Κωνσταντινίδη Αλεξάνδρα ${first + 1} `));
  });

  test('a facilitator’s sheet has first names, languages and the task, and no surnames', async () => {
    const facilitators = town.seating.rounds.map((tables) =>
      tables.map(() => ({ name: 'Kim Bakker', languages: ['fr'] })),
    );
    const needs = town.participants.map(({ language }, i) => (i === 3 ? ['ar', 'fr'] : [language]));
    const pages = await pagesOf(
      await put(await papers.facilitatorSheetsPdf(town, townHead('nl'), { facilitators, needs })),
    );
    const text = pages.join(' ');
    expect(text).toContain(
      'Blad voor de gespreksleider · We are Molenbeek Tafel 1 Ronde 1: What worries us, what gives us hope',
    );
    expect(text).toContain('Gespreksleider: Kim Bakker Opdracht: Everybody speaks once');
    expect(text).toContain('Александра ar, Frans');
    expect(text).toMatch(/Talen: Frans \(\d\), .*gespreksleider niet: /);
    for (const { surname } of town.participants)
      if (surname.length > 3 && surname !== 'Mononymous')
        expect([surname, text.includes(surname)]).toEqual([surname, false]);
    for (const tables of town.seating.rounds) expect(text).toContain(`Tafel ${tables.length} `);
  });

  test('the run sheet leaves no minute out', async () => {
    const text = (await pagesOf(await put(await papers.runSheetPdf(town.sessions, townHead())))).join(' ');
    for (const one of [
      '09:00–09:30 30 min',
      '16:50–17:00 10 min Nothing planned',
      '☐ 14 flip charts',
      'Two at the door from 8:15',
    ])
      expect(text).toContain(one);
    // From each end to the next beginning, there is nothing between.
    const saturday = text.slice(0, text.indexOf('Our recommendations'));
    const spans = [...saturday.matchAll(/(\d\d:\d\d)–(\d\d:\d\d)/g)];
    expect(spans.length).toBe(13);
    expect(spans.slice(1).map(([, from]) => from)).toEqual(spans.slice(0, -1).map(([, , to]) => to));
  });

  test('a table card has the word in the languages that are asked for, and its number 8 cm high on both sides', async () => {
    const file = await put(await papers.tableCardsPdf(14, townHead('fr'), { languages: ['fr', 'nl', 'en'] }));
    const pages = await pagesOf(file);
    for (const [i, page] of pages.entries()) expect(page).toContain(`Table · Tafel ${i + 1} We are Molenbeek`);
    const card = await inkOf(file, 14);
    const { height, width } = card;
    // The digits are the only ink in the middle of each half.
    for (const [from, to] of [
      [0.57, 0.92],
      [0.08, 0.43],
    ] as const) {
      const rows = card.rowsWithInk().filter((y) => y > from * height && y < to * height);
      expect((Math.max(...rows) - Math.min(...rows)) / card.perMm).toBeGreaterThan(78);
    }
    // One half is the other, turned round.
    let differing = 0;
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        if (Math.abs(card.at(x, y) - card.at(width - 1 - x, height - 1 - y)) > 128) differing++;
    expect(differing / (width * height)).toBeLessThan(0.01);
  });
});

/** A rendered page: how dark each of its points is. */
interface Ink {
  readonly width: number;
  readonly height: number;
  readonly perMm: number;
  at(x: number, y: number): number;
  rowsWithInk(): number[];
}

const DPI = 300;

async function inkOf(file: string, page: number): Promise<Ink> {
  const root = file.replace(/\.pdf$/, `-${page}`);
  await run('pdftoppm', '-r', String(DPI), '-gray', '-f', `${page}`, '-l', `${page}`, '-singlefile', file, root);
  const bytes = readFileSync(`${root}.pgm`);
  const [header = '', width = 0, height = 0] =
    /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 40).toString('latin1')) ?? [];
  const start = header.length;
  const [columns, rows] = [Number(width), Number(height)];
  const at = (x: number, y: number): number => 255 - (bytes[start + y * columns + x] ?? 255);
  return {
    width: columns,
    height: rows,
    perMm: DPI / 25.4,
    at,
    rowsWithInk: () =>
      Array.from({ length: rows }, (_, y) => y).filter((y) => {
        for (let x = 0; x < columns; x++) if (at(x, y) > 128) return true;
        return false;
      }),
  };
}

/** As they are published (docs/papers.md), not as the code has them. In millimetres. */
const PUBLISHED: Readonly<
  Record<Exclude<BadgeSheetName, 'cut'>, { size: [number, number]; lefts: number[]; tops: number[] }>
> = {
  L4785: { size: [80, 50], lefts: [17.5, 112.5], tops: [13.5, 68.5, 123.5, 178.5, 233.5] },
  L7418: { size: [86, 55], lefts: [19, 105], tops: [38.5, 93.5, 148.5, 203.5] },
  C32011: { size: [85, 54], lefts: [15, 110], tops: [13.5, 67.5, 121.5, 175.5, 229.5] },
};
const TOLERANCE = 0.5;

describe('Badges', () => {
  // No letter of it reaches below the line.
  const head: PaperHead = { ...townHead('fr'), title: 'HMolenbeekH' };

  test.each(Object.entries(PUBLISHED))(
    'on %s lie in the middle of theirs, within half a millimetre',
    async (name, sheet) => {
      const file = await put(
        await papers.badgesPdf(town.participants, head, { sheet: name as BadgeSheetName, names: 'full' }),
      );
      const ink = await inkOf(file, 1);
      const [width, height] = sheet.size;
      const inset = 4;
      const places = sheet.tops.flatMap((top) => sheet.lefts.map((left) => ({ left, top })));
      const covered = new Uint8Array(ink.width * ink.height);
      for (const { left, top } of places) {
        // What is printed on this badge at all, and the line at its foot.
        const box = inkWithin(ink, { left, top, width, height }, covered);
        const foot = inkWithin(ink, { left, top: top + height - inset - 3.5, width, height: inset + 3.5 });
        expect(box.left).toBeGreaterThanOrEqual(left + inset - TOLERANCE);
        expect(box.right).toBeLessThanOrEqual(left + width - inset + TOLERANCE);
        expect(box.top).toBeGreaterThanOrEqual(top + inset - TOLERANCE);
        expect(Math.abs((foot.left + foot.right) / 2 - (left + width / 2))).toBeLessThan(TOLERANCE);
        expect(Math.abs(foot.bottom - (top + height - inset))).toBeLessThan(TOLERANCE);
      }
      // And nothing anywhere else on the sheet.
      let stray = 0;
      for (let y = 0; y < ink.height; y++)
        for (let x = 0; x < ink.width; x++) if (ink.at(x, y) > 128 && covered[y * ink.width + x] === 0) stray++;
      expect(stray).toBe(0);
    },
  );

  test('on a plain sheet have marks at every edge, to cut 90 × 60 mm, and outside the badges alone', async () => {
    const file = await put(
      await papers.badgesPdf(town.participants.slice(0, 1), head, { sheet: 'cut', names: 'full' }),
    );
    const ink = await inkOf(file, 1);
    const marksIn = (area: Area, along: 'x' | 'y'): number[] => groupsOf(ink, area, along);
    const edges = { x: [15, 105, 195], y: [28.5, 88.5, 148.5, 208.5, 268.5] };
    const areas = [
      [{ left: 0, top: 20, width: 210, height: 6 }, 'x', edges.x],
      [{ left: 0, top: 271, width: 210, height: 6 }, 'x', edges.x],
      [{ left: 7, top: 0, width: 6, height: 297 }, 'y', edges.y],
      [{ left: 197, top: 0, width: 6, height: 297 }, 'y', edges.y],
    ] as const;
    for (const [area, along, expected] of areas) {
      const marks = marksIn(area, along);
      expect(marks).toHaveLength(expected.length);
      for (const [i, mark] of marks.entries()) expect(Math.abs(mark - (expected[i] ?? 0))).toBeLessThan(TOLERANCE);
    }
    // The second badge is nobody’s, and empty up to its edges.
    expect(inkWithin(ink, { left: 105.3, top: 28, width: 89.4, height: 61 }).right).toBe(Number.NEGATIVE_INFINITY);
  });

  test('show every name whole, however long', async () => {
    for (const sheet of ['L4785', 'L7418', 'C32011', 'cut'] as const) {
      const pages = await pagesOf(await put(await papers.badgesPdf(town.participants, head, { sheet, names: 'full' })));
      const text = pages.join('').replaceAll(' ', '');
      for (const { givenName, surname } of town.participants)
        expect(text).toContain(`${givenName}${surname}HMolenbeekH`.replaceAll(' ', ''));
    }
  });

  test('leave the surname out where that was chosen', async () => {
    const pages = await pagesOf(
      await put(await papers.badgesPdf(town.participants, head, { sheet: 'cut', names: 'given' })),
    );
    expect(pages.join(' ')).toContain('Александра HMolenbeekH');
    expect(pages.join(' ')).not.toContain('Преображенская');
  });
});

interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Edges of the ink in a part of a page, in millimetres from the page’s left and upper edge. */
function inkWithin(ink: Ink, { left, top, width, height }: Area, covered?: Uint8Array) {
  const found = {
    left: Number.POSITIVE_INFINITY,
    right: Number.NEGATIVE_INFINITY,
    top: Number.POSITIVE_INFINITY,
    bottom: Number.NEGATIVE_INFINITY,
  };
  for (let y = Math.ceil(top * ink.perMm); y < (top + height) * ink.perMm; y++) {
    for (let x = Math.ceil(left * ink.perMm); x < (left + width) * ink.perMm; x++) {
      if (covered !== undefined) covered[y * ink.width + x] = 1;
      if (ink.at(x, y) <= 128) continue;
      found.left = Math.min(found.left, x / ink.perMm);
      found.right = Math.max(found.right, (x + 1) / ink.perMm);
      found.top = Math.min(found.top, y / ink.perMm);
      found.bottom = Math.max(found.bottom, (y + 1) / ink.perMm);
    }
  }
  return found;
}

/** The middles of what is drawn in a strip, along it. */
function groupsOf(ink: Ink, { left, top, width, height }: Area, along: 'x' | 'y'): number[] {
  const [start, length] = along === 'x' ? [left, width] : [top, height];
  const middle = Math.round((along === 'x' ? top + height / 2 : left + width / 2) * ink.perMm);
  const middles: number[] = [];
  let from: number | undefined;
  for (let i = Math.ceil(start * ink.perMm); i <= (start + length) * ink.perMm; i++) {
    const isDark = (along === 'x' ? ink.at(i, middle) : ink.at(middle, i)) > 60;
    if (isDark) from ??= i;
    else if (from !== undefined) {
      middles.push((from + i) / 2 / ink.perMm);
      from = undefined;
    }
  }
  return middles;
}

describe('The agenda in a browser', () => {
  const browser = inBrowser();
  const open = async (html: string, options: Parameters<Looking['open']>[1], look: Parameters<Looking['open']>[2]) =>
    browser.open(await put(html, 'html'), { ...options, bypassCSP: true }, look);

  const looks = PAPER_LANGUAGES.flatMap((language, i) =>
    [390, 1280].map((width) => ({
      language,
      width,
      colorScheme: i % 2 === 0 ? ('light' as const) : ('dark' as const),
    })),
  );

  test.each(looks)(
    'is accessible and no wider than the screen: $language, $width, $colorScheme',
    async ({ language, width, colorScheme }) => {
      const purpose = language === 'en' ? 'rehearsal' : 'draw';
      const head = { ...townHead(language, purpose), title: `Bürgerrat ${'Donaudampfschifffahrt'.repeat(4)}` };
      await open(
        papers.agendaHtml(town.sessions, head),
        { colorScheme, viewport: { width, height: 800 } },
        async (page) => {
          await expectAccessible(page);
          await expectNoWider(page);
        },
      );
    },
  );

  test('prints on A4, dark screen or not, with everything on it', async () => {
    await open(papers.agendaHtml(town.sessions, townHead('de')), { colorScheme: 'dark' }, async (page) => {
      const file = await put(await page.pdf({ preferCSSPageSize: true }));
      const info = await run('pdfinfo', file);
      expect(info).toMatch(/Page size: +59[45]\.\d+ x 84[12]/);
      const text = (await pagesOf(file)).join(' ');
      for (const { blocks } of town.sessions) for (const { title } of blocks) expect(text).toContain(title);
      // Ink on white: nobody prints a dark page.
      const first = await inkOf(file, 1);
      expect(first.at(5, 5)).toBe(0);
    });
  });
});

test('A word stays clear of the fold of a table card', async () => {
  const file = await put(await papers.tableCardsPdf(1, townHead()));
  const fold = A4.height / 2;
  const near = (await boxesIn(file)).filter(
    ({ text, top, bottom }) => !/\d/.test(text) && top < fold + points(4) && bottom > fold - points(4),
  );
  expect(near).toEqual([]);
});
