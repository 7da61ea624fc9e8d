import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  cleanId,
  type Ledger,
  type Process,
  type RotationSeed,
  readHistory,
  readIdColumn,
  readRecord,
  SortitionError,
  type Terms,
  termFolder,
  termsOf,
  withMembers,
} from '../index.js';
import { countedTerms, drawOfTerm, isTermDrawn } from './counted-terms.js';
import { DRAW_RECORD, listsOf } from './current-panel.js';
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

/**
 * What stands in the process folder: terms count once the ledger has their line. The same seed as last time means the last term once
 * more; so does one that is prepared and not drawn.
 */
export async function findStanding(process: Process, flags: RotateFlags, ledger: Ledger): Promise<Standing> {
  const { folder } = process;
  const counted = await countedTerms(folder, ledger);
  const last = [...counted.keys()].at(-1);
  const isDrawn = last !== undefined && isTermDrawn(folder, last);
  const seedOf = last === undefined ? undefined : counted.get(last)?.seed;
  const isSameSeed = seedOf?.kind === 'text' && seedOf.text === flags.seed;
  const isAgain = last !== undefined && (flags.term === undefined ? isSameSeed || !isDrawn : flags.term === last);
  const earlier = [...counted.keys()].filter((term) => !isAgain || term !== last).at(-1);
  const before = await panelBefore(process, earlier, flags);
  const term = isAgain ? last : (flags.term ?? before.term + 1);
  if (term <= before.term) throw new SortitionError('ROTATION_TERM', { term, last: before.term });
  const seed = await seedOfRotation(drawOfTerm(folder, earlier), flags);
  return { before, term, again: isAgain ? (isDrawn ? 'drawn' : 'prepared') : undefined, seed };
}

async function panelBefore(process: Process, term: number | undefined, flags: RotateFlags): Promise<Terms> {
  const { folder, people, panel } = process;
  const { panel: panelFile } = await listsOf(folder, drawOfTerm(folder, term));
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
  const file = join(place, DRAW_RECORD);
  if (!prepare || !existsSync(file)) throw new SortitionError('ROTATION_SEED_MISSING', {});
  return { kind: 'draw', draw_seed: readRecord(await readFile(file, 'utf8')).draw_seed };
}
