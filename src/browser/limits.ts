import type { Manifest } from '../core/record/manifest.js';
import { element, list, paragraph, section } from './dom.js';
import { areSound, type Findings } from './examine.js';

/** What the result means, and what it does not. */
export function limitsSection(findings: Findings): HTMLElement {
  const { manifest } = findings;
  const isCommitted = manifest?.seed_source.kind !== 'text';
  const shown = manifest !== undefined && areSound(findings) ? shownBy(findings, manifest) : [];
  return section(
    'limits',
    'What this shows, and what it cannot',
    ...(shown.length > 0
      ? [paragraph(isCommitted ? 'It shows, to whoever knows the commitment, that' : 'It shows that'), list(shown)]
      : []),
    paragraph('It cannot show'),
    list([...LIMITS, ...(isCommitted ? COMMITTED : UNCOMMITTED)]),
    paragraph(
      'This page comes from those who drew. To rely on nobody, check their files in another way: run ',
      element('code', {}, 'python3 verify.py'),
      ' in their folder, which was written apart from this page; or get this page, or verify.py, from somebody else.',
    ),
  );
}

function shownBy({ checks, record }: Findings, { settings }: Manifest): string[] {
  const has = (subject: string, wanted: string): boolean =>
    checks.some((check) => check.subject === subject && check.outcome === wanted);
  const isProved = ['leximin', 'maximin', 'minimax'].includes(settings.objective) && has(settings.objective, 'holds');
  const drawn =
    has('pool', 'not checked') && settings.lottery_form === 'composition'
      ? 'the number, and with it how the seats are shared out, follows from what came up alone (who takes the seats, only auditors can check);'
      : 'the panel is the one that the lottery gives for what came up;';
  return [
    ...(record === undefined ? [] : [drawn]),
    'every way to fill the seats that could come up meets the quotas;',
    `chances are what they are said to be${isProved ? ', and no lottery could be fairer' : ''}.`,
  ];
}

const LIMITS = [
  'that the list of people was right to begin with, or that nobody was left out of it: look for yourself, and ask others to;',
  'that what came up was left to chance, or is what was recorded: be there, or watch the film;',
];

const COMMITTED = [
  'that the commitment was public before anything came up: compare it with one that you noted then;',
  'that only one commitment was prepared: if several were published, ask why.',
];

const UNCOMMITTED = ['that no other seed was tried first.'];
