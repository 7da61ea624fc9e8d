import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import iconv from 'iconv-lite';
import { SortitionError } from '../core/errors.js';
import { nearest } from '../core/text.js';

/** A file of text: its chunks are UTF-8, cut between characters, without a byte order mark, and can be read again. */
export interface TextFile {
  readonly byteOrderMark: boolean;
  /** Throws FILE_NOT_UTF8, FILE_NOT_IN_ENCODING or FILE_HAS_NUL, with the row, at the first byte that is no text. */
  chunks(): AsyncGenerator<Buffer>;
}

const CHUNK_BYTES = 1 << 18;
/** Of the line with the bad byte a preview shows this many characters on either side. */
const PREVIEW_SIDE = 20;
/** What a decoder leaves where bytes are no text. */
const REPLACEMENT = Buffer.from('\ufffd');

const byteOrderMarks = [
  { encoding: 'utf-8', bytes: Buffer.from([0xef, 0xbb, 0xbf]) },
  { encoding: 'utf-16le', bytes: Buffer.from([0xff, 0xfe]) },
  { encoding: 'utf-16be', bytes: Buffer.from([0xfe, 0xff]) },
];

/** Suggested for a label that is not known; iconv-lite knows many more. */
const usualEncodings = [
  ...['utf-8', 'utf-16le', 'utf-16be', 'windows-1250', 'windows-1251', 'windows-1252', 'windows-1253', 'windows-1254'],
  ...['iso-8859-1', 'iso-8859-2', 'iso-8859-15', 'macintosh', 'cp437', 'cp850', 'koi8-r', 'shift_jis', 'gbk', 'big5'],
];

/**
 * `head` holds the file's first bytes, three or more where it has them. A byte order mark decides the encoding, even
 * against `encoding`, as everywhere on the web; without either the text is UTF-8, and nothing else is guessed.
 */
export function openText(path: string, head: Buffer, encoding?: string): TextFile {
  if (encoding !== undefined) requireKnown(encoding);
  const mark = byteOrderMarks.find(({ bytes }) => head.subarray(0, bytes.length).equals(bytes));
  const label = mark?.encoding ?? encoding ?? 'utf-8';
  const source = { path, start: mark?.bytes.length ?? 0, encoding: /^utf-?8$/i.test(label) ? undefined : label };
  return { byteOrderMark: mark !== undefined, chunks: () => checkedChunks(source) };
}

function requireKnown(encoding: string): void {
  const isBinary = /^(base64|hex|binary)/i.test(encoding.trim());
  if (iconv.encodingExists(encoding) && !isBinary) return;
  throw new SortitionError('ENCODING_UNKNOWN', { encoding, near: nearest(encoding, usualEncodings) });
}

interface Source {
  readonly path: string;
  /** Bytes before the text: those of the byte order mark. */
  readonly start: number;
  /** Undefined: UTF-8. */
  readonly encoding: string | undefined;
}

async function* checkedChunks(source: Source): AsyncGenerator<Buffer> {
  let offset = 0;
  for await (const chunk of decodedChunks(source)) {
    const bad = source.encoding === undefined ? firstBadByte(chunk) : chunk.indexOf(REPLACEMENT);
    const nul = chunk.indexOf(0);
    if (bad >= 0 && (nul < 0 || bad < nul)) throw await notInEncoding(source, offset + bad);
    if (nul >= 0) throw new SortitionError('FILE_HAS_NUL', {}, await whereIs(source, offset + nul));
    yield chunk;
    offset += chunk.length;
  }
}

/** UTF-8 passes as it is, cut between characters; other encodings are decoded. */
async function* decodedChunks({ path, start, encoding }: Source): AsyncGenerator<Buffer> {
  const stream: AsyncIterable<Buffer> = createReadStream(path, { start, highWaterMark: CHUNK_BYTES });
  if (encoding === undefined) {
    let rest: Buffer = Buffer.alloc(0);
    for await (const bytes of stream) {
      const chunk = rest.length > 0 ? Buffer.concat([rest, bytes]) : bytes;
      const end = wholeCharacters(chunk);
      rest = chunk.subarray(end);
      if (end > 0) yield chunk.subarray(0, end);
    }
    if (rest.length > 0) yield rest;
    return;
  }
  const decoder = iconv.getDecoder(encoding);
  let rest = '';
  for await (const bytes of stream) {
    const text = rest + decoder.write(bytes);
    const end = endsInHighSurrogate(text) ? text.length - 1 : text.length;
    rest = text.slice(end);
    if (end > 0) yield Buffer.from(text.slice(0, end));
  }
  const text = rest + (decoder.end() ?? '');
  if (text !== '') yield Buffer.from(text);
}

const endsInHighSurrogate = (text: string): boolean => (text.charCodeAt(text.length - 1) & 0xfc00) === 0xd800;

/** Bytes of the UTF-8 sequence that a byte begins; 0 where it begins none. */
function sequenceLength(byte: number | undefined): number {
  if (byte === undefined || (byte >= 0x80 && byte < 0xc2) || byte > 0xf4) return 0;
  return byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

/** Length of `chunk` without a sequence that its end cuts off. */
function wholeCharacters(chunk: Buffer): number {
  for (let back = 1; back <= Math.min(3, chunk.length); back++) {
    if (sequenceLength(chunk[chunk.length - back]) > back) return chunk.length - back;
  }
  return chunk.length;
}

function firstBadByte(chunk: Buffer): number {
  if (isUtf8(chunk)) return -1;
  let i = 0;
  while (i < chunk.length) {
    const length = sequenceLength(chunk[i]);
    if (length === 0 || !isUtf8(chunk.subarray(i, i + length))) return i;
    i += length;
  }
  return -1;
}

async function notInEncoding(source: Source, offset: number): Promise<SortitionError> {
  const where = await whereIs(source, offset);
  const { encoding } = source;
  if (encoding !== undefined) return new SortitionError('FILE_NOT_IN_ENCODING', { encoding }, where);
  return new SortitionError('FILE_NOT_UTF8', { preview: await preview(source.path, source.start + offset) }, where);
}

/** The row of a place in the decoded text, counted afresh: line ends outside quotation marks. */
async function whereIs(source: Source, offset: number): Promise<{ file: string; row: number }> {
  let row = 1;
  let quoted = false;
  let last = 0;
  let left = offset;
  for await (const chunk of decodedChunks(source)) {
    for (const byte of chunk.subarray(0, left)) {
      if (byte === 0x22) quoted = !quoted;
      else if (!quoted && (byte === 0x0d || (byte === 0x0a && last !== 0x0d))) row++;
      last = byte;
    }
    left -= chunk.length;
    if (left <= 0) break;
  }
  return { file: source.path, row };
}

/** The line around a byte of the file, as windows-1252 has it: a character a byte. */
async function preview(path: string, position: number): Promise<string> {
  const from = Math.max(0, position - PREVIEW_SIDE);
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2 * PREVIEW_SIDE), 0, 2 * PREVIEW_SIDE, from);
    const text = iconv.decode(buffer.subarray(0, bytesRead), 'windows-1252');
    const before = text.slice(0, position - from).replace(/^.*[\r\n]/s, '');
    const after = text.slice(position - from).replace(/[\r\n].*$/s, '');
    return (before + after).replace(/\p{Cc}/gu, ' ');
  } finally {
    await file.close();
  }
}
