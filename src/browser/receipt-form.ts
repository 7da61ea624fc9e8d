import type { Manifest } from '../core/record/manifest.js';
import { type FoundEntry, findEntry } from '../core/record/receipt.js';
import { browserHash } from '../random/browser-hash.js';
import { answer, definitions, element, field, paragraph, question, section } from './dom.js';
import { areSound, type Findings } from './examine.js';
import { pseudonymTyped, receiptScanned, saltTyped } from './receipt-typed.js';
import { chanceSentences, fateSentence } from './receipt-words.js';

/** The receipt of somebody's letter: their own entry, their chance, and what became of it. */
export function receiptSection(findings: Findings, manifest: Manifest): HTMLElement {
  const scanned = receiptScanned(location.hash);
  return section(
    'receipt',
    'Your own entry',
    paragraph(
      'If you had a letter with a receipt, it shows whether you could be drawn, what is held about you, and how likely it was. What you type stays in this page.',
    ),
    ...question(
      [
        field('pseudonym', 'Pseudonym', 'The 10 characters in your letter.', scanned.pseudonym),
        field('salt', 'Salt', 'The 32 characters in your letter; spaces do not matter.', scanned.salt),
      ],
      'Look me up',
      (typed) => lookUp(findings, manifest, { pseudonym: typed('pseudonym'), salt: typed('salt') }),
    ),
  );
}

function lookUp(
  findings: Findings,
  manifest: Manifest,
  typed: { readonly pseudonym: string; readonly salt: string },
): Node[] {
  const { texts } = findings.files;
  const pseudonym = pseudonymTyped(typed.pseudonym, texts.get('people.csv') ?? '');
  const salt = saltTyped(typed.salt);
  const faults = [pseudonym.fault, salt.fault].filter((fault) => fault !== undefined);
  if (faults.length > 0) return faults.map((fault) => answer('bad', fault));
  const receipt = { pseudonym: pseudonym.text, salt: salt.text };
  try {
    const entry = findEntry(browserHash, manifest, texts, receipt);
    return entry === undefined
      ? [answer('bad', OTHER_SALT)]
      : entryInWords(findings, manifest, { ...entry, pseudonym: receipt.pseudonym });
  } catch {
    return [answer('bad', 'The files are not as they were written, so nobody can be found in them: see the result.')];
  }
}

const OTHER_SALT =
  'There is somebody of this pseudonym, but the salt is not theirs. Look at each of its 32 characters again. If it is just as in your letter, what is held about you is not what it was: ask the organisers.';

function entryInWords(
  findings: Findings,
  manifest: Manifest,
  entry: FoundEntry & { readonly pseudonym: string },
): Node[] {
  const { record } = findings;
  return [
    answer('good', 'You are in the list of those who could be drawn, with this:'),
    definitions(entry.values.map(({ feature, value }) => [feature, value])),
    ...chanceSentences(entry, manifest, record === undefined).map((text) => paragraph(text)),
    paragraph(element('strong', {}, fateSentence(entry, record))),
    ...(areSound(findings) ? [] : [answer('bad', 'Some checks fail, see the result: do not rely on this.')]),
  ];
}
