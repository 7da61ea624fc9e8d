import { A4, ACCENT, baselineOf, leadingOf, PAPER, type Part, Pdf, QUIET, type Style } from '../pdf.js';
import type { PaperHead } from './papers.js';
import { type PaperWords, paperWords } from './words.js';

export const MARGIN = 51;
export const WIDTH = A4.width - 2 * MARGIN;
const TOP = 52;
/** Below it is the footer. */
const BOTTOM = A4.height - 54;

export const TEXT: Style = { font: 'text', size: 10 };
export const SMALL: Style = { font: 'text', size: 8.5, color: QUIET, leading: 1.35 };
export const LABEL: Style = { font: 'textBold', size: 8, color: QUIET, leading: 1.35 };
const OVERLINE: Style = { font: 'textBold', size: 9.5, color: ACCENT };
const TITLES: readonly Style[] = [24, 19, 15].map((size) => ({ font: 'textBold', size, leading: 1.2 }));
/** Longer titles end in an ellipsis; the document’s properties have them in full. */
const TITLE_LINES = 3;
const FOOTER: Style = { font: 'text', size: 7.5, color: QUIET };
const MARK: Style = { font: 'textBold', size: 9, color: PAPER };

/** The pages of a paper, from top to bottom: each says whose it is, and in a rehearsal that it is one. */
export class PaperPages {
  readonly pdf: Pdf;
  readonly words: PaperWords;
  y = TOP;
  private readonly head: PaperHead;
  private readonly kind: string;
  private readonly isBare: boolean;
  private readonly isMarked: boolean;
  private count = 0;

  /** Bare: without a foot, where the whole sheet is what it is for. Not marked: a rehearsal is said elsewhere on each page. */
  constructor(head: PaperHead, kind: (words: PaperWords) => string, { isBare = false, isMarked = true } = {}) {
    const words = paperWords(head.language);
    this.isBare = isBare;
    this.isMarked = isMarked;
    this.head = head;
    this.words = words;
    this.kind = kind(words);
    const title = `${head.title}${words.colon}${this.kind}`;
    this.pdf = new Pdf({ title, subject: this.kind, language: head.language });
  }

  get room(): number {
    return BOTTOM - this.y;
  }

  get fullRoom(): number {
    return BOTTOM - TOP;
  }

  get isFresh(): boolean {
    return this.y === TOP;
  }

  /** Pages that are done are given away: a paper for hundreds of people need not be in memory as pages. */
  turn(): void {
    this.pdf.release();
    this.pdf.addPage();
    this.count++;
    this.y = TOP;
    if (this.isMarked) markRehearsal(this.pdf, this.head, this.head.language);
    if (!this.isBare) this.drawFoot();
  }

  private drawFoot(): void {
    this.pdf.furnish(() => {
      const number = `${this.words.page} ${this.count}`;
      // A long title is cut short, never what the paper is.
      const kind = ` · ${this.kind}`;
      const room = WIDTH - this.pdf.widthOf(`${kind}${number}`, FOOTER) - 20;
      const title = this.pdf.linesOf(this.head.title, room, FOOTER, 1)[0] ?? '';
      this.pdf.line(`${title}${kind}`, MARGIN, A4.height - 32, FOOTER);
      this.pdf.line(number, MARGIN + WIDTH, A4.height - 32, FOOTER, 'right');
    });
  }

  /** Goes to a new page unless so much room is left; `again`: what its top then says goes on there. */
  need(height: number, again?: string): void {
    if (height <= this.room || this.isFresh) return;
    this.turn();
    if (again !== undefined) this.again(again);
  }

  /** Pages come apart: each says what it goes on with. */
  again(what: string): void {
    const { y } = this;
    const text = `${what} (${this.words.continued})`;
    this.pdf.furnish(() => this.pdf.paragraph(text, { x: MARGIN, y, width: WIDTH }, SMALL, 1));
    this.y += leadingOf(SMALL) + 6;
  }

  text(
    text: string,
    style: Style,
    { type = 'P', within }: { readonly type?: string; readonly within?: Part } = {},
  ): void {
    const { y } = this;
    const draw = (): void => this.pdf.paragraph(text, { x: MARGIN, y, width: WIDTH }, style);
    this.pdf.tag(type, draw, within === undefined ? {} : { within });
    this.y += this.pdf.heightOf(text, WIDTH, style);
  }

  /** What the paper is, and of which process. */
  masthead(): void {
    this.text(this.kind, OVERLINE);
    this.y += 2;
    const { title } = this.head;
    const fits = (style: Style): boolean => this.pdf.linesOf(title, WIDTH, style).length <= 2;
    const style = TITLES.find(fits) ?? TITLES.at(-1) ?? TEXT;
    const { y } = this;
    this.pdf.tag('H1', () => this.pdf.paragraph(title, { x: MARGIN, y, width: WIDTH }, style, TITLE_LINES));
    this.y += this.pdf.heightOf(title, WIDTH, style, TITLE_LINES) + 12;
  }
}

/** Above anything that is not to be covered by the mark. */
export const MARK_ROOM = 38;

/** At the top of the page, or of a part of one that is cut off. */
export function markRehearsal(pdf: Pdf, { purpose }: PaperHead, language: string, top = 22): void {
  if (purpose !== 'rehearsal') return;
  const height = 15;
  const style = { ...MARK, leading: height / MARK.size };
  pdf.furnish((doc) => {
    doc.rect(MARGIN, top, WIDTH, height).fill(ACCENT);
    pdf.line(paperWords(language).rehearsal, A4.width / 2, top + baselineOf(style), style, 'center');
  });
}
