import { INK, type Part } from '../pdf.js';
import { drawQrCode } from '../qr-code.js';
import { type BlockStyle, BODY_STYLES, DENSITIES, type Density, LOOSE } from './body-style.js';
import { type LanguageWords, wordsIn } from './languages.js';
import type { Letter, LetterPart } from './letter.js';
import { breakText } from './lines.js';
import type { LetterBlock, TextBlock } from './markdown.js';
import { BODY_LEFT, BODY_RIGHT, type LetterImages, PAGE_BOTTOM, PAGE_TOP } from './page-form.js';
import type { PlacedLine, Run, Typesetter } from './typesetter.js';
import { points } from './windows.js';

const WIDTH = BODY_RIGHT - BODY_LEFT;
const QR_SIDE = points(31);
/** Its white edge, of four modules of about forty-one, goes into the margin: what is seen ends where the text does. */
const QR_EDGE = (QR_SIDE * 4) / 41;
const GUTTER = points(5);
const LABEL_LEADING = 1.3;
const SIGNATURE = { size: 10, leading: 13, width: points(50), height: points(13) } as const;

/** A block as it was set last; the next letter mostly has it the same. */
interface SetBlock {
  readonly key: string;
  readonly lines: readonly (readonly Run[])[];
  /** At the height where it was last written. */
  content: { readonly y: number; readonly bytes: Uint8Array };
}

interface Place {
  /** Where its first line begins. */
  readonly top: number;
  readonly within: Part;
  readonly signature: Uint8Array | undefined;
}

/** Sets what letters say, from the top of each body to its end, with pages where they are needed. */
export class LetterBody {
  private readonly setter: Typesetter;
  private readonly images: LetterImages;
  private readonly newPage: () => void;
  private readonly known = new WeakMap<LetterBlock, Map<number, SetBlock>>();
  private y = 0;
  /** What is to the right of the text ends here. */
  private floatEnd = 0;
  /** Measuring alone: nothing is written, and pages are counted. */
  private isDry = false;
  private turns = 0;
  private density = LOOSE;

  constructor(
    setter: Typesetter,
    { images, newPage }: { readonly images: LetterImages; readonly newPage: () => void },
  ) {
    this.setter = setter;
    this.images = images;
    this.newPage = newPage;
  }

  draw(letter: Letter, part: LetterPart, place: Place): void {
    this.isDry = true;
    this.density = DENSITIES.find((density) => this.pagesAt(density, letter, part, place) === 1) ?? LOOSE;
    this.isDry = false;
    this.drawAll(letter, part, place);
  }

  private pagesAt(density: Density, ...[letter, part, place]: Parameters<LetterBody['draw']>): number {
    this.turns = 0;
    this.density = density;
    this.drawAll(letter, part, place);
    return this.turns + 1;
  }

  private drawAll(letter: Letter, part: LetterPart, { top, within, signature }: Place): void {
    const { blocks, values } = part.filled;
    this.y = top;
    this.floatEnd = 0;
    let list: Part | undefined;
    blocks.forEach((block, i) => {
      if (block.kind !== 'item') {
        list?.end();
        list = undefined;
      }
      if (block.kind === 'marker') this.drawMarker(block.marker, letter, part, { within, signature });
      else {
        if (block.kind === 'item' && !this.isDry) list ??= this.setter.pdf.open('L', { within });
        const last = blocks[i - 1];
        const afterMarker = last?.kind === 'marker' && last.marker !== 'signature';
        const next = blocks[i + 1];
        const isBeforeSignature = next?.kind === 'marker' && next.marker === 'signature';
        this.drawText(block, values, {
          within: list ?? within,
          isTight: i === 0 || afterMarker,
          below: isBeforeSignature ? heightOfSignature(part, signature) : 0,
        });
      }
    });
    list?.end();
  }

