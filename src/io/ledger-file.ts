import { existsSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { Hash } from '../core/ports.js';
import { type Ledger, type LedgerEntry, nextLine, readLedger } from '../core/record/ledger.js';

/** The ledger at `path`, its chain checked; an empty one where there is none yet. Throws LEDGER_BROKEN. */
export async function openLedger(hash: Hash, path: string): Promise<Ledger> {
  return readLedger(hash, existsSync(path) ? await readFile(path, 'utf8') : '');
}

/** Adds a step; the file is replaced as a whole, so that it never ends within a line. */
export async function appendToLedger(
  hash: Hash,
  path: string,
  step: Pick<LedgerEntry, 'step' | 'time' | 'inputs' | 'outputs'>,
): Promise<void> {
  const { lines } = await openLedger(hash, path);
  const partial = `${path}.partial-${process.pid}`;
  try {
    await writeFile(partial, [...lines, nextLine(hash, lines, step)].map((line) => `${line}\n`).join(''));
    await rename(partial, path);
  } finally {
    await rm(partial, { force: true });
  }
}
