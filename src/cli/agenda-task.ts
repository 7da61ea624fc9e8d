import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Agenda,
  type DrawRecord,
  FaultList,
  findProcess,
  LETTER_LANGUAGES,
  openCalendar,
  type Process,
  planAgenda,
  readDays,
  readRecord,
  readTextFile,
  type Session,
  type SessionsSpec,
  SortitionError,
  type TablesSpec,
} from '../index.js';
import { shortPath } from './format.js';
import { onePanelOf, type SittingPanel } from './one-of-panels.js';

/** The days of a process, planned. */
export interface AgendaTask {
  readonly process: Process;
  readonly sessions: SessionsSpec;
  /** In the language of the papers that are one for all. */
  readonly agenda: Agenda;
  readonly agendaIn: (language: string) => readonly Session[];
  /** What the panel is called in a language. */
  readonly titleIn: (language: string) => string;
  readonly tables: TablesSpec | undefined;
  /** Who sits now. */
  readonly panel: SittingPanel;
  /** Their draw, where there is a record of it. */
  readonly record: DrawRecord | undefined;
  /** What is no fault. */
  readonly warnings: FaultList;
}

/** Reads and plans the days; throws everything that is wrong with them. */
export async function readAgenda(target: string, name: string | undefined): Promise<AgendaTask> {
  const process = await findProcess(target);
  const { letters, sessions } = process;
  if (sessions === undefined)
    throw new SortitionError('SESSIONS_UNSET', {}, { file: shortPath(join(process.folder, 'sortition.yaml')) });
  const titles: Record<string, string> = { [sessions.language]: process.title };
  for (const [language, { title }] of Object.entries(letters?.texts ?? {})) if (title) titles[language] ??= title;
  const { sessions: written, locate, tables } = await readDays(sessions, titles);
  const faults = new FaultList();
  const warnings = new FaultList();
  requireKnown([sessions.language], sessions, faults);
  const planIn = (language: string, told: { faults: FaultList; warnings: FaultList }): Agenda =>
    planAgenda(written, { languages: [language, sessions.language, 'en'], locate, ...told });
  const agenda = planIn(sessions.language, { faults, warnings });
  faults.throwIfAny();
  const { checkMoments } = await openCalendar();
  const placeOf = ({ id }: Session) => locate(written.findIndex((session) => session.id === id));
  checkMoments(agenda.sessions, { faults, warnings, locate: placeOf });
  faults.throwIfAny();
  warnOfOtherDays(process, agenda, warnings);
  const panel = await onePanelOf(process.folder, name);
  return {
    ...{ process, sessions, agenda, tables, panel, warnings },
    agendaIn: (language) => planIn(language, { faults: new FaultList(), warnings: new FaultList() }).sessions,
    titleIn: (language) => titles[language] ?? process.title,
    record: await findRecord(panel.record),
  };
}

/** Papers are in the languages of the letters. */
export function requireKnown(languages: readonly string[], { file }: SessionsSpec, faults: FaultList): void {
  for (const language of languages)
    if (!LETTER_LANGUAGES.includes(language))
      faults.add('PAPER_LANGUAGE_UNKNOWN', { language, known: LETTER_LANGUAGES }, { file });
}

/** What letters have told people of the days. */
function warnOfOtherDays({ letters }: Process, { sessions }: Agenda, warnings: FaultList): void {
  if (letters === undefined) return;
  const days = [...new Set(sessions.map(({ date }) => date))].sort();
  const told = [...new Set(letters.dates.sessions)].sort();
  if (days.join() !== told.join()) warnings.add('SESSION_DAYS_DIFFER', { days, told });
}

async function findRecord(file: string): Promise<DrawRecord | undefined> {
  return existsSync(file) ? readRecord(await readTextFile(file), shortPath(file)) : undefined;
}
