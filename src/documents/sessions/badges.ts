import type { Participant } from '../../core/sessions/model.js';
import { points } from '../letters/windows.js';
import { ACCENT, type Box, INK, type Part, type Pdf, QUIET } from '../pdf.js';
import { requireSheet } from './badge-sheets.js';
import { type Fitted, fitText } from './fit.js';
import { MARK_ROOM, PaperPages } from './pages.js';
import type { BadgeOptions, BadgeSheet, PaperHead } from './papers.js';
import { asPrinted, bySurname, givenNameOf } from './people.js';
import { paperWords } from './words.js';

/** Printers and punches are not exact: so much of a badge’s edge stays empty. */
const INSET = points(4);
/** Of the room for names, what the first one gets; the surname gets the rest. */
const GIVEN_SHARE = 0.6;
const FOOT = 12;
/** Between the names. */
const GAP = 3;
const LEADING = 1.15;
/** From a line’s top to its baseline, as a share of the size. */
const BASELINE = 0.9;

/** A badge for each, on sheets that are sold punched or on plain ones with marks to cut along; in the order of the attendance list. */
export async function badgesPdf(
  people: readonly Participant[],
  head: PaperHead,
  { sheet: chosen, names }: BadgeOptions,
): Promise<Uint8Array> {
  const participants = asPrinted(people);
  const sheet = requireSheet(chosen);
  // Above the badges where there is room; on each of them anyway.
  const isMarked = points(sheet.top) >= MARK_ROOM;
  const pages = new PaperPages(head, (words) => words.badges, { isBare: true, isMarked });
  const perPage = sheet.columns * sheet.rows;
  bySurname(participants).forEach((position, i) => {
    const [person] = participants.slice(position);
    if (person === undefined) return;
    if (i % perPage === 0) {
      pages.turn();
      if (sheet.cropMarks === true) pages.pdf.decorate((doc) => drawCropMarks(doc, sheet));
    }
    const part = pages.pdf.open('Sect');
    drawBadge(pages.pdf, boxOf(sheet, i % perPage), { person, head, names, part });
    part.end();
  });
  if (participants.length === 0) pages.turn();
  return pages.pdf.bytes();
}

function boxOf({ columns, left, top, across, down, width, height }: BadgeSheet, i: number): Box {
  const column = i % columns;
  const row = Math.floor(i / columns);
  return {
    x: points(left + column * across),
    y: points(top + row * down),
    width: points(width),
    height: points(height),
  };
}

interface Badge {
  readonly person: Participant;
  readonly head: PaperHead;
  readonly names: 'given' | 'full';
  readonly part: Part;
}

function drawBadge(pdf: Pdf, box: Box, { person, head, names, part }: Badge): void {
  const x = box.x + box.width / 2;
  const width = box.width - 2 * INSET;
  const room = box.height - 2 * INSET - FOOT;
  const surname = names === 'full' && person.givenName !== '' ? person.surname : '';
  const given = fitText(pdf, givenNameOf(person), 'textBold', {
    ...{ width, leading: LEADING, lines: 2, largest: 40 },
    height: surname === '' ? room : room * GIVEN_SHARE,
  });
  const family =
    surname === ''
      ? { lines: [], size: 0 }
      : fitText(pdf, surname, 'text', {
          ...{ width, leading: LEADING, lines: 2 },
          // Never larger than the first name, by which people are called.
          largest: Math.min(20, given.size),
          height: room * (1 - GIVEN_SHARE) - GAP,
        });
  const gap = surname === '' ? 0 : GAP;
  const height = heightOf(given) + gap + heightOf(family);
  const top = box.y + INSET + (room - height) / 2;
  drawLines(given, top, 'textBold', INK);
  drawLines(family, top + heightOf(given) + gap, 'text', INK);
  drawFoot();

  function drawLines({ lines, size }: Fitted, y: number, font: 'text' | 'textBold', color: string): void {
    if (lines.length === 0) return;
    pdf.tag(
      'P',
      () =>
        lines.forEach((line, i) => {
          const baseline = y + i * size * LEADING + size * BASELINE;
          // A space stays at the end, so that two lines are not heard as one word.
          pdf.line(i === lines.length - 1 ? `${line} ` : line, x, baseline, { font, size, color }, 'center');
        }),
      { within: part },
    );
  }

  /** The process, in small letters; in a rehearsal, that it is one: badges are taken off their sheet. */
  function drawFoot(): void {
    const mark = head.purpose === 'rehearsal' ? `${paperWords(head.language).rehearsalShort} · ` : '';
    const style = { font: mark === '' ? 'text' : 'textBold', size: 7.5, color: mark === '' ? QUIET : ACCENT } as const;
    const text = pdf.linesOf(`${mark}${head.title}`, width, style, 1)[0] ?? '';
    pdf.tag('P', () => pdf.line(text, x, box.y + box.height - INSET, style, 'center'), { within: part });
  }
}

const heightOf = ({ lines, size }: Fitted): number => lines.length * size * LEADING;

/** Outside the badges, so that nothing of them is left on one. */
function drawCropMarks(doc: PDFKit.PDFDocument, sheet: BadgeSheet): void {
  const { columns, rows, left, top, across, down, width, height } = sheet;
  const gap = points(2);
  const length = points(5);
  const edgesOf = (start: number, size: number, pitch: number, count: number): number[] => [
    ...new Set(
      Array.from({ length: count }, (_, i) => [points(start + i * pitch), points(start + i * pitch + size)]).flat(),
    ),
  ];
  const first = { x: points(left) - gap, y: points(top) - gap };
  const last = {
    x: points(left + (columns - 1) * across + width) + gap,
    y: points(top + (rows - 1) * down + height) + gap,
  };
  doc.lineWidth(0.4);
  for (const x of edgesOf(left, width, across, columns)) {
    doc.moveTo(x, first.y - length).lineTo(x, first.y);
    doc.moveTo(x, last.y).lineTo(x, last.y + length);
  }
  for (const y of edgesOf(top, height, down, rows)) {
    doc.moveTo(first.x - length, y).lineTo(first.x, y);
    doc.moveTo(last.x, y).lineTo(last.x + length, y);
  }
  doc.stroke(INK);
}
