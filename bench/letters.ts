import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { main } from '../src/cli/main.js';
import { type PlacedLine, Typesetter } from '../src/documents/letters/typesetter.js';
import { invitee, letterProcess } from '../tests/support/letter-process.js';
import { median, timeNode } from './measure.js';

/**
 * `sortition letters invitation` beside a bare pdfkit loop that puts the same lines and QR codes on the same pages, in the same run.
 * Written to letters.md. Whole processes; the median of RUNS.
 */
const RUNS = Number(process.env['BENCH_RUNS'] ?? 3);
const BIN = new URL('../bin/sortition.js', import.meta.url).pathname;
const BARE = new URL('./bare-letters.js', import.meta.url).pathname;

type Run = Awaited<ReturnType<typeof timeNode>>;

const middle = (runs: readonly Run[], of: keyof Run): number => median(runs.map((each) => each[of]));

function makeProcess(people: number, first = 0): string {
  const folder = mkdtempSync(join(tmpdir(), 'bench-letters-'));
  for (const [name, text] of Object.entries(letterProcess(people, {}, (_, n) => invitee(first + n)))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const FONTS = {
  text: 'DejaVuSansCondensed.ttf',
  textBold: 'DejaVuSansCondensed-Bold.ttf',
  monoBold: 'DejaVuSansMono-Bold.ttf',
};

/** The lines of one letter in each language, as the toolkit places them. */
async function writeLines(folder: string): Promise<void> {
  const letters: Record<string, unknown> = {};
  for (const [n, language] of [
    [0, 'NL'],
    [1, 'FR'],
  ] as const) {
    const one = makeProcess(1, n);
    const placed: PlacedLine[] = [];
    const { contentOf } = Typesetter.prototype;
    Typesetter.prototype.contentOf = function (lines, colour) {
      placed.push(...lines);
      return contentOf.call(this, lines, colour);
    };
    const { stdout, stderr } = process;
    expect(await main(['letters', 'invitation', one, '--out', join(one, 'post')], { stdout, stderr, env: {} })).toBe(0);
    Typesetter.prototype.contentOf = contentOf;
    rmSync(one, { recursive: true, force: true });
    const person = invitee(n);
    const street = [person['street'], person['house'], ...(person['box'] === '' ? [] : ['bte', person['box']])].join(
      ' ',
    );
    letters[language] = {
      lines: placed.flatMap(({ runs, x, baseline }) =>
        runs.map((each) => ({ text: each.text, font: each.font, size: each.size, x: x + each.x, y: baseline })),
      ),
      qr: { x: 450, y: 500, side: 88, link: `https://www.example.org/reply?code=${person['reply_code']}` },
      sample: [
        `${person['given']} ${person['surname']}`,
        street,
        `${person['postcode']} ${person['town']}`,
        person['reply_code'],
      ],
    };
  }
  writeFileSync(join(folder, 'lines.json'), JSON.stringify({ fonts: FONTS, letters }));
}

async function measure(people: number, withBare: boolean) {
  const folder = makeProcess(people);
  const bare: Run[] = [];
  const letters: Run[] = [];
  try {
    if (withBare) await writeLines(folder);
    for (let i = 0; i < RUNS; i++) {
      if (withBare) bare.push(await timeNode([BARE, folder], folder));
      rmSync(join(folder, 'post'), { recursive: true, force: true });
      letters.push(await timeNode([BIN, 'letters', 'invitation'], folder));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const memory = Math.max(...letters.map((each) => each.memory));
  const seconds = middle(letters, 'seconds');
  if (!withBare)
    return `| ${people.toLocaleString('en')} | – | ${seconds.toFixed(1)} s | – | ${memory.toFixed(0)} MB |`;
  const of = middle(bare, 'seconds');
  return `| ${people.toLocaleString('en')} | ${of.toFixed(1)} s | ${seconds.toFixed(1)} s | ${(seconds / of).toFixed(2)} | ${memory.toFixed(0)} MB |`;
}

test('letters beside a bare loop', async () => {
  const rows = [await measure(10_000, true), await measure(50_000, false)];
  writeFileSync(
    join(import.meta.dirname, 'letters.md'),
    `# Ten thousand invitations

Written by \`bench/letters.ts\`. Invitations of one page in French and Dutch, each with its QR code: reading, checking everybody, printing
batches of 1,000, tagging, the mailing list. “Bare” (\`bench/bare-letters.js\`) is a loop over pdfkit that puts the same lines and
rectangles on as many pages, uncompressed and without tags. Whole processes, the median of ${RUNS}; the largest peak memory, all threads.

| letters | bare | letters | times | memory |
|-|-|-|-|-|
${rows.join('\n')}

Bars: 1.3 times the bare loop, 320 MB, and no more for 50,000.
`,
  );
});
