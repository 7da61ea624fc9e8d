import { FaultList, type SortitionError } from '../core/errors.js';
import type { Quotas } from '../core/register/features.js';
import { canonicalQuotas } from '../core/register/pool-builder.js';
import { comparable } from '../core/text.js';
import { IdSet } from './id-set.js';
import { planReading } from './people-plan.js';
import type { PeopleSpec } from './people-spec.js';
import { PersonReader } from './person-reader.js';
import { compareRepeats } from './repeated-ids.js';
import { openTable, type Table } from './table.js';

/** A person of the register who can be invited. */
export interface RegisterPerson {
  readonly id: string;
  readonly row: number;
  readonly cells: readonly string[];
  /** Value numbers in the canonical features; used again for the next person. */
  readonly values: Uint16Array;
  /** What tells the household of such cells; undefined for nobody’s. */
  householdOf(cells: readonly string[]): string | undefined;
}

export interface RegisterScan {
  readonly table: Table;
  /** The features asked for in canonical order, which numbers their values. */
  readonly features: Quotas;
  readonly rows: number;
  readonly ineligible: readonly { readonly reason: string; readonly count: number }[];
  readonly warnings: readonly SortitionError[];
}

export interface ScanOptions {
  /** Awaited between pieces of the file, some thousand rows each, with about the bytes read so far. */
  readonly onPiece?: (bytes: number) => Promise<void> | void;
}

/** What a scan hands people to: begun anew where the register has to be read again. */
export type BeginScan = (features: Quotas) => (person: RegisterPerson) => void;

/** The pieces in which a file is read. */
const PIECE_BYTES = 1 << 18;

/**
 * Goes once through a register of any length and hands on whoever can be invited, with their values of `features`. Holds
 * nothing of them but 8 bytes an id. Where an id stands in several rows they are compared in a second reading: rows that
 * differ are a fault, all but the first of those that agree are left out in a third. All faults are thrown together.
 */
export async function scanRegister(
  spec: PeopleSpec,
  features: Quotas,
  begin: BeginScan,
  options: ScanOptions = {},
): Promise<RegisterScan> {
  const table = await openTable(spec.file, spec.encoding === undefined ? {} : { encoding: spec.encoding });
  const first = await readOnce({ table, spec, features }, begin, new Set(), options);
  const { warnings, faults, repeats } = first;
  if (repeats.size > 0) await compareRepeats(table, first.idColumn, repeats, { faults, warnings });
  faults.throwIfAny();
  const again = warnings.faults.flatMap(({ code, where }) => (code === 'ID_REPEATED' ? [where.row ?? 0] : []));
  const read = again.length === 0 ? first : await readOnce({ table, spec, features }, begin, new Set(again), options);
  return {
    table,
    features: first.canonical,
    rows: first.rows,
    ineligible: [...read.ineligible].map(([reason, count]) => ({ reason, count })),
    warnings: warnings.faults,
  };
}

interface Source {
  readonly table: Table;
  readonly spec: PeopleSpec;
  readonly features: Quotas;
}

async function readOnce(
  { table, spec, features }: Source,
  begin: BeginScan,
  skipped: ReadonlySet<number>,
  { onPiece }: ScanOptions,
) {
  const faults = new FaultList();
  // Every repeated row is to be known, not only the first thousand.
  const warnings = new FaultList(Number.POSITIVE_INFINITY);
  const canonical = canonicalQuotas(features);
  // Only the features asked for are read: the others need not be in sortition.yaml's quotas.
  const asked = Object.entries(spec.features ?? {}).filter(([name]) => isAmong(name, canonical));
  const plan = await planReading(
    table,
    { ...spec, features: Object.fromEntries(asked) },
    { written: features, canonical, faults, warnings },
  );
  const reader = new PersonReader(table, plan, faults);
  const onPerson = begin(canonical);
  const householdOf = reader.householdOf.bind(reader);
  const ids = new IdSet();
  let rows = 0;
  let pieces = 0;
  const onRow = (cells: readonly string[], row: number): void => {
    rows++;
    if (skipped.has(row)) return;
    const id = reader.idOf(cells, row);
    if (id !== '') ids.add(id);
    if (!reader.read(id, cells, row) || id === '') return;
    onPerson({ id, row, cells, values: reader.values, householdOf });
  };
  await table.read(onRow, { faults, pause: async () => await onPiece?.(pieces++ * PIECE_BYTES) });
  plan.eligibility.warnOfUnmatched((id) => ids.has(id), warnings);
  const { ineligible } = reader;
  return { canonical, faults, warnings, rows, ineligible, repeats: ids.repeated(), idColumn: plan.id };
}

const isAmong = (name: string, features: Quotas): boolean =>
  features.some(({ feature }) => feature === comparable(name));
