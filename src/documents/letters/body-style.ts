import type { TextBlock } from './markdown.js';

/** How a body is set: the first that has it on one page; where none has, the first of all, on several. */
export interface Density {
  readonly size: number;
  /** From one line to the next, as a multiple of the size. */
  readonly leading: number;
  /** Space between blocks, beside what their style says. */
  readonly space: number;
}

export const LOOSE: Density = { size: 10, leading: 1.3, space: 1 };
export const DENSITIES: readonly Density[] = [
  LOOSE,
  { size: 9.5, leading: 1.3, space: 1 },
  { size: 9.5, leading: 1.24, space: 0.8 },
  { size: 9, leading: 1.22, space: 0.7 },
];
export interface BlockStyle {
  readonly tag: string;
  /** Beside the size of the body. */
  readonly larger: number;
  readonly bold: boolean;
  readonly above: number;
  readonly indent: number;
  /** Lines that must follow on the same page. */
  readonly keepWithNext: boolean;
}

/** Of list items: room for the dot or the number. */
const INDENT = 12;

export const BODY_STYLES: Readonly<Record<TextBlock['kind'], BlockStyle>> = {
  subject: { tag: 'H1', larger: 2, bold: true, above: 0, indent: 0, keepWithNext: true },
  heading: { tag: 'H2', larger: 1, bold: true, above: 8, indent: 0, keepWithNext: true },
  paragraph: { tag: 'P', larger: 0, bold: false, above: 5.5, indent: 0, keepWithNext: false },
  item: { tag: 'LI', larger: 0, bold: false, above: 1, indent: INDENT, keepWithNext: false },
};
