import { FaultList, type SortitionError } from '../core/errors.js';
import type { Quotas } from '../core/register/features.js';
import type { Pool } from '../core/register/pool.js';
import { PoolBuilder } from '../core/register/pool-builder.js';
import { planReading } from './people-plan.js';
import { PeopleRows } from './people-rows.js';
import type { PeopleSpec } from './people-spec.js';
import { withPlainCells } from './plain-cells.js';
import { compareRepeats } from './repeated-ids.js';
import { openTable, type Table } from './table.js';
import { type Member, peopleOfUnits, UnitRows } from './unit-rows.js';

/** A file of people, read: the canonical pool and what leads back to the file. n people can be drawn. */
export interface People {
  readonly pool: Pool;
  /** n ids in the order of the pool: trimmed and NFC, otherwise as written. */
  readonly ids: readonly string[];
  /** n rows of the file in the order of the pool; of a repeated id the first. */
  readonly sourceRows: Int32Array;
  readonly table: Table;
  /** Where units are drawn: n lists of their people, as in the pool. `ids` and `sourceRows` are then of one person of each. */
  readonly units?: readonly (readonly Member[])[];
  /** Data rows of the file. */
  readonly rows: number;
  readonly ineligible: readonly { readonly reason: string; readonly count: number }[];
  /** What does not stand in the way, but should be known. */
  readonly warnings: readonly SortitionError[];
}

export interface PeopleOptions {
  readonly delimiter?: string;
  /** What stands for a person in everything hashed or published. Default: the id. */
  readonly pseudonymOf?: (id: string) => string;
}

/**
 * Reads the people who can be drawn, as `spec` says, with the values that `quotas` name. Eligibility is decided first;
 * those who cannot be drawn are counted and not looked at further. All faults of the file are thrown together; they carry
 * rows, ids and unknown values of features, and nothing else of a person.
 */
export async function readPeople(spec: PeopleSpec, quotas: Quotas, options: PeopleOptions = {}): Promise<People> {
  const { pseudonymOf = (id) => id } = options;
  const opened = await openTable(spec.file, {
    ...(spec.encoding !== undefined && { encoding: spec.encoding }),
    ...(options.delimiter !== undefined && { delimiter: options.delimiter }),
  });
  const table = spec.isOurs === true ? withPlainCells(opened) : opened;
  const faults = new FaultList();
  const warnings = new FaultList();
  const builder = new PoolBuilder(quotas);
  const plan = await planReading(table, spec, { written: quotas, canonical: builder.quotas, faults, warnings });
  const ids: string[] = [];
  const rows: number[] = [];
  const context = { table, encoding: spec.encoding, faults };
  const unitRows = spec.unit && new UnitRows(table, plan, spec.unit, context);
  const people = new PeopleRows(table, plan, faults, (id, values, household, row, cells) => {
    if (unitRows !== undefined) {
      unitRows.add({ pseudonym: pseudonymOf(id), id, row }, values, household, cells);
      return;
    }
    builder.add(pseudonymOf(id), values, household, ids.length);
    ids.push(id);
    rows.push(row);
  });
  await table.read((cells, row) => people.add(cells, row), { faults });
  plan.eligibility.warnOfUnmatched((id) => people.hasId(id), warnings);
  await compareRepeats(table, plan.id, people.repeated, { faults, warnings });
  faults.throwIfAny();

  const unitsRead = unitRows?.build(builder);
  const { pool, sources } = builder.build();
  const units = unitsRead && Array.from(sources, (source) => unitsRead[source] ?? []);
  const told = {
    table,
    rows: people.rows,
    ineligible: [...people.ineligible].map(([reason, count]) => ({ reason, count })),
    warnings: warnings.faults,
  };
  if (units !== undefined) return { ...told, ...peopleOfUnits(pool, units) };
  return {
    ...told,
    pool,
    ids: options.pseudonymOf === undefined ? pool.pseudonyms : Array.from(sources, (person) => ids[person] ?? ''),
    sourceRows: sources.map((person) => rows[person] ?? 0),
  };
}
