import { FaultList } from '../core/errors.js';
import { comparable } from '../core/text.js';
import { Cells, optionalText } from './cells.js';
import type { PeopleSpec } from './people-spec.js';
import { withPlainCells } from './plain-cells.js';
import { findColumn, openTable, requireColumn } from './table.js';

/** An area that has a panel of its own: its name as the quotas have it, and its seats where they say so. */
export interface Area {
  readonly name: string;
  readonly size: number | undefined;
  /** Rows of the file of people that name it, those who cannot be drawn among them. */
  readonly people: number;
}

/**
 * The areas of a quotas file, in its order: it has a column of the area, called like that of the people, and may have one of
 * the area's `size`, the same in all its rows. All faults are thrown together: areas in which nobody lives, and areas that
 * people live in but that have no quotas.
 */
export async function readAreas(quotasFile: string, people: PeopleSpec, column: string): Promise<Area[]> {
  const faults = new FaultList();
  const sizes = await readSizes(quotasFile, column, faults);
  const counts = await countPeople(people, column, faults);
  for (const [key, { name }] of sizes)
    if (!counts.has(key))
      faults.add('AREA_WITHOUT_PEOPLE', { column, area: name, file: people.file }, { file: quotasFile });
  for (const [key, { name, people: count }] of counts)
    if (!sizes.has(key)) faults.add('AREA_WITHOUT_QUOTAS', { column, area: name, people: count }, { file: quotasFile });
  faults.throwIfAny();
  return [...sizes].map(([key, { name, size }]) => ({ name, size, people: counts.get(key)?.people ?? 0 }));
}

interface Written {
  readonly name: string;
  size: number | undefined;
}

/** By comparable name. */
async function readSizes(path: string, name: string, faults: FaultList): Promise<Map<string, Written>> {
  const table = await openTable(path);
  const column = requireColumn(table, name);
  const sizeColumn = findColumn(table, 'size');
  const cells = new Cells(table, faults);
  const found = new Map<string, Written>();
  await table.read(
    (row, number) => {
      const area = cells.text(row, number, column);
      const size = cells.seats(optionalText(row, sizeColumn), number, sizeColumn);
      if (area === undefined) return;
      const known = found.get(comparable(area));
      if (known === undefined) found.set(comparable(area), { name: area, size });
      else if (known.size === undefined) known.size = size;
      else if (size !== undefined && size !== known.size)
        cells.fault('AREA_SIZE_TWICE', { area, size, other: known.size }, number, sizeColumn);
    },
    { faults },
  );
  return found;
}

/** By comparable name; a blank area is a fault. */
async function countPeople(
  spec: PeopleSpec,
  name: string,
  faults: FaultList,
): Promise<Map<string, { readonly name: string; people: number }>> {
  const opened = await openTable(spec.file, spec.encoding === undefined ? {} : { encoding: spec.encoding });
  const table = spec.isOurs === true ? withPlainCells(opened) : opened;
  const column = requireColumn(table, name);
  const cells = new Cells(table, faults);
  const found = new Map<string, { readonly name: string; people: number }>();
  await table.read(
    (row, number) => {
      const area = cells.text(row, number, column);
      if (area === undefined) return;
      const known = found.get(comparable(area));
      if (known === undefined) found.set(comparable(area), { name: area, people: 1 });
      else known.people++;
    },
    { faults },
  );
  return found;
}
