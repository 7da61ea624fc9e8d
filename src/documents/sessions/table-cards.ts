import { A4, ACCENT, INK, type Pdf, QUIET, RULE, type Style } from '../pdf.js';
import { fitText } from './fit.js';
import { PaperPages } from './pages.js';
import type { PaperHead, TableCardOptions } from './papers.js';
import { paperWords } from './words.js';

const FOLD = A4.height / 2;
const SIDE = 40;
/** From the edge to the title, so that a rehearsal can be marked below it. */
const FOOT = 54;
/** From the fold to the word above the number. */
const BELOW_FOLD = 46;
/** How high a digit is, as a share of the size. */
const DIGIT = 0.729;
const LARGEST = 330;

/** A sheet for each table, folded in half to stand on it: the number on both sides, 8 cm high, to be read across a hall. */
export async function tableCardsPdf(
  tables: number,
  head: PaperHead,
  { languages = [head.language] }: TableCardOptions = {},
): Promise<Uint8Array> {
  const pages = new PaperPages(head, (words) => words.tableCards, { isBare: true });
  const { pdf } = pages;
  const label = [...new Set(languages.map((language) => paperWords(language).table))].join(' · ');
  for (let table = 1; table <= tables; table++) {
    pages.turn();
    const face = (): void => drawFace(pdf, { label, number: String(table), title: head.title });
    pdf.tag('P', face);
    pdf.decorate((doc) => {
      drawFold(doc);
      // The other side stands on its head, so that it is upright when folded.
      doc.save().rotate(180, { origin: [A4.width / 2, FOLD] });
      face();
      doc.restore();
    });
  }
  if (tables === 0) pages.turn();
  return pdf.bytes();
}

const LABEL: Style = { font: 'textBold', size: 1, color: ACCENT };
const TITLE: Style = { font: 'text', size: 1, color: QUIET };

/** In the lower half of the sheet. */
function drawFace(
  pdf: Pdf,
  { label, number, title }: { readonly label: string; readonly number: string; readonly title: string },
): void {
  const width = A4.width - 2 * SIDE;
  const middle = A4.width / 2;
  const above = fitText(pdf, label, LABEL.font, { width, height: 40, largest: 34, lines: 1, leading: 1.2 });
  pdf.line(`${label} `, middle, FOLD + BELOW_FOLD, { ...LABEL, size: above.size }, 'center');
  const size = Math.min(LARGEST, width / pdf.widthOf(number, { font: 'textBold', size: 1 }));
  const bottom = A4.height - 88;
  const top = FOLD + BELOW_FOLD + 20;
  const baseline = (top + bottom) / 2 + (size * DIGIT) / 2;
  pdf.line(`${number} `, middle, baseline, { font: 'textBold', size, color: INK }, 'center');
  const below = fitText(pdf, title, TITLE.font, { width, height: 40, largest: 15, lines: 2, leading: 1.25 });
  below.lines.forEach((line, i) => {
    const style = { ...TITLE, size: below.size };
    pdf.line(line, middle, A4.height - FOOT - (below.lines.length - 1 - i) * below.size * 1.25, style, 'center');
  });
}

/** Short, at both edges: nobody is to see it once it is folded. */
function drawFold(doc: PDFKit.PDFDocument): void {
  doc.lineWidth(0.6).dash(3, { space: 3 });
  doc.moveTo(14, FOLD).lineTo(40, FOLD);
  doc.moveTo(A4.width - 40, FOLD).lineTo(A4.width - 14, FOLD);
  doc.stroke(RULE).undash();
}
