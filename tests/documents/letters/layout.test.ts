import { describe, expect, test } from 'vitest';
import { ADDRESS_LEADING, fitAddress, SMALLEST_ADDRESS } from '../../../src/documents/letters/address.js';
import { dateInWords, daysInWords, LETTER_LANGUAGES, numberIn } from '../../../src/documents/letters/languages.js';
import { breakText, type WidthOf } from '../../../src/documents/letters/lines.js';
import { findRightToLeft, valueText } from '../../../src/documents/letters/value-text.js';
import { points, windowOf } from '../../../src/documents/letters/windows.js';
import fc from '../../support/laws.js';

const profiles = ['din-a', 'din-b', 'french', 'belgian'] as const;
/** Every letter half as wide as it is high. */
const widthOf: WidthOf = (text) => Array.from(text).length / 2;

describe.each(profiles)('The window %s', (name) => {
  const { window, address, folds, lines } = windowOf(name);

  test('holds the address, and lies on the sheet above the first fold', () => {
    expect(address.x).toBeGreaterThanOrEqual(window.x);
    expect(address.y).toBeGreaterThanOrEqual(window.y);
    expect(address.x + address.width).toBeLessThanOrEqual(window.x + window.width);
    expect(address.y + address.height).toBeLessThanOrEqual(window.y + window.height + 1e-9);
    expect(window.x + window.width).toBeLessThanOrEqual(210);
    expect(window.y + window.height).toBeLessThanOrEqual(folds[0] ?? 0);
  });

  test('has room for as many lines as it says, at a size that can be read', () => {
    expect(lines * SMALLEST_ADDRESS * ADDRESS_LEADING).toBeLessThanOrEqual(points(address.height));
  });
});

test.each([
  ['french', { width: 220, height: 110, left: 100, right: 200, top: 45, bottom: 90 }],
  ['belgian', { width: 229, height: 114, left: 114, right: 214, top: 39, bottom: 84 }],
] as const)('What shows of a sheet in a %s envelope shows wherever the sheet slides', (name, envelope) => {
  const { window } = windowOf(name);
  for (const slideX of [0, 0.5, 1]) {
    for (const slideY of [0, 0.5, 1]) {
      const x = slideX * (envelope.width - 210);
      const y = slideY * (envelope.height - 99);
      expect(window.x + x).toBeGreaterThanOrEqual(envelope.left);
      expect(window.y + y).toBeGreaterThanOrEqual(envelope.top);
      expect(window.x + window.width + x).toBeLessThanOrEqual(envelope.right);
      expect(window.y + window.height + y).toBeLessThanOrEqual(envelope.bottom);
    }
  }
});

test('The fields of DIN 5008 are where the standard has them', () => {
  expect(windowOf('din-a')).toMatchObject({ window: { x: 20, y: 27, width: 85, height: 45 }, folds: [87, 192] });
  expect(windowOf('din-b')).toMatchObject({ window: { x: 20, y: 45, width: 85, height: 45 }, folds: [105, 210] });
});

describe('An address', () => {
  const lines = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60, size: 'max' }), {
    minLength: 0,
    maxLength: 7,
  });

  test('that fits is within the window in both directions; one that does not would not at the smallest size', () => {
    fc.assert(
      fc.property(lines, fc.constantFrom(...profiles), (address, name) => {
        const window = windowOf(name);
        const fit = fitAddress(address, window, widthOf);
        const widest = Math.max(0, ...address.map((line) => widthOf(line, 'text', false)));
        const fits = (size: number): boolean =>
          address.length <= window.lines &&
          widest * size <= points(window.address.width) &&
          address.length * size * ADDRESS_LEADING <= points(window.address.height);
        if ('size' in fit) expect([fits(fit.size), fit.size >= SMALLEST_ADDRESS]).toEqual([true, true]);
        else expect(address.length === 0 || !fits(SMALLEST_ADDRESS)).toBe(true);
      }),
    );
  });

  test('says what is wrong with it', () => {
    const window = windowOf('din-a');
    expect(fitAddress([], window, widthOf)).toEqual({ problem: 'empty' });
    expect(fitAddress(Array.from('1234567'), window, widthOf)).toEqual({ problem: 'lines', lines: 7, most: 6 });
    expect(fitAddress(['short', 'x'.repeat(200)], window, widthOf)).toEqual({ problem: 'width', line: 2 });
  });
});

