import type { FacilitatorOptions, PaperHead, SeatedPanel } from './papers.js';

export async function facilitatorSheetsPdf(
  _panel: SeatedPanel,
  _head: PaperHead,
  _options: FacilitatorOptions = {},
): Promise<Uint8Array> {
  throw new Error('not written yet');
}
