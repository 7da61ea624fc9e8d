import { basename } from 'node:path';
import { FaultList } from '../core/errors.js';
import type { FeatureQuotas } from '../core/register/features.js';
import type { Told } from '../core/register/intake-features.js';
import { canonicalQuotas } from '../core/register/pool-builder.js';
import { comparable } from '../core/text.js';
import { type FeatureReader, featureValues, findFeatureReader, type ReaderContext } from './feature-readers.js';
import type { FeatureSpec } from './people-spec.js';

/** What the cells of a row tell of a feature. A value that `values:` translates into nothing tells nothing. */
export type Teller = (cells: readonly string[]) => Told;

/** Reads a feature as files of people are read, but what is wrong with a cell is told of the row, not thrown. */
export async function findTeller(
  written: FeatureQuotas,
  spec: FeatureSpec,
  context: ReaderContext,
): Promise<Teller | undefined> {
  const [canonical] = canonicalQuotas([written]);
  // Crossed features follow from the two that they cross.
  if (canonical === undefined || 'cross' in spec) return undefined;
  const values = featureValues(canonical, written);
  const reader = await findFeatureReader(values, spec, context);
  if (reader === undefined) return undefined;
  // A message is to say the same wherever the folder lies.
  const table = 'table' in spec ? spec.table : undefined;
  const shorten = (text: string): string => (table === undefined ? text : text.replaceAll(table, basename(table)));
  const spelt = canonical.quotas.map(
    ({ value }) => written.quotas.find((quota) => comparable(quota.value) === value)?.value ?? value,
  );
  return (cells) => tell(cells[reader.column] ?? '', reader, spelt, shorten);
}

function tell(
  cell: string,
  { read }: FeatureReader,
  spelt: readonly string[],
  shorten: (text: string) => string,
): Told {
  const value = read(cell);
  if (typeof value === 'number') return spelt[value];
  if (cell.trim() === '') return undefined;
  const faults = new FaultList(1);
  value(faults, {});
  const [fault] = faults.faults;
  return fault?.code === 'CELL_BLANK' ? undefined : { wrong: shorten(fault?.message ?? '') };
}
