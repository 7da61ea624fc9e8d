import { INK, type Part, QUIET, type Style } from '../pdf.js';
import { ADDRESS_LEADING } from './address.js';
import type { Letter, LetterDesign, LetterPart } from './letter.js';
import { breakText } from './lines.js';
import { BODY_LEFT, BODY_RIGHT, type LetterImages } from './page-form.js';
import type { PlacedLine, Typesetter } from './typesetter.js';
import { type LetterWindow, type Millimetres, points } from './windows.js';

const TOP = points(12);
const LOGO = { width: points(55), height: points(18) } as const;
const SENDER_SIZE = 8.5;
const SENDER_LEADING = 12;
const RETURN_SIZE = 6.5;
const GAP = points(5);
const DATE_GAP = 7;
/** From the window to what comes next, so that a sheet that slid does not show it. */
export const CLEAR = points(7);

/** Where the sender stands: beside the window, or above it where the window is as wide as the sheet. */
export interface SenderPlace {
  readonly x: number;
  readonly width: number;
}

/** The least that a column with telephone numbers and web addresses takes. */
const LEAST_COLUMN = points(40);

/** Undefined where the window leaves no room at either side. */
export function senderPlace({ window }: LetterWindow): SenderPlace | undefined {
  const left = points(window.x) - GAP - BODY_LEFT;
  const start = points(window.x + window.width) + 2 * GAP;
  const right = BODY_RIGHT - start;
  if (Math.max(left, right) < LEAST_COLUMN) return undefined;
  return right >= left ? { x: start, width: right } : { x: BODY_LEFT, width: left };
}

/** Logo and sender; gives where they end. */
export function drawSender(
  setter: Typesetter,
  { window, logo }: LetterDesign,
  { sender, date }: LetterPart,
  { images, within }: { readonly images: LetterImages; readonly within: Part },
): number {
  const place = senderPlace(window) ?? { x: BODY_LEFT, width: BODY_RIGHT - BODY_LEFT };
  let y = TOP;
  if (logo !== undefined) {
    const box = { x: place.x, y, width: Math.min(LOGO.width, place.width), height: LOGO.height };
    const { width, height } = images.draw(logo, box, { alt: sender.name, within });
    y += height + GAP;
    if (width === 0) y = TOP;
  }
  const lines: PlacedLine[] = [];
  const add = (text: string, bold: boolean): void => {
    const rich = [[{ text, bold, italic: false }]];
    for (const runs of breakText(
      rich,
      [],
      { size: SENDER_SIZE },
      { widthOf: setter.widthOf.bind(setter), room: () => place.width },
    )) {
      lines.push({ runs, x: place.x, baseline: y + SENDER_SIZE });
      y += SENDER_LEADING;
    }
  };
  add(sender.name, true);
  for (const line of sender.lines) add(line, false);
  setter.pdf.tag('P', () => setter.write(setter.contentOf(lines, INK)), { within });
  drawDate(setter, date, { x: place.x, y: y + DATE_GAP }, within);
  return y + DATE_GAP + SENDER_LEADING;
}

/** The day of posting, below the sender. */
export function drawDate(
  setter: Typesetter,
  text: string,
  at: { readonly x: number; readonly y: number },
  within: Part,
): void {
  const run = { font: 'text', size: SENDER_SIZE, x: 0, text, isShared: true } as const;
  const content = setter.contentOf([{ runs: [run], x: at.x, baseline: at.y + SENDER_SIZE }], INK);
  setter.pdf.tag('P', () => setter.write(content), { within });
}

/** The address, and the sender's above it where the window has room. */
export function drawAddress(setter: Typesetter, window: LetterWindow, letter: Letter, within: Part): void {
  const { lines, size } = letter.address;
  const box = inPoints(window.address);
  if (window.returnLine !== undefined && letter.returnLine !== '') {
    // In the zone above the address, at its lower end.
    const baseline = box.y - points(1.6);
    const width = setter.widthOf(letter.returnLine, 'text', true);
    const fitting = Math.min(RETURN_SIZE, box.width / width);
    const run = { font: 'text', size: fitting, x: 0, text: letter.returnLine, isShared: true } as const;
    const content = setter.contentOf([{ runs: [run], x: box.x, baseline }], QUIET);
    setter.pdf.tag('P', () => setter.write(content), { within });
    setter.pdf.decorate((doc) =>
      doc
        .lineWidth(0.3)
        .moveTo(box.x, baseline + 2)
        .lineTo(box.x + box.width, baseline + 2)
        .stroke(QUIET),
    );
  }
  const leading = size * ADDRESS_LEADING;
  const top = window.returnLine === undefined ? box.y + (box.height - lines.length * leading) / 2 : box.y;
  const placed = lines.map((text, i): PlacedLine => {
    const isLast = i === lines.length - 1;
    return {
      // Two lines are never heard as one word.
      runs: [{ font: 'text', size, x: 0, text: isLast ? text : `${text} `, isShared: false }],
      x: box.x,
      baseline: top + i * leading + size,
    };
  });
  setter.pdf.tag('P', () => setter.write(setter.contentOf(placed, INK)), { within });
}

const MARK: Style = { font: 'text', size: 6, color: '#b3261e' };

/** Window and folds, to lay a printed sheet beside an envelope. */
export function drawProof({ pdf }: Typesetter, { window, folds, address }: LetterWindow): void {
  pdf.decorate((doc) => {
    const red = '#b3261e';
    const shown = inPoints(window);
    doc.lineWidth(0.5).rect(shown.x, shown.y, shown.width, shown.height).stroke(red);
    const room = inPoints(address);
    doc.dash(2, { space: 2 }).rect(room.x, room.y, room.width, room.height).stroke(red).undash();
    for (const fold of folds) doc.moveTo(points(4), points(fold)).lineTo(points(12), points(fold)).stroke(red);
    const text = `window ${sizes(window)} mm`;
    pdf.line(text, shown.x, shown.y - 2, MARK);
    for (const fold of folds) pdf.line(`fold ${fold} mm`, points(4), points(fold) - 2, MARK);
  });
}

const sizes = ({ x, y, width, height }: Millimetres): string =>
  `${round(width)} × ${round(height)}, ${round(x)} from the left, ${round(y)} from the top`;
const round = (value: number): string => String(Number(value.toFixed(1)));

const inPoints = ({ x, y, width, height }: Millimetres): Millimetres => ({
  x: points(x),
  y: points(y),
  width: points(width),
  height: points(height),
});