  private drawText(
    block: TextBlock,
    values: readonly string[],
    { within, isTight, below }: { readonly within: Part; readonly isTight: boolean; readonly below: number },
  ): void {
    const style = BODY_STYLES[block.kind];
    const own = this.density.size + style.larger;
    const leading = own * this.density.leading;
    const isFirstItem = block.kind === 'item' && block.isFirst;
    this.y += isTight ? 0 : (style.above + (isFirstItem ? 3 : 0)) * this.density.space;
    const set = this.set(block, values, own);
    const needed = (set.lines.length + (style.keepWithNext ? 3 : 0)) * leading + below;
    if (this.y + needed > PAGE_BOTTOM && needed < PAGE_BOTTOM - PAGE_TOP) {
      this.turn();
      this.drawText(block, values, { within, isTight: true, below });
      return;
    }
    const rows = [...set.lines];
    while (rows.length > 0) {
      const fitting = Math.max(1, Math.floor((PAGE_BOTTOM - this.y) / leading + 1e-6));
      const here = rows.splice(0, fitting);
      const place = (lines: readonly (readonly Run[])[]): PlacedLine[] =>
        lines.map((runs, i) => ({
          runs,
          x: BODY_LEFT + style.indent,
          baseline: this.y + i * leading + own,
        }));
      if (this.isDry) {
        this.y += here.length * leading;
        if (rows.length > 0) this.turn();
        continue;
      }
      const isWhole = here.length === set.lines.length;
      if (isWhole && set.content.y !== this.y)
        set.content = { y: this.y, bytes: this.setter.contentOf(place(here), INK) };
      this.write(block, style, {
        content: isWhole ? set.content.bytes : this.setter.contentOf(place(here), INK),
        within,
        size: own,
      });
      this.y += here.length * leading;
      if (rows.length > 0) this.turn();
    }
  }

  private turn(): void {
    this.turns++;
    if (!this.isDry) this.newPage();
    this.y = PAGE_TOP;
    this.floatEnd = 0;
  }

  private write(
    block: TextBlock,
    { tag }: BlockStyle,
    { content, within, size }: { readonly content: Uint8Array; readonly within: Part; readonly size: number },
  ): void {
    const { pdf } = this.setter;
    if (block.kind !== 'item') {
      pdf.tag(tag, () => this.setter.write(content), { within });
      return;
    }
    const item = pdf.open('LI', { within });
    const run: Run = { font: 'text', size, x: 0, text: `${block.label} `, isShared: true };
    const label = this.setter.contentOf([{ runs: [run], x: BODY_LEFT, baseline: this.y + size }], INK);
    pdf.tag('Lbl', () => this.setter.write(label), { within: item });
    pdf.tag('LBody', () => this.setter.write(content), { within: item });
    item.end();
  }

  /** Lines of a block; those beside a code are shorter. */
  private set(block: TextBlock, values: readonly string[], size: number): SetBlock {
    const { indent, bold } = BODY_STYLES[block.kind];
    const leading = size * this.density.leading;
    const beside = Math.max(0, Math.ceil((this.floatEnd - this.y) / leading - 1e-6));
    const own = block.text.flatMap((line) =>
      line.flatMap(({ value }) => (value === undefined ? [] : [values[value] ?? ''])),
    );
    const key = [beside, ...own].join('\0');
    const sizes = this.known.get(block) ?? new Map<number, SetBlock>();
    const last = sizes.get(leading);
    if (last?.key === key) return last;
    const room = (line: number): number => WIDTH - indent - (line < beside ? QR_SIDE + GUTTER : 0);
    const widthOf = this.setter.widthOf.bind(this.setter);
    const set: SetBlock = {
      key,
      lines: breakText(block.text, values, { size, bold }, { widthOf, room }),
      content: { y: Number.NaN, bytes: new Uint8Array() },
    };
    this.known.set(block, sizes.set(leading, set));
    return set;
  }

