import {
  type AskedQuestion,
  comparable,
  type Intake,
  isOpen,
  type Process,
  type Reason,
  type RepliesForm,
  type Response,
  type Shortage,
} from '../index.js';
import { counted, grouped, percent, shortPath, table } from './format.js';
import { nextSteps } from './intake-steps.js';
import type { PanelOfPool } from './panel-of-pool.js';
import { noteYesUnheard, showAnswers, summariseAnswers } from './show-answers.js';
import type { Terminal } from './terminal.js';

/** What there is to tell of an intake: numbers, rows and reasons that several people share; nobody's own words. */
export interface ShownIntake {
  readonly process: Process;
  readonly form: RepliesForm;
  /** The questions that decide who can be drawn, as far as the form asks them. */
  readonly asked: readonly AskedQuestion[];
  readonly intake: Intake;
  readonly response: Response;
  readonly reasons: readonly Reason[];
  readonly shortages: readonly Shortage[];
  readonly panel: PanelOfPool;
  readonly out: string;
  readonly state: 'written' | 'unchanged' | 'replaced';
  /** Features that the form asks for, and the quotas do not know. */
  readonly unknown: readonly string[];
}

/** A reason in one person's own words may say who they are: only what this many gave is shown. */
const LEAST_SHARED = 3;
const SHOWN_REASONS = 5;
const LONGEST_REASON = 60;

export function showIntake(terminal: Terminal, shown: ShownIntake): void {
  const { process, response, intake } = shown;
  const { all } = response;
  for (const feature of shown.unknown) {
    terminal.say(`${terminal.yellow('note')}  the replies’ feature “${feature}” has no quotas; it is not used`);
  }
  noteYesUnheard(terminal, shown.asked);
  terminal.say();
  terminal.say(`  ${terminal.bold(process.title)}: replies to the invitation`);
  terminal.say();
  terminal.line('Letters', grouped(all.letters));
  const share = all.letters === 0 ? '' : ` (${percent(all.replies / all.letters)})`;
  terminal.line('Replied', `${counted(all.replies, 'person', 'people')}${share}`);
  const parts: [number, string][] = [
    [all.yes, 'yes, and in the pool'],
    [all.refused, 'no'],
    [all.noConsent, 'without consent to the use of their data'],
    [all.notAvailable, 'without time on the day'],
    [all.unusable, 'with something unusable, to be settled'],
  ];
  for (const [count, what] of parts) if (count > 0) terminal.line('', `${grouped(count)} ${what}`);
  showAnswers(terminal, shown.asked);
  showReasons(terminal, shown.reasons);
  showRepeated(terminal, shown);
  showOpen(terminal, shown);
  const differences = intake.disagreements.length;
  if (differences > 0) {
    const counts = shown.form.prefer === 'replies' ? 'what people say of themselves' : 'the register';
    terminal.line(
      'Register',
      `tells ${counted(differences, 'value')} otherwise than the replies; ${counts} counts (disagreements.csv)`,
    );
  }
  showShortages(terminal, shown);
  showPanel(terminal, shown);
  terminal.line(
    'Files',
    shown.state === 'unchanged'
      ? `${shortPath(shown.out)}: nothing has changed`
      : `${shortPath(shown.out)} (${shown.state})`,
  );
  nextSteps(shown).forEach((step, i) => {
    terminal.line(i === 0 ? 'Next' : '', step);
  });
}

function showReasons(terminal: Terminal, reasons: readonly Reason[]): void {
  const named = sharedReasons(reasons).slice(0, SHOWN_REASONS);
  const rest = sum(reasons) - sum(named);
  if (named.length === 0) return;
  const texts = named.map(({ reason, count }) => `${reason === '' ? 'none given' : `“${reason}”`} ${grouped(count)}`);
  terminal.line('Reasons', [...texts, ...(rest > 0 ? [`others ${grouped(rest)}`] : [])].join(', '));
}

/** Reasons of all kinds of no in one, where enough people gave them. */
function sharedReasons(reasons: readonly Reason[]): { readonly reason: string; readonly count: number }[] {
  const counts = new Map<string, { reason: string; count: number }>();
  for (const { reason, count } of reasons) {
    const known = counts.get(comparable(reason));
    counts.set(comparable(reason), { reason: known?.reason ?? reason, count: (known?.count ?? 0) + count });
  }
  return [...counts.values()]
    .filter(({ reason, count }) => count >= LEAST_SHARED && Array.from(reason).length <= LONGEST_REASON)
    .sort((a, b) => b.count - a.count);
}

const sum = (reasons: readonly { readonly count: number }[]): number =>
  reasons.reduce((total, { count }) => total + count, 0);

function showRepeated(terminal: Terminal, { intake, form }: ShownIntake): void {
  const repeated = intake.judged.filter(({ outcome }) => outcome === 'repeated');
  if (repeated.length === 0) return;
  const same = repeated.filter(({ instead }) => instead?.isSame === true).length;
  const rule = form.duplicates === 'last' ? 'the last reply of a code counts' : 'the first reply of a code counts';
  const saying = same === 0 ? '' : `, ${grouped(same)} of them saying the same`;
  terminal.line('Repeated', `${counted(repeated.length, 'reply', 'replies')}${saying}; ${rule} (replies.csv)`);
}

