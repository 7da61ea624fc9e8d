import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  digestOf,
  type Facilitator,
  FaultList,
  meetingsOf,
  nodeHash,
  openCalendar,
  openPapers,
  type PaperHead,
  type Participant,
  peopleCsvText,
  type Seating,
  type Session,
  seatingTable,
} from '../index.js';
import { SEATING_FILE, type Seated, type SeatingTask } from './agenda-seating.js';
import type { AgendaTask } from './agenda-task.js';

/** Name of a file in the folder of the sessions → what it holds. */
export type AgendaFiles = Map<string, string | Uint8Array>;

/** Which files belong to which part: what an earlier run left of a part would contradict a new one. */
const PARTS = {
  seating: /^(seating\.(csv|json)|meetings\.csv)$/,
  papers: /^(agenda\.[a-z]{2}\.(pdf|md|html)|(run-sheet|schedules|table-cards|badges|attendance|facilitators)\.pdf)$/,
  calendar: /^calendar-[a-z0-9-]+\.[a-z]{2}\.ics$/,
} as const;
export type Part = keyof typeof PARTS;
export const ALL_PARTS = Object.keys(PARTS) as Part[];

/** Files of these parts that stand in a folder already. */
export const namesOfParts = async (out: string, parts: readonly Part[]): Promise<string[]> =>
  (await readdir(out).catch(() => [])).filter((name) => parts.some((part) => PARTS[part].test(name)));

/** Everything but people’s ids and names is in the record: people go by their numbers in seating.csv. */
export function seatingFiles(task: SeatingTask, { seating, report }: Seated): AgendaFiles {
  const { process, people, earlier, problem, key, agenda } = task;
  const { participants, table } = people;
  const rows = seatingTable({ participants, seating, departed: earlier.departed }, process.people.id);
  const numbers = participants.map((_, p) => String(p + 1));
  const meetings = meetingsOf(participants.length, seating).map((row, p) => [String(p + 1), ...row.map(String)]);
  const record = {
    format: 'sortition-seating/1',
    title: process.title,
    seed: task.sessions.seating.seed ?? null,
    search_key: key,
    people: participants.length,
    kept_rounds: earlier.before.length,
    rules: problem.rules.length,
    meetings: report.meetings,
    meetings_bound: report.bound.meetings,
    fewest_met: report.fewest,
    mean_met: Number(report.mean.toFixed(4)),
    seats_off_share: report.deviation,
    balance: report.balance.map(({ feature, deviation }) => ({ feature, seats_off_share: deviation })),
    rounds: seating.rounds.map((tables, r) => ({
      session: agenda.sessions[agenda.rounds[r]?.session ?? 0]?.id ?? '',
      title: agenda.rounds[r]?.block.title ?? '',
      tables: tables.map((of) => of.map((p) => p + 1).join(' ')),
    })),
  };
  return new Map([
    [SEATING_FILE, peopleCsvText(table, rows)],
    [
      'meetings.csv',
      peopleCsvText({ delimiter: table.delimiter, byteOrderMark: false }, [['number', ...numbers], ...meetings]),
    ],
    ['seating.json', `${JSON.stringify(record, undefined, 1)}\n`],
  ]);
}

/** Languages of the panel’s papers, the one for all first. */
export const languagesOf = ({ sessions }: AgendaTask, participants: readonly Participant[]): string[] => {
  const others = new Set(participants.map(({ language }) => language));
  others.delete(sessions.language);
  return [sessions.language, ...[...others].sort()];
};

