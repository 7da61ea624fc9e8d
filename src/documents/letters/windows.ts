/**
 * Where an envelope's window lies over the folded sheet, in millimetres from the sheet's left and top edge. A sheet is a little
 * smaller than its envelope and slides about in it: the windows here are what shows wherever it lies.
 */
export interface LetterWindow {
  /** What shows through the window. Nothing but the address, and a return line where `returnLine` says so, may be in it. */
  readonly window: Millimetres;
  /** Where the lines of the address go, inside the window. */
  readonly address: Millimetres;
  /** Height of the line with the sender's address above the address, where the window has room for one by custom. */
  readonly returnLine?: number;
  /** The most lines of an address. */
  readonly lines: number;
  /** Where the sheet is folded, from its top. */
  readonly folds: readonly number[];
}

export interface Millimetres {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type WindowName = 'din-a' | 'din-b' | 'french' | 'belgian';

/** From the edge of a window to the letters in it, so that nothing is half hidden. */
const INSET = 3;
const SHEET_WIDTH = 210;

/**
 * DIN 5008: a field of 85 × 45 mm, 20 mm from the left edge and 27 mm (form A) or 45 mm (form B) from the top, of which the first
 * 17.7 mm are for the return line and remarks and 27.3 mm for six lines of address, which begin 25 mm from the edge. Folds at 87 and
 * 192 mm, or 105 and 210 mm. For envelopes DL and C5/6 with a window as in DIN 680.
 */
const din = (top: number, folds: readonly number[]): LetterWindow => ({
  window: { x: 20, y: top, width: 85, height: 45 },
  address: { x: 25, y: top + 17.7, width: 85 - 5 - INSET, height: 27.3 },
  returnLine: 5,
  lines: 6,
  folds,
});

interface Envelope {
  readonly width: number;
  readonly height: number;
  /** The window, with its distances from the envelope's right and lower edge. */
  readonly window: { readonly width: number; readonly height: number; readonly right: number; readonly below: number };
}

/** A sheet folded in three equal parts is 210 × 99 mm; what shows of it is the same part of the sheet in every position. */
function thirds({ width, height, window }: Envelope): LetterWindow {
  const folded = 99;
  const left = width - window.right - window.width;
  const top = height - window.below - window.height;
  // Pushed to the envelope's lower right corner, the sheet shows a part that lies so much higher and further to the left.
  const x = left;
  const y = top;
  const right = Math.min(left + window.width - (width - SHEET_WIDTH), SHEET_WIDTH);
  const bottom = Math.min(top + window.height - (height - folded), folded);
  return withinWindow({ x, y, width: right - x, height: bottom - y }, { lines: 6, folds: [folded, 2 * folded] });
}

const withinWindow = (window: Millimetres, { lines, folds }: Pick<LetterWindow, 'lines' | 'folds'>): LetterWindow => ({
  window,
  address: { x: window.x + INSET, y: window.y + 1, width: window.width - 2 * INSET, height: window.height - 2 },
  lines,
  folds,
});

const WINDOWS: Readonly<Record<WindowName, LetterWindow>> = {
  'din-a': din(27, [87, 192]),
  'din-b': din(45, [105, 210]),
  // DL, 110 × 220 mm, with a window of 45 × 100 mm, 20 mm from the right and the lower edge, as French suppliers sell it. No sender in
  // the window: La Poste’s machines read whatever shows.
  french: thirds({ width: 220, height: 110, window: { width: 100, height: 45, right: 20, below: 20 } }),
  // C5/6, 114 × 229 mm (“US” in Belgium), with a window of 45 × 100 mm. bpost wants 30 mm free below a window and 15 mm to its right, and
  // no sender in it (bpost.be, Correct positioning of an address).
  belgian: thirds({ width: 229, height: 114, window: { width: 100, height: 45, right: 15, below: 30 } }),
};

/** A window as the organiser measured it on the sheet. */
export interface CustomWindow extends Millimetres {
  readonly lines: number;
  readonly folds: readonly number[];
}

export const windowOf = (profile: WindowName | CustomWindow): LetterWindow =>
  typeof profile === 'string' ? WINDOWS[profile] : withinWindow(profile, profile);

/** PostScript points. */
export const points = (millimetres: number): number => (millimetres * 72) / 25.4;
