import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { FaultList } from '../../src/core/errors.js';
import type { Letter, LetterDesign } from '../../src/documents/letters/letter.js';
import { LetterPress, type LetterRun } from '../../src/documents/letters/letter-press.js';
import { printLetters } from '../../src/documents/letters/print-letters.js';
import { compileTemplate } from '../../src/documents/letters/template.js';
import { points, windowOf } from '../../src/documents/letters/windows.js';
import { invitee, letterProcess } from '../support/letter-process.js';
import type { Row } from '../support/one-off-pool.js';
import { boxesIn, expectSound, run, type Word } from '../support/read-pdf.js';
import { expectDone, runCli, tempFolder } from '../support/run-cli.js';
import { kinds, languages, readTemplate, sampleValues } from '../templates/letter-samples.js';

/** Letters as they come out of the printer: measured, decoded and checked by other programs. */

const temp = tempFolder();

/** Addresses that are as large as they may be, and a usual one; every word of them is told apart from the letter's own. */
const ADDRESSES: readonly (readonly string[])[] = [
  ['@Élodie @Van-den-Broeck', '@Chaussée @de-Gand @1', '@1080 @Molenbeek'],
  ['@Γιώργος', '@Παπαδόπουλος', '@Сергей', '@Rue @de-l’École @12 @bte @3', '@1080 @Molenbeek', '@BELGIQUE'],
  ['@Wwwwwwwwwwwwwwwwwwwwwwwww', '@Mmmmmmmmmmmmmmmmmmmmmmm', '@1080 @Molenbeek'],
];

const custom = { x: 100, y: 50, width: 90, height: 40, lines: 6, folds: [99, 198] };
const windows = [...(['din-a', 'din-b', 'french', 'belgian'] as const), custom].map(
  (profile) => [typeof profile === 'string' ? profile : 'of one’s own', windowOf(profile)] as const,
);

function flat(values: ReturnType<typeof sampleValues>): Record<string, string> {
  const all: Record<string, string> = {};
  for (const [group, own] of Object.entries(values) as [string, unknown][]) {
    if (typeof own === 'string') all[group] = own;
    else for (const [key, value] of Object.entries(own ?? {})) if (value !== '') all[`${group}.${key}`] = String(value);
  }
  return all;
}

function lettersOf(kind: (typeof kinds)[number], design: LetterDesign): Letter[] {
  const faults = new FaultList();
  const editions = new Map(
    languages.map((language) => {
      const source = { file: `${kind}.${language}.md`, language, text: readTemplate(`${kind}.${language}.md`) };
      const template = compileTemplate(source, faults);
      if (template === undefined) throw faults.faults[0];
      const sender = {
        name: 'Valley Council',
        lines: ['Market Square 1', '1080 Valley', 'panel@example.org'],
        signedBy: ['Kim Bakker'],
      };
      return [
        language as string,
        { template, sender, date: '9 November 2026', values: flat(sampleValues(language)) },
      ] as const;
    }),
  );
  const work: LetterRun = {
    design,
    returnLine: 'Valley Council · Market Square 1 · 1080 Valley',
    editions,
    replyLink: 'https://www.example.org/reply?code=CODE',
    verifyWeb: 'www.example.org/draw',
  };
  const press = new LetterPress(work, []);
  const letters = ADDRESSES.flatMap((address, row) =>
    languages.map((language) => {
      const person = {
        ...{
          file: 'people.csv',
          row,
          name: 'Ana',
          salutation: 'Ana',
          code: '7Q4-WN2-0KX',
          languages: [language],
          address,
          alternate: 3,
        },
        receipt: { pseudonym: '0123456789', salt: '0123456789abcdef0123456789abcdef' },
      };
      return press.letter(person, faults, faults);
    }),
  );
  faults.throwIfAny();
  return letters.filter((letter) => letter !== undefined);
}

