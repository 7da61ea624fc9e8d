import { type BitMatrix, create } from 'qrcode';
import type { Box, Part, Pdf } from './pdf.js';

/** Modules that must stay empty around the code, or readers miss it. */
const QUIET_ZONE = 4;

/**
 * Draws a text as a QR code, its quiet zone inside the square at `x`, `y`. Rectangles and no picture, so that it is sharp in
 * print; all in one path, so that no hairlines show between them.
 */
export function drawQrCode(
  pdf: Pdf,
  text: string,
  at: { readonly x: number; readonly y: number; readonly side: number },
  { within, alt = `QR code: ${text}` }: { readonly within?: Part; readonly alt?: string } = {},
): void {
  const box: Box = { x: at.x, y: at.y, width: at.side, height: at.side };
  const content = contentOf(text, at);
  pdf.tag('Figure', () => pdf.doc.addContent(content as unknown as string), {
    alt,
    box,
    ...(within !== undefined && { within }),
  });
}

/** In units of a module, so that numbers are short: ten thousand letters have four million rectangles. */
function contentOf(text: string, at: { readonly x: number; readonly y: number; readonly side: number }): Uint8Array {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const all = modules.size + 2 * QUIET_ZONE;
  const scale = (at.side / all).toFixed(5);
  const parts = [
    `q ${scale} 0 0 ${scale} ${at.x.toFixed(3)} ${at.y.toFixed(3)} cm 1 1 1 rg 0 0 ${all} ${all} re f 0 0 0 rg`,
  ];
  for (const { row, column, length } of runsOf(modules))
    parts.push(`${QUIET_ZONE + column} ${QUIET_ZONE + row} ${length} 1 re`);
  parts.push('f Q\n');
  // As bytes, which pdfkit takes as they are; its types know of texts alone.
  return Buffer.from(parts.join('\n'), 'latin1');
}

/** Dark modules that lie side by side. */
function* runsOf(modules: BitMatrix): Generator<{ row: number; column: number; length: number }> {
  const { size } = modules;
  for (let row = 0; row < size; row++) {
    let length = 0;
    for (let column = 0; column <= size; column++) {
      if (column < size && modules.get(row, column)) length++;
      else if (length > 0) {
        yield { row, column: column - length, length };
        length = 0;
      }
    }
  }
}
