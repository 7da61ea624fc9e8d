import { answer, framed } from './dom.js';
import { chosenFiles, type Files } from './files.js';

/** Files that somebody chooses, or drops on the field, are checked in place of the page's own. */
export function listenForFiles(check: (files: Files) => Promise<void>): void {
  const input = framed('other-files') as HTMLInputElement;
  const told = framed('other-files-told');
  input.addEventListener('change', async () => {
    told.replaceChildren();
    if (!input.files?.length) return;
    const files = await chosenFiles(input.files);
    if (!hasRecord(files)) {
      told.replaceChildren(answer('bad', NO_RECORD));
      return;
    }
    framed('result-heading').focus();
    await check(files);
  });
}

const RECORDS = ['draw-record.json', 'manifest.json'];

const hasRecord = ({ texts, unreadable }: Files): boolean =>
  RECORDS.some((name) => texts.has(name) || unreadable.includes(name));

const NO_RECORD =
  'Neither draw-record.json (for a draw) nor manifest.json (before it) is among them. Choose the files themselves, all at once, and not their folder.';
