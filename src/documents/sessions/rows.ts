import { ACCENT, baselineOf, leadingOf, type Part, type Pdf, RULE, type Style } from '../pdf.js';
import { fitText } from './fit.js';
import { LABEL, MARGIN, type PaperPages, WIDTH } from './pages.js';

/** A text of a cell, on lines of its own. */
export interface Piece {
  readonly text: string;
  readonly style: Style;
  /** A name: smaller where it is long, rather than divided within a word. */
  readonly isName?: boolean;
}

export interface Row {
  readonly cells: readonly (readonly Piece[])[];
  /** Behind the row, where it is to stand out. */
  readonly fill?: string;
  /** A bar in the accent colour at its left. */
  readonly isMarked?: boolean;
}

export interface Column {
  readonly width: number;
  readonly title: string;
  readonly align?: 'right';
}

export interface RowsOptions {
  /** What it is to whoever hears it; only a table shows the titles of its columns. */
  readonly as: 'list' | 'table';
  /** Room for a hand. */
  readonly least?: number;
  /** Drawn at the top of pages that the rows go on to. */
  readonly again?: () => void;
  /** Which column names the row, to whoever hears a table; from 0. */
  readonly heading?: number;
  readonly within?: Part;
}

interface Line {
  readonly text: string;
  readonly style: Style;
}

const GAP = 10;
const PAD = 5;
/** From a fill’s edge to the text on it. */
const INSET = 8;
/** A name is set no smaller; where it is too long for that, it is divided. */
const READABLE = 7;
/** A row that is higher than a page is begun where at least so much of one is left. */
const WORTH_BEGINNING = 80;

const TAGS = {
  list: { rows: 'L', row: 'LI', cell: (i: number) => (i === 0 ? 'Lbl' : 'LBody') },
  table: { rows: 'Table', row: 'TR', cell: () => 'TD' },
};

/** Rows with cells in columns, as many pages as they take; a row is divided only where no page has room for it. */
export class Rows {
  private readonly pages: PaperPages;
  private readonly pdf: Pdf;
  private readonly columns: readonly (Column & { readonly x: number })[];
  private readonly options: RowsOptions;
  private part: Part | undefined;

  constructor(pages: PaperPages, columns: readonly Column[], options: RowsOptions) {
    let x = MARGIN + INSET;
    this.pages = pages;
    this.pdf = pages.pdf;
    this.columns = columns.map((column) => {
      const placed = { ...column, x };
      x += column.width + GAP;
      return placed;
    });
    this.options = options;
  }

  heightOf(rows: readonly Row[]): number {
    const sum = rows.reduce((height, row) => height + this.heightOfLines(this.linesOf(row)), 0);
    return sum + this.titleHeight;
  }

  add(rows: readonly Row[]): void {
    for (const row of rows) this.addRow(row);
  }

  end(): void {
    this.part?.end();
  }

  private addRow(row: Row): void {
    if (this.part === undefined) this.begin(row);
    let lines = this.linesOf(row);
    while (this.heightOfLines(lines) > this.pages.room) {
      const isTooHigh = this.heightOfLines(lines) > this.pages.fullRoom - this.titleHeight;
      if (isTooHigh && this.pages.room > WORTH_BEGINNING) {
        const [now, rest] = divide(lines, this.pages.room - 2 * PAD);
        this.draw(row, now);
        lines = rest;
      }
      this.turn();
    }
    this.draw(row, lines);
  }

  /** The titles of a table are never alone at the foot of a page. */
  private begin(first: Row): void {
    this.pages.need(this.titleHeight + Math.min(this.heightOfLines(this.linesOf(first)), WORTH_BEGINNING));
    const { within } = this.options;
    this.part = this.pdf.open(TAGS[this.options.as].rows, within === undefined ? {} : { within });
    if (this.options.as === 'table') this.drawTitles(this.part);
  }

  private turn(): void {
    this.pages.turn();
    this.options.again?.();
    if (this.options.as === 'table') this.drawTitles();
  }

  private get titleHeight(): number {
    return this.options.as === 'table' ? leadingOf(LABEL) + 5 : 0;
  }

