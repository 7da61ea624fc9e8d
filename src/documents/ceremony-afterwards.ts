import { blanks } from './blanks.js';
import type { Ceremony } from './ceremony.js';
import { commandOf } from './ceremony-words.js';
import type { Density } from './density.js';
import { baselineOf, leadingOf, type Pdf, type Style, TINT } from './pdf.js';
import { type Block, MARGIN, paragraph, sectionTitle, space, stack, WIDTH } from './sheet.js';

const COMMAND: Style = { font: 'mono', size: 8, leading: 1.5 };
const WITNESSES = 3;

const TYPED = [
  { label: 'the number that came out', share: 0.3 },
  { label: 'typed by', share: 0.4 },
  { label: 'at (time)', share: 0.3 },
];
const PLACE = [
  { label: 'place', share: 0.5 },
  { label: 'date and time', share: 0.5 },
];
const witness = (number: number) => [
  { label: `witness ${number}: name`, share: 0.5 },
  { label: 'signature', share: 0.5 },
];

export function commandSection(pdf: Pdf, ceremony: Ceremony, density: Density): Block {
  return stack(
    sectionTitle(pdf, 4, 'What is typed afterwards'),
    paragraph(
      pdf,
      `All on one line; after “draw” comes the folder, or the files, that the lottery was made from. ${whatDotsAre(ceremony)}`,
    ),
    space(6),
    command(pdf, commandOf(ceremony)),
    blanks(pdf, TYPED, density.line),
  );
}

function whatDotsAre({ seedSource }: Ceremony): string {
  if (seedSource.kind === 'text') return 'The dots are the text above.';
  if (seedSource.kind === 'pick') return 'The dots are the number above.';
  const { dice, drand } = seedSource;
  const numbers = 'the numbers above in their order, with spaces between';
  if (dice && drand) return `The first dots are ${numbers}, the others the signature, without any.`;
  return dice ? `The dots are ${numbers}.` : 'The dots are the signature, without spaces.';
}

function command(pdf: Pdf, words: readonly string[]): Block {
  const padding = 8;
  const height = words.length * leadingOf(COMMAND) + 2 * padding;
  return {
    height,
    draw: (y) => {
      pdf.decorate((doc) => doc.rect(MARGIN, y, WIDTH, height).fill(TINT));
      const drawWords = (): void => {
        words.forEach((word, i) => {
          const x = MARGIN + 10 + (i === 0 ? 0 : pdf.widthOf('sortition ', COMMAND));
          pdf.line(`${word} `, x, y + padding + i * leadingOf(COMMAND) + baselineOf(COMMAND), COMMAND);
        });
      };
      pdf.tag('Code', drawWords, { within: pdf.open('P') });
    },
  };
}

export function witnessSection(pdf: Pdf, density: Density): Block {
  return stack(
    sectionTitle(pdf, 5, 'Who saw it'),
    paragraph(pdf, 'We saw what came up, and that it was written down here before anything was typed.'),
    blanks(pdf, PLACE, density.line),
    ...Array.from({ length: WITNESSES }, (_, i) => blanks(pdf, witness(i + 1), density.line)),
  );
}
