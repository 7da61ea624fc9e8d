import { join } from 'node:path';
import { appendToLedger, digestOf, type Ledger, nodeHash, openLedger } from '../index.js';

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
