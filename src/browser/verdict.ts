import type { Check } from '../core/record/check-lines.js';
import { statusOf } from '../core/record/manifest.js';
import { counted } from '../documents/words.js';
import { element, framed, paragraph } from './dom.js';
import { areSound, type Findings } from './examine.js';
import { claimOf } from './subjects.js';

/** The top of the page: whether it holds, and what that means. */

type Tone = 'working' | 'good' | 'caution' | 'bad';

function show(tone: Tone, says: string, ...more: readonly Node[]): void {
  const verdict = framed('verdict');
  verdict.className = tone;
  verdict.textContent = says;
  framed('meaning').replaceChildren(...more);
}

export const showWorking = (): void => show('working', 'Checking… for a big city this takes some seconds.');

export function showBreakdown(error: unknown): void {
  show(
    'bad',
    'These files cannot be checked.',
    paragraph(`The page or its files are damaged (${String(error).slice(0, 300)}). ${GET_AGAIN}`),
  );
}

const GET_AGAIN =
  'Get the files again from where they were published. If it is still the same, ask the organisers, and show them this page.';

export function showVerdict(findings: Findings): void {
  if (areSound(findings)) showSuccess(findings);
  else showFailure(findings);
}

function showFailure(findings: Findings): void {
  const { checks, files } = findings;
  const failures = checks.filter(({ outcome }) => outcome === 'fails');
  show(
    'bad',
    `This ${files.texts.has('draw-record.json') ? 'draw' : 'lottery'} does not hold.`,
    paragraph(`Of ${counted(checks.length, 'check')} of ${files.source}, ${failures.length} failed:`),
    element('ul', {}, ...failures.map((check) => failedItem(check, findings))),
    paragraph(
      `Something was changed, is missing, or was damaged on the way. Do not rely on what is below. ${GET_AGAIN}`,
    ),
  );
}

const item = (tone: 'bad' | 'plain', subject: string, says: string): HTMLElement =>
  element('li', {}, element('span', { class: tone }, subject), `: ${says}`);

function failedItem({ subject, detail }: Check, findings: Findings): HTMLElement {
  const claim = claimOf(subject, findings);
  return item('bad', subject, claim === undefined ? detail : `${claim} Not so: ${detail.replace(/\.$/, '')}.`);
}

function showSuccess(findings: Findings): void {
  const { checks, files, manifest, record } = findings;
  const open = checks.filter(({ outcome }) => outcome === 'not checked');
  const [tone, says, means] = (record === undefined ? LOTTERY : DRAW)[manifest ? statusOf(manifest) : 'uncommitted'];
  const passed = `Of ${counted(checks.length, 'check')} of ${files.source}, ${checks.length - open.length} passed`;
  show(
    tone,
    says,
    paragraph(means),
    paragraph(open.length === 0 ? `${passed}.` : `${passed}, and ${open.length} cannot be made here:`),
    ...(open.length === 0 ? [] : [element('ul', {}, ...open.map((check) => openItem(check, findings)))]),
  );
}

const openItem = ({ subject, detail }: Check, findings: Findings): HTMLElement =>
  item('plain', subject, subject === 'pool' ? (claimOf(subject, findings) ?? detail) : detail);

type Says = readonly [tone: Tone, says: string, means: string];
type ByStatus = Readonly<Record<ReturnType<typeof statusOf>, Says>>;

const NOBODY = 'Nobody is really drawn. It shows how a draw goes, and that it can be checked.';

const DRAW: ByStatus = {
  official: [
    'good',
    'This draw holds.',
    'It is official: everything was fixed first, and then left to what came up. Whether it really was fixed first, you can see for yourself: compare the commitment, below, with the one that was published at the time.',
  ],
  uncommitted: [
    'caution',
    'This draw holds, but it is uncommitted.',
    'It can be repeated, and always gives the same. But nothing shows that no other seed was tried first, until somebody liked what came of it.',
  ],
  rehearsal: ['caution', 'This is a rehearsal, and it holds.', NOBODY],
};

const LOTTERY: ByStatus = {
  official: [
    'good',
    'This lottery holds. Nobody is drawn yet.',
    'Everything is fixed but what is still to come up. Write down the commitment, below: after the draw it must still be the same.',
  ],
  uncommitted: [
    'caution',
    'This lottery holds, but its draw will be uncommitted.',
    'Nobody is drawn yet. Any text may become its seed, so nothing will show that no other was tried first.',
  ],
  rehearsal: ['caution', 'This is a rehearsal, and its lottery holds.', `${NOBODY} Nothing has come up yet.`],
};
