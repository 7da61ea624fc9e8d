import PDFDocument from 'pdfkit';
import { FONTS, type Font, fileOf } from './fonts.js';

/** What a document says about itself; both are shown by readers, and read aloud. */
export interface About {
  readonly title: string;
  readonly subject: string;
  /** Of most of its text; English where nothing is said. */
  readonly language?: string;
}

export interface Style {
  readonly font: Font;
  readonly size: number;
  readonly color?: string;
  /** From one line to the next, as a multiple of the size. */
  readonly leading?: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A part of the document's structure: what a heading, a list or a table is to somebody who hears it. */
export type Part = PDFKit.PDFStructureElement;

export interface Tag {
  /** The part that it is in; the document itself where nothing is said. */
  readonly within?: Part;
  /** What is heard in place of a figure, and where the figure is. */
  readonly alt?: string;
  readonly box?: Box;
  /** Whose header a cell is. */
  readonly scope?: 'Row' | 'Column';
  /** Where it is another than the document's. */
  readonly language?: string;
}

export const A4 = { width: 595.28, height: 841.89 } as const;

export const INK = '#1b1b1b';
export const QUIET = '#595959';
export const RULE = '#bdbdbd';
export const ACCENT = '#12485c';
export const TINT = '#edf2f4';
export const PAPER = '#ffffff';

const LEADING = 1.4;
/** From the top of a letter's box to its baseline and to its bottom, as shares of the size, in all these fonts. */
const ASCENT = 0.928;
const HEIGHT = 1.164;

/** Documents have no date: they are functions of what they say, and a clock would make every copy another one. */
const NO_DATE = new Date(0);

/**
 * An A4 document that is the same bytes on every machine: no clock, no randomness, and no compression, whose output differs
 * between versions of Node. Tagged, so that it can be read aloud. Nothing here breaks lines or pages by itself.
 */
export class Pdf {
  readonly doc: PDFKit.PDFDocument;
  private readonly root: Part;

  /** `rareWords`: words are mostly ids; remembering how each is laid out would take more memory than it saves time. */
  constructor({ title, subject, language = 'en-GB' }: About, { rareWords = false } = {}) {
    this.doc = new PDFDocument({
      ...optionsOf({ title: plain(title), subject: plain(subject), language }),
      fontLayoutCache: !rareWords,
    });
    escapeMetadata(this.doc);
    // Paths alone: a font is read when it is first used.
    for (const font of FONTS) this.doc.registerFont(font, fileOf(font));
    this.root = this.doc.struct('Document');
    this.doc.addStructure(this.root);
  }

  addPage(): void {
    this.doc.addPage(PAGE);
  }

  /** Pages so far; all of them can still be drawn on. */
  get pages(): number {
    return this.doc.bufferedPageRange().count;
  }

  turnTo(page: number): void {
    this.doc.switchToPage(page);
  }

  /** Gives pages away that are done, where there are too many to keep. */
  release(): void {
    this.doc.flushPages();
  }

  /** A part that has other parts in it. */
  open(type: string, tag: Tag = {}): Part {
    const part = this.doc.struct(type, optionsOfTag(tag));
    (tag.within ?? this.root).add(part);
    return part;
  }

  /** A part with what is drawn for it. */
  tag(type: string, draw: () => void, tag: Tag = {}): void {
    (tag.within ?? this.root).add(this.doc.struct(type, optionsOfTag(tag), draw));
  }

  /** Lines, boxes and colours: nothing to be heard. */
  decorate(draw: (doc: PDFKit.PDFDocument) => void): void {
    this.artifact('Layout', draw);
  }

  /** What is on every page, and would disturb whoever hears the document. */
  furnish(draw: (doc: PDFKit.PDFDocument) => void): void {
    this.artifact('Pagination', draw);
  }

  private artifact(type: 'Layout' | 'Pagination', draw: (doc: PDFKit.PDFDocument) => void): void {
    this.doc.markContent('Artifact', { type });
    draw(this.doc);
    this.doc.endMarkedContent();
  }

  /** Text on one line. `x` is its left end, its right end, or its middle. */
  line(text: string, x: number, baseline: number, style: Style, align: 'left' | 'right' | 'center' = 'left'): void {
    const doc = this.use(style);
    const shift = align === 'left' ? 0 : doc.widthOfString(text.trimEnd()) * (align === 'right' ? 1 : 0.5);
    doc.fillColor(style.color ?? INK).text(text, x - shift, baseline, {
      lineBreak: false,
      baseline: 'alphabetic',
      // Laid out whole and not word by word, which is twice as fast for lines of ids.
      ...(style.font.startsWith('mono') && { features: [] }),
    });
  }

