import { clock, type SeatingReport } from '../index.js';
import type { AgendaFiles } from './agenda-files.js';
import type { Seated, SeatingTask } from './agenda-seating.js';
import type { AgendaTask } from './agenda-task.js';
import { counted, grouped, percent, shortPath, table } from './format.js';
import { summariseNotes } from './notes.js';
import type { Terminal } from './terminal.js';

export interface ShownAgenda {
  readonly task: AgendaTask | SeatingTask;
  readonly seated: Seated | undefined;
  readonly files: AgendaFiles;
  readonly out: string;
  readonly state: 'written' | 'unchanged' | 'replaced';
}

export function showAgenda(terminal: Terminal, { task, seated, files, out, state }: ShownAgenda): void {
  const { agenda, process } = task;
  terminal.say();
  const rounds = counted(agenda.rounds.length, 'round');
  terminal.say(`  ${terminal.bold(process.title)}: ${counted(agenda.sessions.length, 'session')}, ${rounds} at tables`);
  terminal.say();
  for (const [i, { date, start, end, place, id }] of agenda.sessions.entries())
    terminal.line(i === 0 ? 'Sessions' : '', `${date}, ${clock(start)}–${clock(end)}, ${place} (${id})`);
  if (seated !== undefined && 'problem' in task) showSeating(terminal, task, seated.report);
  const names = [...files.keys()];
  const kinds = [...new Set(names.map((name) => name.replace(/^calendar-.*/, 'calendar-*.ics')))];
  terminal.line(
    'Files',
    state === 'unchanged' ? `${shortPath(out)}: nothing has changed` : `${shortPath(out)} (${state})`,
  );
  for (const line of inLines(kinds)) terminal.line('', line);
}

function showSeating(terminal: Terminal, { problem, earlier }: SeatingTask, report: SeatingReport): void {
  terminal.line('People', grouped(problem.people));
  const past = earlier.before.length;
  if (past > 0) terminal.line('Kept', past === 1 ? 'round 1, as it was' : `rounds 1–${past}, as they were`);
  const sizes = problem.rounds.map(({ tables }) => sizesOf(tables));
  if (new Set(sizes).size === 1) terminal.line('Tables', `${sizes[0]} in every round`);
  else for (const [r, size] of sizes.entries()) terminal.line(r === 0 ? 'Tables' : '', `${size} in round ${r + 1}`);
  const away = problem.rounds.map(({ absent }, r) => ({ absent: absent.length, r })).filter(({ absent }) => absent > 0);
  if (away.length > 0) terminal.line('Absent', away.map(({ absent, r }) => `${absent} in round ${r + 1}`).join(', '));
  const { meetings, bound, fewest, mean, balance } = report;
  const share = bound.meetings > 0 ? ` (${percent(meetings / bound.meetings)})` : '';
  terminal.line(
    'Meetings',
    `${grouped(meetings)} pairs sit together at least once, of ${grouped(bound.meetings)} at most${share}`,
  );
  terminal.line('', `everybody meets ${fewest} people or more, ${mean.toFixed(1)} on average`);
  const off = balance.filter(({ deviation }) => deviation > 0);
  if (off.length === 0)
    terminal.line('Balance', `every table mirrors the panel: ${balance.map(({ feature }) => feature).join(', ')}`);
  else
    terminal.line(
      'Balance',
      `${off.map(({ feature, deviation }) => `${feature} ${deviation}`).join(', ')}: seats off the panel’s share; others 0`,
    );
}

/** 14 × 8, or 12 × 8 and 2 × 7 */
export function sizesOf(tables: readonly number[]): string {
  const counts = new Map<number, number>();
  for (const size of tables) counts.set(size, (counts.get(size) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => b - a)
    .map(([size, count]) => `${count} × ${size}`)
    .join(' and ');
}

const WIDTH = 64;

/** Names with commas between them, in lines that fit a window. */
function inLines(names: readonly string[]): string[] {
  const lines: string[] = [];
  let line = '';
  for (const name of names) {
    if (line !== '' && line.length + name.length + 2 > WIDTH) {
      lines.push(`${line},`);
      line = '';
    }
    line = line === '' ? name : `${line}, ${name}`;
  }
  return line === '' ? lines : [...lines, line];
}

export function summariseAgenda({ task, seated, files, out, state }: ShownAgenda) {
  const { agenda } = task;
  return {
    state,
    out,
    sessions: agenda.sessions.map(({ id, title, date, timeZone, place, start, end }) => ({
      ...{ id, title, date, time_zone: timeZone, place },
      ...{ start: clock(start), end: clock(end) },
    })),
    ...(seated !== undefined && 'problem' in task && { seating: summariseSeating(task, seated.report) }),
    files: [...files.keys()],
    notes: summariseNotes(task.warnings.faults),
  };
}

const summariseSeating = ({ problem, earlier }: SeatingTask, report: SeatingReport) => ({
  people: problem.people,
  kept_rounds: earlier.before.length,
  tables: problem.rounds.map(({ tables }) => tables.length),
  absent: problem.rounds.map(({ absent }) => absent.length),
  ...worthOf(report),
});

const worthOf = ({ meetings, bound, fewest, mean, deviation, balance }: SeatingReport) => ({
  meetings,
  meetings_bound: bound.meetings,
  fewest_met: fewest,
  mean_met: Number(mean.toFixed(4)),
  seats_off_share: deviation,
  balance: Object.fromEntries(balance.map(({ feature, deviation: off }) => [feature, off])),
});

/** One way to seat the panel, beside others. */
export interface Variant {
  readonly name: string;
  readonly sizes: string;
  readonly tables: number;
  readonly report: SeatingReport;
}

export function showVariants(terminal: Terminal, task: SeatingTask, variants: readonly Variant[]): void {
  terminal.say();
  terminal.say(
    `  ${terminal.bold(task.process.title)}: ways to seat ${counted(task.problem.people, 'person', 'people')}`,
  );
  terminal.say();
  const rows = variants.map(({ name, sizes, report: { meetings, bound, fewest, mean, deviation } }) => [
    `${sizes}${name === '' ? '' : `, ${name}`}`,
    grouped(meetings),
    grouped(bound.meetings),
    String(fewest),
    mean.toFixed(1),
    String(deviation),
  ]);
  const header = ['tables', 'pairs meet', 'at most', 'least met', 'on average', 'seats off'];
  for (const line of table([header, ...rows])) terminal.say(`  ${line}`);
  terminal.say();
  terminal.line('', 'As many steps of the search for each; the real one may take more. Nothing was written.');
}

export const summariseVariants = (variants: readonly Variant[]) => ({
  variants: variants.map(({ name, tables, sizes, report }) => ({ tables, sizes, variant: name, ...worthOf(report) })),
});
