import type { FaultList } from '../core/errors.js';
import { SortitionError } from '../core/errors.js';
import type { FeatureQuotas } from '../core/register/features.js';
import type { Invitee } from '../core/register/intake.js';
import { readReplyCode } from '../core/register/reply-codes.js';
import { comparable } from '../core/text.js';
import { requiredColumn } from './feature-readers.js';
import { cleanId } from './id-list.js';
import type { FeatureSpec, PeopleSpec } from './people-spec.js';
import { withPlainCells } from './plain-cells.js';
import { findColumn, openTable, type Table } from './table.js';
import { findTeller, type Teller } from './told-features.js';

/** What the file of invited people has behind the columns of the register. */
export const STRATUM = 'stratum';
export const REPLY_CODE = 'reply_code';

/** The people who got a letter, as `sortition invite` lists them. */
export interface InvitedFile {
  /** Cells as they stand in the file. */
  readonly table: Table;
  readonly invited: readonly Invitee[];
  /** The row of each. */
  readonly rows: readonly number[];
}

export interface InvitedOptions {
  /** Features that are not crossed. */
  readonly features: readonly FeatureQuotas[];
  /** Names of those that the replies tell: the register need not know them. */
  readonly told: readonly string[];
}

/**
 * Reads the file with the register's columns. A cell that cannot be read is told of the person; faults are added for what
 * `invite` would not have written, and for a feature that neither the register nor the replies know.
 *
 * @throws SortitionError INVITED_NOT_YET, and what `openTable` throws
 */
export async function readInvited(
  file: string,
  people: PeopleSpec,
  { features, told }: InvitedOptions,
  faults: FaultList,
): Promise<InvitedFile> {
  const table = await openTable(file).catch((error: unknown) => {
    const isMissing = error instanceof SortitionError && error.code === 'FILE_NOT_FOUND';
    throw isMissing ? new SortitionError('INVITED_NOT_YET', {}, { file }) : error;
  });
  const plain = withPlainCells(table);
  const context = { table: plain, encoding: people.encoding, faults };
  const id = requiredColumn(people.id, context);
  const stratum = requiredColumn(STRATUM, context);
  const code = requiredColumn(REPLY_CODE, context);
  const specs = new Map(Object.entries(people.features ?? {}).map(([name, spec]) => [comparable(name), spec]));
  const elsewhere = new Set(told.map(comparable));
  const tellers: (Teller | undefined)[] = [];
  for (const of of features) {
    const spec: FeatureSpec | undefined =
      specs.get(comparable(of.feature)) ??
      (findColumn(plain, of.feature) === undefined && elsewhere.has(comparable(of.feature))
        ? undefined
        : { column: of.feature });
    tellers.push(spec === undefined ? undefined : await findTeller(of, spec, context));
  }
  const invited: Invitee[] = [];
  const rows: number[] = [];
  const seen = new Map<string, number>();
  const onRow = (cells: readonly string[], row: number): void => {
    const read = readReplyCode(cells[code ?? -1] ?? '');
    const where = { file, row, column: REPLY_CODE };
    const first = read === undefined ? undefined : seen.get(read);
    if (read === undefined) faults.add('INVITED_CODE_UNREADABLE', {}, where);
    else if (first !== undefined) faults.add('INVITED_CODE_TWICE', { firstRow: first }, where);
    else {
      seen.set(read, row);
      rows.push(row);
      invited.push({
        id: cleanId(cells[id ?? -1] ?? ''),
        code: read,
        stratum: (cells[stratum ?? -1] ?? '').trim(),
        told: tellers.map((tell) => tell?.(cells)),
      });
    }
  };
  if (id !== undefined && stratum !== undefined && code !== undefined) await plain.read(onRow, { faults });
  return { table, invited, rows };
}
