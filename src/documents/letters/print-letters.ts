import { ACCENT, Pdf, QUIET } from '../pdf.js';
import { wordsIn } from './languages.js';
import type { Letter, LetterDesign } from './letter.js';
import { LetterBody } from './letter-body.js';
import { CLEAR, drawAddress, drawDate, drawProof, drawSender } from './letter-head.js';
import { BODY_LEFT, BODY_RIGHT, FOOT, HEAD, LetterImages, PAGE_TOP } from './page-form.js';
import { Typesetter } from './typesetter.js';
import { points } from './windows.js';

/** Pages of a letter within its batch, from 1; blank backs count. */
export interface LetterPages {
  readonly first: number;
  readonly last: number;
}

/** Pages are given away after so many letters: a batch need never be in memory as a whole. */
const AT_ONCE = 20;

/**
 * Prints letters into one PDF: hands on its bytes as they come and, at the end, gives the pages of each letter. The same letters are
 * the same bytes on every machine.
 */
export async function* printLetters(
  design: LetterDesign,
  letters: readonly Letter[],
): AsyncGenerator<Uint8Array, LetterPages[]> {
  const language = letters[0]?.parts[0]?.language ?? 'en';
  const pdf = new Pdf({ title: design.title, subject: design.title, language });
  const printer = new LetterPrinter(pdf, design, language);
  const output = new Output(pdf);
  const pages: LetterPages[] = [];
  for (const letter of letters) {
    pages.push(printer.print(letter));
    if (pages.length % AT_ONCE > 0) continue;
    pdf.release();
    yield output.take();
  }
  pdf.doc.end();
  await output.ended;
  yield output.take();
  return pages;
}

/** What a document writes, without the queues of a stream: it hands on every line by itself, millions of them. */
class Output {
  readonly ended: Promise<void>;
  private chunks: Uint8Array[];

  constructor({ doc }: Pdf) {
    // Its first lines are there already.
    const head = doc.read() as Uint8Array | null;
    this.chunks = head === null ? [] : [head];
    this.ended = new Promise((resolve) => {
      doc.push = (chunk: Uint8Array | null) => {
        if (chunk === null) resolve();
        else this.chunks.push(chunk);
        return true;
      };
    });
  }

  take(): Uint8Array {
    const bytes = Buffer.concat(this.chunks);
    this.chunks = [];
    return bytes;
  }
}

class LetterPrinter {
  private readonly pdf: Pdf;
  private readonly design: LetterDesign;
  private readonly language: string;
  private readonly setter: Typesetter;
  private readonly images: LetterImages;
  private readonly body: LetterBody;
  private pages = 0;
  private pagesOfPart = 0;
  private languageOfPart = '';

  constructor(pdf: Pdf, design: LetterDesign, language: string) {
    this.pdf = pdf;
    this.design = design;
    this.language = language;
    this.setter = new Typesetter(pdf);
    this.images = new LetterImages(pdf);
    this.body = new LetterBody(this.setter, { images: this.images, newPage: () => this.addPage() });
  }

  print(letter: Letter): LetterPages {
    const first = this.pages + 1;
    letter.parts.forEach((part, i) => {
      this.pagesOfPart = 0;
      this.languageOfPart = part.language;
      const within = this.pdf.open('Part', part.language === this.language ? {} : { language: part.language });
      this.addPage();
      let top = PAGE_TOP;
      if (i === 0) {
        const { window, isProof } = this.design;
        const end = drawSender(this.setter, this.design, part, { images: this.images, within });
        drawAddress(this.setter, window, letter, within);
        if (isProof) drawProof(this.setter, window);
        top = Math.max(points(window.window.y + window.window.height) + CLEAR, end + points(4));
      } else {
        drawDate(this.setter, part.date, { x: BODY_LEFT, y: top }, within);
        top += points(7);
      }
      const { signature } = this.design;
      this.body.draw(letter, part, { top, within, signature });
      within.end();
    });
    if (this.design.isTwoSided && this.pages % 2 === 1) this.addBlank();
    return { first, last: this.pages };
  }

  private addPage(): void {
    this.pages++;
    this.pagesOfPart++;
    this.pdf.addPage();
    if (this.pagesOfPart > 1) this.number();
    if (this.design.isRehearsal) this.markRehearsal();
  }

  private addBlank(): void {
    this.pages++;
    this.pdf.addPage();
  }

  private markRehearsal(): void {
    const text = wordsIn(this.languageOfPart).rehearsal;
    const style = { font: 'textBold', size: 10, color: ACCENT } as const;
    this.pdf.furnish(() => this.pdf.line(text, BODY_RIGHT, HEAD, style, 'right'));
  }

  /** From the second page on: a letter of one page needs no number. */
  private number(): void {
    const text = String(this.pagesOfPart);
    const style = { font: 'text', size: 8, color: QUIET } as const;
    this.pdf.furnish(() => this.pdf.line(text, BODY_RIGHT, FOOT, style, 'right'));
  }
}
