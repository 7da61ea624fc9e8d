import type { Font } from '../fonts.js';
import type { Pdf } from '../pdf.js';

export interface FitRoom {
  readonly width: number;
  readonly height: number;
  readonly largest: number;
  readonly lines: number;
  readonly leading: number;
}

export interface Fitted {
  readonly lines: readonly string[];
  readonly size: number;
}

/** Never smaller, however long a text is: it then ends in an ellipsis. */
const SMALLEST = 5;

/** A text as large as it fits, broken at spaces and hyphens alone and into as many lines as serve that. */
export function fitText(pdf: Pdf, text: string, font: Font, room: FitRoom): Fitted {
  const words = text.trim().match(/[^\s-]+[\s-]*|-+\s*/gu) ?? [''];
  const widthOf = (line: string): number => pdf.widthOf(line.trimEnd(), { font, size: 1 });
  let best: Fitted = { lines: [text], size: 0 };
  for (let count = 1; count <= Math.min(room.lines, words.length); count++) {
    const lines = narrowest(words, count, widthOf);
    const widest = Math.max(...lines.map(widthOf), 1e-9);
    const size = Math.min(room.largest, room.width / widest, room.height / (count * room.leading));
    if (size > best.size + 1e-9) best = { lines, size };
  }
  if (best.size >= SMALLEST) return best;
  return { lines: pdf.linesOf(text, room.width, { font, size: SMALLEST }, room.lines), size: SMALLEST };
}

/** Words in so many lines, of which the widest is as narrow as can be. */
function narrowest(words: readonly string[], count: number, widthOf: (line: string) => number): string[] {
  if (count === 1) return [words.join('')];
  let best: string[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (let first = 1; first <= words.length - count + 1; first++) {
    const lines = [words.slice(0, first).join(''), ...narrowest(words.slice(first), count - 1, widthOf)];
    const widest = Math.max(...lines.map(widthOf));
    if (widest < least) [best, least] = [lines, widest];
  }
  return best;
}
