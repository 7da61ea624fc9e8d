import type { Naming, PaperHead, SeatedPanel } from './papers.js';

export async function schedulesPdf(_panel: SeatedPanel, _head: PaperHead, _neighbours: Naming): Promise<Uint8Array> {
  throw new Error('not written yet');
}