  /** Text in as many lines as it needs, from the top of the first line. `most`: an ellipsis ends longer texts. */
  paragraph(
    text: string,
    at: { readonly x: number; readonly y: number; readonly width: number },
    style: Style,
    most?: number,
  ): void {
    this.linesOf(text, at.width, style, most).forEach((line, i) => {
      this.line(line, at.x, at.y + i * leadingOf(style) + baselineOf(style), style);
    });
  }

  heightOf(text: string, width: number, style: Style, most?: number): number {
    return this.linesOf(text, width, style, most).length * leadingOf(style);
  }

  widthOf(text: string, style: Style): number {
    return this.use(style).widthOfString(text);
  }

  /** Lines end with the space that divides them, so that two words are never heard as one. */
  linesOf(text: string, width: number, style: Style, most = Number.POSITIVE_INFINITY): string[] {
    const doc = this.use(style);
    const lines = breakLines(plain(text), (line) => doc.widthOfString(line) <= width);
    if (lines.length <= most) return lines;
    const last = lines.slice(most - 1).join('');
    return [...lines.slice(0, most - 1), shorten(last, (line) => doc.widthOfString(line) <= width)];
  }

  async bytes(): Promise<Uint8Array> {
    this.doc.end();
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.doc) chunks.push(chunk);
    return new Uint8Array(Buffer.concat(chunks));
  }

  private use({ font, size }: Style): PDFKit.PDFDocument {
    return this.doc.font(font).fontSize(size);
  }
}

export const leadingOf = ({ size, leading = LEADING }: Style): number => size * leading;

/** From the top of a line to the line that letters stand on. */
export const baselineOf = (style: Style): number => (leadingOf(style) - style.size * HEIGHT) / 2 + style.size * ASCENT;

const PAGE = { size: 'A4', margin: 0 };

function optionsOf({ title, subject, language }: Required<About>): PDFKit.PDFDocumentOptions {
  return {
    ...PAGE,
    autoFirstPage: false,
    bufferPages: true,
    compress: false,
    // Without one, Helvetica is taken, which is not embedded.
    font: '',
    pdfVersion: '1.7',
    // The types of pdfkit do not have it yet.
    subset: 'PDF/UA' as PDFKit.Mixins.PDFSubsets,
    tagged: true,
    lang: language,
    displayTitle: true,
    info: {
      Title: title,
      Subject: subject,
      Producer: 'sortition-toolkit',
      Creator: 'sortition-toolkit',
      CreationDate: NO_DATE,
    },
  };
}

/** The title goes into the file twice, the second time as XML, which pdfkit leaves as it is. */
function escapeMetadata(doc: PDFKit.PDFDocument): void {
  const endMetadata = doc.endMetadata.bind(doc);
  doc.endMetadata = () => {
    const { Title = '', Subject = '' } = doc.info;
    doc.info = { ...doc.info, Title: xml(Title), Subject: xml(Subject) };
    endMetadata();
  };
}

const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** One line, without what cannot be printed or stand in XML. A no-break space is set on purpose. */
const plain = (text: string): string =>
  text
    .replace(/[^\S\u00a0]+/gu, ' ')
    .replace(/[\p{Cc}\ufffe\uffff]/gu, '')
    .trim();

function optionsOfTag({ alt, box, scope, language }: Tag): PDFKit.Mixins.StructureElementOptions {
  return {
    ...(alt !== undefined && { alt }),
    ...(box !== undefined && { bbox: [box.x, box.y, box.x + box.width, box.y + box.height] }),
    ...(scope !== undefined && { scope }),
    ...(language !== undefined && { lang: language }),
  };
}

/** Breaks at spaces, and within a word only where it alone is too long. */
function breakLines(text: string, fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(/[^ ]+ ?/gu) ?? ['']) {
    if (fits((line + word).trimEnd())) {
      line += word;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const letter of word) {
      if (line !== '' && letter !== ' ' && !fits(line + letter)) {
        lines.push(line);
        line = '';
      }
      line += letter;
    }
  }
  return [...lines, line];
}

function shorten(text: string, fits: (line: string) => boolean): string {
  const letters = Array.from(text.trimEnd());
  while (letters.length > 0 && !fits(`${letters.join('').trimEnd()}…`)) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}