function showOpen(terminal: Terminal, { intake, out }: ShownIntake): void {
  const open = intake.judged.filter(isOpen);
  const settled = intake.judged.filter(({ isSettled }) => isSettled).length;
  if (settled > 0) terminal.line('Settled', `${counted(settled, 'reply', 'replies')} by hand`);
  if (open.length === 0) return;
  const file = shortPath(`${out}/to-settle.csv`);
  const proposed = open.filter(({ outcome, proposed }) => outcome !== 'unusable' && proposed.length > 0).length;
  terminal.line('To settle', `${counted(open.length, 'reply', 'replies')}, listed in ${file}`);
  const parts: [number, string][] = [
    [count(open, 'no code'), 'without a code'],
    [count(open, 'not a code'), 'whose code has a slip, or is none'],
    [count(open, 'not invited'), 'with a code that was not sent'],
    [count(open, 'unusable'), 'with a value that the quotas do not know'],
  ];
  for (const [n, what] of parts) if (n > 0) terminal.line('', `${grouped(n)} ${what}`);
  if (proposed > 0) terminal.line('', `For ${grouped(proposed)} of them, codes are proposed that may have been meant.`);
}

const count = (judged: Intake['judged'], outcome: string): number =>
  judged.filter((judge) => judge.outcome === outcome).length;

function showShortages(terminal: Terminal, { shortages, response }: ShownIntake): void {
  if (shortages.length === 0) return;
  const rows = [
    ['Still missing', 'needed', 'pool', 'missing', 'unanswered', 'yes expected', 'reminders', 'new letters'],
  ];
  for (const { feature, value, min, inPool, missing, unanswered, rate, reminders, letters } of shortages) {
    const isOut = reminders === undefined && rate !== undefined && unanswered !== undefined;
    rows.push([
      value === '' ? 'the whole panel' : `${feature}: ${value}`,
      grouped(min),
      grouped(inPool),
      grouped(missing),
      unanswered === undefined ? '?' : grouped(unanswered),
      rate === undefined ? '?' : percent(rate.share),
      reminders === undefined ? (isOut ? `all ${grouped(unanswered)}` : '?') : grouped(reminders),
      letters !== undefined ? `and ${grouped(letters)}` : isOut ? '?' : '',
    ]);
  }
  terminal.say();
  table(rows).forEach((line, i) => {
    terminal.say(`  ${i === 0 ? terminal.dim(line) : line}`);
  });
  terminal.say();
  for (const line of assumptions(shortages)) terminal.say(`  ${terminal.dim(line)}`);
  const { unanswered } = response.all;
  if (unanswered > 0) {
    const people = counted(unanswered, 'person has', 'people have');
    terminal.say(`  ${terminal.dim(`${people} not answered: reminders.csv lists whom a reminder can go to.`)}`);
  }
  terminal.say();
}

function assumptions(shortages: readonly Shortage[]): string[] {
  const sources = new Set(shortages.map(({ rate }) => rate?.from));
  const yes: string[] = [];
  if (sources.has('declared')) yes.push('as replies: reminder: in sortition.yaml says');
  if (sources.has('value')) yes.push('half of what the letters to people of this value had so far');
  if (sources.has('overall')) yes.push('half of what all letters had so far, where those to the value had none');
  if (sources.has('planned'))
    yes.push('half of what invitation: response: expects of a letter, as nobody has said yes');
  const lines = yes.length === 0 ? [] : [`Yes expected of a reminder: ${yes.join('; ')}.`];
  if (sources.has(undefined)) {
    lines.push('“?”: the register does not know who, or no rate is known (replies: reminder: would say one).');
  }
  if (yes.length > 0) {
    lines.push('With these numbers, each value by itself is closed in 9 cases of 10, as far as the rates hold.');
  }
  return lines;
}

function showPanel(terminal: Terminal, { panel, process, shortages }: ShownIntake): void {
  const { size, onePerHousehold } = process.panel;
  if (panel.isThere) {
    const rule = onePerHousehold ? ', at most one person a household' : '';
    terminal.line('Quotas', `${terminal.green('can be met')}: there is a panel of ${grouped(size)}${rule}`);
    return;
  }
  const why = shortages.length > 0 ? `${counted(shortages.length, 'line')} above` : 'for now';
  terminal.line('Quotas', `${terminal.yellow('cannot be met yet')}: ${why}`);
  for (const { message, hint } of panel.obstacles) {
    terminal.line('', message);
    terminal.line('', terminal.dim(hint));
  }
}

/** For machines: numbers alone; reasons only where several people gave them. */
export function summariseIntake({ intake, asked, response, reasons, shortages, panel, out, state }: ShownIntake) {
  const repeated = intake.judged.filter(({ outcome }) => outcome === 'repeated');
  return {
    out,
    state,
    rows: intake.judged.length,
    ...response.all,
    repeated: repeated.length,
    repeated_same: repeated.filter(({ instead }) => instead?.isSame === true).length,
    no_code: count(intake.judged, 'no code'),
    not_a_code: count(intake.judged, 'not a code'),
    not_invited: count(intake.judged, 'not invited'),
    settled: intake.judged.filter(({ isSettled }) => isSettled).length,
    disagreements: intake.disagreements.length,
    asked: summariseAnswers(asked),
    reasons: sharedReasons(reasons),
    missing: shortages,
    feasible: panel.isThere,
    obstacles: panel.obstacles.map(({ code, message, hint }) => ({ code, message, hint })),
  };
}
