import type { Check } from '../core/record/check-lines.js';
import { columnHeads, element, paragraph, section } from './dom.js';
import type { Findings } from './examine.js';
import { claimOf } from './subjects.js';

/** Every check that was made: its outcome, what it says in plain words, and what was seen. */
export function linesSection(findings: Findings): HTMLElement {
  const { checks } = findings;
  const body = element('tbody', {}, ...checks.map((check) => lineOf(check, claimOf(check.subject, findings))));
  return section(
    'lines',
    'What was checked',
    paragraph('This page has done the sums again, here on your device. Each line is one thing that has to be so.'),
    element(
      'table',
      { class: 'lines' },
      columnHeads('Outcome', 'Subject', 'What has to be so, and what was seen'),
      body,
    ),
  );
}

function lineOf({ subject, outcome, detail }: Check, claim: string | undefined): HTMLElement {
  const seen = element('p', { class: 'quiet seen' }, detail);
  return element(
    'tr',
    { class: `line ${outcome.replace(' ', '-')}` },
    element('td', { class: 'outcome' }, `${MARKS[outcome]} ${outcome}`),
    element('th', { scope: 'row', class: 'subject' }, subject),
    element('td', {}, ...(claim === undefined ? [] : [element('p', { class: 'claim' }, claim)]), seen),
  );
}

/** So that it is not the colour alone that tells. */
const MARKS = { holds: '✓', fails: '✗', 'not checked': '–' } as const;
