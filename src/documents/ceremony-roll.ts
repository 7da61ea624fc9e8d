import type { Dice, PublicSource, Round } from '../core/record/seed-source.js';
import { grouped } from '../core/text.js';
import type { Ceremony } from './ceremony.js';
import { zeroIs } from './ceremony-words.js';
import type { Density } from './density.js';
import { baselineOf, leadingOf, type Pdf, QUIET, RULE, type Style } from './pdf.js';
import { type Block, MARGIN, paragraph, SMALL, sectionTitle, space, stack, WIDTH } from './sheet.js';
import { counted, momentInWords, ticketNumber } from './words.js';

const BOXES_A_ROW = 10;
/** In front of the sixth box, so that the eye finds its way. */
const MIDDLE = 12;
const GAP = 6;

/** Room for what comes up, in the shape that the manifest has fixed. */
export function rollSection(pdf: Pdf, { seedSource, lottery }: Ceremony, density: Density): Block[] {
  if (seedSource.kind === 'public') return publicSection(pdf, seedSource, density);
  if (seedSource.kind === 'text') return [textSection(pdf)];
  return [pickSection(pdf, lottery.form === 'named' ? lottery.tickets : undefined)];
}

function publicSection(pdf: Pdf, { dice, drand }: PublicSource, density: Density): Block[] {
  const parts = [
    ...(dice ? diceBlocks(pdf, dice, density.box) : []),
    ...(dice && drand ? [space(8)] : []),
    ...(drand ? [beaconBlock(pdf, drand, density.comb)] : []),
  ];
  const title = sectionTitle(pdf, 3, dice ? 'What is rolled' : 'What the beacon says');
  const [first = space(0), ...others] = parts;
  return [stack(title, first), ...others];
}

/** The first block has the instructions and a row; every other one is a row. */
function diceBlocks(pdf: Pdf, { count, sides }: Dice, height: number): Block[] {
  const rows = Math.ceil(count / BOXES_A_ROW);
  const [first = space(0), ...others] = Array.from({ length: rows }, (_, row) => {
    const from = row * BOXES_A_ROW;
    return diceRow(pdf, from, Math.min(count, from + BOXES_A_ROW), height);
  });
  const how = `${counted(count, 'die', 'dice')} with ${counted(sides, 'side')}. Write down every number in the order in which it is called, one to a box.${zeroIs(sides)} Two people write, each on a sheet of their own, and compare before anything is typed.`;
  return [stack(paragraph(pdf, how), space(7), first), ...others];
}

const NUMBER: Style = { font: 'sans', size: 6.5, color: QUIET };

function diceRow(pdf: Pdf, from: number, to: number, height: number): Block {
  const width = (WIDTH - MIDDLE - GAP * (BOXES_A_ROW - 2)) / BOXES_A_ROW;
  const box = { x: MARGIN, width: WIDTH, height };
  return {
    height: height + GAP,
    draw: (y) => {
      const name = to - from === 1 ? `A box for die ${to}` : `Boxes for dice ${from + 1} to ${to}`;
      const drawBoxes = (): void => {
        for (let die = from; die < to; die++) {
          const place = die - from;
          const x = MARGIN + place * (width + GAP) + (place >= BOXES_A_ROW / 2 ? MIDDLE - GAP : 0);
          pdf.doc.lineWidth(0.9).rect(x, y, width, height).stroke(QUIET);
          pdf.line(String(die + 1), x + 3, y + 8.5, NUMBER);
        }
      };
      pdf.tag('Figure', drawBoxes, { alt: name, box: { ...box, y } });
    },
  };
}

/** A signature of quicknet: 48 bytes. */
const SIGNATURE_GROUPS = 24;
const GROUPS_A_ROW = 8;

function beaconBlock(pdf: Pdf, { chain, round, time }: Round, height: number): Block {
  return stack(
    paragraph(
      pdf,
      `Round ${grouped(round)} of drand, a public beacon, comes on ${momentInWords(time)}. Nobody knows it earlier. Read its signature from two independent places; write it down, four characters to a box.`,
    ),
    space(3),
    paragraph(pdf, `Round ${round}, chain ${chain}`, { font: 'mono', size: 6.5, color: QUIET }),
    space(6),
    signatureBoxes(pdf, height),
  );
}

