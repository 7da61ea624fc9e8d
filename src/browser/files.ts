import { inflateSync } from 'fflate';

/** The files to be checked. */
export interface Files {
  /** Text by name. */
  readonly texts: ReadonlyMap<string, string>;
  /** Names of those that are no text. */
  readonly unreadable: readonly string[];
  /** "the 7 files in this page" */
  readonly source: string;
}

/** What a public folder has that can be checked; auditors may have the confidential pool too. */
const NAMES = [
  ...['draw-record.json', 'manifest.json', 'certificate.json', 'classes.csv', 'distribution.csv'],
  ...['lottery.csv', 'people.csv', 'ledger.jsonl', 'canonical-pool.csv'],
];

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The files that the page holds. */
export function packedFiles(): Files {
  const packed = JSON.parse(document.getElementById('files')?.textContent ?? '') as Record<string, string>;
  const texts = new Map<string, string>();
  for (const [name, text] of Object.entries(packed)) {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    texts.set(name, decoder.decode(inflateSync(bytes)));
  }
  return { texts, unreadable: [], source: `the ${texts.size} files in this page` };
}

/** The files that somebody chose, without those that are none of a draw's. */
export async function chosenFiles(chosen: Iterable<File>): Promise<Files> {
  const texts = new Map<string, string>();
  const unreadable: string[] = [];
  for (const file of chosen) {
    if (!NAMES.includes(file.name)) continue;
    try {
      texts.set(file.name, decoder.decode(await file.arrayBuffer()));
    } catch {
      unreadable.push(file.name);
    }
  }
  const count = texts.size + unreadable.length;
  return { texts, unreadable, source: count === 1 ? 'the file that you chose' : `the ${count} files that you chose` };
}
