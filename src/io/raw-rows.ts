import { createReadStream } from 'node:fs';
import iconv from 'iconv-lite';

/** Rows of a CSV file as the bytes they are, so that the others stay as they were when some are taken out. */
export interface RawForm {
  /** A label that iconv-lite knows. */
  readonly encoding: string;
  /** Bytes before the text: those of the byte order mark. */
  readonly start: number;
  /** One character. */
  readonly delimiter: string;
}

/** `row` counts as in `readCsvRows`; `bytes` has the line end. */
export type OnRawRow = (bytes: Buffer, row: number) => void | Promise<void>;

const CHUNK_BYTES = 1 << 18;
/** More than any row that is read: behind it a quotation mark was never closed. */
const LONGEST_ROW = 1 << 21;

const [QUOTE, CR, LF] = [0x22, 0x0d, 0x0a];

/**
 * Goes through a file row by row. False where a row does not end: then what follows is not known. Works in every encoding in which
 * quotation mark, delimiter and line ends are bytes (in UTF-16: pairs of bytes) that mean nothing else.
 */
export async function readRawRows(path: string, form: RawForm, onRow: OnRawRow): Promise<boolean> {
  const splitter = new RowSplitter(form);
  let row = 0;
  for await (const chunk of createReadStream(path, { start: form.start, highWaterMark: CHUNK_BYTES })) {
    for (const bytes of splitter.push(chunk as Buffer)) await onRow(bytes, ++row);
    if (splitter.pending > LONGEST_ROW) return false;
  }
  const last = splitter.end();
  if (last.length > 0) await onRow(last, ++row);
  return !splitter.isOpen;
}

export const decodeRow = (bytes: Buffer, { encoding }: RawForm): string => iconv.decode(bytes, encoding);

class RowSplitter {
  private isQuoted = false;
  private rest: Buffer = Buffer.alloc(0);
  /** Bytes of `rest` that were looked at. */
  private seen = 0;
  private isFieldStart = true;
  /** A quotation mark within quotes: the end of them, or the first of two. */
  private isAfterQuote = false;
  private isAfterReturn = false;
  private readonly width: 1 | 2;
  private readonly low: 0 | 1;
  private readonly delimiter: number;

  constructor({ encoding, delimiter }: RawForm) {
    this.width = /^utf-?16/i.test(encoding) ? 2 : 1;
    this.low = /^utf-?16-?be/i.test(encoding) ? 1 : 0;
    this.delimiter = delimiter.charCodeAt(0);
  }

  /** Within quotation marks that are not closed. */
  get isOpen(): boolean {
    return this.isQuoted && !this.isAfterQuote;
  }

  get pending(): number {
    return this.rest.length;
  }

  /** The rows that end in this chunk. */
  push(chunk: Buffer): Buffer[] {
    const data = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    const rows: Buffer[] = [];
    let from = 0;
    let at = this.seen;
    for (; at + this.width <= data.length; at += this.width) {
      const unit = this.unitAt(data, at);
      if (this.isAfterReturn) {
        this.isAfterReturn = false;
        // CR LF is one line end, CR alone another.
        const end = unit === LF ? at + this.width : at;
        rows.push(data.subarray(from, end));
        from = end;
        if (unit === LF) continue;
      }
      if (this.endsRow(unit)) {
        rows.push(data.subarray(from, at + this.width));
        from = at + this.width;
      }
    }
    this.rest = data.subarray(from);
    this.seen = at - from;
    return rows;
  }

  /** What is left at the end of the file. */
  end(): Buffer {
    return this.rest;
  }

  private unitAt(data: Buffer, at: number): number {
    if (this.width === 1) return data[at] ?? 0;
    return this.low === 1 ? data.readUInt16BE(at) : data.readUInt16LE(at);
  }

  private endsRow(unit: number): boolean {
    if (this.isQuoted && !this.isAfterQuote) {
      this.isAfterQuote = unit === QUOTE;
      return false;
    }
    if (this.isAfterQuote) {
      this.isAfterQuote = false;
      if (unit === QUOTE) return false;
      this.isQuoted = false;
    }
    if (unit === QUOTE && this.isFieldStart) {
      this.isQuoted = true;
      this.isFieldStart = false;
      return false;
    }
    this.isFieldStart = unit === this.delimiter || unit === LF || unit === CR;
    this.isAfterReturn = unit === CR;
    return unit === LF;
  }
}
