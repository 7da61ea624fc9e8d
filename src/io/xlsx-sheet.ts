import { strFromU8, unzipSync } from 'fflate';

/** A cell whose text would be lost or guessed at if it were read as it stands. Row and column count from 1. */
export interface OddCell {
  readonly row: number;
  readonly column: number;
  readonly odd:
    | { readonly kind: 'formula' }
    | { readonly kind: 'error'; readonly text: string }
    /** Zeros in front that only the number's format shows. */
    | { readonly kind: 'zeros'; readonly format: string };
}

/** Cells that are merged into one; the first and last row and column count from 1. */
export interface MergedRange {
  readonly range: string;
  readonly rows: readonly [number, number];
  readonly columns: readonly [number, number];
}

export interface OddSheet {
  readonly cells: readonly OddCell[];
  readonly merged: readonly MergedRange[];
  /** Of all sheets, in their order. */
  readonly names: readonly string[];
}

/**
 * What the first sheet of a workbook has that no table of texts can hold: read-excel-file hands out the stored result of
 * a formula, blank for an error, and a number without the zeros that its format puts in front. Undefined where there is no
 * such sheet.
 */
export function findOddities(workbook: Uint8Array): OddSheet | undefined {
  const file = (path: string): string | undefined => {
    const bytes = unzipSync(workbook, { filter: ({ name }) => name === path })[path];
    return bytes && strFromU8(bytes);
  };
  const links = linksOf(file('xl/_rels/workbook.xml.rels') ?? '');
  const book = file('xl/workbook.xml') ?? '';
  const [, first = ''] = /<(?:\w+:)?sheet\s[^>]*?\w+:id\s*=\s*["']([^"']*)["']/.exec(book) ?? [];
  const names = Array.from(book.matchAll(/<(?:\w+:)?sheet\s([^>]*)>/g), ([, tag = '']) =>
    unescaped(attribute(tag, 'name') ?? ''),
  );
  const sheet = file(links.find(({ id }) => id === first)?.path ?? '');
  if (sheet === undefined) return undefined;
  const styles = file(links.find(({ type }) => type.endsWith('/styles'))?.path ?? 'xl/styles.xml') ?? '';
  return { cells: [...oddCells(sheet, zeroFormats(styles))], merged: [...mergedRanges(sheet)], names };
}

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
    .exec(tag)
    ?.slice(1)
    .find((value) => value !== undefined);

interface Link {
  readonly id: string;
  readonly type: string;
  readonly path: string;
}

/** The parts of a workbook, with their paths in the archive. */
const linksOf = (xml: string): Link[] =>
  Array.from(xml.matchAll(/<(?:\w+:)?Relationship\s([^>]*)>/g), ([, tag = '']) => {
    const target = attribute(tag, 'Target') ?? '';
    return {
      id: attribute(tag, 'Id') ?? '',
      type: attribute(tag, 'Type') ?? '',
      path: target.startsWith('/') ? target.slice(1) : `xl/${target}`,
    };
  });

const CELL = /<(?:\w+:)?c\s([^>]*?)(?:\/>|>(.*?)<\/(?:\w+:)?c>)/gs;

function* oddCells(sheet: string, zeros: ReadonlyMap<string, ZeroFormat>): Generator<OddCell> {
  for (const [, tag = '', inside = ''] of sheet.matchAll(CELL)) {
    const odd = oddityOf(tag, inside, zeros);
    const place = odd && addressOf(attribute(tag, 'r') ?? '');
    if (odd !== undefined && place !== undefined) yield { ...place, odd };
  }
}

function oddityOf(tag: string, inside: string, zeros: ReadonlyMap<string, ZeroFormat>): OddCell['odd'] | undefined {
  const type = attribute(tag, 't') ?? 'n';
  if (type === 'e') return { kind: 'error', text: storedIn(inside) };
  if (/<(?:\w+:)?f[\s>/]/.test(inside)) return { kind: 'formula' };
  const style = type === 'n' ? zeros.get(attribute(tag, 's') ?? '') : undefined;
  if (style === undefined) return undefined;
  const [, digits = ''] = /^-?(\d+)/.exec(storedIn(inside)) ?? [];
  return digits !== '' && digits.length < style.digits ? { kind: 'zeros', format: style.format } : undefined;
}

const storedIn = (inside: string): string => /<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)</.exec(inside)?.[1] ?? '';

/** B4 as row 4, column 2. */
function addressOf(text: string): { readonly row: number; readonly column: number } | undefined {
  const [, letters, row] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(text) ?? [];
  if (letters === undefined) return undefined;
  const column = Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { row: Number(row), column };
}

/** 2 as B. */
export const columnLetters = (column: number): string =>
  (column > 26 ? columnLetters(Math.floor((column - 1) / 26)) : '') + String.fromCharCode(65 + ((column - 1) % 26));

function* mergedRanges(sheet: string): Generator<MergedRange> {
  for (const [, tag = ''] of sheet.matchAll(/<(?:\w+:)?mergeCell\s([^>]*)>/g)) {
    const range = attribute(tag, 'ref') ?? '';
    const [from, to] = range.split(':').map(addressOf);
    if (from === undefined || to === undefined) continue;
    yield { range, rows: [from.row, to.row], columns: [from.column, to.column] };
  }
}

interface ZeroFormat {
  readonly format: string;
  /** Digits that the format shows at least. */
  readonly digits: number;
}

/** The styles, by their number, that put zeros in front of a number, such as 00000 for postcodes. */
function zeroFormats(styles: string): ReadonlyMap<string, ZeroFormat> {
  const formats = new Map<string, string>();
  for (const [, tag = ''] of styles.matchAll(/<(?:\w+:)?numFmt\s([^>]*)>/g)) {
    formats.set(attribute(tag, 'numFmtId') ?? '', unescaped(attribute(tag, 'formatCode') ?? ''));
  }
  const [, cells = ''] = /<(?:\w+:)?cellXfs[\s>](.*?)<\/(?:\w+:)?cellXfs>/s.exec(styles) ?? [];
  const found = new Map<string, ZeroFormat>();
  Array.from(cells.matchAll(/<(?:\w+:)?xf\s([^>]*)>/g)).forEach(([, tag = ''], style) => {
    const format = formats.get(attribute(tag, 'numFmtId') ?? '') ?? '';
    const digits = digitsOf(format);
    if (digits > 1) found.set(String(style), { format, digits });
  });
  return found;
}

/** Digits before the decimal point that a number format shows whatever the number; 0 for the format of a date. */
function digitsOf(format: string): number {
  // Texts, escaped characters, colours, and what only fills or skips a width.
  const plain = format.replace(/"[^"]*"|\\.|\[[^\]]*\]|[_*]./g, '').split(';', 1)[0] ?? '';
  if (/[ymdhs]/i.test(plain)) return 0;
  return (plain.split(/[.E]/i, 1)[0] ?? '').replace(/[^0]/g, '').length;
}

const entities: Readonly<Record<string, string>> = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&' };
const unescaped = (text: string): string => text.replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);
