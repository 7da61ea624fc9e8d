import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Stringifier, stringify } from 'csv-stringify';
import { outputFault } from './output-fault.js';
import { hasBytesBeyondAscii, peopleCsv } from './people-csv.js';
import type { Table } from './table.js';

/** A CSV file of the people whose row of the source is chosen. */
export interface PeopleOutput {
  readonly file: string;
  readonly rows: ReadonlySet<number> | ((row: number) => boolean);
}

/**
 * Copies rows of the file of people, all columns, in its order: in UTF-8, with its delimiter, lines ended by LF, and with a
 * byte order mark where the source has one or a byte beyond ASCII (a workbook always has). People open these files in a
 * spreadsheet: a cell that would run as a formula gets an apostrophe in front.
 * Goes through the source once; memory does not grow with it. Existing files are replaced.
 */
export async function writePeopleFiles(
  people: { readonly table: Table },
  outputs: readonly PeopleOutput[],
): Promise<void> {
  const { table } = people;
  const byteOrderMark = table.byteOrderMark || (await hasBytesBeyondAscii(table.path));
  const writers = outputs.map((output) => new RowWriter(output, { ...table, byteOrderMark }));
  try {
    await table.read(
      (cells, row) => {
        for (const writer of writers) writer.take(cells, row);
      },
      {
        pause: async () => {
          for (const writer of writers) await writer.catchUp();
        },
      },
    );
    for (const writer of writers) await writer.end();
  } finally {
    for (const writer of writers) writer.stop();
  }
}

class RowWriter {
  private readonly chosen: (row: number) => boolean;
  private readonly lines: Stringifier;
  private readonly written: Promise<void>;

  constructor({ file, rows }: PeopleOutput, { columns, delimiter, byteOrderMark }: Table) {
    this.chosen = typeof rows === 'function' ? rows : (row) => rows.has(row);
    this.lines = stringify(peopleCsv({ delimiter, byteOrderMark }));
    this.written = pipeline(this.lines, createWriteStream(file)).catch((error: unknown) => {
      throw outputFault(error, dirname(file));
    });
    // Told where it is next awaited; until then it must not count as unhandled.
    this.written.catch(() => undefined);
    this.lines.write(columns);
  }

  take(cells: readonly string[], row: number): void {
    if (this.chosen(row)) this.lines.write(cells);
  }

  async catchUp(): Promise<void> {
    if (this.lines.destroyed) await this.written;
    // What went wrong is told by `written`, in words of ours.
    const drained = (): Promise<unknown> => once(this.lines, 'drain').catch(() => this.written);
    if (this.lines.writableNeedDrain) await Promise.race([drained(), this.written]);
  }

  async end(): Promise<void> {
    this.lines.end();
    await this.written;
  }

  stop(): void {
    this.lines.destroy();
  }
}
