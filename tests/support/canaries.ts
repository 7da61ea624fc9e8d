import { createHash } from 'node:crypto';

/** Texts that stand nowhere else, one for every personal cell of a register: where one turns up, somebody is given away. */
export class Canaries {
  readonly texts: string[] = [];

  /** With letters that change with case. The same for the same column and row. */
  readonly canary = (column: string, row: number): string => {
    const text = `Kanari-${column}-${createHash('sha256').update(`${column} ${row}`).digest('hex').slice(0, 12)}`;
    this.texts.push(text);
    return text;
  };
}

const digests = (text: string): string[] =>
  ['md5', 'sha1', 'sha256', 'sha512'].flatMap((kind) => {
    const digest = createHash(kind).update(text).digest();
    return [digest.toString('hex'), digest.toString('base64').replace(/=+$/, ''), digest.toString('base64url')];
  });

/** A text as it stands, turned round, in other cases, encoded, and hashed without a salt. */
export const disguises = (text: string): string[] => [
  text,
  Array.from(text).reverse().join(''),
  text.toUpperCase(),
  text.toLowerCase(),
  encodeURIComponent(text),
  Buffer.from(text).toString('hex'),
  // Whole groups of three bytes, wherever the text stands in what was encoded.
  ...[0, 1, 2].map((skip) =>
    Buffer.from(text)
      .subarray(skip, skip + 3 * Math.floor((text.length - skip) / 3))
      .toString('base64'),
  ),
  ...[text, text.toLowerCase(), text.toUpperCase()].flatMap(digests),
];