describe.each(windows)('In envelopes with the window %s', (_, window) => {
  test.each(kinds)('every address of the letter %s is inside it, and nothing else', async (kind) => {
    const design = { title: kind, window, isTwoSided: false, isProof: false };
    const letters = lettersOf(kind, design);
    const file = join(temp.path, `${kind}-${Math.random()}.pdf`);
    const chunks: Uint8Array[] = [];
    const pages = printLetters(design, letters);
    let next = await pages.next();
    for (; !next.done; next = await pages.next()) chunks.push(next.value);
    writeFileSync(file, Buffer.concat(chunks));
    await expectSound(file);
    const words = await boxesIn(file);
    const { x, y, width, height } = window.window;
    const isOver = (word: Word): boolean =>
      word.right > points(x) &&
      word.left < points(x + width) &&
      word.bottom > points(y) &&
      word.top < points(y + height);
    const isInside = (word: Word): boolean =>
      word.left >= points(x) &&
      word.right <= points(x + width) &&
      word.top >= points(y) &&
      word.bottom <= points(y + height);
    next.value.forEach(({ first, last }, i) => {
      // One page: the texts that ship fit.
      expect([kind, i, last - first]).toEqual([kind, i, 0]);
      const own = words.filter(({ page }) => page === first);
      const address = own.filter(({ text }) => text.startsWith('@'));
      expect(address.map(({ text }) => text)).toEqual(letters[i]?.address.lines.join(' ').split(' '));
      expect(address.filter((word) => !isInside(word))).toEqual([]);
      const others = own.filter((word) => isOver(word) && !word.text.startsWith('@'));
      const returnLine = window.returnLine === undefined ? '' : 'Valley Council · Market Square 1 · 1080 Valley';
      expect(others.map(({ text }) => text).join(' ')).toBe(returnLine);
      const printable = { left: 14, top: 14, right: 595.28 - 14, bottom: 841.89 - 14 };
      expect(
        own.filter(
          (word) => word.left < printable.left || word.right > printable.right || word.bottom > printable.bottom,
        ),
      ).toEqual([]);
    });
  });
});

test('The receipt of a letter after a draw is decoded from its page: where to check, pseudonym and salt', async () => {
  const design = { title: 'regret', window: windowOf('din-b'), isTwoSided: false, isProof: false };
  const file = join(temp.path, 'receipt.pdf');
  const chunks: Uint8Array[] = [];
  for await (const chunk of printLetters(design, lettersOf('regret', design).slice(0, 1))) chunks.push(chunk);
  writeFileSync(file, Buffer.concat(chunks));
  await run('pdftoppm', '-r', '120', '-gray', '-singlefile', file, join(temp.path, 'receipt'));
  const receipt = 'pseudonym=0123456789&salt=0123456789abcdef0123456789abcdef';
  expect(await run('zbarimg', '-q', '--raw', join(temp.path, 'receipt.pgm'))).toBe(
    `https://www.example.org/draw#${receipt}\n`,
  );
  // And to be typed in, for those without a telephone.
  const text = await run('pdftotext', '-layout', file, '-');
  for (const typed of ['0123456789', '0123 4567 89ab cdef 0123 4567 89ab cdef']) expect(text).toContain(typed);
});

describe('Three hundred invitations', () => {
  let out = '';
  beforeAll(async () => {
    const folder = await temp.folder();
    for (const [name, text] of Object.entries(letterProcess(300))) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    expectDone(await runCli(['letters', 'invitation'], { cwd: folder }));
    out = join(folder, 'post/invitation');
  });

  test('are one sound PDF, tagged, in its language', async () => {
    const file = join(out, 'invitation-001.pdf');
    await expectSound(file);
    const info = await run('pdfinfo', file);
    expect(info).toMatch(/^Tagged: +yes$/m);
    expect(info).toMatch(/^Pages: +300$/m);
    const bytes = readFileSync(file, 'latin1');
    expect(bytes).toContain('/Lang (nl)');
    expect(bytes).toContain('/Lang (fr)');
    expect(bytes).toContain('pdfuaid:part');
  });

  test('have, as rendered, the code of the list in the QR code: a hundred of them', async () => {
    const rows = parse(readFileSync(join(out, 'mailing.csv')), { columns: true, bom: true, delimiter: ';' }) as Row[];
    // Every third from a place that no layout depends on; 7 and 300 have no common divisor.
    const chosen = Array.from({ length: 100 }, (_, i) => (11 + 7 * i * 3) % 300);
    const decoded: string[] = [];
    for (const n of chosen) {
      const page = rows[n]?.['first_page'] ?? '';
      const picture = join(temp.path, `page-${n}`);
      await run(
        'pdftoppm',
        '-r',
        '120',
        '-gray',
        '-f',
        page,
        '-l',
        page,
        '-singlefile',
        join(out, 'invitation-001.pdf'),
        picture,
      );
      decoded.push((await run('zbarimg', '-q', '--raw', `${picture}.pgm`)).trim());
    }
    expect(decoded).toEqual(chosen.map((n) => `https://www.example.org/reply?code=${invitee(n)['reply_code']}`));
    expect(new Set(decoded).size).toBe(100);
  });

  test('can be heard: paragraphs, headings and lists in the order of reading', async () => {
    const structure = await run('pdfinfo', '-struct-text', join(out, 'invitation-001.pdf'));
    const [first = ''] = structure.split(/^ {2}Part/m).slice(1);
    const order = ['Chaussée de Gand', 'Uitnodiging', 'Beste', 'Onderwerp', 'Uw code', 'Met vriendelijke groet'];
    const places = order.map((text) => first.indexOf(text));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    for (const part of ['H1', 'H2', 'LBody', 'Figure']) expect(first).toContain(part);
  });
});
