import { SortitionError } from '../../core/errors.js';
import type { BadgeSheet, BadgeSheetName } from './papers.js';

/**
 * Sheets of A4, in millimetres. Where each comes from is in docs/papers.md; all lie in the middle of the sheet, so that a sheet put in
 * the other way round is printed as well.
 */
const SHEETS: Readonly<Record<BadgeSheetName, BadgeSheet>> = {
  L4785: { width: 80, height: 50, columns: 2, rows: 5, left: 17.5, top: 13.5, across: 95, down: 55 },
  L7418: { width: 86, height: 55, columns: 2, rows: 4, left: 19, top: 38.5, across: 86, down: 55 },
  C32011: { width: 85, height: 54, columns: 2, rows: 5, left: 15, top: 13.5, across: 95, down: 54 },
  cut: { width: 90, height: 60, columns: 2, rows: 4, left: 15, top: 28.5, across: 90, down: 60, cropMarks: true },
};

/** Throws BADGE_SHEET where somebody’s own measures cannot be those of a sheet. */
export function requireSheet(chosen: BadgeSheetName | BadgeSheet): BadgeSheet {
  if (typeof chosen === 'string') return SHEETS[chosen];
  const { width, height, columns, rows, left, top, across, down } = chosen;
  const right = left + (columns - 1) * across + width;
  const bottom = top + (rows - 1) * down + height;
  const isOverlapping = (columns > 1 && across < width) || (rows > 1 && down < height);
  if (isOverlapping) throw new SortitionError('BADGE_SHEET', { problem: 'the badges lie over each other' });
  if (!(left >= 0 && top >= 0 && right <= 210 && bottom <= 297))
    throw new SortitionError('BADGE_SHEET', { problem: 'the badges do not fit on a sheet of A4, 210 × 297 mm' });
  return chosen;
}
