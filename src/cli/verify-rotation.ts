import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import {
  type DrawRecord,
  nodeHash,
  ROTATION_FILE,
  readRecord,
  readRotations,
  readTextFile,
  SortitionError,
  verifyRotation,
} from '../index.js';
import { drawOfTerm } from './counted-terms.js';
import { DRAW_RECORD } from './current-panel.js';
import { showChecks } from './show-checks.js';
import type { Terminal } from './terminal.js';

export const isRotation = (path: string): boolean => basename(path) === ROTATION_FILE;

/** The record of who left a standing panel, with the draw of those who came, and the one before, where they are there. */
export async function verifyRotationRecord(path: string, json: boolean, terminal: Terminal): Promise<void> {
  const draw = await readDraw(join(dirname(path), 'draw', DRAW_RECORD));
  const before = await drawBefore(path);
  const rotation = await readTextFile(path);
  const checks = verifyRotation(nodeHash, { rotation, ...(before && { before }), ...(draw && { draw }) });
  showChecks(terminal, path, checks);
  const fails = checks.some(({ outcome }) => outcome === 'fails');
  if (json) terminal.json({ record: path, holds: !fails, checks });
  terminal.exitCode = fails ? 1 : 0;
}

/** The last draw before the term whose folder holds `path`: of an earlier term, or else of the first panel. */
async function drawBefore(path: string): Promise<DrawRecord | undefined> {
  const folder = dirname(resolve(path));
  const process = join(folder, '..', '..');
  const earlier = [...(await readRotations(process)).keys()].filter((term) => term < Number(basename(folder)));
  for (const term of [...earlier.reverse(), undefined]) {
    const draw = await readDraw(join(drawOfTerm(process, term), DRAW_RECORD));
    if (draw !== undefined) return draw;
  }
  return undefined;
}

/** A draw record that cannot be read is for its own verification to tell. */
async function readDraw(path: string): Promise<DrawRecord | undefined> {
  if (!existsSync(path)) return undefined;
  try {
    return readRecord(await readTextFile(path));
  } catch (error) {
    if (error instanceof SortitionError) return undefined;
    throw error;
  }
}