function signatureBoxes(pdf: Pdf, height: number): Block {
  const width = (WIDTH - GAP * (GROUPS_A_ROW - 1)) / GROUPS_A_ROW;
  const rows = SIGNATURE_GROUPS / GROUPS_A_ROW;
  const box = { x: MARGIN, width: WIDTH, height: rows * (height + GAP) - GAP };
  return {
    height: box.height + GAP,
    draw: (top) => {
      const drawBoxes = (): void => {
        for (let group = 0; group < SIGNATURE_GROUPS; group++) {
          const x = MARGIN + (group % GROUPS_A_ROW) * (width + GAP);
          const y = top + Math.floor(group / GROUPS_A_ROW) * (height + GAP);
          comb(pdf, { x, y, width, height }, 4);
        }
      };
      pdf.tag('Figure', drawBoxes, { alt: 'Boxes for the 96 characters of the signature', box: { ...box, y: top } });
    },
  };
}

/** A box for a few characters, with faint lines between them. */
function comb(
  { doc }: Pdf,
  { x, y, width, height }: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  characters: number,
): void {
  for (let i = 1; i < characters; i++) {
    const at = x + (i * width) / characters;
    doc
      .lineWidth(0.4)
      .moveTo(at, y + height * 0.45)
      .lineTo(at, y + height)
      .stroke(RULE);
  }
  doc.lineWidth(0.9).rect(x, y, width, height).stroke(QUIET);
}

/** `tickets`: undefined where the lottery has none, and nothing can be picked. */
function pickSection(pdf: Pdf, tickets: number | undefined): Block {
  const M = tickets ?? 1;
  const last = ticketNumber(M - 1, M);
  const digits = last.length;
  const how = `A number from ${ticketNumber(0, M)} to ${last} is picked by hand where everybody can see it: with balls numbered 0 to 9, one for each digit and every ball put back, or with ten-sided dice.`;
  const again =
    Number(last) === 10 ** digits - 1 ? '' : ` A number above ${last} does not count: pick all digits again.`;
  return stack(
    sectionTitle(pdf, 3, 'What is picked'),
    paragraph(pdf, `${how}${again} Write it down from left to right.`),
    space(10),
    digitBoxes(pdf, digits),
    space(8),
  );
}

function digitBoxes(pdf: Pdf, digits: number): Block {
  const width = Math.min(64, (WIDTH - GAP * (digits - 1)) / digits);
  const height = 80;
  const gap = 10;
  return {
    height,
    draw: (y) => {
      const total = digits * width + (digits - 1) * gap;
      const start = MARGIN + (WIDTH - total) / 2;
      const drawBoxes = (): void => {
        for (let i = 0; i < digits; i++) {
          pdf.doc
            .lineWidth(1.2)
            .rect(start + i * (width + gap), y, width, height)
            .stroke(QUIET);
        }
      };
      const alt = `${counted(digits, 'box', 'boxes')} for the digits of the number`;
      pdf.tag('Figure', drawBoxes, { alt, box: { x: start, y, width: total, height } });
    },
  };
}

function textSection(pdf: Pdf): Block {
  const height = 90;
  const label: Style = SMALL;
  return stack(
    sectionTitle(pdf, 3, 'The seed'),
    paragraph(
      pdf,
      'The seed of this draw is a text. Write it down exactly as it will be typed, with every space and capital letter.',
    ),
    space(8),
    {
      height: height + leadingOf(label),
      draw: (y) => {
        pdf.decorate((doc) => doc.lineWidth(0.9).rect(MARGIN, y, WIDTH, height).stroke(QUIET));
        pdf.tag('P', () => pdf.line('the text, letter by letter', MARGIN + 6, y + 4 + baselineOf(label), label));
      },
    },
  );
}
