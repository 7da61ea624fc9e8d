import type { Hash } from '../ports.js';
import type { CheckLines } from './check-lines.js';
import type { LedgerHead } from './draw-record.js';
import { headOf, readLedger } from './ledger.js';

/** The ledger's chain up to what a record states of it; what follows is later. */
export function checkLedgerHead(lines: CheckLines, hash: Hash, stated: LedgerHead, text: string | undefined): void {
  if (text === undefined && stated.length > 0) {
    lines.fail('ledger', 'ledger.jsonl is not beside the record');
    return;
  }
  const ledger = lines.read('ledger', () => readLedger(hash, text ?? '', stated.length));
  if (ledger === undefined) return;
  const { head } = headOf(hash, ledger.lines);
  lines.check(
    'ledger',
    head === stated.head,
    stated.length === 0
      ? 'no step was noted before this draw'
      : `steps noted before this draw: ${stated.length}, each bound to the one before`,
    `entry ${stated.length - 1} is not the one that the record states`,
  );
}
