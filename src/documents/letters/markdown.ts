import { lexer, type Token, type Tokens } from 'marked';
import type { FaultList } from '../../core/errors.js';

/** A template's text, its placeholders still sentinels: a private character, a number and another private character. */
export const SENTINEL_START = '\ue000';
export const SENTINEL_END = '\ue001';

/** Text in one face. `value` is the number of a placeholder; otherwise `text` is the template's own. */
export interface Piece {
  readonly text: string;
  readonly value?: number;
  readonly bold: boolean;
  readonly italic: boolean;
}

export type Marker = 'reply' | 'receipt' | 'signature';
const MARKERS: readonly string[] = ['reply', 'receipt', 'signature'] satisfies Marker[];

/** Lines of pieces: a line ends where the template breaks it. */
export type RichText = readonly (readonly Piece[])[];

export type TextBlock =
  | { readonly kind: 'subject' | 'heading' | 'paragraph'; readonly text: RichText }
  | { readonly kind: 'item'; readonly text: RichText; readonly label: string; readonly isFirst: boolean };
export type LetterBlock = TextBlock | { readonly kind: 'marker'; readonly marker: Marker };

/**
 * Reads Markdown into the blocks of a letter. What a letter has no form for is a fault with its line: better than a table that is
 * printed as bars and dashes.
 */
export function readBlocks(markdown: string, file: string, faults: FaultList): LetterBlock[] {
  const blocks: LetterBlock[] = [];
  let row = 1;
  for (const token of lexer(markdown)) {
    const where = { file, row };
    const said = new Set<string>();
    const refuse = (what: string): void => {
      if (!said.has(what)) faults.add('LETTER_MARKDOWN', { what }, where);
      said.add(what);
    };
    takeBlock(token, blocks, refuse);
    row += token.raw.split('\n').length - 1;
  }
  const subjects = blocks.filter(({ kind }) => kind === 'subject').length;
  if (subjects === 0) faults.add('LETTER_SUBJECT_MISSING', {}, { file, row: 1 });
  return blocks;
}

type Refuse = (what: string) => void;

function takeBlock(token: Token, blocks: LetterBlock[], refuse: Refuse): void {
  switch (token.type) {
    case 'space':
    // A definition of a link is nothing by itself, but would not be shown.
    case 'def':
      if (token.type === 'def') refuse('a link defined apart from its text');
      return;
    case 'heading': {
      const isSubject = (token as Tokens.Heading).depth === 1;
      if (isSubject && blocks.some(({ kind }) => kind === 'subject')) refuse('a second heading with one #');
      blocks.push({ kind: isSubject ? 'subject' : 'heading', text: readInline(token.tokens ?? [], refuse) });
      return;
    }
    case 'paragraph': {
      const text = token.raw.trim();
      const marker = /^\[\[\s*([\w-]+)\s*\]\]$/.exec(text)?.[1];
      if (marker === undefined) {
        if (/\[\[|\]\]/.test(text))
          refuse('a marker such as [[reply]] that has no line of its own, with blank lines around it');
        blocks.push({ kind: 'paragraph', text: readInline(token.tokens ?? [], refuse) });
      } else if (isMarker(marker)) blocks.push({ kind: 'marker', marker });
      else refuse(`the marker [[${marker}]], which is not known: there are [[reply]], [[receipt]] and [[signature]]`);
      return;
    }
    case 'list':
      takeList(token as Tokens.List, blocks, refuse);
      return;
    default:
      refuse(NAMES[token.type] ?? `“${token.type}”`);
  }
}

const isMarker = (name: string): name is Marker => MARKERS.includes(name);

function takeList(list: Tokens.List, blocks: LetterBlock[], refuse: Refuse): void {
  list.items.forEach((item, i) => {
    if (item.task) refuse('a box to tick');
    const pieces: Token[] = [];
    for (const token of item.tokens) {
      if (token.type === 'text' || token.type === 'paragraph')
        pieces.push(...((token as Tokens.Text).tokens ?? [token]));
      else if (token.type === 'list') refuse('a list inside a list');
      else if (token.type !== 'space') refuse(NAMES[token.type] ?? `“${token.type}”`);
    }
    blocks.push({
      kind: 'item',
      text: readInline(pieces, refuse),
      label: list.ordered ? `${Number(list.start) + i}.` : '•',
      isFirst: i === 0,
    });
  });
}

/** What people call the parts of Markdown that a letter has no form for. */
const NAMES: Readonly<Record<string, string>> = {
  table: 'a table',
  html: 'HTML',
  image: 'an image (the logo and the signature are named under letters: in sortition.yaml)',
  code: 'a block of code, which is what lines that begin with four spaces are',
  codespan: 'text between backticks',
  blockquote: 'a quotation, which is what lines that begin with > are',
  hr: 'a line across the page',
  del: 'text struck through',
};

function readInline(tokens: readonly Token[], refuse: Refuse): RichText {
  const lines: Piece[][] = [[]];
  walk(tokens, { bold: false, italic: false });
  return lines;

  function walk(inner: readonly Token[], face: Pick<Piece, 'bold' | 'italic'>): void {
    for (const token of inner) {
      if (token.type === 'strong') walk(token.tokens ?? [], { ...face, bold: true });
      else if (token.type === 'em') walk(token.tokens ?? [], { ...face, italic: true });
      else if (token.type === 'br') lines.push([]);
      else if (token.type === 'escape') add((token as Tokens.Escape).text, face);
      else if (token.type === 'link') walkLink(token as Tokens.Link, face);
      else if (token.type === 'text') {
        const nested = (token as Tokens.Text).tokens;
        if (nested === undefined) add(withoutEntities((token as Tokens.Text).text), face);
        else walk(nested, face);
      } else refuse(NAMES[token.type] ?? `“${token.type}”`);
    }
  }

  /** On paper a link is its text and, where that does not say it, its address. */
  function walkLink(link: Tokens.Link, face: Pick<Piece, 'bold' | 'italic'>): void {
    walk(link.tokens, face);
    const { href, text } = link as Tokens.Link & { autolink?: boolean };
    if (link.raw.startsWith('[') && href !== text) add(` (${href.replace(/^mailto:/, '')})`, face);
  }

  function add(text: string, face: Pick<Piece, 'bold' | 'italic'>): void {
    const line = lines.at(-1);
    text.split(/\ue000(\d+)\ue001/).forEach((part, i) => {
      if (i % 2 === 1) line?.push({ text: '', value: Number(part), ...face });
      else if (part !== '') line?.push({ text: part.replace(/[^\S\u00a0]+/gu, ' ').normalize('NFC'), ...face });
    });
  }
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0', shy: '' };
const withoutEntities = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|nbsp|shy);/g, (_, name: string) => ENTITIES[name] ?? '');