  private drawMarker(
    marker: 'reply' | 'receipt' | 'signature',
    letter: Letter,
    part: LetterPart,
    { within, signature }: { readonly within: Part; readonly signature: Uint8Array | undefined },
  ): void {
    const words = wordsIn(part.language);
    if (marker === 'signature') this.drawSignature(part, { within, signature });
    else if (marker === 'reply' && letter.reply !== undefined) {
      const { code, link } = letter.reply;
      this.drawCode(link, [{ label: words.yourCode, lines: [code], size: 15 }], { words, within });
    } else if (marker === 'receipt' && letter.receipt !== undefined) {
      const { text, pseudonym, salt } = letter.receipt;
      // Named as on the page where they are typed in.
      const typed = [
        { label: 'Pseudonym', lines: [pseudonym], size: 11 },
        { label: 'Salt', lines: [inFours(salt)], size: 9 },
      ];
      this.drawCode(text, typed, { words, within });
    }
  }

  /** A QR code at the right edge, and beside it what is in it, to be typed; further text goes on beside it. */
  private drawCode(
    text: string | undefined,
    typed: readonly { readonly label: string; readonly lines: readonly string[]; readonly size: number }[],
    { words, within }: { readonly words: LanguageWords; readonly within: Part },
  ): void {
    if (this.y + QR_SIDE > PAGE_BOTTOM) this.turn();
    const top = this.y + 4;
    if (text !== undefined) {
      // Its white edge stands a little above the text, and its modules beside it.
      const at = { x: BODY_RIGHT - QR_SIDE + QR_EDGE, y: top - QR_EDGE, side: QR_SIDE };
      if (!this.isDry) drawQrCode(this.setter.pdf, text, at, { within, alt: `${words.qrCode}: ${text}` });
      this.floatEnd = at.y + QR_SIDE;
    }
    this.y = top;
    const lines: PlacedLine[] = [];
    for (const { label, lines: rows, size } of typed) {
      const name: Run = { font: 'text', size: 8, x: 0, text: `${label} `, isShared: true };
      lines.push({ runs: [name], x: BODY_LEFT, baseline: this.y + 8 });
      this.y += 8 * LABEL_LEADING;
      for (const row of rows) {
        const run: Run = { font: 'monoBold', size, x: 0, text: `${row} `, isShared: false };
        lines.push({ runs: [run], x: BODY_LEFT, baseline: this.y + size });
        this.y += size * LABEL_LEADING;
      }
      this.y += 1;
    }
    if (!this.isDry) this.setter.pdf.tag('P', () => this.setter.write(this.setter.contentOf(lines, INK)), { within });
    this.y += 3;
  }

  private drawSignature(
    { sender }: LetterPart,
    { within, signature }: { readonly within: Part; readonly signature: Uint8Array | undefined },
  ): void {
    const { size, leading, width, height } = SIGNATURE;
    const room = signature === undefined ? points(3) : height;
    if (this.y + heightOfSignature({ sender }, signature) > PAGE_BOTTOM) this.turn();
    if (signature !== undefined && !this.isDry) {
      const box = { x: BODY_LEFT, y: this.y + 3, width, height: room - 4 };
      this.images.draw(signature, box, { alt: sender.signedBy.join(', '), within });
    }
    this.y += room;
    if (sender.signedBy.length === 0) return;
    const lines = sender.signedBy.map((text, i): PlacedLine => {
      const run: Run = { font: i === 0 ? 'textBold' : 'text', size, x: 0, text: `${text} `, isShared: true };
      return { runs: [run], x: BODY_LEFT, baseline: this.y + i * leading + size };
    });
    if (!this.isDry) this.setter.pdf.tag('P', () => this.setter.write(this.setter.contentOf(lines, INK)), { within });
    this.y += lines.length * leading;
  }
}

const heightOfSignature = ({ sender }: Pick<LetterPart, 'sender'>, signature: Uint8Array | undefined): number =>
  (signature === undefined ? points(3) : SIGNATURE.height) + sender.signedBy.length * SIGNATURE.leading;

/** 32 digits as people copy them. */
const inFours = (text: string): string => text.replace(/(.{4})(?=.)/g, '$1 ');
