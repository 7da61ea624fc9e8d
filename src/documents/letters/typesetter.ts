import type { Font } from '../fonts.js';
import { A4, type Pdf } from '../pdf.js';

/** Text of one face at a place on its line. */
export interface Run {
  readonly font: Font;
  readonly size: number;
  /** From the left edge of the line's block. */
  readonly x: number;
  readonly text: string;
  /** The same in many letters: how it is written is then remembered. */
  readonly isShared: boolean;
}

/** Runs, and where their line is. */
export interface PlacedLine {
  readonly runs: readonly Run[];
  readonly x: number;
  readonly baseline: number;
}

/** The parts of pdfkit's embedded fonts that are used here, which its types leave out. */
interface InnerFont {
  readonly id: string;
  readonly font: { hasGlyphForCodePoint(codePoint: number): boolean };
  encode(text: string): readonly [readonly string[], readonly Position[]];
  widthOfString(text: string, size: number): number;
  ref(): unknown;
}

interface Position {
  readonly xAdvance: number;
  readonly advanceWidth: number;
  readonly xOffset: number;
  readonly yOffset: number;
}

/** Glyphs as the content of a page shows them, shifted by so many thousandths of the size. */
interface Shown {
  readonly dx: number;
  readonly dy: number;
  readonly glyphs: string;
}

/**
 * Writes text into pages, as pdfkit does, but remembers what it has written before: in ten thousand letters nearly every line is
 * one that stood in the letter before, and to look up its glyphs again takes longer than all the rest.
 */
export class Typesetter {
  readonly pdf: Pdf;
  private readonly fonts = new Map<Font, InnerFont>();
  private readonly shown = new Map<string, readonly Shown[]>();
  private readonly widths = new Map<string, number>();

  constructor(pdf: Pdf) {
    this.pdf = pdf;
  }

  /** Width of a text at size 1. Personal words are not remembered: they would fill the memory and never come again. */
  widthOf(text: string, font: Font, isShared: boolean): number {
    const key = `${font} ${text}`;
    const known = this.widths.get(key);
    if (known !== undefined) return known;
    const width = this.font(font).widthOfString(text, 1);
    if (isShared) this.widths.set(key, width);
    return width;
  }

  /** The first character of a text that the font has no letter for. */
  findMissing(text: string, font: Font): string | undefined {
    const inner = this.font(font).font;
    for (const character of text) {
      const codePoint = character.codePointAt(0) ?? 0;
      if (codePoint > 0x7e || codePoint < 0x20) if (!inner.hasGlyphForCodePoint(codePoint)) return character;
    }
    return undefined;
  }

  /** The operators that show lines, to be written inside marked content. */
  contentOf(lines: readonly PlacedLine[], colour: string): Uint8Array {
    const parts = [`q 1 0 0 -1 0 ${A4.height} cm BT ${rgb(colour)} rg`];
    for (const { runs, x, baseline } of lines) {
      for (const run of runs) {
        const { id } = this.font(run.font);
        parts.push(`/${id} ${decimal(run.size)} Tf`);
        let at: string | undefined;
        for (const { dx, dy, glyphs } of this.show(run)) {
          const left = x + run.x + (dx * run.size) / 1000;
          const here = `1 0 0 1 ${decimal(left)} ${decimal(A4.height - baseline + (dy * run.size) / 1000)} Tm`;
          if (here !== at) parts.push(here);
          at = here;
          parts.push(glyphs);
        }
      }
    }
    parts.push('ET Q\n');
    return Buffer.from(parts.join('\n'), 'latin1');
  }

  write(content: Uint8Array): void {
    const { page } = this.pdf.doc as unknown as { page: { fonts: Record<string, unknown> } };
    for (const font of this.fonts.values()) page.fonts[font.id] ??= font.ref();
    this.pdf.doc.addContent(content as unknown as string);
  }

  private font(name: Font): InnerFont {
    const known = this.fonts.get(name);
    if (known !== undefined) return known;
    this.pdf.doc.font(name);
    const { _font } = this.pdf.doc as unknown as { _font: InnerFont };
    this.fonts.set(name, _font);
    return _font;
  }

  private show({ text, font, isShared }: Run): readonly Shown[] {
    const key = `${font} ${text}`;
    const known = this.shown.get(key);
    if (known !== undefined) return known;
    const shown = showGlyphs(...this.font(font).encode(text));
    if (isShared) this.shown.set(key, shown);
    return shown;
  }
}

/** Splits glyphs where one is moved from its place, as the marks above and below letters are. */
function showGlyphs(glyphs: readonly string[], positions: readonly Position[]): Shown[] {
  const shown: Shown[] = [];
  let hex = '';
  let operands: string[] = [];
  let start = 0;
  let x = 0;
  const flush = (dx: number, dy = 0): void => {
    if (hex !== '') operands.push(`<${hex}>`);
    if (operands.length > 0) shown.push({ dx, dy, glyphs: `[${operands.join(' ')}] TJ` });
    hex = '';
    operands = [];
  };
  positions.forEach(({ xAdvance, advanceWidth, xOffset, yOffset }, i) => {
    const isMoved = xOffset !== 0 || yOffset !== 0;
    if (isMoved) {
      flush(start);
      hex = glyphs[i] ?? '';
      flush(x + xOffset, yOffset);
      start = x + xAdvance;
    } else {
      hex += glyphs[i] ?? '';
      if (xAdvance !== advanceWidth) {
        operands.push(`<${hex}> ${decimal(advanceWidth - xAdvance)}`);
        hex = '';
      }
    }
    x += xAdvance;
  });
  flush(start);
  return shown;
}

const decimal = (value: number): string => String(Math.round(value * 1000) / 1000);

/** #1b1b1b → 0.106 0.106 0.106 */
const rgb = (colour: string): string =>
  [1, 3, 5].map((at) => decimal(Number.parseInt(colour.slice(at, at + 2), 16) / 255)).join(' ');
