import type { WidthOf } from './lines.js';
import { type LetterWindow, points } from './windows.js';

/** Sizes of an address, the largest that fits is taken; below the last, sorting machines and people misread. */
const SIZES = [10, 9.5, 9, 8.5];
export const SMALLEST_ADDRESS = 8.5;

/** An address as it will be printed, or why it cannot be. */
export type AddressFit =
  | { readonly size: number }
  | { readonly problem: 'lines'; readonly lines: number; readonly most: number }
  | { readonly problem: 'width'; readonly line: number }
  | { readonly problem: 'empty' };

/** The widest size at which an address is within its window. An address is never cut, and never broken where it was not. */
export function fitAddress(lines: readonly string[], window: LetterWindow, widthOf: WidthOf): AddressFit {
  if (lines.length === 0) return { problem: 'empty' };
  if (lines.length > window.lines) return { problem: 'lines', lines: lines.length, most: window.lines };
  const widths = lines.map((line) => widthOf(line, 'text', false));
  const room = points(window.address.width);
  const widest = Math.max(...widths);
  const size = SIZES.find(
    (candidate) => widest * candidate <= room && heightOf(lines.length, candidate) <= points(window.address.height),
  );
  if (size !== undefined) return { size };
  if (widest * SMALLEST_ADDRESS > room) return { problem: 'width', line: widths.indexOf(widest) + 1 };
  return { problem: 'lines', lines: lines.length, most: lines.length - 1 };
}

/** From one line of an address to the next, as a multiple of the size. */
export const ADDRESS_LEADING = 1.25;
const heightOf = (lines: number, size: number): number => lines * size * ADDRESS_LEADING;
