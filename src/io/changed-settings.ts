import { parseDocument } from 'yaml';

/** A key of sortition.yaml and what is to stand there; undefined: the key is to go. */
export type Change = readonly [key: readonly string[], value: string | undefined];

/** The text of a sortition.yaml with some keys changed, comments and all else as they were. */
export function changedSettings(text: string, changes: readonly Change[]): string {
  const document = parseDocument(text);
  for (const [key, value] of changes) {
    if (value !== undefined) document.setIn(key, value);
    else if (document.hasIn(key)) document.deleteIn(key);
  }
  return document.toString({ lineWidth: 0 });
}
