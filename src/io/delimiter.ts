import { SortitionError } from '../core/errors.js';

/** Where two occur equally often, the rarer inside names and addresses wins: hence the comma last. */
const candidates = ['\t', ';', ','] as const;

/** The delimiter of a table: the candidate that occurs most often in its header line, outside quotation marks. */
export function detectDelimiter(headerLine: string): string {
  const outside = headerLine.replace(/"[^"]*"/g, '');
  let best = ',';
  let most = 0;
  for (const delimiter of candidates) {
    const count = outside.split(delimiter).length - 1;
    if (count > most) [best, most] = [delimiter, count];
  }
  return best;
}

/** Throws DELIMITER_UNUSABLE unless `delimiter` is one character that means nothing else in a CSV file. */
export function requireDelimiter(delimiter: string): string {
  if (/^[^"\r\n\0\ud800-\udfff]$/.test(delimiter)) return delimiter;
  throw new SortitionError('DELIMITER_UNUSABLE', { delimiter });
}

/**
 * The first line with anything on it, up to a line end outside quotation marks; undefined where `text` does not hold it
 * whole.
 */
export function findHeaderLine(text: string): string | undefined {
  let start = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '"') quoted = !quoted;
    if (quoted || (char !== '\n' && char !== '\r')) continue;
    const line = text.slice(start, i);
    if (line.trim() !== '') return line;
    start = i + 1;
  }
  return undefined;
}
