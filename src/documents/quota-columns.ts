import type { FeatureQuotas } from './ceremony.js';
import { baselineOf, type Pdf, QUIET, type Style } from './pdf.js';
import { type Block, columnStart, columnWidth, hairline } from './sheet.js';
import { range } from './words.js';

const COLUMNS = 3;
const COLUMN = columnWidth(COLUMNS);
/** Seats stand to the right of names. */
const SEATS = 46;
const HEAD_PADDING = 3;
const ROW_PADDING = 1.5;
const BETWEEN = 10;
/** Columns are made equally long, to within this. */
const STEP = 4;

const NAME: Style = { font: 'bold', size: 8.5, leading: 1.25 };
const VALUE: Style = { font: 'sans', size: 8.5, leading: 1.25 };
const HEAD: Style = { font: 'sans', size: 7.5, color: QUIET, leading: (8.5 * 1.25) / 7.5 };

/** A feature's quotas, or as many of them as a column holds. */
interface Table {
  readonly name: string;
  readonly rows: readonly Row[];
  readonly height: number;
}

interface Row {
  readonly value: string;
  readonly seats: string;
  readonly height: number;
}

type Column = readonly Table[];

/** The quotas in three columns, a table a feature; undefined where there is not room enough. */
export function quotasWithin(pdf: Pdf, quotas: readonly FeatureQuotas[], room: number): Block | undefined {
  const tables = tablesOf(pdf, quotas);
  for (let height = Math.max(0, ...tables.map((table) => table.height)); height <= room + BETWEEN; height += STEP) {
    const columns = fill(pdf, tables, height);
    if (columns.length <= COLUMNS) return blockOf(pdf, columns);
  }
  return undefined;
}

/** The quotas on as many pages as they need, each with so much room. */
export function quotaPages(pdf: Pdf, quotas: readonly FeatureQuotas[], room: number): Block[] {
  const columns = fill(pdf, tablesOf(pdf, quotas), room);
  const pages: Block[] = [];
  for (let i = 0; i < columns.length; i += COLUMNS) pages.push(blockOf(pdf, columns.slice(i, i + COLUMNS)));
  return pages;
}

const tablesOf = (pdf: Pdf, quotas: readonly FeatureQuotas[]): Table[] =>
  quotas.map(({ feature, values }) =>
    tableOf(
      pdf,
      feature,
      values.map(({ value, min, max }) => ({
        value,
        seats: range(min, max),
        height: pdf.heightOf(value, COLUMN - SEATS, VALUE) + ROW_PADDING,
      })),
    ),
  );

function tableOf(pdf: Pdf, name: string, rows: readonly Row[]): Table {
  const rowsHeight = rows.reduce((sum, { height }) => sum + height, 0);
  return { name, rows, height: headHeight(pdf, name) + rowsHeight + BETWEEN };
}

const headHeight = (pdf: Pdf, name: string): number => pdf.heightOf(name, COLUMN - SEATS, NAME) + 2 * HEAD_PADDING;

/** Tables from the top of one column to the top of the next. One that is longer than a whole column goes on in the next. */
function fill(pdf: Pdf, tables: readonly Table[], room: number): Column[] {
  const columns: Table[][] = [[]];
  let left = room;
  const put = (table: Table): void => {
    if (table.height > left && left < room) {
      columns.push([]);
      left = room;
    }
    columns.at(-1)?.push(table);
    left -= table.height;
  };
  for (const table of tables) {
    for (const piece of table.height <= room ? [table] : piecesOf(pdf, table, room)) put(piece);
  }
  return columns;
}

function piecesOf(pdf: Pdf, table: Table, room: number): Table[] {
  const pieces: Table[] = [];
  let rows: Row[] = [];
  const name = (): string => (pieces.length === 0 ? table.name : `${table.name} (continued)`);
  for (const row of table.rows) {
    if (rows.length > 0 && tableOf(pdf, name(), [...rows, row]).height > room) {
      pieces.push(tableOf(pdf, name(), rows));
      rows = [];
    }
    rows.push(row);
  }
  return [...pieces, tableOf(pdf, name(), rows)];
}

function blockOf(pdf: Pdf, columns: readonly Column[]): Block {
  const heights = columns.map((column) => column.reduce((sum, { height }) => sum + height, 0));
  return {
    height: Math.max(0, ...heights) - BETWEEN,
    draw: (top) => {
      columns.forEach((column, i) => {
        let y = top;
        for (const table of column) {
          drawTable(pdf, table, columnStart(i, COLUMNS), y);
          y += table.height;
        }
      });
    },
  };
}

function drawTable(pdf: Pdf, table: Table, x: number, top: number): void {
  const part = pdf.open('Table');
  const right = x + COLUMN;
  const width = COLUMN - SEATS;
  const head = pdf.open('TR', { within: part });
  const cell = { within: head, scope: 'Column' } as const;
  pdf.tag('TH', () => pdf.paragraph(table.name, { x, y: top + HEAD_PADDING, width }, NAME), cell);
  pdf.tag('TH', () => pdf.line('seats', right, top + HEAD_PADDING + baselineOf(HEAD), HEAD, 'right'), cell);
  let y = top + headHeight(pdf, table.name);
  for (const { value, seats, height } of table.rows) {
    const at = y;
    pdf.decorate((doc) => hairline(doc, x, at - ROW_PADDING / 2, COLUMN));
    const row = pdf.open('TR', { within: part });
    pdf.tag('TH', () => pdf.paragraph(value, { x, y: at, width }, VALUE), { within: row, scope: 'Row' });
    pdf.tag('TD', () => pdf.line(seats, right, at + baselineOf(VALUE), VALUE, 'right'), { within: row });
    y += height;
  }
}
