import { type BitMatrix, create } from 'qrcode';
import { type Box, PAPER, type Pdf } from './pdf.js';

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
): void {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const side = at.side / (modules.size + 2 * QUIET_ZONE);
  const box: Box = { x: at.x, y: at.y, width: at.side, height: at.side };
  pdf.tag(
    'Figure',
    () => {
      const { doc } = pdf;
      doc.rect(box.x, box.y, box.width, box.height).fill(PAPER);
      for (const { row, column, length } of runsOf(modules)) {
        doc.rect(at.x + (QUIET_ZONE + column) * side, at.y + (QUIET_ZONE + row) * side, length * side, side);
      }
      doc.fill('#000000');
    },
    { alt: `QR code: ${text}`, box },
  );
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
