import type { Papers } from '../../src/documents/sessions/open-papers.js';
import type { PaperHead, SeatedPanel } from '../../src/documents/sessions/papers.js';

/** Every paper of a panel by name. One function with nothing around it, so that it can be sent to another process. */
export async function allPapers(
  papers: Papers,
  panel: SeatedPanel,
  head: PaperHead,
): Promise<Record<string, Uint8Array>> {
  const { sessions, participants } = panel;
  return {
    'agenda.pdf': await papers.agendaPdf(sessions, head),
    'agenda.md': Buffer.from(papers.agendaMarkdown(sessions, head)),
    'agenda.html': Buffer.from(papers.agendaHtml(sessions, head)),
    'run-sheet.pdf': await papers.runSheetPdf(sessions, head),
    'schedules.pdf': await papers.schedulesPdf(panel, head, { neighbours: 'given' }),
    'table-cards.pdf': await papers.tableCardsPdf(2, head),
    'badges.pdf': await papers.badgesPdf(participants, head, { sheet: 'cut', names: 'full' }),
    'attendance.pdf': await papers.attendancePdf(panel, head),
    'facilitators.pdf': await papers.facilitatorSheetsPdf(panel, head),
  };
}
