import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { objectivesPage } from '../../src/documents/report/objectives-page.js';
import { reportPage } from '../../src/documents/report/report-page.js';
import { summaryPdf } from '../../src/documents/report/summary-pdf.js';
import { REPORT_LANGUAGES, reportWords } from '../../src/documents/report/words.js';
import { expectAccessible, expectNoWider, inBrowser, type Looking } from '../support/open-page.js';
import { expectSound, run } from '../support/read-pdf.js';
import { PERSON, reportedTown } from '../support/reported-town.js';
import { tempFolder } from '../support/run-cli.js';

/** The report as a browser and PDF readers show it. */

const temp = tempFolder();
const town = await reportedTown();
const { steps, figures } = town.facts.chances;
const compared = {
  ...{ title: town.title, seats: 24, pool: 240, unseatable: 0, version: '0' },
  objectives: ['leximin', 'nash', 'minimax'].map((objective) => ({ objective, steps, figures })),
};

let made = 0;
async function put(content: string | Uint8Array, ending: string): Promise<string> {
  const name = `${made++}.${ending}`;
  await temp.put(name, content);
  return join(temp.path, name);
}

describe('In a browser', () => {
  const browser = inBrowser();
  const open = async (html: string, options: Parameters<Looking['open']>[1], look: Parameters<Looking['open']>[2]) =>
    browser.open(await put(html, 'html'), options, look);

  const looks = REPORT_LANGUAGES.flatMap((language) =>
    [390, 1280].flatMap((width) =>
      (['light', 'dark'] as const).map((colorScheme) => ({ language, width, colorScheme })),
    ),
  );

  test.each(looks)(
    'is accessible and no wider than the screen: $language, $width, $colorScheme',
    async ({ language, width, colorScheme }) => {
      for (const html of [await reportPage(town, language), await objectivesPage(compared, language)])
        await open(html, { colorScheme, viewport: { width, height: 800 }, bypassCSP: true }, async (page) => {
          await page.evaluate('document.querySelectorAll("details").forEach((part) => (part.open = true))');
          await expectAccessible(page);
          await expectNoWider(page);
        });
    },
  );

  test.each(REPORT_LANGUAGES)('no text of a chart is cut off: %s', async (language) => {
    await open(await reportPage(town, language), { viewport: { width: 390, height: 800 } }, async (page) => {
      const cut = await page.evaluate(`[...document.querySelectorAll('svg text')].filter((text) => {
        const [own, all] = [text.getBoundingClientRect(), text.closest('svg').getBoundingClientRect()];
        return text.textContent !== '' && (own.left < all.left - 1 || own.right > all.right + 1 || own.top < all.top - 1 || own.bottom > all.bottom + 1);
      }).map((text) => text.textContent)`);
      expect(cut).toEqual([]);
    });
  });

  test('draws its bars in the colours of the page, light and dark', async () => {
    const colours: unknown[] = [];
    for (const colorScheme of ['light', 'dark'] as const)
      await open(await reportPage(town, 'en'), { colorScheme }, async (page) => {
        colours.push(await page.evaluate(`getComputedStyle(document.querySelector('svg [fill="var(--panel)"]')).fill`));
      });
    expect(colours).toEqual(['rgb(18, 72, 92)', 'rgb(165, 220, 240)']);
  });

  test('of a rehearsal says so on every sheet that is printed, and is accessible', async () => {
    const rehearsal = await reportedTown({}, { purpose: 'rehearsal' });
    await open(await reportPage(rehearsal, 'en'), { bypassCSP: true }, async (page) => {
      await expectAccessible(page);
      const file = await put(await page.pdf({ preferCSSPageSize: true }), 'pdf');
      const sheets = (await run('pdftotext', '-raw', file, '-')).split('\f').slice(0, -1);
      expect(sheets.length).toBeGreaterThan(1);
      for (const sheet of sheets) expect(sheet).toContain('REHEARSAL');
    });
  });

  test('prints on A4 with everything on it, details too', async () => {
    await open(await reportPage(town, 'en'), { colorScheme: 'dark' }, async (page) => {
      const file = await put(await page.pdf({ preferCSSPageSize: true }), 'pdf');
      expect(await run('pdfinfo', file)).toMatch(/Page size: +59[45]\.\d+ x 84[12]/);
      const text = (await run('pdftotext', '-raw', file, '-')).replaceAll(/\s+/g, ' ');
      const [cross] = town.facts.crosses;
      const [cell] = cross?.cells ?? [];
      const nameOf = (f = 0, row = 0) => town.facts.features[f]?.rows[row]?.names.join(', ');
      expect(text).toContain(`${nameOf(cross?.of[0], cell?.row)} × ${nameOf(cross?.of[1], cell?.column)}`);
      expect(text).toContain(town.record.commitment.slice(0, 20));
    });
  });
});

test.each(REPORT_LANGUAGES)(
  'The summary in %s is a sound page, within its margins, and names nobody',
  async (language) => {
    for (const content of [town, await reportedTown({}, { purpose: 'rehearsal' })]) {
      const file = await put(await summaryPdf(content, language), 'pdf');
      await expectSound(file);
      expect(await run('pdfinfo', file)).toMatch(/Pages: +1\n/);
      const text = (await run('pdftotext', '-raw', file, '-')).replaceAll(/\s+/g, ' ');
      expect(text).toContain(reportWords(language).status[content.record.status]);
      expect(text).toContain(content.record.commitment);
      expect(text).not.toContain(PERSON);
    }
  },
);
