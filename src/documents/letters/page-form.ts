import { A4, type Box, type Part, type Pdf } from '../pdf.js';
import { points } from './windows.js';

export const BODY_LEFT = points(25);
export const BODY_RIGHT = A4.width - points(20);
/** Of pages after the first. */
export const PAGE_TOP = points(22);
export const PAGE_BOTTOM = A4.height - points(15);
export const FOOT = A4.height - points(9);
/** Above everything else, within what printers can reach. */
export const HEAD = points(9);

interface OpenedImage {
  readonly width: number;
  readonly height: number;
}

/** Pictures of a document: each is in it once, however many letters show it. */
export class LetterImages {
  private readonly pdf: Pdf;
  private readonly opened = new Map<Uint8Array, OpenedImage>();

  constructor(pdf: Pdf) {
    this.pdf = pdf;
  }

  /** Throws where the bytes are no PNG or JPEG. */
  open(bytes: Uint8Array): OpenedImage {
    const known = this.opened.get(bytes);
    if (known !== undefined) return known;
    const doc = this.pdf.doc as unknown as { openImage(source: Uint8Array): OpenedImage };
    const image = doc.openImage(Buffer.from(bytes));
    this.opened.set(bytes, image);
    return image;
  }

  /** Draws a picture as large as it fits, from the box's upper left corner; gives the size that it has. */
  draw(
    bytes: Uint8Array,
    box: Box,
    { alt, within }: { readonly alt: string; readonly within: Part },
  ): { readonly width: number; readonly height: number } {
    const image = this.open(bytes);
    const scale = Math.min(box.width / image.width, box.height / image.height);
    const [width, height] = [image.width * scale, image.height * scale];
    const source = image as unknown as PDFKit.Mixins.ImageSrc;
    this.pdf.tag('Figure', () => this.pdf.doc.image(source, box.x, box.y, { width, height }), {
      alt,
      within,
      box: { x: box.x, y: box.y, width, height },
    });
    return { width, height };
  }
}
