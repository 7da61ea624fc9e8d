import type { AskedQuestion, CountedAnswer } from '../index.js';
import { counted, grouped } from './format.js';
import type { Terminal } from './terminal.js';

/** An answer that fewer gave may be in somebody's own words, or a name where the column is a wrong one. */
const LEAST_SHARED = 3;
const LONGEST_ANSWER = 60;
const SHOWN_ANSWERS = 8;
const SHOWN_ROWS = 5;

const NAMES = { 'takes part': 'Takes part', consent: 'Consent', available: 'Available' } as const;

/** A yes that nobody gave is a slip in sortition.yaml, most likely: all of them would count as no. */
export function noteYesUnheard(terminal: Terminal, asked: readonly AskedQuestion[]): void {
  for (const { question, column, yes, answers } of asked) {
    if (answers.length === 0 || answers.some(({ isYes }) => isYes)) continue;
    const named = yes.map((answer) => `“${answer}”`).join(' or ');
    terminal.say(
      `${terminal.yellow('note')}  nobody’s answer in the column “${column}” is ${named}: none counts as yes to “${question}”. Look at “yes:” in sortition.yaml`,
    );
  }
}

/** How every answer was counted, over all rows of the file. */
export function showAnswers(terminal: Terminal, asked: readonly AskedQuestion[]): void {
  if (!asked.some(({ question }) => question === 'takes part'))
    terminal.line('Takes part', 'no question “takes part” is set: every reply counts as yes');
  for (const { question, answers } of asked) {
    if (answers.length === 0) continue;
    const { shown, rest } = split(answers);
    const texts = shown.map(
      ({ answer, isYes, rows }) => `${answer === '' ? 'blank' : `“${answer}”`} ${grouped(rows.length)} ${word(isYes)}`,
    );
    terminal.line(NAMES[question], [...texts, ...others(rest)].join(', '));
  }
}

function others(rest: readonly CountedAnswer[]): string[] {
  const rows = rest.flatMap((answer) => answer.rows).sort((a, b) => a - b);
  if (rows.length === 0) return [];
  const more = rows.length > SHOWN_ROWS ? ' …' : '';
  const where = `row${rows.length === 1 ? '' : 's'} ${rows.slice(0, SHOWN_ROWS).join(', ')}${more}`;
  return [`${counted(rest.length, 'other answer')} ${grouped(rows.length)} no (${where})`];
}

/** Those that mean yes stand in sortition.yaml; the others are shown where enough people gave them. */
function split(answers: readonly CountedAnswer[]): { shown: CountedAnswer[]; rest: CountedAnswer[] } {
  const isShared = ({ answer, rows }: CountedAnswer): boolean =>
    answer === '' || (rows.length >= LEAST_SHARED && Array.from(answer).length <= LONGEST_ANSWER);
  const noes = answers.filter(({ isYes }) => !isYes);
  const yes = answers.filter(({ isYes }) => isYes);
  const shared = noes.filter(isShared).slice(0, SHOWN_ANSWERS);
  return { shown: [...yes, ...shared], rest: noes.filter((no) => !shared.includes(no)) };
}

const word = (isYes: boolean): string => (isYes ? 'yes' : 'no');

/** For machines: the same answers, and how many rows have others. */
export const summariseAnswers = (asked: readonly AskedQuestion[]) =>
  asked.map(({ question, column, answers }) => {
    const { shown, rest } = split(answers);
    return {
      question,
      column,
      answers: shown.map(({ answer, isYes, rows }) => ({ answer, counts_as: word(isYes), rows: rows.length })),
      others: { answers: rest.length, rows: rest.reduce((sum, { rows }) => sum + rows.length, 0) },
    };
  });
