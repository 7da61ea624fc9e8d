import { A4, ACCENT, baselineOf, INK, leadingOf, type Pdf, QUIET, RULE, type Style } from './pdf.js';

/** A piece of a page: how high it is, and how it is drawn from its top. */
export interface Block {
  readonly height: number;
  readonly draw: (y: number) => void;
}

export const MARGIN = 51;
export const WIDTH = A4.width - 2 * MARGIN;
const TOP = 50;
const GUTTER = 20;
/** Below it is the footer. */
const BOTTOM = A4.height - 60;
export const FULL_HEIGHT = BOTTOM - TOP;

export const BODY: Style = { font: 'sans', size: 9 };
export const SMALL: Style = { font: 'sans', size: 7.5, color: QUIET, leading: 1.3 };
const SECTION: Style = { font: 'bold', size: 13, color: ACCENT, leading: 1.3 };
const LABEL: Style = { font: 'bold', size: 9, color: INK };

/** The sheet in columns of equal width, so that what stands below each other is aligned. */
export const columnWidth = (columns: number): number => (WIDTH - GUTTER * (columns - 1)) / columns;
export const columnStart = (column: number, columns: number): number =>
  MARGIN + column * (columnWidth(columns) + GUTTER);

/** Blocks one below the other; a block that does not fit goes to a new page. */
export class Sheet {
  y = TOP;
  readonly pdf: Pdf;

  constructor(pdf: Pdf) {
    this.pdf = pdf;
    pdf.addPage();
  }

  get room(): number {
    return BOTTOM - this.y;
  }

  place(block: Block): void {
    if (block.height > this.room && this.y > TOP) this.turnPage();
    block.draw(this.y);
    this.y += block.height;
  }

  turnPage(): void {
    this.pdf.addPage();
    this.y = TOP;
  }

  /** White space, except at the top of a page. */
  skip(height: number): void {
    if (this.y > TOP) this.y += height;
  }
}

export const space = (height: number): Block => ({ height, draw: () => undefined });

/** Blocks that stay on one page. */
export function stack(...blocks: readonly Block[]): Block {
  return {
    height: blocks.reduce((sum, block) => sum + block.height, 0),
    draw: (top) => {
      let y = top;
      for (const block of blocks) {
        block.draw(y);
        y += block.height;
      }
    },
  };
}

export function sectionTitle(pdf: Pdf, number: number, title: string): Block {
  const rule = 9;
  return {
    height: rule + leadingOf(SECTION) + 3,
    draw: (y) => {
      pdf.decorate((doc) => doc.rect(MARGIN, y, WIDTH, 1.2).fill(ACCENT));
      pdf.tag('H2', () => pdf.line(`${number}  ${title}`, MARGIN, y + rule + baselineOf(SECTION), SECTION));
    },
  };
}

export function paragraph(
  pdf: Pdf,
  text: string,
  style: Style = BODY,
  { x = MARGIN, width = WIDTH, type = 'P' } = {},
): Block {
  return {
    height: pdf.heightOf(text, width, style),
    draw: (y) => pdf.tag(type, () => pdf.paragraph(text, { x, y, width }, style)),
  };
}

/** What is said of what: names to the left, one below the other, and what there is to say beside them. */
export function definitions(pdf: Pdf, entries: readonly (readonly [name: string, text: string])[]): Block {
  const indent = 78;
  const gap = 4;
  const width = WIDTH - indent;
  const heights = entries.map(([, text]) => pdf.heightOf(text, width, BODY) + gap);
  return {
    height: heights.reduce((sum, height) => sum + height, 0),
    draw: (top) => {
      const list = pdf.open('L');
      let y = top;
      entries.forEach(([name, text], i) => {
        const at = y;
        const item = pdf.open('LI', { within: list });
        pdf.tag('Lbl', () => pdf.line(name, MARGIN, at + baselineOf(LABEL), LABEL), { within: item });
        pdf.tag('LBody', () => pdf.paragraph(text, { x: MARGIN + indent, y: at, width }, BODY), { within: item });
        y += heights[i] ?? 0;
      });
    },
  };
}

export const hairline = (doc: PDFKit.PDFDocument, x: number, y: number, width: number): void => {
  doc
    .lineWidth(0.4)
    .moveTo(x, y)
    .lineTo(x + width, y)
    .stroke(RULE);
};
