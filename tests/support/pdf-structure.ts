import { expect } from 'vitest';

/** Nothing is compressed, so that the structure of a PDF can be read as text. */
export const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
export const pagesOf = (bytes: Uint8Array): number => textOf(bytes).match(/\/Type \/Page\b/g)?.length ?? 0;
export const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

export function expectPdf(bytes: Uint8Array, language = 'en-GB'): void {
  const text = textOf(bytes);
  expect(text.startsWith('%PDF-1.7\n')).toBe(true);
  expect(text.endsWith('%%EOF\n')).toBe(true);
  // Marked for readers: tagged, in a language, with its title.
  for (const mark of [
    '/Marked true',
    `/Lang (${language})`,
    '/DisplayDocTitle true',
    '<pdfuaid:part>1</pdfuaid:part>',
  ]) {
    expect(text).toContain(mark);
  }
  // Every font is embedded, and none of them is a standard one.
  expect(text).not.toMatch(/\/Subtype \/Type1\b/);
  expect(text).not.toMatch(/NaN|undefined/);
  expect(unmarked(text)).toEqual([]);
}

/** What is painted and is neither part of the structure nor set aside as decoration: PDF/UA allows nothing like it. */
function unmarked(text: string): string[] {
  const pages = [...text.matchAll(/\nstream\n(1 0 0 -1 0 841\.89 cm\n.*?)endstream\n/gs)].map((at) => at[1] ?? '');
  expect(pages).toHaveLength(text.match(/\/Type \/Page\b/g)?.length ?? 0);
  return pages.flatMap((page) => {
    let depth = 0;
    const found = page.split('\n').filter((line) => {
      if (/ B[DM]C$/.test(line)) depth++;
      if (line === 'EMC') depth--;
      return depth === 0 && /^(f|f\*|S|B|.* TJ)$/.test(line);
    });
    expect(depth).toBe(0);
    return found;
  });
}
