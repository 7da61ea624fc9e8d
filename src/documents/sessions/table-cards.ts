import type { PaperHead, TableCardOptions } from './papers.js';

export async function tableCardsPdf(
  _tables: number,
  _head: PaperHead,
  _options: TableCardOptions = {},
): Promise<Uint8Array> {
  throw new Error('not written yet');
}