  /** As headers once; on the pages after that they would disturb whoever hears the table. */
  private drawTitles(table?: Part): void {
    const { y } = this.pages;
    const draw = ({ title, x, width, align }: (typeof this.columns)[number]): void => {
      this.pdf.line(title, align === 'right' ? x + width : x, y + baselineOf(LABEL), LABEL, align ?? 'left');
    };
    if (table === undefined) {
      this.pdf.furnish(() => {
        for (const column of this.columns) draw(column);
      });
    } else {
      const row = this.pdf.open('TR', { within: table });
      for (const column of this.columns) this.pdf.tag('TH', () => draw(column), { within: row, scope: 'Column' });
    }
    this.pages.y += this.titleHeight;
    const below = this.pages.y - 1;
    this.pdf.decorate((doc) => doc.rect(MARGIN, below, WIDTH, 1).fill(ACCENT));
  }

  private linesOf({ cells }: Row): Line[][] {
    return this.columns.map(({ width }, i) =>
      (cells[i] ?? []).flatMap((piece) => {
        const { lines, style } = this.setPiece(piece, width);
        // A space stays at the end, so that two pieces are not heard as one word.
        return lines.map((text, k) => ({ text: k === lines.length - 1 ? `${text} ` : text, style }));
      }),
    );
  }

  private setPiece({ text, style, isName = false }: Piece, width: number): { lines: readonly string[]; style: Style } {
    if (!isName) return { lines: this.pdf.linesOf(text, width, style), style };
    const leading = leadingOf(style) / style.size;
    const room = { width, height: 2 * leadingOf(style), largest: style.size, lines: 2, leading };
    const { lines, size } = fitText(this.pdf, text, style.font, room);
    if (size >= READABLE) return { lines, style: { ...style, size } };
    const small = { ...style, size: READABLE };
    return { lines: this.pdf.linesOf(text, width, small), style: small };
  }

  private heightOfLines(lines: readonly (readonly Line[])[]): number {
    return Math.max(this.options.least ?? 0, ...lines.map(heightOfCell)) + 2 * PAD;
  }

  private draw({ fill, isMarked = false }: Row, lines: readonly (readonly Line[])[]): void {
    const { y } = this.pages;
    const height = this.heightOfLines(lines);
    this.pdf.decorate((doc) => {
      if (fill !== undefined) doc.rect(MARGIN, y, WIDTH, height).fill(fill);
      if (isMarked) doc.rect(MARGIN, y, 3, height).fill(ACCENT);
      doc.rect(MARGIN, y + height - 0.4, WIDTH, 0.4).fill(RULE);
    });
    const tags = TAGS[this.options.as];
    const row = this.pdf.open(tags.row, this.part === undefined ? {} : { within: this.part });
    lines.forEach((cell, i) => {
      const isHeading = this.options.heading === i;
      const tag = { within: row, ...(isHeading && { scope: 'Row' as const }) };
      this.pdf.tag(isHeading ? 'TH' : tags.cell(i), () => this.drawCell(cell, i, y + PAD), tag);
    });
    this.pages.y += height;
  }

  private drawCell(lines: readonly Line[], column: number, top: number): void {
    const { x = MARGIN, width = 0, align = 'left' } = this.columns[column] ?? {};
    let y = top;
    for (const { text, style } of lines) {
      this.pdf.line(text, align === 'right' ? x + width : x, y + baselineOf(style), style, align);
      y += leadingOf(style);
    }
  }
}

const heightOfCell = (lines: readonly Line[]): number => lines.reduce((sum, { style }) => sum + leadingOf(style), 0);

/** As much of every cell as fits, at least a line, and the rest. */
function divide(cells: readonly (readonly Line[])[], height: number): [now: Line[][], rest: Line[][]] {
  const now: Line[][] = [];
  const rest: Line[][] = [];
  for (const lines of cells) {
    let count = 0;
    let sum = 0;
    for (const { style } of lines) {
      sum += leadingOf(style);
      if (sum > height) break;
      count++;
    }
    now.push(lines.slice(0, count));
    rest.push(lines.slice(count));
  }
  return [now, rest];
}
