import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  cleanId,
  digestOf,
  type Ledger,
  nodeHash,
  type Process,
  ROTATION_FILE,
  type RotationRecord,
  type RotationSeed,
  readHistory,
  readIdColumn,
  readRecord,
  readRotationRecord,
  readRotations,
  SortitionError,
  type Terms,
  termFolder,
  termsOf,
  withMembers,
} from '../index.js';
import { DRAW_RECORD, openPanel, placeIn } from './current-panel.js';
import type { RotateFlags } from './rotate-panel.js';

/** A standing panel as it sits before a rotation, and the term that this makes. */
export interface Standing {
  readonly before: Terms;
  /** The term to be made. */
  readonly term: number;
  /** That term was made already: the same again, or nothing. */
  readonly again: 'drawn' | 'prepared' | undefined;
  readonly seed: RotationSeed;
}

/** Where a term's newcomers are, below the process folder; of the first panel, where it is drawn. */
export const drawFolder = (term: number | undefined): string =>
  term === undefined ? 'draw' : join(termFolder(term), 'draw');

/**
 * What stands in the process folder: terms count once the ledger has their line. The same seed as last time means the last term once
 * more; so does one that is prepared and not drawn.
 */
export async function findStanding(process: Process, flags: RotateFlags, ledger: Ledger): Promise<Standing> {
  const { folder } = process;
  const counted = await countedTerms(folder, ledger);
  const last = [...counted.keys()].at(-1);
  const isDrawn = last !== undefined && existsSync(join(folder, drawFolder(last), 'panel.csv'));
  const seedOf = last === undefined ? undefined : counted.get(last)?.seed;
  const isSameSeed = seedOf?.kind === 'text' && seedOf.text === flags.seed;
  const isAgain = last !== undefined && (flags.term === undefined ? isSameSeed || !isDrawn : flags.term === last);
  const earlier = [...counted.keys()].filter((term) => !isAgain || term !== last).at(-1);
  const before = await panelBefore(process, earlier, flags);
  const term = isAgain ? last : (flags.term ?? before.term + 1);
  if (term <= before.term) throw new SortitionError('ROTATION_TERM', { term, last: before.term });
  const seed = await seedOfRotation(join(folder, drawFolder(earlier)), flags);
  return { before, term, again: isAgain ? (isDrawn ? 'drawn' : 'prepared') : undefined, seed };
}

/** Throws ROTATION_CHANGED. */
async function countedTerms(folder: string, { entries }: Ledger): Promise<ReadonlyMap<number, RotationRecord>> {
  const counted = new Map<number, RotationRecord>();
  for (const [term, text] of await readRotations(folder)) {
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

/** The list of who sits: that of the draw, or of the last replacement since. */
async function panelOfToday(process: string, draw: string): Promise<string> {
  const place = placeIn(process, join(draw, DRAW_RECORD));
  const isAlone = !existsSync(place.record) || !existsSync(place.replacements);
  return isAlone ? join(draw, 'panel.csv') : (await openPanel(place)).files.panel;
}

async function panelBefore(process: Process, term: number | undefined, flags: RotateFlags): Promise<Terms> {
  const { folder, people, panel } = process;
  const panelFile = await panelOfToday(folder, join(folder, drawFolder(term)));
  const members =
    flags.members === undefined ? undefined : await readMembers(flags.members, people.id, people.encoding);
  const drawn = existsSync(panelFile) ? await readIdColumn(panelFile, people.id) : undefined;
  if (term !== undefined) {
    const history = await readHistory(join(folder, termFolder(term), 'history.csv'), people.id);
    const sits = members ?? drawn;
    if (sits === undefined) throw new SortitionError('ROTATION_STANDS', { term, drawn: false });
    return withMembers({ ...termsOf(history), term }, new Set(sits));
  }
  const given = panel.rotation?.history;
  const first = given === undefined ? { term: 1, history: [] } : termsOf(await readHistory(given, people.id));
  const sits = members ?? (given === undefined ? drawn : undefined);
  if (sits === undefined && given === undefined) throw new SortitionError('ROTATION_NO_PANEL', { file: panelFile });
  return sits === undefined ? first : withMembers(first, new Set(sits));
}

/** Ids, one a line or in a column. */
async function readMembers(file: string, id: string, encoding: string | undefined): Promise<string[]> {
  const ids = await readIdColumn(file, id, encoding).catch(async (error: unknown) => {
    if (!(error instanceof SortitionError) || error.code !== 'COLUMN_MISSING') throw error;
    const text = await readFile(file, 'utf8');
    if (/[,;\t]/.test(text.split('\n', 1)[0] ?? '')) throw error;
    return text.replace(/^\ufeff/, '').split(/\r?\n/);
  });
  return ids.map(cleanId).filter((each) => each !== '' && each.toLowerCase() !== 'id');
}

async function seedOfRotation(place: string, { seed, prepare }: RotateFlags): Promise<RotationSeed> {
  if (seed !== undefined) return { kind: 'text', text: seed };
  const file = join(place, 'draw-record.json');
  if (!prepare || !existsSync(file)) throw new SortitionError('ROTATION_SEED_MISSING', {});
  return { kind: 'draw', draw_seed: readRecord(await readFile(file, 'utf8')).draw_seed };
}
