import { expect, test } from 'vitest';
import { Pdf } from '../../../src/documents/pdf.js';
import { fitText } from '../../../src/documents/sessions/fit.js';
import fc from '../../support/laws.js';

const pdf = new Pdf({ title: '', subject: '' });
const room = { width: 200, height: 60, largest: 40, lines: 2, leading: 1.15 };
const name = fc
  .array(fc.array(fc.constantFrom(...'aeilmnorstuéøW'), { minLength: 1, maxLength: 14 }), {
    minLength: 1,
    maxLength: 5,
  })
  .chain((words) =>
    fc
      .array(fc.constantFrom(' ', '-'), { minLength: words.length, maxLength: words.length })
      .map((joints) => words.map((word, i) => (i === 0 ? '' : joints[i]) + word.join('')).join('')),
  );

test('A name is never cut, divided within a word, or larger than its room', () => {
  fc.assert(
    fc.property(name, (text) => {
      const { lines, size } = fitText(pdf, text, 'textBold', room);
      expect(lines.join('')).toBe(text);
      expect(lines.length).toBeLessThanOrEqual(room.lines);
      expect(size).toBeLessThanOrEqual(room.largest);
      expect(lines.length * size * room.leading).toBeLessThanOrEqual(room.height + 1e-6);
      for (const line of lines) {
        expect(pdf.widthOf(line.trimEnd(), { font: 'textBold', size })).toBeLessThanOrEqual(room.width + 1e-6);
        expect(line === lines.at(-1) || /[ -]$/.test(line)).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});

test('A name takes two lines where it is larger in two', () => {
  expect(fitText(pdf, 'Bo', 'textBold', room)).toEqual({ lines: ['Bo'], size: 40 });
  expect(fitText(pdf, 'Marie-Antoinette Joséphine', 'textBold', room).lines).toEqual([
    'Marie-Antoinette ',
    'Joséphine',
  ]);
  expect(fitText(pdf, 'Παπαδοπούλου-Κωνσταντινίδη', 'textBold', room).lines).toEqual([
    'Παπαδοπούλου-',
    'Κωνσταντινίδη',
  ]);
});

test('Only what would be too small to read ends in an ellipsis', () => {
  const { lines, size } = fitText(pdf, 'W'.repeat(500), 'textBold', room);
  expect(size).toBe(5);
  expect(lines).toHaveLength(2);
  expect(lines.at(-1)).toMatch(/W…$/);
});