describe('Text broken into lines', () => {
  const words = fc.array(
    fc.string({ unit: fc.constantFrom('a', 'é', 'W', '\u00a0', '*', 'e\u0301'), minLength: 1, maxLength: 12 }),
    {
      minLength: 1,
      maxLength: 40,
    },
  );

  test('says what it said, and no line is longer than its room', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 0, max: 5 }), (all, beside) => {
        const text = all.join(' ');
        const room = (line: number): number => (line < beside ? 60 : 100);
        const lines = breakText([[{ text, bold: false, italic: false }]], [], { size: 10 }, { widthOf, room });
        const said = lines.map((runs) => runs.map((run) => run.text).join(''));
        expect(said.join('')).toBe(text);
        const tooLong = said.filter((line, i) => widthOf(line.trimEnd(), 'text', false) * 10 > room(i));
        expect(tooLong).toEqual([]);
      }),
    );
  });

  test('keeps words in several faces together, and runs one after the other', () => {
    const piece = (text: string, bold = false) => ({ text, bold, italic: false });
    const lines = breakText(
      [[piece('aaa ('), piece('bb', true), piece('), cc')]],
      [],
      { size: 10 },
      { widthOf, room: () => 44 },
    );
    expect(lines.map((runs) => runs.map(({ text, font, x }) => [text, font, x]))).toEqual([
      [['aaa ', 'text', 0]],
      [
        ['(', 'text', 0],
        ['bb', 'textBold', 5],
        ['), cc', 'text', 15],
      ],
    ]);
  });
});

describe('Days in words', () => {
  test('have the weekday of the calendar', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }),
        (moment) => {
          const day = moment.toISOString().slice(0, 10);
          const names = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
          expect(dateInWords('en', day, { weekday: true })).toMatch(new RegExp(`^${names[moment.getUTCDay()]} `));
        },
      ),
    );
  });

  test('are written as each language writes them', () => {
    const all = (day: string): string[] =>
      ['en', 'fr', 'nl', 'de', 'da'].map((language) => daysInWords(language, [day]));
    expect(all('2026-12-05')).toEqual([
      'Saturday 5 December 2026',
      'samedi 5 décembre 2026',
      'zaterdag 5 december 2026',
      'Samstag, 5. Dezember 2026',
      'lørdag den 5. december 2026',
    ]);
    expect(dateInWords('fr', '2026-08-01')).toBe('1er août 2026');
    expect(daysInWords('fr', ['2026-12-06', '2026-12-05'])).toBe('samedi 5 décembre 2026 et dimanche 6 décembre 2026');
    expect(['en', 'fr', 'nl', 'de', 'da'].map((language) => numberIn(language, 10000))).toEqual([
      '10,000',
      '10\u00a0000',
      '10.000',
      '10.000',
      '10.000',
    ]);
    for (const language of LETTER_LANGUAGES) {
      const months = Array.from({ length: 12 }, (_, m) =>
        dateInWords(language, `2026-${String(m + 1).padStart(2, '0')}-15`),
      );
      expect(new Set(months).size).toBe(12);
    }
  });
});

test('A value is one line without what cannot be seen, and the same when taken again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      const text = valueText(value);
      expect(text).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]|^ | $/u);
      expect(valueText(text)).toBe(text);
    }),
  );
});

test.each(['שלום', 'محمد', 'Ana أحمد'])('Text from right to left is found: %s', (text) => {
  expect(findRightToLeft(text)).toBeDefined();
});
