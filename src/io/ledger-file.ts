import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Hash } from '../core/ports.js';
import { type Ledger, type LedgerEntry, nextLine, readLedger } from '../core/record/ledger.js';
import { alone } from './exclusive.js';
import { outputFault } from './output-fault.js';
import { withPartialFile } from './partial-file.js';
import { isRunning } from './partial-folder.js';

/** The ledger at `path`, its chain checked; an empty one where there is none yet. Throws LEDGER_BROKEN. */
export async function openLedger(hash: Hash, path: string): Promise<Ledger> {
  return readLedger(hash, existsSync(path) ? await readFile(path, 'utf8') : '');
}

/** A step is written in milliseconds: this is ten seconds of them, on a slow disk too. */
const TRIES = 200;

/**
 * Adds a step; the file is replaced as a whole, so that it never ends within a line. Of several commands that add one at the same
 * time each waits for the others, or one would break the chain or lose the other's line. Throws LEDGER_BUSY.
 */
export async function appendToLedger(
  hash: Hash,
  path: string,
  step: Pick<LedgerEntry, 'step' | 'time' | 'inputs' | 'outputs'>,
): Promise<void> {
  await alone(resolve(path), { busy: 'LEDGER_BUSY', tries: TRIES }, async () => {
    const { lines } = await openLedger(hash, path);
    const partial = `${path}.partial-${process.pid}`;
    try {
      await withPartialFile(partial, async () => {
        await writeFile(partial, [...lines, nextLine(hash, lines, step)].map((line) => `${line}\n`).join(''));
        await rename(partial, path);
      });
    } catch (error) {
      throw outputFault(error, dirname(path));
    }
  });
}

/** Removes what runs that were killed in the middle of `appendToLedger` left beside the ledger. */
export async function removeLedgerLeftovers(path: string): Promise<void> {
  const start = `${basename(path)}.partial-`;
  for (const name of await readdir(dirname(path)).catch(() => [])) {
    const pid = name.startsWith(start) ? Number(name.slice(start.length)) : Number.NaN;
    if (Number.isInteger(pid) && (pid === process.pid || !isRunning(pid))) await rm(join(dirname(path), name));
  }
}
