import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  type Check,
  digestOfFile,
  type Ledger,
  nodeHash,
  openLedger,
  POOL_FILE,
  poolFolder,
  SortitionError,
} from '../index.js';

/** Whether the pool is as the ledger's last intake or erasure left it, and when that was. */
interface PoolState {
  readonly isSame: boolean;
  readonly step: string;
  readonly time: string;
}

/** A pool file by the ledger of its process; undefined where the ledger does not know it, or the file is no process's pool. */
async function findPoolState(folder: string, file: string): Promise<PoolState | undefined> {
  if (file !== join(poolFolder({ folder }), POOL_FILE) || !existsSync(file)) return undefined;
  const entries = await entriesOf(folder);
  const inErasure = `${dirname(file).slice(folder.length + 1)}/${POOL_FILE}`;
  const digests = entries.flatMap(({ step, time, outputs }) => {
    const digest = step === 'intake' ? outputs[POOL_FILE] : step === 'erase' ? outputs[inErasure] : undefined;
    return digest === undefined ? [] : [{ step, time, digest }];
  });
  const last = digests.at(-1);
  return last && { isSame: last.digest === (await digestOfFile(file)), step: last.step, time: last.time };
}

/** None of a ledger that cannot be read: whoever needs it says so. */
async function entriesOf(folder: string): Promise<Ledger['entries']> {
  try {
    return (await openLedger(nodeHash, join(folder, 'ledger.jsonl'))).entries;
  } catch (error) {
    if (error instanceof SortitionError) return [];
    throw error;
  }
}

/** A note where somebody has edited the pool: that is no fault, but nothing else will tell of it. */
export async function noteOnPool(folder: string | undefined, file: string): Promise<SortitionError[]> {
  const state = folder === undefined ? undefined : await findPoolState(folder, file);
  return state === undefined || state.isSame ? [] : [new SortitionError('POOL_EDITED', { ...state }, { file })];
}

/** The same as a line of a verification. */
export async function checkPoolFile(folder: string, file: string): Promise<Check[]> {
  const subject = 'pool file';
  const state = await findPoolState(folder, file);
  if (state === undefined) return [];
  const when = `${state.step} wrote it on ${state.time}`;
  return [
    state.isSame
      ? { subject, outcome: 'holds', detail: `as ${when}` }
      : { subject, outcome: 'not checked', detail: `not as ${when}: people withdrew, or somebody edited it` },
  ];
}
