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

/** What a step read and made; values are texts to be hashed. */
export interface Step {
  readonly step: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}

/** Adds a step, unless the ledger has it already: the same again is no other step. */
export function noteStep(open: OpenLedger, { step, inputs, outputs }: Step): Promise<void> {
  const digests = (texts: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, digestOf(nodeHash, text)]));
  return noteDigests(open, { step, inputs: digests(inputs), outputs: digests(outputs) });
}

/** The same where values are digests already. */
export async function noteDigests({ path, ledger }: OpenLedger, entry: Step): Promise<void> {
  const isThere = ledger.entries.some(
    (other) =>
      other.step === entry.step &&
      JSON.stringify([other.inputs, other.outputs]) === JSON.stringify([sorted(entry.inputs), sorted(entry.outputs)]),
  );
  if (isThere) return;
  await appendToLedger(nodeHash, path, { ...entry, time: new Date().toISOString().replace(/\.\d+Z$/, 'Z') });
}

/** As canonical JSON has the members. */
const sorted = (record: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
