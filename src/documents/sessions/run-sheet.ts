import type { Session } from '../../core/sessions/model.js';
import type { PaperHead } from './papers.js';

export async function runSheetPdf(_sessions: readonly Session[], _head: PaperHead): Promise<Uint8Array> {
  throw new Error('not written yet');
}
