import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  canonicalJson,
  csvText,
  historyText,
  ROTATION_FILE,
  type RotationRecord,
  type Service,
  type Terms,
  termFolder,
} from '../index.js';
import type { Step } from './ledger.js';

/** What a rotation decides. Members given in advance are in none of these lists: they neither leave nor serve terms. */
export interface Renewal {
  readonly record: RotationRecord;
  readonly idColumn: string;
  /** The panel of the new term before its newcomers, with all that came before. */
  readonly terms: Terms;
  /** Who sat before. */
  readonly sits: readonly Service[];
  /** Those of them who are no longer in the pool. */
  readonly gone: readonly Service[];
  /** In the order in which they leave, those who are gone first. */
  readonly leaving: readonly string[];
  readonly staying: readonly Service[];
  /** Former members who cannot be drawn, each with their last term. */
  readonly excluded: ReadonlyMap<string, number>;
}

export const STAYING = 'staying.csv';
export const EXCLUDED = 'excluded.csv';
export const ROTATION_FILES = [EXCLUDED, 'history.csv', 'leaving.csv', ROTATION_FILE, STAYING];

export const recordText = ({ record }: Renewal): string => canonicalJson({ ...record });

/** The ledger is published and names the record alone: from the others, short as they are, people could be guessed. */
export const rotationOutput = (renewal: Renewal): Step => ({
  step: 'rotate',
  inputs: {},
  outputs: { [`${termFolder(renewal.record.term)}/${ROTATION_FILE}`]: recordText(renewal) },
});

export async function writeRotation(folder: string, renewal: Renewal): Promise<void> {
  const { idColumn, terms, staying, excluded } = renewal;
  const files = {
    [ROTATION_FILE]: recordText(renewal),
    'history.csv': historyText(idColumn, terms.history),
    'leaving.csv': csvText([idColumn, 'from', 'why'], leavingRows(renewal)),
    [STAYING]: csvText(
      [idColumn, 'from'],
      staying.map(({ id, from }) => [id, String(from)]),
    ),
    [EXCLUDED]: csvText(
      [idColumn, 'until'],
      [...excluded].map(([id, until]) => [id, String(until)]),
    ),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}

function leavingRows({ record, sits, gone, leaving, staying }: Renewal): string[][] {
  const since = new Map(sits.map(({ id, from }) => [id, from]));
  const isGone = new Set(gone.map(({ id }) => id));
  const stillSit = new Set(staying.map(({ from }) => from));
  return leaving.map((id) => {
    const from = since.get(id) ?? 0;
    const whyTurn = stillSit.has(from) ? 'longest serving, by lot among equals' : 'longest serving';
    const why = isGone.has(id) ? 'no longer in the pool' : record.rule === 'lot' ? 'by lot' : whyTurn;
    return [id, String(from), why];
  });
}
