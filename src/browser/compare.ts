import { commitmentOf, type Manifest } from '../core/record/manifest.js';
import { browserHash } from '../random/browser-hash.js';
import { answer, field, paragraph, question, section } from './dom.js';
import { areSound, type Findings } from './examine.js';

/** Whether the commitment is the one that somebody noted down before. */
export function compareSection(findings: Findings, manifest: Manifest): HTMLElement {
  const commitment = commitmentOf(browserHash, manifest);
  const asked = field(
    'noted',
    'Commitment or fingerprint that you noted',
    'All 64 characters, or the 20 of the fingerprint. Spaces and capitals do not matter.',
  );
  return section(
    'compare',
    'Is it what was published before?',
    paragraph(
      `The commitment seals everything that is fixed before the draw: change a comma anywhere, and it is another one. ${
        findings.record === undefined ? 'If you have seen it elsewhere, compare.' : SEEN_BEFORE
      }`,
    ),
    ...question([asked], 'Compare', (typed) => {
      const same = comparison(commitment, typed('noted'));
      return areSound(findings) || !same.classList.contains('good')
        ? [same]
        : [same, answer('bad', 'But some checks fail, see the result: these are not the files that it seals.')];
    }),
  );
}

const SEEN_BEFORE = 'Take it from where you saw it before the draw: a newspaper, an invitation, your own notes.';

/** The length of a fingerprint, in digits. */
const LEAST = 20;

function comparison(commitment: string, typed: string): HTMLElement {
  const noted = digitsOf(typed);
  const stranger = /[^0-9a-f]/u.exec(noted)?.[0];
  if (stranger !== undefined)
    return answer('plain', `“${stranger}” is in no commitment: they have the digits 0–9 and the letters a–f alone.`);
  if (noted.length > commitment.length)
    return answer('plain', `A commitment has ${commitment.length} characters, and these are ${noted.length}.`);
  const first = Array.from(noted).findIndex((digit, i) => digit !== commitment[i]);
  if (first >= 0) return answer('bad', different(first + 1));
  if (noted.length < LEAST)
    return answer('plain', `${noted.length} characters that agree mean nothing yet: type ${LEAST} at least.`);
  if (noted.length < commitment.length) return answer('good', sameSoFar(noted.length));
  return answer('good', 'The same. This is the lottery that was published there, and nothing in it has changed since.');
}

/** Without what stands between them; of a longer text that has a whole commitment, that. */
function digitsOf(typed: string): string {
  const text = typed.replaceAll(/[\s\-–:.]/g, '').toLowerCase();
  return /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/.exec(text)?.[0] ?? text;
}

const different = (place: number): string =>
  `Different, from character ${place} on. Look whether it was copied rightly. If it was, this is not the lottery that was published there: ask the organisers why.`;

const sameSoFar = (length: number): string =>
  `The same, as far as these ${length} characters go. Two lotteries can be made together that begin alike: if you can, compare all 64.`;
