import { leadingOf, type Pdf, type Style } from './pdf.js';
import { ticketNumber } from './words.js';

/** How all tickets are set. */
export interface Setting {
  readonly style: Style;
  /** Names on a line. */
  readonly columns: number;
  /** Characters from one name to the next. */
  readonly pitch: number;
  /** From the number's left edge to the first name. */
  readonly indent: number;
  /** Above and below a ticket. */
  readonly padding: number;
}

/** A ticket on a page, or as much of it as a page holds. */
export interface Entry {
  readonly ticket: number;
  /** Names in columns, which are aligned because all characters are equally wide. */
  readonly lines: readonly string[];
  readonly height: number;
}

/** The largest first: the first is taken with which the table has at most so many pages. */
const SIZES = [8, 7.5, 7, 6.5];
const SMALLEST = 6;
const FEW_PAGES = 60;

export const NUMBER: Style = { font: 'monoBold', size: 11 };
const AFTER_NUMBER = 12;
const BETWEEN_NAMES = 2;
const LEADING = 1.28;
const PADDING = 4;

export interface Layout {
  readonly setting: Setting;
  readonly pages: readonly (readonly Entry[])[];
}

type Panels = readonly (readonly string[])[];

/** Tickets on pages, as large as can be; none is divided that fits on one. */
export function layOut(pdf: Pdf, panels: Panels, page: { readonly width: number; readonly height: number }): Layout {
  const longest = longestName(panels);
  const indent = pdf.widthOf(ticketNumber(0, panels.length), NUMBER) + AFTER_NUMBER;
  const laidOut = (size: number): Layout => {
    const setting = settingOf(pdf, { size, longest, indent, room: page.width - indent });
    return { setting, pages: pagesOf(panels, setting, page.height) };
  };
  for (const size of SIZES) {
    const layout = laidOut(size);
    if (layout.pages.length <= FEW_PAGES) return layout;
  }
  return laidOut(SMALLEST);
}

function settingOf(
  pdf: Pdf,
  given: { readonly size: number; readonly longest: number; readonly indent: number; readonly room: number },
): Setting {
  const { longest, indent, room } = given;
  const letter = pdf.widthOf('0', { font: 'mono', size: 1 });
  // A name that is longer than a line makes all of them smaller, rather than being cut.
  const size = Math.min(given.size, room / (longest * letter));
  const pitch = longest + BETWEEN_NAMES;
  const columns = Math.max(1, Math.floor((room / (size * letter) + BETWEEN_NAMES) / pitch));
  return { style: { font: 'mono', size, leading: LEADING }, columns, pitch, indent, padding: PADDING };
}

function pagesOf(panels: Panels, setting: Setting, height: number): Entry[][] {
  const pages: Entry[][] = [[]];
  let left = height;
  panels.forEach((names, ticket) => {
    for (const lines of partsOf(linesOf(names, setting), setting, height)) {
      const entry = { ticket, lines, height: heightOf(lines, setting) };
      if (entry.height > left && left < height) {
        pages.push([]);
        left = height;
      }
      pages.at(-1)?.push(entry);
      left -= entry.height;
    }
  });
  return pages;
}

function linesOf(names: readonly string[], { columns, pitch }: Setting): string[] {
  const lines: string[] = [];
  for (let i = 0; i < names.length; i += columns) {
    const cells = names.slice(i, i + columns).map((name) => name + ' '.repeat(Math.max(1, pitch - lengthOf(name))));
    // A space stays, so that the last name of a line is not heard as one with the next.
    lines.push(`${cells.join('').trimEnd()} `);
  }
  return lines;
}

/** Whole, or in pages' worths. */
function partsOf(lines: readonly string[], setting: Setting, height: number): (readonly string[])[] {
  const most = Math.max(1, Math.floor((height - 2 * setting.padding) / leadingOf(setting.style)));
  if (lines.length <= most) return [lines];
  return Array.from({ length: Math.ceil(lines.length / most) }, (_, i) => lines.slice(i * most, (i + 1) * most));
}

/** At least that of the number. */
const heightOf = (lines: readonly string[], { style, padding }: Setting): number =>
  Math.max(lines.length * leadingOf(style), NUMBER.size) + 2 * padding;

function longestName(panels: Panels): number {
  let longest = 1;
  for (const names of panels) for (const name of names) longest = Math.max(longest, lengthOf(name));
  return longest;
}

/** In characters as they are printed. */
const lengthOf = (name: string): number => Array.from(name).length;
