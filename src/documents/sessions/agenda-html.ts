import type { Session } from '../../core/sessions/model.js';
import type { PaperHead } from './papers.js';

export function agendaHtml(_sessions: readonly Session[], _head: PaperHead): string {
  throw new Error('not written yet');
}
