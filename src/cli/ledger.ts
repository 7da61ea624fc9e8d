import { join } from 'node:path';
import {
  appendToLedger,
  canonicalSeed,
  digestOf,
  headOf,
  type Ledger,
  nodeHash,
  openLedger,
  type Seed,
  SortitionError,
} from '../index.js';

/** A ledger and where it is: in the process folder or, in a one-off, in the folder of the committed lottery. */
export interface OpenLedger {
  readonly path: string;
  readonly ledger: Ledger;
}

const LEDGER = 'ledger.jsonl';

export const openLedgerIn = async (folder: string): Promise<OpenLedger> => {
  const path = join(folder, LEDGER);
  return { path, ledger: await openLedger(nodeHash, path) };
};

/** What the ledger held before a draw, and whether it has that draw already. */
export interface DrawInLedger {
  /** Lines before the draw. */
  readonly before: readonly string[];
  readonly head: ReturnType<typeof headOf>;
  readonly isThere: boolean;
}

/**
 * One commitment, one draw: the same seed again gives the same record, another is refused where the draw `isOfficial`. Without a
 * commitment nothing hinders another draw, but the ledger tells of it. Throws SEED_SECOND.
 */
export function placeInLedger(
  { ledger: { lines, entries } }: OpenLedger,
  step: string,
  { commitment, seed, isOfficial }: { readonly commitment: string; readonly seed: Seed; readonly isOfficial: boolean },
): DrawInLedger {
  const ofSeed = digestOf(nodeHash, canonicalSeed(nodeHash, seed));
  const ofCommitment = digestOf(nodeHash, commitment);
  const earlier = entries.filter((entry) => entry.step === step && entry.inputs['commitment'] === ofCommitment);
  const same = earlier.find(({ inputs }) => inputs['seed'] === ofSeed);
  const [first] = earlier;
  if (isOfficial && first !== undefined && same === undefined)
    throw new SortitionError('SEED_SECOND', { commitment, time: first.time });
  const before = same === undefined ? lines : lines.slice(0, same.entry);
  return { before, head: headOf(nodeHash, before), isThere: same !== undefined };
}

/** What a step read and made; values are texts, or the bytes of files, to be hashed. */
export interface Step {
  readonly step: string;
  readonly inputs: Contents;
  readonly outputs: Contents;
}

type Contents = Readonly<Record<string, string | Uint8Array>>;

/** Adds a step, unless the ledger has it already: the same again is no other step. */
export async function noteStep({ path, ledger }: OpenLedger, { step, inputs, outputs }: Step): Promise<void> {
  const digests = (contents: Contents): Record<string, string> =>
    Object.fromEntries(Object.entries(contents).map(([name, content]) => [name, digest(content)]));
  const entry = { step, inputs: digests(inputs), outputs: digests(outputs) };
  const isThere = ledger.entries.some(
    (other) =>
      other.step === step &&
      JSON.stringify([other.inputs, other.outputs]) === JSON.stringify([sorted(entry.inputs), sorted(entry.outputs)]),
  );
  if (isThere) return;
  await appendToLedger(nodeHash, path, { ...entry, time: new Date().toISOString().replace(/\.\d+Z$/, 'Z') });
}

const digest = (content: string | Uint8Array): string =>
  typeof content === 'string' ? digestOf(nodeHash, content) : Buffer.from(nodeHash.sha256(content)).toString('hex');

/** As canonical JSON has the members. */
const sorted = (record: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
