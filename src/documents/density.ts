/** How generously a page is set, in points. */
export interface Density {
  /** Height of a box for a die. */
  readonly box: number;
  /** Height of a box for four characters. */
  readonly comb: number;
  /** White above a line to write on. */
  readonly line: number;
  readonly betweenSections: number;
}

/** The most generous first: the first that fits on a page is taken, or the last. */
export const DENSITIES: readonly Density[] = [
  { box: 48, comb: 26, line: 33, betweenSections: 28 },
  { box: 40, comb: 25, line: 28, betweenSections: 18 },
  { box: 27, comb: 22, line: 20, betweenSections: 11 },
];
