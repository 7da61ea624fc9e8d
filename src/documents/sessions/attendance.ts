import type { PaperHead, SeatedPanel } from './papers.js';

export async function attendancePdf(_panel: SeatedPanel, _head: PaperHead): Promise<Uint8Array> {
  throw new Error('not written yet');
}
