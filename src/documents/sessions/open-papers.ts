import type { FaultList } from '../../core/errors.js';
import type { Participant, Session } from '../../core/sessions/model.js';
import { agendaHtml } from './agenda-html.js';
import { agendaMarkdown } from './agenda-markdown.js';
import { agendaPdf } from './agenda-pdf.js';
import { attendancePdf } from './attendance.js';
import { badgesPdf } from './badges.js';
import { facilitatorSheetsPdf } from './facilitator-sheets.js';
import type {
  BadgeOptions,
  FacilitatorOptions,
  PaperHead,
  ScheduleOptions,
  SeatedPanel,
  TableCardOptions,
} from './papers.js';
import { checkPrintable } from './printable.js';
import { runSheetPdf } from './run-sheet.js';
import { schedulesPdf } from './schedules.js';
import { tableCardsPdf } from './table-cards.js';

/** The papers of the days of a panel. Each is the same bytes for the same input; those that are PDF are tagged. */
export interface Papers {
  /** Adds what no font can show, of anybody and of any session, before anything is printed. */
  checkPrintable(
    panel: Omit<SeatedPanel, 'seating'>,
    head: PaperHead,
    faults: FaultList,
    others?: readonly { readonly what: string; readonly text: string }[],
  ): void;
  /** For participants, as PDF, Markdown and one self-contained HTML page. */
  agendaPdf(sessions: readonly Session[], head: PaperHead): Promise<Uint8Array>;
  agendaMarkdown(sessions: readonly Session[], head: PaperHead): string;
  agendaHtml(sessions: readonly Session[], head: PaperHead): string;
  /** For the team: every minute, with what is needed and who does what. */
  runSheetPdf(sessions: readonly Session[], head: PaperHead): Promise<Uint8Array>;
  /** A half page, or as many pages as it takes, for each person in their own language. */
  schedulesPdf(panel: SeatedPanel, head: PaperHead, options: ScheduleOptions): Promise<Uint8Array>;
  /** A sheet for each table, to be folded in half. */
  tableCardsPdf(tables: number, head: PaperHead, options?: TableCardOptions): Promise<Uint8Array>;
  badgesPdf(participants: readonly Participant[], head: PaperHead, options: BadgeOptions): Promise<Uint8Array>;
  /** A list to sign for each session. */
  attendancePdf(panel: SeatedPanel, head: PaperHead): Promise<Uint8Array>;
  /** A page for each table, with its rounds. */
  facilitatorSheetsPdf(panel: SeatedPanel, head: PaperHead, options?: FacilitatorOptions): Promise<Uint8Array>;
}

/** All of them, loaded together: few commands need fonts. */
export const openPapers = async (): Promise<Papers> => ({
  checkPrintable,
  agendaPdf,
  agendaMarkdown,
  agendaHtml,
  runSheetPdf,
  schedulesPdf,
  tableCardsPdf,
  badgesPdf,
  attendancePdf,
  facilitatorSheetsPdf,
});
