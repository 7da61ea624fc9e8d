import { describe, expect, test } from 'vitest';
import { fingerprintOf } from '../../../src/core/record/fingerprint.js';
import { numbersIn } from '../../../src/documents/report/numbers.js';
import { objectivesPage } from '../../../src/documents/report/objectives-page.js';
import { reportPage } from '../../../src/documents/report/report-page.js';
import { summaryPdf } from '../../../src/documents/report/summary-pdf.js';
import { REPORT_LANGUAGES, reportWords } from '../../../src/documents/report/words.js';
import { PERSON, reportedTown } from '../../support/reported-town.js';

const town = await reportedTown();

describe.each(REPORT_LANGUAGES)('The report in %s', (language) => {
  test('is one page that asks for nothing, whose ids are its own, the same every time', async () => {
    const page = await reportPage(town, language);
    expect(page).toBe(await reportPage(town, language));
    expect(page).toContain(`<html lang="${language}">`);
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|https?:(?!\/\/www\.w3\.org)/);
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, anchor = ''] of page.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(anchor);
    expect(page).not.toMatch(/undefined|NaN|Infinity|\[object/);
    expect(page).toContain('&lt;Donaudampfschifffahrtsgesellschaft&gt; &amp; Freunde');
  });

  test('names nobody, not even by pseudonym', async () => {
    expect(town.record.panel[0]).toContain(PERSON);
    expect(await reportPage(town, language)).not.toContain(PERSON);
  });

  test('has a text for every chart, with the figures that the table beside it has', async () => {
    const page = await reportPage(town, language);
    const charts = [...page.matchAll(/<svg [^>]*role="img" aria-label="([^"]+)"/g)].map(([, alt = '']) => alt);
    expect(charts.length).toBe([...page.matchAll(/<svg/g)].length);
    expect(charts.length).toBe(3 + town.facts.features.length + 1);
    const numbers = numbersIn(language);
    const alt = charts.find((text) => text.includes('Feature 1')) ?? '';
    const feature = town.facts.features.find(({ feature: name }) => name === 'Feature 1');
    for (const row of feature?.rows ?? []) {
      expect(alt).toContain(row.names.join(', '));
      expect(alt).toContain(numbers.percent(row.panel / 24));
      expect(page).toContain(`<td>${numbers.percent(row.panel / 24)}</td><td>${numbers.count(row.panel)}</td>`);
    }
  });

  test('tells its status first, and the commitment in full', async () => {
    const words = reportWords(language);
    const page = await reportPage(town, language);
    expect(page).toContain(words.status.official);
    expect(page).toContain(`>${town.record.commitment}<`);
    expect(page).toContain(fingerprintOf(town.record.commitment));
    const rehearsal = await reportPage(await reportedTown({}, { purpose: 'rehearsal' }), language);
    expect(rehearsal.indexOf(words.status.rehearsal)).toBeLessThan(rehearsal.indexOf('<main'));
    expect(rehearsal).not.toContain(words.status.official);
    const uncommitted = await reportPage(await reportedTown({}, { seed_source: { kind: 'text' } }), language);
    expect(uncommitted).toContain(words.checkUncommitted);
  });

  test('the summary is one page, the same bytes every time', async () => {
    const bytes = await summaryPdf(town, language);
    expect(Buffer.compare(bytes, await summaryPdf(town, language))).toBe(0);
    expect(
      [
        ...Buffer.from(bytes)
          .toString('latin1')
          .matchAll(/\/Type \/Page\b/g),
      ].length,
    ).toBe(1);
  });

  test('objectives stand side by side, the best of each column in bold', async () => {
    const { steps, figures } = town.facts.chances;
    const worse = { ...figures, least: figures.least / 2, gini: figures.gini + 0.1 };
    const page = await objectivesPage(
      {
        ...{ title: 'A town', seats: 24, pool: 240, unseatable: 3, version: '0' },
        objectives: [
          { objective: 'leximin', steps, figures },
          { objective: 'legacy', steps, figures: worse },
        ],
      },
      language,
    );
    const numbers = numbersIn(language);
    expect(page).toContain(`<b>${numbers.percent(figures.least)}</b>`);
    expect(page).toContain(`<td>${numbers.percent(worse.least)}</td>`);
    expect(page).toContain(`<b>${numbers.decimal(figures.gini, 3)}</b>`);
    expect([...page.matchAll(/<svg/g)].length).toBe(2);
  });
});

test('Numbers are written as each language writes them', () => {
  const written = REPORT_LANGUAGES.map((language) => {
    const { count, percent, mark, decimal } = numbersIn(language);
    return [count(98_365), percent(0.2731), percent(0.00151), percent(1), mark(0.125), decimal(-0.04, 1)].join(' | ');
  });
  expect(written).toEqual([
    '98,365 | 27.3% | 0.151% | 100% | 12.5% | 0.0',
    '98\u00a0365 | 27,3\u00a0% | 0,151\u00a0% | 100\u00a0% | 12,5\u00a0% | 0,0',
    '98.365 | 27,3% | 0,151% | 100% | 12,5% | 0,0',
    '98.365 | 27,3\u00a0% | 0,151\u00a0% | 100\u00a0% | 12,5\u00a0% | 0,0',
    '98.365 | 27,3\u00a0% | 0,151\u00a0% | 100\u00a0% | 12,5\u00a0% | 0,0',
  ]);
});

test('No language is left in English', () => {
  const texts = (language: string): string[] => {
    const found: string[] = [];
    const walk = (value: unknown): void => {
      if (typeof value === 'string') found.push(value);
      else if (value !== null && typeof value === 'object') for (const part of Object.values(value)) walk(part);
    };
    walk(reportWords(language));
    return found;
  };
  const english = new Set(texts('en').filter((text) => text.length > 20));
  for (const language of REPORT_LANGUAGES.filter((one) => one !== 'en'))
    expect(texts(language).filter((text) => english.has(text))).toEqual([]);
});
