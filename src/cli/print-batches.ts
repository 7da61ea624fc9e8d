import { createHash } from 'node:crypto';
import { appendFile, type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { type LetterPages, type LetterRun, morePeopleCsv, type openPress, peopleCsvText } from '../index.js';
import type { Addressees } from './letter-people.js';

type Pressroom = Awaited<ReturnType<typeof openPress>>;
type Letters = Parameters<Pressroom['printLetters']>[1];

/** A file of letters as it was written. */
export interface PrintedFile {
  readonly file: string;
  readonly letters: number;
  readonly pages: number;
  readonly digest: string;
}

/** Prints letters into one PDF; its pages as they were. */
export async function printFile(
  path: string,
  room: Pressroom,
  { design }: Pick<LetterRun, 'design'>,
  letters: Letters,
): Promise<{ readonly pages: readonly LetterPages[]; readonly digest: string }> {
  const hash = createHash('sha256');
  const file = await open(path, 'wx');
  try {
    return { pages: await write(file), digest: hash.digest('hex') };
  } finally {
    await file.close();
  }

  async function write(to: FileHandle): Promise<readonly LetterPages[]> {
    const chunks = room.printLetters(design, letters);
    for (;;) {
      const { done, value } = await chunks.next();
      if (done) return value;
      hash.update(value);
      await to.write(value);
    }
  }
}

/** The list for the mail house: a row a letter, in the order of printing. */
export class MailingList {
  private readonly path: string;
  private readonly form: Addressees['table'];
  private readonly addressLines: number;
  private readonly hasIds: boolean;
  private sequence = 0;

  constructor(
    folder: string,
    { table }: Pick<Addressees, 'table'>,
    { addressLines, hasIds }: { readonly addressLines: number; readonly hasIds: boolean },
  ) {
    this.path = join(folder, MAILING);
    this.form = table;
    this.addressLines = addressLines;
    this.hasIds = hasIds;
  }

  async add(file: string, rows: readonly (MailingRow & LetterPages)[]): Promise<void> {
    const isFirst = this.sequence === 0;
    const cells = rows.map(({ first, last, code, id, language, address }) => [
      String(++this.sequence),
      file,
      String(first),
      String(last),
      String(last - first + 1),
      language,
      code,
      ...Array.from({ length: this.addressLines }, (_, i) => address[i] ?? ''),
      ...(this.hasIds ? [id] : []),
    ]);
    // Whether later letters have letters beyond ASCII is not known yet: the mark is always there.
    const first = () => peopleCsvText({ ...this.form, byteOrderMark: true }, [this.header(), ...cells]);
    await appendFile(this.path, isFirst ? first() : morePeopleCsv(this.form, cells));
  }

  private header(): string[] {
    const lines = Array.from({ length: this.addressLines }, (_, i) => `address_${i + 1}`);
    const before = ['sequence', 'file', 'first_page', 'last_page', 'pages', 'language', 'code'];
    return [...before, ...lines, ...(this.hasIds ? ['id'] : [])];
  }
}

export interface MailingRow {
  readonly code: string;
  readonly id: string;
  readonly language: string;
  readonly address: readonly string[];
}

export const MAILING = 'mailing.csv';
