import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Check, nodeHash, openLedger, SortitionError } from '../index.js';
import { counted } from './format.js';

/** Against the commitment that somebody noted down before the seed was known; no line where none is given. */
export function checkPublished(published: string | undefined, found: string | undefined): Check[] {
  if (published === undefined || found === undefined) return [];
  const hex = published.replaceAll(/\s/g, '').toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(hex)) throw new SortitionError('COMMITMENT_NOT_HEX', {});
  const subject = 'published';
  return [
    hex === found
      ? { subject, outcome: 'holds', detail: 'the commitment is the one that you gave' }
      : { subject, outcome: 'fails', detail: `the commitment is another than the one that you gave: ${hex}` },
  ];
}

/** The process's whole ledger: what came after the record, too. */
export async function checkProcessLedger(folder: string): Promise<Check[]> {
  const path = join(folder, 'ledger.jsonl');
  if (!existsSync(path)) return [];
  const subject = 'process ledger';
  try {
    const { lines } = await openLedger(nodeHash, path);
    return [
      {
        subject,
        outcome: 'holds',
        detail: `${counted(lines.length, 'entry', 'entries')}, each bound to the one before`,
      },
    ];
  } catch (error) {
    if (!(error instanceof SortitionError)) throw error;
    const at = error.where.row === undefined ? '' : `row ${error.where.row}: `;
    return [{ subject, outcome: 'fails', detail: `${at}${error.message}` }];
  }
}
