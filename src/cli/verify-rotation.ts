import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { nodeHash, ROTATION_FILE, readRecord, readTextFile, SortitionError, verifyRotation } from '../index.js';
import { showChecks } from './show-checks.js';
import type { Terminal } from './terminal.js';

export const isRotation = (path: string): boolean => basename(path) === ROTATION_FILE;

/** The record of who left a standing panel, with the draw of those who came where it is there. */
export async function verifyRotationRecord(path: string, json: boolean, terminal: Terminal): Promise<void> {
  const beside = join(dirname(path), 'draw', 'draw-record.json');
  const draw = existsSync(beside) ? await readDraw(beside) : undefined;
  const checks = verifyRotation(nodeHash, { rotation: await readTextFile(path), ...(draw && { draw }) });
  showChecks(terminal, path, checks);
  const fails = checks.some(({ outcome }) => outcome === 'fails');
  if (json) terminal.json({ record: path, holds: !fails, checks });
  terminal.exitCode = fails ? 1 : 0;
}

/** A draw record that cannot be read is for its own verification to tell. */
async function readDraw(path: string) {
  try {
    return readRecord(await readTextFile(path));
  } catch (error) {
    if (error instanceof SortitionError) return undefined;
    throw error;
  }
}
