import { baselineOf, leadingOf, type Pdf, QUIET } from './pdf.js';
import { type Block, MARGIN, SMALL, stack, WIDTH } from './sheet.js';

const GAP = 16;
const BELOW = 2;

export interface Blank {
  readonly label: string;
  /** Of the sheet's width; the shares of a row sum to 1. */
  readonly share: number;
}

/** Lines to write on, side by side, each with what belongs there below it. `above`: room for a hand. */
export const blanks = (pdf: Pdf, fields: readonly Blank[], above: number): Block =>
  stack(lines(pdf, fields, above), labels(pdf, fields));

/** Several rows of such lines, with what belongs there above them all. */
export const blankRows = (pdf: Pdf, fields: readonly Blank[], rows: number, above: number): Block =>
  stack(labels(pdf, fields), ...Array.from({ length: rows }, () => lines(pdf, fields, above)));

function lines(pdf: Pdf, fields: readonly Blank[], above: number): Block {
  return {
    height: above,
    draw: (y) =>
      pdf.decorate((doc) => {
        doc.lineWidth(0.6);
        for (const { x, width } of placesOf(fields)) doc.moveTo(x, y + above).lineTo(x + width, y + above);
        doc.stroke(QUIET);
      }),
  };
}

function labels(pdf: Pdf, fields: readonly Blank[]): Block {
  return {
    height: BELOW + leadingOf(SMALL),
    draw: (y) => {
      for (const { x, label } of placesOf(fields)) {
        pdf.tag('P', () => pdf.line(label, x, y + BELOW + baselineOf(SMALL), SMALL));
      }
    },
  };
}

function placesOf(fields: readonly Blank[]): { readonly label: string; readonly x: number; readonly width: number }[] {
  const shared = WIDTH - GAP * (fields.length - 1);
  let x = MARGIN;
  return fields.map(({ label, share }) => {
    const place = { label, x, width: shared * share };
    x += place.width + GAP;
    return place;
  });
}
