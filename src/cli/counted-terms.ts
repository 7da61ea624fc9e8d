import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  digestOf,
  type Ledger,
  nodeHash,
  ROTATION_FILE,
  type RotationRecord,
  readRotationRecord,
  readRotations,
  SortitionError,
  termFolder,
} from '../index.js';

/** The terms that the ledger of a process counts, ascending. Throws ROTATION_CHANGED. */
export async function countedTerms(process: string, { entries }: Ledger): Promise<ReadonlyMap<number, RotationRecord>> {
  const counted = new Map<number, RotationRecord>();
  for (const [term, text] of await readRotations(process)) {
    const name = `${termFolder(term)}/${ROTATION_FILE}`;
    const lines = entries.filter(({ step, outputs }) => step === 'rotate' && outputs[name] !== undefined);
    const line = lines.at(-1);
    // Without its line a term is what a run that was killed has left.
    if (line === undefined) continue;
    if (line.outputs[name] !== digestOf(nodeHash, text))
      throw new SortitionError('ROTATION_CHANGED', { term }, { file: name });
    counted.set(term, readRotationRecord(text, name));
  }
  return counted;
}

/** Where the panel of a term is drawn; of the first, where there has been no rotation. */
export const drawOfTerm = (process: string, term: number | undefined): string =>
  term === undefined ? join(process, 'draw') : join(process, termFolder(term), 'draw');

/** A term that is prepared only has no panel yet. */
export const isTermDrawn = (process: string, term: number): boolean =>
  existsSync(join(drawOfTerm(process, term), 'panel.csv'));
