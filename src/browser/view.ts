import type { Check } from '../core/record/check-lines.js';
import { fingerprintOf } from '../core/record/fingerprint.js';
import { commitmentOf, type Manifest, statusOf } from '../core/record/manifest.js';
import { findEntry } from '../core/record/receipt.js';
import { wordsOf } from '../core/record/seed-source.js';
import { browserHash } from '../random/browser-hash.js';
import type { Files } from './verify-page.js';

/** What the page shows. Every text is set as text, never as markup: files may come from anybody. */

const page = document.getElementById('page') as HTMLElement;

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** The section of that id, emptied; made where there is none. */
function section(id: string, heading: string): HTMLElement {
  const made = element('section', { id, 'aria-labelledby': `${id}-heading` });
  made.append(element('h2', { id: `${id}-heading` }, heading));
  const old = document.getElementById(id);
  if (old === null) page.append(made);
  else old.replaceWith(made);
  return made;
}

/** Undefined: still checking. */
export function showVerdict(checks: readonly Check[] | undefined, source: string, isDrawn = true): void {
  const place = document.getElementById('verdict');
  if (place === null) return;
  const failed = checks?.filter(({ outcome }) => outcome === 'fails').length ?? 0;
  const skipped = checks?.filter(({ outcome }) => outcome === 'not checked').length ?? 0;
  place.className = checks === undefined ? 'working' : failed > 0 ? 'bad' : 'good';
  if (checks === undefined) place.textContent = `Checking ${source}…`;
  else if (failed > 0) {
    place.textContent = `This ${isDrawn ? 'draw' : 'lottery'} does not hold: ${failed} of ${checks.length} checks fail (${source}).`;
  } else {
    const rest = skipped > 0 ? ` ${skipped} could not be checked here.` : '';
    place.textContent = `This ${isDrawn ? 'draw' : 'lottery'} holds: ${checks.length - skipped} checks pass (${source}).${rest}`;
  }
}

const WORDS = { holds: 'holds', fails: 'fails', 'not checked': 'not checked' } as const;

export function showChecks(checks: readonly Check[]): void {
  const place = section('checks', 'What was checked');
  const body = element('tbody');
  for (const { subject, outcome, detail } of checks) {
    body.append(
      element(
        'tr',
        { class: outcome.replace(' ', '-') },
        element('td', { class: 'outcome' }, WORDS[outcome]),
        element('th', { scope: 'row' }, subject),
        element('td', {}, detail),
      ),
    );
  }
  const head = element('tr', {}, ...['Outcome', 'What', 'Seen'].map((text) => element('th', { scope: 'col' }, text)));
  place.append(
    element(
      'div',
      { class: 'scroll', tabindex: '0', role: 'region', 'aria-labelledby': 'checks-heading' },
      element('table', {}, element('thead', {}, head), body),
    ),
  );
}

interface Shown {
  readonly files: Files;
  readonly manifest: Manifest | undefined;
  again(files: Files, source: string): Promise<void>;
}

export function showForms(shown: Shown): void {
  const { manifest, files } = shown;
  if (manifest !== undefined) {
    showDraw(manifest, files);
    if ('root' in manifest.pool) showReceipt(manifest, files);
  }
  showOtherFiles(shown);
}

function showDraw(manifest: Manifest, files: Files): void {
  const place = section('draw', 'What it is');
  const commitment = commitmentOf(browserHash, manifest);
  const rows: [string, string][] = [
    ['Status', statusOf(manifest)],
    ['Seats', `${manifest.settings.size}, of ${manifest.pool.people} people who could be drawn`],
    ['Seed', wordsOf(manifest.seed_source)],
    ['Commitment', commitment],
    ['Fingerprint', fingerprintOf(commitment)],
  ];
  const list = element('dl');
  for (const [term, text] of rows) list.append(element('dt', {}, term), element('dd', {}, text));
  place.append(
    list,
    element(
      'p',
      {},
      files.has('draw-record.json')
        ? 'Compare the commitment with the one that was published before the draw. Only if it is the same does all this mean that nobody rolled again.'
        : 'Note the commitment down: after the draw it must still be the same.',
    ),
  );
}

function field(id: string, label: string, attributes: Readonly<Record<string, string>>): HTMLElement {
  const input = element('input', { id, name: id, autocomplete: 'off', spellcheck: 'false', ...attributes });
  return element('p', {}, element('label', { for: id }, label), input);
}

function showReceipt(manifest: Manifest, files: Files): void {
  const place = section('receipt', 'Your own chance');
  const answer = element('div', { role: 'status', id: 'answer' });
  const form = element(
    'form',
    {},
    field('pseudonym', 'Pseudonym, from your letter', { required: '' }),
    field('salt', 'Salt, from your letter (32 characters)', { required: '' }),
    element('button', { type: 'submit' }, 'Look'),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const value = (name: string): string => String(new FormData(form).get(name)).replaceAll(/\s/g, '').toLowerCase();
    answer.replaceChildren(...entryInWords(manifest, files, value('pseudonym'), value('salt')));
  });
  place.append(
    element(
      'p',
      {},
      'What you type stays in this page. It shows whether you were in the pool, under which values, and how likely you were to be drawn.',
    ),
    form,
    answer,
  );
}

function entryInWords(manifest: Manifest, files: Files, ...[pseudonym, salt]: [string, string]): Node[] {
  let entry: ReturnType<typeof findEntry>;
  try {
    entry = findEntry(browserHash, manifest, files, { pseudonym, salt });
  } catch {
    return [element('p', {}, 'The files are not as they were written: see above.')];
  }
  if (entry === undefined)
    return [element('p', {}, 'There is no such entry. Look at both texts again: they have no letters i, l, o or u.')];
  const list = element('dl');
  for (const { feature, value } of entry.values) list.append(element('dt', {}, feature), element('dd', {}, value));
  const { tickets, chance, isSeated } = entry;
  const share = `${(100 * chance).toPrecision(3)} %`;
  const how = isSeated
    ? 'You were on the panel before the draw.'
    : tickets === undefined
      ? `Your chance was ${share}.`
      : `You were on ${tickets.length} of ${manifest.settings.tickets ?? 0} numbered panels: a chance of ${share}.`;
  return [element('p', { class: 'good' }, 'You are in the pool.'), list, element('p', {}, how)];
}

function showOtherFiles({ again }: Shown): void {
  const place = section('others', 'Check other files');
  const input = element('input', { id: 'other-files', type: 'file', multiple: '' });
  input.addEventListener('change', async () => {
    const files = new Map<string, string>();
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    for (const file of input.files ?? []) {
      // What is no text cannot be one of the files; those that are missing will be named.
      const text = await file
        .arrayBuffer()
        .then((bytes) => decoder.decode(bytes))
        .catch(() => undefined);
      if (text !== undefined) files.set(file.name, text);
    }
    await again(files, `${files.size} files that you chose`);
  });
  place.append(
    element(
      'p',
      {},
      element('label', { for: 'other-files' }, 'All files of a folder “public”, as you downloaded them'),
      input,
    ),
  );
}
