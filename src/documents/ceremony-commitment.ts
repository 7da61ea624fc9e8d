import { fingerprintOf, groupsOfFour } from '../core/record/fingerprint.js';
import { blankRows } from './blanks.js';
import { baselineOf, INK, leadingOf, type Pdf, QUIET, type Style } from './pdf.js';
import { drawQrCode } from './qr-code.js';
import { type Block, MARGIN, paragraph, SMALL, sectionTitle, space, stack, WIDTH } from './sheet.js';

const QR_SIDE = 118;
const GROUPS_A_LINE = 4;

const CAPTION: Style = { ...SMALL, size: 8 };
const FINGERPRINT: Style = { font: 'monoBold', size: 19, leading: 1.25 };
const DIGITS: Style = { font: 'mono', size: 13, color: QUIET, leading: 1.3 };
/** The fingerprint is the beginning of the commitment: the same digits, in bold. */
const FIRST_DIGITS: Style = { ...DIGITS, font: 'monoBold', color: INK };

const PUBLISHED = [
  { label: 'website, newspaper, letter …', share: 0.56 },
  { label: 'since (date)', share: 0.17 },
  { label: 'read aloud by', share: 0.27 },
];

/** `line`: white above each line to write on. */
export function commitmentSection(pdf: Pdf, commitment: string, line: number): Block {
  return stack(
    sectionTitle(pdf, 2, 'The commitment'),
    paragraph(
      pdf,
      'It stands for all of part 1 and for every panel that can be drawn, and was published in full. Somebody from outside reads its beginning, the fingerprint, aloud from there; others compare all of it.',
    ),
    space(6),
    sealed(pdf, commitment),
    space(10),
    paragraph(pdf, 'Where it was published', { font: 'bold', size: 9 }, { type: 'H3' }),
    blankRows(pdf, PUBLISHED, 3, line),
  );
}

function sealed(pdf: Pdf, commitment: string): Block {
  const groups = groupsOfFour(commitment);
  const first = groupsOfFour(fingerprintOf(commitment).replaceAll(' ', '')).length;
  const step = pdf.widthOf('0000 ', DIGITS);
  return {
    height: QR_SIDE,
    draw: (top) => {
      let y = top;
      const caption = (text: string): void => {
        const at = y;
        pdf.tag('P', () => pdf.line(text, MARGIN, at + baselineOf(CAPTION), CAPTION));
        y += leadingOf(CAPTION);
      };
      caption('Fingerprint, to be read aloud');
      const at = y;
      pdf.tag('P', () => pdf.line(fingerprintOf(commitment), MARGIN, at + baselineOf(FINGERPRINT), FINGERPRINT));
      y += leadingOf(FINGERPRINT) + 4;
      caption('The commitment in full; the code beside it says the same');
      y += 1;
      const start = y;
      pdf.tag('P', () =>
        groups.forEach((group, i) => {
          const style = i < first ? FIRST_DIGITS : DIGITS;
          const line = Math.floor(i / GROUPS_A_LINE);
          const x = MARGIN + (i % GROUPS_A_LINE) * step;
          pdf.line(`${group} `, x, start + line * leadingOf(DIGITS) + baselineOf(DIGITS), style);
        }),
      );
      // The quiet zone is white anyway: the code's edge lines up with the margin.
      drawQrCode(pdf, commitment, { x: MARGIN + WIDTH - QR_SIDE + QR_SIDE / 12, y: top, side: QR_SIDE });
    },
  };
}