/** The papers, each for whom it is. Throws what no font can show. */
export async function paperFiles(task: SeatingTask, seating: Seating): Promise<AgendaFiles> {
  const { agenda, sessions, people, record } = task;
  const { participants } = people;
  const papers = await openPapers();
  const purpose = record?.status === 'rehearsal' ? 'rehearsal' : 'draw';
  const headIn = (language: string): PaperHead => ({ title: task.titleIn(language), language, purpose });
  const head = headIn(sessions.language);
  const languages = languagesOf(task, participants);
  const sessionsIn = Object.fromEntries(languages.map((language) => [language, task.agendaIn(language)]));
  const faults = new FaultList();
  for (const language of languages)
    papers.checkPrintable({ sessions: sessionsIn[language] ?? [], participants: [] }, headIn(language), faults);
  papers.checkPrintable({ sessions: [], participants }, head, faults);
  faults.throwIfAny();
  const panel = { sessions: agenda.sessions, participants, seating };
  const files: AgendaFiles = new Map();
  for (const language of languages) {
    const own = sessionsIn[language] ?? agenda.sessions;
    files.set(`agenda.${language}.pdf`, await papers.agendaPdf(own, headIn(language)));
    files.set(`agenda.${language}.md`, papers.agendaMarkdown(own, headIn(language)));
    files.set(`agenda.${language}.html`, papers.agendaHtml(own, headIn(language)));
  }
  files.set('run-sheet.pdf', await papers.runSheetPdf(agenda.sessions, head));
  const titleIn = Object.fromEntries(languages.map((language) => [language, task.titleIn(language)]));
  const own = { neighbours: sessions.names, sessionsIn, titleIn };
  files.set('schedules.pdf', await papers.schedulesPdf(panel, head, own));
  const tables = Math.max(...seating.rounds.map((round) => round.length));
  files.set('table-cards.pdf', await papers.tableCardsPdf(tables, head, { languages }));
  if (sessions.names !== 'none') {
    const options = { sheet: sessions.badges, names: sessions.names };
    files.set('badges.pdf', await papers.badgesPdf(participants, head, options));
  }
  files.set('attendance.pdf', await papers.attendancePdf(panel, head));
  // Whoever leads a table is told no more of people than they are of each other.
  const shown = sessions.names === 'none' ? { ...panel, participants: participants.map(nameless) } : panel;
  const options = { facilitators: facilitatorsOf(task, seating), needs: people.spoken };
  files.set('facilitators.pdf', await papers.facilitatorSheetsPdf(shown, head, options));
  return files;
}

/** Known by their number in seating.csv. */
const nameless = (person: Participant, p: number): Participant => ({
  ...person,
  id: String(p + 1),
  givenName: '',
  surname: '',
});

/** Round → table → who leads there: their names together, and all that they speak. */
function facilitatorsOf({ sessions }: SeatingTask, { rounds }: Seating): (Facilitator | undefined)[][] {
  const { facilitators } = sessions.seating;
  return rounds.map((tables, r) =>
    tables.map((_, t) => {
      const there = facilitators.filter(
        ({ table, rounds: only }) => table === t + 1 && (only?.includes(r + 1) ?? true),
      );
      if (there.length === 0) return undefined;
      const languages = [...new Set(there.flatMap((one) => one.languages))];
      return { name: there.map(({ name }) => name).join(', '), languages };
    }),
  );
}

/** Entries are stamped with this day where no letter of confirmation says when people were told. */
const STAMP_DAY = '2000-01-01';

/** A calendar for each session, and one with all, in each language. What stands in `out` already is gone on from. */
export async function calendarFiles(task: AgendaTask, languages: readonly string[], out: string): Promise<AgendaFiles> {
  const { calendarText, nextCalendar } = await openCalendar();
  const { process, record } = task;
  const stampDay = process.letters?.dates.posted.confirmation ?? STAMP_DAY;
  const identity = record?.commitment ?? `title ${process.title}`;
  const files: AgendaFiles = new Map();
  for (const language of languages) {
    const head = { title: task.titleIn(language), language, stampDay };
    const entries = [];
    for (const session of task.agendaIn(language)) {
      const name = `calendar-${session.id}.${language}.ics`;
      const before = await readFile(join(out, name), 'utf8').catch(() => undefined);
      const uid = uidOf(identity, session);
      const { entry, text } = nextCalendar(session, { head, uid, before });
      files.set(name, text);
      entries.push(entry);
    }
    files.set(`calendar-all.${language}.ics`, calendarText(entries, head));
  }
  return files;
}

const UID_DIGITS = 32;

const uidOf = (identity: string, { id }: Session): string =>
  `${digestOf(nodeHash, `sortition-calendar/1\n${identity}\n${id}`).slice(0, UID_DIGITS)}@sortition-toolkit`;
