import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'vitest';

/** PDFs as other programs read them. */

export async function run(program: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, { timeout: 100_000, maxBuffer: 1e9 });
  return stdout;
}

export interface Word {
  readonly page: number;
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Every word with its place, in points from the upper left corner. */
export async function boxesIn(file: string): Promise<Word[]> {
  const words: Word[] = [];
  let page = 0;
  for (const line of (await run('pdftotext', '-bbox', file, '-')).split('\n')) {
    if (line.includes('<page ')) page++;
    const at = /<word xMin="(.+)" yMin="(.+)" xMax="(.+)" yMax="(.+)">(.*)<\/word>/.exec(line);
    if (!at) continue;
    const [left = 0, top = 0, right = 0, bottom = 0] = at.slice(1, 5).map(Number);
    words.push({ page, text: at[5] ?? '', left, right, top, bottom });
  }
  return words;
}

/** No fault that qpdf finds, and every font embedded. */
export async function expectSound(file: string): Promise<void> {
  expect(await run('qpdf', '--check', file)).toContain('No syntax or stream encoding errors found');
  const fonts = (await run('pdffonts', file)).split('\n').slice(2).filter(Boolean);
  expect(fonts.length).toBeGreaterThan(0);
  for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+DejaVu\S+ +CID TrueType +Identity-H +yes yes yes /);
}
